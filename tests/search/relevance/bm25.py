"""The peer: rank-bm25 over the same public text, as anybody would set it up in an afternoon."""

import re
import unicodedata
from collections.abc import Callable, Iterable

import snowballstemmer
from rank_bm25 import BM25, BM25Okapi, BM25Plus

from tests.search.relevance.queries import Query
from tests.search.relevance.scoring import Rank, Score, mean, scores

EXCLUDED = re.compile(r"(?<!\S)-\w+")

Analyse = Callable[[str], list[str]]
_english = snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """The lowercase words of `text`, with the vowel signs of scripts that have them."""
    spaced = (
        character if character.isalnum() or unicodedata.category(character)[0] == "M" else " "
        for character in text.lower()
    )
    return "".join(spaced).split()


def stems(text: str) -> list[str]:
    """The words of `text` by their English stems."""
    return _english.stemWords(words(text))


VARIANTS: dict[str, tuple[type[BM25], Analyse]] = {
    "Okapi": (BM25Okapi, words),
    "Okapi, stemmed": (BM25Okapi, stems),
    "Plus": (BM25Plus, words),
    "Plus, stemmed": (BM25Plus, stems),
}


def bm25(texts: dict[str, str], algorithm: type[BM25], analyse: Analyse) -> Rank:
    """Ranks the services that share a word with the query; equals by name.

    It knows no `-word`; rather than search for what is not wanted, such words are left out.
    """
    names = list(texts)
    documents = [analyse(text) for text in texts.values()]
    known = [set(document) for document in documents]
    index = algorithm(documents)

    def rank(query: str) -> list[str]:
        asked = analyse(EXCLUDED.sub(" ", query))
        points = index.get_scores(asked)
        found = [number for number, held in enumerate(known) if held.intersection(asked)]
        found.sort(key=lambda number: (-points[number], names[number]))
        return [names[number] for number in found]

    return rank


def variants(texts: dict[str, str], queries: Iterable[Query]) -> dict[str, dict[Query, Score]]:
    """How each variant answers `queries`, by its name."""
    queries = list(queries)
    return {name: scores(queries, bm25(texts, *chosen)) for name, chosen in VARIANTS.items()}


def best(scored: dict[str, dict[Query, Score]]) -> str:
    """The name of the variant to beat: the one with the highest mean nDCG@10."""
    return max(scored, key=lambda name: mean(scored[name].values()).ndcg)
