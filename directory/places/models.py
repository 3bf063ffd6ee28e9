"""What official files say of postcodes and areas (docs/places.md), and places known by name.

Nothing here refers to the directory's own records, nor they to it: a reload never touches them.
"""

from django.db import models

from directory.places.keys import KeyField

MICRODEGREES = 1_000_000
CODE_LENGTH = 9


class KnownPostcode(models.Model):
    """A postcode of the United Kingdom that has a place, live or ended.

    Whole microdegrees are as exact as ONS's files, and half the size of floating-point numbers.
    """

    key = KeyField(primary_key=True, max_length=7, help_text="Without a space: BD11AA.")
    latitude = models.IntegerField(help_text="WGS84, in millionths of a degree.")
    longitude = models.IntegerField(help_text="WGS84, in millionths of a degree.")
    ended = models.IntegerField(
        null=True,
        help_text="The month it was ended, as 202405; null while it lives or the file is silent.",
    )
    lsoa = models.CharField(
        max_length=CODE_LENGTH, default="", help_text="GSS code of its LSOA of 2021."
    )
    ward = models.CharField(max_length=CODE_LENGTH, default="", help_text="GSS code of its ward.")
    local_authority = models.CharField(
        max_length=CODE_LENGTH, default="", help_text="GSS code of its local authority."
    )

    def __str__(self) -> str:
        return f"{self.key[:-3]} {self.key[-3:]}"


class OutwardCode(models.Model):
    """The first half of postcodes, such as BD21. Made from them by the loader."""

    code = KeyField(primary_key=True, max_length=4)
    latitude = models.IntegerField(
        help_text="The mean of its live postcodes, in millionths of a degree."
    )
    longitude = models.IntegerField(help_text="Likewise.")
    live = models.IntegerField(help_text="How many of its postcodes have not ended.")

    def __str__(self) -> str:
        return self.code


class AreaKind(models.TextChoices):
    """The kinds of area that are kept."""

    LSOA = "lsoa", "LSOA"
    WARD = "ward", "ward"
    LOCAL_AUTHORITY = "local_authority", "local authority"
    NHS_PLACE = "nhs_place", "NHS place (sub-ICB)"
    ICB = "icb", "integrated care board"


class Area(models.Model):
    """An official area, by its GSS code."""

    code = KeyField(primary_key=True, max_length=CODE_LENGTH, help_text="Such as E08000032.")
    kind = models.CharField(max_length=20, choices=AreaKind.choices)
    name = models.CharField(max_length=200, default="", help_text="Blank if no file has named it.")
    nhs_code = models.CharField(
        max_length=10, default="", db_index=True, help_text="What the NHS calls it, such as 36J."
    )
    successor = models.CharField(
        max_length=CODE_LENGTH,
        default="",
        help_text="The local authority that has taken its place, if it has ended.",
    )
    latitude = models.FloatField(null=True, help_text="Its middle, in WGS84 degrees.")
    longitude = models.FloatField(null=True, help_text="Its middle, in WGS84 degrees.")

    def __str__(self) -> str:
        return self.name or self.code


class AreaBoundary(models.Model):
    """The line round an area, and the box that holds it, in WGS84 degrees."""

    area = models.OneToOneField(
        Area, models.CASCADE, primary_key=True, related_name="boundary", db_column="code"
    )
    south = models.FloatField()
    west = models.FloatField()
    north = models.FloatField()
    east = models.FloatField()
    geojson = models.TextField(help_text="A GeoJSON Polygon or MultiPolygon.")

    def __str__(self) -> str:
        return f"boundary of {self.area_id}"


class AreaWithin(models.Model):
    """That one area lies in another; of a ward's LSOAs, that most of each does."""

    pk = models.CompositePrimaryKey("code", "within")
    code = KeyField(max_length=CODE_LENGTH)
    within = KeyField(max_length=CODE_LENGTH)

    def __str__(self) -> str:
        return f"{self.code} in {self.within}"


class NamedPlace(models.Model):
    """A town, village or neighbourhood that is added to those the gazetteer's file has.

    One with a name the file has, too, takes that one's place.
    """

    name = models.CharField(max_length=100, unique=True)
    alternate_names = models.TextField(
        "other names", blank=True, default="", help_text="One on each line."
    )
    latitude = models.FloatField("degrees north", help_text="WGS84 degrees north, such as 53.794.")
    longitude = models.FloatField("degrees east", help_text="WGS84 degrees east, such as -1.753.")

    class Meta:
        ordering = ["name"]
        verbose_name = "name of a place"
        verbose_name_plural = "names of places"
        constraints = [
            models.CheckConstraint(
                name="named_place_on_earth",
                condition=models.Q(
                    latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180
                ),
                violation_error_message="The point is not on the Earth.",
            )
        ]

    def __str__(self) -> str:
        return self.name
