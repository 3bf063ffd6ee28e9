"""Services with everything nested, read from the working copy."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from benchmarks.usual.finding import found
from benchmarks.usual.serializers import ServiceSerializer
from directory.models import (
    Attribute,
    Contact,
    HSDSModel,
    Location,
    Organization,
    Service,
    ServiceAtLocation,
)

CONTACTS = Prefetch("contacts", Contact.objects.prefetch_related("phones__languages"))
LOCATIONS = Location.objects.prefetch_related(
    "languages", "addresses", CONTACTS, "accessibility", "phones__languages", "schedules"
)
ORGANIZATIONS = Organization.objects.prefetch_related(
    "additional_websites",
    "funding",
    CONTACTS,
    "phones__languages",
    "programs",
    "organization_identifiers",
)
PLACES = ServiceAtLocation.objects.prefetch_related(
    Prefetch("location", LOCATIONS), "service_areas", CONTACTS, "phones__languages", "schedules"
)


class Pages(PageNumberPagination):
    """HSDS's page envelope."""

    page_size = 50

    def get_paginated_response(self, data: list[Any]) -> Response:
        number, pages = self.page.number, self.page.paginator.num_pages
        return Response(
            {
                "total_items": self.page.paginator.count,
                "total_pages": pages,
                "page_number": number,
                "size": len(data),
                "first_page": number == 1,
                "last_page": number == pages,
                "empty": not data,
                "contents": data,
            }
        )


class ServiceViewSet(ReadOnlyModelViewSet):
    serializer_class = ServiceSerializer
    pagination_class = Pages
    queryset = (
        Service.objects.select_related("program")
        .prefetch_related(
            Prefetch("organization", ORGANIZATIONS),
            "additional_urls",
            "phones__languages",
            "schedules",
            "service_areas",
            Prefetch("service_at_locations", PLACES),
            "languages",
            "funding",
            "cost_options",
            "required_documents",
            CONTACTS,
            "capacities__unit",
        )
        # Not by name, for which the working copy has no index: this is the quicker order.
        .order_by("id")
    )

    def filter_queryset(self, queryset: QuerySet[Service]) -> QuerySet[Service]:
        return found(queryset, self.request)

    def paginate_queryset(self, queryset: QuerySet[Service]) -> list[Service]:
        services = super().paginate_queryset(queryset)
        add_attributes(services)
        return services

    def get_object(self) -> Service:
        service = super().get_object()
        add_attributes([service])
        return service


def add_attributes(services: list[Service]) -> None:
    """Give `services`, their organizations and places what is said of them, in one query.

    No foreign key leads from a record to its attributes, so they cannot be prefetched.
    """
    owners: dict[UUID, list[HSDSModel]] = defaultdict(list)
    for service in services:
        owners[service.pk].append(service)
        owners[service.organization.pk].append(service.organization)
        for place in service.service_at_locations.all():
            owners[place.pk].append(place)
            owners[place.location.pk].append(place.location)
    said: dict[UUID, list[Attribute]] = {id: [] for id in owners}
    for attribute in Attribute.objects.filter(link_id__in=owners).select_related("taxonomy_term"):
        said[attribute.link_id].append(attribute)
    for id, records in owners.items():
        for record in records:
            record.attributes = said[id]
