"""The words records are sorted under. HSDS `taxonomy`, `taxonomy_term` and `attribute`."""

from django.db import models

from directory.models.base import HSDSModel, Line, Text, WebAddress, required


class Taxonomy(HSDSModel):
    """A list of words to sort records under. HSDS `taxonomy`."""

    name = Line(blank=False, help_text="The list's name.")
    description = Text(help_text="What the list is for. Needed before it can be published.")
    uri = WebAddress("web address", help_text="The web address of the list.")
    version = Line("edition", help_text="Which edition of the list this is.")

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "list of categories"
        verbose_name_plural = "lists of categories"
        constraints = [*required("taxonomy", "name")]

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(HSDSModel):
    """One word of a list. HSDS `taxonomy_term`."""

    code = Line(help_text="The term's code within its list.")
    name = Line(blank=False, help_text="The term, as people read it.")
    description = Text(help_text="What the term covers. Needed before it can be published.")
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        help_text="The broader term this one belongs under.",
        verbose_name="broader category",
    )
    taxonomy_name = Line(
        "established list",
        help_text="The name of the established list it is from, where it is not one of ours. "
        "HSDS calls this `taxonomy`.",
    )
    language = Line(help_text="The language of the term, as an ISO 639 code.")
    taxonomy = models.ForeignKey(
        Taxonomy,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="taxonomy_terms",
        help_text="The list it belongs to.",
        verbose_name="list",
    )
    term_uri = WebAddress("web address", help_text="A web address that identifies the term.")

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "category"
        verbose_name_plural = "categories"
        constraints = [
            *required("taxonomy_term", "name"),
            models.CheckConstraint(
                name="taxonomy_term_is_not_its_own_parent",
                condition=~models.Q(parent=models.F("id")) | models.Q(parent__isnull=True),
                violation_error_message="A term cannot be its own parent.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Attribute(HSDSModel):
    """A term, or a value, said of any other row. HSDS `attribute`.

    The owner is named as HSDS names it, by `link_entity` and `link_id`, since it may be a row of
    any table. The database cannot hold that as a foreign key: `directory.models.links` does.
    """

    link_id = models.UUIDField(
        "number of the entry", help_text="The identifier of the record this is said of."
    )
    link_entity = models.CharField(
        "kind of entry",
        max_length=30,
        help_text="The kind of record it is said of, such as service.",
    )
    link_type = Line(
        "what it says of the entry",
        help_text="How the term relates to the record, such as Needs met.",
    )
    taxonomy_term = models.ForeignKey(
        TaxonomyTerm,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="attributes",
        help_text="The term that is said of it.",
        verbose_name="category",
    )
    value = Text(help_text="A value, where a term is not enough.")
    label = Line("what that is called", help_text="A name for the attribute, as people read it.")

    class Meta:
        ordering = ["link_type", "id"]
        verbose_name = "category given to an entry"
        verbose_name_plural = "categories given to entries"
        indexes = [models.Index(fields=["link_entity", "link_id"], name="attribute_owner")]
        constraints = [*required("attribute", "link_entity")]

    def __str__(self) -> str:
        return str(self.taxonomy_term or self.value or self.label)
