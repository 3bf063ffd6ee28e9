"""What the public sees of a service, as questions and answers somebody can check in a minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from directory.search.hours.coming import Coming, coming

Node = dict[str, Any]
SHOWN_DAYS = timedelta(days=60)
SHOWN_DATES = 3


@dataclass(frozen=True)
class Part:
    """One question, and what the entry answers: a line each, none where it says nothing."""

    question: str
    lines: list[str]


def summary_of(service: Node) -> list[Part]:
    """The parts of a public service's document, in the order of the form it is edited on."""
    places = service.get("service_at_locations", [])
    return [
        Part("What does it offer?", _texts(service, "description", "alert")),
        Part("Who is it for?", [*_texts(service, "eligibility_description"), *_ages(service)]),
        Part("Where does it happen?", [_place(place.get("location", {})) for place in places]),
        Part("When does it run?", _times(service)),
        Part("What does it cost?", [*_texts(service, "fees_description"), *_prices(service)]),
        Part("How do people join?", _texts(service, "application_process", "wait_time")),
        Part("How do people get in touch?", list(dict.fromkeys(_contact(service)))),
        Part(
            "In which languages?",
            [one.get("name") or one.get("code", "") for one in service.get("languages", [])],
        ),
    ]


def _texts(node: Node, *names: str) -> list[str]:
    return [node[name] for name in names if node.get(name)]


def _ages(service: Node) -> list[str]:
    low, high = service.get("minimum_age"), service.get("maximum_age")
    if low is not None and high is not None:
        return [f"Ages {low} to {high}"]
    if low is not None:
        return [f"Ages {low} and over"]
    return [f"Ages up to {high}"] if high is not None else []


def _place(location: Node) -> str:
    lines = [location.get("name", "")]
    for address in location.get("addresses", [])[:1]:
        lines += _texts(address, "address_1", "address_2", "city", "postal_code")
    return ", ".join(line for line in dict.fromkeys(lines) if line)


def _times(service: Node) -> list[str]:
    now = timezone.now()
    told: Coming = coming(service, now, now + SHOWN_DAYS, most=SHOWN_DATES)
    lines = [said.description or said.in_words for said in told.said]
    if told.sessions:
        starts = (timezone.localtime(session.starts) for session in told.sessions)
        dates = ", ".join(f"{start:%A} {start.day} {start:%B} at {start:%H:%M}" for start in starts)
        lines.append(f"Next: {dates}")
    return list(dict.fromkeys(lines))


def _prices(service: Node) -> list[str]:
    return [line for option in service.get("cost_options", []) if (line := _price(option))]


def _price(option: Node) -> str:
    amount = option.get("amount")
    if amount is None:
        price = ""
    elif amount == 0:
        price = "free"
    else:
        sign = {"GBP": "£", "EUR": "€", "": "£"}.get(option.get("currency", ""))
        price = f"{sign}{amount:.2f}" if sign else f"{amount:.2f} {option['currency']}"
    who, what = option.get("option", ""), option.get("amount_description", "")
    return " ".join(filter(None, [f"{who}:" if who and price else who, price, what]))


def _contact(service: Node) -> Iterator[str]:
    yield from _phones(service)
    yield from _texts(service, "email", "url")
    for contact in service.get("contacts", []):
        said = [*_texts(contact, "name", "title", "email"), *_phones(contact)]
        yield ", ".join(said)
    for place in service.get("service_at_locations", []):
        yield from _phones(place)


def _phones(node: Node) -> list[str]:
    return [
        " ".join(filter(None, [one.get("number", ""), one.get("description", "")]))
        for one in node.get("phones", [])
    ]
