"""Marks a record whose keys may have changed, whenever one of its rows is saved or deleted.

A signal serves where a call would not: rows are saved by many forms, and go with their parents.
"""

from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from directory import models as hsds
from directory.duplicates.index import mark
from directory.publication.models import Kind

# The columns of a row that name the records it tells something of.
TELLS_OF: dict[type[hsds.HSDSModel], dict[str, str]] = {
    hsds.Organization: {Kind.ORGANIZATION: "id"},
    hsds.Service: {Kind.SERVICE: "id"},
    hsds.Location: {Kind.LOCATION: "id", Kind.ORGANIZATION: "organization_id"},
    hsds.OrganizationIdentifier: {Kind.ORGANIZATION: "organization_id"},
    hsds.Phone: {
        Kind.ORGANIZATION: "organization_id",
        Kind.SERVICE: "service_id",
        Kind.LOCATION: "location_id",
    },
    hsds.Address: {Kind.LOCATION: "location_id"},
    hsds.ServiceAtLocation: {Kind.SERVICE: "service_id"},
}


@receiver([post_save, post_delete])
def follow(sender: type[Any], instance: Any, raw: bool = False, **_: Any) -> None:
    if raw or sender not in TELLS_OF:
        return
    for kind, column in TELLS_OF[sender].items():
        if id := getattr(instance, column):
            mark(kind, id)
    if sender is hsds.Address:
        _mark_those_at(instance.location_id)


def _mark_those_at(location: UUID) -> None:
    """The services at a location, and the organisation that looks after it, have its postcode."""
    services = hsds.ServiceAtLocation.objects.filter(location_id=location)
    for service in services.values_list("service_id", flat=True):
        mark(Kind.SERVICE, service)
    owner = hsds.Location.objects.filter(pk=location).values_list("organization_id", flat=True)
    for organization in owner:
        if organization:
            mark(Kind.ORGANIZATION, organization)
