"""Who looks after which organisation."""

from django.conf import settings
from django.db import models

from directory.models import Organization


class Duty(models.TextChoices):
    """What a member may do besides editing."""

    LEAD = "lead", "lead: edits, and chooses who else may"
    MANAGER = "manager", "manager: edits"


class Membership(models.Model):
    """That a person looks after an organisation's records."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name="person",
    )
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="memberships",
        verbose_name="organisation",
    )
    role = models.CharField(max_length=10, choices=Duty.choices, default=Duty.MANAGER)

    class Meta:
        ordering = ["organization", "role", "id"]
        permissions = [
            ("moderate", "May see and change the records of every organisation"),
            ("administer", "May manage accounts, and the lists of terms"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization"],
                name="membership_once",
                violation_error_message="This person looks after this organisation already.",
            ),
            models.CheckConstraint(
                name="membership_role_is_known", condition=models.Q(role__in=Duty.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.organization}"
