"""Accounts: found by their e-mail address, and opened when an invitation is accepted."""

from secrets import token_hex
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, User
from django.db import transaction

from directory.people.models import Post
from directory.people.roles import ADMINISTRATORS, EDITORS, MODERATORS

GROUP_OF: dict[str, str] = {
    Post.LEAD: EDITORS,
    Post.MANAGER: EDITORS,
    Post.MODERATOR: MODERATORS,
    Post.ADMINISTRATOR: ADMINISTRATORS,
}


def normalised(email: str) -> str:
    """`email` as accounts keep it: small letters, no space around it."""
    return email.strip().lower()


def account_of(email: str) -> User | None:
    """The account with this e-mail address, closed ones included."""
    return User.objects.filter(email=normalised(email)).order_by("pk").first()


@transaction.atomic
def open_account(email: str, *, name: str = "", password: str = "") -> User:
    """A new account. Without a password its owner signs in with e-mailed codes.

    The user name is made up: nobody ever has to know it, and it tells nothing.
    """
    first, _, last = " ".join(name.split()).partition(" ")
    user = User(
        username=token_hex(15),
        email=normalised(email),
        first_name=first[:150],
        last_name=last[:150],
        is_staff=True,
    )
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def address_is_theirs(user: User) -> None:
    """`user` can be reached at their e-mail address, as has been shown, and at no other."""
    EmailAddress.objects.filter(user_id=user.pk).exclude(email=user.email).delete()
    if user.email:
        EmailAddress.objects.update_or_create(
            user_id=user.pk, email=user.email, defaults={"verified": True, "primary": True}
        )


def keep_address(sender: type[User], instance: User, **_: Any) -> None:
    """Before a user is saved, by `createsuperuser` too: sign-in looks for small letters."""
    instance.email = normalised(instance.email or "")


def know_address(sender: type[User], instance: User, created: bool, **_: Any) -> None:
    """After one was made: whoever may make accounts knows whose the address is."""
    if created and instance.email:
        address_is_theirs(instance)


def give_role(user: User, post: str) -> None:
    """`user` has the role that goes with `post`, and may open the admin."""
    user.groups.add(Group.objects.get(name=GROUP_OF[post]))
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def person_called(user: User) -> str:
    """What to call `user` on a page."""
    return user.get_full_name() or user.email or user.get_username()
