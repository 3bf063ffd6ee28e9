"""Who reaches what: the one rule that the admin and the API obey."""

import pytest
from django.contrib.auth.models import AnonymousUser

from directory.models import (
    Address,
    Attribute,
    Contact,
    HSDSModel,
    Language,
    MetaTableDescription,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)
from directory.people.scope import (
    RULES,
    may_change,
    organizations_of,
    within_reach,
)
from tests.factories import (
    make_administrator,
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_person,
    make_service,
    make_term,
    tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organization(published=False)


@pytest.fixture
def theirs():
    return make_organization(published=False)


def reach(user, model):
    return set(within_reach(user, model.objects.all()))


def test_an_editor_reaches_their_own_organisations_alone(ours, theirs):
    editor = make_editor(ours)

    assert set(organizations_of(editor)) == {ours} == reach(editor, Organization)
    assert may_change(editor, ours)
    assert not may_change(editor, theirs)


def test_a_moderator_reaches_everything(ours, theirs):
    assert reach(make_moderator(), Organization) == {ours, theirs}


def test_a_service_is_in_reach_when_its_organisation_is(ours, theirs):
    service = make_service(organization=ours, published=False)
    make_service(organization=theirs, published=False)

    assert reach(make_editor(ours), Service) == {service}


def test_a_row_with_two_owners_is_in_reach_of_whoever_reaches_both(ours, theirs):
    service = make_service(organization=theirs, published=False)
    phone = Phone.objects.create(organization=ours, service=service, number="01632 960001")

    assert reach(make_editor(ours), Phone) == set()
    assert reach(make_editor(ours, theirs), Phone) == {phone}


def test_terms_are_everybodys_to_see_and_an_administrators_to_change(ours):
    term = make_term(published=False)

    assert reach(make_editor(ours), TaxonomyTerm) == {term}
    assert not may_change(make_editor(ours), term)
    assert not may_change(make_moderator(), term)
    assert may_change(make_administrator(), term)


def test_every_model_of_the_working_copy_has_a_rule_or_is_the_moderators():
    ruled = {model for model in HSDSModel.__subclasses__() if model in RULES}

    assert set(HSDSModel.__subclasses__()) - ruled == {MetaTableDescription}


def test_a_model_without_a_rule_is_out_of_an_editors_reach(ours):
    MetaTableDescription.objects.create(name="services.csv")

    assert reach(make_editor(ours), MetaTableDescription) == set()
    assert len(reach(make_moderator(), MetaTableDescription)) == 1


def test_whoever_is_not_signed_in_or_whose_account_is_closed_reaches_nothing(ours):
    make_term(published=False)
    for nobody in (
        AnonymousUser(),
        make_editor(ours, is_active=False),
        make_moderator(is_active=False),
        make_person(is_superuser=True, is_active=False),
    ):
        assert reach(nobody, Organization) == set()
        assert reach(nobody, TaxonomyTerm) == set()
        assert not may_change(nobody, ours)
        assert not set(organizations_of(nobody))


def test_rows_inside_a_record_are_in_reach_when_it_is(ours, theirs):
    for organization in (ours, theirs):
        hall = make_location(organization=organization, published=False)
        service = make_service(organization=organization, published=False, at=hall)
        place = service.service_at_locations.get()
        Schedule.objects.create(service_at_location=place)
        contact = Contact.objects.create(service=service, name="Ana")
        phone = Phone.objects.create(contact=contact, number="01632 960001")
        Language.objects.create(phone=phone, name="Urdu")
        tag(service, make_term(published=False), published=False)
    editor = make_editor(ours)

    for model in (Address, ServiceAtLocation, Schedule, Contact, Phone, Language, Attribute):
        assert model.objects.count() == 2
        assert within_reach(editor, model.objects.all()).count() == 1, model
