"""What the benchmark tells: the peer's scores and ours, on the database in use."""

from dataclasses import asdict
from typing import Any

from tests.search.relevance import bm25, corpus, queries
from tests.search.relevance.ours import our_search
from tests.search.relevance.queries import Query
from tests.search.relevance.scoring import Score, by_kind, compare, mean, parts, scores


def find() -> dict[str, Any]:
    """Fill an empty database with the directory of the queries, and ask it all of them."""
    has_libraries = corpus.load_directory()
    answerable = [query for query in queries.load() if has_libraries or not query.of_libraries]
    peers = bm25.variants(corpus.texts(), answerable)
    best = bm25.best(peers)
    ours = scores(answerable, our_search())
    return {
        "left_out": len(queries.load()) - len(answerable),
        "variants": {name: mean(scored.values()).ndcg for name, scored in peers.items()},
        "best": best,
        "peer": _means(peers[best]),
        "ours": _means(ours),
        "gained": _gained(ours, peers[best]),
    }


def _means(scored: dict[Query, Score]) -> dict[str, dict[str, Any]]:
    """By part or kind: the mean score, and how many queries it is of."""
    of_parts = {name: mean(part.values()) for name, part in parts(scored).items()}
    return {name: asdict(score) for name, score in (of_parts | by_kind(scored)).items()}


def _gained(ours: dict[Query, Score], peer: dict[Query, Score]) -> dict[str, dict[str, Any]]:
    pairs = zip(parts(ours).items(), parts(peer).values(), strict=True)
    return {name: asdict(compare(part, beside)) for (name, part), beside in pairs}
