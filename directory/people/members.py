"""Who looks after an organisation: handing over, removing, and never without a lead by accident."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, Value, When

from directory.models import Organization
from directory.people.models import Duty, Membership
from directory.people.scope import is_moderator


class WouldLackLead(Exception):
    """Nobody would be left who may choose the organisation's editors."""


def may_manage(user: User, organization: Organization) -> bool:
    """Whether `user` may choose who looks after `organization`: its leads, and moderators."""
    if not user.is_active:
        return False
    return (
        is_moderator(user)
        or Membership.objects.filter(
            user_id=user.pk, organization=organization, role=Duty.LEAD
        ).exists()
    )


def members_of(organization: Organization) -> QuerySet[Membership]:
    """Everybody who looks after `organization`, leads first."""
    lead_first = Case(
        When(role=Duty.LEAD, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return (
        Membership.objects.filter(organization=organization)
        .select_related("user")
        .order_by(lead_first, "user__first_name", "user__email", "pk")
    )


@transaction.atomic
def remove(membership: Membership, *, even_the_last_lead: bool = False) -> None:
    """Take a person from an organisation.

    Raises WouldLackLead for its only lead, unless a moderator decided so: `even_the_last_lead`.
    """
    members = _locked(membership.organization)
    if not even_the_last_lead and _is_only_lead(membership, members):
        raise WouldLackLead
    membership.delete()


@transaction.atomic
def give_duty(membership: Membership, duty: Duty, *, even_the_last_lead: bool = False) -> None:
    """Make a member lead or manager. Raises WouldLackLead as `remove` does."""
    members = _locked(membership.organization)
    if duty != Duty.LEAD and not even_the_last_lead and _is_only_lead(membership, members):
        raise WouldLackLead
    Membership.objects.filter(pk=membership.pk).update(role=duty)


@transaction.atomic
def hand_over(organization: Organization, *, giver: User, taker: Membership) -> None:
    """The lead passes from `giver`, who stays as a manager, to another member."""
    for membership in _locked(organization):
        if membership.pk == taker.pk:
            membership.role = Duty.LEAD
            membership.save(update_fields=["role"])
        elif membership.user_id == giver.pk and taker.user_id != giver.pk:
            membership.role = Duty.MANAGER
            membership.save(update_fields=["role"])


def _locked(organization: Organization) -> list[Membership]:
    """The memberships of `organization`, which nobody else changes until the transaction ends."""
    members = Membership.objects.filter(organization=organization).select_related("user")
    return list(members.select_for_update(of=("self",)).order_by("pk"))


def _is_only_lead(membership: Membership, members: list[Membership]) -> bool:
    """Of those who can sign in: a closed account leads nobody."""
    leads = [one.pk for one in members if one.role == Duty.LEAD and one.user.is_active]
    return leads == [membership.pk]
