"""Closing for a while, closing for good, and opening again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from directory.models import Service
from directory.publication.models import Revision
from directory.publication.readiness import NotReady
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from directory.review.closing import bring_back, close, close_until, reopen, reopen_due
from directory.review.models import Closure, State, Submission, Version
from directory.review.refusals import NeedsReview, Refused
from directory.review.standing import standing_of
from directory.review.submitting import differs_from_public, submit
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
)

pytestmark = pytest.mark.django_db

NEXT_MONTH = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def service():
    return make_service(name="Lunch club")


@pytest.fixture
def editor(service):
    return make_editor(service.organization)


def shown(client, service) -> dict:
    answer = client.get(f"/api/v3/services/{service.pk}")
    return answer.json() if answer.status_code == 200 else {}


def test_the_public_sees_at_once_that_a_service_is_closed_and_until_when(client, service, editor):
    close_until(service, NEXT_MONTH, by=editor, reason="The boiler is broken.")

    public = shown(client, service)
    day = f"{NEXT_MONTH.day} {NEXT_MONTH:%B} {NEXT_MONTH.year}"
    assert public["status"] == "temporarily closed"
    assert public["alert"] == f"Temporarily closed until {day}."
    revision = Revision.objects.get(record_id=service.pk, action="published", by=editor)
    assert day in revision.note
    assert "boiler" in revision.note


def test_closing_for_a_while_publishes_nothing_else(client, service, editor):
    Service.objects.filter(pk=service.pk).update(name="Not approved yet")

    close_until(service, None, by=editor)

    assert shown(client, service)["name"] == "Lunch club"
    service.refresh_from_db()
    assert service.name == "Not approved yet"
    assert service.status == "temporarily closed"


def test_the_working_copy_says_the_same_so_nothing_waits_to_be_sent(service, editor):
    close_until(service, NEXT_MONTH, by=editor)
    assert not differs_from_public(service)

    reopen(service, by=editor)
    assert not differs_from_public(service)


def test_an_alert_of_ones_own_stays(client, editor, service):
    service.alert = "Use the side door."
    service.save()
    submit(service, by=make_moderator())

    close_until(service, NEXT_MONTH, by=editor)
    assert shown(client, service)["alert"] == "Use the side door."

    reopen(service, by=editor)
    assert shown(client, service)["alert"] == "Use the side door."


def test_another_day_takes_the_place_of_the_first(client, service, editor):
    close_until(service, NEXT_MONTH, by=editor)
    close_until(service, None, by=editor)

    assert shown(client, service)["alert"] == "Temporarily closed until further notice."
    reopen(service, by=editor)
    assert shown(client, service)["status"] == "active"
    assert "alert" not in shown(client, service)


def test_it_goes_back_to_the_status_it_had(client, editor, service):
    service.status = "inactive"
    service.save()
    submit(service, by=make_moderator())

    close_until(service, NEXT_MONTH, by=editor)
    reopen(service, by=editor)

    assert shown(client, service)["status"] == "inactive"


def test_it_opens_by_itself_the_day_after(client, service, editor, capsys):
    close_until(service, NEXT_MONTH, by=editor)

    assert reopen_due(NEXT_MONTH) == []
    assert reopen_due(NEXT_MONTH + timedelta(days=1)) == [service]
    assert shown(client, service)["status"] == "active"
    assert reopen_due(NEXT_MONTH + timedelta(days=1)) == []


def test_the_daily_command_says_what_it_opened(service, editor, capsys):
    close_until(service, NEXT_MONTH, by=editor)
    Closure.objects.update(until=timezone.localdate() - timedelta(days=1))

    call_command("reopen_services")

    assert "Open again: Lunch club" in capsys.readouterr().out


def test_a_service_withdrawn_meanwhile_stays_so(client, service, editor):
    close_until(service, NEXT_MONTH, by=editor)
    withdraw(service)

    reopen_due(date.max)

    assert shown(client, service) == {}
    assert not Closure.objects.exists()


def test_a_day_that_has_passed_is_refused(service, editor):
    with pytest.raises(Refused, match="has passed"):
        close_until(service, timezone.localdate() - timedelta(days=1), by=editor)


def test_closing_is_in_the_history(service, editor):
    close_until(service, None, by=editor)

    version = Version.objects.filter(record_id=service.pk).first()
    assert version.by == editor
    assert "Temporarily closed" in version.note


def test_an_editor_closes_for_good_and_may_open_again(client, service, editor):
    Service.objects.filter(pk=service.pk).update(name="Not approved yet")
    close(service, by=editor, reason="Nobody comes.")
    assert shown(client, service) == {}
    assert standing_of(service).in_words == "Closed: not public"

    bring_back(service, by=editor)

    assert shown(client, service)["name"] == "Lunch club"


def test_closing_ends_the_wait_for_review(service, editor):
    Service.objects.filter(pk=service.pk).update(name="After")
    service.refresh_from_db()
    submit(service, by=editor)

    close(service, by=editor)

    assert Submission.objects.get().state == State.SUPERSEDED


def test_what_a_moderator_took_down_is_not_for_an_editor_to_bring_back(client, service, editor):
    moderator = make_moderator()
    close(service, by=moderator)

    with pytest.raises(NeedsReview):
        bring_back(service, by=editor)
    assert submit(service, by=editor).waits

    bring_back(service, by=moderator)
    assert shown(client, service)["name"] == "Lunch club"


def test_what_a_command_took_down_is_for_moderators(service, editor):
    withdraw(service)

    with pytest.raises(NeedsReview):
        bring_back(service, by=editor)


def test_bringing_back_what_is_public_does_nothing(service, editor):
    assert bring_back(service, by=editor) is None


def test_an_organisation_comes_back_with_the_services_that_went_with_it(client, service, editor):
    gone_before = make_service(organization=service.organization)
    withdraw(gone_before)
    close(service.organization, by=editor)
    assert shown(client, service) == {}

    bring_back(service.organization, by=editor)

    assert shown(client, service)["name"] == "Lunch club"
    assert shown(client, gone_before) == {}


def test_a_service_does_not_come_back_without_its_organisation(service, editor):
    close(service.organization, by=editor)

    with pytest.raises(NotReady, match="organisation is not published"):
        bring_back(service, by=editor)


def test_a_place_that_became_secret_comes_back_without_its_address(client):
    place = make_location(name="Heron Hall", organization=make_organization())
    editor = make_editor(place.organization)
    close(place, by=editor)
    place.hide_address = True
    place.save()

    bring_back(place, by=editor)

    public = client.get(f"/api/v3/locations/{place.pk}").json()
    assert public["addresses"][0]["address_1"] == "Address withheld"


def test_a_place_whose_name_tells_its_secret_stays_closed():
    place = make_location(name="1 Otter Row", organization=make_organization())
    editor = make_editor(place.organization)
    close(place, by=editor)
    place.hide_address = True
    place.save()

    with pytest.raises(NotReady, match="Its address is secret"):
        bring_back(place, by=editor)


def test_two_services_never_show_one_place(client):
    place = make_location()
    first = make_service(at=place)
    editor = make_editor(first.organization)
    close(first, by=editor)
    second = make_service(organization=first.organization)
    first.service_at_locations.update(service=second)
    submit(second, by=make_moderator())

    bring_back(first, by=editor)

    assert "service_at_locations" not in shown(client, first)
    assert len(shown(client, second)["service_at_locations"]) == 1


@pytest.mark.parametrize(
    "verb",
    [
        lambda service, by: close(service, by=by),
        lambda service, by: close_until(service, None, by=by),
        lambda service, by: reopen(service, by=by),
        lambda service, by: bring_back(service, by=by),
    ],
    ids=["close", "close_until", "reopen", "bring_back"],
)
def test_nobody_closes_or_opens_what_is_not_theirs(client, service, verb):
    before = shown(client, service)

    with pytest.raises(PermissionDenied):
        verb(service, make_editor(make_organization()))

    assert shown(client, service) == before


def test_the_public_record_can_still_be_made_again_from_the_log(client, service, editor):
    place = make_location(organization=service.organization)
    close_until(service, NEXT_MONTH, by=editor)
    close(place, by=editor)
    bring_back(place, by=editor)
    place.hide_address = True
    place.save()
    submit(place, by=editor)
    before = [client.get(f"/api/v3/{kind}?full=true").content for kind in ("services", "locations")]

    rebuild_public_record()

    after = [client.get(f"/api/v3/{kind}?full=true").content for kind in ("services", "locations")]
    assert after == before


def test_closing_and_opening_again_publishes_no_status_that_nobody_has_looked_at(client):
    service = make_service()
    editor = make_editor(service.organization)
    Service.objects.filter(pk=service.pk).update(status="defunct")

    close_until(service, None, by=editor)
    reopen(service, by=editor)

    assert shown(client, service)["status"] == "active"
