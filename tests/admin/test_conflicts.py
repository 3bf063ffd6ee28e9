"""Two people editing: the second to save is told what changed, and loses nothing."""

import json

import pytest
from django.contrib import admin

from directory.admin.conflicts import ConflictAdmin
from directory.models import Attribute, Phone, Program, Service, ServiceAtLocation, Taxonomy
from tests.admin.reviewing import form_of, opened, save, signed_in, text
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
    make_taxonomy,
    make_term,
)

pytestmark = pytest.mark.django_db


def row_named(form, value: str) -> str:
    """The beginning of the names of the row that has `value` in it."""
    name = next(name for name, values in form.items() if value in values)
    return name.rpartition("-")[0]


@pytest.fixture
def service() -> Service:
    service = make_service(name="Lunch club", description="A hot meal.", email="a@example.org")
    Phone.objects.create(service=service, number="01632 960111")
    return service


@pytest.fixture
def people(service):
    """Two editors of the same service."""
    sam = make_editor(service.organization, first_name="Sam", last_name="Otter")
    return [signed_in(one) for one in (sam, make_editor(service.organization))]


@pytest.mark.parametrize(
    "make",
    [make_organization, make_service, make_location, make_taxonomy, make_term],
    ids=lambda make: make.__name__,
)
def test_every_form_carries_what_it_held(make):
    record = make()

    form = opened(signed_in(make_moderator(is_superuser=True)), record)

    fields, _ = json.loads(form["_seen"][0])
    assert fields["name"] == record.name


def test_nobody_is_bothered_who_edits_alone(service, people):
    form = opened(people[0], service)

    assert save(people[0], service, form, name="Tea club").status_code == 302

    service.refresh_from_db()
    assert service.name == "Tea club"
    assert save(people[0], service, opened(people[0], service), name="Lunch").status_code == 302


def test_the_second_to_save_is_told_what_changed_and_keeps_what_they_typed(service, people):
    first, second = (opened(one, service) for one in people)
    save(people[0], service, first, name="Tea club")

    answer = save(people[1], service, second, description="Tea and cake.")

    assert answer.status_code == 200
    shown = text(answer)
    assert "Somebody else changed this" in shown
    assert "It was Sam Otter" in shown
    assert "Tea club" in shown
    assert "Tea and cake." in shown
    service.refresh_from_db()
    assert (service.name, service.description) == ("Tea club", "A hot meal.")


def test_what_only_the_other_changed_is_taken_over(service, people):
    first, second = (opened(one, service) for one in people)
    save(people[0], service, first, name="Tea club")
    again = form_of(save(people[1], service, second, description="Tea and cake."))

    assert save(people[1], service, again).status_code == 302

    service.refresh_from_db()
    assert (service.name, service.description) == ("Tea club", "Tea and cake.")


@pytest.mark.parametrize(("choice", "name"), [("mine", "Cake club"), ("theirs", "Tea club")])
def test_where_both_changed_the_same_the_second_chooses(service, people, choice, name):
    first, second = (opened(one, service) for one in people)
    save(people[0], service, first, name="Tea club")
    answer = save(people[1], service, second, name="Cake club")
    again = form_of(answer)
    assert again["name"] == ["Cake club"]
    assert again["_choose_name"] == ["mine"]
    assert "Tea club" in text(answer)

    assert save(people[1], service, again, _choose_name=choice).status_code == 302

    service.refresh_from_db()
    assert service.name == name


def test_both_saying_the_same_is_no_conflict_to_choose_in(service, people):
    first, second = (opened(one, service) for one in people)
    save(people[0], service, first, name="Tea club")

    again = form_of(save(people[1], service, second, name="Tea club"))

    assert "_choose_name" not in again


def test_a_row_the_other_changed_is_taken_over(service, people):
    first, second = (opened(one, service) for one in people)
    row = row_named(first, "01632 960111")
    save(people[0], service, first, **{f"{row}-number": "01632 960222"})

    again = form_of(save(people[1], service, second, name="Tea club"))
    save(people[1], service, again)

    service.refresh_from_db()
    assert service.name == "Tea club"
    assert service.phones.get().number == "01632 960222"


def test_a_row_the_other_added_stays(service, people):
    second = opened(people[1], service)
    Phone.objects.create(service=service, number="01632 960333")

    answer = save(people[1], service, second, name="Tea club")
    assert "01632 960333" in text(answer)
    save(people[1], service, form_of(answer))

    assert {phone.number for phone in service.phones.all()} == {"01632 960111", "01632 960333"}


def test_a_row_the_other_removed_goes(service, people):
    second = opened(people[1], service)
    service.phones.all().delete()

    answer = save(people[1], service, second, name="Tea club")
    assert "They removed it" in text(answer)
    assert save(people[1], service, form_of(answer)).status_code == 302

    service.refresh_from_db()
    assert service.name == "Tea club"
    assert not service.phones.exists()


def test_a_removed_row_that_was_being_changed_is_not_lost(service, people):
    second = opened(people[1], service)
    row = row_named(second, "01632 960111")
    service.phones.all().delete()

    answer = save(people[1], service, second, **{f"{row}-number": "01632 960444"})
    assert "As you changed it, it is below as a new one" in text(answer)
    assert save(people[1], service, form_of(answer)).status_code == 302

    assert service.phones.get().number == "01632 960444"


def test_a_third_change_is_told_too(service, people):
    first, second = (opened(one, service) for one in people)
    save(people[0], service, first, name="Tea club")
    again = form_of(save(people[1], service, second, description="Cake."))
    Service.objects.filter(pk=service.pk).update(name="Bun club")

    answer = save(people[1], service, again)

    assert "Bun club" in text(answer)
    save(people[1], service, form_of(answer))
    service.refresh_from_db()
    assert (service.name, service.description) == ("Bun club", "Cake.")


def test_a_forged_memory_is_never_an_error(service, people):
    form = opened(people[0], service)
    forged = ["", "x", "[]", "{}", "[1,2]", '[{},{"phones":[]}]', "[" * 5000, '[{"name":{}},{}]']

    for seen in (*forged, "null", "\0"):
        answer = save(people[0], service, form, _seen=seen, name="Tea club")

        assert answer.status_code in (200, 302), seen


# Nobody writes texts in these for minutes on end: a report is taken up and settled by buttons, a
# dead link is only looked at, and accounts, the thesaurus and place names are a few people's.
SHORT = {"Problem", "LinkUse", "Account", "ThesaurusEntry", "NamedPlace"}


def test_every_form_of_a_record_is_checked():
    unchecked = {
        model.__name__
        for model, page in admin.site._registry.items()
        if not isinstance(page, ConflictAdmin)
    }

    assert unchecked <= SHORT, f"Two can edit {unchecked - SHORT} unawares."


def test_the_pages_of_rows_notice_too(service, people):
    """What is part of a record and has a page of its own: a session, a programme, a category."""
    session = ServiceAtLocation.objects.create(service=service, location=make_location())
    program = Program.objects.create(organization=service.organization, name="Before")
    said = Attribute.objects.create(link_entity="service", link_id=service.pk, value="Before")
    for row, field, other in (
        (session, "description", ""),
        (program, "name", "alternate_name"),
        (said, "value", "label"),
    ):
        first, second = (opened(one, row) for one in people)
        assert save(people[0], row, first, **{field: "Sam's"}).status_code == 302

        answer = save(people[1], row, second, **{other or field: "Mine"})

        shown = text(answer)
        assert "Somebody else changed this" in shown, row
        assert "It was Sam Otter" in shown
        assert "Sam's" in shown
        assert "Mine" in shown
        row.refresh_from_db()
        assert getattr(row, field) == "Sam's"
        again = form_of(answer)
        assert save(people[1], row, again).status_code == 302
        row.refresh_from_db()
        assert getattr(row, other or field) == "Mine"
        assert getattr(row, field) == ("Sam's" if other else "Mine")


def test_a_plain_form_notices_too():
    taxonomy = make_taxonomy(name="Needs")
    administrator = signed_in(make_moderator(is_superuser=True))
    form = opened(administrator, taxonomy)
    Taxonomy.objects.filter(pk=taxonomy.pk).update(name="Wants")

    answer = save(administrator, taxonomy, form, description="What people need.")

    assert answer.status_code == 200
    assert "Wants" in text(answer)
    save(administrator, taxonomy, form_of(answer))
    taxonomy.refresh_from_db()
    assert (taxonomy.name, taxonomy.description) == ("Wants", "What people need.")
