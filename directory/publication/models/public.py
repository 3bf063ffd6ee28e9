"""The public record: finished documents, and beside them the narrow tables that find them.

Everything here can be made again from the revision log, to the same bytes. Documents stand apart
from the columns that filters read: a deep page that walks rows with documents in them costs 20 to
70 times one that walks a narrow index (docs/performance.md).
"""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from directory.publication import among  # noqa: F401  the lookup
from directory.publication.fields import DocumentField, KeyField, SortKeyField
from directory.publication.models.kinds import PublicKind

# The `assured_date` of what nobody ever confirmed: not NULL, which each database sorts its own way.
# Before all others, it comes last where the latest come first, and a page can go on from it.
NEVER = date(1, 1, 1)


class PublicRecord(models.Model):
    """One published record's finished documents, plain and deflated."""

    key = KeyField(primary_key=True)
    kind = models.CharField(max_length=20, choices=PublicKind.choices)
    record_id = models.UUIDField(help_text="The record's own identifier.")
    last_modified = models.DateTimeField(
        help_text="When the document last changed, through this record or one it shows."
    )
    etag = models.CharField(max_length=32, help_text="A digest of the document's bytes.")
    listed = DocumentField(help_text="The form in lists: one-to-one fields alone.")
    full = DocumentField(help_text="Everything, nested.")
    listed_deflated = models.BinaryField(help_text="`listed`, as a piece of a gzip answer.")
    full_deflated = models.BinaryField(help_text="`full`, as a piece of a gzip answer.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="public_record_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class Role(models.IntegerChoices):
    """How a document mentions another record."""

    SHOWS = 0, "shows it inside"
    TERM = 1, "is filed under it, a term or a broader one"
    TAXONOMY = 2, "is filed under one of its terms"
    AWAITS = 3, "is filed under it once it is public"


class Mention(models.Model):
    """That a public document shows, or is tagged with, another record.

    Its key answers two questions: whose document changes when this record does, and what is filed
    under this term.
    """

    pk = models.CompositePrimaryKey("mentioned", "role", "record")
    record = models.ForeignKey(
        PublicRecord,
        models.CASCADE,
        related_name="mentions",
        db_column="record",
        db_index=False,
    )
    mentioned = models.UUIDField(help_text="The record that is shown; it may be unpublished.")
    role = models.PositiveSmallIntegerField(choices=Role.choices)

    class Meta:
        # To read what many documents mention without looking at a row.
        indexes = [models.Index(fields=["record", "role", "mentioned"], name="mention_of_record")]

    def __str__(self) -> str:
        return f"{self.record_id} mentions {self.mentioned}"


class PublicQuerySet(models.QuerySet):
    """Filters of every kind of public record. Each takes one or more values, and ORs them."""

    def with_ids(self, *ids: UUID) -> Self:
        """The records with these identifiers."""
        return self.filter(id__among=ids)

    def modified_since(self, *moments: datetime) -> Self:
        """Records whose document changed at or after one of `moments`."""
        return self.filter(last_modified__gte=min(moments))

    def filed_under(self, *terms: UUID) -> Self:
        """Records filed under one of `terms`, or under a narrower term."""
        return self._mentioning(terms, Role.TERM)

    def filed_in(self, *taxonomies: UUID) -> Self:
        """Records filed under any term of one of `taxonomies`."""
        return self._mentioning(taxonomies, Role.TAXONOMY)

    def of_organizations(self, *organizations: UUID) -> Self:
        """Records that belong to one of `organizations`."""
        return self.filter(organization_id__in=organizations)

    def _mentioning(self, ids: tuple[UUID, ...], role: Role) -> Self:
        mentions = Mention.objects.filter(record=OuterRef("pk"), mentioned__in=ids, role=role)
        return self.filter(Exists(mentions))


class PublicRow(models.Model):
    """The narrow columns every kind has."""

    record = models.OneToOneField(
        PublicRecord, models.CASCADE, primary_key=True, related_name="+", db_column="key"
    )
    id = models.UUIDField(unique=True)
    sort_name = SortKeyField(max_length=200, help_text="The name, folded for sorting.")
    last_modified = models.DateTimeField()

    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.sort_name


def sorted_by(prefix: str, *columns: str) -> list[models.Index]:
    """An index for each way a list can be ordered, ending in `id` so that pages never shuffle."""
    return [
        models.Index(fields=[column, "id"], include=["record"], name=f"{prefix}_by_{column}")
        for column in ("sort_name", "last_modified", *columns)
    ]


class PublicTaxonomy(PublicRow):
    """A published taxonomy."""

    name = models.CharField(max_length=255, default="")

    class Meta:
        indexes = sorted_by("taxonomy")


class PublicTaxonomyTermQuerySet(PublicQuerySet):
    def of_taxonomies(self, *taxonomies: UUID) -> Self:
        """Terms of one of `taxonomies`."""
        return self.filter(taxonomy_id__in=taxonomies)

    def right_under(self, *parents: UUID) -> Self:
        """Terms whose broader term is one of `parents`."""
        return self.filter(parent_id__in=parents)

    def at_the_top(self) -> Self:
        """Terms with no broader term."""
        return self.filter(parent_id__isnull=True)


class PublicTaxonomyTerm(PublicRow):
    """A published term."""

    name = models.CharField(max_length=255, default="")
    code = models.CharField(max_length=255, default="", help_text="Blank if it has none.")
    taxonomy_id = models.UUIDField(null=True)
    parent_id = models.UUIDField(null=True)

    objects = PublicTaxonomyTermQuerySet.as_manager()

    class Meta:
        indexes = [
            *sorted_by("term"),
            models.Index(fields=["taxonomy_id", "sort_name", "id"], name="term_of_taxonomy"),
            models.Index(fields=["parent_id", "sort_name", "id"], name="term_of_parent"),
            models.Index(fields=["taxonomy_id", "code"], name="term_by_code"),
        ]


class PublicOrganization(PublicRow):
    """A published organisation."""

    name = models.CharField(max_length=255)

    class Meta:
        indexes = sorted_by("organization")


class PublicLocation(PublicRow):
    """A published location."""

    organization_id = models.UUIDField(null=True)
    location_type = models.CharField(max_length=10)
    is_withheld = models.BooleanField(
        default=False, help_text="Whether the public is not told its address."
    )

    class Meta:
        indexes = [
            *sorted_by("location"),
            models.Index(fields=["organization_id", "sort_name", "id"], name="location_of_org"),
        ]


class OfferQuerySet(PublicQuerySet):
    """Filters of what is offered: services, and services at locations.

    Ages are HSDS-UK's: `minimum_age` keeps services that start at that age or above, `maximum_age`
    those that stop at that age or below. A service without a limit is open to all, so it stays.
    """

    def from_age(self, *ages: int) -> Self:
        """Services whose minimum age is one of `ages` or above, or that have none."""
        return self.filter(Q(minimum_age__isnull=True) | Q(minimum_age__gte=min(ages)))

    def to_age(self, *ages: int) -> Self:
        """Services whose maximum age is one of `ages` or below, or that have none."""
        return self.filter(Q(maximum_age__isnull=True) | Q(maximum_age__lte=max(ages)))


class PublicServiceQuerySet(OfferQuerySet):
    def at_locations(self, *locations: UUID) -> Self:
        """Services offered at one of `locations`."""
        places = PublicServiceAtLocation.objects.filter(
            service_id=OuterRef("id"), location_id__in=locations
        )
        return self.filter(Exists(places))


class PublicServiceAtLocationQuerySet(OfferQuerySet):
    def of_services(self, *services: UUID) -> Self:
        """The places of one of `services`."""
        return self.filter(service_id__in=services)

    def at_locations(self, *locations: UUID) -> Self:
        """What is offered at one of `locations`."""
        return self.filter(location_id__in=locations)


class PublicService(PublicRow):
    """A published service."""

    name = models.CharField(max_length=255)
    organization_id = models.UUIDField()
    status = models.CharField(max_length=20)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    assured_date = models.DateField(default=NEVER, help_text="0001-01-01 if it never was.")

    objects = PublicServiceQuerySet.as_manager()

    class Meta:
        indexes = [
            *sorted_by("service", "assured_date"),
            models.Index(fields=["organization_id", "sort_name", "id"], name="service_of_org"),
        ]


class PublicServiceAtLocation(PublicRow):
    """A published service at one published location, with its service's columns."""

    service_id = models.UUIDField()
    location_id = models.UUIDField()
    organization_id = models.UUIDField()
    status = models.CharField(max_length=20)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    assured_date = models.DateField(default=NEVER, help_text="0001-01-01 if it never was.")

    objects = PublicServiceAtLocationQuerySet.as_manager()

    class Meta:
        indexes = [
            *sorted_by("sal", "assured_date"),
            models.Index(fields=["service_id", "location_id"], name="sal_of_service"),
            models.Index(fields=["location_id", "service_id"], name="sal_of_location"),
            models.Index(fields=["organization_id", "sort_name", "id"], name="sal_of_org"),
        ]


PUBLIC_ROWS: dict[PublicKind, type[PublicRow]] = {
    PublicKind.TAXONOMY: PublicTaxonomy,
    PublicKind.TAXONOMY_TERM: PublicTaxonomyTerm,
    PublicKind.ORGANIZATION: PublicOrganization,
    PublicKind.LOCATION: PublicLocation,
    PublicKind.SERVICE: PublicService,
    PublicKind.SERVICE_AT_LOCATION: PublicServiceAtLocation,
}
