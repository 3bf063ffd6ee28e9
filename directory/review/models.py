"""What waits for a moderator, whom we trust, what is closed for a while, and what was before."""

from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models import Organization, Service
from directory.publication.fields import DocumentField
from directory.publication.models import Kind


class Version(models.Model):
    """The working copy of one record, with all its rows, as one change left it.

    What is kept from the public is in it too, so it may only be shown to those who may see the
    record itself.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    record_id = models.UUIDField(help_text="The record's own identifier.")
    name = models.CharField(max_length=255, blank=True, default="", help_text="Its name then.")
    at = models.DateTimeField(help_text="When it was kept.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who made the change; None if it came by another way than the admin.",
    )
    note = models.CharField(max_length=255, blank=True, default="", help_text="What was done.")
    snapshot = DocumentField(
        null=True, help_text="Every row and every field, as JSON. None if it was deleted."
    )
    digest = models.CharField(max_length=32, help_text="BLAKE2b of the snapshot. Blank if deleted.")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "record_id", "id"], name="version_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id} as of {self.at}"


class State(models.TextChoices):
    """Where a submission is on its way to the public."""

    IN_REVIEW = "in_review", "waits for review"
    APPROVED = "approved", "approved"
    SENT_BACK = "sent_back", "sent back"
    SUPERSEDED = "superseded", "overtaken by a later one"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, kind: str, *ids: UUID) -> Self:
        """The submissions of these records."""
        return self.filter(kind=kind, record_id__in=ids)

    def waiting(self) -> Self:
        """Those that wait for a moderator, longest first."""
        return self.filter(state=State.IN_REVIEW).order_by("at", "pk")


class Submission(models.Model):
    """That somebody asked for a record, as it stands, to be made public."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    record_id = models.UUIDField(help_text="The record's own identifier.")
    name = models.CharField(max_length=255, blank=True, default="", help_text="Its name then.")
    organization_id = models.UUIDField(
        null=True, db_index=True, help_text="The organisation whose editors are told."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.IN_REVIEW)
    at = models.DateTimeField(help_text="When it was sent.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who sent it.",
    )
    note = models.TextField(blank=True, default="", help_text="What they said with it.")
    version = models.ForeignKey(
        Version,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The working copy as it was sent.",
    )
    decided_at = models.DateTimeField(null=True, help_text="When it was decided.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who decided; the sender, where it needed no review.",
    )
    reason = models.TextField(blank=True, default="", help_text="Why it was sent back.")
    revision = models.BigIntegerField(
        null=True, help_text="The number, in the revision log, of what was published."
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id"],
                condition=Q(state=State.IN_REVIEW),
                name="submission_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="submission_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT_BACK) | ~Q(reason=""),
                name="submission_sent_back_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "record_id", "id"], name="submission_of"),
            models.Index(
                fields=["at", "id"], condition=Q(state=State.IN_REVIEW), name="submission_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name} {self.get_state_display()}"

    @property
    def waits(self) -> bool:
        return self.state == State.IN_REVIEW


class TrustedOrganization(models.Model):
    """An organisation whose editors publish without review. Moderators say which."""

    organization = models.OneToOneField(Organization, models.CASCADE, related_name="trusted")
    at = models.DateTimeField(help_text="Since when.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who decided so.",
    )

    class Meta:
        verbose_name = "leave to publish without review"
        verbose_name_plural = "leaves to publish without review"

    def __str__(self) -> str:
        return str(self.organization)


class Closure(models.Model):
    """That a service is closed for a while."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="closure")
    until = models.DateField(
        null=True, blank=True, db_index=True, help_text="The last day. Blank if nobody knows."
    )
    at = models.DateTimeField(help_text="When it was said.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who said so.",
    )
    status_before = models.CharField(
        max_length=20, help_text="The service's status, to go back to."
    )
    alert = models.CharField(
        max_length=255,
        blank=True,
        default="",
        help_text="The alert we set. Blank if it had one of its own.",
    )

    class Meta:
        verbose_name = "note of when it opens again"
        verbose_name_plural = "notes of when it opens again"

    def __str__(self) -> str:
        return f"{self.service} closed until {self.until or 'further notice'}"
