"""What other systems said of a record's past. HSDS `metadata` and `meta_table_description`.

These hold what was imported. Our own history is the revision log: see directory/publication.
"""

from django.db import models

from directory.models.base import HSDSModel, Line, Text, required


class Metadata(HSDSModel):
    """One change another system made to a record. HSDS `metadata`."""

    resource_id = models.UUIDField(help_text="The identifier of the record that was changed.")
    resource_type = models.CharField(
        max_length=30, help_text="The kind of record, such as service."
    )
    last_action_date = models.DateField(help_text="The day of the change.")
    last_action_type = Line(blank=False, help_text="What was done: create, update, delete.")
    field_name = Line(blank=False, help_text="The field that was changed.")
    previous_value = Text(help_text="What it was before.")
    replacement_value = Text(help_text="What it became.")
    updated_by = Line(blank=False, help_text="Who changed it, as the other system tells.")

    class Meta:
        ordering = ["last_action_date", "id"]
        verbose_name = "change told by another system"
        verbose_name_plural = "changes told by another system"
        indexes = [models.Index(fields=["resource_type", "resource_id"], name="metadata_owner")]
        constraints = [
            *required("metadata", "resource_type", "last_action_type", "field_name", "updated_by")
        ]

    def __str__(self) -> str:
        return f"{self.last_action_type} {self.field_name} on {self.last_action_date}"


class MetaTableDescription(HSDSModel):
    """What an imported table was. HSDS `meta_table_description`."""

    name = Line(help_text="The table's name.")
    language = Line(help_text="The language of its texts, as an ISO 639 code.")
    character_set = Line(help_text="The character set it came in.")

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
