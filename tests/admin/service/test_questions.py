"""The questions that several rows answer: contact, categories, times; and what the page counts."""

import html
import re

import pytest

from directory.models import Attribute, Contact, Location, Phone, Schedule, Service, ServiceStatus
from directory.publication.publish import blank_essentials
from directory.search.models import ThesaurusEntry
from tests.admin.service.conftest import told
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(organization):
    return make_service(organization=organization)


# --- Contact -------------------------------------------------------------------------------------


def test_the_same_as_the_organisation_removes_what_is_the_services_own(pages, service):
    service.email = "own@example.org"
    service.save()
    Phone.objects.create(service=service, number="01274 1")
    Contact.objects.create(service=service, name="Ann")
    assert ("same_as_organization", "own") in pages.open(service).fields

    pages.save(service, same_as_organization="same")

    assert (service.email, service.phones.count(), service.contacts.count()) == ("", 0, 0)


def test_who_has_nothing_of_their_own_is_reached_as_the_organisation_is(pages, service):
    assert "same_as_organization" not in dict(pages.open(service).fields)
    Phone.objects.create(organization=service.organization, number="01274 1")

    assert ("same_as_organization", "same") in pages.open(service).fields


def test_further_numbers_of_a_contact_stay(pages, service):
    contact = Contact.objects.create(service=service, name="Ann")
    for number in ("01274 1", "01274 2"):
        Phone.objects.create(contact=contact, number=number)
    pages.save(service, **{"contacts-0-phone": "01274 333"})

    assert sorted(contact.phones.values_list("number", flat=True)) == ["01274 2", "01274 333"]


# --- Categories ----------------------------------------------------------------------------------


@pytest.fixture
def terms():
    food = make_term(name="Food and essentials", description="Enough to eat.")
    lunch = make_term(
        name="Lunch clubs",
        description="A regular meal for people who would otherwise eat alone.",
        taxonomy=food.taxonomy,
        parent=food,
    )
    debt = make_term(name="Debt and money advice", description="Arrears and bailiffs.")
    for number in range(10):
        make_term(name=f"Something else {number}", description="Of another kind.")
    return {"food": food, "lunch": lunch, "debt": debt}


def test_categories_are_suggested_from_what_is_written(pages, service, terms):
    page = pages.client.get(pages.address(service)).content.decode()
    assert "Suggested from what you wrote" in page  # It is called a lunch club.
    assert "Food and essentials › Lunch clubs" in page
    assert "Debt and money advice" not in page

    answer = pages.send(service, "_find", description="We help with arrears, and with bailiffs.")
    assert str(terms["debt"].pk) in pages.again(service, answer).choices["categories"]


def test_the_thesaurus_helps_to_suggest(pages, service, terms):
    ThesaurusEntry.objects.create(words="debt, owing money")
    answer = pages.send(
        service, "_find", name="Stepping stones", description="For those owing money."
    )

    assert str(terms["debt"].pk) in pages.again(service, answer).choices["categories"]


def test_a_category_is_found_by_the_beginning_of_a_word_and_ticked(pages, service, terms):
    answer = pages.send(service, "_find", find_category="bail")
    assert str(terms["debt"].pk) in pages.again(service, answer).choices["categories"]

    pages.save(service, categories=[terms["debt"].pk, terms["lunch"].pk])

    said = Attribute.objects.filter(link_id=service.pk)
    assert {one.taxonomy_term for one in said} == {terms["debt"], terms["lunch"]}
    assert {one.link_entity for one in said} == {"service"}


def test_what_is_said_of_a_service_stays_as_it_was_said(pages, service, terms):
    kept = tag(service, terms["lunch"])
    gone = tag(service, terms["food"])
    referral = Attribute.objects.create(
        link_id=service.pk, link_entity="service", link_type="referral", taxonomy_term=terms["food"]
    )
    value = Attribute.objects.create(link_id=service.pk, link_entity="service", value="x")

    pages.save(service, categories=[terms["lunch"].pk, terms["debt"].pk])

    ids = set(Attribute.objects.filter(link_id=service.pk).values_list("pk", flat=True))
    assert {kept.pk, referral.pk, value.pk} < ids
    assert gone.pk not in ids


def test_a_term_that_is_not_public_cannot_be_chosen_but_stays(pages, service):
    draft = make_term(published=False)
    assert pages.send(service, categories=[draft.pk]).status_code == 200
    tag(service, draft, published=False)

    pages.save(service, name="Another name")

    assert Attribute.objects.filter(link_id=service.pk, taxonomy_term=draft).exists()


# --- When it runs, without JavaScript ------------------------------------------------------------

TUESDAYS = {
    "times-0-how_often": "weekly",
    "times-0-days": ["1"],
    "times-0-starts": "10:00",
    "times-0-ends": "12:00",
}


def test_another_time_is_a_button_of_the_form(pages, service):
    answer = pages.client.post(
        pages.address(service), pages.open(service).data(**TUESDAYS) | {"_more": ["times"]}
    )
    form = pages.again(service, answer)

    assert ("times-TOTAL_FORMS", "2") in form.fields
    assert ("times-0-starts", "10:00") in form.fields
    assert "times-1-how_often" in form.names
    assert not Schedule.objects.exists()


def test_the_sentence_and_the_dates_are_shown_before_anything_is_saved(pages, service):
    answer = pages.send(service, "_again", **TUESDAYS)
    page = answer.content.decode()

    assert "Every Tuesday, 10:00 to 12:00." in page
    assert page.count("<li>Tuesday ") == 5
    assert not Schedule.objects.exists()


def test_every_other_week_without_a_first_date_asks_for_it_while_one_types(pages, service):
    page = pages.send(service, "_again", **TUESDAYS, **{"times-0-every": "2"}).content.decode()
    shown = page.partition("<h3>What the public will read</h3>")[2].partition("</div>")[0]

    assert re.findall("<li>(.*?)</li>", shown) == ["Give the first date: it tells which weeks."]
    assert "Nothing yet" not in shown


def test_nothing_is_missing_of_a_time_that_was_not_begun(pages, service):
    page = pages.send(service, "_again").content.decode()

    assert "Nothing yet: people will not know when to come." in page
    assert "can be shown here" not in page


@pytest.mark.parametrize("status", ServiceStatus)
def test_whether_it_is_running_is_told_in_plain_words_and_kept_in_those_of_hsds(
    pages, service, status
):
    """All of HSDS's values can be chosen, each under words of its own."""
    page = pages.client.get(pages.address(service)).content.decode()
    offered = re.search(r'<select name="status".*?</select>', page, re.DOTALL)
    assert offered
    told = dict(re.findall(r'<option value="(.*?)".*?>(.*?)</option>', offered[0]))
    assert told == {
        "active": "Yes, it is running",
        "temporarily closed": "Closed for a while: it will open again",
        "inactive": "Not running, and nobody knows whether it will again",
        "defunct": "Closed for good",
    }

    pages.save(service, status=status)

    service.refresh_from_db()
    assert service.status == status


def test_two_sessions_on_one_day_are_two_times(pages, service, client):
    second = {name.replace("-0-", "-1-"): value for name, value in TUESDAYS.items()}
    second |= {"times-1-starts": "18:00", "times-1-ends": "20:00", "times-TOTAL_FORMS": "2"}
    closed = {"closed-TOTAL_FORMS": 1, "closed-0-closed_on": "bank_holidays"}
    pages.save(service, **TUESDAYS, **second, **closed)

    said = {(row.freq, row.byday, str(row.opens_at)) for row in service.schedules.all()}
    assert said == {("WEEKLY", "TU", "10:00:00"), ("WEEKLY", "TU", "18:00:00"), ("", "", "None")}


def test_a_rule_the_editor_cannot_say_stays_through_other_changes(pages, service):
    kept = Schedule.objects.create(
        service=service, freq="MONTHLY", byday="2SA,-1FR", opens_at="10:00", notes=" as it was "
    )
    before = Schedule.objects.filter(pk=kept.pk).values().get()
    assert "cannot be changed here" in pages.client.get(pages.address(service)).content.decode()
    times = {name.replace("-0-", "-1-"): value for name, value in TUESDAYS.items()}

    pages.save(service, name="Renamed", **times, **{"times-TOTAL_FORMS": "2"})

    assert Schedule.objects.filter(pk=kept.pk).values().get() == before
    assert service.schedules.count() == 2


def test_a_place_has_hours_of_its_own(pages, organization):
    location = make_location(organization=organization)
    pages.save(location, **TUESDAYS)

    assert location.schedules.get().byday == "TU"


# --- What the page counts and needs --------------------------------------------------------------


def test_the_page_counts_what_is_filled_in_and_says_what_is_needed(pages, organization):
    service = make_service(organization=organization, description="", published=False)
    page = pages.client.get(pages.address(service)).content.decode()
    assert "0 of 8</strong>" in page
    assert "Still needed:</span> It needs a description" in page

    answer = pages.send(
        service, "_again", description="A meal.", fees_description="Free", **TUESDAYS
    )
    page = answer.content.decode()
    assert "3 of 8</strong>" in page
    assert "Done:</span> It needs a description" in page


def test_what_is_needed_is_what_publication_asks_for(moderated):
    """The page works it out of what is typed; of a record as it is saved, both say the same."""
    hidden = make_organization(published=False)
    secret = make_location(hide_address=True, address={"address_1": "9 Hidden Street"})
    for service in (
        make_service(organization=hidden, description=" ", published=False),
        make_service(at=secret, description="At 9 Hidden Street.", published=False),
        make_service(),
    ):
        page = html.unescape(moderated.client.get(moderated.address(service)).content.decode())
        needed = re.findall(r"Still needed:</span> (.*?)</li>", page)
        assert sorted(needed) == sorted(blank_essentials(service))


def test_a_service_is_saved_with_a_name_alone(pages, organization):
    answer = pages.send(Service, name="Just an idea")
    assert answer.status_code == 302, told(answer)

    service = Service.objects.get()
    assert (service.name, service.organization) == ("Just an idea", organization)


def test_a_service_like_one_that_is_there_is_asked_about_first(pages, service, organization):
    answer = pages.send(Service, name=service.name)
    page = answer.content.decode()
    assert "Is it one of these?" in page
    assert pages.address(service) in page
    assert Service.objects.count() == 1

    assert pages.send(Service, name=service.name, is_new="on").status_code == 302
    assert Service.objects.count() == 2


def test_a_draft_of_somebody_else_is_not_offered(pages):
    make_service(name="Secret Plan", published=False)
    answer = pages.send(Service, name="Secret Plan")

    assert answer.status_code == 302


def test_nothing_typed_is_lost_by_an_error(pages, service):
    typed = {"name": "", "description": "Typed at length", "email": "no address", **TUESDAYS}
    answer = pages.send(service, **typed)
    form = pages.again(service, answer)

    assert "Nothing was saved" in told(answer)
    assert ("description", "Typed at length") in form.fields
    assert ("email", "no address") in form.fields
    assert ("times-0-starts", "10:00") in form.fields
    assert ("times-0-days", "1") in form.fields


def test_a_service_has_times_of_its_own_at_a_place(pages, organization):
    service = make_service(organization=organization, at=make_location())
    place = service.service_at_locations.get()
    pages.save(place, description="Upstairs", **TUESDAYS)

    assert place.schedules.get().byday == "TU"
    assert place.description == "Upstairs"
    page = pages.client.get(pages.address(service)).content.decode()
    assert pages.address(place) in page
    assert "_submit" not in dict(pages.open(place).buttons)  # It is published with its service.


def test_who_saves_second_is_told_and_loses_nothing(pages, service):
    pages.save(service, **TUESDAYS)
    old = pages.open(service)
    pages.save(service, **{"times-0-ends": "13:00"}, eligibility_description="Anyone")

    typed = {"description": "Mine.", "times-0-starts": "09:00"}
    answer = pages.client.post(pages.address(service), old.data(**typed) | {"_save": ["1"]})
    assert "Somebody else changed this" in answer.content.decode()
    form = pages.again(service, answer)
    assert ("description", "Mine.") in form.fields
    assert ("eligibility_description", "Anyone") in form.fields
    answer = pages.client.post(pages.address(service), form.data() | {"_save": ["1"]})

    assert answer.status_code == 302, told(answer)
    service.refresh_from_db()
    row = service.schedules.get()
    assert (service.description, service.eligibility_description) == ("Mine.", "Anyone")
    assert (str(row.opens_at), str(row.closes_at)) == ("09:00:00", "13:00:00")


def test_a_place_an_editor_adds_is_their_organisations(pages, organization):
    assert pages.send(Location, name="Willow Barn").status_code == 302

    location = Location.objects.get()
    assert location.organization == organization
    answer = pages.send(location, organization="")
    assert answer.status_code == 200
