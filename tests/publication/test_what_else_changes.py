"""Changes that reach further than the record that was published."""

import pytest

from directory.publication.models import PublicKind, Touch
from directory.publication.publish import publish
from directory.publication.reading import version
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db


def found(client, path: str, term) -> int:
    return client.get(f"/api/v3/{path}?taxonomy_term_id={term.pk}").json()["total_items"]


def test_a_term_published_late_files_services_and_their_organizations(client):
    term = make_term(published=False)
    publish(term.taxonomy)
    service = make_service(organization=make_organization())
    tag(service, term)
    assert (found(client, "services", term), found(client, "organizations", term)) == (0, 0)

    publish(term)

    assert (found(client, "services", term), found(client, "organizations", term)) == (1, 1)


def test_a_broader_term_published_late_does_too(client):
    broader = make_term(published=False)
    publish(broader.taxonomy)
    term = make_term(taxonomy=broader.taxonomy, parent=broader)
    tag(make_service(organization=make_organization()), term)

    publish(broader)

    assert (found(client, "services", broader), found(client, "organizations", broader)) == (1, 1)


def test_a_service_at_location_that_vanishes_is_in_the_log():
    location = make_location()
    service = make_service(at=location)
    place = service.service_at_locations.get()

    revision = withdraw(location)

    assert Touch.objects.filter(
        revision=revision, kind=PublicKind.SERVICE_AT_LOCATION, record_id=place.pk
    ).exists()


def test_lists_are_read_anew_after_a_rebuild(client):
    make_service()
    before = client.get("/api/v3/services")["ETag"]
    tag_before = version().tag

    rebuild_public_record()

    assert version().tag != tag_before
    assert client.get("/api/v3/services", headers={"If-None-Match": before}).status_code == 200
