"""Two records made one: everything goes over, nothing is lost, and only what is public changes."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models
from django.utils import timezone

from directory import models as hsds
from directory.duplicates.merging.merge import CannotMerge, merge, preview
from directory.duplicates.merging.pointers import pointers_to
from directory.duplicates.models import Merge, Pair, Replacement
from directory.people.models import Duty, Membership
from directory.publication.models import Action, Kind, Revision, Touch
from directory.publication.publish import publish, publish_many
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from tests.conformance import full_house
from tests.factories import make_location, make_organization, make_service
from tests.publication.seen import everything, is_public, shown

pytestmark = pytest.mark.django_db

# What keeps the id of a record that is no more, and what it says there.
HISTORY = {
    "publication_revision",
    "publication_touch",
    "duplicates_merge",
    "duplicates_replacement",
    "review_version",
    "exchange_importedrow",
}


@pytest.fixture
def moderator(django_user_model):
    return django_user_model.objects.create(username="moderator", is_superuser=True)


@pytest.fixture
def houses():
    """Two directories with every column filled and every kind of row, the second's texts other."""
    full_house.build()
    first = {model: list(model.objects.all()) for model in hsds.HSDSModel.__subclasses__()}
    full_house.build()
    for model, rows in first.items():
        before = {row.pk for row in rows}
        for row in model.objects.all():
            if row.pk not in before and model not in (hsds.Attribute, hsds.Metadata):
                for field in row._meta.concrete_fields:
                    if isinstance(field, models.TextField) and getattr(row, field.attname):
                        setattr(row, field.attname, f"Other {getattr(row, field.attname)}")
                row.save()
    publish_everything()
    return first


def publish_everything() -> int:
    """How many documents the working copy would change."""
    changed = 0
    for kind, model in (
        (Kind.TAXONOMY, hsds.Taxonomy),
        (Kind.TAXONOMY_TERM, hsds.TaxonomyTerm),
        (Kind.ORGANIZATION, hsds.Organization),
        (Kind.LOCATION, hsds.Location),
        (Kind.SERVICE, hsds.Service),
    ):
        outcome = publish_many(kind, list(model.objects.values_list("pk", flat=True)))
        assert outcome.not_ready == {}
        changed += outcome.published
    return changed


def rows_naming(id: Any) -> set[str]:
    """The tables in which some column still holds this id, or a text with it."""
    naming = set()
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in (name for name in tables if "_fts" not in name):
            for column in connection.introspection.get_table_description(cursor, table):
                cursor.execute(
                    f'SELECT COUNT(*) FROM "{table}" WHERE '
                    f"REPLACE(CAST(\"{column.name}\" AS TEXT), '-', '') LIKE %s",
                    [f"%{id.hex}%"],
                )
                if cursor.fetchone()[0]:
                    naming.add(table)
    return naming


def same_bytes_from_the_log() -> bool:
    before = everything()
    rebuild_public_record()
    return everything() == before


def full_organizations() -> list[hsds.Organization]:
    return list(hsds.Organization.objects.exclude(parent_organization=None).order_by("pk"))


# --- Everything goes over ------------------------------------------------------------------------


@pytest.mark.parametrize("model", [hsds.Organization, hsds.Location])
def test_nothing_is_lost_of_a_record_with_every_kind_of_row(houses, model, moderator):
    rows = model.objects.all()
    if model is hsds.Organization:
        rows = rows.exclude(parent_organization=None)
    old, new = rows.order_by("pk")
    counts = {one: one.objects.count() for one in hsds.HSDSModel.__subclasses__()}
    for pointer in pointers_to(model):
        if issubclass(pointer.model, hsds.HSDSModel) and pointer.model is not hsds.Organization:
            assert pointer.rows(model.entity(), old.pk).exists(), pointer
    Membership.objects.create(user=moderator, organization_id=full_organizations()[0].pk)

    outcome = merge(model.entity(), old=old.pk, new=new.pk, by=moderator)

    folded = dict(Replacement.objects.values_list("table").annotate(models.Count("pk")))
    for one, count in counts.items():
        # What says the same of both, word for word, is said once.
        assert one.objects.count() == count - folded.get(one.entity(), 0), one
    assert sum(count for _, count in outcome.moved) > 5
    assert rows_naming(old.pk) <= HISTORY
    assert not is_public(old)
    assert is_public(new)
    # What the public sees is what the working copy says, and what the log does.
    assert publish_everything() == 0
    assert same_bytes_from_the_log()


def test_rows_that_say_the_same_become_one():
    full_house.build()
    full_house.build()
    publish_everything()
    old, new = full_organizations()
    phones = hsds.Phone.objects.filter(organization=new)
    languages = hsds.Language.objects.filter(phone__in=phones).count()

    outcome = merge("organization", old=old.pk, new=new.pk)

    assert phones.count() == 1
    assert hsds.Language.objects.filter(phone__in=phones).count() == languages == 1
    assert ("phone numbers", 2) in outcome.same
    said = Merge.objects.get().said
    assert {row["is"] for row in said["rows"]} >= {"directory.Phone", "directory.Contact"}
    assert said["record"]["id"] == str(old.pk)
    assert publish_everything() == 0
    assert same_bytes_from_the_log()


def test_every_model_that_points_at_an_organisation_goes_over(django_user_model, moderator):
    """Rows of other apps as well: made from their fields, so that a new one is in this test."""
    old, new = make_organization(), make_organization()
    for pointer in pointers_to(hsds.Organization):
        if pointer.kind_column or issubclass(pointer.model, hsds.HSDSModel):
            continue
        made = {pointer.column: old.pk}
        for field in pointer.model._meta.concrete_fields:
            if field.primary_key or field.has_default() or field.attname in made or field.null:
                continue
            made[field.attname] = _filled(field, moderator)
        if pointer.label == "review.Submission":
            made |= {"kind": "service", "state": "approved"}
        if pointer.label == "people.Invitation":
            made |= {"post": "manager"}
        pointer.model._base_manager.create(**made)

    merge("organization", old=old.pk, new=new.pk, by=moderator)

    for pointer in pointers_to(hsds.Organization):
        if pointer.kind_column or issubclass(pointer.model, hsds.HSDSModel):
            continue
        assert not pointer.rows("organization", old.pk).exists()
        assert pointer.rows("organization", new.pk).exists() == pointer.is_handed_on, pointer
    kept = {row["is"] for row in Merge.objects.get().said["rows"]}
    assert kept == {p.label for p in pointers_to(hsds.Organization) if not p.is_handed_on}


def _filled(field: models.Field, user: Any) -> Any:
    if field.is_relation:
        return user.pk
    match field:
        case models.UUIDField():
            return uuid4()
        case models.DateTimeField():
            return timezone.now()
        case models.IntegerField():
            return 1
    return "x@example.org"


def test_who_looks_after_either_looks_after_both(django_user_model, moderator):
    old, new = make_organization(), make_organization()
    both, one = (django_user_model.objects.create(username=name) for name in ("both", "one"))
    Membership.objects.create(user=both, organization=old, role=Duty.LEAD)
    Membership.objects.create(user=both, organization=new, role=Duty.MANAGER)
    Membership.objects.create(user=one, organization=old, role=Duty.MANAGER)

    merge("organization", old=old.pk, new=new.pk)

    assert set(new.memberships.values_list("user__username", "role")) == {
        ("both", "lead"),
        ("one", "manager"),
    }


def test_a_service_at_both_places_is_at_one_with_all_that_was_said():
    old, new = make_location(), make_location()
    service = make_service(at=old)
    gone = service.service_at_locations.get()
    gone.description = "Upstairs."
    gone.save()
    stays = hsds.ServiceAtLocation.objects.create(
        service=service, location=new, description="By the side door."
    )
    hsds.Schedule.objects.create(service_at_location=gone, description="Mondays")
    hsds.Schedule.objects.create(service_at_location=stays, description="Tuesdays")
    publish(service)

    merge("location", old=old.pk, new=new.pk)

    [place] = shown(service)["service_at_locations"]
    assert place["id"] == str(stays.pk)
    assert place["description"] == "By the side door.\n\nUpstairs."
    assert {one["description"] for one in place["schedules"]} == {"Mondays", "Tuesdays"}
    touch = Touch.objects.get(kind="service_at_location", record_id=gone.pk, replaced_by=stays.pk)
    assert touch.revision.at == Revision.objects.order_by("-seq").first().at
    assert publish_everything() == 0
    assert same_bytes_from_the_log()


# --- Fields --------------------------------------------------------------------------------------


def test_what_stays_blank_is_filled_and_what_differs_is_told_and_chosen():
    old = make_organization(
        name="Otter Bank CIC", email="a@example.org", description="Old words.", legal_status="CIC"
    )
    new = make_organization(name="Otter Bank", description="New words.", email="b@example.org")

    outcome = merge("organization", old=old.pk, new=new.pk, chosen=["description"])

    new.refresh_from_db()
    assert (new.name, new.alternate_name) == ("Otter Bank", "Otter Bank CIC")
    assert (new.description, new.email, new.legal_status) == ("Old words.", "b@example.org", "CIC")
    assert {(one.name, one.taken) for one in outcome.differs} == {
        ("name", False),
        ("email", False),
        ("description", True),
    }
    assert {one.name for one in outcome.filled} == {"alternate_name", "legal_status"}
    assert Merge.objects.get().said["record"]["email"] == "a@example.org"
    assert shown(new)["description"] == "Old words."
    assert publish_everything() == 0


def test_coordinates_are_taken_together_or_not_at_all():
    old = make_location(latitude=53.8, longitude=-1.9)
    new = make_location(latitude=53.7, longitude=-1.7)

    merge("location", old=old.pk, new=new.pk, chosen=["latitude"])

    new.refresh_from_db()
    assert (new.latitude, new.longitude) == (53.8, -1.9)
    assert publish_everything() == 0


def test_a_point_worked_out_from_a_postcode_gives_way_to_one_that_was_given():
    old = make_location(address={"postal_code": "BD21 3JP"})
    new = make_location(latitude=None, longitude=None, address={"postal_code": "BD1 1HX"})

    merge("location", old=old.pk, new=new.pk)

    new.refresh_from_db()
    assert (new.latitude, new.longitude) == (old.latitude, old.longitude)
    assert publish_everything() == 0


# --- Parents -------------------------------------------------------------------------------------


def test_branches_go_over_and_no_circle_comes_of_it():
    top = make_organization()
    old = make_organization(parent_organization=top)
    branch = make_organization(parent_organization=old)
    new = make_organization(parent_organization=branch)
    child = make_organization(parent_organization=old)

    merge("organization", old=old.pk, new=new.pk)

    for one in (new, branch, child):
        one.refresh_from_db()
    assert (new.parent_organization, branch.parent_organization) == (top, new)
    assert child.parent_organization == new
    assert shown(new)["parent_organization_id"] == str(top.pk)
    assert shown(child)["parent_organization_id"] == str(new.pk)
    assert publish_everything() == 0
    assert same_bytes_from_the_log()


def test_a_branch_may_become_the_whole_and_the_whole_a_branch():
    whole = make_organization()
    branch = make_organization(parent_organization=whole)
    other = make_organization(parent_organization=branch)

    merge("organization", old=whole.pk, new=branch.pk)
    branch.refresh_from_db()
    assert branch.parent_organization is None
    merge("organization", old=other.pk, new=branch.pk)
    branch.refresh_from_db()
    assert branch.parent_organization is None
    assert "parent_organization_id" not in shown(branch)
    assert publish_everything() == 0


# --- What is public ------------------------------------------------------------------------------


def test_drafts_go_on_waiting():
    old, new = make_organization(), make_organization(description="As approved.")
    service = make_service(organization=old, description="As approved.")
    service.description = new.description = "Not looked at yet."
    service.save()
    new.save()
    draft = make_service(organization=old, published=False)

    merge("organization", old=old.pk, new=new.pk)

    assert shown(new)["description"] == shown(service)["description"] == "As approved."
    assert shown(service)["organization"]["id"] == str(new.pk)
    draft.refresh_from_db()
    assert draft.organization == new
    assert not is_public(draft)


def test_the_log_says_what_took_its_place(moderator):
    old, new = make_organization(), make_organization()

    merge("organization", old=old.pk, new=new.pk, by=moderator, note="Entered twice")

    last = Revision.objects.filter(record_id=old.pk).last()
    assert (last.action, last.replaced_by, last.by) == (Action.WITHDRAWN, new.pk, moderator)
    assert last.note == "Entered twice"


def test_one_that_is_not_public_cannot_take_the_place_of_one_that_is():
    old, new = make_organization(name="Otter"), make_organization(name="Heron", published=False)

    with pytest.raises(CannotMerge, match="“Heron” is not public, and “Otter” is"):
        merge("organization", old=old.pk, new=new.pk)

    assert is_public(old)
    assert hsds.Organization.objects.count() == 2


def test_two_drafts_are_merged_without_a_word_to_the_public():
    old, new = make_organization(published=False), make_organization(published=False)

    merge("organization", old=old.pk, new=new.pk)

    assert not Revision.objects.exists()


def test_one_that_was_withdrawn_points_on_all_the_same():
    old, new = make_organization(), make_organization()
    withdraw(old)

    merge("organization", old=old.pk, new=new.pk)

    assert Revision.objects.filter(record_id=old.pk).last().replaced_by == new.pk


def test_a_secret_address_and_one_that_is_not_are_not_made_one():
    old = make_location(hide_address=True)
    new = make_location()

    for kind, one, other in (("location", old, new), ("location", new, old)):
        with pytest.raises(CannotMerge, match="keeps its address secret"):
            merge(kind, old=one.pk, new=other.pk)


def test_a_text_that_would_tell_a_secret_address_is_refused():
    old, new = make_organization(), make_organization()
    make_location(
        organization=old, hide_address=True, address={"address_1": "7 Hidden Lane, Keighley"}
    )
    new.description = "Ask at 7 Hidden Lane."
    new.save()
    publish(new)

    with pytest.raises(CannotMerge, match="Hidden Lane"):
        merge("organization", old=old.pk, new=new.pk)

    assert is_public(old)


def test_two_secret_addresses_stay_secret():
    old, new = (make_location(hide_address=True) for _ in range(2))

    merge("location", old=old.pk, new=new.pk)

    assert "Otter Row" not in str(shown(new))
    assert all(address["address_1"] == "Address withheld" for address in shown(new)["addresses"])


# --- Before, again, and afterwards ---------------------------------------------------------------


def test_a_preview_changes_nothing():
    old, new = make_organization(), make_organization()
    make_service(organization=old)
    before = everything(), list(hsds.Service.objects.values()), Revision.objects.count()

    outcome = preview("organization", old=old.pk, new=new.pk)

    assert outcome.moved == [("service", 1)]
    assert (everything(), list(hsds.Service.objects.values()), Revision.objects.count()) == before
    assert not Merge.objects.exists()


@pytest.mark.parametrize("kind", ["service", "taxonomy", "nothing"])
def test_only_organisations_and_locations_are_merged(kind):
    with pytest.raises(CannotMerge, match="Only organisations and locations"):
        merge(kind, old=uuid4(), new=uuid4())


def test_a_record_is_not_merged_with_itself_or_with_one_that_is_no_more():
    one = make_organization()

    with pytest.raises(CannotMerge, match="itself"):
        merge("organization", old=one.pk, new=one.pk)
    with pytest.raises(CannotMerge, match="no longer there"):
        merge("organization", old=uuid4(), new=one.pk)


def test_what_was_set_apart_from_one_is_set_apart_from_both(moderator):
    old, new, third = (make_organization() for _ in range(3))
    ids = sorted((old.pk, third.pk))
    Pair.objects.create(
        kind="organization",
        first_id=ids[0],
        second_id=ids[1],
        score=60,
        dismissed_at=timezone.now(),
        dismissed_by=moderator,
    )
    for one, other in ((old, new), (new, third)):
        first, second = sorted((one.pk, other.pk))
        Pair.objects.create(kind="organization", first_id=first, second_id=second, score=70)

    merge("organization", old=old.pk, new=new.pk)

    [pair] = Pair.objects.all()
    assert {pair.first_id, pair.second_id} == {new.pk, third.pk}
    assert pair.dismissed_by == moderator


def test_a_chain_of_merges_leads_an_import_to_the_last():
    first, second, third = (make_organization() for _ in range(3))
    merge("organization", old=first.pk, new=second.pk)
    merge("organization", old=second.pk, new=third.pk)

    assert set(Replacement.objects.values_list("old_id", "new_id")) == {
        (first.pk, third.pk),
        (second.pk, third.pk),
    }


@pytest.mark.parametrize("size", [1, 30])
def test_it_costs_the_same_however_many_services(size, django_assert_max_num_queries):
    old, new = make_organization(), make_organization()
    for _ in range(size):
        make_service(organization=old)

    with django_assert_max_num_queries(235):
        merge("organization", old=old.pk, new=new.pk)
