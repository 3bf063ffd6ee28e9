"""An organisation is never left without a lead unless a moderator decides so."""

import pytest

from directory.people.members import (
    NotTheirs,
    WouldLackLead,
    give_duty,
    hand_over,
    may_manage,
    members_of,
    removable_by,
    remove,
)
from directory.people.models import Duty, Membership
from tests.factories import make_editor, make_moderator, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organization(published=False)


def duty_of(user, organization) -> str | None:
    membership = Membership.objects.filter(user=user, organization=organization).first()
    return membership and membership.role


def membership(user) -> Membership:
    return Membership.objects.get(user=user)


def test_leads_and_moderators_choose_who_may_edit(ours):
    lead, manager = make_editor(ours), make_editor(ours, role="manager")
    elsewhere = make_editor(make_organization(published=False))

    assert may_manage(lead, ours)
    assert may_manage(make_moderator(), ours)
    assert not may_manage(manager, ours)
    assert not may_manage(elsewhere, ours)
    assert not may_manage(make_moderator(is_active=False), ours)


def test_the_only_lead_cannot_leave(ours):
    lead = make_editor(ours)
    make_editor(ours, role="manager")

    with pytest.raises(WouldLackLead):
        remove(membership(lead), by=lead)
    with pytest.raises(WouldLackLead):
        give_duty(membership(lead), Duty.MANAGER)
    assert duty_of(lead, ours) == "lead"


def test_a_lead_whose_account_is_closed_does_not_count(ours):
    lead = make_editor(ours)
    make_editor(ours, is_active=False)

    with pytest.raises(WouldLackLead):
        remove(membership(lead), by=lead)


def test_one_of_two_leads_can_leave(ours):
    lead, other = make_editor(ours), make_editor(ours)

    remove(membership(lead), by=lead)

    assert [one.user for one in members_of(ours)] == [other]


def test_whom_somebody_may_remove(ours):
    """A lead is removed by nobody but themselves and moderators."""
    lead, other, closed = make_editor(ours), make_editor(ours), make_editor(ours, is_active=False)
    manager, helper = (make_editor(ours, role="manager") for _ in range(2))
    everybody = {lead, other, closed, manager, helper}

    def removable(user) -> set:
        return {one.user for one in removable_by(user, list(members_of(ours)))}

    assert removable(lead) == {lead, manager, helper}
    assert removable(manager) == {manager}
    assert removable(make_editor(make_organization(published=False))) == set()
    assert removable(make_moderator()) == everybody


def test_a_manager_who_has_become_lead_meanwhile_is_not_removed(ours):
    lead, manager = make_editor(ours), make_editor(ours, role="manager")
    as_seen = membership(manager)
    give_duty(as_seen, Duty.LEAD)

    for user in (lead, make_editor(ours, role="manager")):
        with pytest.raises(NotTheirs):
            remove(as_seen, by=user)
    assert duty_of(manager, ours) == "lead"


def test_a_moderator_may_decide_otherwise(ours):
    lead = make_editor(ours)

    remove(membership(lead), by=make_moderator(), even_the_last_lead=True)

    assert not members_of(ours).exists()


def test_handing_over_makes_the_giver_a_manager(ours):
    lead, manager = make_editor(ours), make_editor(ours, role="manager")

    hand_over(ours, giver=lead, taker=membership(manager))

    assert (duty_of(lead, ours), duty_of(manager, ours)) == ("manager", "lead")


def test_a_lead_who_hands_over_to_themselves_stays_lead(ours):
    lead = make_editor(ours)

    hand_over(ours, giver=lead, taker=membership(lead))

    assert duty_of(lead, ours) == "lead"


def test_handing_over_touches_no_other_organisation(ours):
    theirs = make_organization(published=False)
    lead = make_editor(ours, theirs)
    manager = make_editor(ours, role="manager")

    hand_over(ours, giver=lead, taker=membership(manager))

    assert duty_of(lead, theirs) == "lead"


def test_members_are_listed_leads_first(ours):
    manager = make_editor(ours, role="manager", first_name="Ana")
    lead = make_editor(ours, first_name="Zoe")

    assert [one.user for one in members_of(ours)] == [lead, manager]
