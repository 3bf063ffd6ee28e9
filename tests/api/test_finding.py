"""Questions over HTTP: each list holds exactly those whose documents say they answer."""

import json
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from directory.demo.load import Demo
from directory.places import gazetteer
from directory.places.geometry import Point
from directory.publication.remembered import cache
from tests.api.naive_finding import (
    DAYS,
    KINDS,
    LONDON,
    Asked,
    has_phrase,
    has_word,
    hours_known,
)
from tests.api.neighbourhood import MIDDLE, PATCH, SQUARES, WORDS, build
from tests.api.refusals import post
from tests.factories import make_location, make_service
from tests.search.nearby.making import BRADFORD, NORTH_YORKSHIRE, WARD

pytestmark = pytest.mark.django_db

OFFERS = ("services", "service_at_locations")
FORMATS = ("ndjson", "csv", "geojson")
KNOWN, OUTWARD = "BD9 9QX", "BD9"
LONE = Point(53.812345, -1.794321)  # that postcode, as tests/search/nearby/making.py loads it
MIDDLES = {f"place={name}": place.point for place in gazetteer.places() for name in [place.name]}
ONCE = ("postcode", "near", "place", "proximity", "bbox", "taxonomy", "strict", "open_now")

few = settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


# --- Asking --------------------------------------------------------------------------------------


def written(asked: dict[str, Any]) -> list[tuple[str, str]]:
    """A question as the pairs of a URL."""
    pairs = []
    for name, value in asked.items():
        for one in value if isinstance(value, list) else [value]:
            pairs.append((name, in_text(name, one)))
    return pairs


def in_text(name: str, value: Any) -> str:
    if name == "day":
        return DAYS[value]
    if name == "open_between":
        return "/".join(moment.isoformat() for moment in value)
    if isinstance(value, datetime | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_json(asked: dict[str, Any]) -> dict[str, Any]:
    """The same as a body: numbers and booleans are their own, all else is text."""
    return {
        name: [plain(name, one) for one in value] if isinstance(value, list) else plain(name, value)
        for name, value in asked.items()
    }


def plain(name: str, value: Any) -> Any:
    number = isinstance(value, bool | int) and name != "day"
    return value if number else in_text(name, value)


def get(client, path: str, asked: dict[str, Any], **more: Any) -> Any:
    answer = client.get(f"/api/v3/{path}?{urlencode([*written(asked), *more.items()])}")
    assert answer.status_code == 200, (asked, answer.content[:400])
    return answer


def everything(client, path: str, asked: dict[str, Any], *, per_page: int = 500) -> list[dict]:
    """All that is found, page by page; totals and pages are checked to agree."""
    found: list[dict] = []
    page, total = 1, None
    while True:
        envelope = get(client, path, asked, per_page=per_page, page=page).json()
        total = envelope["total_items"] if total is None else total
        assert envelope["total_items"] == total
        found += envelope["contents"]
        if envelope["last_page"]:
            break
        assert envelope["size"] == per_page
        page += 1
    assert len(found) == total == len({one["id"] for one in found})
    return found


def streamed(client, path: str, asked: dict[str, Any], format: str, **more: Any) -> list[str]:
    """The ids in a stream."""
    text = b"".join(get(client, path, asked, format=format, **more)).decode()
    if format == "geojson":
        return [feature["id"] for feature in json.loads(text)["features"]]
    if format == "csv":
        return [line[1:37] for line in text.splitlines()[1:] if line[37:38] == '"']
    return [json.loads(line)["id"] for line in text.splitlines()]


def check(client, town: Asked, path: str, asked: dict[str, Any]) -> int:
    """What is found is what is expected; how many that are."""
    if town.edges(path, asked):
        return 0
    now = timezone.now()
    expected = town.answers(path, asked, now)

    found = everything(client, path, asked, per_page=5)

    ids = [one["id"] for one in found]
    assert set(ids) == expected, asked
    by_id = {one["id"]: one for one in town.documents[path]}
    if {"day", "start_time", "end_time", "open_at", "open_now", "open_between"} & asked.keys():
        today = now.astimezone(LONDON).date()
        for one in found:
            assert one["hours_known"] == hours_known(by_id[one["id"]], today)
    else:
        assert not any("hours_known" in one for one in found)
    if origin := town.origin(asked):
        told = []
        for one in found:
            away = town.away(path, by_id[one["id"]], origin)
            assert ("distance_metres" in one) == (away is not None)
            if away is not None:
                assert one["distance_metres"] == pytest.approx(away, rel=0.005, abs=0.6)
            told.append((away is None, away or 0.0))
        for nearer, further in pairwise(told):
            assert nearer[0] < further[0] or nearer[1] <= further[1] + 0.05
    else:
        assert not any("distance_metres" in one for one in found)
    return len(expected)


def check_forms(client, path: str, asked: dict[str, Any]) -> None:
    """Every form of an answer has the same records in the same order, asked however."""
    ids = [one["id"] for one in everything(client, path, asked)]
    for format in FORMATS:
        assert streamed(client, path, asked, format) == ids, (format, asked)
    assert streamed(client, path, asked, "ndjson", minimal="true") == ids
    assert streamed(client, path, asked, "ndjson", full="true") == ids
    short = everything(client, path, asked | {"minimal": True}, per_page=3)
    assert [list(one) for one in short] == [["id", "last_modified"]] * len(ids)
    assert [one["id"] for one in short] == ids
    answer = post(client, path, as_json(asked) | {"per_page": 500})
    assert answer.status_code == 200, (asked, answer.content)
    assert [one["id"] for one in answer.json()["contents"]] == ids


# --- Random neighbourhoods -----------------------------------------------------------------------


@contextmanager
def neighbourhood(client, seed: int):
    """A random neighbourhood, gone again afterwards; and who in it answers what."""
    random = Random(seed)
    with transaction.atomic():
        cache.clear()
        build(random)
        yield Asked(client, origins=ORIGINS, areas=areas_of, covers=covers), random
        transaction.set_rollback(True)
    cache.clear()


def is_in(point: Point, middle: Point, half: float) -> bool:
    return (
        abs(point.latitude - middle.latitude) <= half
        and abs(point.longitude - middle.longitude) <= half
    )


def areas_of(location: dict) -> set[str]:
    """The areas that are round a location: none has a postcode that is known."""
    if "latitude" not in location or location["location_type"] != "physical":
        return set()
    point = Point(location["latitude"], location["longitude"])
    codes = {code for code, square in SQUARES.items() if is_in(point, *square)}
    return codes | ({BRADFORD} if WARD in codes else set())


ORIGINS = MIDDLES | {
    f"postcode={KNOWN}": LONE,
    "postcode=bd99qx": LONE,
    f"postcode={OUTWARD}": Point(53.805, -1.78),
    "near=53.8,-1.8": Point(53.8, -1.8),
    "near=54.05,-1.9": Point(54.05, -1.9),
    "near=-53.8,178.2": Point(-53.8, 178.2),
}


def covers(area: dict, postcode: str) -> bool:
    """Whether one of `AREAS` has this postcode; the known one's own codes come from its file."""
    point = ORIGINS[f"postcode={postcode}"]
    codes = {code for code, square in SQUARES.items() if is_in(point, *square)}
    codes = codes if postcode == OUTWARD else {BRADFORD, "E05001347"}
    if uri := area.get("uri"):
        return uri[-9:] in codes
    return is_in(point, *PATCH) if "extent" in area else area["name"] == "England"


def a_question(random: Random, town: Asked, path: str) -> dict[str, Any]:
    """One to four parts of a question."""
    here = [point for one in town.documents["locations"] if (point := point_of(one))]
    parts: list[dict[str, Any]] = [
        {"postcode": random.choice([KNOWN, "bd99qx", OUTWARD])},
        {random.choice(["near", "place"]): ""},
        {"postcode": KNOWN, "proximity": random.choice([1, 900, 3000, 12_000, 100_000])},
        {"near": "", "proximity": random.choice([1500, 8000, 60_000])},
        {"bbox": box(random, here)},
        {"area": random.sample([BRADFORD, WARD, NORTH_YORKSHIRE], random.choice((1, 1, 2)))},
    ]
    if path in OFFERS:
        parts += [
            {"day": random.sample(range(7), random.choice((1, 2)))},
            {"start_time": time(random.randrange(24), random.choice((0, 30)))},
            {"end_time": time(random.randrange(24), random.choice((0, 30)))}
            if random.random() < 0.9
            else {"end_time": time(10, 30), "day": [1]},
            {"open_at": a_moment(random)},
            {"open_now": True},
            {"open_between": a_stretch(random)},
            {"age": random.sample([0, 5, 11, 17, 30, 99], random.choice((1, 2)))},
            {"attending": random.sample(["in_person", "at_home", "online", "phone"], 2)},
            {"taxonomy": random.choice(["Needs", "Groups"]), "code": ["food"]},
            {"taxonomy": "Needs", "code": random.sample(["food", "breakfast", "none"], 2)},
            {"strict": True},
            {"overdue": random.choice([True, False])},
            {"language": random.sample(["ur", "PL", "sign  Language"], random.choice((1, 2)))},
            {"accessibility": [random.choice(["Ramp", "HEARING loop"])]},
            {"free": [random.choice([True, False])]},
            {"capacity": [random.choice(["available", "full"])]},
            {"referral": [random.choice(["self", "professional"])]},
            {"assured_after": [random.choice(["2025-03-01", "2026-01-01", "0001-01-01"])]},
            {"status": random.sample(["active", "inactive"], random.choice((1, 2)))},
            {"minimum_age": [random.choice([0, 11, 18])]},
        ]
    asked: dict[str, Any] = {}
    for part in random.sample(parts, random.randint(1, 4)):
        origins = {"postcode", "near", "place"}
        if not (origins & part.keys() and (origins | {"proximity"}) & asked.keys()):
            asked |= part
    for name in ("near", "place"):
        if name in asked:
            asked[name] = random.choice([one for one in ORIGINS if one.startswith(name)])[
                len(name) + 1 :
            ]
    return asked


def point_of(location: dict) -> Point | None:
    return Point(location["latitude"], location["longitude"]) if "latitude" in location else None


def box(random: Random, here: list[Point]) -> str:
    """A box about some of the places, or one of no size at all."""
    one, other = random.choice(here or [MIDDLE]), random.choice(here or [MIDDLE])
    south, north = sorted([one.latitude, other.latitude])
    west, east = sorted([one.longitude, other.longitude])
    return f"{west},{south},{east},{north}"


def a_moment(random: Random) -> datetime:
    """A moment in the next weeks or years, by some clock; now and then about a change of clocks."""
    day = random.choice([date(2026, 11, 23), date(2027, 3, 27), date(2027, 10, 30)])
    hours = random.randrange(24 * 14) if day.month == 11 else random.randrange(10, 80)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        hours=hours, minutes=random.choice((0, 29, 30))
    )
    return moment.astimezone(random.choice([UTC, LONDON]))


def a_stretch(random: Random) -> tuple[datetime, datetime]:
    start = a_moment(random).astimezone(UTC)
    length = random.choice([timedelta(minutes=1), timedelta(hours=2), timedelta(days=1)])
    return start, start + random.choice([length, timedelta(days=7)])


@pytest.mark.parametrize("path", list(KINDS))
@few
@given(seed=st.integers(0, 2**32))
@example(seed=1)
@example(seed=2)
def test_any_question_finds_what_a_look_through_every_document_finds(client, path, seed):
    with neighbourhood(client, seed) as (town, random):
        for number in range(25):
            asked = a_question(random, town, path)
            check(client, town, path, asked)
            if number % 8 == 0:
                check_forms(client, path, asked)


@pytest.mark.parametrize("path", OFFERS)
def test_random_questions_are_worth_asking(client, path):
    """They find something, and not everything, often enough to prove something."""
    with neighbourhood(client, 5) as (town, random):
        found = [check(client, town, path, a_question(random, town, path)) for _ in range(80)]

    assert sum(0 < count < len(town.documents[path]) for count in found) > 25


# --- Words ---------------------------------------------------------------------------------------


def some_words(random: Random) -> tuple[str, Any]:
    """What is typed, and who has all of it."""
    words = random.sample(WORDS, random.randint(1, 3))
    kind = random.choice(["words", "phrase", "without"])
    if kind == "phrase" and len(words) > 1:
        return f'"{" ".join(words)}"', lambda path, one: has_phrase(path, one, words)
    if kind == "without" and len(words) > 1:
        *wanted, unwanted = words
        return (
            f"{' '.join(wanted)} -{unwanted}",
            lambda path, one: (
                all(has_word(path, one, word) for word in wanted)
                and not has_word(path, one, unwanted)
            ),
        )
    *whole, last = words
    typed = last[: random.choice([3, 9])]
    return (
        " ".join([*whole, typed]),
        lambda path, one: (
            all(has_word(path, one, word) for word in whole)
            and has_word(path, one, typed, begun=True)
        ),
    )


@pytest.mark.parametrize("path", list(KINDS))
@few
@given(seed=st.integers(0, 2**32))
@example(seed=1)
def test_words_find_every_document_with_all_of_them(client, path, seed):
    with neighbourhood(client, seed) as (town, random):
        for _ in range(15):
            typed, has_all = some_words(random)
            asked = a_question(random, town, path) if random.random() < 0.5 else {}
            if town.edges(path, asked):
                continue
            answering = town.answers(path, asked, timezone.now())
            expected = {
                one["id"]
                for one in town.documents[path]
                if one["id"] in answering and has_all(path, one)
            }
            asked = {"search": typed} | asked

            envelope = get(client, path, asked).json()

            ids = {one["id"] for one in everything(client, path, asked, per_page=2)}
            if "search" not in envelope:
                assert ids == expected, asked
            else:  # Little has all of it: then what has some of it is taken in, and it is said.
                assert envelope["search"].keys() & {"some_words_only", "showing_results_for"}
                assert expected <= ids <= answering, asked
            check_forms(client, path, asked)


def test_of_equally_good_answers_the_nearer_comes_first(client):
    for north in (0.03, 0.01, 0.02):
        make_service(name="Kwob", at=make_location(name="Hall", latitude=53.8 + north))
    best = make_service(name="Kwob kwob", description="Kwob.", at=make_location(latitude=53.84))

    answer = client.get("/api/v3/services?search=kwob&near=53.8,-1.75987").json()

    away = [one["distance_metres"] for one in answer["contents"] if one["id"] != str(best.pk)]
    assert away == sorted(away) == pytest.approx([1112, 2224, 3336], abs=3)
    assert away != sorted(one["distance_metres"] for one in answer["contents"])


# --- The demo directory --------------------------------------------------------------------------


@pytest.fixture
def demo(client):
    """The demo directory, on a fresh clone: no areas, no postcodes but the gazetteer's."""
    Demo().load()
    origins = MIDDLES | {
        f"postcode={code}": point for code, point in gazetteer.outward_codes().items()
    }
    return Asked(client, origins=origins, areas=lambda location: set(), covers=demo_covers)


def demo_covers(area: dict, postcode: str) -> bool:
    """Of what these tests ask by postcode, only countries are known for certain."""
    return area["name"] in ("England", "United Kingdom")


def demo_question(random: Random) -> dict[str, Any]:
    names = ("Keighley", "Shipley", "Skipton", "Bradford", "Ilkley")
    parts: list[dict[str, Any]] = [
        {"place": random.choice(names), "proximity": random.choice([700, 2500, 9000])},
        {"postcode": random.choice(["BD1", "BD21", "BD23"]), "proximity": 3000},
        {"bbox": random.choice(["-1.86,53.76,-1.70,53.83", "-2.1,53.85,-1.8,54.0"])},
        {"day": random.sample(range(7), random.choice((1, 2)))},
        {"start_time": time(random.randrange(7, 20))},
        {"end_time": time(random.randrange(9, 23))},
        {"open_at": a_moment(random)},
        {"open_between": a_stretch(random)},
        {"age": [random.choice([3, 12, 17, 40, 70])]},
        {"attending": [random.choice(["in_person", "at_home", "online", "phone"])]},
        {"strict": True},
        {"language": [random.choice(["ur", "pl", "pa", "bn"])]},
        {"capacity": [random.choice(["available", "full"])]},
        {"assured_after": [random.choice(["2026-06-01", "2026-10-01"])]},
        {"status": ["active"]},
    ]
    asked: dict[str, Any] = {}
    for part in random.sample(parts, random.randint(1, 4)):
        if not ("proximity" in part and "proximity" in asked):
            asked |= part
    return asked


def test_any_question_of_the_demo_finds_what_its_documents_say(client, demo):
    @settings(max_examples=25, deadline=None)
    @given(seed=st.integers(0, 2**32), path=st.sampled_from(OFFERS))
    def ask(seed, path):
        random = Random(seed)
        asked = demo_question(random)
        check(client, demo, path, asked)
        if seed % 10 == 0:
            check_forms(client, path, asked)

    ask()


SEARCHES = ("lunch", "food", "advice", '"drop in"', "walking -dog", "women", "wheelchair", "club")


def test_words_and_the_rest_narrow_one_another(client, demo):
    for number, words in enumerate(SEARCHES):
        asked = demo_question(Random(number))
        with_words = {one["id"] for one in everything(client, "services", {"search": words})}
        both = asked | {"search": words}
        envelope = get(client, "services", both).json()
        if "search" in envelope:
            continue  # Little was found, so that more was looked for.

        found = {one["id"] for one in everything(client, "services", both, per_page=7)}

        rest = {one["id"] for one in everything(client, "services", asked)}
        assert found == with_words & rest
        check_forms(client, "services", both)


# --- Orders --------------------------------------------------------------------------------------

SORTS = (
    *("name", "-name", "last_modified", "-last_modified", "assured_date", "-assured_date"),
    *("relevance", "distance"),
)


@pytest.mark.parametrize("path", OFFERS)
@pytest.mark.parametrize("sort", SORTS)
def test_pages_of_every_order_cover_everything_once(client, path, sort):
    with neighbourhood(client, 9) as (_, _):
        asked = {"search": "kwob", "near": "53.8,-1.8", "proximity": 100_000, "sort": sort}
        whole = [one["id"] for one in everything(client, path, asked)]
        assert len(whole) > 4

        for per_page in (1, 2, 3):
            pages = everything(client, path, asked, per_page=per_page)
            assert [one["id"] for one in pages] == whole


@pytest.mark.parametrize("sign", ["", "-"])
def test_records_are_in_the_order_of_their_assurance_and_then_of_ids(client, sign):
    with neighbourhood(client, 9) as (town, _):
        key = lambda one: (one.get("assured_date", ""), one["id"])  # noqa: E731
        expected = sorted(town.documents["services"], key=key, reverse=bool(sign))

        found = everything(client, "services", {"sort": f"{sign}assured_date"}, per_page=4)

    assert [one["id"] for one in found] == [one["id"] for one in expected]


def test_equally_near_places_are_in_the_order_of_their_ids(client):
    with neighbourhood(client, 4) as (_, _):
        asked = {"near": "53.8,-1.8", "proximity": 100_000}
        found = everything(client, "service_at_locations", asked, per_page=3)

    at = [(one["location"]["id"], one["id"]) for one in found]
    for _, group in groupby(at, key=lambda pair: pair[0]):
        ids = [id for _, id in group]
        assert ids == sorted(ids)


# --- What is told ---------------------------------------------------------------------------------


def test_maps_and_lists_tell_how_far_it_is_and_whether_hours_are_known(client):
    with neighbourhood(client, 3) as (_, _):
        asked = {"near": "53.8,-1.8", "proximity": 100_000, "day": [1]}
        listed = {one["id"]: one for one in everything(client, "services", asked)}
        collection = json.loads(b"".join(get(client, "services", asked, format="geojson")))

    assert listed
    assert {one["id"]: one["properties"] for one in collection["features"]} == listed


def test_an_answer_tells_where_it_was_asked_from(client):
    def told(query):
        return client.get(f"/api/v3/services?{query}").json()["origin"]

    assert told("postcode=bd213ab")["name"] == "BD21 3AB"
    assert "rough" in told("postcode=bd21%203ab")["note"]
    assert told("place=keighley")["name"] == "Keighley"
    assert told("near=53.8,-1.75") == {
        "name": "the point given",
        "latitude": 53.8,
        "longitude": -1.75,
    }
