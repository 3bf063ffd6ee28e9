"""Whom to write to about a record."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Permission
from django.db.models import Q, QuerySet


def editors_of(organization_id: UUID) -> QuerySet[AbstractUser]:
    """Who looks after an organisation, leads first; accounts that are closed left out."""
    people = _people().filter(memberships__organization_id=organization_id)
    return people.order_by("memberships__role", "email", "pk")


def moderators() -> QuerySet[AbstractUser]:
    """Everybody who moderates: moderators, administrators and superusers."""
    may = Permission.objects.filter(content_type__app_label="people", codename="moderate")
    return (
        _people()
        .filter(Q(is_superuser=True) | Q(groups__permissions__in=may) | Q(user_permissions__in=may))
        .distinct()
        .order_by("email", "pk")
    )


def _people() -> QuerySet[AbstractUser]:
    return get_user_model()._default_manager.filter(is_active=True)  # type: ignore[return-value]
