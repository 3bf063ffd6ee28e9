"""What an administrator may do to accounts."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client

from directory.people.models import Account
from directory.people.scope import is_moderator, organizations_of
from tests.admin.browsing import Form
from tests.admin.examples import address
from tests.factories import make_administrator, make_editor, make_moderator, make_organization

pytestmark = pytest.mark.django_db
LIST = address(Account, "changelist")


@pytest.fixture
def administrator(client):
    user = make_administrator(email="root@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def ours():
    return make_organization(published=False, name="Otter Bank")


def save(client, user, **typed):
    """Save the form of `user`, with `typed`; None unticks a box."""
    url = address(Account, "change", user.pk)
    form = Form(client.get(url).content.decode(), "account_form").data(**typed)
    answer = client.post(url, form, follow=True)
    user = type(user).objects.get(pk=user.pk)
    return user, answer.content.decode()


def test_the_list_tells_who_looks_after_what(client, administrator, ours):
    make_editor(ours, email="ana@example.org", first_name="Ana", last_name="Heron")

    page = client.get(LIST + "?q=heron").content.decode()

    assert "ana@example.org" in page
    assert "Otter Bank" in page
    assert "Editor" in page


@pytest.mark.parametrize("count", [2, 40])
def test_the_list_costs_the_same_however_many(
    client, administrator, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_editor(make_organization(published=False))
    with django_assert_max_num_queries(16):
        client.get(LIST)


def test_an_account_is_closed_and_opened_again(client, administrator, ours):
    editor = make_editor(ours)
    theirs = Client()
    theirs.force_login(editor)

    editor, page = save(client, editor, is_active=None)

    assert theirs.get("/admin/").status_code == 302
    assert not organizations_of(editor).exists()
    assert "Otter Bank has nobody left who leads" in page
    editor, _ = save(client, editor, is_active="on")
    assert list(organizations_of(editor)) == [ours]


def test_roles_are_given_and_taken_and_memberships_stay(client, administrator, ours):
    editor = make_editor(ours)

    editor, _ = save(client, editor, roles=["Moderators"])
    assert is_moderator(editor)

    editor, _ = save(client, editor, roles=None)
    assert not is_moderator(editor)
    assert list(organizations_of(editor)) == [ours]


def test_nobody_locks_themselves_out(client, administrator):
    user, _ = save(client, administrator, is_active=None, roles=None)

    assert user.is_active
    assert is_moderator(user)


def test_a_new_address_is_told_to_both_and_signs_in(client, administrator, ours):
    editor = make_editor(ours, email="ana@example.org", password="otters swim upstream")

    editor, _ = save(client, editor, email="Bea@Example.org")

    assert editor.email == "bea@example.org"
    assert {letter.to[0] for letter in mail.outbox} == {"ana@example.org", "bea@example.org"}
    assert EmailAddress.objects.get(user=editor).email == "bea@example.org"
    signed = Client().post(
        "/accounts/login/", {"login": "bea@example.org", "password": "otters swim upstream"}
    )
    assert signed.status_code == 302


def test_two_accounts_have_two_addresses(client, administrator, ours):
    make_editor(ours, email="ana@example.org")

    user, page = save(client, make_moderator(email="mod@example.org"), email="ANA@example.org")

    assert user.email == "mod@example.org"
    assert "Another account has this e-mail address" in page


def test_who_lost_their_phone_is_let_in_again_and_told(client, administrator):
    moderator = make_moderator(email="mod@example.org")
    TOTP.activate(moderator, secret="JBSWY3DPEHPK3PXP")

    form = {"action": "take_away_codes", "_selected_action": [str(moderator.pk)]}
    client.post(LIST, form, follow=True)

    assert not moderator.authenticator_set.exists()
    assert mail.outbox[-1].to == ["mod@example.org"]


def test_there_is_no_page_to_add_or_delete_one_and_none_for_groups(client, administrator):
    for path in (
        "/admin/people/account/add/",
        f"/admin/people/account/{administrator.pk}/delete/",
        f"/admin/people/account/{administrator.pk}/password/",
        "/admin/auth/user/",
        "/admin/auth/group/",
        "/admin/account/emailaddress/",
        "/admin/mfa/authenticator/",
        "/admin/people/membership/",
    ):
        assert client.get(path, follow=True).status_code == 404


def test_a_password_cannot_be_guessed_letter_by_letter(client, administrator):
    assert client.get(LIST + "?password__startswith=md5").status_code == 400
