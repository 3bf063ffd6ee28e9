"""Who looks after which organisation, and who has been asked to."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.models import Organization

# How long an invitation can be accepted.
OPEN_FOR = timedelta(days=14)


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
        verbose_name = "person who looks after it"
        verbose_name_plural = "people who look after it"
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
                name="membership_role_is_known", condition=Q(role__in=Duty.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.organization}"


class Account(User):
    """Django's user, under a name people know it by."""

    class Meta:
        proxy = True
        ordering = ["email", "pk"]
        verbose_name = "account"


class Post(models.TextChoices):
    """What somebody can be invited to be."""

    LEAD = "lead", "lead"
    MANAGER = "manager", "manager"
    MODERATOR = "moderator", "moderator"
    ADMINISTRATOR = "administrator", "administrator"


# Who looks after the directory as a whole, and no organisation in particular.
STAFF_POSTS = (Post.MODERATOR, Post.ADMINISTRATOR)


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """That somebody was asked, by e-mail, to look after an organisation or the directory.

    Only a digest of the link's secret is kept: whoever reads the database cannot accept.
    """

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    post = models.CharField(max_length=15, choices=Post.choices)
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name="organisation",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="invitation_post_is_known", condition=Q(post__in=Post.values)
            ),
            models.CheckConstraint(
                name="invitation_to_an_organisation_or_to_none",
                condition=Q(post__in=Duty.values, organization__isnull=False)
                | Q(post__in=STAFF_POSTS, organization__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.post} of {self.organization or 'the directory'}"
