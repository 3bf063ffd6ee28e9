"""A row of every model that has a page in the admin, so that none is left out of a test."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from directory import models as hsds
from directory.people.models import Account
from directory.places.models import NamedPlace
from directory.search.models import ThesaurusEntry
from directory.upkeep.models import LinkUse, Problem, WebLink
from tests.factories import make_editor, make_location, make_service, make_term

Example = Callable[[hsds.Organization], Model]


def service_of(organization: hsds.Organization) -> hsds.Service:
    found = organization.services.first()
    return found or make_service(organization=organization, published=False, name="Zebra club")


def location_of(organization: hsds.Organization) -> hsds.Location:
    return make_location(organization=organization, published=False, name="Zebra hall")


def dead_link() -> WebLink:
    failed = {"failures": 2, "failing_since": timezone.now(), "said": "It does not answer."}
    return WebLink.objects.create(
        url=f"https://example.org/{uuid4()}", url_digest=uuid4(), **failed
    )


EXAMPLES: dict[type[Model], Example] = {
    hsds.Organization: lambda organization: organization,
    hsds.Service: service_of,
    hsds.Location: location_of,
    hsds.ServiceAtLocation: lambda organization: hsds.ServiceAtLocation.objects.create(
        service=service_of(organization), location=location_of(organization)
    ),
    hsds.Taxonomy: lambda organization: make_term(published=False).taxonomy,
    hsds.TaxonomyTerm: lambda organization: make_term(published=False),
    hsds.Program: lambda organization: hsds.Program.objects.create(
        organization=organization, name="Zebra programme"
    ),
    hsds.Unit: lambda organization: hsds.Unit.objects.create(name="beds"),
    hsds.Attribute: lambda organization: hsds.Attribute.objects.create(
        link_entity="service", link_id=service_of(organization).pk, value="Zebra"
    ),
    ThesaurusEntry: lambda organization: ThesaurusEntry.objects.create(
        words=f"zebra{ThesaurusEntry.objects.count()}", finds_also="horse"
    ),
    NamedPlace: lambda organization: NamedPlace.objects.create(
        name=f"Zebra Bank {NamedPlace.objects.count()}", latitude=53.8, longitude=-1.7
    ),
    Problem: lambda organization: Problem.objects.create(
        kind="service",
        record_id=service_of(organization).pk,
        name="Zebra club",
        topic="closed",
        made_at=timezone.now(),
    ),
    LinkUse: lambda organization: LinkUse.objects.create(
        link=dead_link(),
        kind="service",
        record_id=service_of(organization).pk,
        name="Zebra club",
    ),
    Account: lambda organization: Account.objects.get(pk=make_editor(organization).pk),
}


def example(model: type[Model], organization: hsds.Organization) -> Model:
    """A row of `model` that belongs to `organization`, where rows of it belong to any."""
    assert model in EXAMPLES, f"Add an example of {model.__name__} to tests/admin/examples.py."
    return EXAMPLES[model](organization)


def registered() -> list[type[Model]]:
    """Every model that has a page in the admin."""
    return list(admin.site._registry)


def address(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def pages_of(row: Model) -> dict[str, str]:
    """The addresses of a row's own pages, by what one must be allowed for each."""
    return {
        "change": address(type(row), "change", row.pk),
        "delete": address(type(row), "delete", row.pk),
        "history": address(type(row), "history", row.pk),
    }
