"""Letters that ask an editor whether their entries are still right, and what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models import Service


class Letter(models.Model):
    """One e-mail to one person on one day, about one or more services.

    It is claimed here before it is sent, so that no crash and no second run sends it twice. Its
    link is a secret of which only a digest is kept.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField(help_text="The day it was made.")
    sent_at = models.DateTimeField(
        null=True, help_text="When the mail server took it. Blank if nobody knows that it did."
    )
    token_digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of what its links hold."
    )
    expires_at = models.DateTimeField(help_text="When its links stop working.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="letter_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.day}"


class Answer(models.TextChoices):
    """What became of a question."""

    CORRECT = "correct", "all correct"
    CHANGED = "changed", "something changed: a moderator was told what"
    CLOSED = "closed", "closed for good"
    PAUSED = "paused", "closed for a while"


class Question(models.Model):
    """That a letter asked about one service. It is answered once, or never."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="questions")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    assured_date = models.DateField(help_text="As it was then; 0001-01-01 if there was none.")
    months = models.PositiveSmallIntegerField(help_text="How many months had passed at least.")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "question of a reminder"
        verbose_name_plural = "questions of reminders"
        constraints = [
            models.UniqueConstraint(fields=["letter", "service"], name="question_once_a_letter"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="question_answered_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} in {self.letter_id}"
