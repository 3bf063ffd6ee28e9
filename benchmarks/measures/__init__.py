"""What is measured. Each module says which figures it gives and what is asked of them.

The targets are those of the issue that began the project; docs/performance.md tells of them.
"""

from collections.abc import Callable, Iterator

from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.measures.compression import compression
from benchmarks.measures.editing import editing
from benchmarks.measures.finding import finding
from benchmarks.measures.growth import growth
from benchmarks.measures.importing import importing
from benchmarks.measures.places import places
from benchmarks.measures.publishing import publishing
from benchmarks.measures.reading import reading
from benchmarks.measures.relevance import relevance
from benchmarks.measures.streaming import streaming

MEASURES: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "reading": reading,
    "compression": compression,
    "growth": growth,
    "finding": finding,
    "streaming": streaming,
    "editing": editing,
    "publishing": publishing,
    "importing": importing,
    "places": places,
    "relevance": relevance,
}
