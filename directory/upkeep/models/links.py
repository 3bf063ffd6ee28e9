"""Web addresses that entries give, and whether they still lead anywhere."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from directory.publication.models import PublicKind

# Sites are down for a day. An address is only called dead when it failed so often, days apart.
TIMES_TO_FAIL = 2


class WebLinkQuerySet(models.QuerySet["WebLink"]):
    def dead(self) -> Self:
        """Addresses that failed more than once, longest first."""
        return self.filter(failures__gte=TIMES_TO_FAIL).order_by("failing_since", "pk")


class WebLink(models.Model):
    """One web address, however many entries give it."""

    url = models.TextField(help_text="As it was typed.")
    url_digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of it: the longest are too long to index."
    )
    checked_at = models.DateTimeField(null=True, db_index=True, help_text="Blank if never.")
    status = models.PositiveSmallIntegerField(
        null=True, help_text="What the site answered; blank if it did not."
    )
    said = models.CharField(
        "what is wrong", max_length=200, blank=True, default="", help_text="In plain words."
    )
    failures = models.PositiveSmallIntegerField(default=0, help_text="How often in a row.")
    failing_since = models.DateTimeField(null=True)

    objects: Any = WebLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "web address"
        verbose_name_plural = "web addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(failures=0, failing_since=None, said="")
                | (Q(failures__gt=0) & Q(failing_since__isnull=False) & ~Q(said="")),
                name="weblink_failing_since_some_time",
            )
        ]

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """That a record gives a web address, and where."""

    link = models.ForeignKey(WebLink, models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=20, choices=PublicKind.choices)
    record_id = models.UUIDField(help_text="The record on whose form it can be mended.")
    name = models.CharField(max_length=255, help_text="What the record is called.")
    place = models.CharField(
        "where on its form", max_length=100, help_text="What the address is there, in words."
    )

    class Meta:
        verbose_name = "dead web address"
        verbose_name_plural = "dead web addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["link", "kind", "record_id", "place"], name="link_use_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "record_id"], name="link_use_of")]

    def __str__(self) -> str:
        return f"{self.place} of {self.name}"
