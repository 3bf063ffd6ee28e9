"""What people are called on a page."""

import pytest

from directory.admin.persons import Callers
from directory.people.accounts import open_account
from directory.people.models import Membership
from tests.factories import make_editor, make_moderator, make_organization

pytestmark = pytest.mark.django_db


def test_who_gave_no_name_is_called_by_their_address_and_never_by_a_made_up_user_name():
    organization = make_organization(published=False)
    colleague = open_account("ann@example.org")
    Membership.objects.create(user=colleague, organization=organization)

    for reader in (make_editor(organization), make_moderator()):
        assert Callers(reader, [colleague]).name(colleague) == "ann@example.org"
    stranger = make_editor(make_organization(published=False))
    assert Callers(stranger, [colleague]).name(colleague) == "somebody else"


def test_a_moderator_without_a_name_is_called_that_and_nobody_else_is():
    organization = make_organization(published=False)
    moderator, former = make_moderator(), make_editor(organization)
    Membership.objects.filter(user=former).delete()
    callers = Callers(make_editor(organization), [moderator, former])

    assert callers.name(moderator) == "a moderator"
    assert callers.name(former) == "somebody else"
