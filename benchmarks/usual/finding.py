"""Finding as it is usually built: `icontains` over joined tables, and haversine in the ORM."""

from django.db.models import F, FloatField, Min, Q, QuerySet, Value
from django.db.models.functions import ACos, Cast, Cos, Least, Radians, Sin
from rest_framework.request import Request

from directory.models import Attribute, Service

EARTH_RADIUS_METRES = 6_371_009
PLACE = "service_at_locations__location__"


def found(services: QuerySet[Service], request: Request) -> QuerySet[Service]:
    """`services` that have the word and the term, near the point, the nearest first."""
    word, near = request.GET.get("search"), request.GET.get("near")
    if not (word and near):
        return services
    latitude, longitude = map(float, near.split(","))
    term = request.GET["taxonomy_term_id"]
    # Filed under the term, or under one narrower by one or two steps.
    said = Attribute.objects.filter(
        Q(taxonomy_term=term)
        | Q(taxonomy_term__parent=term)
        | Q(taxonomy_term__parent__parent=term),
        link_entity="service",
    )
    return (
        services.filter(
            Q(name__icontains=word)
            | Q(alternate_name__icontains=word)
            | Q(description__icontains=word)
            | Q(eligibility_description__icontains=word)
            | Q(organization__name__icontains=word),
            id__in=said.values("link_id"),
        )
        .annotate(distance=Min(_metres(latitude, longitude)))
        .filter(distance__lte=float(request.GET["proximity"]))
        .order_by("distance", "id")
    )


def _metres(latitude: float, longitude: float) -> ACos:
    here = Radians(Value(latitude, FloatField()))
    there = Radians(Cast(F(f"{PLACE}latitude"), FloatField()))
    around = Radians(Cast(F(f"{PLACE}longitude"), FloatField()) - Value(longitude, FloatField()))
    cosine = Sin(here) * Sin(there) + Cos(here) * Cos(there) * Cos(around)
    return ACos(Least(cosine, Value(1.0))) * EARTH_RADIUS_METRES
