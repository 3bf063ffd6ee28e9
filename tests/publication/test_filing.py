"""What a record is filed under: its published terms, all that is broader, and their taxonomies."""

import pytest

from directory.models import ServiceAtLocation
from directory.publication.models import PUBLIC_ROWS, PublicKind
from directory.publication.publish import publish
from directory.publication.withdraw import withdraw
from tests.factories import (
    make_location,
    make_organization,
    make_service,
    make_taxonomy,
    make_term,
    tag,
)

pytestmark = pytest.mark.django_db


def filed_under(kind, term):
    rows = PUBLIC_ROWS[PublicKind(kind)].objects.filed_under(term.pk)
    return set(rows.values_list("id", flat=True))


def filed_in(kind, taxonomy):
    rows = PUBLIC_ROWS[PublicKind(kind)].objects.filed_in(taxonomy.pk)
    return set(rows.values_list("id", flat=True))


def branch(**fields):
    """Three terms of one taxonomy, each under the one before."""
    taxonomy = make_taxonomy()
    top = make_term(taxonomy=taxonomy, **fields)
    middle = make_term(taxonomy=taxonomy, parent=top, **fields)
    return top, middle, make_term(taxonomy=taxonomy, parent=middle, **fields)


def test_a_service_is_filed_under_its_term_and_all_that_is_broader():
    top, middle, low = branch()
    service = make_service()
    tag(service, middle)

    assert filed_under("service", middle) == {service.pk}
    assert filed_under("service", top) == {service.pk}
    assert filed_under("service", low) == set()
    assert filed_in("service", top.taxonomy) == {service.pk}


def test_an_organization_is_filed_where_its_services_are():
    term = make_term()
    organization = make_organization()
    service = make_service(organization=organization)
    tag(service, term)
    assert filed_under("organization", term) == {organization.pk}

    withdraw(service)

    assert filed_under("organization", term) == set()
    assert filed_in("organization", term.taxonomy) == set()


def test_a_term_moved_under_another_takes_its_records_along():
    _, _, low = branch()
    other = make_term(taxonomy=low.taxonomy)
    service = make_service(at=make_location())
    tag(service, low)
    low.parent.parent = other
    low.parent.save()

    publish(low.parent)

    place = ServiceAtLocation.objects.get(service=service)
    assert filed_under("service", other) == {service.pk}
    assert filed_under("service_at_location", other) == {place.pk}
    assert filed_under("organization", other) == {service.organization_id}


def test_nothing_is_filed_under_a_draft():
    top, _, low = branch(published=False)
    publish(low.taxonomy)
    service = make_service()
    tag(service, low)
    assert filed_under("service", low) == filed_under("service", top) == set()
    assert filed_in("service", low.taxonomy) == set()

    for term in (low, low.parent, top):
        publish(term)

    assert filed_under("service", low) == filed_under("service", top) == {service.pk}
    assert filed_in("service", low.taxonomy) == {service.pk}


def test_withdrawing_a_term_unfiles_what_was_under_it():
    term = make_term()
    service = make_service()
    tag(service, term)

    withdraw(term)

    assert filed_under("service", term) == set()
    assert filed_in("service", term.taxonomy) == set()


def test_a_term_said_of_one_place_files_that_place_and_the_service_alone():
    term = make_term()
    service = make_service(published=False, organization=make_organization(), at=make_location())
    place = ServiceAtLocation.objects.get(service=service)
    ServiceAtLocation.objects.create(service=service, location=make_location())
    tag(place, term, published=False)

    publish(service)

    assert filed_under("service", term) == {service.pk}
    assert filed_under("service_at_location", term) == {place.pk}


def test_terms_in_a_circle_are_each_under_the_other():
    """Nonsense, but an import may bring it, and publishing must not hang on it."""
    _, middle, low = branch()
    middle.parent = low
    middle.save()
    publish(middle)
    service = make_service()

    tag(service, low)

    assert filed_under("service", middle) == filed_under("service", low) == {service.pk}
