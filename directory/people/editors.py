"""Whom to write to about a record."""

from uuid import UUID

from django.contrib.auth.models import Permission, User
from django.db.models import OuterRef, Q, QuerySet, Subquery

from directory.people.models import Membership


def editors_of(organization_id: UUID) -> QuerySet[User]:
    """Who looks after an organisation, leads first; accounts that are closed left out."""
    members = Membership.objects.filter(organization_id=organization_id)
    duty = members.filter(user=OuterRef("pk")).values("role")
    people = _people().filter(pk__in=members.order_by().values("user_id"))
    # "lead" comes before "manager".
    return people.annotate(duty=Subquery(duty[:1])).order_by("duty", "email", "pk")


def moderators() -> QuerySet[User]:
    """Everybody who moderates: moderators, administrators and superusers."""
    may = Permission.objects.filter(content_type__app_label="people", codename="moderate")
    return (
        _people()
        .filter(Q(is_superuser=True) | Q(groups__permissions__in=may) | Q(user_permissions__in=may))
        .distinct()
        .order_by("email", "pk")
    )


def _people() -> QuerySet[User]:
    return User.objects.filter(is_active=True)
