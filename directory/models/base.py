"""What every HSDS object shares: a UUID, rows linked to it, and texts that are never NULL."""

import re
import uuid
from typing import Any

from django.db import models
from django.db.models import Q


class HSDSModel(models.Model):
    """A row of the working copy. The public never reads these: see directory/publication."""

    id = models.UUIDField(
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="The identifier of this record, a UUID. It never changes.",
    )

    class Meta:
        abstract = True

    @classmethod
    def entity(cls) -> str:
        """The object's name in HSDS: `service_at_location` for ServiceAtLocation."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Text(models.TextField):
    """Text of any length that may be left blank: blank is "", never NULL."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": "", **kwargs})


class Line(models.CharField):
    """One line of text that may be left blank: blank is "", never NULL."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": "", "max_length": 255, **kwargs})


class WebAddress(models.URLField):
    """An http or https address that may be left blank. HSDS `format: uri`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": "", "max_length": 2000, **kwargs})

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class MailAddress(models.EmailField):
    """An e-mail address that may be left blank. HSDS `format: email`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": "", **kwargs})


def required(model: str, *fields: str) -> list[models.CheckConstraint]:
    """Constraints that keep each of `fields` from being blank in the table of `model`."""
    return [
        models.CheckConstraint(
            name=f"{model}_has_{field}",
            condition=~Q(**{field: ""}),
            violation_error_message=f"Please fill in “{field.replace('_', ' ')}”.",
        )
        for field in fields
    ]


def one_of(model: str, field: str, choices: type[models.TextChoices], *, blank: bool = False):
    """A constraint that holds `field` to the values the standard names."""
    allowed = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(
        name=f"{model}_{field}_is_known",
        condition=Q(**{f"{field}__in": allowed}),
        violation_error_message=f"Choose one of: {', '.join(choices.values)}.",
    )


def owned_by(model: str, *owners: str) -> models.CheckConstraint:
    """A constraint that a shared child (a phone, a schedule) belongs to something."""
    condition = Q()
    for owner in owners:
        condition |= Q(**{f"{owner}__isnull": False})
    return models.CheckConstraint(
        name=f"{model}_has_an_owner",
        condition=condition,
        violation_error_message=f"This needs one of: {', '.join(owners)}.".replace("_", " "),
    )


def at_least(model: str, field: str, low: int) -> models.CheckConstraint:
    """A constraint that `field`, where given, is `low` or more."""
    return models.CheckConstraint(
        name=f"{model}_{field}_at_least_{low}",
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low}),
        violation_error_message=f"“{field.replace('_', ' ')}” is {low} or more.",
    )


def at_most(model: str, field: str, high: int) -> models.CheckConstraint:
    """A constraint that `field`, where given, is `high` or less."""
    return models.CheckConstraint(
        name=f"{model}_{field}_at_most_{high}",
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": high}),
        violation_error_message=f"“{field.replace('_', ' ')}” is {high} or less.",
    )


def in_order(model: str, low: str, high: str, message: str) -> models.CheckConstraint:
    """A constraint that `low` is not above `high`, where both are given."""
    return models.CheckConstraint(
        name=f"{model}_{low}_before_{high}",
        condition=Q(**{f"{low}__isnull": True})
        | Q(**{f"{high}__isnull": True})
        | Q(**{f"{low}__lte": models.F(high)}),
        violation_error_message=message,
    )
