"""The pages of duplicates: looked at, set apart for good, merged after a preview."""

import pytest
from django.urls import reverse

from directory.duplicates.finding import find_pairs
from directory.duplicates.merging import merge as merging_itself
from directory.duplicates.models import Merge, Pair
from directory.models import Organization, Phone, ServiceAtLocation
from directory.publication.models import Kind
from directory.review.models import Submission, Version
from directory.review.submitting import submit
from tests.admin.reviewing import page, signed_in, text
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
)

pytestmark = pytest.mark.django_db

LIST = reverse("admin:duplicates")


@pytest.fixture
def moderator():
    return signed_in(make_moderator())


def merging(old, new):
    return reverse("admin:merge", args=[old.entity(), old.pk, new.pk])


@pytest.fixture
def twins():
    old = make_organization(name="Otter Bank", email="old@example.org", legal_status="CIC")
    new = make_organization(name="Otter Bank", email="new@example.org")
    make_service(organization=old, name="Choir")
    find_pairs()
    return old, new


def test_a_moderator_sees_what_may_be_one_and_why(moderator, twins):
    shown = text(moderator.get(LIST))

    assert "Same name" in shown
    assert "Two organisations, perhaps the same" in shown
    assert shown.count("Otter Bank") > 3
    assert LIST in text(moderator.get(reverse("admin:index")))


def test_of_two_services_it_is_said_what_to_do_since_they_are_not_merged(moderator):
    at = make_location()
    organization = make_organization()
    for _ in range(2):
        make_service(name="Otter choir", organization=organization, at=at)
    find_pairs()

    assert "Services are not merged: open the one" in text(moderator.get(LIST))


def test_a_pair_is_set_apart_for_good_and_looked_at_again(moderator, twins):
    [pair] = Pair.objects.all()

    moderator.post(LIST, {"pair": pair.pk, "action": "dismiss"})
    find_pairs()

    assert "Nothing looks as if" in text(moderator.get(LIST))
    assert "Otter Bank" in text(moderator.get(f"{LIST}?apart"))
    moderator.post(LIST, {"pair": pair.pk, "action": "look_again"})
    assert list(Pair.objects.waiting()) == [pair]


def test_merging_is_previewed_and_then_done(moderator, twins):
    old, new = twins
    address = merging(old, new)

    shown = text(moderator.get(address))

    assert "1 service" in shown
    assert "old@example.org" in shown
    assert Organization.objects.count() == 2
    answer = moderator.post(address, {"other": "email", "note": "Entered twice"}, follow=True)
    assert "“Otter Bank” is now part of “Otter Bank”." in text(answer)
    new.refresh_from_db()
    assert (new.email, new.legal_status) == ("old@example.org", "CIC")
    assert [service.name for service in new.services.all()] == ["Choir"]
    merged = Merge.objects.get()
    assert (merged.old_id, merged.note) == (old.pk, "Entered twice")
    assert moderator.get(f"/api/v3/organizations/{old.pk}").status_code == 308
    # Both are in the history, the one that is no more as well.
    assert Version.objects.filter(record_id=new.pk, note="Merged.").exists()
    assert Version.objects.filter(record_id=old.pk, digest="").exists()
    # And what a stale page asks for is no longer there.
    assert moderator.post(address).status_code == 404


def newest(record) -> Version | None:
    return Version.objects.filter(record_id=record.pk).first()


def whoever(client) -> int:
    return int(client.session["_auth_user_id"])


def test_the_history_of_all_that_went_over_says_who_merged(moderator, twins):
    """Services, places, branches; and what a phone that moved belonged to as well."""
    old, new = twins
    hall = make_location(organization=old)
    branch = make_organization(parent_organization=old)
    shared, apart = make_service(), make_service(at=hall)  # `apart` names neither of the two.
    Phone.objects.create(organization=old, service=shared, number="1")
    moved = [*old.services.all(), hall, branch, shared, new]

    moderator.post(merging(old, new))

    for record in moved:
        assert (newest(record).note, newest(record).by_id) == ("Merged.", whoever(moderator))
    assert newest(apart) is None


def test_the_history_of_a_session_that_went_over_says_so_too(moderator):
    old, new = make_location(name="Otter Hall"), make_location(name="Otter Hall")
    service, both = make_service(at=old), make_service(at=old)
    ServiceAtLocation.objects.create(service=both, location=new, description="Upstairs.")

    moderator.post(merging(old, new))

    for record in (service, both, old):
        said = Version.objects.filter(record_id=record.pk).order_by("pk")
        assert [one.by_id for one in said] == [None, whoever(moderator)]
        assert said[1].note == "Merged."
    shown = text(moderator.get(page(service, "history")))
    assert "Merged." in shown


def test_what_comes_to_name_one_of_them_meanwhile_stops_a_merge(monkeypatch, moderator, twins):
    old, new = twins
    found = iter([{Kind.ORGANIZATION: {old.pk, new.pk}}, {Kind.ORGANIZATION: {old.pk}}])
    with monkeypatch.context() as patched:
        patched.setattr(merging_itself, "affected", lambda *_: next(found))
        with pytest.raises(merging_itself.CannotMerge, match="at this moment"):
            merging_itself.merge(Kind.ORGANIZATION, old=old.pk, new=new.pk)

    assert Organization.objects.count() == 2
    assert not Version.objects.exists()


def test_what_cannot_be_merged_says_why_and_offers_no_button(moderator):
    old, new = make_organization(name="Otter"), make_organization(name="Heron", published=False)

    shown = text(moderator.get(merging(old, new)))

    assert "“Heron” is not public, and “Otter” is." in shown
    assert "Merge them</button>" not in shown
    assert merging(new, old) in shown
    assert "is not public" in text(moderator.post(merging(old, new)))
    assert Organization.objects.count() == 2


def test_what_waits_for_review_of_the_one_that_goes_is_closed(moderator, twins):
    old, new = twins
    old.description = "Waits."
    old.save()
    submit(old, by=make_editor(old))
    assert Submission.objects.waiting().count() == 1

    moderator.post(merging(old, new))

    assert Submission.objects.waiting().count() == 0


def test_any_two_can_be_merged_from_the_record_itself(moderator, twins):
    old, new = twins
    other = make_organization(name="Heron Trust")
    address = reverse("admin:merge_with", args=["organization", old.pk])

    assert address in text(moderator.get(page(old, "change")))
    assert merging(old, new) in text(moderator.get(address))
    assert merging(old, other) in text(moderator.get(address, {"q": "heron trust"}))


def test_services_are_shown_and_not_merged(moderator):
    organization = make_organization()
    for _ in range(2):
        make_service(organization=organization, name="Choir")
    find_pairs()

    shown = text(moderator.get(LIST))

    assert "Two services" in shown
    assert "Merge<" not in shown


def test_texts_are_texts(moderator):
    for _ in range(2):
        make_organization(name="<script>alert(1)</script>", description="<img onerror=x>")
    find_pairs()
    pair = Pair.objects.get()
    address = reverse("admin:merge", args=["organization", pair.first_id, pair.second_id])

    for url in (LIST, address, reverse("admin:merge_with", args=["organization", pair.first_id])):
        content = moderator.get(url).content.decode()
        assert "<script>alert" not in content
        assert "<img onerror" not in content


@pytest.mark.parametrize("who", [make_editor, None])
def test_for_anybody_else_it_does_not_exist(who, twins, client):
    old, new = twins
    [pair] = Pair.objects.all()
    person = signed_in(who(old, new)) if who else client
    pages = [
        (LIST, {"pair": pair.pk, "action": "dismiss"}),
        (merging(old, new), {}),
        (reverse("admin:merge_with", args=["organization", old.pk]), {}),
    ]

    for address, posted in pages:
        for answer in (person.get(address), person.post(address, posted)):
            assert answer.status_code == (404 if who else 302)
    assert Organization.objects.count() == 2
    assert Pair.objects.waiting().exists()


@pytest.mark.parametrize(
    "posted",
    [{}, {"pair": "x"}, {"pair": "9" * 40}, {"pair": "0"}, {"pair": "\0"}, {"pair": "²"}],
)
def test_a_pair_that_is_none_is_not_found(posted, moderator):
    assert moderator.post(LIST, posted).status_code == 404


def test_nothing_that_is_sent_breaks_it(moderator, twins):
    old, new = twins
    posted = {"other": ["id", "hide_address", "\0", "x" * 500, "email"], "note": "\0" * 9_000}

    assert moderator.post(merging(old, new), posted).status_code == 302
    new.refresh_from_db()
    assert new.pk != old.pk
    for kind in ("service", "taxonomy", "x" * 300):
        address = reverse("admin:merge", args=[kind, old.pk, new.pk])
        assert moderator.get(address).status_code == 404
    assert moderator.get(merging(new, new)).status_code in (200, 404)
    assert moderator.get(f"{LIST}?p=nonsense").status_code == 200


def test_a_forged_form_is_refused(twins):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(make_moderator())

    assert client.post(merging(*twins)).status_code == 403
    assert Organization.objects.count() == 2


@pytest.mark.parametrize("size", [2, 20])
def test_the_list_costs_the_same_however_many(size, moderator, django_assert_max_num_queries):
    for number in range(size):
        for _ in range(2):
            make_organization(name=f"Otter {number}", published=False)
            make_location(name=f"Hall {number}", published=False)
    find_pairs()
    moderator.get(LIST)

    with django_assert_max_num_queries(22):
        moderator.get(LIST)
