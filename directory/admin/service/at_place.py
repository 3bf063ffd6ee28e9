"""The page of a service at one of its places: what differs there."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from directory.admin.conflicts import ConflictAdmin
from directory.admin.editing.finder import Finder, find_in
from directory.admin.editing.forms import RecordForm
from directory.admin.editing.page import Sectioned
from directory.admin.editing.sections import Section
from directory.admin.editing.shared_rows import contacts, phones
from directory.admin.hours.rows import hours_of
from directory.admin.keeping import KeptAdmin
from directory.admin.scoping import Unlisted
from directory.admin.service.places import describe, with_known_places
from directory.admin.service.rows import areas
from directory.models import Location, ServiceAtLocation
from directory.review.naming import places_to_choose

SECTIONS = (
    Section(
        "here",
        "What is different here",
        "Only what differs from the service’s other places.",
        ("service", "location", "description", "rows:service_areas"),
        filled_by=(("description", "rows:service_areas"),),
    ),
    Section(
        "when",
        "When it runs here",
        "If there are any, these times count here in place of those of the service.",
        ("directory_admin/hours/times.html",),
        filled_by=(("rows:times",),),
        template_rows=("rows:times", "rows:closed"),
    ),
    Section(
        "contact",
        "How to get in touch here",
        "Only if people use another number or ask for somebody else.",
        ("rows:phones", "rows:contacts"),
        filled_by=(("rows:phones", "rows:contacts"),),
    ),
)


class AtPlaceForm(RecordForm):
    """Which service is at which place is settled when it is added."""

    class Meta:
        model = ServiceAtLocation
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_saved:
            del self.fields["service"], self.fields["location"]
            return
        find_in(self, "service", Finder("name", "alternate_name", none="", only_own=True))
        columns = ("name", "alternate_name", "addresses__postal_code")
        find_in(self, "location", Finder(*columns, describe=describe, none=""))


class PlacesList(ChangeList):
    """A list that calls places of others as the public knows them."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list: list[Any] = with_known_places(request.user, list(self.result_list))


class ServiceAtLocationAdmin(Unlisted, KeptAdmin, ConflictAdmin, Sectioned):
    """Published with its service."""

    form = AtPlaceForm
    sections = SECTIONS
    list_display = ("service", "location")
    names = ("service", "location")
    search_fields = ("service__name",)
    inlines = (
        areas("service_at_location"),
        *hours_of("service_at_location"),
        phones("service_at_location"),
        contacts("service_at_location"),
    )

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """A session at a place of others is called as the public knows the place."""
        row = super().get_object(request, object_id, from_field)
        return with_known_places(request.user, [row])[0] if row else None

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PlacesList

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        return super().get_deleted_objects(with_known_places(request.user, list(objs)), request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "location" in form.base_fields:
            locations = places_to_choose(request.user, Location.objects.all())
            form.base_fields["location"].queryset = locations.prefetch_related("addresses")
        return form
