"""Another organisation's ids in addresses, forms, rows inside forms, suggestions and actions."""

import pytest
from django.contrib import admin
from django.db.models import ForeignKey
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from directory import models as hsds
from directory.people.models import Account, Membership
from directory.publication.models import Revision
from tests.admin.browsing import Form
from tests.admin.examples import address, registered
from tests.factories import (
    make_administrator,
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_person,
    make_service,
    make_term,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organization(published=False, name="Otter Bank")


@pytest.fixture
def theirs():
    return make_organization(name="Zebra trust")


@pytest.fixture
def editor(client, ours):
    user = make_editor(ours)
    client.force_login(user)
    return user


def opened(client, row) -> tuple[str, dict[str, list[str]]]:
    """The address of a row's form, and what it sends if nothing is touched."""
    url = address(type(row), "change", row.pk)
    page = client.get(url)
    assert page.status_code == 200
    return url, Form(page.content.decode(), f"{row._meta.model_name}_form").data()


def added(client, model) -> tuple[str, dict[str, list[str]]]:
    url = address(model, "add")
    return url, Form(client.get(url).content.decode(), f"{model._meta.model_name}_form").data()


# --- Forms ---------------------------------------------------------------------------------------


def test_a_record_is_not_given_to_another_organisation(client, editor, ours, theirs):
    service = make_service(organization=ours, published=False)
    for model, row in {hsds.Service: service, hsds.Location: location_of(ours)}.items():
        url, form = opened(client, row)
        client.post(url, form | {"organization": str(theirs.pk)})
        row.refresh_from_db()
        assert row.organization == ours, model


def test_nothing_is_made_for_another_organisation(client, editor, theirs):
    for model in (hsds.Service, hsds.Location, hsds.Program):
        before = model.objects.count()
        url, form = added(client, model)
        client.post(url, form | {"organization": str(theirs.pk), "name": "Ours now"})
        assert model.objects.count() == before, model


def test_ones_organisation_is_not_put_under_anothers(client, editor, ours, theirs):
    url, form = opened(client, ours)

    client.post(url, form | {"parent_organization": str(theirs.pk)})

    ours.refresh_from_db()
    assert ours.parent_organization is None


def test_what_a_moderator_chose_survives_an_editors_save(client, editor, ours, theirs):
    ours.parent_organization = theirs
    ours.save()
    url, form = opened(client, ours)

    client.post(url, form | {"name": "Otter Bank anew"})

    ours.refresh_from_db()
    assert (ours.name, ours.parent_organization) == ("Otter Bank anew", theirs)


def location_of(organization, **fields):
    return make_location(organization=organization, published=False, **fields)


def test_a_secret_place_of_others_is_not_chosen(client, editor, ours, theirs):
    """By any of the ways a session gets a place: its form would then show the address."""
    service = make_service(organization=ours, published=False)
    for refuge in (
        make_location(organization=theirs, hide_address=True, name="Zebra refuge"),
        location_of(theirs, name="Zebra draft"),
    ):
        url, form = added(client, hsds.ServiceAtLocation)
        client.post(url, form | {"service": str(service.pk), "location": str(refuge.pk)})
        url, form = opened(client, service)
        client.post(url, form | {"places-0-location": str(refuge.pk)})
        assert not hsds.ServiceAtLocation.objects.exists()
        assert client.get(address(hsds.Location, "change", refuge.pk)).status_code == 404


def test_a_public_place_of_others_can_be_chosen_and_not_changed(client, editor, ours, theirs):
    service = make_service(organization=ours, published=False)
    hall = make_location(organization=theirs)
    url, form = added(client, hsds.ServiceAtLocation)

    client.post(url, form | {"service": str(service.pk), "location": str(hall.pk)})

    assert service.service_at_locations.get().location == hall
    other = make_service(organization=ours, published=False)
    url, form = opened(client, other)
    client.post(url, form | {"places-0-location": str(hall.pk)})
    assert other.service_at_locations.get().location == hall
    for page in ("change", "delete", "history"):
        assert client.get(address(hsds.Location, page, hall.pk)).status_code == 404


def test_a_row_inside_a_form_is_not_swapped_for_anothers(client, editor, ours, theirs):
    mine = hsds.Phone.objects.create(organization=ours, number="01632 960001")
    hers = hsds.Phone.objects.create(organization=theirs, number="01632 960002")
    url, form = opened(client, ours)
    row = next(name for name, value in form.items() if value == [str(mine.pk)])
    for change in ({}, {row.removesuffix("-id") + "-DELETE": "on"}):
        number = {row.removesuffix("-id") + "-number": "01632 960003"}
        client.post(url, form | {row: str(hers.pk)} | number | change)

    hers.refresh_from_db()
    assert (hers.number, hers.organization) == ("01632 960002", theirs)


def test_a_row_owned_together_with_others_is_not_shown_or_changed(client, editor, ours, theirs):
    service = make_service(organization=theirs, published=False)
    hsds.Phone.objects.create(organization=ours, service=service, number="01632 960009")

    page = client.get(address(hsds.Organization, "change", ours.pk)).content.decode()

    assert "01632 960009" not in page


def test_nothing_is_said_of_others_records(client, editor, ours, theirs):
    """An attribute names its owner by any id at all."""
    service = make_service(organization=theirs, published=False)
    own = hsds.Attribute.objects.create(link_entity="organization", link_id=ours.pk, value="ours")
    before = hsds.Attribute.objects.count()
    url, form = added(client, hsds.Attribute)
    said = {"link_entity": "service", "link_id": str(service.pk), "value": "closed"}

    assert client.post(url, form | said).status_code == 404
    assert hsds.Attribute.objects.count() == before
    url, form = opened(client, own)
    assert client.post(url, form | said).status_code == 404
    own.refresh_from_db()
    assert own.link_id == ours.pk


def test_a_place_where_others_meet_is_not_deleted_under_them(client, editor, ours, theirs):
    hall = location_of(ours)
    service = make_service(organization=theirs, published=False, at=hall)

    page = client.get(address(hsds.Location, "delete", hall.pk)).content.decode()
    client.post(address(hsds.Location, "delete", hall.pk), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": str(hall.pk), "post": "yes"}
    client.post(address(hsds.Location, "changelist"), chosen)

    assert "of other organisations" in page
    assert service.service_at_locations.get().location == hall


def test_no_field_of_a_form_offers_what_may_not_be_named(client, editor, rf, ours, theirs):
    """Over every form and every row inside one, those to come included."""
    hidden = {
        theirs.pk,
        make_service(organization=theirs, published=False).pk,
        make_location(organization=theirs, hide_address=True).pk,
        location_of(theirs).pk,
    }
    request = rf.get("/")
    request.user = editor
    looked_at = 0
    for model_admin in admin.site._registry.values():
        forms = [(model_admin.model, model_admin.get_form(request).base_fields)]
        for inline in model_admin.get_inline_instances(request):
            forms.append((inline.model, inline.get_formset(request).form.base_fields))
        for model, fields in forms:
            for column in model._meta.fields:
                field = fields.get(column.name)
                if isinstance(column, ForeignKey) and hasattr(field, "queryset"):
                    offered = set(field.queryset.filter(pk__in=hidden).values_list("pk", flat=True))
                    assert not offered, (type(model_admin).__name__, model, column.name)
                    looked_at += 1
    assert looked_at >= 5


# --- Suggestions ---------------------------------------------------------------------------------


def suggested(client, model, column: str, term: str):
    query = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": column,
        "term": term,
    }
    return client.get("/admin/autocomplete/", query)


def test_no_column_suggests_what_is_out_of_reach(client, editor, theirs):
    make_service(
        organization=theirs,
        published=False,
        name="Zebra club",
        at=make_location(organization=theirs, hide_address=True, name="Zebra refuge"),
    )
    location_of(theirs, name="Zebra draft", address={"postal_code": "BD1 9ZZ"})
    hsds.Program.objects.create(organization=theirs, name="Zebra programme")
    columns = [
        (model, field.name)
        for model in hsds.HSDSModel.__subclasses__()
        for field in model._meta.fields
        if isinstance(field, ForeignKey)
    ]
    for model, column in columns:
        for term in ("Zebra", "BD1 9ZZ", "\0"):
            answer = suggested(client, model, column, term)
            assert answer.status_code in (200, 400, 403, 404), (model, column)
            assert "Zebra" not in answer.content.decode(), (model, column)


def test_a_place_is_found_by_its_name_and_postcode(client, editor, theirs):
    make_location(organization=theirs, name="Heron Hall", address={"postal_code": "BD3 7QX"})
    make_location(
        organization=theirs, hide_address=True, name="Refuge", address={"postal_code": "BD3 7QX"}
    )
    for term in ("heron", "BD3 7QX"):
        found = suggested(client, hsds.ServiceAtLocation, "location", term).json()["results"]
        assert [one["text"] for one in found] == ["Heron Hall"]


def test_categories_are_everybodys_to_choose(client, editor):
    term = make_term(published=False)

    found = suggested(client, hsds.Attribute, "taxonomy_term", term.name).json()["results"]

    assert [one["id"] for one in found] == [str(term.pk)]


# --- Addresses -----------------------------------------------------------------------------------


def patterns(found, prefix="") -> list[str]:
    routes = []
    for one in found:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            routes += patterns(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            routes.append(route)
    return routes


def every_admin_address(ids: list[str]) -> list[str]:
    """Every address the admin answers on, filled in with each of `ids`."""
    import re

    found = set()
    for route in patterns(get_resolver().url_patterns):
        if not route.startswith("admin/"):
            continue
        for id in ids:
            filled = re.sub(r"<(?:\w+:)?\w+>", id, route)
            filled = re.sub(r"\(\?P<\w+>[^)]*\)|\^|\$|\\Z", "", filled)
            found.add(f"/{filled}")
    return sorted(found)


def test_no_address_shows_others_records_or_lets_them_be_changed(client, editor, theirs):
    """Every page of the admin, those of other modules and those to come included."""
    service = make_service(
        organization=theirs, name="Zebra club", at=make_location(name="Zebra hall")
    )
    ids = [str(theirs.pk), str(service.pk), "1"]
    before = (
        set(hsds.Organization.objects.values_list()),
        set(hsds.Service.objects.values_list()),
        set(Membership.objects.values_list()),
        Revision.objects.count(),
    )
    for url in every_admin_address(ids):
        if url.startswith("/admin/logout"):
            continue
        page = client.get(url, follow=True)
        assert page.status_code in (200, 400, 403, 404, 405), url
        assert "Zebra club" not in page.content.decode(errors="replace"), url
        if any(id in url for id in ids):
            client.post(url, {"post": "yes", "action": "approve", "do": "remove", "name": "Taken"})
    assert before == (
        set(hsds.Organization.objects.values_list()),
        set(hsds.Service.objects.values_list()),
        set(Membership.objects.values_list()),
        Revision.objects.count(),
    )


def test_no_address_answers_a_stranger(theirs):
    for url in every_admin_address([str(theirs.pk)]):
        answer = Client().get(url)
        assert answer.status_code in (302, 404, 308), url
        assert "Zebra" not in answer.content.decode(errors="replace")


def test_the_door_from_any_row_to_its_page_is_gone(client, editor, theirs):
    from django.contrib.contenttypes.models import ContentType

    number = ContentType.objects.get_for_model(theirs).pk

    assert client.get(f"/admin/r/{number}/{theirs.pk}/").status_code == 404


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_an_odd_id_is_no_fault(client, model):
    client.force_login(make_person(is_superuser=True))
    base = address(model, "changelist")
    for id in ("%00", "-1", "9" * 40, "x" * 2000, "..%2F..", "_5F_5Fé"):
        for page in ("change", "delete"):
            assert client.get(f"{base}{id}/{page}/").status_code in (302, 400, 404), (id, page)


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_an_odd_question_of_a_list_is_no_fault(client, model):
    client.force_login(make_person(is_superuser=True))
    url = address(model, "changelist")
    for query in (
        "q=%00",
        "q=" + "a" * 3000,
        "o=99.-99.x",
        "p=99999999999",
        "p=-1",
        "all=",
        "e=1",
        "name__exact=%00",
        "id__exact=%00",
        "id__exact=nothing",
        "organization__email__startswith=a",
        "service__organization__memberships__user__password__startswith=p",
        "password__startswith=p",
        "_to_field=password",
        "_popup=1",
    ):
        assert client.get(f"{url}?{query}", follow=True).status_code in (200, 400, 404), query


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_an_odd_choice_for_an_action_is_no_fault(client, rf, model):
    request = rf.get("/")
    request.user = make_person(is_superuser=True)
    client.force_login(request.user)
    odd = ["\0", "nothing", "9" * 40, "x" * 5000, "-1"]
    for action in admin.site._registry[model].get_actions(request):
        form = {"action": action, "_selected_action": odd, "post": "yes"}
        assert client.post(address(model, "changelist"), form).status_code in (200, 302)


def test_a_list_is_not_narrowed_by_what_its_reader_may_not_see(client, editor, ours):
    """A question whose answer tells, letter by letter, what stands in another table."""
    make_service(organization=ours, published=False)
    url = address(hsds.Service, "changelist")

    answer = client.get(f"{url}?organization__memberships__user__password__startswith=p")

    assert answer.status_code == 400


# --- Mass assignment -----------------------------------------------------------------------------

EVERYTHING = {
    "is_superuser": "on",
    "is_staff": "on",
    "password": "x",
    "user_permissions": ["1", "2"],
    "groups": ["1", "2", "3"],
    "username": "taken",
    "role": "lead",
    "memberships-0-role": "lead",
    "trusted": "on",
    "state": "live",
    "published": "on",
    "owner": "1",
}


def test_no_form_takes_a_role_a_state_or_an_owner(client, editor, ours):
    before = traits(editor)
    for row in (ours, make_service(organization=ours, published=False), location_of(ours)):
        url, form = opened(client, row)
        client.post(url, form | EVERYTHING)
    assert traits(editor) == before
    assert not Revision.objects.exists()


def test_an_administrator_makes_no_superuser_and_sets_no_password(client):
    administrator, other = make_administrator(), make_editor(email="bea@example.org")
    client.force_login(administrator)
    for user in (administrator, other):
        before = traits(user)
        url, form = opened(client, Account.objects.get(pk=user.pk))
        assert client.post(url, form | EVERYTHING).status_code == 302
        assert traits(user) == before


def traits(user) -> tuple:
    user = type(user).objects.get(pk=user.pk)
    groups = sorted(user.groups.values_list("name", flat=True))
    return (
        user.is_superuser,
        user.is_staff,
        user.password,
        user.username,
        groups,
        user.user_permissions.count(),
        list(user.memberships.values_list("organization", "role")),
    )


def test_an_administrator_does_not_reach_a_superusers_account(client):
    superuser = make_person(is_superuser=True, email="root@example.org")
    client.force_login(make_administrator())

    for page in ("change", "history"):
        assert client.get(address(Account, page, superuser.pk)).status_code == 404
    assert "root@example.org" not in client.get(address(Account, "changelist")).content.decode()


# --- Forms sent from elsewhere -------------------------------------------------------------------


@pytest.mark.parametrize("page", ["change", "delete", "changelist", "add"])
def test_a_form_sent_from_elsewhere_is_refused(ours, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_moderator())
    args = () if page in ("changelist", "add") else (ours.pk,)

    assert client.post(address(hsds.Organization, page, *args), {"post": "yes"}).status_code == 403
    assert hsds.Organization.objects.filter(pk=ours.pk).exists()


def test_the_pages_of_people_refuse_it_too(ours):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_administrator())
    for url in (f"/admin/organizations/{ours.pk}/people/", "/admin/team/"):
        assert client.post(url, {"do": "invite", "email": "a@example.org"}).status_code == 403
