"""The kinds of record, by their HSDS names."""

from django.db import models


class Kind(models.TextChoices):
    """The records that are published on their own, in the order a whole directory is published.

    A service_at_location has no entry of its own: it is part of its service.
    """

    TAXONOMY = "taxonomy"
    TAXONOMY_TERM = "taxonomy_term"
    ORGANIZATION = "organization"
    LOCATION = "location"
    SERVICE = "service"


class PublicKind(models.TextChoices):
    """Whatever has a public URL of its own."""

    TAXONOMY = "taxonomy"
    TAXONOMY_TERM = "taxonomy_term"
    ORGANIZATION = "organization"
    LOCATION = "location"
    SERVICE = "service"
    SERVICE_AT_LOCATION = "service_at_location"
