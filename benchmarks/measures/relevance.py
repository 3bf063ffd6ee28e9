"""How well the search answers judged queries, beside BM25 over the same text.

The queries and their answers are in tests/search/relevance; so is the place where our search joins.
"""

import sys
from collections.abc import Iterator
from typing import Any

from benchmarks import directories
from benchmarks.bench import Bench
from benchmarks.figures import Figure

DATABASE = "benchmark_relevance"
UNIT = "of 1"
PARTS = ("all", "seen", "held-out")
GAIN = 0.1
"""How much more nDCG@10 is asked of our search, on all queries and on those held out."""


def relevance(bench: Bench) -> Iterator[Figure]:
    bench.storage.create(DATABASE)
    url = bench.storage.url(DATABASE)
    directories.manage(url, "migrate", "--verbosity=0")
    found = bench.inside("relevance", url)
    if found["left_out"]:
        print(
            f"{found['left_out']} queries about libraries are left out: ../shared is not there.",
            file=sys.stderr,
        )
    yield from _means(bench, found["ours"], found["peer"])
    for name in PARTS:
        gained = found["gained"][name]
        yield Figure(
            f"nDCG@10 gained over BM25 ({found['best']}), {name} queries",
            bench.storage.name,
            gained["difference"],
            UNIT,
            None if name == "seen" else GAIN,
            origin=f"{gained['low']:.3f} to {gained['high']:.3f}; "
            f"{gained['won']} better, {gained['tied']} alike, {gained['lost']} worse",
        )


def _means(
    bench: Bench, means: dict[str, dict[str, Any]], beside: dict[str, dict[str, Any]]
) -> Iterator[Figure]:
    for name, score in means.items():
        origin = f"{score['queries']} queries, recall@10 {score['recall']:.3f}"
        origin += f"; BM25 {beside[name]['ndcg']:.3f}, {beside[name]['recall']:.3f}"
        yield Figure(
            f"nDCG@10 of our search, {name} queries",
            bench.storage.name,
            score["ndcg"],
            UNIT,
            origin=origin,
        )
