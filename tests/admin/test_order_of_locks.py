"""Records before the log, and records of several kinds in one order: so no two wait for each other.

Every lock is looked at that Django takes, and every write to a record, whichever the database.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models.sql.compiler import SQLCompiler, SQLDeleteCompiler, SQLUpdateCompiler

from directory.duplicates.merging.merge import merge, preview
from directory.models import Location, Organization, Phone, Service, ServiceAtLocation
from directory.publication.amend import hide_public_address
from directory.publication.models import Kind, LogHead
from directory.review.closing import close, close_until
from directory.review.deciding import approve, decided_with, look_at
from directory.review.models import Submission
from directory.review.submitting import submit, submit_many
from directory.review.trust import trust
from directory.upkeep.confirming import all_correct, shown
from directory.upkeep.models import Question
from tests.admin.reviewing import opened, page, signed_in
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
)
from tests.upkeep.asking import asked_service

pytestmark = pytest.mark.django_db

KINDS: dict[Any, Kind] = {
    Organization: Kind.ORGANIZATION,
    Location: Kind.LOCATION,
    Service: Kind.SERVICE,
}
WRITES = (SQLUpdateCompiler, SQLDeleteCompiler)
ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
# A lock, or a write, of rows of a model.
Touch = tuple[Any, set[UUID]]


@pytest.fixture
def touched(monkeypatch) -> Callable[[Callable[[], Any]], list[Touch]]:
    """What something locks or writes, in order."""
    touches: list[Touch] = []
    execute = SQLCompiler.execute_sql

    def recorded(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.query.select_for_update or isinstance(self, WRITES):
            try:
                _, parameters = self.as_sql()
            except EmptyResultSet:
                parameters = ()
            touches.append((self.query.model, set(map(UUID, ID.findall(str(parameters))))))
        return execute(self, *args, **kwargs)

    def run(something: Callable[[], Any]) -> list[Touch]:
        touches.clear()
        monkeypatch.setattr(SQLCompiler, "execute_sql", recorded)
        something()
        monkeypatch.setattr(SQLCompiler, "execute_sql", execute)
        return list(touches)

    return run


def in_order(touches: Iterable[Touch]) -> None:
    """Records by kind, all of a kind at once; and once the log is held, no other record."""
    kinds, held, log = [], set(), False
    for model, ids in touches:
        log |= model is LogHead
        if model in KINDS and (new := ids - held):
            assert not log, f"{new} of {model.__name__} after the log"
            kinds.append(list(Kind).index(KINDS[model]))
            held |= new
    assert log, "the log was never locked"
    assert kinds, "no record was ever locked"
    assert kinds == sorted(set(kinds)), f"kinds in the order {kinds}"


@pytest.fixture
def moderator():
    return make_moderator()


def crowded(organization: Organization) -> Organization:
    """With all that changes along with it: a branch, places, sessions, and rows of two records."""
    other = make_service()
    make_organization(parent_organization=organization)
    hall = make_location(organization=organization)
    for _ in range(2):
        make_service(organization=organization, at=hall)
    Phone.objects.create(organization=organization, service=other, number="1")
    return organization


def test_merging_organisations(touched, moderator):
    old, new = crowded(make_organization()), crowded(make_organization())
    kind = Kind.ORGANIZATION
    submit(old.services.get_queryset()[0], by=make_editor(old))

    in_order(touched(lambda: preview(kind, old=old.pk, new=new.pk)))
    in_order(touched(lambda: merge(kind, old=old.pk, new=new.pk, by=moderator)))


def test_merging_places(touched, moderator):
    old, new = make_location(), make_location()
    for place in (old, new):
        make_service(at=place)
        Phone.objects.create(location=place, organization=make_organization(), number=str(place.pk))
    both = make_service(at=new)
    ServiceAtLocation.objects.create(service=both, location=old)

    in_order(touched(lambda: merge(Kind.LOCATION, old=old.pk, new=new.pk, by=moderator)))


def draft(organization: Organization) -> Service:
    """A service that takes along its organisation and two places, one that is to be hidden."""
    service = make_service(organization=organization, published=False)
    for number in range(2):
        place = make_location(organization=organization, name=f"Hall {number}")
        Location.objects.filter(pk=place.pk).update(name="Changed", hide_address=bool(number))
        ServiceAtLocation.objects.create(service=service, location=place)
    return service


def test_sending_and_approving(touched, moderator):
    organization = make_organization(published=False)
    service, editor = draft(organization), make_editor(organization)
    # The address that is hidden at once is why the log is held at all.
    in_order(touched(lambda: submit(service, by=editor)))

    waiting = Submission.objects.waiting().get(record_id=service.pk)
    seen = {one.pk: look_at(one).token for one in decided_with(waiting)}
    assert len(seen) == 4

    in_order(touched(lambda: approve(waiting, by=moderator, seen=seen)))


def test_sending_what_is_public_at_once(touched, moderator):
    organization = make_organization(published=False)
    trust(organization, by=moderator)
    services = [draft(organization), draft(organization)]

    in_order(touched(lambda: submit(services[0], by=make_editor(organization))))
    in_order(touched(lambda: submit_many(services, by=moderator)))


def test_saving_a_form_and_sending_it_at_once(touched, moderator):
    """A place that is chosen in the form goes along, and so does the organisation."""
    organization = make_organization(published=False)
    trust(organization, by=moderator)
    service = draft(organization)
    chosen = make_location(organization=organization, published=False)
    client = signed_in(make_editor(organization))
    form = opened(client, service) | {
        "name": ["Changed"],
        "places-TOTAL_FORMS": ["3"],
        "places-2-location": [str(chosen.pk)],
        "_submit": ["1"],
    }

    in_order(touched(lambda: client.post(page(service, "change"), form)))

    assert service.service_at_locations.count() == 3
    assert client.get(f"/api/v3/locations/{chosen.pk}").status_code == 200


def test_closing(touched, moderator):
    organization = crowded(make_organization())
    service = make_service(organization=organization)

    in_order(touched(lambda: close_until(service, None, by=moderator)))
    in_order(touched(lambda: close(organization, by=moderator)))


def test_confirming_by_a_link(touched):
    asked_service()
    question = Question.objects.get()
    seen = shown(question).etag

    in_order(touched(lambda: all_correct(question.letter, question, seen=seen)))


@pytest.mark.parametrize("kind", [Kind.ORGANIZATION, Kind.LOCATION, Kind.SERVICE])
def test_deleting(touched, moderator, kind):
    organization = crowded(make_organization())
    record = {
        Kind.ORGANIZATION: organization,
        Kind.LOCATION: Location.objects.get(),
        Kind.SERVICE: organization.services.all()[0],
    }[kind]
    client = signed_in(moderator)

    in_order(touched(lambda: client.post(page(record, "delete"), {"post": "yes"})))

    assert not type(record)._default_manager.filter(pk=record.pk).exists()


def test_an_order_that_is_not_kept_is_noticed(touched):
    service, place = make_service(), make_location()

    def hold(record: Any) -> None:
        type(record)._default_manager.select_for_update().get(pk=record.pk)

    def log_first() -> None:
        hide_public_address(place.pk)
        hold(service)

    def service_first() -> None:
        hold(service)
        Location.objects.filter(pk=place.pk).update(name="Changed")
        hide_public_address(place.pk)

    for wrong in (log_first, service_first):
        with pytest.raises(AssertionError):
            in_order(touched(wrong))
