"""Editors and moderators are told of reports: together, seldom, and in no stranger's words."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from directory.upkeep import reminding, telling
from directory.upkeep.forgetting import forget_old_reports
from directory.upkeep.models import Channel, Problem, State, Told, Topic
from directory.upkeep.reporting import keep_report
from directory.upkeep.settling import Undecided, move
from directory.upkeep.waiting import dead_links, open_problems, overdue_services
from tests.factories import make_editor, make_moderator, make_organization, make_service
from tests.upkeep.asking import months_ago, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organization()


@pytest.fixture
def service(ours):
    return make_service(name="Lunch club", organization=ours)


@pytest.fixture
def editor(ours):
    return make_editor(ours)


@pytest.fixture
def moderator():
    return make_moderator()


def reported(record, **fields) -> Problem:
    fields = {"topic": Topic.CLOSED, "message": "Shut.", "channel": Channel.PAGE} | fields
    return keep_report("service", record.pk, record.name, **fields)


def tell() -> list[mail.EmailMessage]:
    before = len(mail.outbox)
    _, complaints, status = run("tell_problems")
    assert (complaints, status) == ("", 0)
    return mail.outbox[before:]


def later(monkeypatch, **by: float) -> None:
    moment = timezone.now() + timedelta(**by)
    monkeypatch.setattr(timezone, "now", lambda: moment)


# --- Telling -------------------------------------------------------------------------------------


def test_those_who_look_after_it_and_moderators_are_told_and_nobody_else(
    service, editor, moderator
):
    make_editor(make_organization())
    reported(service)

    assert {letter.to[0] for letter in tell()} == {editor.email, moderator.email}


def test_many_reports_are_one_letter(service, editor):
    for number in range(30):
        reported(service, message=str(number))
    reported(service, topic=Topic.WRONG_TIMES)

    [letter] = tell()

    assert letter.subject == "A problem was reported: Lunch club"
    assert "It has closed, or never opened (30 times)" in letter.body
    assert "The days or times are wrong" in letter.body
    assert "/admin/upkeep/problem/" in letter.body


def test_no_word_of_a_stranger_and_no_address_is_in_it(service, editor, moderator):
    reported(
        service,
        message="Log in at https://evil.example.org",
        reply_to="jo@evil.example.org",
    )

    for letter in tell():
        assert "evil" not in letter.body + letter.subject


def test_a_person_is_told_once_of_each_and_at_most_every_six_hours(service, editor, monkeypatch):
    reported(service)
    assert len(tell()) == 1
    assert tell() == []
    for _ in range(50):
        reported(service)
    assert tell() == []

    later(monkeypatch, hours=5, minutes=50)
    assert tell() == []
    later(monkeypatch, minutes=15)
    [letter] = tell()
    assert "50 times" in letter.body
    later(monkeypatch, hours=7)
    assert tell() == []


def test_what_is_settled_meanwhile_is_no_news(service, editor, moderator):
    problem = reported(service)
    move(problem, State.SETTLED, by=moderator, why="Mended.")

    assert tell() == []


def test_what_an_editor_told_a_moderator_is_no_news_to_themselves(service, editor, moderator):
    reported(service, channel=Channel.EDITOR, by=editor)

    assert [letter.to[0] for letter in tell()] == [moderator.email]


def test_a_crash_tells_nobody_twice(service, editor, moderator, monkeypatch):
    class Crash(BaseException):
        pass

    send = telling.send

    def crash(*arguments):
        send(*arguments)
        raise Crash

    reported(service)
    monkeypatch.setattr(telling, "send", crash)
    with pytest.raises(Crash):
        run("tell_problems")
    monkeypatch.setattr(telling, "send", send)
    tell()

    told = sorted(letter.to[0] for letter in mail.outbox)
    assert told == sorted([editor.email, moderator.email])


def test_two_runs_at_once_tell_once(service, editor, monkeypatch):
    send = telling.send
    reported(service)

    def other_run_first(*arguments):
        monkeypatch.setattr(telling, "send", send)
        tell()
        send(*arguments)

    monkeypatch.setattr(telling, "send", other_run_first)
    tell()
    assert len(mail.outbox) == 1

    told = Told.objects.get()
    assert telling.claim(editor, told, up_to=9, now=timezone.now())
    assert not telling.claim(editor, told, up_to=9, now=timezone.now())
    assert not telling.claim(editor, None, up_to=9, now=timezone.now())


def test_a_letter_the_server_refuses_is_tried_again(service, editor, monkeypatch):
    send = telling.send

    def refuse(*_):
        raise smtplib.SMTPAuthenticationError(535, b"no")

    for number in range(2):
        reported(service, message=str(number))
        monkeypatch.setattr(telling, "send", refuse)
        _, complaints, status = run("tell_problems")
        monkeypatch.setattr(telling, "send", send)
        assert status == 1
        assert "not sent" in complaints
        assert len(tell()) == 1
        later(monkeypatch, hours=7)


def test_it_gives_up_when_the_mail_server_is_down(service, monkeypatch):
    for _ in range(9):
        make_moderator()
    reported(service)

    def refuse(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr(telling, "send", refuse)
    _, complaints, _ = run("tell_problems")

    assert complaints.count("not sent") == reminding.FAILURES_IN_A_ROW


def test_simulated_nobody_is_told(service, editor):
    reported(service)

    out, _, status = run("tell_problems", "--simulate")

    assert f"{editor.email}: 1 new" in out
    assert status == 0
    assert mail.outbox == []
    assert not Told.objects.exists()


# --- Settling and forgetting ---------------------------------------------------------------------


def test_only_who_looks_after_the_record_or_moderates_settles_a_report(service, editor, moderator):
    problem = reported(service)
    with pytest.raises(PermissionDenied):
        move(problem, State.SETTLED, by=make_editor(make_organization()), why="Mine now.")

    assert move(problem, State.LOOKING, by=editor)
    assert move(problem, State.SETTLED, by=moderator, why="Mended.")
    assert move(problem, State.LOOKING, by=moderator, why="Once more.")
    assert move(problem, State.LOOKING, by=moderator) is None


def test_settling_needs_a_reason(service, moderator):
    with pytest.raises(Undecided):
        move(reported(service), State.SETTLED, by=moderator, why="  ")


def test_the_database_keeps_no_address_of_what_is_settled(service):
    problem = reported(service, reply_to="jo@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        Problem.objects.filter(pk=problem.pk).update(state=State.SETTLED, settled_at=timezone.now())


def test_what_was_settled_over_a_year_ago_is_forgotten(service, moderator, monkeypatch):
    old, unsettled = reported(service), reported(service)
    move(old, State.SETTLED, by=moderator, why="Mended.")

    later(monkeypatch, days=364)
    assert forget_old_reports() == 0
    later(monkeypatch, days=2)
    out, _, _ = run("tell_problems")
    assert "1 reports settled over a year ago deleted" in out
    assert Problem.objects.get() == unsettled


# --- What waits ----------------------------------------------------------------------------------


def test_each_sees_what_waits_for_them(ours, service, editor, moderator):
    problem, other = reported(service), reported(make_service())

    assert list(open_problems(editor)) == [problem]
    assert list(open_problems(moderator)) == [problem, other]
    assert list(dead_links(editor)) == []


def test_overdue_services_are_those_the_public_sees_as_overdue(ours, editor, moderator):
    never = make_service(name="Never", organization=ours)
    old = make_service(name="Old", organization=ours, assured_date=months_ago(12))
    make_service(name="Fresh", organization=ours, assured_date=months_ago(11))
    make_service(name="Draft", organization=ours, published=False)
    drafted = make_service(name="Drafted", organization=ours, assured_date=months_ago(20))
    drafted.assured_date = timezone.localdate()
    drafted.save()
    others = make_service(name="Of others", assured_date=months_ago(30))

    assert list(overdue_services(editor)) == [never, old, drafted]
    assert list(overdue_services(moderator)) == [never, others, old, drafted]
