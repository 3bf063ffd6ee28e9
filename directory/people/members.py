"""Who looks after an organisation: handing over, removing, and never without a lead by accident.

A lead chooses the managers and nobody else: who leads stops leading by their own choice, or by a
moderator's.
"""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, Value, When

from directory.models import Organization
from directory.people.models import Duty, Membership
from directory.people.scope import is_moderator


class WouldLackLead(Exception):
    """Nobody would be left who may choose the organisation's editors."""


class NotTheirs(Exception):
    """This person is not for whoever asked to remove."""


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


def removable_by(user: User, members: Collection[Membership]) -> list[Membership]:
    """Those of `members`, everybody of one organisation, whom `user` may take from it.

    Everybody may leave, a lead removes managers, and a moderator whomever they decide to.
    """
    if is_moderator(user):
        return list(members)
    leads = any(one.user_id == user.pk and one.role == Duty.LEAD for one in members)
    return [
        one for one in members if one.user_id == user.pk or (leads and one.role == Duty.MANAGER)
    ]


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
def remove(membership: Membership, *, by: User, even_the_last_lead: bool = False) -> None:
    """Take a person from an organisation.

    Raises NotTheirs if that is not for `by` to do, and WouldLackLead for its only lead, unless a
    moderator decided so: `even_the_last_lead`.
    """
    members = _locked(membership.organization)
    # As they are now: a manager may have been made lead since the page was opened.
    if membership not in removable_by(by, members):
        raise NotTheirs
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
