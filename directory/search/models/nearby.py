"""The index of where things are. All of it is made of public documents, and can be made again."""

from django.db import models

from directory.publication.fields import SortKeyField

CODE_LENGTH = 40


class Whereabouts(models.Model):
    """A point of a public record: a location's, or that of a place where something is offered.

    Each kind stands apart in the index, so that whoever looks for services does not read past the
    points of locations. `x`, `y` and `z` are whole centimetres from the Earth's centre: the
    squared chord between two points is then a whole number, the same on both databases.
    """

    pk = models.CompositePrimaryKey("record", "number")
    record = models.BigIntegerField(help_text="The key of the record in `PublicRecord`.")
    number = models.SmallIntegerField(help_text="Tells the points of a record apart.")
    kind = models.SmallIntegerField(help_text="A number of `directory.search.nearby.units`.")
    latitude = models.FloatField(help_text="WGS84 degrees, as the document has it.")
    longitude = models.FloatField(help_text="WGS84 degrees, as the document has it.")
    x = models.BigIntegerField()
    y = models.BigIntegerField()
    z = models.BigIntegerField()

    class Meta:
        indexes = [
            # All a search needs: the table itself is not read.
            models.Index(
                fields=["kind", "latitude", "longitude", "record", "x", "y", "z"],
                name="whereabouts_box",
            ),
            # And all that is asked of records found by their words.
            models.Index(
                fields=["record", "kind", "latitude", "longitude", "x", "y", "z"],
                name="whereabouts_of_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} at {self.latitude}, {self.longitude}"


class RecordArea(models.Model):
    """That a point of a public record lies in an area."""

    pk = models.CompositePrimaryKey("code", "kind", "record")
    code = SortKeyField(max_length=CODE_LENGTH, help_text="A GSS code such as E08000032.")
    kind = models.SmallIntegerField()
    record = models.BigIntegerField(
        db_index=True, help_text="The key of the record in `PublicRecord`."
    )

    def __str__(self) -> str:
        return f"{self.record} in {self.code}"


class Coverage(models.Model):
    """That a service, or a service at a location, is for people of an area."""

    pk = models.CompositePrimaryKey("code", "kind", "record")
    code = SortKeyField(max_length=CODE_LENGTH, help_text="A GSS code, or the code of an `Extent`.")
    kind = models.SmallIntegerField()
    record = models.BigIntegerField(
        db_index=True, help_text="The key of the record in `PublicRecord`."
    )

    def __str__(self) -> str:
        return f"{self.record} for {self.code}"


class Extent(models.Model):
    """An outline that one or more service areas have, and the box that holds it.

    It stays when the last of them goes, until the public record is made again.
    """

    code = SortKeyField(primary_key=True, max_length=CODE_LENGTH, help_text="Made of its outline.")
    south = models.FloatField()
    west = models.FloatField()
    north = models.FloatField()
    east = models.FloatField()
    geojson = models.TextField(help_text="A GeoJSON MultiPolygon.")

    def __str__(self) -> str:
        return self.code
