"""In person, online or both: what the answer makes of the places of a service."""

from typing import Any

from directory.models import Location, PlaceType, Service, ServiceAtLocation

IN_PERSON, ONLINE, BOTH = "in_person", "online", "both"
TAKES_PLACE = [
    (IN_PERSON, "In person, at a place"),
    (ONLINE, "Online or by phone"),
    (BOTH, "Both"),
]
# What an online place is called.
ONLINE_NAME = "Online or by phone"


def disagreement(answer: str, places: Any) -> str:
    """What is wrong with `answer`, given the rows of places; blank if nothing is."""
    kinds = {_is_virtual(form) for form in places.forms if places.is_filled(form)}
    if answer == ONLINE and False in kinds:
        return "You said online only, but there is a place. Remove it, or choose “Both”."
    if answer == IN_PERSON and True in kinds:
        return "You said in person only, but it is online too. Remove that, or choose “Both”."
    return ""


def keep_online(service: Service, form: Any) -> None:
    """Give `service` the online place its form tells of, if it tells of one."""
    answer, url = form.cleaned_data.get("takes_place"), form.cleaned_data.get("online_url", "")
    if not {"takes_place", "online_url"} & set(form.changed_data):
        return
    places = ServiceAtLocation.objects.filter(service=service)
    online = places.filter(location__location_type=PlaceType.VIRTUAL).order_by("id")
    existing = online.select_related("location").first()
    if existing is None and (answer in (ONLINE, BOTH) or url):
        location = Location.objects.create(
            organization_id=service.organization_id,
            location_type=PlaceType.VIRTUAL,
            name=ONLINE_NAME,
            url=url,
        )
        ServiceAtLocation.objects.create(service=service, location=location)
    elif existing is not None and "online_url" in form.changed_data:
        _move(existing, service, url)


def _move(place: ServiceAtLocation, service: Service, url: str) -> None:
    """Give an online place another address: this service's alone, if others use the place."""
    location = place.location
    shared = ServiceAtLocation.objects.filter(location=location).exclude(pk=place.pk).exists()
    if not shared and location.organization_id == service.organization_id:
        location.url = url
        location.save(update_fields=["url"])
        return
    place.location = Location.objects.create(
        organization_id=service.organization_id,
        location_type=PlaceType.VIRTUAL,
        name=location.name or ONLINE_NAME,
        url=url,
    )
    place.save(update_fields=["location"])


def _is_virtual(form: Any) -> bool:
    location: Any = form.place or (form.cleaned_data.get("location") if form.is_bound else None)
    return bool(location) and location.location_type == PlaceType.VIRTUAL
