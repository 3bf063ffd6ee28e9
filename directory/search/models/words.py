"""What is indexed of the words of public records. All of it can be made again from documents.

Beside each table of words stands what the migration adds for one database alone: on SQLite an FTS5
table named `…_fts`, on PostgreSQL a column `tokens` with a GIN index. One table a kind: whoever
counts the services with a word must not read past the places of those services.
"""

from django.db import models

from directory.publication.fields import KeyField, SortKeyField
from directory.publication.models import PublicKind


class Words(models.Model):
    """The tokens of one public record, joined by blanks, by how much they weigh.

    Before them stands its card: by what answers are put in order and counted. Cards are read by the
    ten thousand, of every record that matches, so they are narrow and need no other table: SQLite
    has an index of them, and PostgreSQL keeps the texts after them out of the row (migration 0009;
    one that makes a table of words anew must do that again).
    """

    key = KeyField(primary_key=True, help_text="The key of the record's document.")
    id = models.UUIDField()
    sort_name = SortKeyField(max_length=200, help_text="The name, folded for sorting.")
    places = models.SmallIntegerField(default=0, help_text="At how many points it is.")
    x = models.BigIntegerField(null=True, help_text="Of the point, if it is one: `Whereabouts`.")
    y = models.BigIntegerField(null=True)
    z = models.BigIntegerField(null=True)
    organization_id = models.UUIDField(null=True, help_text="Whose it is, if it is offered.")
    traits = models.BigIntegerField(null=True, help_text="The number of a `Profile`.")
    terms = models.BigIntegerField(null=True, help_text="The number of a `Profile`.")
    name = models.TextField(help_text="Of its name.")
    also = models.TextField(help_text="Of its alternate names and the terms said of it.")
    body = models.TextField(help_text="Of everything else.")
    marks = models.TextField(
        help_text="What it is filed under and where it is: see directory/search/words/marks.py."
    )
    assured_date = models.CharField(
        max_length=10, blank=True, help_text="As the document has it, such as 2026-01-31."
    )

    class Meta:
        abstract = True


class TaxonomyWords(Words):
    pass


class TaxonomyTermWords(Words):
    pass


class OrganizationWords(Words):
    pass


class LocationWords(Words):
    pass


class ServiceWords(Words):
    pass


class ServiceAtLocationWords(Words):
    pass


WORDS: dict[PublicKind, type[Words]] = {
    PublicKind.TAXONOMY: TaxonomyWords,
    PublicKind.TAXONOMY_TERM: TaxonomyTermWords,
    PublicKind.ORGANIZATION: OrganizationWords,
    PublicKind.LOCATION: LocationWords,
    PublicKind.SERVICE: ServiceWords,
    PublicKind.SERVICE_AT_LOCATION: ServiceAtLocationWords,
}


# A number for each kind, which neither a new kind nor another order may change.
NUMBERS = {
    PublicKind.TAXONOMY: 0,
    PublicKind.TAXONOMY_TERM: 1,
    PublicKind.ORGANIZATION: 2,
    PublicKind.LOCATION: 3,
    PublicKind.SERVICE: 4,
    PublicKind.SERVICE_AT_LOCATION: 5,
}


class Token(models.Model):
    """In how many public records of a kind a token stands. The empty token stands in every one."""

    pk = models.CompositePrimaryKey("token", "kind")
    token = SortKeyField(max_length=400)
    kind = models.SmallIntegerField(help_text="Its number in `NUMBERS`.")
    documents = models.IntegerField()


class Spelling(models.Model):
    """A word as it is written, and its token.

    It stays until no record has its token, which may be a little longer than it is written.
    """

    word = SortKeyField(max_length=50)
    token = SortKeyField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word"], name="spelling_once")]
        indexes = [models.Index(fields=["token"], name="spelling_of_token")]


class Completion(models.Model):
    """A name that is suggested to whoever types the beginning of one of its words."""

    class Rank(models.IntegerChoices):
        """What comes first among names that begin alike."""

        TERM = 0, "category"
        NAME = 1, "name of a service or organisation"
        INNER = 2, "the same, from a later word on"

    key = models.BigIntegerField(db_index=True)
    rank = models.PositiveSmallIntegerField(choices=Rank.choices)
    start = SortKeyField(max_length=60, help_text="The name from one of its words on, folded.")
    name = SortKeyField(max_length=255, help_text="The name as it is written.")
    kind = models.CharField(max_length=20, choices=PublicKind.choices)

    class Meta:
        indexes = [models.Index(fields=["rank", "start", "name", "kind"], name="completion_start")]
