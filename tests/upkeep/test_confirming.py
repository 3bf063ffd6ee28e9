"""Answering by a letter's link: by POST alone, once, by its reader, about what they saw."""

import re
import threading
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from directory.models import (
    Accessibility,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceCapacity,
    ServiceStatus,
    Unit,
)
from directory.people.models import Membership
from directory.publication.models import Action, PublicRecord, PublicService, Revision
from directory.publication.publish import publish
from directory.publication.withdraw import withdraw
from directory.review.models import Submission
from directory.review.submitting import submit
from directory.upkeep import confirming
from directory.upkeep.models import Answer, Channel, Letter, Problem, Question, State
from tests.factories import (
    make_editor,
    make_location,
    make_organization,
    make_service,
    make_term,
    tag,
)
from tests.upkeep.asking import asked_service, links_in, months_ago, remind

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """A browser that keeps no cookie and would be refused for want of a CSRF token."""
    return Client(enforce_csrf_checks=True)


def press(client, link: str, answer: str = "correct", **fields):
    """Look at the page, and press one of its buttons."""
    seen = re.search(r'name="seen" value="(\w+)"', client.get(link).content.decode())
    fields = {"seen": seen[1] if seen else ""} | fields
    return client.post(link, {"answer": answer, **fields})


def answers_on(page) -> dict[str, list[str]]:
    """The questions on the page, each with the lines that answer it."""
    parts = re.split(r"<dt>(.*?)</dt>", page.content.decode())[1:]
    answers = (re.findall(r"<dd[^>]*>(.*?)</dd>", part) for part in parts[1::2])
    return {
        question: [unescape(line) for line in lines]
        for question, lines in zip(parts[::2], answers, strict=True)
    }


def everything() -> tuple:
    return (
        list(Revision.objects.values_list("seq", "action", "core")),
        list(Service.objects.order_by("pk").values()),
        list(Question.objects.values_list("answer", "answered_at")),
        Problem.objects.count(),
    )


# --- All correct ---------------------------------------------------------------------------------


def test_all_correct_confirms_it_today(client):
    service, editor, link = asked_service(name="Lunch club", at=make_location())

    answer = press(client, link)

    assert answer.status_code == 200
    assert "Lunch club now says that it was checked today." in answer.content.decode()
    assert PublicService.objects.get().assured_date == localdate()
    service.refresh_from_db()
    assert service.assured_date == localdate()
    shown = client.get(f"/api/v3/services/{service.pk}").json()
    assert shown["assured_date"] == localdate().isoformat()
    revision = Revision.objects.last()
    assert (revision.by, revision.note) == (editor, "Checked: all correct.")
    assert publish(service) is None, "the working copy says the same"


def test_a_waiting_edit_goes_on_waiting(client):
    service, editor, link = asked_service(name="Lunch club")
    service.name, service.alert = "A draft name", "A draft alert"
    service.save()
    submit(service, by=editor)
    before = client.get(f"/api/v3/services/{service.pk}").json()

    page = client.get(link).content.decode()
    press(client, link)

    assert "draft" not in page
    after = client.get(f"/api/v3/services/{service.pk}").json()
    told = ("assured_date", "overdue_from", "last_modified")
    assert {name for name in before if before[name] != after[name]} <= set(told)
    assert after["assured_date"] == localdate().isoformat()
    service.refresh_from_db()
    assert (service.name, service.assured_date) == ("A draft name", localdate())
    assert Submission.objects.waiting().count() == 1
    publish(service)
    assert client.get(f"/api/v3/services/{service.pk}").json()["assured_date"] == (
        localdate().isoformat()
    )


def test_the_page_shows_what_the_public_sees(client):
    location = make_location(name="Heron Hall", address={"address_1": "1 Otter Row"})
    _, _, link = asked_service(
        name="Tea <script>alert(1)</script>",
        description="Come & talk.\nEvery week.",
        at=location,
        minimum_age=60,
        fees_description="Free",
        email="tea@example.org",
    )

    page = client.get(link).content.decode()

    for text in ("Tea &lt;script&gt;", "Come &amp; talk.<br>Every week.", "Aged 60 and over"):
        assert text in page
    place = "Heron Hall, 1 Otter Row, Bradford, West Yorkshire, BD1 9ZZ"
    for text in (place, "Free", "tea@example.org"):
        assert text in page
    assert "<script" not in page
    assert months_ago(7).strftime("%B %Y") in page


def test_the_page_answers_everything_a_form_asks(client):
    """Nobody can say "all correct" of what they were not shown."""
    hall = make_location(name="Heron Hall")
    Accessibility.objects.create(location=hall, description="Step-free entrance")
    publish(hall)
    service, _, link = asked_service(name="Lunch club", at=hall, status="inactive")
    outline = {"extent": "POLYGON", "extent_type": "text"}
    ServiceArea.objects.create(service=service, name="Keighley", **outline)
    RequiredDocument.objects.create(service=service, document="Proof of address")
    places = Unit.objects.create(name="places")
    ServiceCapacity.objects.create(
        service=service, unit=places, available=3, maximum=12, updated=timezone.now()
    )
    Phone.objects.create(service_at_location=service.service_at_locations.get(), number="01274 1")
    Schedule.objects.create(
        service=service, freq="WEEKLY", byday="TU", opens_at="10:00", closes_at="12:00"
    )
    tag(service, make_term(name="Food & company"))
    publish(service)
    places.name = "a draft"
    places.save()

    answers = answers_on(client.get(link))

    today = f"{localdate():%-d %B %Y}"
    assert answers["Where may people live?"] == ["Keighley"]
    assert answers["How do people get in and around?"] == ["Step-free entrance"]
    assert answers["What is it filed under?"] == ["Needs met: Food & company"]
    assert answers["What must people bring?"] == ["Proof of address"]
    assert answers["How much room is there?"] == [f"3 of 12 places free; As of: {today}"]
    assert answers["How do people get in touch?"] == ["01274 1"]
    assert answers["When does it run?"] == ["Every Tuesday, 10:00 to 12:00"]
    assert len(answers["Which dates are next?"]) == 5
    assert answers["Is it running?"] == ["not running at present"]


def test_what_an_entry_does_not_say_is_said(client):
    """So that whoever is asked whether all is correct sees what is missing."""
    _, _, link = asked_service(description="A hot meal.")

    answers = answers_on(client.get(link))

    assert [question for question, said in answers.items() if said == ["It does not say."]] == [
        "Who is it for?",
        "How do people join?",
        "Where does it happen?",
        "Where may people live?",
        "When does it run?",
        "What does it cost?",
        "How do people get in touch?",
        "How do people get in and around?",
        "Which languages are spoken?",
        "What is it filed under?",
    ]


def test_of_several_places_each_line_says_which(client):
    hill, mill = make_location(name="Hill Hall"), make_location(name="Mill")
    service, _, link = asked_service(at=hill)
    service.service_at_locations.create(location=mill)
    for place, number, day in zip(
        service.service_at_locations.order_by("location__name"),
        ("01274 1", "01274 2"),
        ("MO", "FR"),
        strict=True,
    ):
        Phone.objects.create(service_at_location=place, number=number)
        Schedule.objects.create(
            service_at_location=place, freq="WEEKLY", byday=day, opens_at="9:00", closes_at="9:30"
        )
    publish(service)

    answers = answers_on(client.get(link))

    assert sorted(answers["How do people get in touch?"]) == [
        "Hill Hall: 01274 1",
        "Mill: 01274 2",
    ]
    assert sorted(answers["When does it run?"]) == [
        "Hill Hall: Every Monday, 09:00 to 09:30",
        "Mill: Every Friday, 09:00 to 09:30",
    ]


def test_a_secret_address_is_not_on_the_page(client):
    refuge = make_location(hide_address=True, address={"address_1": "9 Hidden Lane"})
    _, _, link = asked_service(at=refuge)

    assert "Hidden Lane" not in client.get(link).content.decode()


def test_what_changed_after_it_was_looked_at_is_looked_at_again(client):
    service, _, link = asked_service()
    seen = re.search(r'name="seen" value="(\w+)"', client.get(link).content.decode())[1]
    service.alert = "Moved to the big hall"
    service.save()
    publish(service)

    answer = client.post(link, {"answer": "correct", "seen": seen})

    assert answer.status_code == 409
    assert "Somebody has just changed this entry" in answer.content.decode()
    assert "Moved to the big hall" in answer.content.decode()
    assert PublicService.objects.get().assured_date == months_ago(7)
    assert press(client, link).status_code == 200
    assert PublicService.objects.get().assured_date == localdate()


# --- Something changed ---------------------------------------------------------------------------


def test_something_changed_leads_to_the_form_and_changes_nothing_yet(client):
    service, _, link = asked_service()
    before = everything()

    page = press(client, link, "changed").content.decode()

    assert f'href="/admin/directory/service/{service.pk}/change/"' in page
    assert everything() == before


def test_what_changed_can_be_told_to_a_moderator(client):
    service, editor, link = asked_service(name="Lunch club")

    answer = press(client, link, "tell", message="From January\r\nwe meet on Thursdays.")

    assert answer.status_code == 200
    problem = Problem.objects.get()
    assert (problem.record_id, problem.name) == (service.pk, "Lunch club")
    assert (problem.by, problem.channel, problem.state) == (editor, Channel.EDITOR, State.NEW)
    assert problem.message == "From January\nwe meet on Thursdays."
    assert PublicService.objects.get().assured_date == months_ago(7)
    assert press(client, link, "tell", message="Again").status_code == 409
    assert Problem.objects.count() == 1


@pytest.mark.parametrize("message", ["", " \n ", "x" * 2001, "a\0b", "a\x1bb"])
def test_a_message_that_is_none_is_refused_in_place(client, message):
    _, _, link = asked_service()

    answer = press(client, link, "tell", message=message)

    assert answer.status_code == 400
    assert "Please look again" in answer.content.decode()
    assert not Problem.objects.exists()


# --- We have closed ------------------------------------------------------------------------------


def test_we_have_closed_asks_once_more(client):
    _, _, link = asked_service()
    before = everything()

    page = press(client, link, "closed").content.decode()

    assert "Has it closed for good?" in page
    assert everything() == before


def test_closed_for_good_takes_it_from_the_public(client):
    service, editor, link = asked_service()

    answer = press(client, link, "close", closed="good")

    assert "is no longer shown" in answer.content.decode()
    assert client.get(f"/api/v3/services/{service.pk}").status_code == 404
    revision = Revision.objects.last()
    assert (revision.action, revision.by) == (Action.WITHDRAWN, editor)
    assert Service.objects.filter(pk=service.pk).exists()


def test_closed_for_a_while_says_so(client):
    service, _, link = asked_service()
    until = localdate() + timedelta(days=40)

    press(client, link, "close", closed="while", until=until.isoformat())

    shown = client.get(f"/api/v3/services/{service.pk}").json()
    assert shown["status"] == ServiceStatus.TEMPORARILY_CLOSED
    assert str(until.year) in shown["alert"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"closed": "perhaps"},
        {"closed": "while", "until": "2020-01-01"},
        {"closed": "while", "until": "soon"},
        {"closed": "while", "until": "9" * 500},
    ],
)
def test_closing_without_saying_how_is_refused_in_place(client, said):
    _, _, link = asked_service()
    before = everything()

    answer = press(client, link, "close", **said)

    assert answer.status_code == 400
    assert everything() == before


# --- Scanners and forgers ------------------------------------------------------------------------


def test_whoever_only_opens_links_changes_nothing(client):
    """Mail scanners open every link, often several times, and ask for its headers first."""
    _, _, link = asked_service()
    before = everything()

    for path in (link, link.rsplit("/", 1)[0], f"{link}?answer=correct&seen=1"):
        for method in (client.get, client.head, client.get):
            assert method(path).status_code == 200
    for method in (client.put, client.delete, client.patch, client.options):
        assert method(link).status_code == 405
    assert client.post(link, {}).status_code == 400
    assert client.post(f"{link}?answer=correct").status_code == 400

    assert everything() == before


def test_a_page_is_kept_by_nobody_and_its_address_told_to_nobody(client):
    _, _, link = asked_service()

    for answer in (client.get(link), press(client, link), client.get("/confirm/x/" + link[-36:])):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "Content-Security-Policy" in answer.headers
        assert not answer.cookies


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token.swapcase(),
        lambda token: "A" * 43,
        lambda token: "%00" * 43,
        lambda token: "%27%20OR%201=1--",
        lambda token: "é" * 43,
        lambda token: Letter.objects.get().token_digest,
        lambda token: "x" * 5000,
    ],
)
def test_a_forged_link_does_not_work(client, forge):
    service, _, link = asked_service()
    token = link.split("/")[2]
    before = everything()
    forged = f"/confirm/{forge(token)}/{service.pk}"

    for answer in (client.get(forged), client.post(forged, {"answer": "correct"})):
        assert answer.status_code == 404
        assert service.name not in answer.content.decode()
    assert everything() == before


def test_a_link_is_for_the_services_of_its_letter_alone(client):
    _, editor, link = asked_service()
    of_others = make_service(name="Of others", assured_date=months_ago(20))
    later = make_service(
        name="Of later", organization=Membership.objects.get(user=editor).organization
    )

    for service in (of_others, later):
        aside = link.replace(link[-36:], str(service.pk))
        for answer in (client.get(aside), client.post(aside, {"answer": "correct"})):
            assert answer.status_code == 404
            assert service.name not in answer.content.decode()


def test_a_link_answers_for_whom_it_was_sent_to(client):
    organization = make_organization()
    make_editor(organization, email="ann@example.org")
    make_editor(organization, email="bob@example.org")
    make_service(organization=organization, assured_date=months_ago(7))
    links = {letter.to[0]: links_in(letter)[0] for letter in remind()}

    press(client, links["bob@example.org"])

    assert Revision.objects.last().by.email == "bob@example.org"
    # The other may still say that it is not so.
    assert press(client, links["ann@example.org"], "close", closed="good").status_code == 200
    assert Revision.objects.last().by.email == "ann@example.org"


@pytest.mark.parametrize("how", ["left", "closed", "demoted"])
def test_who_no_longer_looks_after_it_can_no_longer_answer(client, how):
    service, editor, link = asked_service()
    if how == "left":
        Membership.objects.all().delete()
    elif how == "closed":
        editor.is_active = False
        editor.save()
    else:
        editor.groups.clear()
    before = everything()

    for answer in (client.get(link), client.post(link, {"answer": "correct"})):
        assert answer.status_code == 404
        assert service.name not in answer.content.decode()
    assert everything() == before


def test_an_expired_link_says_so_and_does_nothing(client):
    _, _, link = asked_service()
    Letter.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    before = everything()

    for answer in (client.get(link), client.post(link, {"answer": "correct"})):
        assert answer.status_code == 410
        assert "This link has expired" in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize("answer", ["correct", "changed", "closed", "tell", "close"])
def test_a_link_works_once(client, answer):
    _, _, link = asked_service()
    seen = re.search(r'name="seen" value="(\w+)"', client.get(link).content.decode())[1]
    press(client, link)
    before = everything()

    replayed = client.post(
        link, {"answer": answer, "seen": seen, "message": "Again", "closed": "good"}
    )

    assert replayed.status_code == 409
    assert "This was answered already" in replayed.content.decode()
    assert client.get(link).status_code == 200
    assert everything() == before


def test_it_says_so_when_there_is_nothing_left_to_confirm(client):
    service, _, link = asked_service()
    withdraw(service)

    for answer in (client.get(link), client.post(link, {"answer": "correct"})):
        assert answer.status_code == 410
        assert "There is nothing to check" in answer.content.decode()
    assert Question.objects.get().answer == ""


def test_a_deleted_service_is_no_longer_asked_about(client):
    service, _, link = asked_service()
    withdraw(service)
    service.delete()

    assert client.get(link).status_code == 404


def test_after_one_answer_the_others_of_the_letter_are_offered(client):
    organization = make_organization()
    make_editor(organization)
    for name in ("Chess", "Draughts", "Go"):
        make_service(name=name, organization=organization, assured_date=months_ago(7))
    [letter] = remind()
    chess, draughts, go = sorted(links_in(letter), key=letter.body.index)

    page = press(client, chess).content.decode()

    assert f'href="{draughts}"' in page
    assert f'href="{go}"' in page
    assert f'href="{chess}"' not in page
    press(client, draughts)
    press(client, go)
    page = client.get(go.rsplit("/", 1)[0]).content.decode()
    assert "You have answered them all" in page


@pytest.mark.parametrize("size", [1_000_000, 3_000_000])
def test_a_huge_answer_is_no_fault_of_ours(client, size):
    _, _, link = asked_service()

    answer = client.post(link, {"answer": "tell", "message": "x" * size})

    assert answer.status_code in (400, 413)


# --- Two clicks at once --------------------------------------------------------------------------


def test_a_click_that_comes_between_looking_and_answering_wins(client, monkeypatch):
    _, _, link = asked_service()
    seen = PublicRecord.objects.get(kind="service").etag
    shown = confirming.shown

    def other_click_first(question):
        found = shown(question)
        monkeypatch.setattr(confirming, "shown", shown)
        assert client.post(link, {"answer": "close", "closed": "good"}).status_code == 200
        return found

    monkeypatch.setattr(confirming, "shown", other_click_first)
    answer = client.post(link, {"answer": "correct", "seen": seen})

    assert answer.status_code == 409
    assert Question.objects.get().answer == Answer.CLOSED
    assert Revision.objects.last().action == Action.WITHDRAWN


def test_an_answer_that_cannot_be_carried_out_is_taken_back(client, monkeypatch):
    _, _, link = asked_service()
    before = everything()

    def fault(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(confirming, "assure", fault)
    client.raise_request_exception = False

    assert press(client, link).status_code == 500
    assert everything() == before


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite in memory has one connection"
)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_clicks_at_the_same_moment_one_counts():
    _, _, link = asked_service()
    seen = PublicRecord.objects.get(kind="service").etag
    together = threading.Barrier(4)
    statuses: list[int] = []

    def click(answer: str) -> None:
        try:
            together.wait()
            fields = {"answer": answer, "seen": seen, "closed": "good"}
            statuses.append(Client().post(link, fields).status_code)
        finally:
            connection.close()

    presses = ("correct", "close", "correct", "close")
    threads = [threading.Thread(target=click, args=(one,)) for one in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # Who comes later finds it answered; or, where it was closed meanwhile, nothing to answer.
    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 409, 410}
    closed = Question.objects.get().answer == Answer.CLOSED
    assert closed == (Revision.objects.last().action == Action.WITHDRAWN)
