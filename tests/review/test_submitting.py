"""From draft to live: who may send what, and what the public sees of it."""

import pytest
from django.core.exceptions import PermissionDenied

from directory.models import Address, Phone, Service
from directory.publication.models import Kind, PublicService, Revision
from directory.publication.readiness import NotReady
from directory.review.models import State, Submission, Version
from directory.review.standing import standing_of
from directory.review.submitting import submit
from directory.review.trust import distrust, trust
from tests.factories import (
    make_administrator,
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_person,
    make_service,
    make_term,
)

pytestmark = pytest.mark.django_db


def public_name(client, service: Service) -> str | None:
    answer = client.get(f"/api/v3/services/{service.pk}")
    return answer.json()["name"] if answer.status_code == 200 else None


def rename(service: Service, name: str) -> Service:
    service.name = name
    service.save()
    return service


def test_what_an_editor_sends_waits_and_the_approved_version_stays_live(client):
    service = make_service(name="Before")
    editor = make_editor(service.organization)

    submission = submit(rename(service, "After"), by=editor, note="New name")

    assert submission.state == State.IN_REVIEW
    assert (submission.by, submission.note) == (editor, "New name")
    assert public_name(client, service) == "Before"
    assert standing_of(service).in_words == "Live; changes wait for review"


def test_a_draft_is_not_public_while_it_waits(client):
    service = make_service(published=False, organization=make_organization())

    submit(service, by=make_editor(service.organization))

    assert public_name(client, service) is None
    assert standing_of(service).in_words == "Waits for review"


@pytest.mark.parametrize("make", [make_moderator, make_administrator])
def test_what_a_moderator_sends_is_live_at_once(client, make):
    service = make_service(name="Before")
    moderator = make()

    submission = submit(rename(service, "After"), by=moderator)

    assert submission.state == State.APPROVED
    assert submission.decided_by == moderator
    assert public_name(client, service) == "After"
    assert Revision.objects.get(seq=submission.revision).by == moderator


def test_a_trusted_organisation_publishes_without_review(client):
    service = make_service(name="Before")
    editor = make_editor(service.organization)
    trust(service.organization, by=make_moderator())

    submission = submit(rename(service, "After"), by=editor)

    assert submission.state == State.APPROVED
    assert public_name(client, service) == "After"


def test_trust_ends_when_a_moderator_says_so(client):
    service = make_service(name="Before")
    moderator = make_moderator()
    trust(service.organization, by=moderator)
    distrust(service.organization, by=moderator)

    submit(rename(service, "After"), by=make_editor(service.organization))

    assert public_name(client, service) == "Before"


@pytest.mark.parametrize("verb", [trust, distrust])
def test_only_moderators_say_whom_to_trust(verb):
    organization = make_organization()

    with pytest.raises(PermissionDenied):
        verb(organization, by=make_editor(organization))


def test_trust_is_of_one_organisation_alone(client):
    service = make_service(name="Before")
    other = make_organization()
    trust(other, by=make_moderator())

    submit(rename(service, "After"), by=make_editor(service.organization, other))

    assert public_name(client, service) == "Before"


@pytest.mark.parametrize("who", ["stranger", "nobody's editor", "closed account", "no role"])
def test_nobody_sends_what_is_beyond_their_reach(who):
    service = make_service()
    person = {
        "stranger": lambda: make_editor(make_organization()),
        "nobody's editor": make_editor,
        "closed account": lambda: make_editor(service.organization, is_active=False),
        "no role": make_person,
    }[who]()

    with pytest.raises(PermissionDenied):
        submit(rename(service, "Taken over"), by=person)

    assert not Submission.objects.exists()


def test_terms_are_not_for_editors_to_send():
    with pytest.raises(PermissionDenied):
        submit(make_term(published=False), by=make_editor(make_organization()))


def test_what_is_not_ready_is_not_sent():
    service = make_service(description="", published=False, organization=make_organization())

    with pytest.raises(NotReady, match="It needs a description"):
        submit(service, by=make_editor(service.organization))

    assert not Submission.objects.exists()


def test_nothing_is_sent_where_nothing_differs():
    service = make_service()

    assert submit(service, by=make_editor(service.organization)) is None


def test_sending_twice_leaves_one_in_the_queue():
    service = make_service()
    editor = make_editor(service.organization)
    first = submit(rename(service, "After"), by=editor)

    assert submit(service, by=editor) == first


def test_a_later_version_overtakes_the_one_that_waits():
    service = make_service()
    editor = make_editor(service.organization)
    first = submit(rename(service, "After"), by=editor)
    second = submit(rename(service, "After all"), by=editor)

    first.refresh_from_db()
    assert (first.state, second.state) == (State.SUPERSEDED, State.IN_REVIEW)


def test_what_was_changed_back_does_not_wait_any_more():
    service = make_service(name="Before")
    editor = make_editor(service.organization)
    submit(rename(service, "After"), by=editor)

    assert submit(rename(service, "Before"), by=editor) is None

    assert Submission.objects.get().state == State.SUPERSEDED


def test_a_moderator_who_publishes_settles_what_waited():
    service = make_service(name="Before")
    waiting = submit(rename(service, "After"), by=make_editor(service.organization))
    moderator = make_moderator()

    settled = submit(rename(service, "Mended"), by=moderator)

    assert settled == waiting
    assert settled.state == State.APPROVED
    assert settled.decided_by == moderator


def test_a_new_service_takes_its_new_organisation_and_place_along():
    organization = make_organization(published=False)
    place = make_location(published=False, organization=organization)
    service = make_service(published=False, organization=organization, at=place)

    submit(service, by=make_editor(organization))

    waiting = Submission.objects.waiting().values_list("kind", "record_id")
    assert set(waiting) == {
        (Kind.ORGANIZATION, organization.pk),
        (Kind.LOCATION, place.pk),
        (Kind.SERVICE, service.pk),
    }


def test_trusted_editors_publish_a_new_place_with_its_service():
    organization = make_organization()
    place = make_location(published=False, organization=organization)
    service = make_service(published=False, organization=organization, at=place)
    trust(organization, by=make_moderator())

    submit(service, by=make_editor(organization))

    assert PublicService.objects.at_locations(place.pk).with_ids(service.pk).exists()


def test_a_place_of_others_does_not_go_along():
    place = make_location(organization=make_organization(), published=False)
    service = make_service(at=place, published=False, organization=make_organization())

    submit(service, by=make_editor(service.organization))

    assert not Submission.objects.of(Kind.LOCATION, place.pk).exists()


def test_a_place_that_others_share_does_not_go_along():
    place = make_location(published=False)
    service = make_service(at=place, published=False, organization=make_organization())
    make_service(at=place)

    submit(service, by=make_moderator())

    assert not Revision.objects.filter(record_id=place.pk).exists()


@pytest.mark.parametrize("whose", ["its own", "another's"])
def test_a_moderator_publishes_no_edit_of_a_place_unseen(client, whose):
    organization = make_organization()
    owner = organization if whose == "its own" else make_organization()
    place = make_location(name="Heron Hall", organization=owner)
    service = make_service(name="Before", at=place, organization=organization)
    place.name = "Not sent yet"
    place.save()

    submit(rename(service, "After"), by=make_moderator())

    assert public_name(client, service) == "After"
    assert client.get(f"/api/v3/locations/{place.pk}").json()["name"] == "Heron Hall"


def test_an_edited_place_of_ones_own_goes_along_with_its_service():
    organization = make_organization()
    place = make_location(organization=organization)
    service = make_service(at=place, organization=organization)
    place.description = "Up the stairs."
    place.save()

    sent = submit(service, by=make_editor(organization))

    assert (sent.kind, sent.record_id) == (Kind.LOCATION, place.pk)


def test_what_is_sent_is_kept_as_a_version():
    service = make_service()
    Phone.objects.create(service=service, number="01632 960123")

    submission = submit(service, by=make_editor(service.organization))

    assert submission.version == Version.objects.get(record_id=service.pk)
    assert b"01632 960123" in submission.version.snapshot


def test_an_address_that_became_secret_is_hidden_at_once_and_the_rest_waits(client):
    place = make_location(name="Heron Hall", organization=make_organization())
    place.hide_address, place.name = True, "Heron House"
    place.save()

    submission = submit(place, by=make_editor(place.organization))

    shown = client.get(f"/api/v3/locations/{place.pk}").json()
    assert submission.state == State.IN_REVIEW
    assert shown["name"] == "Heron Hall"
    assert shown["addresses"][0]["address_1"] == "Address withheld"
    assert shown["latitude"] == 53.79


def test_a_secret_that_the_name_tells_is_withdrawn_and_not_sent(client):
    place = make_location(name="1 Otter Row", organization=make_organization())
    place.hide_address = True
    place.save()

    with pytest.raises(NotReady, match="Its address is secret"):
        submit(place, by=make_editor(place.organization))

    assert client.get(f"/api/v3/locations/{place.pk}").status_code == 404


def test_a_change_of_what_is_secret_alone_needs_no_review():
    place = make_location(hide_address=True, organization=make_organization())
    Address.objects.filter(location=place).update(address_1="2 Otter Row")

    assert submit(place, by=make_editor(place.organization)) is None
