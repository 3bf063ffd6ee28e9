"""The tables of words follow the public record, whatever happens to it."""

import pytest
from django.core.management import call_command
from django.db import connection

from directory.models import Organization, Service
from directory.publication.models import PublicRecord, PublicService
from directory.publication.publish import publish, publish_many
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from directory.search.models import NUMBERS, WORDS, Completion, Spelling, Token
from directory.search.words.index import EVERY
from tests.factories import make_location, make_organization, make_service, make_term, tag
from tests.publication.history import History
from tests.search.words.finding import found, names

pytestmark = pytest.mark.django_db


def indexed():
    """Everything that is indexed, by the record's own id: keys may change in a rebuild."""
    ids = dict(PublicRecord.objects.values_list("key", "record_id"))
    fields = ("name", "also", "body", "marks", "assured_date")
    rows = {
        ids[key]: (kind, *texts)
        for kind, model in WORDS.items()
        for key, *texts in model.objects.values_list("key", *fields)
    }
    completions = {
        (ids[key], *row)
        for key, *row in Completion.objects.values_list("key", "rank", "start", "name", "kind")
    }
    tokens = {row[:2]: row[2] for row in Token.objects.values_list("token", "kind", "documents")}
    return rows, completions, tokens


def counted():
    """How many records of each kind have each token, by reading them all."""
    counts = {}
    for kind, model in WORDS.items():
        for row in model.objects.all():
            texts = f"{row.name} {row.also} {row.body}".split()
            for token in {EVERY, *texts} - {"qx"}:
                counts[token, NUMBERS[kind]] = counts.get((token, NUMBERS[kind]), 0) + 1
    return counts


@pytest.mark.parametrize("seed", range(4))
def test_after_a_long_history_it_is_what_a_rebuild_makes(seed):
    History(seed).live(60)
    before = indexed()
    assert before[2] == counted()
    assert set(before[0]) == set(PublicRecord.objects.values_list("record_id", flat=True))

    rebuild_public_record()

    assert indexed() == before
    assert full_text_is_whole()


def full_text_is_whole():
    """SQLite says whether its index holds what its tables do not, or the other way round."""
    if connection.vendor != "sqlite":
        return True
    for kind, model in WORDS.items():
        for row in model.objects.all():
            for token in set(f"{row.name} {row.also} {row.body} {row.marks}".split()):
                keys = matching_keys(kind, token)
                assert row.key in keys
                assert keys <= set(model.objects.values_list("key", flat=True))
    return True


def matching_keys(kind, token):
    table = f"{WORDS[kind]._meta.db_table}_fts"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [f'"{token}"'])
        return {key for (key,) in cursor.fetchall()}


def test_a_draft_is_not_found():
    service = make_service(name="Lunch club")
    service.name = "Supper club"
    service.save()

    assert names("lunch") == ["lunch club"]
    assert names("supper") == []


def test_a_published_change_is_found_and_what_it_was_is_not():
    service = make_service(name="Lunch club")
    service.name = "Supper club"
    service.save()
    publish(service)

    assert names("supper") == ["supper club"]
    assert names("lunch") == []
    assert not Spelling.objects.filter(word="lunch").exists()


def test_what_is_withdrawn_is_not_found_and_its_words_are_forgotten():
    service = make_service(name="Zebra walks")
    withdraw(service)

    assert not found("zebra").rows.exists()
    assert not Token.objects.filter(token="zebra").exists()
    assert not Completion.objects.filter(start__startswith="zebra").exists()


def test_a_new_name_of_an_organization_is_found_in_its_services():
    service = make_service(name="Lunch club")
    service.organization.name = "Curlew Trust"
    service.organization.save()
    publish(service.organization)

    assert names("curlew") == ["lunch club"]


def test_a_new_name_of_a_term_is_found_in_what_is_filed_under_it():
    service, term = make_service(name="Tea"), make_term(name="Company")
    tag(service, term)
    term.name = "Befriending"
    term.save()
    publish(term)

    assert names("befriending") == ["tea"]


def test_publishing_again_changes_nothing():
    service = make_service(name="Lunch club")
    before = indexed()
    publish(service)

    assert indexed() == before


def test_indexing_costs_the_same_number_of_queries_however_many():
    counts = []
    for many in (2, 12):
        organization = make_organization()
        place = make_location()
        services = [
            make_service(organization=organization, at=place, published=False) for _ in range(many)
        ]
        with CountQueries() as queries:
            publish_many("service", [service.pk for service in services])
        counts.append(queries.count)

    # A few more rows are copied instead of inserted; nothing is asked a row.
    assert abs(counts[1] - counts[0]) <= 2


class CountQueries:
    def __enter__(self):
        from django.test.utils import CaptureQueriesContext

        self.context = CaptureQueriesContext(connection)
        self.context.__enter__()
        return self

    def __exit__(self, *fault):
        self.context.__exit__(*fault)
        self.count = len(self.context)


def test_a_huge_text_is_indexed_up_to_the_limit():
    make_service(name="Long", description=" ".join(f"word{number}" for number in range(9000)))

    assert names("word7") == ["long"]
    assert names('"word7 word8"') == ["long"]
    assert not Token.objects.filter(token="word8999").exists()


def test_a_word_said_a_thousand_times_is_found_in_phrases_alike_on_both_databases():
    make_service(name="Echo", description="echo " * 1000 + "echo ends")

    assert names('"echo echo"') == ["echo"]
    assert PublicService.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_flushing_the_database_empties_the_full_text_too():
    make_service(name="Zebra walks")
    call_command("flush", interactive=False, verbosity=0)
    make_service(name="Lunch club")

    assert not found("zebra").rows.exists()
    assert Organization.objects.count() == Service.objects.count() == 1
