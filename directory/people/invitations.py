"""Inviting somebody by e-mail, and accepting.

Whoever invites learns nothing of whether there is an account at that address: the answer, the
letter and the work are the same. The link proves to be read by whoever has the letter-box; it
works once, for two weeks, and only while whoever sent it may still invite.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from directory.models import Organization
from directory.people import mail
from directory.people.accounts import account_of, give_role, normalised, open_account, person_called
from directory.people.members import may_manage
from directory.people.models import OPEN_FOR, STAFF_POSTS, Invitation, Membership, Post
from directory.people.scope import is_administrator, is_moderator
from directory.people.tokens import digest_of, new_token

# Letters one person may have sent in a day: nobody mails strangers through the directory.
LETTERS_A_DAY = 30


class TooManyInvitations(Exception):
    """Somebody has sent as many invitations as they may in a day."""


def may_invite(user: User, post: str, organization: Organization | None) -> bool:
    """Whether `user` may ask somebody to be `post`.

    A lead asks managers, a moderator leads as well, an administrator moderators too.
    """
    if post in STAFF_POSTS:
        return organization is None and user.is_active and is_administrator(user)
    if organization is None or not may_manage(user, organization):
        return False
    return post == Post.MANAGER or is_moderator(user)


def invite(
    email: str, post: str, *, by: User, organization: Organization | None = None
) -> Invitation:
    """Ask whoever reads `email` to be `post`; an earlier question of the same kind is void.

    Raises TooManyInvitations, and PermissionError if `by` may not ask that.
    """
    if not may_invite(by, post, organization):
        raise PermissionError(f"May not invite a {post}.")
    day_ago = timezone.now() - timedelta(days=1)
    if Invitation.objects.filter(invited_by=by, created_at__gt=day_ago).count() >= LETTERS_A_DAY:
        raise TooManyInvitations
    secret = new_token()
    with transaction.atomic():
        same = Invitation.objects.filter(email=normalised(email), organization=organization)
        # Kept, to be counted, but void.
        same.open().filter(post=post).update(expires_at=timezone.now())
        invitation = Invitation.objects.create(
            digest=digest_of(secret),
            email=normalised(email),
            post=post,
            organization=organization,
            invited_by=by,
            expires_at=timezone.now() + OPEN_FOR,
        )
    mail.send(
        invitation.email,
        f"Will you help to look after {organization or 'the directory'}?",
        "people/letters/invitation.txt",
        {
            "by": person_called(by),
            "organization": organization,
            "post": post,
            "link": mail.absolute(reverse("people_invitation", args=[secret])),
            "days": OPEN_FOR.days,
        },
    )
    return invitation


def invitation_with(secret: str) -> Invitation | None:
    """The invitation this link opens; None if it never did, does no more, or is void by now."""
    found = (
        Invitation.objects.open()
        .filter(digest=digest_of(secret))
        .select_related("organization", "invited_by")
        .first()
    )
    if found and may_invite(found.invited_by, found.post, found.organization):
        return found
    return None


@transaction.atomic
def accept(secret: str, *, name: str = "", password: str = "") -> User | None:
    """The account that accepted, a new one where there was none; None if the link is void.

    A closed account stays closed: it is for an administrator to open it.
    """
    Invitation.objects.select_for_update().filter(digest=digest_of(secret)).first()
    invitation = invitation_with(secret)
    if invitation is None:
        return None
    user = account_of(invitation.email)
    if user is None:
        user = open_account(invitation.email, name=name, password=password)
    if not user.is_active:
        return None
    give_role(user, invitation.post)
    if invitation.organization:
        membership, created = Membership.objects.get_or_create(
            user=user, organization=invitation.organization, defaults={"role": invitation.post}
        )
        if not created and invitation.post == Post.LEAD:
            Membership.objects.filter(pk=membership.pk).update(role=Post.LEAD)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now())
    return user
