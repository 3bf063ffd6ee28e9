"""A service at one of its places. HSDS `service_at_location`."""

from django.db import models

from directory.models.base import HSDSModel, Text
from directory.models.location import Location
from directory.models.service import Service


class ServiceAtLocation(HSDSModel):
    """One service at one location, with what differs there. HSDS 3.1 `service_at_location`."""

    service = models.ForeignKey(
        Service,
        models.CASCADE,
        related_name="service_at_locations",
        help_text="The service that is offered.",
    )
    location = models.ForeignKey(
        Location,
        models.CASCADE,
        related_name="service_at_locations",
        help_text="The location where it is offered.",
        verbose_name="place",
    )
    description = Text(help_text="What is different about the service here.")

    class Meta:
        ordering = ["service", "id"]
        verbose_name = "service at a place"
        verbose_name_plural = "services at places"
        constraints = [
            models.UniqueConstraint(
                fields=["service", "location"],
                name="service_at_location_once",
                violation_error_message="This service is already at this location.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} at {self.location}"
