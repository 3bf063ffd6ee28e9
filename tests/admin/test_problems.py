"""Problem reports and dead links in the admin: whose, what is shown of them, and settling one."""

import pytest
from django.utils import timezone

from directory.models import ServiceAtLocation
from directory.publication.models import PublicKind
from directory.upkeep.models import Channel, LinkUse, Problem, State, Topic, WebLink
from directory.upkeep.reporting import keep_report
from directory.upkeep.settling import move
from tests.factories import (
    make_administrator,
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/upkeep/problem/"
LINKS = "/admin/upkeep/linkuse/"


@pytest.fixture
def ours():
    return make_organization()


@pytest.fixture
def service(ours):
    return make_service(name="Lunch club", organization=ours, at=make_location(organization=ours))


@pytest.fixture
def as_editor(client, ours):
    client.force_login(make_editor(ours))
    return client


@pytest.fixture
def as_moderator(client):
    client.force_login(make_moderator())
    return client


def reported(record, kind: PublicKind = PublicKind.SERVICE, **fields) -> Problem:
    fields = {"topic": Topic.OTHER, "message": "It is shut.", "channel": Channel.PAGE} | fields
    return keep_report(kind, record.pk, getattr(record, "name", "x"), **fields)


def page_of(problem: Problem) -> str:
    return f"{LIST}{problem.pk}/change/"


def settle(client, problem: Problem, **fields):
    return client.post(page_of(problem), {"stands": "settled", "why": "Mended."} | fields)


# --- Whose ---------------------------------------------------------------------------------------


def test_an_editor_sees_the_reports_of_their_records_alone(as_editor, service):
    location = service.service_at_locations.get().location
    place = ServiceAtLocation.objects.get()
    ours = [
        reported(service),
        reported(service.organization, PublicKind.ORGANIZATION),
        reported(location, PublicKind.LOCATION),
        reported(place, PublicKind.SERVICE_AT_LOCATION),
    ]
    other = make_service(name="Of others")
    theirs = [reported(other), reported(other.organization, PublicKind.ORGANIZATION)]

    page = as_editor.get(LIST).content.decode()

    assert page.count('class="field-name"') == len(ours)
    assert "Of others" not in page
    for problem in ours:
        assert as_editor.get(page_of(problem)).status_code == 200
    for problem in theirs:
        assert as_editor.get(page_of(problem)).status_code == 404
        assert settle(as_editor, problem).status_code == 404
        assert as_editor.get(f"{LIST}{problem.pk}/history/").status_code == 404
        problem.refresh_from_db()
        assert problem.state == State.NEW


def test_a_moderator_sees_all_of_them_of_what_is_gone_too(as_moderator, service):
    problem, gone = reported(service), reported(make_service())
    Problem.objects.filter(pk=gone.pk).update(record_id="8896b788-7b3e-11ef-8db9-7f3d040352b3")

    assert as_moderator.get(LIST).content.decode().count('class="field-name"') == 2
    for one in (problem, gone):
        assert as_moderator.get(page_of(one)).status_code == 200


def test_strangers_are_sent_to_log_in(client, service):
    for path in (LIST, page_of(reported(service)), LINKS):
        assert client.get(path).status_code == 302


@pytest.mark.parametrize("person", [make_moderator, make_administrator])
def test_nobody_adds_or_deletes_a_report(client, service, person):
    client.force_login(person())
    problem = reported(service)

    assert client.get(f"{LIST}add/").status_code in (403, 404)
    assert client.post(f"{LIST}add/", {"stands": "new"}).status_code in (403, 404)
    for answer in (
        client.get(f"{LIST}{problem.pk}/delete/"),
        client.post(f"{LIST}{problem.pk}/delete/", {"post": "yes"}),
    ):
        assert answer.status_code in (403, 404)
    client.post(LIST, {"action": "delete_selected", "_selected_action": [problem.pk]})
    assert Problem.objects.count() == 1


# --- What is shown -------------------------------------------------------------------------------


def test_what_was_written_is_text_and_nothing_else(as_moderator, service):
    script = "<script>alert(1)</script>\nhttps://evil.example.org"
    problem = reported(service, message=script)
    Problem.objects.filter(pk=problem.pk).update(name="<img src=x onerror=alert(1)>")
    move(problem, State.LOOKING, by=make_moderator(), why="<b>bold</b>")

    for path in (page_of(problem), LIST):
        page = as_moderator.get(path).content.decode()
        for bad in ("<script>alert", "<img src=x", "<b>bold", 'href="https://evil'):
            assert bad not in page
    assert "&lt;script&gt;alert(1)" in as_moderator.get(page_of(problem)).content.decode()


def test_only_moderators_see_where_to_answer(client, ours, service):
    problem = reported(service, reply_to="jo@example.org")
    for person, sees in ((make_editor(ours), False), (make_moderator(), True)):
        client.force_login(person)
        assert ("jo@example.org" in client.get(page_of(problem)).content.decode()) == sees


def test_a_search_does_not_find_by_what_may_not_be_seen(as_editor, service):
    reported(service, reply_to="jo@example.org")

    page = as_editor.get(f"{LIST}?q=jo@example.org").content.decode()

    assert 'class="field-name"' not in page
    for lookup in ("reply_to__startswith=j", "reply_to=jo@example.org", "by__password__contains=a"):
        assert as_editor.get(f"{LIST}?{lookup}").status_code == 400


def test_it_leads_to_the_form_of_what_it_is_about(as_editor, service):
    place = ServiceAtLocation.objects.get()
    for problem in (reported(service), reported(place, PublicKind.SERVICE_AT_LOCATION)):
        page = as_editor.get(page_of(problem)).content.decode()
        assert f'href="/admin/directory/service/{service.pk}/change/"' in page


# --- Settling ------------------------------------------------------------------------------------


def test_settling_keeps_who_and_why_and_forgets_where_to_answer(as_editor, ours, service):
    problem = reported(service, reply_to="jo@example.org")

    answer = settle(as_editor, problem, why="We meet\r\non Thursdays now.")

    assert answer.status_code == 302
    problem.refresh_from_db()
    assert (problem.state, problem.reply_to) == (State.SETTLED, "")
    assert problem.settled_at is not None
    step = problem.steps.get()
    assert (step.state, step.why) == (State.SETTLED, "We meet\non Thursdays now.")
    assert step.by.memberships.get().organization == ours
    page = as_editor.get(page_of(problem)).content.decode()
    assert "settled, by you" in page
    assert "on Thursdays now." in page


def test_it_is_new_then_looked_at_then_settled_and_can_be_taken_up_again(as_moderator, service):
    problem = reported(service)
    for stands, why in (("looking", ""), ("settled", "Done."), ("looking", "Not quite.")):
        assert settle(as_moderator, problem, stands=stands, why=why).status_code == 302
        problem.refresh_from_db()
        assert problem.state == stands
        assert (problem.settled_at is not None) == (stands == "settled")

    assert [step.state for step in problem.steps.all()] == ["looking", "settled", "looking"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"why": ""}, "Say what was done"),
        ({"why": " \n "}, "Say what was done"),
        ({"why": "a\0b"}, "Null characters are not allowed"),
        ({"why": "a\x1bb"}, "characters that no text has"),
        ({"why": "x" * 2001}, "at most 2000 characters"),
        ({"stands": "gone"}, "not one of the available choices"),
        ({"stands": ""}, "This field is required"),
    ],
)
def test_settling_needs_a_reason_and_a_state_there_is(as_moderator, service, fields, told):
    problem = reported(service)

    answer = settle(as_moderator, problem, **fields)

    assert answer.status_code == 200
    assert told in answer.content.decode()
    problem.refresh_from_db()
    assert problem.state == State.NEW


def test_nothing_else_of_a_report_can_be_written(as_moderator, service):
    problem = reported(service)
    rewritten = {"name": "x", "message": "x", "topic": "closed", "reply_to": "x@example.org"}
    rewritten |= {"by": "1", "kind": "location", "settled_at": "2026-01-01", "state": "settled"}

    settle(as_moderator, problem, stands="looking", **rewritten)

    problem.refresh_from_db()
    assert (problem.name, problem.message) == ("Lunch club", "It is shut.")
    assert (problem.topic, problem.by, problem.kind) == (Topic.OTHER, None, "service")
    assert (problem.reply_to, problem.state) == ("", State.LOOKING)


def test_new_ones_come_first_and_the_oldest_of_them(as_moderator, service):
    made = [reported(service, message=str(number)) for number in range(4)]
    move(made[0], State.SETTLED, by=make_moderator(), why="Done.")
    move(made[1], State.LOOKING, by=make_moderator())

    page = as_moderator.get(LIST).content.decode()

    places = [page.index(f"{LIST}{one.pk}/change/") for one in (made[2], made[3], made[1], made[0])]
    assert places == sorted(places)


@pytest.mark.parametrize("query", ["q=%00", "state=%00", "state__exact=%00", "p=9999", "o=1.2.3"])
def test_odd_questions_are_no_fault_of_ours(as_moderator, service, query):
    reported(service)

    for path in (LIST, LINKS):
        assert as_moderator.get(f"{path}?{query}").status_code in (200, 302, 400, 404)


@pytest.mark.parametrize("count", [2, 20])
def test_pages_cost_the_same_however_many_reports(
    as_editor, service, count, django_assert_max_num_queries
):
    problems = [reported(service, message=str(number)) for number in range(count)]
    move(problems[0], State.LOOKING, by=make_moderator())
    with django_assert_max_num_queries(16):
        as_editor.get(LIST)
    with django_assert_max_num_queries(20):
        as_editor.get(page_of(problems[0]))


# --- Dead links ----------------------------------------------------------------------------------


def dead(record, url: str, failures: int = 2) -> LinkUse:
    link = WebLink.objects.create(
        url=url,
        url_digest=url[:64],
        failures=failures,
        said="There is no such page any more." if failures else "",
        failing_since=timezone.now() if failures else None,
    )
    return LinkUse.objects.create(
        link=link, kind="service", record_id=record.pk, name=record.name, place="web address"
    )


def test_dead_links_are_shown_to_whoever_can_mend_them(as_editor, service):
    dead(service, "https://gone.example.org/<b>")
    dead(service, "https://wobbly.example.org", failures=1)
    dead(service, "https://fine.example.org", failures=0)
    dead(make_service(), "https://others.example.org")

    page = as_editor.get(LINKS).content.decode()

    assert "https://gone.example.org/&lt;b&gt;" in page
    assert f'href="/admin/directory/service/{service.pk}/change/"' in page
    assert 'href="https://gone' not in page
    for other in ("wobbly", "fine", "others"):
        assert other not in page


def test_home_shows_an_editor_what_was_reported_and_what_is_dead(as_editor, service):
    assert "What people report" not in as_editor.get("/admin/").content.decode()
    problem = reported(service)
    reported(make_service(name="Of others"))
    dead(service, "https://gone.example.org")

    home = as_editor.get("/admin/").content.decode()

    assert f'href="{page_of(problem)}"' in home
    assert f'href="{LINKS}"' in home
    assert "Web address: There is no such page any more." in home
    assert "Of others" not in home


def test_a_moderator_sees_those_of_all(as_moderator, service):
    dead(service, "https://gone.example.org")
    dead(make_service(), "https://others.example.org")

    page = as_moderator.get(LINKS).content.decode()

    assert "gone.example.org" in page
    assert "others.example.org" in page
