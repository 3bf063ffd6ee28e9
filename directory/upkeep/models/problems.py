"""What the public says is wrong with an entry."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from directory.publication.models import PublicKind

LONGEST_MESSAGE = 2_000  # characters


class Topic(models.TextChoices):
    """What is wrong."""

    CLOSED = "closed", "It has closed, or never opened"
    WRONG_CONTACT = "wrong_contact", "The phone number, e-mail or web address is wrong"
    WRONG_TIMES = "wrong_times", "The days or times are wrong"
    OTHER = "other", "Something else"


class State(models.TextChoices):
    """Where a report stands."""

    NEW = "new", "new"
    LOOKING = "looking", "being looked at"
    SETTLED = "settled", "settled"


class Channel(models.TextChoices):
    """How it came."""

    PAGE = "page", "the report page"
    API = "api", "another website or app"
    EDITOR = "editor", "an editor, from a reminder"


class ProblemQuerySet(models.QuerySet["Problem"]):
    def unsettled(self) -> Self:
        """Those somebody still has to see to, longest waiting first."""
        return self.exclude(state=State.SETTLED).order_by("made_at", "pk")


class Problem(models.Model):
    """One report about one public record.

    Nothing of who reported it is kept but the e-mail address they may leave to be answered at,
    and that goes when the report is settled.
    """

    kind = models.CharField(max_length=20, choices=PublicKind.choices)
    record_id = models.UUIDField(help_text="The record's own identifier.")
    name = models.CharField("entry", max_length=255, help_text="What the record was called then.")
    topic = models.CharField("what is wrong", max_length=20, choices=Topic.choices)
    message = models.TextField(
        "what they wrote", blank=True, default="", validators=[MaxLengthValidator(LONGEST_MESSAGE)]
    )
    reply_to = models.EmailField(
        "where to answer",
        blank=True,
        default="",
        help_text="For moderators alone. Deleted when the report is settled.",
    )
    channel = models.CharField("came by", max_length=10, choices=Channel.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The editor who said so; nobody where the public did.",
    )
    made_at = models.DateTimeField("reported at", db_index=True)
    state = models.CharField(
        "where it stands", max_length=10, choices=State.choices, default=State.NEW
    )
    settled_at = models.DateTimeField(null=True)

    objects: Any = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "problem report"
        constraints = [
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="problem_topic_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="problem_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.SETTLED) | (Q(reply_to="") & Q(settled_at__isnull=False)),
                name="problem_settled_keeps_no_address",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "record_id", "state"], name="problem_of"),
            models.Index(
                fields=["made_at", "id"],
                condition=~Q(state=State.SETTLED),
                name="problem_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_topic_display()}"


class Step(models.Model):
    """That somebody took a report a step further, and why."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    why = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.state}"


class Told(models.Model):
    """Up to which report somebody was told by e-mail, and when last.

    A person is told of many at once, and seldom: who reports cannot make us write.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    at = models.DateTimeField()
    up_to = models.BigIntegerField(help_text="The number of the last report they were told of.")

    def __str__(self) -> str:
        return f"{self.person_id} up to {self.up_to}"
