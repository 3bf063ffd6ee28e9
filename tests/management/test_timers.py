"""What is run by itself, when, and what happens if one of it fails."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.utils import timezone

from directory.exchange.models import Upload
from directory.management.commands import run_timers
from directory.management.timers import TIMERS, Timer
from tests.factories import make_moderator

LONDON = ZoneInfo("Europe/London")
ALL_DAY = (datetime(2026, 11, 22, tzinfo=LONDON), datetime(2026, 11, 23, tzinfo=LONDON))


def runs(timer: Timer, start: datetime, end: datetime, *, every: timedelta) -> int:
    """How often it is run by somebody who looks so often."""
    count = 0
    while start < end:
        later = start + every
        count += timer.is_due(start, later)
        start = later
    return count


@pytest.mark.parametrize("every", [30, 47, 600])
def test_each_has_its_turn_once(every):
    seconds = timedelta(seconds=every)
    start = datetime(2026, 11, 22, 12, tzinfo=LONDON)

    assert runs(Timer("", time(9)), start, start + timedelta(days=3), every=seconds) == 3
    assert runs(Timer("", time(0)), start, start + timedelta(days=3), every=seconds) == 3
    assert runs(Timer(""), start, start + timedelta(hours=2), every=seconds) == 8


def test_what_came_due_while_another_ran_is_run_then():
    eight = datetime(2026, 11, 22, 8, tzinfo=LONDON)

    assert Timer("", time(9)).is_due(eight, eight + timedelta(hours=3))
    assert not Timer("", time(9)).is_due(eight + timedelta(hours=1), eight + timedelta(hours=3))


def test_every_one_is_a_command():
    assert {timer.command for timer in TIMERS} <= {*get_commands()}


@pytest.fixture
def called(monkeypatch):
    """The commands that are called, which do nothing; or fail with its `fault`."""

    class Called(list):
        fault: BaseException | None = None

    calls = Called()

    def call(command, **_):
        calls.append(command)
        if calls.fault:
            raise calls.fault

    monkeypatch.setattr(run_timers, "call_command", call)
    monkeypatch.setattr(run_timers, "close_old_connections", lambda: None)
    return calls


@pytest.mark.parametrize("fault", [CommandError("no"), SystemExit(1), OSError()])
def test_one_that_fails_keeps_no_other_from_running(called, settings, caplog, fault):
    settings.CHECK_LINKS = True
    called.fault = fault

    run_timers.run_due(*ALL_DAY)

    assert called == [timer.command for timer in TIMERS]
    assert len(caplog.records) == len(TIMERS)


def test_links_are_left_alone_unless_they_are_to_be_checked(called, settings):
    settings.CHECK_LINKS = False

    run_timers.run_due(*ALL_DAY)

    assert len(called) == len(TIMERS) - 1
    assert "check_links" not in called


@pytest.mark.django_db
def test_a_forgotten_spreadsheet_is_deleted(capsys):
    owner = make_moderator()
    old, new = (Upload.objects.create(owner=owner, name="a.csv", content=b"a") for _ in range(2))
    Upload.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=30))

    call_command("clear_uploads")

    assert Upload.objects.get() == new
    assert "1 forgotten" in capsys.readouterr().out
