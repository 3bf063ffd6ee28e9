"""What differs between two versions is told in plain English, and nothing is left out."""

import orjson
import pytest

from directory.models import Contact, CostOption, Phone, Schedule, Service
from directory.publication.cores import SHAPES, encode, render_cores
from directory.publication.models import Kind
from directory.publication.shapes import Shape
from directory.review.differences import Difference, differences, marked
from directory.review.naming import names_in
from directory.review.sentences import Words, said
from directory.review.snapshots import snapshot_of
from directory.search.hours.wording import in_words
from tests.conformance.full_house import build
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
    make_term,
    tag,
)


def service(**fields) -> dict:
    return {"id": "1", "name": "Lunch club", **fields}


def told(before: dict | None, after: dict | None, **names: str) -> list[tuple[str, str, str]]:
    words = Words(names, in_words)
    found = differences(Kind.SERVICE, before, after, words)
    return [(one.label, one.before, one.after) for one in found]


def test_a_field_is_told_by_its_question():
    assert told(service(), service(name="Tea club")) == [
        ("What is it called?", "Lunch club", "Tea club")
    ]


def test_what_is_new_and_what_is_gone_have_one_side():
    assert told(service(), service(email="a@example.org")) == [
        ("Which e-mail address may the public write to?", "", "a@example.org")
    ]
    assert told(service(minimum_age=18), service()) == [("What is the youngest age?", "18", "")]


def test_dates_choices_and_references_are_told_as_people_say_them():
    before = service(assured_date="2026-01-05", status="active", organization_id="o1")
    after = service(assured_date="2026-12-01", status="temporarily closed", organization_id="o2")

    assert told(before, after, o1="Otter Bank") == [
        ("Which organisation runs it?", "Otter Bank", "one that is not public"),
        ("Is it running?", "running", "temporarily closed"),
        ("When did someone last check these details?", "5 January 2026", "1 December 2026"),
    ]


def test_hours_are_told_in_sentences():
    tuesday = {"id": "s", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00"}
    after = service(schedules=[tuesday | {"byday": "TH", "notes": "Term time only"}])

    assert told(service(schedules=[tuesday]), after) == [
        (
            "When does it run?",
            "Every Tuesday, from 10:00",
            "Every Thursday, from 10:00; Exceptions: Term time only",
        )
    ]


def test_a_change_that_reads_the_same_is_told_nevertheless():
    """Both of these schedules are hours nobody can tell, in words; the rules differ."""
    before = service(schedules=[{"id": "s", "freq": "WEEKLY", "byday": "XX"}])
    after = service(schedules=[{"id": "s", "freq": "WEEKLY", "byday": "YY"}])

    assert told(before, after) == [("When does it run? On these days", "XX", "YY")]


def test_words_that_only_repeat_the_rule_are_not_told_again():
    tuesday = {"id": "s", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00:00", "wkst": "MO"}
    repeated = tuesday | {"description": "Every Tuesday, from 10:00."}
    own_words = tuesday | {"description": "Tuesdays at ten", "wkst": "SU"}

    [(_, _, one)] = told(None, {"schedules": [repeated]})
    [(_, _, other)] = told(None, {"schedules": [own_words]})

    assert one == "Every Tuesday, from 10:00"
    assert "In words: Tuesdays at ten" in other
    assert "The week begins on: Sunday" in other


def test_rows_written_anew_that_say_the_same_are_no_difference():
    before = service(phones=[{"id": "a", "number": "1"}, {"id": "b", "number": "2"}])
    after = service(phones=[{"id": "c", "number": "2"}, {"id": "d", "number": "1"}])

    assert told(before, after) == []


def test_a_row_that_was_replaced_by_one_like_it_is_told_as_changed():
    before = service(phones=[{"id": "a", "number": "01632 960123", "type": "voice"}])
    after = service(phones=[{"id": "b", "number": "01632 960124", "type": "voice"}])

    assert told(before, after) == [
        ("Which number may people ring?", "01632 960123 (voice)", "01632 960124 (voice)")
    ]


def test_rows_that_are_not_alike_are_one_gone_and_one_new():
    before = service(contacts=[{"id": "a", "name": "Sam Otter"}])
    after = service(contacts=[{"id": "b", "email": "desk@example.org"}])

    assert sorted(told(before, after)) == [
        ("Whom may people ask for?", "", "desk@example.org"),
        ("Whom may people ask for?", "Sam Otter", ""),
    ]


def test_prices_addresses_and_languages_read_as_people_write_them():
    shapes = {part.name: part.shape for part in SHAPES[Kind.SERVICE].parts}
    addresses = next(p.shape for p in SHAPES[Kind.LOCATION].parts if p.name == "addresses")

    def reads(shape: Shape, **row) -> str:
        return said(shape, {"id": "x", **row}, Words())

    assert reads(shapes["cost_options"], option="Adults", amount=2.5, currency="GBP") == (
        "Adults, £2.50"
    )
    assert reads(shapes["cost_options"], amount=0, currency="GBP") == "free"
    assert reads(shapes["languages"], name="Urdu", code="ur") == "Urdu (ur)"
    assert (
        reads(
            addresses,
            address_1="1 Otter Row",
            city="Bradford",
            postal_code="BD1 9ZZ",
            country="GB",
            address_type="physical",
        )
        == "1 Otter Row, Bradford, BD1 9ZZ"
    )


def test_what_differs_at_a_place_says_at_which():
    tuesday = {"id": "s", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00"}
    place = {"id": "p", "location_id": "l"}
    before = service(service_at_locations=[place])
    after = service(service_at_locations=[place | {"schedules": [tuesday]}])

    assert told(before, after, l="Heron Hall") == [
        ("At Heron Hall: When does it run here?", "", "Every Tuesday, from 10:00")
    ]


def test_a_new_place_is_told_with_its_hours():
    tuesday = {"id": "s", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00"}
    place = {"id": "p", "location_id": "l", "schedules": [tuesday]}

    assert told(service(), service(service_at_locations=[place]), l="Heron Hall") == [
        ("Where does it happen?", "", "Heron Hall"),
        ("At Heron Hall: When does it run here?", "", "Every Tuesday, from 10:00"),
    ]


def test_another_order_of_rows_is_no_difference():
    rows = [{"id": "a", "number": "1"}, {"id": "b", "number": "2"}]

    assert told(service(phones=rows), service(phones=rows[::-1])) == []


def test_thousands_of_new_rows_are_compared_in_good_time():
    before = service(phones=[{"id": f"a{n}", "number": f"0163 {n}" * 20} for n in range(400)])
    after = service(phones=[{"id": f"b{n}", "number": f"0999 {n}" * 20} for n in range(400)])

    assert 400 <= len(told(before, after)) <= 800


def test_pieces_put_together_are_the_text_again():
    before, after = "Every Tuesday at  ten.\nCome early", "Every Wednesday at  ten.\nCome"

    was, now = marked(before, after)

    assert ("".join(text for text, _ in was), "".join(text for text, _ in now)) == (before, after)
    assert ("Tuesday", True) in was
    assert ("Wednesday", True) in now


@pytest.mark.django_db
def test_nothing_of_any_record_is_left_out():
    """Whatever column of whatever row is changed, something is told."""
    build()
    for kind, shape in SHAPES.items():
        for record in shape.model._default_manager.all():
            core = orjson.loads(encode(render_cores(kind, [record.pk])[str(record.pk)]))
            for changed in each_change_of(core):
                assert differences(kind, core, changed), (kind, changed)


def each_change_of(node: dict):
    """`node` with one value changed, for each of its values and of the rows inside it."""
    for name, value in node.items():
        if name in ("id", "link_id", "link_entity", "resource_id", "resource_type", "unit"):
            continue
        if isinstance(value, list):
            for at, row in enumerate(value):
                for changed in each_change_of(row):
                    yield {**node, name: [*value[:at], changed, *value[at + 1 :]]}
            yield {**node, name: value[1:]}
        elif isinstance(value, str):
            yield {**node, name: f"{value} changed"}
        else:
            yield {**node, name: value + 1}


@pytest.mark.django_db
def test_the_draft_name_of_others_is_not_told():
    place = make_location(published=False, name="Refuge", organization=make_organization())
    service = make_service(at=place)
    snapshot = snapshot_of(Kind.SERVICE, service.pk)

    assert "Refuge" not in names_in([snapshot], make_editor(service.organization)).values()
    assert "Refuge" in names_in([snapshot], make_editor(place.organization)).values()
    assert "Refuge" in names_in([snapshot], make_moderator()).values()


@pytest.mark.django_db
def test_a_name_that_is_public_is_told_as_it_is_public():
    place = make_location(name="Heron Hall", organization=make_organization())
    service = make_service(at=place)
    place.name = "A secret plan"
    place.save()

    names = names_in([snapshot_of(Kind.SERVICE, service.pk)], make_editor(service.organization))

    assert names[str(place.pk)] == "Heron Hall"


@pytest.mark.django_db
def test_what_is_filed_under_is_told_by_the_names_of_terms():
    service, term = make_service(), make_term(name="Food")
    before = snapshot_of(Kind.SERVICE, service.pk)
    tag(service, term, published=False)
    after = snapshot_of(Kind.SERVICE, service.pk)

    words = Words(names_in([before, after], make_moderator()))

    assert differences(Kind.SERVICE, before, after, words) == [
        Difference("Categories", "What is it filed under?", "", "Needs met: Food")
    ]


@pytest.mark.django_db
def test_snapshots_and_cores_are_told_in_the_same_words():
    service = make_service(name="Before")
    for model, fields in (
        (Phone, {"number": "1"}),
        (Contact, {"name": "Sam"}),
        (CostOption, {"option": "Adults"}),
        (Schedule, {"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00"}),
    ):
        model.objects.create(service=service, **fields)
    empty = {"id": str(service.pk)}
    core = orjson.loads(encode(render_cores(Kind.SERVICE, [service.pk])[str(service.pk)]))
    snapshot = orjson.loads(encode(snapshot_of(Kind.SERVICE, service.pk)))

    assert differences(Kind.SERVICE, empty, core) == differences(Kind.SERVICE, empty, snapshot)
    assert Service.objects.count() == 1
