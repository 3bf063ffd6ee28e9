"""The roles are Django groups with permissions, made by a migration and kept by every later one."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from directory.people.editors import editors_of, moderators
from directory.people.roles import ADMINISTRATORS, EDITORS, MODERATORS, ROLES, make_roles
from directory.people.scope import is_administrator, is_moderator
from tests.factories import (
    make_administrator,
    make_editor,
    make_moderator,
    make_organization,
    make_person,
)

pytestmark = pytest.mark.django_db


def codenames(role: str) -> set[str]:
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


def test_the_migrations_made_the_roles():
    assert set(Group.objects.values_list("name", flat=True)) >= {
        EDITORS,
        MODERATORS,
        ADMINISTRATORS,
    }


def test_each_role_may_what_the_one_before_it_may():
    assert codenames(EDITORS) < codenames(MODERATORS) < codenames(ADMINISTRATORS)


def test_an_editor_has_no_permission_over_people_terms_or_organisations_as_such():
    may = codenames(EDITORS)

    assert not {name for name in may if name.endswith(("_account", "_membership"))}
    assert {name for name in may if name.endswith("_taxonomyterm")} == {"view_taxonomyterm"}
    assert {name for name in may if name.endswith("_organization")} == {
        "view_organization",
        "change_organization",
    }


def test_nobody_may_delete_an_account_or_touch_groups():
    for role in ROLES:
        assert "delete_account" not in codenames(role)
        assert not {name for name in codenames(role) if name.endswith(("_group", "_user"))}


def test_every_model_named_for_a_role_exists_or_comes_with_an_app_that_does():
    for may in ROLES.values():
        for label in may:
            apps.get_model(label)


def test_migrating_again_puts_a_role_back_as_it_was():
    before = codenames(EDITORS)
    Group.objects.get(name=EDITORS).permissions.clear()
    Group.objects.get(name=EDITORS).permissions.add(Permission.objects.get(codename="delete_user"))

    make_roles(apps)

    assert codenames(EDITORS) == before


def test_what_is_not_there_yet_is_made_for_every_role():
    before = {role: codenames(role) for role in ROLES}
    ContentType.objects.filter(app_label="directory").delete()
    assert codenames(EDITORS) != before[EDITORS]

    make_roles(apps)

    assert {role: codenames(role) for role in ROLES} == before


def test_looking_whether_all_is_as_it_was_takes_few_queries(django_assert_max_num_queries):
    """Every `migrate` does, and every test that empties the database."""
    with django_assert_max_num_queries(1 + 2 * len(ROLES)):
        make_roles(apps)


def test_who_is_what():
    editor, moderator = make_editor(make_organization(published=False)), make_moderator()
    administrator, superuser = make_administrator(), make_person(is_superuser=True)

    assert [is_moderator(one) for one in (editor, moderator, administrator, superuser)] == [
        False,
        True,
        True,
        True,
    ]
    assert [is_administrator(one) for one in (editor, moderator, administrator, superuser)] == [
        False,
        False,
        True,
        True,
    ]


def test_a_closed_account_is_nothing():
    for user in (make_moderator(is_active=False), make_person(is_superuser=True, is_active=False)):
        assert not is_moderator(user)
        assert not is_administrator(user)


def test_letters_about_an_organisation_go_to_those_who_look_after_it_leads_first():
    organization = make_organization(published=False)
    manager = make_editor(organization, role="manager", email="a@example.org")
    lead = make_editor(organization, email="b@example.org")
    make_editor(organization, is_active=False)
    make_editor(make_organization(published=False))

    assert list(editors_of(organization.pk)) == [lead, manager]


def test_letters_to_moderators_go_to_each_once():
    both = make_person(MODERATORS, ADMINISTRATORS, email="a@example.org")
    superuser = make_person(email="b@example.org", is_superuser=True)
    make_moderator(is_active=False)
    make_person(EDITORS)

    assert list(moderators()) == [both, superuser]
