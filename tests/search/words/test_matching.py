"""What matches a query: on either database the same as by reading every document."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.publication.documents import Document
from directory.publication.models import PUBLIC_ROWS, PublicKind, PublicService
from directory.search.models import WORDS
from directory.search.words.index import WordsIndex
from directory.search.words.matching import Match
from directory.search.words.query import Nothing, TooMuch, read
from directory.search.words.search import matching
from directory.search.words.texts import Texts
from directory.search.words.thesaurus import Thesaurus, thesaurus_of
from tests.factories import (
    make_location,
    make_organization,
    make_service,
    make_taxonomy,
    make_term,
    tag,
)
from tests.search.words.finding import found, names, services
from tests.search.words.naive import Reader

pytestmark = pytest.mark.django_db

# Few words, so that they meet; some that stem alike, are cut, coded or folded.
WORDS_TYPED = [
    "food", "foods", "bank", "cafe", "café", "carer's", "carers", "dementia", "q", "2", "bd5",
    "the", "اردو", "ਪੰਜਾਬੀ", "żółw", "zolw", "not", "near", "or", "help",
]  # fmt: skip
texts = st.lists(st.sampled_from(WORDS_TYPED), max_size=6).map(" ".join)
documents = st.lists(st.tuples(texts.filter(str.strip), texts, texts), min_size=1, max_size=5)
pieces = st.one_of(
    st.sampled_from(WORDS_TYPED),
    st.lists(st.sampled_from(WORDS_TYPED), min_size=1, max_size=3).map(
        lambda words: f'"{" ".join(words)}"'
    ),
    st.sampled_from(["foo", "deme", "AND", "NEAR(", "*", '"', ":", "😀"]),
)
queries = st.lists(
    st.tuples(st.sampled_from(["", "", "-"]), pieces).map("".join), min_size=1, max_size=4
).map(" ".join)
THESAURUS = thesaurus_of([("food, bank", "dementia cafe"), ("carer help", "2")])


@pytest.mark.parametrize("thesaurus", [Thesaurus(), THESAURUS], ids=["plain", "widened"])
@given(documents=documents, asked=st.lists(queries, min_size=1, max_size=4))
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_matching_is_what_reading_every_document_finds(thesaurus, documents, asked):
    index = WordsIndex()
    index.clear()
    index.follow([(key, document_of(*texts)) for key, texts in enumerate(documents, 1)])
    rows = WORDS[PublicKind.SERVICE].objects.all()
    readers = {
        row.key: Reader(Texts(row.name, row.also, row.body, frozenset())) for row in rows.all()
    }
    for query in (query for text in asked for query in queries_of(text, thesaurus)):
        expected = {key for key, reader in readers.items() if reader.matches(query)}
        for probed in (False, True):
            match = Match(PublicKind.SERVICE, query, probed=probed)
            assert set(rows.filter(pk__worded=match).values_list("pk", flat=True)) == expected


def document_of(name, also, body):
    full = {"name": name, "alternate_name": also, "description": body}
    return Document(PublicKind.SERVICE, str(uuid4()), name, full, full)


def exactly(text):
    """The folded names of the services with every word, before anything is relaxed."""
    rows = matching(PublicService.objects.all(), read(text, Thesaurus()))
    return sorted(rows.values_list("sort_name", flat=True))


def queries_of(text, thesaurus):
    """The query of `text`, and the same content with fewer words."""
    try:
        query = read(text, thesaurus)
    except Nothing:
        return
    yield query
    for needed in range(1, len(query.required)):
        yield query.relaxed(needed)


def test_all_words_must_be_there_in_any_field():
    services("Lunch club", description="For carers in Keighley.")
    services("Lunch club", "Keighley lunch")

    assert exactly("keighley club") == ["lunch club"]


def test_a_phrase_is_not_found_across_two_texts():
    make_service(name="Warm", description="Space for all.", alternate_name="Welcome")

    assert not found('"warm space"').rows.exists()


def test_a_word_with_a_minus_must_not_be_there():
    services("Food parcels", "Food store")

    assert names("food -parcels") == ["food store"]


def test_a_minus_inside_a_word_excludes_nothing():
    services("Drop-in for carers")

    assert names("drop-in") == ["drop-in for carers"]


def test_the_last_word_may_be_unfinished_if_nothing_has_it_as_it_stands():
    services("Befriending", "Card games", "Carers")

    assert names("befriendin") == ["befriending"]
    assert names("car") == ["card games", "carers"]
    assert names("card") == ["card games"]


def test_while_typing_the_last_word_may_always_be_unfinished():
    services("Card games", "Cardiac rehab")

    assert names("card", typing=True) == ["card games", "cardiac rehab"]


@pytest.mark.parametrize("written", ["Caring café", "ਪੰਜਾਬੀ ਮੇਲਾ", "اردو کلاس", "Żabka"])
def test_other_scripts_are_found_as_they_are_written(written):
    services(written, "Something else")

    assert found(written).rows.count() == 1


def test_every_kind_is_found_by_its_own_words():
    taxonomy = make_taxonomy(name="Zebra list")
    term = make_term(name="Zebra care", taxonomy=taxonomy)
    location = make_location(name="Zebra House")
    organization = make_organization(name="Zebra Trust")
    service = make_service(name="Zebra walks", organization=organization, at=location)
    tag(service, term)

    for model in PUBLIC_ROWS.values():
        assert found("zebra", model).rows.count() == 1
        assert not found("giraffe", model).rows.exists()


def test_a_service_is_found_by_its_terms_its_organization_and_its_places():
    term = make_term(name="Befriending")
    service = make_service(
        name="Tea and talk",
        organization=make_organization(name="Curlew Trust"),
        at=make_location(address={"city": "Keighley", "postal_code": "BD21 3AA"}),
    )
    tag(service, term)

    for text in ("befriending", "curlew trust", "keighley", "BD21 3AA", "bd21"):
        assert names(text) == ["tea and talk"]


def test_the_street_of_a_secret_address_is_not_found():
    place = make_location(
        published=False, hide_address=True, name="Safe house", address={"address_1": "7 Wren Row"}
    )
    make_service(name="Refuge", at=place)

    assert not found("wren").rows.exists()


@pytest.mark.parametrize(
    "text",
    [
        '"', '""', "*", "(", ")", "^", ":", "{name} : x", "NEAR(food bank, 2)", "food AND",
        "NOT food", "food OR", "a\0b food", "food\0", "😀 food", "'; DROP TABLE x; --", "food \\",
        "food & !", "food <-> bank", "food:*", "\ud800 food", "-", "- -", '-"', '"food', "a" * 200,
        "-food -bank", "the", "and or", "qx", "qy", "qnfood", "\u202efood", "食べ物", "x" * 31,
    ],
)  # fmt: skip
def test_nothing_that_is_typed_is_an_error(text):
    services("Food bank", "qx qy")

    try:
        result = found(text)
    except Nothing:
        return
    assert result.rows.count() <= 2
    assert len(names(text)) == result.rows.count()


@pytest.mark.parametrize("text", ["x" * 201, "food " * 40, '"' + "food " * 39 + '"'])
def test_more_than_can_be_looked_for_is_refused_with_the_limit(text):
    with pytest.raises(TooMuch, match=r"200|24"):
        found(text)
