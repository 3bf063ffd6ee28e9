"""Asking somebody by e-mail to help, and saying yes."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from directory.people.invitations import LETTERS_A_DAY, TooManyInvitations, invite
from directory.people.models import Invitation, Membership, Post
from directory.people.scope import is_administrator, is_moderator, organizations_of
from tests.factories import (
    make_administrator,
    make_editor,
    make_moderator,
    make_organization,
    make_person,
)

pytestmark = pytest.mark.django_db
NEW = {"name": "Bea Otter", "password": "", "again": ""}
VOID = "does not work any more"


@pytest.fixture
def ours():
    return make_organization(published=False, name="Otter Bank")


@pytest.fixture
def lead(ours):
    return make_editor(ours, first_name="Ana", last_name="Heron")


def link() -> str:
    """Where the newest letter leads."""
    return urlsplit(re.search(r"https?://\S+/invitation/\S+", mail.outbox[-1].body)[0]).path


def invited(by, organization, *, email="bea@example.org", post=Post.MANAGER) -> str:
    invite(email, post, by=by, organization=organization)
    return link()


def test_the_letter_says_who_asks_for_what(lead, ours):
    invited(lead, ours)

    letter = mail.outbox[-1]
    assert letter.to == ["bea@example.org"]
    assert letter.subject == "Will you help to look after Otter Bank?"
    assert "Ana Heron asks you to help to keep the entries of Otter Bank up to date" in letter.body


def test_looking_at_the_page_accepts_nothing(client, lead, ours):
    page = client.get(invited(lead, ours)).content.decode()

    assert "Will you help to look after Otter Bank?" in page
    assert not User.objects.filter(email="bea@example.org").exists()
    assert Invitation.objects.open().count() == 1


def test_saying_yes_opens_an_account_and_signs_in(client, lead, ours):
    response = client.post(invited(lead, ours), NEW)

    assert response["Location"] == "/admin/"
    bea = User.objects.get(email="bea@example.org")
    assert client.session["_auth_user_id"] == str(bea.pk)
    assert (bea.get_full_name(), bea.is_staff, bea.is_superuser) == ("Bea Otter", True, False)
    assert not bea.has_usable_password()
    assert list(organizations_of(bea)) == [ours]
    assert client.get("/admin/directory/service/").status_code == 200


def test_a_password_may_be_chosen_at_once(client, lead, ours):
    password = "otters swim upstream"
    client.post(invited(lead, ours), NEW | {"password": password, "again": password})

    assert User.objects.get(email="bea@example.org").check_password(password)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "This field is required"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "otters swim upstream"}, "not the same password"),
        ({"name": "a\0b"}, "Null characters"),
        ({"name": "x" * 1000}, "at most 150"),
    ],
)
def test_what_is_missing_or_weak_is_said_and_nothing_is_made(client, lead, ours, fields, told):
    page = client.post(invited(lead, ours), NEW | fields)

    assert told in page.content.decode()
    assert not User.objects.filter(email="bea@example.org").exists()


def test_a_link_works_once(lead, ours):
    path = invited(lead, ours)
    Client().post(path, NEW)

    again = Client().post(path, NEW | {"name": "Somebody Else"})

    assert (again.status_code, VOID in again.content.decode()) == (410, True)
    assert Membership.objects.filter(organization=ours).count() == 2


def test_a_link_expires(client, lead, ours):
    path = invited(lead, ours)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.get(path).status_code == client.post(path, NEW).status_code == 410
    assert not User.objects.filter(email="bea@example.org").exists()


def test_a_newer_letter_makes_the_older_void(client, lead, ours):
    older = invited(lead, ours)
    newer = invited(lead, ours)

    assert client.get(older).status_code == 410
    assert client.get(newer).status_code == 200


@pytest.mark.parametrize("secret", ["x", "0" * 43, "%00", "a" * 5000, "..%2f..", "é"])
def test_a_made_up_link_is_void(client, secret):
    assert client.get(f"/accounts/invitation/{secret}/").status_code in (404, 410)
    assert client.post(f"/accounts/invitation/{secret}/", NEW).status_code in (404, 410)


def test_what_is_kept_is_not_the_link(lead, ours):
    secret = invited(lead, ours).rstrip("/").rpartition("/")[2]

    assert secret not in str(Invitation.objects.values())


def test_an_invitation_is_void_once_its_sender_may_no_longer_invite(client, lead, ours):
    path = invited(lead, ours)
    Membership.objects.filter(user=lead).update(role="manager")

    assert client.post(path, NEW).status_code == 410


def test_an_invitation_from_a_closed_account_is_void(client, lead, ours):
    path = invited(lead, ours)
    User.objects.filter(pk=lead.pk).update(is_active=False)

    assert client.post(path, NEW).status_code == 410


def test_who_has_an_account_joins_and_signs_in_as_always(client, lead, ours):
    theirs = make_organization(published=False)
    bea = make_editor(theirs, email="bea@example.org")

    response = client.post(invited(lead, ours), NEW | {"password": "otters swim upstream"})

    assert response.status_code == 302
    assert "_auth_user_id" not in client.session
    bea.refresh_from_db()
    assert bea.first_name == ""
    assert not bea.check_password("otters swim upstream")
    assert set(organizations_of(bea)) == {ours, theirs}


def test_a_closed_account_is_not_opened_by_an_invitation(client, lead, ours):
    bea = make_person(email="bea@example.org", is_active=False)

    page = client.post(invited(lead, ours), NEW)

    bea.refresh_from_db()
    assert not bea.is_active
    assert "is closed" in page.content.decode()
    assert not Membership.objects.filter(user=bea).exists()


def test_a_lead_stays_lead_whatever_they_are_invited_to_be(client, ours):
    lead = make_editor(ours, email="bea@example.org")
    client.post(invited(make_moderator(), ours, post=Post.MANAGER), NEW)

    assert Membership.objects.get(user=lead).role == "lead"


def test_the_role_and_the_organisation_come_from_the_invitation_alone(client, lead, ours):
    """Mass assignment: whatever else the form is sent with."""
    theirs = make_organization(published=False)
    path = invited(lead, ours)

    client.post(
        path,
        NEW
        | {
            "post": "administrator",
            "role": "lead",
            "organization": str(theirs.pk),
            "is_superuser": "on",
            "email": "evil@example.org",
            "groups": "1",
        },
    )

    bea = User.objects.get(email="bea@example.org")
    assert not bea.is_superuser
    assert not is_moderator(bea)
    assert [(one.organization, one.role) for one in bea.memberships.all()] == [(ours, "manager")]


def test_who_may_invite_whom(lead, ours):
    theirs = make_organization(published=False)
    manager = make_editor(ours, role="manager")
    moderator, administrator = make_moderator(), make_administrator()
    may = {
        (who, post, where): True
        for who, posts in {
            lead: [(Post.MANAGER, ours)],
            moderator: [(Post.MANAGER, ours), (Post.LEAD, ours), (Post.LEAD, theirs)],
            administrator: [
                (Post.MANAGER, ours),
                (Post.LEAD, theirs),
                (Post.MODERATOR, None),
                (Post.ADMINISTRATOR, None),
            ],
        }.items()
        for post, where in posts
    }
    for who in (lead, manager, moderator, administrator):
        for post in Post:
            for where in (ours, theirs, None):
                before = len(mail.outbox)
                try:
                    invite("bea@example.org", post, by=who, organization=where)
                except PermissionError:
                    assert len(mail.outbox) == before
                    assert (who, post, where) not in may
                    continue
                expected = (who, post, where) in may or (
                    who in (moderator, administrator)
                    and post in (Post.MANAGER, Post.LEAD)
                    and where is not None
                )
                assert expected, (who, post, where)


def test_a_moderator_is_made_by_an_administrators_invitation(client):
    invite("bea@example.org", Post.MODERATOR, by=make_administrator())
    client.post(link(), NEW)

    bea = User.objects.get(email="bea@example.org")
    assert is_moderator(bea)
    assert not is_administrator(bea)


def test_nobody_mails_strangers_through_the_directory(lead, ours):
    for number in range(LETTERS_A_DAY):
        invite(f"person{number}@example.net", Post.MANAGER, by=lead, organization=ours)

    with pytest.raises(TooManyInvitations):
        invite("more@example.net", Post.MANAGER, by=lead, organization=ours)
    assert len(mail.outbox) == LETTERS_A_DAY


def test_the_letter_does_not_run_what_a_name_says(lead):
    organization = make_organization(
        published=False, name="<script>alert(1)</script>\r\nBcc: all@example.org"
    )
    Membership.objects.create(user=lead, organization=organization, role="lead")
    path = invited(lead, organization)

    assert mail.outbox[-1].recipients() == ["bea@example.org"]
    assert "<script>alert" not in Client().get(path).content.decode()
