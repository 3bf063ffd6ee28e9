"""A record that lacks what the public relies on is not published, and is told what it lacks."""

import pytest

from directory.models import Address, Location, Program, Service, TaxonomyTerm
from directory.publication.models import Revision
from directory.publication.publish import blank_essentials, publish
from directory.publication.readiness import NotReady
from tests.factories import (
    make_location,
    make_organization,
    make_service,
    make_taxonomy,
    make_term,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "fields", "missing"),
    [
        (
            make_taxonomy,
            {"description": ""},
            "It needs a description: what is the list for?",
        ),
        (
            make_term,
            {"description": " \n"},
            "It needs a description: what does the term cover?",
        ),
        (
            make_organization,
            {"description": ""},
            "It needs a description: what does the organisation do?",
        ),
        (
            make_service,
            {"description": ""},
            "It needs a description: what happens, and who is it for?",
        ),
        (make_taxonomy, {"name": " "}, "It needs a name."),
        (make_term, {"name": " "}, "It needs a name."),
        (make_organization, {"name": "\t"}, "It needs a name."),
        (make_service, {"name": " "}, "It needs a name."),
    ],
)
def test_what_is_blank_is_asked_for(make, fields, missing):
    parents = {make_service: "organization", make_term: "taxonomy"}
    if make in parents:
        parent = make_organization() if make is make_service else make_taxonomy()
        fields = {**fields, parents[make]: parent}
    record = make(published=False, **fields)

    with pytest.raises(NotReady) as refusal:
        publish(record)

    assert refusal.value.missing == [missing]
    assert missing in str(refusal.value)
    assert not Revision.objects.filter(record_id=record.pk).exists()


def test_everything_missing_is_told_at_once():
    service = Service.objects.create(name=" ", organization=make_organization(published=False))

    assert blank_essentials(service) == [
        "It needs a name.",
        "It needs a description: what happens, and who is it for?",
        "Its organisation is not published yet.",
    ]


def test_a_ready_record_lacks_nothing():
    assert blank_essentials(make_service()) == []


def test_a_term_waits_for_its_taxonomy():
    term = make_term(published=False)

    assert blank_essentials(term) == ["Its taxonomy is not published yet."]
    publish(term.taxonomy)
    assert blank_essentials(term) == []


def test_a_term_of_nobodys_taxonomy_is_ready():
    term = TaxonomyTerm.objects.create(
        name="Food", description="Eating.", taxonomy_name="Open Eligibility"
    )

    assert publish(term)


def test_a_location_needs_a_name_or_an_address():
    bare = Location.objects.create()
    assert blank_essentials(bare) == ["It needs a name or an address."]

    Address.objects.create(
        location=bare,
        address_1="1 Otter Row",
        city="Bradford",
        state_province="West Yorkshire",
        postal_code="BD1 9ZZ",
    )

    assert blank_essentials(bare) == []


def test_a_virtual_location_needs_no_address():
    assert publish(Location.objects.create(location_type="virtual", name="Online"))


def test_a_program_needs_a_description():
    organization = make_organization(published=False)
    Program.objects.create(organization=organization, name="Warm welcome")

    assert blank_essentials(organization) == ["Its programme “Warm welcome” needs a description."]


def test_a_published_record_that_is_no_longer_ready_stays_as_published():
    organization = make_organization(description="Neighbours helping.")
    organization.description = ""
    organization.save()

    with pytest.raises(NotReady):
        publish(organization)

    assert Revision.objects.filter(record_id=organization.pk).count() == 1


def test_a_hidden_location_is_ready_if_it_tells_nothing():
    hall = make_location(published=False, hide_address=True, address={"address_1": "9 Wren St"})

    assert publish(hall)
