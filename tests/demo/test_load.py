"""`manage.py load_demo`: what it writes, publishes, keeps and says."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from directory.demo import load
from directory.duplicates.models import Pair
from directory.duplicates.scoring import similar_to
from directory.models import Location, Organization, Service
from directory.publication.models import Kind, Revision
from directory.publication.withdraw import withdraw
from tests.factories import make_moderator, make_organization

pytestmark = pytest.mark.django_db

HSDS_MODELS = list(apps.get_app_config("directory").get_models())


def load_demo(*arguments):
    out, err = StringIO(), StringIO()
    call_command("load_demo", *arguments, stdout=out, stderr=err)
    assert err.getvalue() == ""
    return out.getvalue()


def counts():
    return {model: model.objects.count() for model in HSDS_MODELS} | {
        Revision: Revision.objects.count()
    }


def test_every_table_of_the_standard_has_rows():
    load_demo("--no-publish")

    assert [model.__name__ for model in HSDS_MODELS if not model.objects.exists()] == []


def test_every_row_is_one_an_editor_could_have_saved():
    load_demo("--no-publish")

    for model in HSDS_MODELS:
        for row in model.objects.all():
            row.full_clean(validate_unique=False, validate_constraints=False)


def test_all_that_is_meant_for_the_public_is_ready_for_it():
    said = load_demo()

    assert "Published" in said
    assert Service.objects.exclude(pk__in=published(Kind.SERVICE)).count() == 6
    # Two groups that are still drafts, and their buildings.
    assert Organization.objects.exclude(pk__in=published(Kind.ORGANIZATION)).count() == 2
    assert Location.objects.exclude(pk__in=published(Kind.LOCATION)).count() == 2


def test_a_moderator_has_likely_duplicates_to_look_at():
    load_demo("--no-publish")

    assert sorted(Pair.objects.values_list("kind", flat=True)) == ["organization", "service"]


def published(kind):
    return Revision.objects.filter(kind=kind).values("record_id")


def test_the_refuge_keeps_its_address_to_itself(client):
    load_demo()
    refuge = Location.objects.get(hide_address=True)

    answer = client.get(f"/api/v3/locations/{refuge.pk}")

    assert answer.json()["name"] == "Mistlegill refuge"
    assert refuge.addresses.get().address_1 not in answer.text
    assert refuge.addresses.get().postal_code not in answer.text


def test_whoever_adds_what_is_in_the_demo_is_asked_whether_it_is_that():
    load_demo()
    service = Service.objects.order_by("name").first()

    found = similar_to("service", {"name": service.name}, by=make_moderator())

    assert service.pk in [one.id for one in found]


def test_a_second_run_changes_nothing_and_says_so():
    load_demo()
    # Not even what an editor renamed or a moderator withdrew in the meantime.
    organization = Organization.objects.filter(pk__in=published(Kind.ORGANIZATION)).first()
    Organization.objects.filter(pk=organization.pk).update(name="Renamed, not yet published")
    withdraw(Service.objects.filter(pk__in=published(Kind.SERVICE)).first())
    before = counts()

    assert "nothing was changed" in load_demo()

    organization.refresh_from_db()
    assert organization.name == "Renamed, not yet published"
    assert counts() == before


def test_drafts_are_published_by_a_later_run():
    load_demo("--no-publish")
    assert not Revision.objects.exists()

    load_demo()

    assert Revision.objects.exists()


def test_if_empty_leaves_a_directory_alone():
    make_organization()

    assert "not empty" in load_demo("--if-empty")
    assert Organization.objects.count() == 1


def test_scale_multiplies_whatever_the_size_of_a_run(monkeypatch):
    monkeypatch.setattr(load, "AT_ONCE", 2)
    load_demo("--no-publish")
    once = Service.objects.count()

    load_demo("--no-publish", "--scale", "5")

    assert Service.objects.count() == 5 * once
    assert Organization.objects.values("name").distinct().count() == Organization.objects.count()


def test_a_run_cut_short_leaves_whole_copies_and_is_taken_up(monkeypatch):
    monkeypatch.setattr(load, "AT_ONCE", 1)

    def power_cut(done):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load.Demo().load(scale=3, publish=False, progress=power_cut)
    after_two = Service.objects.count()

    load_demo("--no-publish", "--scale", "3")

    assert Service.objects.count() * 2 == after_two * 3


@pytest.mark.parametrize("scale", ["0", "-1", "many"])
def test_a_scale_that_makes_no_sense_is_refused(scale):
    with pytest.raises(CommandError, match="whole number"):
        load_demo("--scale", scale)
