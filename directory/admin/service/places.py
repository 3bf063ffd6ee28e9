"""Where a service happens: a place that is there already, or a new one, in the same form."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest

from directory.admin.editing.finder import Finder, find_in
from directory.admin.editing.forms import RecordForm
from directory.admin.editing.likeness import offers
from directory.admin.editing.rows import Rows, RowsFormSet
from directory.admin.service.where import disagreement
from directory.models import (
    Accessibility,
    Address,
    Location,
    PlaceType,
    Schedule,
    Service,
    ServiceAtLocation,
)
from directory.people.scope import within_reach
from directory.publication.secrecy import WITHHELD, outward
from directory.review.choosing import as_known, as_public
from directory.review.naming import places_to_choose

NEW_PLACE = ("new_name", "address_1", "city", "state_province", "postal_code")


def describe(location: Location) -> str:
    """A place as people tell it from others: "Heron Hall, 1 Otter Row, Bradford BD1 9ZZ"."""
    parts = [location.name]
    for address in list(location.addresses.all())[:1]:
        if location.hide_address:
            half = half_of(address)
            parts.append(f"somewhere in {half}" if half else "address not shown")
        else:
            parts.append(f"{address.address_1}, {address.city} {address.postal_code}")
    if location.location_type == PlaceType.VIRTUAL:
        parts.append("online or by phone")
    return ", ".join(filter(None, parts)) or "A place without a name"


def half_of(address: Address) -> str:
    """The first half of a postcode, which is all that the public may know of a secret address."""
    if address.address_1 == WITHHELD:  # As the public sees it.
        return "" if address.postal_code == WITHHELD else address.postal_code
    return outward(address.postal_code)


def places_of(service: Service, by: Any) -> list[ServiceAtLocation]:
    """Where `service` is, with what the rows of its form tell `by` of each place.

    A place beyond their reach is as the public sees it, whatever waits in a draft of others.
    """
    own = within_reach(by, Location.objects.filter(pk=OuterRef("location_id")))
    hours = Schedule.objects.filter(service_at_location=OuterRef("pk"))
    addresses = Prefetch("location__addresses", Address.objects.order_by("address_type", "id"))
    rows: list[Any] = list(
        ServiceAtLocation.objects.filter(service=service)
        .select_related("location")
        .annotate(is_within_reach=Exists(own), has_hours=Exists(hours))
        .prefetch_related(addresses)
        .order_by("location__name", "id")
    )
    of_others = [row for row in rows if not row.is_within_reach]
    for row, seen in zip(of_others, as_public([row.location for row in of_others]), strict=True):
        row.location = seen
    return rows


def with_known_places(by: Any, rows: list[ServiceAtLocation]) -> list[ServiceAtLocation]:
    """`rows`, each with its place as `by` may know it."""
    for row, known in zip(rows, as_known(by, [row.location for row in rows]), strict=True):
        row.location = known
    return rows


class PlaceForm(RecordForm):
    """One place of a service.

    A place that is saved is shown in words; its own form changes it. A new row chooses a place, or
    describes a new one.
    """

    new_name = forms.CharField(
        label="What is the place called?",
        required=False,
        max_length=255,
        help_text="Such as: Otter Bank Community Hub.",
    )
    address_1 = forms.CharField(
        label="House number and street",
        required=False,
        max_length=255,
        help_text="Such as: 1 Otter Row.",
    )
    city = forms.CharField(label="Town or city", required=False, max_length=255)
    state_province = forms.CharField(
        label="County", required=False, max_length=255, help_text="Such as: West Yorkshire."
    )
    postal_code = forms.CharField(
        label="Postcode", required=False, max_length=255, help_text="Such as: BD1 1HX."
    )
    hide_address = forms.BooleanField(
        label="Hide the exact address",
        required=False,
        help_text="For refuges and the like. The public then sees only the first half of the "
        "postcode and a point about a kilometre wide.",
    )
    access = forms.CharField(
        label="How do people with a disability get in and around?",
        required=False,
        max_length=500,
        help_text="Such as: step-free entrance, accessible toilet, hearing loop.",
    )
    is_new = forms.BooleanField(label="It is none of these: add it as a new place", required=False)

    class Meta:
        model = ServiceAtLocation
        fields = ("location", "description")

    # Set for each request.
    by: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.likenesses: list[Any] = []
        self.place: Location | None = None
        if self.instance._state.adding:
            self.fields["location"].required = False
            finder = Finder(
                *("name", "alternate_name", "addresses__postal_code", "addresses__address_1"),
                describe=describe,
                none="None of these: it is a new place, described below",
                hint="Type part of its name, or its postcode.",
            )
            find_in(self, "location", finder)
            return
        self.place = self.instance.location
        for name in ("location", *NEW_PLACE, "hide_address", "access", "is_new"):
            del self.fields[name]

    @property
    def location_field(self) -> forms.BoundField:
        return self["location"]

    @property
    def in_words(self) -> str:
        """The place of a saved row."""
        return describe(self.place) if self.place else ""

    @property
    def describes_new(self) -> list[forms.BoundField]:
        """The fields of a new place."""
        names = (*NEW_PLACE, "hide_address", "access")
        return [self[name] for name in names if name in self.fields]

    @property
    def is_open(self) -> bool:
        """Whether anything of a new place is filled in."""
        return any(field.value() or field.errors for field in self.describes_new)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.instance._state.adding or not self.has_changed():
            return cleaned
        if cleaned.get("DELETE"):
            return cleaned
        typed = [name for name in NEW_PLACE if cleaned.get(name)]
        if cleaned.get("location"):
            if typed:
                self.add_error(
                    "location",
                    "You chose a place and described a new one. Choose “None of these”, or clear "
                    "the description.",
                )
        elif "location" not in self.errors:
            self._check_new(typed)
        return cleaned

    def _check_new(self, typed: list[str]) -> None:
        """A new place has a whole address, and is not one of those there are."""
        if not typed:
            self.add_error("location", "Choose a place, or describe a new one.")
            return
        told = {
            "address_1": "Give the street. If people do not come to it, choose “Online”.",
            "city": "Give the town.",
            "state_province": "Give the county.",
            "postal_code": "Give the postcode.",
        }
        for name, sentence in told.items():
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        known = {
            "name": self.cleaned_data.get("new_name"),
            "postcode": self.cleaned_data.get("postal_code"),
            "address_1": self.cleaned_data.get("address_1"),
        }
        self.likenesses = [] if self.quiet else offers(self.by, Location, known)
        if self.likenesses and not self.cleaned_data.get("is_new"):
            self.add_error(
                "is_new",
                "Is it one of these? If so, look for it above and choose it. If not, tick the box.",
            )

    def make_place(self, service: Service) -> None:
        """Save the new place the row describes, if it describes one."""
        if self.instance.location_id is not None:
            return
        typed = self.cleaned_data
        location = Location.objects.create(
            organization_id=service.organization_id,
            location_type=PlaceType.PHYSICAL,
            name=typed["new_name"],
            hide_address=typed["hide_address"],
        )
        Address.objects.create(
            location=location,
            **{name: typed[name] for name in NEW_PLACE if name != "new_name"},
        )
        if typed["access"].strip():
            Accessibility.objects.create(location=location, description=typed["access"])
        self.instance.location = location


class PlacesFormSet(RowsFormSet):
    @classmethod
    def get_default_prefix(cls) -> str:
        return "places"

    def get_queryset(self) -> Any:
        """Those the form of the service has looked up; of a new one, none."""
        return self.instance.places_at_hand

    def save_new(self, form: Any, commit: bool = True) -> Any:
        form.make_place(self.instance)
        return super().save_new(form, commit=commit)

    def clean(self) -> None:
        super().clean()
        rows: list[Any] = self.forms
        chosen = [
            str(location.pk)
            for form in rows
            if self.is_filled(form)
            and (location := form.place or form.cleaned_data.get("location"))
        ]
        if told := disagreement(self.data.get("takes_place", ""), self):
            raise forms.ValidationError(told)
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError("You have added the same place twice. Remove one of them.")

    def validate_unique(self) -> None:
        """`clean` sees to it. Django would take rows that are saved, of which the place is not
        asked, for ones at the same place as soon as another is added."""


class PlaceRows(Rows):
    """The places of a service."""

    model = ServiceAtLocation
    fk_name = "service"
    form = PlaceForm
    formset = PlacesFormSet
    template = "directory_admin/service/places.html"
    one = "Place"
    another = "Add another place"
    begins_with_one = True

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        locations = places_to_choose(request.user, Location.objects.all())
        formset.form.base_fields["location"].queryset = locations.prefetch_related("addresses")
        formset.form.by = request.user
        return formset
