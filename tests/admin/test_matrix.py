"""Role × object × action, over every page the admin has: none slips in unlooked at.

The table is written out by hand, and not asked of the code that it checks.
"""

import pytest
from django.contrib import admin

from directory.models import Location, Organization, Service
from directory.people.models import Membership
from tests.admin.examples import EXAMPLES, address, example, pages_of, registered
from tests.factories import (
    make_administrator,
    make_editor,
    make_moderator,
    make_organization,
    make_person,
    make_service,
)

pytestmark = pytest.mark.django_db

ALL = "view add change delete"
EVERY_ROLE = ("somebody", "editor elsewhere", "editor", "manager", "moderator", "administrator")
# What a role may do to each kind of record; to whose, is below.
MAY: dict[str, dict[str, str]] = {
    "Organization": {"editor": "view change", "moderator": ALL, "administrator": ALL},
    "Service": {"editor": ALL, "moderator": ALL, "administrator": ALL},
    "Location": {"editor": ALL, "moderator": ALL, "administrator": ALL},
    "ServiceAtLocation": {"editor": ALL, "moderator": ALL, "administrator": ALL},
    "Program": {"editor": ALL, "moderator": ALL, "administrator": ALL},
    "Attribute": {"editor": ALL, "moderator": ALL, "administrator": ALL},
    "Taxonomy": {"editor": "view", "moderator": "view", "administrator": ALL},
    "TaxonomyTerm": {"editor": "view", "moderator": "view", "administrator": ALL},
    "Unit": {"editor": "view", "moderator": "view", "administrator": ALL},
    "NamedPlace": {"editor": "", "moderator": "", "administrator": ALL},
    "ThesaurusEntry": {"editor": "", "moderator": ALL, "administrator": ALL},
    "Problem": {
        "editor": "view change",
        "moderator": "view change",
        "administrator": "view change",
    },
    "LinkUse": {"editor": "view", "moderator": "view", "administrator": "view"},
    "Account": {"editor": "", "moderator": "", "administrator": "view change"},
}
# Everybody's to see; the rest is an editor's only where it is their organisation's.
SHARED = {"Taxonomy", "TaxonomyTerm", "Unit"}
# What an editor may do in bulk: what they may do one by one, and no more.
BULK = {"delete_selected": "delete", "publish_selected": "change", "withdraw_selected": "change"}


@pytest.fixture
def ours():
    return make_organization(published=False, name="Zebra trust")


@pytest.fixture
def person(ours):
    """Somebody of a role, made when they are needed."""

    def make(role: str):
        return {
            "somebody": make_person,
            "editor elsewhere": lambda: make_editor(make_organization(published=False)),
            "editor": lambda: make_editor(ours),
            "manager": lambda: make_editor(ours, role="manager"),
            "moderator": make_moderator,
            "administrator": make_administrator,
        }[role]()

    return make


def allowed(name: str, role: str) -> set[str]:
    """What `role` may do to a record of our organisation."""
    if role == "somebody":
        return set()
    if role in ("editor elsewhere", "manager"):
        may = MAY[name]["editor"]
        elsewhere = role == "editor elsewhere" and name not in SHARED
        return (set(may.split()) & {"add"}) if elsewhere else set(may.split())
    return set(MAY[name][role].split())


def test_every_page_of_the_admin_is_in_the_table():
    assert (
        {model.__name__ for model in registered()}
        == set(MAY)
        == {model.__name__ for model in EXAMPLES}
    )


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", [role for role in EVERY_ROLE if role != "manager"])
def test_what_a_role_finds_and_may_open(client, ours, person, model, role):
    look(client, ours, person, model, role)


@pytest.mark.parametrize("model", [Organization, Service, Location], ids=lambda one: one.__name__)
def test_a_manager_edits_as_a_lead_does(client, ours, person, model):
    look(client, ours, person, model, "manager")


def look(client, ours, person, model, role) -> None:
    """Open everything there is for `role` to open, and compare."""
    row = example(model, ours)
    client.force_login(person(role))
    may = allowed(model.__name__, role)
    seen = bool(may & {"view", "change"})

    answers = {
        page: client.get(url).status_code
        for page, url in pages_of(row).items() | {("add", address(model, "add"))}
    }
    assert answers == {
        "add": 200 if "add" in may else 404,
        "change": 200 if seen else 404,
        "history": 200 if seen else 404,
        "delete": 200 if "delete" in may else 404,
    }

    listed = client.get(address(model, "changelist"))
    # An editor of others' records has a list of the same kind, with theirs in it.
    has_list = seen or (role == "editor elsewhere" and MAY[model.__name__]["editor"] != "")
    assert listed.status_code == (200 if has_list else 404)
    if has_list:
        found = {str(one.pk) for one in listed.context["cl"].result_list}
        assert (str(row.pk) in found) is seen


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_a_change_that_is_not_allowed_is_not_made(client, ours, person, model):
    row = example(model, ours)
    before = type(row)._default_manager.filter(pk=row.pk).values().get()
    for role in ("somebody", "editor elsewhere"):
        client.force_login(person(role))
        for page, url in pages_of(row).items():
            answer = client.post(url, {"post": "yes", "name": "Taken over"})
            # A history is only ever read, by whoever may see the record.
            reads = page == "history" and model.__name__ in SHARED
            assert answer.status_code == (200 if reads else 404) or role == "somebody"
    assert type(row)._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_an_action_does_nothing_to_what_is_out_of_reach(client, rf, ours, person, model):
    """Every action there is, those the role is not even offered included."""
    row = example(model, ours)
    request = rf.get("/")
    request.user = make_person(is_superuser=True)
    actions = admin.site._registry[model].get_actions(request)
    before = type(row)._default_manager.filter(pk=row.pk).values().get()
    for role in ("somebody", "editor elsewhere"):
        client.force_login(person(role))
        for action in actions:
            form = {"action": action, "_selected_action": [str(row.pk)], "post": "yes"}
            answer = client.post(address(model, "changelist"), form, follow=True)
            assert "Zebra" not in answer.content.decode() or model.__name__ in SHARED
    assert type(row)._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", ["editor", "moderator", "administrator"])
def test_the_actions_a_role_is_offered(client, rf, person, model, role):
    request = rf.get("/")
    request.user = person(role)
    may = set(MAY[model.__name__][role].split())

    offered = set(admin.site._registry[model].get_actions(request))

    unknown = offered - set(BULK) - {"take_away_codes"}
    assert not unknown, f"Say in BULK what one must be allowed for {unknown}."
    assert all(BULK.get(action, "change") in may for action in offered)


@pytest.mark.parametrize("path", ["/admin/", "/admin/nothing/", "/admin/team/", "/admin/jsi18n/"])
def test_a_stranger_learns_nothing_of_what_there_is(client, path):
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith(("/admin/login/?next=", "/accounts/login/"))


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_a_stranger_is_asked_to_sign_in_whether_or_not_it_exists(client, ours, model):
    row = example(model, ours)
    there, not_there = pages_of(row), pages_of(type(row)(pk=_missing(row)))
    for page in there:
        assert client.get(there[page]).status_code == client.get(not_there[page]).status_code == 302


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_what_is_out_of_reach_answers_exactly_as_what_does_not_exist(client, ours, person, model):
    if model.__name__ in SHARED:
        pytest.skip("everybody's to see")
    row = example(model, ours)
    missing = type(row)(pk=_missing(row))
    client.force_login(person("editor elsewhere"))
    for page, url in pages_of(row).items():
        there, not_there = client.get(url), client.get(pages_of(missing)[page])
        assert there.status_code == not_there.status_code == 404
        assert there.content == not_there.content


def _missing(row):
    from uuid import UUID

    return UUID(int=7) if isinstance(row.pk, UUID) else 99_999


def test_an_editor_whose_membership_ended_reaches_nothing_at_once(client, ours, person):
    service = make_service(organization=ours, published=False)
    editor = person("editor")
    client.force_login(editor)
    assert client.get(address(type(service), "change", service.pk)).status_code == 200

    Membership.objects.filter(user=editor).delete()

    assert client.get(address(type(service), "change", service.pk)).status_code == 404
