"""Log, public rows and documents change together, or not at all."""

import pytest

from directory.publication import act, storing, tables
from directory.publication.models import Kind, LogHead, Revision, Touch
from directory.publication.publish import publish, publish_many
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from tests.factories import make_location, make_organization, make_service, make_term, tag
from tests.publication.seen import everything

pytestmark = pytest.mark.django_db


class PowerCut(Exception):
    pass


def everything_kept():
    return (
        everything(),
        list(Revision.objects.values()),
        list(Touch.objects.values()),
        list(LogHead.objects.values()),
    )


@pytest.fixture
def service():
    service = make_service(at=make_location())
    tag(service, make_term())
    service.name = "Renamed"
    service.save()
    service.organization.name = "Renamed"
    service.organization.save()
    return service


# Where the lights go out: before and between each of the writes of an act.
WRITES = [
    (act, "insert", 1),
    (act, "insert", 2),
    (storing, "put", 1),
    (storing, "put", 2),
    (storing, "put", 3),
    (storing, "insert", 1),
    (storing, "remove", 1),
]
ACTS = {
    "publishing": lambda service: publish(service),
    "publishing what others show": lambda service: publish(service.organization),
    "publishing many": lambda service: publish_many(Kind.SERVICE, [service.pk]),
    "withdrawing": lambda service: withdraw(service.organization),
    "rebuilding": lambda service: rebuild_public_record(),
}


def cut(monkeypatch, module, name, at):
    """Have the `at`-th call of a write fail; tells whether it came to that."""
    calls = []
    write = getattr(tables, name)

    def failing(*args, **kwargs):
        calls.append(name)
        if len(calls) == at:
            raise PowerCut
        return write(*args, **kwargs)

    monkeypatch.setattr(module, name, failing)
    return lambda: len(calls) >= at


@pytest.mark.parametrize(("module", "name", "at"), WRITES, ids=lambda value: str(value)[-30:])
@pytest.mark.parametrize("name_of_act", ACTS)
def test_a_fault_in_the_middle_leaves_everything_as_it_was(
    monkeypatch, service, name_of_act, module, name, at
):
    before = everything_kept()
    happened = cut(monkeypatch, module, name, at)

    try:
        ACTS[name_of_act](service)
    except PowerCut:
        assert everything_kept() == before
    else:
        assert not happened()  # This act makes fewer writes than that.


def test_a_fault_in_the_readers_of_progress_leaves_everything_as_it_was():
    ids = [make_organization(published=False).pk]
    before = everything_kept()

    def fault(done):
        raise PowerCut

    with pytest.raises(PowerCut):
        publish_many(Kind.ORGANIZATION, ids, progress=fault)
    assert everything_kept() == before


def test_the_act_can_be_tried_again(monkeypatch, service):
    with monkeypatch.context() as patch:
        cut(patch, storing, "put", 1)
        with pytest.raises(PowerCut):
            publish(service)

    assert publish(service).seq == Revision.objects.count()
