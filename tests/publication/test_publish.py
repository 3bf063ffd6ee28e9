"""Publishing: what the public sees is what was published, and nothing else."""

import pytest

from directory.publication.models import Revision
from directory.publication.publish import publish
from directory.publication.readiness import NotReady
from tests.factories import make_location, make_organization, make_service

pytestmark = pytest.mark.django_db


def test_a_draft_is_not_listed(client):
    make_service(published=False)

    response = client.get("/api/v3/services")

    assert response.json()["contents"] == []


def test_publishing_an_unchanged_record_appends_nothing():
    service = make_service()

    assert publish(service) is None


def test_an_edited_service_with_a_place_has_one_more_revision():
    service = make_service(at=make_location())
    before = Revision.objects.filter(record_id=service.pk).count()
    service.name = "Renamed"
    service.save()

    publish(service)

    assert Revision.objects.filter(record_id=service.pk).count() == before + 1


def test_a_service_of_a_draft_organization_is_not_ready():
    service = make_service(published=False)

    with pytest.raises(NotReady) as refusal:
        publish(service)

    assert refusal.value.missing == ["Its organisation is not published yet."]


def test_a_published_service_keeps_its_last_published_text(client):
    service = make_service(name="Before", organization=make_organization())
    service.name = "After"
    service.save()

    assert client.get(f"/api/v3/services/{service.pk}").json()["name"] == "Before"
