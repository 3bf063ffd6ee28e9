"""Trusting an organisation: its editors publish without review, for as long as it lasts."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from directory.models import Organization
from directory.people.scope import is_moderator
from directory.review.models import TrustedOrganization


def trust(organization: Organization, *, by: Any) -> None:
    """From now on `organization` publishes without review. For moderators to decide."""
    _only_moderators(by)
    TrustedOrganization.objects.get_or_create(
        organization=organization, defaults={"by_id": by.pk, "at": timezone.now()}
    )


def distrust(organization: Organization, *, by: Any) -> None:
    """From now on a moderator looks at what `organization` sends, as at everybody's."""
    _only_moderators(by)
    TrustedOrganization.objects.filter(organization=organization).delete()


def _only_moderators(person: Any) -> None:
    if not is_moderator(person):
        raise PermissionDenied
