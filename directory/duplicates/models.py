"""What is kept of likenesses: the index that finds them, the pairs found, and what was merged."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.publication.models import Kind

COMPARED = (Kind.ORGANIZATION, Kind.LOCATION, Kind.SERVICE)
KIND_CHOICES = [(kind.value, kind.label) for kind in COMPARED]


class Key(models.Model):
    """A key by which a record of the working copy is found: a word of its name, its postcode.

    The index may be behind what was written in bulk, and then a likeness is found a night later:
    what is compared is always the record itself.
    """

    kind = models.CharField(max_length=20, choices=KIND_CHOICES)
    record_id = models.UUIDField()
    key = models.CharField(max_length=220)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key", "record_id"], name="likeness_key"),
            models.Index(fields=["kind", "record_id"], name="likeness_key_of"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}: {self.key}"


class PairQuerySet(models.QuerySet["Pair"]):
    def waiting(self) -> Self:
        """Those a moderator has not looked at, likeliest first."""
        return self.filter(dismissed_at=None).order_by("-score", "id")

    def dismissed(self) -> Self:
        """Those a moderator has set apart for good, latest first."""
        return self.filter(dismissed_at__isnull=False).order_by("-dismissed_at", "id")


class Pair(models.Model):
    """Two records that may be one. `first_id` is the smaller of the two ids, so a pair is kept
    once."""

    kind = models.CharField("kind of record", max_length=20, choices=KIND_CHOICES)
    first_id = models.UUIDField()
    second_id = models.UUIDField()
    score = models.PositiveSmallIntegerField(
        "how likely", help_text="0 to 100: how likely it is that both are one."
    )
    reasons = models.JSONField(default=list, help_text="Why, a phrase each. For moderators alone.")
    found_at = models.DateTimeField(auto_now_add=True)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = "possible duplicate"
        constraints = [
            models.UniqueConstraint(fields=["kind", "first_id", "second_id"], name="pair_once"),
            models.CheckConstraint(
                name="pair_is_of_two", condition=Q(first_id__lt=models.F("second_id"))
            ),
        ]
        indexes = [
            models.Index(fields=["dismissed_at", "-score", "id"], name="pairs_waiting"),
            models.Index(fields=["second_id"], name="pair_by_second"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id} and {self.second_id}"


class Merge(models.Model):
    """That a record was merged into another, with all it said before."""

    kind = models.CharField("kind of record", max_length=20, choices=KIND_CHOICES)
    old_id = models.UUIDField(help_text="The record that is no more.")
    new_id = models.UUIDField(help_text="The record it became part of.")
    old_name = models.CharField(max_length=255, blank=True, default="")
    said = models.JSONField(help_text="Everything the record said that is no more, as it stood.")
    moved = models.JSONField(default=dict, help_text="How many rows of each kind went over.")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["kind", "old_id"], name="merge_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.old_id} became part of {self.new_id}"


class Replacement(models.Model):
    """That a row, the merged record itself or one that repeated another, has another in its place.

    An import that still names the old row means the new one.
    """

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="replacements")
    table = models.CharField(max_length=30, help_text="The HSDS table, such as phone.")
    old_id = models.UUIDField()
    new_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "old_id"], name="replaced_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.old_id} is now {self.new_id}"
