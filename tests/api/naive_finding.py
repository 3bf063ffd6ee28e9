"""Who answers a question, told from full documents alone: by docs/{hours,nearby,facets,search}.md.

Slow and plain: nothing of what the indexes are made with is used, but what tells words apart.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import rrule

from directory.places.geometry import Point
from directory.publication.models import PublicKind
from tests.api.naive import Node, Town
from tests.api.naive import folded as without_case_and_accents
from tests.search.nearby.naive import haversine, points

LONDON = ZoneInfo("Europe/London")
KINDS = {
    "services": PublicKind.SERVICE,
    "service_at_locations": PublicKind.SERVICE_AT_LOCATION,
    "locations": PublicKind.LOCATION,
}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WAYS = {
    "in person": "in_person",
    "online": "online",
    "by phone": "phone",
    "at your home": "at_home",
}
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
DEFAULT_METRES = 5000
# What is as near to the edge of a circle as this may be on either side of it.
ROUNDING = 0.1


class Asked(Town):
    """Every document, and who of them answers what is asked."""

    def __init__(self, client: Any, *, origins: dict[str, Point], areas: Any, covers: Any) -> None:
        """`origins` are the points of what may be asked from, by `postcode=BD9` and the like.

        `areas(location)` are the codes a location lies in, `covers(area, postcode)` is whether a
        service area holds a postcode.
        """
        super().__init__(client)
        self.origins, self.areas, self.covers = origins, areas, covers

    def answers(self, path: str, asked: dict[str, Any], now: datetime) -> set[str]:
        """The ids of all documents that meet `asked`, but for the words."""
        return {one["id"] for one in self.documents[path] if self.meets_all(path, one, asked, now)}

    def meets_all(self, path: str, one: Node, asked: dict[str, Any], now: datetime) -> bool:
        offer = one.get("service", one)
        strict = asked.get("strict", False)
        fits = all(
            any(self.fits(path, one, name, value) for value in values)
            for name, values in asked.items()
            if isinstance(values, list) and name not in ("day", "age", "code")
        )
        return (
            fits
            and self.is_where(path, one, asked)
            and is_when(one, asked, now)
            and ("age" not in asked or fits_age(offer, asked["age"], strict))
            and ("code" not in asked or self.is_filed(path, one, asked))
            and ("overdue" not in asked or is_overdue(offer, now) == asked["overdue"])
        )

    def fits(self, path: str, one: Node, name: str, value: Any) -> bool:
        match name:
            case "language":
                return spaced(value) in languages(one)
            case "accessibility":
                return spaced(value) in features(one)
            case "attending":
                return value in attending(one)
            case "free":
                return is_free(one.get("service", one)) is value
            case "capacity":
                room = [unit["available"] for unit in one.get("service", one).get("capacities", [])]
                return bool(room) and (max(room) > 0) == (value == "available")
            case "referral":
                return value in referral(one.get("service", one).get("application_process", ""))
            case "assured_after":
                return one.get("service", one).get("assured_date", "") >= value
            case "area":
                return any(value in self.areas(location) for location in places_of(path, one))
            case _:
                return self.meets(path, one, name, value)

    def is_filed(self, path: str, one: Node, asked: dict[str, Any]) -> bool:
        taxonomies = {
            taxonomy["id"]
            for taxonomy in self.documents["taxonomies"]
            if asked["taxonomy"] in (taxonomy["name"], taxonomy["id"])
        }
        filed = [self.terms[term] for term in self.broader(self.said(path, one))]
        return any(
            term.get("code") in asked["code"] and term["taxonomy_id"] in taxonomies
            for term in filed
        )

    # --- Where ---

    def origin(self, asked: dict[str, Any]) -> Point | None:
        given = [name for name in ("postcode", "near", "place") if name in asked]
        return self.origins[f"{given[0]}={asked[given[0]]}"] if given else None

    def away(self, path: str, one: Node, origin: Point) -> float | None:
        """How many metres the nearest place of it is off."""
        return min((haversine(origin, here) for here in points(KINDS[path], one)), default=None)

    def is_where(self, path: str, one: Node, asked: dict[str, Any]) -> bool:
        here = points(KINDS[path], one)
        if "bbox" in asked:
            west, south, east, north = map(float, asked["bbox"].split(","))
            if not any(
                south <= point.latitude <= north and west <= point.longitude <= east
                for point in here
            ):
                return False
        origin = self.origin(asked)
        if not origin:
            return True
        metres = asked.get("proximity", DEFAULT_METRES)
        away = self.away(path, one, origin)
        if away is not None:
            assert abs(away - metres) > ROUNDING, "on the edge: ask for another distance"
            if away <= metres:
                return True
        if path == "locations":
            return False
        if {"online", "phone"} & set(asked.get("attending", [])) & attending(one):
            return True
        alone = "postcode" in asked and "proximity" not in asked
        return alone and any(self.covers(area, asked["postcode"]) for area in areas_of(one))

    def edges(self, path: str, asked: dict[str, Any]) -> bool:
        """Whether something is so near to the edge of a circle that it may be on either side."""
        origin = self.origin(asked)
        metres = asked.get("proximity", DEFAULT_METRES)
        aways = (self.away(path, one, origin) for one in self.documents[path] if origin)
        return any(away is not None and abs(away - metres) <= ROUNDING for away in aways)


# --- Words ---------------------------------------------------------------------------------------


def texts(path: str, one: Node) -> list[list[str]]:
    """The words of each text of which these tests make a record's words."""
    offer = one.get("service", one)
    said = [offer.get(name, "") for name in ("name", "alternate_name", "description")]
    if path == "locations":
        said = [one.get("name", "")]
    said += [offer.get("organization", {}).get("name", "")] if path != "locations" else []
    said += [location.get("name", "") for location in places_of(path, one) if path != "locations"]
    return [text.lower().replace(".", "").split() for text in said]


def has_word(path: str, one: Node, word: str, *, begun: bool = False) -> bool:
    return any(
        other == word or (begun and other.startswith(word))
        for text in texts(path, one)
        for other in text
    )


def has_phrase(path: str, one: Node, phrase: list[str]) -> bool:
    size = len(phrase)
    return any(
        text[at : at + size] == phrase for text in texts(path, one) for at in range(len(text))
    )


def spaced(text: str) -> str:
    """`text` as values are compared: without case, accents and how words are spaced."""
    return " ".join(without_case_and_accents(text).split())


# --- Whose ---------------------------------------------------------------------------------------


def places_of(path: str, one: Node) -> list[Node]:
    if path == "locations":
        return [one]
    return [place["location"] for place in places(one)]


def places(one: Node) -> list[Node]:
    """The places of a service, or the one that this is."""
    return [one] if "service" in one else one.get("service_at_locations", [])


def areas_of(one: Node) -> list[Node]:
    if "service" in one:
        return one.get("service_areas") or one["service"].get("service_areas", [])
    there = [area for place in places(one) for area in place.get("service_areas", [])]
    return one.get("service_areas", []) + there


def languages(one: Node) -> set[str]:
    nodes = [one.get("service", one), *(place["location"] for place in places(one))]
    return {
        said.get("code", "").lower() or spaced(said["name"])
        for node in nodes
        for said in node.get("languages", [])
    }


def features(one: Node) -> set[str]:
    return {
        spaced(feature["description"])
        for place in places(one)
        for feature in place["location"].get("accessibility", [])
    }


def attending(one: Node) -> set[str]:
    offer = one.get("service", one)
    found = _ways(offer)
    for place in places(one):
        location = place["location"]
        nearest = _ways(place) or _ways(offer) or _ways(location)
        if location["location_type"] == "virtual":
            found |= nearest | {"online"}
        else:
            found |= nearest or {"in_person"}
    return found


def _ways(node: Node) -> set[str]:
    said = " ".join(one.get("attending_type", "") for one in node.get("schedules", []))
    return {way for words, way in WAYS.items() if words in said}


def is_free(offer: Node) -> bool | None:
    """By its prices alone: whoever asks this of a directory with prices in words asks more."""
    amounts = [option["amount"] for option in offer.get("cost_options", []) if "amount" in option]
    return max(amounts) == 0 if amounts else None


def referral(process: str) -> set[str]:
    found = {"professional"} if "By referral" in process else set()
    return found | ({"self"} if "ring us" in process or "turn up" in process else set())


def fits_age(offer: Node, ages: list[int], strict: bool) -> bool:
    low, high = offer.get("minimum_age"), offer.get("maximum_age")
    if low is None and high is None:
        return not strict
    return any((low is None or low <= age) and (high is None or age <= high) for age in ages)


def is_overdue(offer: Node, now: datetime) -> bool:
    """By the day it was confirmed alone, so that the documents' own `overdue_from` is proved."""
    if "assured_date" not in offer:
        return True
    confirmed, today = date.fromisoformat(offer["assured_date"]), now.astimezone(LONDON).date()
    return (today.year - 1, today.month, today.day) >= (
        confirmed.year,
        confirmed.month,
        confirmed.day,
    )


# --- When ----------------------------------------------------------------------------------------


def hours_known(one: Node, today: date) -> bool:
    """Somebody vouches for a rule that can be read."""
    return vouched_until(one) >= today


def vouched_until(one: Node) -> date:
    rules = [rule for rules, _ in hours_of(one) for rule in rules]
    lasts = [date.fromisoformat(rule.get("valid_to", "9999-12-31")) for rule in rules]
    return max(lasts, default=date.min)


def is_when(one: Node, asked: dict[str, Any], now: datetime) -> bool:
    strict = asked.get("strict", False)
    today = now.astimezone(LONDON).date()
    if {"day", "start_time", "end_time"} & asked.keys():
        known = hours_known(one, today)
        if not (meets(one, asked, today) or (not known and not strict)):
            return False
    stretches = [asked["open_between"]] if "open_between" in asked else []
    moments = [asked["open_at"]] if "open_at" in asked else []
    moments += [now] if asked.get("open_now") else []
    stretches += [(moment, moment + A_MINUTE) for moment in moments]
    for start, end in stretches:
        shown = [moment.astimezone(LONDON).replace(tzinfo=None) for moment in (start, end)]
        begins = shown[0].replace(second=0, microsecond=0)
        known = vouched_until(one) >= (shown[1] - A_MINUTE).date()
        if not (is_open(one, begins, shown[1]) or (not known and not strict)):
            return False
    return True


def is_open(one: Node, start: datetime, end: datetime) -> bool:
    """A session overlaps what the clock shows from `start` to `end`."""
    return any(
        begins < end and (ends or begins + timedelta(hours=1)) > start
        for begins, ends in sessions(one, start.date() - 2 * A_DAY, end.date())
    )


def _end_of(begins: datetime, last: time) -> datetime:
    """`last` on the day a session begins; as an end, 00:00 is the midnight after it."""
    end = datetime.combine(begins, last)
    return end if last != time(0) else end + timedelta(days=1)


def meets(one: Node, asked: dict[str, Any], today: date) -> bool:
    """One session from today on is on the day and within the times."""
    first, last = asked.get("start_time"), asked.get("end_time")
    return any(
        ("day" not in asked or begins.weekday() in asked["day"])
        and (first is None or begins.time() >= first)
        and (last is None or (ends is not None and ends <= _end_of(begins, last)))
        for begins, ends in sessions(one, today, today + timedelta(days=400))
    )


def hours_of(one: Node) -> list[tuple[list[Node], list[Node]]]:
    """At each place the rules that count there, and all that closes it."""
    offer = one.get("service", one)
    found = []
    for place in places(one) or [{}]:
        levels = [place.get("schedules", []), offer.get("schedules", [])]
        levels.append(place.get("location", {}).get("schedules", []))
        closures = [each for level in levels for each in level if is_closure(each)]
        rest = ([each for each in level if not is_closure(each)] for level in levels)
        nearest = next((level for level in rest if level), [])
        found.append(([each for each in nearest if "opens_at" in each], closures))
    return found


def is_closure(schedule: Node) -> bool:
    return "opens_at" not in schedule and schedule.get("description", "").startswith("Closed")


def sessions(one: Node, first: date, last: date) -> Iterator[tuple[datetime, datetime | None]]:
    """When each session that starts in those days begins and ends, by the clock on the wall."""
    for rules, closures in hours_of(one):
        shut = [(each["valid_from"], each["valid_to"]) for each in closures]
        for rule in rules:
            opens = time.fromisoformat(rule["opens_at"]).replace(tzinfo=None)
            for day in days_of(json.dumps(rule), first, last):
                if any(begins <= day.isoformat() <= ends for begins, ends in shut):
                    continue
                begins, ends = datetime.combine(day, opens), None
                if "closes_at" in rule:
                    closes = time.fromisoformat(rule["closes_at"]).replace(tzinfo=None)
                    ends = datetime.combine(day, closes)
                    # HSDS writes all day as 00:00 to 23:59.
                    ends += A_MINUTE if (opens, closes) == (time(), time(23, 59)) else A_DAY * 0
                    ends += A_DAY if ends <= begins else A_DAY * 0
                yield begins, ends


@cache
def days_of(text: str, first: date, last: date) -> list[date]:
    """The days between on which a rule has a session, by dateutil."""
    rule = json.loads(text)
    first = max(first, date.fromisoformat(rule.get("valid_from", "0001-01-01")))
    last = min(last, date.fromisoformat(rule.get("valid_to", "9999-12-31")))
    start = date.fromisoformat(rule.get("dtstart", "2020-01-01"))
    until = rule.get("until")
    byday = [_weekday(part) for part in rule["byday"].split(",")] if "byday" in rule else None
    monthdays = [int(part) for part in rule.get("bymonthday", "").split(",") if part]
    dates = rrule.rrule(
        getattr(rrule, rule["freq"]),
        dtstart=datetime.combine(start, time()),
        interval=int(rule.get("interval", 1)),
        wkst=getattr(rrule, rule.get("wkst", "MO")),
        count=rule.get("count"),
        until=datetime.fromisoformat(until) if until else None,
        byweekday=byday,
        bymonthday=monthdays or None,
    )
    between = dates.between(
        datetime.combine(first, time()), datetime.combine(last, time()), inc=True
    )
    return [each.date() for each in between]


def _weekday(part: str) -> Any:
    day = getattr(rrule, part[-2:])
    return day(int(part[:-2])) if part[:-2] else day
