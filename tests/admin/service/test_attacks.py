"""What people with bad intentions, or odd browsers, send to the forms."""

import re

import pytest

from directory.models import Contact, Location, Organization, Phone, Schedule, Service
from tests.factories import make_location, make_organization, make_service

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 }}"


@pytest.fixture
def service(organization):
    return make_service(organization=organization)


def texts_of(form) -> list[str]:
    """The names of what people type text into."""
    return [
        name
        for name in sorted(form.names)
        if name not in form.choices
        and not name.startswith("_")
        and not name.endswith(("FORMS", "-id", "-service", "-organization", "-location"))
        and name != "csrfmiddlewaretoken"
    ]


ROWS = (
    *("places", "service_areas", "times", "closed", "cost_options", "phones", "contacts"),
    *("additional_urls", "languages", "required_documents", "capacities", "funding"),
)


def test_stored_script_is_text_wherever_it_is_typed(pages, service):
    """In every text of the form and of its rows, shown again with and without its faults."""
    data = pages.open(service).data()
    for prefix in ROWS:
        data[f"{prefix}-TOTAL_FORMS"] = ["1"]
    opened = pages.client.post(pages.address(service), data | {"_again": ["1"]})
    form = pages.again(service, opened)
    typed = dict.fromkeys(texts_of(form), SCRIPT)
    assert len(typed) > 60
    for button in ("_again", "_find", "_save"):
        answer = pages.client.post(pages.address(service), form.data(**typed) | {button: ["1"]})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    stored = {"name": SCRIPT, "description": SCRIPT, "times-0-others": SCRIPT}
    pages.save(service, **stored, **{"times-0-how_often": "unknown"})
    page = pages.client.get(pages.address(service)).content.decode()
    assert service.name == SCRIPT
    assert "<script>alert" not in page
    assert not re.search(r'\son\w+="', page)
    assert "<script>" not in page  # Scripts come from files alone.


@pytest.mark.parametrize("value", ["a\0b", "x" * 5_000, "9" * 400, "-1e309"])
@pytest.mark.parametrize("model", [Service, Organization, Location])
def test_nuls_and_huge_values_are_refused_with_words(moderated, model, value):
    record = {Service: make_service, Organization: make_organization, Location: make_location}[
        model
    ]()
    form = moderated.open(record)
    typed = dict.fromkeys((*texts_of(form), *form.choices), value)

    answer = moderated.client.post(moderated.address(record), form.data(**typed))

    assert answer.status_code == 200
    assert "Nothing was saved" in answer.content.decode()


@pytest.mark.parametrize("count", ["-1", "", "99999999999999999999", "9" * 5000, "٣"])
def test_a_forged_count_of_rows_is_no_fault_of_ours(pages, service, count):
    forged = {f"{prefix}-TOTAL_FORMS": count for prefix in ("times", "places", "phones")}
    forged |= {"closed-INITIAL_FORMS": "7"}
    form = pages.open(service)
    for button in ({"_more": ["times"]}, {"_save": ["1"]}):
        answer = pages.client.post(pages.address(service), form.data(**forged) | button)
        assert answer.status_code in (200, 302)


def test_the_service_of_somebody_else_does_not_exist(pages):
    others = make_service()

    assert pages.client.get(pages.address(others)).status_code == 404
    assert pages.client.post(pages.address(others), {"name": "Mine"}).status_code == 404


def test_rows_of_somebody_else_are_not_changed_by_their_ids(pages, service):
    others = make_service(name="Theirs")
    phone = Phone.objects.create(service=others, number="01274 1")
    times = Schedule.objects.create(service=others, freq="WEEKLY", byday="MO", opens_at="10:00")
    forged = {
        **{"phones-TOTAL_FORMS": 1, "phones-INITIAL_FORMS": 1, "phones-0-id": phone.pk},
        **{"phones-0-number": "01274 666", "phones-0-service": service.pk, "phones-0-DELETE": "on"},
        **{"times-TOTAL_FORMS": 1, "times-INITIAL_FORMS": 1, "times-0-id": times.pk},
        **{"times-0-how_often": "unknown", "times-0-DELETE": "on"},
    }
    pages.send(service, **forged)

    phone.refresh_from_db()
    times.refresh_from_db()
    assert (phone.number, phone.service, times.service) == ("01274 1", others, others)


def test_a_row_that_somebody_else_owns_as_well_is_not_shown(pages, service):
    theirs = make_organization()
    shared = Phone.objects.create(service=service, organization=theirs, number="01274 999")
    Contact.objects.create(service=service, name="Ours alone")
    page = pages.client.get(pages.address(service)).content.decode()

    assert "Ours alone" in page
    assert shared.number not in page


def test_a_service_is_not_given_to_or_taken_from_another_organisation(pages, service):
    theirs = make_organization()
    for record in (service, Service):
        answer = pages.send(record, name="Moved", organization=theirs.pk)
        assert answer.status_code == 200
    service.refresh_from_db()
    assert service.organization != theirs
    assert not Service.objects.filter(organization=theirs).exists()


def test_what_the_form_does_not_ask_cannot_be_set(pages, service):
    """State, identity and the dates of others are not the form's to change."""
    before = service.pk
    pages.save(service, name="New", id="1", last_modified="2020-01-01", state="published")

    assert (service.pk, service.name) == (before, "New")


def test_a_post_without_the_token_is_refused(service, editor):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    address = f"/admin/directory/service/{service.pk}/change/"

    assert client.post(address, {"name": "Forged", "_again": "1"}).status_code == 403
    assert (
        client.post(address, {"name": "Forged"}, headers={"X-Section": "when"}).status_code == 403
    )


def test_a_number_of_others_as_well_is_neither_changed_nor_removed(pages, service):
    """By none of the ways a form of ours has: through a contact, with it, nor by "the same"."""
    theirs = make_organization()
    desks = [Contact.objects.create(service=service, name=name) for name in ("Ann", "Bea")]
    Phone.objects.create(organization=theirs, number="1", contact=desks[0])
    Phone.objects.create(organization=theirs, number="2", contact=desks[1])
    Phone.objects.create(organization=theirs, number="3", service=service)

    pages.save(service, **{"contacts-0-phone": "01632 960009"})
    pages.save(service, **{"contacts-0-phone": ""})
    assert sorted(theirs.phones.values_list("number", flat=True)) == ["1", "2", "3"]
    pages.save(service, **{"contacts-0-DELETE": "on"})
    pages.save(service, same_as_organization="same")

    assert not service.contacts.exists()
    assert sorted(theirs.phones.values_list("number", flat=True)) == ["1", "2", "3"]
