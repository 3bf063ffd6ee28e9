"""A log-in for trying the admin on one's own machine."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

USERNAME = "demo"


class Command(BaseCommand):
    help = "Make sure a local copy (DEBUG=true) has a superuser, and print its log-in."

    def handle(self, *args, **options) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "demo_admin is for a local copy (DEBUG=true). "
                "On a deployment use: python manage.py createsuperuser"
            )
        password = kept_password(settings.BASE_DIR / "var" / "demo-admin-password")
        user, created = get_user_model().objects.get_or_create(
            username=USERNAME, defaults={"is_staff": True, "is_superuser": True}
        )
        if created:
            user.set_password(password)
            user.save()
        elif not user.check_password(password):
            password = "the one you set (lost it? python manage.py changepassword demo)"
        self.stdout.write(f"  Log-in       user: {USERNAME}   password: {password}")


def kept_password(file: Path) -> str:
    """The password in `file`, which only this account can read; a new random one the first time."""
    if file.exists():
        return file.read_text().strip()
    password = secrets.token_urlsafe(12)
    file.parent.mkdir(exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(password + "\n")
    return password
