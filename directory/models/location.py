"""Places where services happen. HSDS `location`, its addresses and its access."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from directory.models.base import HSDSModel, Line, Text, WebAddress, one_of, required
from directory.models.organization import Organization


def within(model: str, field: str, low: int, high: int) -> models.CheckConstraint:
    """A constraint that holds a coordinate, where given, to its range in degrees."""
    return models.CheckConstraint(
        name=f"{model}_{field}_in_range",
        condition=Q(**{f"{field}__isnull": True})
        | Q(**{f"{field}__gte": low, f"{field}__lte": high}),
        violation_error_message=f"A {field} is between {low} and {high} degrees.",
    )


class PlaceType(models.TextChoices):
    """HSDS's kinds of location and of address."""

    PHYSICAL = "physical", "a place people can go to"
    POSTAL = "postal", "an address for letters"
    VIRTUAL = "virtual", "online or by phone"


class Location(HSDSModel):
    """A place, or an online one, where services happen. HSDS 3.1 `location`."""

    location_type = models.CharField(
        "kind of place",
        max_length=10,
        choices=PlaceType.choices,
        default=PlaceType.PHYSICAL,
        help_text="physical, postal or virtual.",
    )
    url = WebAddress("web address", help_text="Where to find it online, for a virtual location.")
    organization = models.ForeignKey(
        Organization,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="locations",
        verbose_name="organisation",
        help_text="The organisation that looks after the place.",
    )
    name = Line(help_text="The name of the place, such as Otter Bank Community Hub.")
    alternate_name = Line("other name", help_text="Another name for it.")
    description = Text(help_text="What the place is like, and how to find the door.")
    transportation = Text("how to get there", help_text="Buses, trains and parking.")
    latitude = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="WGS84 degrees north, such as 53.7938.",
    )
    longitude = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="WGS84 degrees east, such as -1.7524 (west is negative).",
    )
    external_identifier = Line(
        "number in a register", help_text="The place's number in another system, such as its UPRN."
    )
    external_identifier_type = Line("register", help_text="Which system that is, such as UPRN.")
    hide_address = models.BooleanField(
        "keep the exact address secret",
        default=False,
        help_text="For refuges and the like: only the first half of the postcode and a point "
        "rounded to about a kilometre are ever published.",
    )

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "place"
        verbose_name_plural = "places"
        constraints = [
            one_of("location", "location_type", PlaceType),
            within("location", "latitude", -90, 90),
            within("location", "longitude", -180, 180),
            models.CheckConstraint(
                name="location_has_both_coordinates",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message="Give both latitude and longitude, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"Location {self.id}"


class Address(HSDSModel):
    """A postal or street address of a location. HSDS `address`."""

    location = models.ForeignKey(
        Location,
        models.CASCADE,
        related_name="addresses",
        help_text="The location this is an address of.",
        verbose_name="place",
    )
    attention = Line("whom letters name", help_text="The person or team letters should name.")
    address_1 = Line("street", blank=False, help_text="House number or name, and street.")
    address_2 = Line("second line", help_text="A second line of the street, if any.")
    city = Line("town or city", blank=False, help_text="The town or city.")
    region = Line("area", help_text="The area within it, such as Manningham.")
    state_province = Line("county", blank=False, help_text="The county, such as West Yorkshire.")
    postal_code = Line("postcode", blank=False, help_text="The postcode, such as BD1 1HX.")
    country = models.CharField(
        max_length=2, default="GB", help_text="Two letters, ISO 3166-1, such as GB."
    )
    address_type = models.CharField(
        "what it is for",
        max_length=10,
        choices=PlaceType.choices,
        default=PlaceType.PHYSICAL,
        help_text="physical, postal or virtual.",
    )

    class Meta:
        ordering = ["address_type", "id"]
        verbose_name_plural = "addresses"
        constraints = [
            *required("address", "address_1", "city", "state_province", "postal_code", "country"),
            one_of("address", "address_type", PlaceType),
        ]

    def __str__(self) -> str:
        return f"{self.address_1}, {self.city} {self.postal_code}"


class Accessibility(HSDSModel):
    """How people with disabilities can use a location. HSDS `accessibility`."""

    location = models.ForeignKey(
        Location,
        models.CASCADE,
        related_name="accessibility",
        help_text="The location this is about.",
        verbose_name="place",
    )
    description = Text(help_text="What there is, such as step-free entrance.")
    details = Text(help_text="More about it, such as where the ramp is.")
    url = WebAddress("web address", help_text="A web page that says more.")

    class Meta:
        ordering = ["description", "id"]
        verbose_name = "note on access"
        verbose_name_plural = "notes on access"

    def __str__(self) -> str:
        return self.description
