"""Publishers at the same time: numbers become visible in order, and nobody fails or is lost."""

import sqlite3
import threading
import time
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection, connections
from django.db.models import Max

from directory.models import Organization
from directory.publication.models import Kind, LogHead, Revision
from directory.publication.publish import publish, publish_many
from directory.publication.reading import version
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from tests.factories import make_organization
from tests.publication.seen import everything

PUBLISHERS = 4
EACH = 8

postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="PostgreSQL: publishers run side by side there"
)
sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="SQLite: one writer at a time, the others wait"
)


class Crew:
    """Threads with connections of their own. Leaving waits for them; `faults` are theirs."""

    def __init__(self) -> None:
        self.faults: list[BaseException] = []
        self.threads: list[threading.Thread] = []
        self.ready = threading.Event()

    def does(self, task, *args) -> None:
        thread = threading.Thread(target=self._run, args=(task, *args))
        self.threads.append(thread)
        thread.start()

    def _run(self, task, *args) -> None:
        try:
            self.ready.wait(10)
            task(*args)
        except BaseException as fault:
            self.faults.append(fault)
        finally:
            connections.close_all()

    def together(self) -> None:
        self.ready.set()
        for thread in self.threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in self.threads)


def organizations(count: int) -> list[UUID]:
    return [make_organization(published=False).pk for _ in range(count)]


def publish_one_by_one(ids: list[UUID]) -> None:
    for id in ids:
        publish(Organization.objects.get(pk=id))


@postgresql
@pytest.mark.django_db(transaction=True)
def test_a_reader_that_has_seen_a_number_never_later_finds_a_lower_one():
    batches = [organizations(EACH) for _ in range(PUBLISHERS)]
    crew = Crew()
    done = threading.Event()
    late: list[tuple[int, set[int]]] = []

    def watch() -> None:
        seen: set[int] = set()
        highest = 0
        while not done.is_set() or len(seen) < PUBLISHERS * EACH:
            now = set(Revision.objects.values_list("seq", flat=True))
            if new := {seq for seq in now - seen if seq < highest}:
                late.append((highest, new))
            seen |= now
            highest = max(seen, default=0)
            if crew.faults:
                return

    def work(ids: list[UUID]) -> None:
        publish_one_by_one(ids[: EACH // 2])
        publish_many(Kind.ORGANIZATION, ids[EACH // 2 :])

    for ids in batches:
        crew.does(work, ids)
    watcher = Crew()
    watcher.does(watch)
    watcher.ready.set()
    crew.together()
    done.set()
    watcher.together()

    assert crew.faults == watcher.faults == []
    assert late == []
    assert list(Revision.objects.values_list("seq", flat=True)) == list(
        range(1, PUBLISHERS * EACH + 1)
    )


@postgresql
@pytest.mark.django_db(transaction=True)
def test_the_head_never_tells_of_what_cannot_be_read_yet():
    """Caches hang on the version: a page kept under it must hold all that it counts."""
    ids = organizations(EACH * 2)
    crew = Crew()
    missing: list[int] = []

    def watch() -> None:
        while (seq := version().seq) < len(ids):
            newest = Revision.objects.aggregate(newest=Max("seq"))["newest"] or 0
            if newest < seq:
                missing.append(seq)
            if crew.faults:
                return

    crew.does(watch)
    for half in (ids[:EACH], ids[EACH:]):
        crew.does(publish_one_by_one, half)
    crew.together()

    assert crew.faults == []
    assert missing == []


@postgresql
@pytest.mark.django_db(transaction=True)
def test_reading_does_not_wait_for_a_publisher():
    organization = make_organization()
    holding, released = threading.Event(), threading.Event()
    crew = Crew()

    def hold(done: int) -> None:
        holding.set()
        assert released.wait(20)

    crew.does(lambda: publish_many(Kind.ORGANIZATION, organizations(1), progress=hold))
    crew.ready.set()
    assert holding.wait(20)
    try:
        begun = time.monotonic()
        assert version().seq == 1
        assert Revision.objects.filter(record_id=organization.pk).exists()
        assert time.monotonic() - begun < 5
    finally:
        released.set()
        crew.together()
    assert crew.faults == []


@postgresql
@pytest.mark.django_db(transaction=True)
def test_everyone_at_once_comes_to_the_same_as_one_by_one():
    """Services of one organization, the organization itself, and a withdrawal: no deadlock."""
    first = make_organization()
    second = make_organization()
    crew = Crew()

    def rename(pk: UUID, name: str) -> None:
        for number in range(EACH):
            Organization.objects.filter(pk=pk).update(name=f"{name} {number}")
            publish(Organization.objects.get(pk=pk))

    def come_and_go() -> None:
        for _ in range(EACH):
            withdraw(second)
            publish(second)

    crew.does(rename, first.pk, "Otter")
    crew.does(rename, first.pk, "Heron")
    crew.does(come_and_go)
    crew.together()
    before = everything()

    rebuild_public_record()

    assert crew.faults == []
    assert everything() == before


@contextmanager
def a_file_of_its_own(path):
    """Threads get connections to a copy of the test database that is a file, as in real life.

    Django's in-memory test database is shared between threads by other means than files are.
    """
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.close()
    settings = connections.settings["default"]
    memory = settings["NAME"]
    settings["NAME"] = str(path)
    try:
        yield
    finally:
        settings["NAME"] = memory


@sqlite
@pytest.mark.django_db(transaction=True)
def test_a_second_writer_waits_its_turn(tmp_path):
    batches = [organizations(EACH) for _ in range(PUBLISHERS)]
    found: list[list[int]] = []
    crew = Crew()
    with a_file_of_its_own(tmp_path / "directory.sqlite3"):
        for ids in batches:
            crew.does(publish_one_by_one, ids)
        crew.together()
        last = Crew()
        last.does(lambda: found.append(list(Revision.objects.values_list("seq", flat=True))))
        last.does(lambda: found.append([LogHead.objects.get().seq]))
        last.together()

    assert crew.faults == []
    assert sorted(found, key=len) == [
        [PUBLISHERS * EACH],
        list(range(1, PUBLISHERS * EACH + 1)),
    ]


@sqlite
@pytest.mark.django_db(transaction=True)
def test_reading_does_not_wait_for_a_writer(tmp_path):
    ids = organizations(2)
    holding, released = threading.Event(), threading.Event()
    seen: list[int] = []
    crew = Crew()

    def hold(done: int) -> None:
        holding.set()
        assert released.wait(20)

    def read() -> None:
        assert holding.wait(20)
        try:
            seen.append(version().seq)
        finally:
            released.set()

    with a_file_of_its_own(tmp_path / "directory.sqlite3"):
        crew.does(lambda: publish_many(Kind.ORGANIZATION, ids, progress=hold))
        crew.does(read)
        crew.together()

    assert crew.faults == []
    assert seen == [0]
