"""What was imported from where, so that a second import changes only what its source changed."""

from datetime import timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

# Characters: what the revision log holds of where a record came from.
LONGEST_NAME = 100


class Source(models.Model):
    """A publisher's feed or file, by the name its imports are given."""

    name = models.CharField(
        max_length=LONGEST_NAME,
        unique=True,
        help_text="The name given with --source. Identifiers that are no UUIDs hang on it.",
    )
    salt = models.CharField(
        max_length=32,
        blank=True,
        default="",
        editable=False,
        help_text="Keeps what identifiers are made of from being guessed. Identifiers hang on it "
        "too, so it never changes; blank for a source that was imported before there were salts.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ImportedRow(models.Model):
    """One row of the working copy that came from a source, as the source last had it.

    The digest is of the source's row, not of ours: an edit made here stays until the source says
    something new about that row.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="rows")
    table = models.CharField(max_length=30, help_text="The HSDS table, such as service.")
    row_id = models.UUIDField(help_text="The identifier of the row in the working copy.")
    original_id = models.CharField(
        max_length=255, blank=True, default="", help_text="The identifier the source uses."
    )
    digest = models.CharField(
        max_length=32, help_text="BLAKE2 of the row's checked values, in hexadecimal."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "table", "row_id"], name="imported_row_once_per_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.original_id or self.row_id}"


KEPT_FOR = timedelta(hours=12)


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, user) -> Self:
        """Those `user` can go on with: their own, while they are kept."""
        return self.filter(owner_id=user.pk, made_at__gt=timezone.now() - KEPT_FOR)

    def forgotten(self) -> Self:
        """Those nobody went on with in time."""
        return self.filter(made_at__lte=timezone.now() - KEPT_FOR)


class Upload(models.Model):
    """A spreadsheet somebody is about to import, until they do or think better of it.

    In the database, since the next step may reach another machine. Nobody but its owner sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    name = models.CharField(max_length=255, help_text="The file's name.")
    kind = models.CharField(max_length=20, help_text="What each of its rows is: service, say.")
    content = models.BinaryField(help_text="The file as it came.")
    choices = models.JSONField(default=dict, help_text="Which column is what, as was confirmed.")
    seen = models.CharField(
        max_length=32, blank=True, default="", help_text="A digest of the preview that was shown."
    )

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class ColumnChoice(models.Model):
    """Which column somebody said is what, remembered for the next sheet with these headings."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    headings = models.CharField(max_length=32, help_text="A digest of the headings.")
    choices = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "headings"], name="columns_chosen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} columns of {self.owner_id}"
