"""Bad questions: refused by name with an example that works, or answered; never all of the list."""

import json
import re
from urllib.parse import quote, unquote

import pytest

from directory.demo.load import Demo
from directory.models import Schedule
from directory.publication.publish import publish
from tests.api.refusals import post, problem, refused
from tests.factories import make_location, make_service, make_term, tag
from tests.search.nearby.making import BRADFORD, load_area

pytestmark = pytest.mark.django_db

OFFERS = ("services", "service_at_locations")
NULL, EMOJI = "\0", "🦦"
ODD = ("", " ", NULL, f"x{NULL}", "\n", "a\u2028b", "\x7f")
HUGE = "9" * 5000

NOT_TEXT = (*ODD, "x" * 5000, EMOJI * 5000)
NOT_POINTS = (
    *(*ODD, "53.8", "53.8,", ",", "53.8;-1.7", "53.8,-1.7,0", "nan,nan", "NaN,0", "inf,0", "1e1,0"),
    *("90.1,0", "-91,0", "0,181", "0,-180.1", "999,0", HUGE, "a,b", "٥٣,١", "0x1,0", "53.8 -1.7"),
    *("53.8,-1.7'", "--1,0", "53,8,-1,7", "1.,0", ".5,0", f"53.8,{EMOJI}"),
)
NOT_BOXES = (
    *(*ODD, "1,2,3", "1,2,3,4,5", "nan,0,1,1", "0,2,1,1", "-1.86,53.83,-1.70,53.76", "0,-91,1,1"),
    *("0,0,181,1", "-181,0,1,1", HUGE, "-1.70,53.76,-1.86,53.83", "1e5,0,1,1", "a,b,c,d"),
)
NOT_METRES = (
    *(*ODD, "0", "-1", "1000000000", "100001", "NaN", "inf", "1e5", "2000m", "2,000", "1.5", HUGE),
    *("٣", "+5", "0x10", "1 OR 1=1"),
)
NOT_CLOCKS = (
    *(*ODD, "25:00", "24:00", "10", "10:60", "10:00:60", "noon", "-1:00", "10:00Z", "1000", HUGE),
    *("٠٩:٠٠", "10:00+01:00", "10.30", "9:00"),
)
NOT_DAYS = (*ODD, "t", "8", "0", "lundi", "TU,WE", "tuesdays", "yesterday", HUGE, EMOJI, "%")
NOT_MOMENTS = (
    *(*ODD, "2026-11-24", "now", "18:30", "2026-11-24T25:00", "2026-02-30T10:00", HUGE, EMOJI),
    *("1899-12-31T23:59", "2200-01-01T00:00", "0001-01-01T00:00", "9999-12-31T23:59Z", "1e9"),
    *("2026-11-24T18:30+25:00", "2026-11-24T18", "0001-01-01T00:00+14:00", "10000-01-01T00:00"),
)
NOT_STRETCHES = (
    *(*ODD, "2026-11-24T09:00", "2026-11-24T09:00/", "/2026-11-24T09:00", "a/b", "/", HUGE),
    "2026-11-24T17:00/2026-11-24T09:00",
    "2026-11-24T09:00/2026-11-24T09:00",
    "2026-11-24T09:00/2026-12-24T09:00",
    "1899-12-31T23:00/1900-01-01T01:00",
    "2199-12-31T23:00/2200-01-01T01:00",
    "0001-01-01T00:00/0001-01-02T00:00",
    "9999-12-31T00:00/9999-12-31T23:59",
    "2026-11-24T09:00/PT8H",
    "2026-11-24T09:00/2026-11-24T10:00/2026-11-24T11:00",
)
NOT_AGES = (*ODD, "-1", "151", "NaN", "1.5", "1e1", "ten", "٣", HUGE, "0-18")
NOT_FLAGS = (*ODD, "yes", "1", "0", "on", "TRUE ", "true,false", HUGE)
NOT_DATES = (*ODD, "2026-02-30", "2026", "yesterday", "2026-01-31T10:00", "31/01/2026", HUGE, "٢")
NOT_CODES = (*ODD, "E0800003", "E080000322", "08000032E", "' OR 1=1 --", "Bradford", HUGE, EMOJI)
NOT_CHOICES = (*ODD, "nonsense", "SELF", "available,full", HUGE, EMOJI)
NOT_POSTCODES = (*ODD, "nonsense", "BD", "12345", "BD21 3AB BD1", EMOJI, "' OR ''='", "BD21*", HUGE)

BAD = {
    "search": (*NOT_TEXT, "-food", '-"lunch club"', "…", '""', "()", EMOJI, "*", ":", '"'),
    "postcode": NOT_POSTCODES,
    "near": NOT_POINTS,
    "place": (*NOT_TEXT, "Atlantis", EMOJI, '"', "*", "' OR 1=1 --"),
    "proximity": NOT_METRES,
    "bbox": NOT_BOXES,
    "area": NOT_CODES,
    "day": NOT_DAYS,
    "start_time": NOT_CLOCKS,
    "end_time": NOT_CLOCKS,
    "open_at": NOT_MOMENTS,
    "open_now": NOT_FLAGS,
    "open_between": NOT_STRETCHES,
    "age": NOT_AGES,
    "attending": NOT_CHOICES,
    "taxonomy": NOT_TEXT,
    "code": NOT_TEXT,
    "strict": NOT_FLAGS,
    "language": NOT_TEXT,
    "accessibility": NOT_TEXT,
    "free": NOT_FLAGS,
    "capacity": NOT_CHOICES,
    "referral": NOT_CHOICES,
    "assured_after": NOT_DATES,
    "overdue": NOT_FLAGS,
}
CONTRADICTIONS = {
    "near=53.8,-1.7&postcode=BD1": "near",
    "near=53.8,-1.7&place=Keighley": "place",
    "postcode=BD1&place=Keighley": "place",
    "proximity=2000": "proximity",
    "proximity=2000&bbox=-1.86,53.76,-1.70,53.83": "proximity",
    "code=food": "code",
    "taxonomy=Needs": "taxonomy",
    "taxonomy=None%20such&code=food": "taxonomy",
    "sort=distance": "sort",
    "sort=distance&search=food": "sort",
    "sort=relevance": "sort",
    "sort=relevance&near=53.8,-1.7": "sort",
    "area=E99999999": "area",
    "postcode=ZZ99%209ZZ": "postcode",
    "postcode=BD21%203A": "postcode",
}
ONCE = (
    *("search", "postcode", "near", "place", "proximity", "bbox", "start_time", "end_time"),
    *("open_at", "open_now", "open_between", "taxonomy", "strict", "overdue"),
)


@pytest.fixture
def services():
    """A few services, two of which nothing odd may find."""
    make_service(name="Food bank", at=make_location(latitude=53.8, longitude=-1.7))
    make_service(name="Chess club", at=make_location(latitude=53.87, longitude=-1.91))
    tag(make_service(name="Debt advice"), make_term(name="Food", code="food"))


def examples_of(said: str) -> str:
    """The example that a refusal gives."""
    return re.search(r"For example: (\?\S+?)\.?(\s|$)", said)[1]


def works(client, path: str, said: str) -> None:
    example = examples_of(said)
    answer = client.get(f"/api/v3/{path}{example}")
    assert answer.status_code == 200, (example, answer.content)


# --- Values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_is_refused_by_name_with_an_example_that_works(client, services, name):
    for value in BAD[name]:
        answer = client.get(f"/api/v3/services?{name}={quote(value, safe='')}")
        assert answer.status_code == 400, value
        said = refused(answer, name)
        works(client, "services", said)
        answer = post(client, "services", {name: value})
        details = problem(answer, 400)
        assert {error["parameter"] for error in details["errors"]} == {name}


@pytest.mark.parametrize("name", BAD)
def test_a_name_without_a_value_is_refused(client, services, name):
    refused(client.get(f"/api/v3/service_at_locations?{name}"), name)
    refused(client.get(f"/api/v3/service_at_locations?{name}=&page=1"), name)


@pytest.mark.parametrize("name", ONCE)
def test_what_may_be_given_once_is_refused_twice(client, services, name):
    value = {"near": "53.8,-1.7", "bbox": "-1.86,53.76,-1.70,53.83"}.get(name, "10")

    assert "2 times" in refused(client.get(f"/api/v3/services?{name}={value}&{name}=1"), name)


@pytest.mark.parametrize("name", [name for name in BAD if name not in ONCE])
def test_too_many_values_are_refused(client, services, name):
    values = "&".join(f"{name}={number}" for number in range(101))

    assert "at most 100" in refused(client.get(f"/api/v3/services?{values}"), name)


@pytest.mark.parametrize("text", ["\ud800", "x\udfff", {"a": 1}, [1], None, 1, True])
def test_what_is_no_text_in_a_body_is_refused(client, services, text):
    for name in ("search", "place", "postcode", "language", "taxonomy", "code", "area"):
        body = json.dumps({name: text, "proximity": 5})
        details = problem(post(client, "services", body), 400)
        assert {error["parameter"] for error in details["errors"]} == {name}


# --- Together -------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", CONTRADICTIONS)
def test_a_contradiction_is_refused_with_an_example_that_works(client, services, query):
    pairs = [pair.split("=") for pair in query.split("&")]
    expected = CONTRADICTIONS[query]
    if "near" in query and "postcode" in query:
        expected = "near"
    for path in OFFERS:
        said = refused(client.get(f"/api/v3/{path}?{query}"), expected)
        works(client, path, said)
    body = {name: unquote(value) for name, value in pairs}
    body |= {"proximity": 2000} if "proximity" in body else {}
    body |= {name: [body[name]] for name in ("code", "area") if name in body}
    refused(post(client, "services", body), expected)


def test_a_refusal_is_not_kept_by_who_has_the_list(client, services):
    """The list has a tag; what asks nothing of it but an order that cannot be is still refused."""
    etag = client.get("/api/v3/services").headers["ETag"]

    for sort in ("relevance", "distance"):
        answer = client.get(f"/api/v3/services?sort={sort}", headers={"If-None-Match": etag})
        refused(answer, "sort")


# --- On a fresh clone, and elsewhere --------------------------------------------------------------


def test_where_no_areas_are_loaded_that_is_said_with_what_to_do(client, services):
    said = refused(client.get(f"/api/v3/services?area={BRADFORD}"), "area")

    assert "`manage.py load_areas`" in said
    works(client, "services", said)


def test_the_example_of_an_area_is_one_that_is_loaded(client, services):
    load_area("E05001347", "ward", "Heaton")
    assert "?area=E05001347" in refused(client.get("/api/v3/services?area=E99"), "area")
    load_area("E06000065", "local_authority", "North Yorkshire")
    assert "?area=E06000065" in refused(client.get("/api/v3/services?area=E99"), "area")
    load_area(BRADFORD, "local_authority", "Bradford")
    assert f"?area={BRADFORD}" in refused(client.get("/api/v3/services?area=E99"), "area")


def test_one_unknown_area_among_known_ones_is_refused(client, services):
    load_area(BRADFORD, "local_authority", "Bradford")

    said = refused(client.get(f"/api/v3/services?area={BRADFORD}&area=E08000033"), "area")

    assert "E08000033" in said


def test_the_examples_work_on_the_demo(client):
    Demo().load()
    for name in BAD:
        works(client, "services", refused(client.get(f"/api/v3/services?{name}="), name))
    for query, name in CONTRADICTIONS.items():
        works(client, "services", refused(client.get(f"/api/v3/services?{query}"), name))


def test_a_directory_without_codes_says_what_to_ask_instead(client):
    said = refused(client.get("/api/v3/services?code=food"), "code")

    assert "`taxonomy_term_id`" in said


# --- Odd, but to be answered ----------------------------------------------------------------------

ODD_WORDS = (
    *('"unbalanced', '"NEAR(a b)"', "NEAR/2", "name:zzz", "zzz*", "{zzz}", "^zzz", "zzz + yyy"),
    *(
        "zzz OR yyy=yyy",
        "zzz' OR ''='",
        "zzz); DROP TABLE x;--",
        "zzz AND NOT yyy",
        "(zzz",
        "zzz:*",
    ),
    *("zzz & yyy | !xxx", "zzz <-> yyy", "\\zzz", "zzz%", "_zzz", f"zzz {EMOJI}", "zzz\u200cyyy"),
    *("-zzz zzz", '"zzz" -"zzz"', "'zzz'", "`zzz`", "${zzz}", "{{zzz}}", "%s zzz", "zzz\u00a0yyy"),
)


@pytest.mark.parametrize("words", ODD_WORDS)
def test_no_syntax_of_a_database_means_anything_in_words(client, services, words):
    for path in (*OFFERS, "organizations", "locations", "taxonomies", "taxonomy_terms"):
        answer = client.get(f"/api/v3/{path}?search={quote(words, safe='')}")
        assert answer.status_code == 200, answer.content
        assert answer.json()["total_items"] == 0


def test_words_with_joiners_and_hard_spaces_are_words(client):
    make_service(name="می\u200cخواهم")
    make_service(name="Debt advice")

    for words, count in (("می\u200cخواهم", 1), ("debt\u00a0advice", 1), ("\u200fdebt", 1)):
        answer = client.get(f"/api/v3/services?search={quote(words)}")
        assert (answer.status_code, answer.json()["total_items"]) == (200, count), words


@pytest.mark.parametrize("name", ["language", "accessibility"])
@pytest.mark.parametrize(
    "value", ["' OR 1=1", '"', "*", "%", "_", EMOJI, "NEAR", ":", "\\", "é" * 200]
)
def test_odd_text_finds_nothing(client, services, name, value):
    answer = client.get(f"/api/v3/services?{name}={quote(value)}")

    assert (answer.status_code, answer.json()["total_items"]) == (200, 0)


@pytest.mark.parametrize("page", [2, 1000, 2**31 - 1])
def test_far_past_the_end_is_an_empty_page(client, services, page):
    for query in (
        "search=food",
        "near=53.8,-1.7",
        "strict=true",
        "open_now=true",
        "search=food&sort=name",
    ):
        for form in ("", "&minimal=true", "&full=true"):
            answer = client.get(f"/api/v3/services?{query}&page={page}&per_page=500{form}")
            envelope = answer.json()
            assert envelope["contents"] == []
            assert envelope["empty"]


@pytest.mark.parametrize(
    "box",
    [
        "-180,-90,180,90",
        "170,-90,-170,90",
        "0,0,0,0",
        "-1.7,53.8,-1.7,53.8",
        "180,-90,-180,90",
        "+1,2,+3,4",
    ],
)
def test_a_box_may_be_the_whole_earth_or_a_point_or_cross_the_antimeridian(client, services, box):
    answer = client.get(f"/api/v3/locations?bbox={quote(box)}")

    inside = {"-180,-90,180,90": 2, "-1.7,53.8,-1.7,53.8": 1}.get(box, 0)
    assert (answer.status_code, answer.json()["total_items"]) == (200, inside)


@pytest.mark.parametrize("point", ["90,0", "-90,180", "0,-180", "0,0", "90.0,-180.0"])
def test_the_ends_of_the_earth_are_places_as_well(client, services, point):
    for metres in (1, 100_000):
        answer = client.get(f"/api/v3/services?near={point}&proximity={metres}")
        assert (answer.status_code, answer.json()["total_items"]) == (200, 0)


# --- When clocks change ---------------------------------------------------------------------------


@pytest.fixture
def night():
    """A shelter that is open on Saturday nights from nine to seven; others are closed then."""
    service = make_service(published=False, name="Shelter")
    Schedule.objects.create(
        service=service, freq="WEEKLY", byday="SA", opens_at="21:00", closes_at="07:00"
    )
    publish(service.organization)
    publish(service)


def is_open(client, query: str) -> bool:
    answer = client.get(f"/api/v3/services?strict=true&{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["total_items"] == 1


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2027-03-28T01:30", True),  # skipped: an hour later by the clock
        ("2027-03-28T00:59:59", True),
        ("2027-03-28T06:30:00%2B01:00", True),
        ("2027-03-28T06:30:00Z", False),
        ("2026-10-25T01:30", True),  # shown twice
        ("2026-10-25T06:59", True),
        ("2026-10-25T07:00", False),
        ("1900-01-02T00:00", False),
        ("2199-12-30T23:59", False),
    ],
)
def test_a_moment_when_clocks_change_is_a_moment(client, night, moment, expected):
    assert is_open(client, f"open_at={moment}") == expected


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        ("2026-10-25T00:30Z/2026-10-25T01:00Z", True),  # the clock shows 01:30 to 01:00
        ("2026-10-25T00:59Z/2026-10-25T01:00Z", True),
        ("2026-10-25T07:00Z/2026-10-25T07:30Z", False),
        ("2026-10-25T06:59:59Z/2026-10-25T07:00:01Z", True),
        ("2026-10-25T07:00:00Z/2026-10-25T07:00:01Z", False),  # less than a minute
        ("2026-10-24T19:59:50Z/2026-10-24T20:00:10Z", True),
        ("2026-10-24T19:59:10Z/2026-10-24T19:59:50Z", False),
        ("2027-03-27T00:00Z/2027-04-03T00:00Z", True),  # a week, and an hour on the wall
        ("2026-10-20T12:00/2026-10-27T12:00", True),  # a week on the wall, and an hour
        ("2026-10-25T01:30/2026-11-01T01:30", True),
        ("2026-10-25T07:00:30/2026-10-31T20:59:30", False),
        ("2026-10-25T07:30:30/2026-11-01T07:30:30", True),
        ("2027-03-28T01:30/2027-03-28T02:45", True),
        ("2199-12-24T00:00/2199-12-30T00:00", True),
    ],
)
def test_a_stretch_in_which_clocks_change_is_a_stretch(client, night, stretch, expected):
    assert is_open(client, f"open_between={stretch}") == expected
