"""Pages are in plain words: no names of fields or models, and nothing only a programmer says."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.urls import reverse

from directory.models import (
    Attribute,
    Organization,
    Phone,
    Schedule,
    ServiceArea,
    Taxonomy,
    Unit,
)
from directory.places.models import NamedPlace
from tests.admin.examples import address, example, pages_of, registered
from tests.admin.reviewing import signed_in
from tests.factories import (
    make_administrator,
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
    make_term,
    tag,
)

pytestmark = pytest.mark.django_db

# What no volunteer says, wherever it stands on a page.
TECHNICAL = re.compile(
    r"""
    \b(
        \w*[a-z]_\w+
        | (?i: taxonom(y|ies) | thesaurus | attributes? | metadata | meta[ ]table | objects? )
        | (?i: services?[ ]at[ ](a[ ])?locations? | locations? | location[ ]type | schedules? )
        | (?i: (service|cost|required)[ ](areas?|capacity|capacities|options?|documents?) )
        | (?i: link[ ](entity|type|id) | record[ ]id | parent | linked-data | model[ ]name )
        | (?i: by[ ](status|state|active|groups|in[ ]use|location[ ]type|taxonomy) )
        | (?i: organi[sz]ation[ ]identifiers? | organizations? | admin[ ]site | application )
        | URIs? | UUIDs? | HSDS | JSON | ISO | WGS84 | NULL | True | False
    )\b
    | \b(Phone|Contact|Schedule|Accessibility|Attribute|Metadata|Url):
    """,
    re.VERBOSE,
)
SAID_IN_ATTRIBUTES = ("placeholder", "title", "aria-label", "alt")


class Reader(HTMLParser):
    """What a page says, to the eye and to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        self.unread += tag in ("script", "style")
        self.said += [given[name] for name in SAID_IN_ATTRIBUTES if given.get(name)]
        if tag == "input" and given.get("type") in ("submit", "button") and given.get("value"):
            self.said.append(given["value"])

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.unread and data.strip():
            self.said.append(" ".join(data.split()))


def said_on(response: Any) -> list[str]:
    reader = Reader()
    reader.feed(response.content.decode())
    return reader.said


def technical(response: Any) -> list[str]:
    """The phrases of a page with a word in them that nobody outside a computer would use."""
    return [phrase for phrase in said_on(response) if TECHNICAL.search(phrase)]


@pytest.mark.parametrize(
    "phrase",
    [
        *("Taxonomy terms", "By status", "postal_code", "Phone: 01274 1", "Select this object"),
        *("Service at location", "Linked-data URI", "True", "Models in the search application"),
    ],
)
def test_the_check_would_see_them(phrase):
    assert TECHNICAL.search(phrase)


@pytest.mark.parametrize("phrase", ["What does it cost?", "Places", "e-mail address", "It is true"])
def test_the_check_lets_plain_words_be(phrase):
    assert not TECHNICAL.search(phrase)


@pytest.mark.parametrize("role", ["editor", "moderator", "administrator"])
def test_every_page_is_in_plain_words(role):
    """Each list, form, page to delete and history that the role may open, of every kind."""
    ours = make_organization(published=False, name="Zebra trust")
    make = {"moderator": make_moderator, "administrator": make_administrator}
    client = signed_in(make[role]() if role in make else make_editor(ours))
    found, opened = {}, 0
    for model in registered():
        row = example(model, ours)
        pages = {"list": address(model, "changelist"), "add": address(model, "add")}
        for page, url in (pages | pages_of(row)).items():
            response = client.get(url)
            if response.status_code == 200:
                opened += 1
                if phrases := technical(response):
                    found[f"{model.__name__} {page}"] = phrases

    assert found == {}
    assert opened > 25


def test_what_a_form_says_of_a_mistake_is_in_plain_words():
    client = signed_in(make_administrator())
    for model in (Taxonomy, Attribute, Unit, NamedPlace):
        answer = client.post(address(model, "add"), {"latitude": "north"})

        assert "Please fill this in." in said_on(answer)
        assert technical(answer) == []


def test_what_is_said_after_saving_and_deleting_is_in_plain_words():
    client = signed_in(make_administrator())

    added = client.post(address(Unit, "add"), {"name": "beds"}, follow=True)
    unit = Unit.objects.get()
    gone = client.post(address(Unit, "delete", unit.pk), {"post": "yes"}, follow=True)

    assert "The thing to count “" in said_on(added)
    assert "The thing to count “beds” was deleted successfully." in said_on(gone)
    assert technical(added) == technical(gone) == []


# --- Deleting ------------------------------------------------------------------------------------


def test_deleting_says_what_goes_along():
    trust = make_organization(published=False, name="Zebra trust")
    make_editor(trust)
    for name in ("Lunch club", "Tea club"):
        service = make_service(organization=trust, published=False, name=name)
        service.service_at_locations.create(location=make_location(published=False))
    Phone.objects.create(service=service, number="01274 1")
    Schedule.objects.create(service=service, freq="WEEKLY", byday="TU")
    ServiceArea.objects.create(service=service, name="Keighley")
    tag(service, make_term(), published=False)

    page = signed_in(make_moderator()).get(address(Organization, "delete", trust.pk))

    told = page.context["deleted_objects"]
    assert told == [
        "1 area covered",
        "1 person who looks after it",
        "1 phone number",
        "1 set of times",
        "2 services at places",
        "2 services: Lunch club, Tea club",
        "1 category given to an entry",
    ]
    assert set(told) <= set(said_on(page))
    assert technical(page) == []


def test_deleting_what_is_public_offers_to_withdraw_it_instead():
    public, draft = make_service(), make_service(published=False)
    client = signed_in(make_moderator())
    where = reverse("admin:directory_service_public", args=[public.pk])

    page = client.get(address(type(public), "delete", public.pk))

    assert "Withdrawing is usually what you want." in said_on(page)
    assert f'href="{where}">Withdraw it instead' in page.content.decode()
    page = client.get(address(type(draft), "delete", draft.pk))
    assert "Withdraw it instead" not in said_on(page)


def test_deleting_several_names_them_and_what_goes_along():
    trust = make_organization(published=False, name="Zebra trust")
    make_service(organization=trust, published=False, name="Lunch club")
    chosen = {"action": "delete_selected", "_selected_action": [str(trust.pk)]}
    client = signed_in(make_moderator())

    page = client.post(address(Organization, "changelist"), chosen)

    assert {"Delete 1 organisation?", "Zebra trust", "1 service: Lunch club"} <= set(said_on(page))
    assert technical(page) == []
    done = client.post(address(Organization, "changelist"), chosen | {"post": "yes"}, follow=True)
    assert "Successfully deleted 1 organisation." in said_on(done)
    assert not Organization.objects.filter(pk=trust.pk).exists()


# --- Merging -------------------------------------------------------------------------------------


def test_what_differs_between_two_that_are_merged_is_in_plain_words():
    every = {
        "tax_id": "1",
        "legal_status": "charity",
        "year_incorporated": 1998,
        "uri": "https://a.example",
    }
    one = make_organization(published=False, name="Zebra trust", **every)
    other = make_organization(
        published=False, name="Zebras", tax_id="2", legal_status="club", year_incorporated=1999
    )
    for record in (one, other):
        Phone.objects.create(organization=record, number=f"01274 {record.name}")

    page = signed_in(make_moderator()).get(
        reverse("admin:merge", args=["organization", one.pk, other.pk])
    )

    assert page.status_code == 200
    assert "Year it was founded" in said_on(page)
    assert "1 phone number" in said_on(page)
    assert technical(page) == []
