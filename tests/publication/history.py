"""A directory's life: random acts of editing, publishing, moving and withdrawing."""

from contextlib import suppress
from random import Random
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save

from directory.models import (
    Attribute,
    HSDSModel,
    Location,
    Organization,
    Phone,
    Program,
    Schedule,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from directory.publication.models import Kind
from directory.publication.publish import publish, publish_many
from directory.publication.readiness import NotReady
from directory.publication.withdraw import withdraw, withdraw_many
from tests.factories import make_location, make_organization, make_service, make_taxonomy, make_term

MODELS: dict[Kind, type[HSDSModel]] = {
    Kind.TAXONOMY: Taxonomy,
    Kind.TAXONOMY_TERM: TaxonomyTerm,
    Kind.ORGANIZATION: Organization,
    Kind.LOCATION: Location,
    Kind.SERVICE: Service,
}


class History:
    """Does one random act at a time. The same seed gives the same history."""

    ACTS = (
        *("create", "edit", "edit", "publish", "publish", "publish"),
        *("publish_kind", "withdraw", "withdraw_many", "move", "move", "tag", "untag", "delete"),
    )

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.ages: dict[Any, int] = {}
        post_save.connect(self._note_age)  # Held weakly: it ends with this history.
        for _ in range(2):
            make_taxonomy(published=False)
            make_organization(published=False)
            make_location(published=False)
        for _ in range(3):
            self.create()

    def live(self, steps: int) -> None:
        for _ in range(steps):
            getattr(self, self.random.choice(self.ACTS))()

    def any(self, model: type[HSDSModel]) -> HSDSModel | None:
        """A random row. Ids are random too, so rows are put in the order they were made."""
        rows = sorted(model.objects.all(), key=lambda row: self.ages[row.pk])
        return self.random.choice(rows) if rows else None

    def any_record(self) -> HSDSModel | None:
        return self.any(MODELS[self.random.choice(list(Kind))])

    def _note_age(self, instance: Model, **kwargs: Any) -> None:
        self.ages.setdefault(instance.pk, len(self.ages))

    # --- Acts ------------------------------------------------------------------------------------

    def create(self) -> None:
        make_taxonomy(published=False)
        taxonomy = self.any(Taxonomy)
        parent = self.any(TaxonomyTerm)
        make_term(published=False, taxonomy=taxonomy, parent=parent)
        organization = self.any(Organization) or make_organization(published=False)
        hall = make_location(published=False, organization=self.any(Organization))
        service = make_service(published=False, organization=organization, at=hall)
        Phone.objects.create(service=service, number="01632 960123")
        Schedule.objects.create(location=hall, byday="MO", freq="WEEKLY")
        if self.random.random() < 0.5:
            service.program = Program.objects.create(
                organization=organization, name="Warm", description="Warm rooms."
            )
            service.save()

    def edit(self) -> None:
        record = self.any_record()
        if record is None:
            return
        name = self.random.choice(("name", "description"))
        words = self.random.choice(("Éclair", "zebra", "Ångström", "apple", ""))
        if name == "name":
            digits = "".join(letter for letter in record.name if letter.isdigit())
            words = f"{words or 'x'} {digits}"
        setattr(record, name, words)
        if isinstance(record, Service):
            record.minimum_age = self.random.choice((None, 5, 18))
            record.status = self.random.choice(("active", "inactive"))
        if isinstance(record, Location):
            record.hide_address = self.random.random() < 0.3
        record.save()

    def publish(self) -> None:
        if record := self.any_record():
            with suppress(NotReady):
                publish(record)

    def publish_kind(self) -> None:
        kind = self.random.choice(list(Kind))
        publish_many(kind, MODELS[kind].objects.values_list("pk", flat=True))

    def withdraw(self) -> None:
        if record := self.any_record():
            withdraw(record)

    def withdraw_many(self) -> None:
        kind = self.random.choice(list(Kind))
        records = [
            record.pk for record in (self.any(MODELS[kind]), self.any(MODELS[kind])) if record
        ]
        withdraw_many(kind, records)

    def move(self) -> None:
        model, column, target = self.random.choice(
            (
                (Service, "organization", Organization),
                (Location, "organization", Organization),
                (TaxonomyTerm, "taxonomy", Taxonomy),
                (TaxonomyTerm, "parent", TaxonomyTerm),
                (ServiceAtLocation, "service", Service),
                (ServiceAtLocation, "location", Location),
            )
        )
        row, to = self.any(model), self.any(target)
        if row is None or to is None or row.pk == to.pk:
            return
        setattr(row, column, to)
        places = ServiceAtLocation.objects
        if isinstance(row, ServiceAtLocation) and places.filter(
            service=row.service, location=row.location
        ).exclude(pk=row.pk):
            return
        row.save()

    def tag(self) -> None:
        term = self.any(TaxonomyTerm)
        record = self.any(
            self.random.choice((Service, Location, Organization, ServiceAtLocation, Phone))
        )
        if term and record:
            Attribute.objects.create(
                link_id=record.pk, link_entity=record.entity(), taxonomy_term=term
            )

    def untag(self) -> None:
        if attribute := self.any(Attribute):
            attribute.delete()

    def delete(self) -> None:
        record = self.any(self.random.choice((TaxonomyTerm, Service, Location, Phone, Program)))
        if record and self.random.random() < 0.5:
            record.delete()
