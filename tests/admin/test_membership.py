"""The pages where leads choose who helps, and administrators who runs the directory."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client

from directory.people.models import Invitation, Membership
from tests.factories import (
    make_administrator,
    make_editor,
    make_moderator,
    make_organization,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organization(published=False, name="Otter Bank")


@pytest.fixture
def lead(client, ours):
    user = make_editor(ours, first_name="Ana", last_name="Heron")
    client.force_login(user)
    return user


def page_of(organization) -> str:
    return f"/admin/organizations/{organization.pk}/people/"


def do(client, organization, deed: str, membership=None, **more: str):
    form = {"do": deed, **more} | ({"member": str(membership.pk)} if membership else {})
    return client.post(page_of(organization), form, follow=True)


def membership(user) -> Membership:
    return Membership.objects.get(user=user)


def duties(organization) -> dict[str, str]:
    return dict(
        Membership.objects.filter(organization=organization).values_list("user__email", "role")
    )


def test_a_lead_invites_and_the_invited_edits(client, lead, ours):
    said = do(client, ours, "invite", email="Bea@Example.org", post="manager")
    assert "We have written to bea@example.org" in said.content.decode()

    bea = Client()
    link = urlsplit(re.search(r"https?://\S+/invitation/\S+", mail.outbox[-1].body)[0]).path
    bea.post(link, {"name": "Bea", "password": "", "again": ""})

    assert duties(ours)["bea@example.org"] == "manager"
    assert bea.get(f"/admin/directory/organization/{ours.pk}/change/").status_code == 200


def test_inviting_tells_nothing_of_who_has_an_account(client, lead, ours):
    make_editor(make_organization(published=False), email="bea@example.org")
    make_person(email="closed@example.org", is_active=False)
    answers, letters = set(), set()
    for name in ("bea", "cay", "closed"):
        page = do(client, ours, "invite", email=f"{name}@example.org", post="manager")
        listed = page.content.decode().count(f"{name}@example.org")
        answers.add((page.status_code, listed, tuple(page.redirect_chain)))
        letter = mail.outbox[-1]
        letters.add((letter.subject, re.sub(r"/invitation/\S+", "", letter.body)))
        Invitation.objects.all().delete()
    assert len(answers) == len(letters) == 1
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b", "a\0@example.org", "x" * 300 + "@example.org"]
)
def test_what_is_no_address_is_said_so(client, lead, ours, email):
    page = do(client, ours, "invite", email=email, post="manager")

    assert page.status_code == 200
    assert "marked below" in page.content.decode()
    assert not mail.outbox


def test_a_lead_makes_no_lead_moderator_or_administrator(client, lead, ours):
    for post in ("lead", "moderator", "administrator", "", "\0"):
        do(client, ours, "invite", email="bea@example.org", post=post)

    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_a_lead_takes_an_invitation_back(client, lead, ours):
    do(client, ours, "invite", email="bea@example.org", post="manager")
    do(client, ours, "cancel", invitation=str(Invitation.objects.get().pk))

    assert not Invitation.objects.open().exists()
    assert "Asked, and not yet answered" not in client.get(page_of(ours)).content.decode()


def test_another_organisations_invitation_is_not_taken_back(client, lead, ours):
    theirs = make_organization(published=False)
    other = Client()
    other.force_login(make_editor(theirs))
    do(other, theirs, "invite", email="bea@example.org", post="manager")
    for number in (Invitation.objects.get().pk, "9" * 30, "-1", "\0", "²"):
        do(client, ours, "cancel", invitation=str(number))

    assert Invitation.objects.open().count() == 1


def test_a_lead_removes_a_manager(client, lead, ours):
    manager = make_editor(ours, role="manager", first_name="Bea", last_name="Otter")

    page = do(client, ours, "remove", membership(manager))

    assert "Bea Otter no longer looks after Otter Bank." in page.content.decode()
    assert not Membership.objects.filter(user=manager).exists()


def test_a_lead_does_not_remove_another_lead(client, lead, ours):
    """Neither by the page, which has no button for it, nor by a form made up or in the address."""
    other = make_editor(ours)
    row = membership(other)
    assert f'value="{row.pk}"' not in client.get(page_of(ours)).content.decode()

    for deed in ("remove", "make_manager"):
        assert do(client, ours, deed, row, without_lead="on").status_code == 404
        client.get(f"{page_of(ours)}?do={deed}&member={row.pk}&without_lead=on")
    assert duties(ours) == {lead.email: "lead", other.email: "lead"}

    do(client, ours, "remove", membership(lead))
    assert duties(ours) == {other.email: "lead"}


def test_a_moderator_removes_one_of_two_leads(client, lead, ours):
    other = make_editor(ours)
    client.force_login(make_moderator())

    do(client, ours, "remove", membership(other))

    assert duties(ours) == {lead.email: "lead"}


def test_a_lead_hands_over(client, lead, ours):
    manager = make_editor(ours, role="manager")

    do(client, ours, "hand_over", membership(manager))

    assert duties(ours) == {lead.email: "manager", manager.email: "lead"}


def test_the_only_lead_is_told_to_hand_over_first(client, lead, ours):
    make_editor(ours, role="manager")

    page = do(client, ours, "remove", membership(lead), without_lead="on")

    assert "Hand the lead over first" in page.content.decode()
    assert duties(ours)[lead.email] == "lead"


def test_a_moderator_leaves_an_organisation_without_a_lead_when_they_say_so(client, lead, ours):
    client.force_login(make_moderator())

    do(client, ours, "remove", membership(lead))
    assert duties(ours) == {lead.email: "lead"}

    do(client, ours, "remove", membership(lead), without_lead="on")
    assert duties(ours) == {}


def test_a_manager_sees_who_helps_and_may_leave_and_no_more(client, lead, ours):
    manager, other = (make_editor(ours, role="manager") for _ in range(2))
    client.force_login(manager)
    assert "Invite them" not in client.get(page_of(ours)).content.decode()

    for deed, who in (
        ("remove", other),
        ("remove", lead),
        ("hand_over", manager),
        ("make_manager", lead),
    ):
        assert do(client, ours, deed, membership(who)).status_code == 404
    assert do(client, ours, "invite", email="a@example.org", post="manager").status_code == 404
    assert len(duties(ours)) == 3

    do(client, ours, "remove", membership(manager))
    assert manager.email not in duties(ours)


def test_another_organisations_members_are_neither_seen_nor_removed(client, lead, ours):
    theirs = make_organization(published=False)
    stranger = make_editor(theirs, email="zoe@example.org")

    assert client.get(page_of(theirs)).status_code == 404
    for organization in (ours, theirs):
        for deed in ("remove", "hand_over", "make_manager"):
            assert do(client, organization, deed, membership(stranger)).status_code == 404
    assert duties(theirs) == {"zoe@example.org": "lead"}


def test_a_closed_account_is_not_made_lead(client, lead, ours):
    closed = make_editor(ours, role="manager", is_active=False)

    assert do(client, ours, "hand_over", membership(closed)).status_code == 404


@pytest.mark.parametrize("deed", ["", "explode", "\0", "remove"])
def test_an_odd_deed_is_no_fault(client, lead, ours, deed):
    assert client.post(page_of(ours), {"do": deed, "member": "\0"}).status_code == 404


def test_the_history_tells_who_did_what(client, lead, ours):
    manager = make_editor(ours, role="manager", first_name="Bea", last_name="Otter")
    do(client, ours, "remove", membership(manager))

    entry = LogEntry.objects.get(object_id=str(ours.pk))
    assert entry.user == lead
    assert "Bea Otter no longer looks after" in entry.get_change_message()


def test_what_people_call_themselves_is_text(client, lead, ours):
    make_editor(ours, role="manager", first_name="<script>alert(1)</script>")

    page = client.get(page_of(ours)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_however_many_help(
    client, lead, ours, count, django_assert_max_num_queries
):
    for number in range(count):
        make_editor(ours, role="manager")
        Invitation.objects.create(
            digest=number,
            email="a@example.org",
            post="manager",
            organization=ours,
            invited_by=lead,
            expires_at="2100-01-01T00:00Z",
        )
    with django_assert_max_num_queries(15):
        client.get(page_of(ours))


# --- Who runs the directory ----------------------------------------------------------------------


def test_an_administrator_invites_a_moderator(client):
    client.force_login(make_administrator())

    client.post("/admin/team/", {"do": "invite", "email": "bea@example.org", "post": "moderator"})

    assert Invitation.objects.get().post == "moderator"
    assert "bea@example.org" in client.get("/admin/team/").content.decode()


def test_nobody_else_knows_that_page(client, lead):
    for user in (lead, make_moderator(), make_person()):
        client.force_login(user)
        form = {"do": "invite", "email": "bea@example.org", "post": "administrator"}
        assert client.get("/admin/team/").status_code == 404
        assert client.post("/admin/team/", form).status_code == 404
    assert not Invitation.objects.exists()


def test_a_posts_name_that_is_none_is_refused(client):
    client.force_login(make_administrator())
    for post in ("lead", "manager", "superuser", ""):
        client.post("/admin/team/", {"do": "invite", "email": "bea@example.org", "post": post})

    assert not Invitation.objects.exists()
