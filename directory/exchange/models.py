"""What was imported from where, so that a second import changes only what its source changed."""

from django.db import models

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
