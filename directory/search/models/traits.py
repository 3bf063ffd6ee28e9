"""The index of traits: who can come, in which language, how, and at what price."""

from django.db import models

from directory.publication.fields import SortKeyField


class Name(models.IntegerChoices):
    """What a trait is about. The numbers are stored: none is ever given to something else."""

    LANGUAGE = 1, "language"
    ACCESSIBILITY = 2, "accessibility"
    ATTENDING = 3, "attending"
    FREE = 4, "free"
    CAPACITY = 5, "capacity"
    REFERRAL = 6, "referral"


class Profile(models.Model):
    """What many records have in common, under one number: all their traits, or all their terms.

    Counting numbers and then what stands under each takes one row a record where counting traits
    takes ten. The number is made of the text, so that whoever has the same has the same number. A
    row stays when nobody has it any more, until the public record is made again.
    """

    number = models.BigIntegerField(primary_key=True)
    values = models.TextField(help_text="JSON: a facet, a value and its label, of each.")

    def __str__(self) -> str:
        return self.values


class Trait(models.Model):
    """That a public service or service_at_location has a trait.

    directory/search/traits/reading.py says which HSDS fields each is read from. Its key finds the
    records with a trait; the index by record, the traits of those that were found.
    """

    pk = models.CompositePrimaryKey("name", "value", "record")
    name = models.SmallIntegerField(choices=Name.choices)
    value = SortKeyField(max_length=200, help_text="What is compared: folded, or one of a list.")
    record = models.BigIntegerField(help_text="The key of the record in `PublicRecord`.")
    label = SortKeyField(max_length=200, help_text="The value as people read it.")

    class Meta:
        indexes = [models.Index(fields=["record"], name="trait_of_record")]

    def __str__(self) -> str:
        return f"{self.record} {self.get_name_display()}: {self.value}"
