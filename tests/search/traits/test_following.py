"""The index of traits follows the public record, in the same transaction."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Accessibility, Language
from directory.publication.documents import Document
from directory.publication.models import PublicKind, PublicService, PublicServiceAtLocation
from directory.publication.publish import publish
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from directory.search.models import Name, Trait
from directory.search.traits.finding import having
from directory.search.traits.index import TraitsIndex
from directory.search.traits.reading import traits
from tests.factories import make_location, make_service
from tests.publication.history import History
from tests.search.traits.directories import documents

pytestmark = pytest.mark.django_db

URDU = having(Name.LANGUAGE, ["ur"])


def rows():
    return set(Trait.objects.values_list("name", "value", "record", "label"))


def test_a_service_is_found_once_it_is_published():
    service = make_service(at=make_location())
    Language.objects.create(service=service, code="ur", name="Urdu")
    assert not PublicService.objects.filter(URDU).exists()

    publish(service)

    assert PublicService.objects.filter(URDU).get().id == service.pk
    assert PublicServiceAtLocation.objects.filter(URDU).get().service_id == service.pk


def test_what_a_place_says_changes_its_services():
    location = make_location()
    service = make_service(at=location)
    ramp = Accessibility.objects.create(location=location, description="Ramp")
    publish(location)
    assert PublicService.objects.get(having(Name.ACCESSIBILITY, ["Ramp"])).id == service.pk

    ramp.delete()
    publish(location)

    assert not PublicService.objects.filter(having(Name.ACCESSIBILITY, ["ramp"])).exists()


def test_nothing_is_left_of_what_was_withdrawn():
    service = make_service(at=make_location())
    assert rows()

    withdraw(service)

    assert not rows()


@pytest.mark.parametrize("seed", range(3))
def test_after_a_long_history_it_is_what_the_documents_say(seed):
    History(seed).live(60)
    keys = {
        str(row.id): row.pk
        for model in (PublicService, PublicServiceAtLocation)
        for row in model.objects.all()
    }
    expected = {
        (said.name, said.value, keys[document["id"]], said.label)
        for kind in (PublicKind.SERVICE, PublicKind.SERVICE_AT_LOCATION)
        for document in documents(kind)
        for said in traits(document)
    }
    assert rows() == expected

    rebuild_public_record()

    assert {row[:2] for row in rows()} == {row[:2] for row in expected}
    assert len(rows()) == len(expected)


def test_many_documents_take_as_many_queries_as_one():
    def follow(many: int) -> int:
        full = {"languages": [{"code": code} for code in ("ur", "pl")]}
        changed = [
            (key, Document(PublicKind.SERVICE, str(key), "", full, {})) for key in range(1, many)
        ]
        with CaptureQueriesContext(connection) as queries:
            TraitsIndex().follow(changed)
        return len(queries)

    # From twenty rows on, PostgreSQL copies.
    assert follow(12) <= follow(100) == 2
