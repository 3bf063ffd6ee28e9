"""The revision log: everything the public was ever shown, in the order it came to be shown."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from directory.publication.fields import DocumentField, KeyField
from directory.publication.models.kinds import Kind, PublicKind


class Action(models.TextChoices):
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class LogHead(models.Model):
    """The one row that puts publishing in order: whoever holds its lock is the one publisher.

    Numbers are handed out under that lock and it is held until commit, so a reader that has seen
    revision 7 will never later find a 6. `at` and `seq` also tell readers, in one small query,
    whether anything public has changed.
    """

    seq = models.BigIntegerField(default=0, help_text="The number of the newest revision.")
    next_key = models.BigIntegerField(default=1, help_text="The next key of a public record.")
    at = models.DateTimeField(null=True, help_text="When the newest revision was made.")
    rebuilds = models.PositiveIntegerField(
        default=0, help_text="How often the public record was made again, perhaps to other bytes."
    )
    form = models.PositiveSmallIntegerField(
        default=1, help_text="The form the public record was made in: see publication/form.py."
    )


class AppendOnly(models.QuerySet):
    """The log can be added to and read; nothing in it changes or goes."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The revision log is append-only: nothing in it changes.")

    def delete(self) -> NoReturn:
        raise TypeError("The revision log is append-only: nothing in it goes.")


class Entry(models.Model):
    """A row of the log: added once, and never changed."""

    objects = AppendOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The revision log is append-only: nothing in it changes.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The revision log is append-only: nothing in it goes.")


class Revision(Entry):
    """One record published or withdrawn, once."""

    seq = KeyField(primary_key=True, help_text="Its place in the log.")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    record_id = models.UUIDField(help_text="The record's own identifier.")
    action = models.CharField(max_length=10, choices=Action.choices)
    core = DocumentField(
        null=True, help_text="What was published, other records by their ids. None if withdrawn."
    )
    at = models.DateTimeField(
        help_text="When, to the millisecond. One act of publishing has one time, and no two share."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who published it; None if a command or feed did.",
    )
    source = models.CharField(
        max_length=100, blank=True, default="", help_text="The file or feed it came from."
    )
    note = models.TextField(blank=True, default="", help_text="Why, in the publisher's words.")
    replaced_by = models.UUIDField(
        null=True, help_text="Where it was withdrawn: the record that has taken its place, if any."
    )

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["kind", "record_id", "seq"], name="revision_of")]

    def __str__(self) -> str:
        return f"{self.seq}: {self.kind} {self.record_id} {self.action}"


class Touch(Entry):
    """That an act of publishing also changed the document of a record it did not name.

    A renamed organisation changes the documents of its services. The log keeps that too, so that
    `last_modified` can be made again from it and a partner's copy misses nothing.
    """

    revision = models.ForeignKey(
        Revision,
        models.PROTECT,
        related_name="touches",
        db_column="seq",
        help_text="The last revision of the act that did it.",
    )
    kind = models.CharField(max_length=20, choices=PublicKind.choices)
    record_id = models.UUIDField(help_text="The record whose document changed.")
    replaced_by = models.UUIDField(
        null=True,
        help_text="Where a service_at_location is no more: the one that has taken its place.",
    )

    class Meta:
        indexes = [models.Index(fields=["kind", "record_id"], name="touch_of")]

    def __str__(self) -> str:
        return f"{self.revision_id} touched {self.kind} {self.record_id}"
