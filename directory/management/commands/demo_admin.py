"""Log-ins for trying the admin on one's own machine."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from directory.models import Organization
from directory.people.accounts import address_is_theirs, give_role
from directory.people.models import Membership, Post

USERNAME = "demo"
# Nobody is called this, and nothing sent to example.org arrives (RFC 2606).
ADMINISTRATOR = "demo-administrator@example.org"
MODERATOR = "demo-moderator@example.org"
EDITOR = "demo-editor@example.org"


class Command(BaseCommand):
    help = (
        "Make sure a local copy (DEBUG=true) has an administrator, a moderator and an editor, and "
        "print their log-ins."
    )

    def handle(self, *args, **options) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "demo_admin is for a local copy (DEBUG=true). "
                "On a deployment use: python manage.py createsuperuser"
            )
        password = kept_password(settings.BASE_DIR / "var" / "demo-admin-password")
        administrator, told = demo_account(
            USERNAME, password, ADMINISTRATOR, is_staff=True, is_superuser=True
        )
        moderator, told_moderator = demo_account(MODERATOR, password, MODERATOR)
        editor, told_editor = demo_account(EDITOR, password, EDITOR)
        give_role(administrator, Post.ADMINISTRATOR)
        give_role(moderator, Post.MODERATOR)
        give_role(editor, Post.LEAD)
        organization = looked_after_by(editor)
        self.stdout.write(f"  Log-in       user: {USERNAME}   password: {told}")
        self.stdout.write(f"  Moderator    user: {MODERATOR}   password: {told_moderator}")
        self.stdout.write(f"  Editor       user: {EDITOR}   password: {told_editor}")
        if organization:
            self.stdout.write(f"               who looks after {organization}")


def demo_account(username: str, password: str, email: str, **traits: bool) -> tuple[User, str]:
    """The account `username`, made the first time, and what to tell of its password."""
    first, last = email.partition("@")[0].capitalize().split("-")
    user, created = User.objects.get_or_create(
        username=username,
        defaults={"email": email, "first_name": first, "last_name": last.capitalize()} | traits,
    )
    if created:
        user.set_password(password)
        user.save()
    elif not user.check_password(password):
        password = f"the one you set (lost it? python manage.py changepassword {username})"
    if not user.email:
        user.email = email
        user.save(update_fields=["email"])
    address_is_theirs(user)
    return user, password


def looked_after_by(editor: User) -> Organization | None:
    """The organisation `editor` leads: of those that there are, the one with most services."""
    membership = Membership.objects.filter(user=editor).select_related("organization").first()
    if membership:
        return membership.organization
    organization = (
        Organization.objects.annotate(services_run=Count("services"))
        .order_by("-services_run", "name", "id")
        .first()
    )
    if organization:
        Membership.objects.create(user=editor, organization=organization, role=Post.LEAD)
    return organization


def kept_password(file: Path) -> str:
    """The password in `file`, which only this account can read; a new random one the first time."""
    if file.exists():
        return file.read_text().strip()
    password = secrets.token_urlsafe(12)
    file.parent.mkdir(exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(password + "\n")
    return password
