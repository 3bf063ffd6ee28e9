"""Who is asked whether their entries are still right: when, once, and come what may."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.timezone import localdate

from directory.people.models import Membership
from directory.publication.withdraw import withdraw
from directory.upkeep import reminding
from directory.upkeep.assuring import assure
from directory.upkeep.models import Letter, Question
from tests.factories import make_editor, make_organization, make_service
from tests.upkeep.asking import links_in, months_ago, remind, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organization(name="Otter Bank")


@pytest.fixture
def editor(ours):
    return make_editor(ours)


def later(monkeypatch, days: int) -> None:
    """So many days go by."""
    day = localdate() + timedelta(days=days)
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)


# --- When ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("confirmed", "asked"),
    [
        (months_ago(5), False),
        (months_ago(6) + timedelta(days=1), False),
        (months_ago(6), True),
        (months_ago(9), True),
        (months_ago(12), True),
        (months_ago(40), True),
        (None, True),
    ],
)
def test_a_service_is_asked_about_once_its_time_has_come(ours, editor, confirmed, asked):
    make_service(organization=ours, assured_date=confirmed)

    assert len(remind()) == asked


def test_drafts_and_withdrawn_services_are_not(ours, editor):
    make_service(organization=ours, published=False)
    withdraw(make_service(organization=ours))

    assert remind() == []


def test_what_counts_is_the_date_the_public_sees(ours, editor):
    service = make_service(organization=ours, assured_date=months_ago(7))
    service.assured_date = localdate()
    service.save()  # A draft.

    assert len(remind()) == 1


def test_it_is_asked_at_each_stage_and_not_between(ours, editor, monkeypatch):
    confirmed = localdate() - timedelta(days=184)
    make_service(organization=ours, assured_date=confirmed)

    sent = []
    for day in range(0, 400, 8):
        later(monkeypatch, day)
        if remind():
            sent.append((localdate() + timedelta(days=day) - confirmed).days)
        monkeypatch.undo()

    assert len(sent) == 3
    assert sent[0] < 200
    assert 270 <= sent[1] <= 285
    assert 364 <= sent[2] <= 375


def test_a_timer_that_was_off_for_long_asks_once_of_the_latest_stage(ours, editor, monkeypatch):
    make_service(organization=ours, assured_date=months_ago(13))

    assert len(remind()) == 1
    later(monkeypatch, 10)
    assert remind() == []
    assert Question.objects.get().months == 12


def test_confirming_starts_the_months_anew(ours, editor, monkeypatch):
    service = make_service(organization=ours, assured_date=months_ago(6))
    assert len(remind()) == 1
    assure(service, on=localdate(), by=editor)

    later(monkeypatch, 100)
    assert remind() == []
    later(monkeypatch, 200)
    assert len(remind()) == 1


def test_the_stages_are_a_setting(ours, editor, settings):
    settings.REMIND_AFTER_MONTHS = (3,)
    make_service(organization=ours, assured_date=months_ago(4))

    assert len(remind()) == 1


# --- Whom ----------------------------------------------------------------------------------------


def test_a_person_gets_one_letter_about_all_their_services(ours, editor):
    other = make_organization(name="Heron House")
    Membership.objects.create(user=editor, organization=other)
    make_service(name="Chess", organization=ours, assured_date=months_ago(7))
    make_service(name="Draughts", organization=other, assured_date=months_ago(8))
    make_service(name="Fresh", organization=ours, assured_date=localdate())

    [letter] = remind()

    assert letter.to == [editor.email]
    assert letter.subject == "Are these still right? Draughts and 1 more"
    assert letter.body.index("Draughts (Heron House)") < letter.body.index("Chess (Otter Bank)")
    assert "Fresh" not in letter.body
    assert len(links_in(letter)) == 2


def test_everybody_who_looks_after_it_is_asked_and_nobody_else(ours, editor):
    second, closed, other = make_editor(ours), make_editor(ours), make_editor(make_organization())
    closed.is_active = False
    closed.save()
    without = make_editor(ours)
    without.email = ""
    without.save()
    make_service(organization=ours, assured_date=months_ago(7))

    assert {letter.to[0] for letter in remind()} == {editor.email, second.email}
    assert other.email not in {letter.to[0] for letter in mail.outbox}


def test_what_nobody_looks_after_is_counted():
    make_service(assured_date=months_ago(7))

    out, _, status = run("remind_editors")

    assert "1 due that nobody looks after" in out
    assert status == 0


def test_a_very_long_list_is_cut_and_leads_to_all(ours, editor, client):
    for number in range(33):
        make_service(name=f"Club {number:02}", organization=ours, assured_date=months_ago(7))

    [letter] = remind()

    assert len(links_in(letter)) == 30
    assert "And 3 more" in letter.body
    everything = links_in(letter)[0].rsplit("/", 1)[0]
    assert f"{everything}\n" in letter.body
    page = client.get(everything).content.decode()
    assert page.count("<li>") == 33
    assert "Club 32" in page


# --- Once ----------------------------------------------------------------------------------------


def test_a_second_run_on_the_same_day_sends_nothing_more(ours, editor):
    make_service(organization=ours, assured_date=months_ago(7))

    assert len(remind()) == 1
    make_service(organization=ours, assured_date=months_ago(7))
    assert remind() == []


def test_what_falls_due_meanwhile_waits_a_week(ours, editor, monkeypatch):
    make_service(organization=ours, assured_date=months_ago(7))
    remind()
    make_service(name="Later", organization=ours, assured_date=months_ago(7))

    later(monkeypatch, 6)
    assert remind() == []
    later(monkeypatch, 7)
    [letter] = remind()
    assert len(links_in(letter)) == 1
    assert "Later" in letter.body


class Crash(BaseException):
    """The power goes."""


def test_a_crash_half_way_sends_nobody_two_and_forgets_nobody(ours, editor, monkeypatch):
    people = [editor, *(make_editor(ours) for _ in range(3))]
    make_service(organization=ours, assured_date=months_ago(7))
    send, sent = reminding.send, []

    def crash_after_the_second(to, *rest):
        send(to, *rest)
        sent.append(to)
        if len(sent) == 2:
            raise Crash

    monkeypatch.setattr(reminding, "send", crash_after_the_second)
    with pytest.raises(Crash):
        run("remind_editors")
    monkeypatch.setattr(reminding, "send", send)

    remind()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(one.email for one in people)
    # Nobody can know whether the letter at which it crashed went out: it is asked again in a week.
    later(monkeypatch, 7)
    assert [letter.to[0] for letter in remind()] == [sent[1]]


def test_two_runs_at_once_send_one(ours, editor, monkeypatch):
    make_service(organization=ours, assured_date=months_ago(7))
    send = reminding.send

    def other_run_first(*arguments):
        monkeypatch.setattr(reminding, "send", send)
        remind()
        send(*arguments)

    monkeypatch.setattr(reminding, "send", other_run_first)
    remind()

    assert len(mail.outbox) == 1


def test_both_may_have_looked_before_either_claims(ours, editor):
    make_service(organization=ours, assured_date=months_ago(7))
    [one] = list(reminding.to_ask(localdate()))

    first = reminding.claim(one, localdate(), "a")
    second = reminding.claim(one, localdate(), "b")

    assert first is not None
    assert second is None
    assert Letter.objects.count() == 1


def test_a_letter_the_server_refuses_is_tried_again_next_time(ours, editor, monkeypatch):
    make_service(organization=ours, assured_date=months_ago(7))
    send = reminding.send

    def refuse(*_):
        raise smtplib.SMTPRecipientsRefused({})

    monkeypatch.setattr(reminding, "send", refuse)
    _, complaints, status = run("remind_editors")
    monkeypatch.setattr(reminding, "send", send)

    assert status == 1
    assert f"{editor.email}: not sent" in complaints
    assert len(remind()) == 1


def test_one_that_may_have_gone_out_is_not_sent_twice(ours, editor, monkeypatch):
    make_service(organization=ours, assured_date=months_ago(7))
    send = reminding.send

    def cut_off(*_):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(reminding, "send", cut_off)
    _, complaints, status = run("remind_editors")
    monkeypatch.setattr(reminding, "send", send)

    assert status == 1
    assert "perhaps not sent" in complaints
    assert remind() == []


def test_it_gives_up_when_the_mail_server_is_down(ours, monkeypatch):
    for _ in range(9):
        make_editor(ours)
    make_service(organization=ours, assured_date=months_ago(7))

    def refuse(*_):
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(reminding, "send", refuse)
    _, complaints, status = run("remind_editors")

    assert complaints.count("not sent") == reminding.FAILURES_IN_A_ROW
    assert status == 1
    assert not Letter.objects.exists()


# --- The command and the letter ------------------------------------------------------------------


def test_simulated_nothing_is_kept_or_sent(ours, editor):
    make_service(organization=ours, assured_date=months_ago(7))

    out, _, status = run("remind_editors", "--simulate")

    assert f"{editor.email}: 1 service" in out
    assert "1 person would be asked about 1 service" in out
    assert status == 0
    assert mail.outbox == []
    assert not Letter.objects.exists()


@pytest.mark.parametrize("command", ["remind_editors", "tell_problems"])
def test_a_deployment_without_a_mail_server_sends_nothing_to_its_log(
    ours, editor, settings, command
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    make_service(organization=ours, assured_date=months_ago(7))

    with pytest.raises(CommandError, match="EMAIL_URL") as refused:
        run(command)

    assert refused.value.returncode == 2
    assert not Letter.objects.exists()
    assert run(command, "--simulate")[2] == 0


def test_links_lead_to_the_site_whatever_host_is_asked_for(ours, editor, settings):
    settings.SITE_URL = "https://otters.example.org"
    make_service(organization=ours, assured_date=months_ago(7))

    [letter] = remind()

    assert letter.body.count("https://otters.example.org/confirm/") == 1


def test_a_name_is_plain_text_and_no_header(ours, editor):
    make_service(
        name="<b>Tea & talk</b> Bcc: all@example.org", organization=ours, assured_date=None
    )

    [letter] = remind()

    assert "<b>Tea & talk</b>" in letter.body
    assert letter.content_subtype == "plain"
    assert letter.recipients() == [editor.email]


def test_the_secret_of_a_link_is_not_kept(ours, editor):
    make_service(organization=ours, assured_date=months_ago(7))

    [letter] = remind()

    token = links_in(letter)[0].split("/")[2]
    assert len(token) == 43
    kept = Letter.objects.get()
    assert token not in str(vars(kept))
    assert kept.expires_at - timezone.now() > timedelta(days=29)


@pytest.mark.parametrize("count", [1, 12])
def test_a_person_costs_the_same_however_many_services(
    ours, editor, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_service(organization=ours, assured_date=months_ago(7))

    with django_assert_max_num_queries(22):
        remind()
