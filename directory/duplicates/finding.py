"""Finds the pairs of records in the whole directory that may be one, and keeps them.

Pairs that a moderator has set apart stay so, whatever else is found.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from directory.duplicates import index
from directory.duplicates.knowing import KINDS, facts_of
from directory.duplicates.models import Key, Pair
from directory.duplicates.scoring import WORTH_A_LOOK, likeness
from directory.progress import Progress
from directory.publication.fields import IdText
from directory.publication.query_log import no_query_log
from directory.publication.tables import in_pages

# A key that more records than these share says nothing of any two of them: a hall's postcode, the
# phone of an umbrella body, a name every town has.
MOST_SHARING = 15

# Two records, the smaller id first, and what was found of them.
Ids = tuple[str, str]
Found = dict[Ids, tuple[int, list[str]]]


@dataclass
class Counts:
    """What a search of the whole directory came to."""

    compared: int = 0
    new: int = 0
    gone: int = 0
    waiting: int = 0
    dismissed: int = 0


def find_pairs(progress: Progress = lambda stage, done: None) -> Counts:
    """Keep every pair that is worth a moderator's look, and let go of those that no longer are.

    Reads without a lock; what was found of one kind is saved in one transaction.
    """
    counts = Counts()
    with no_query_log():
        index.rebuild(progress)
        for kind in KINDS:
            found: Found = {}
            for page in in_pages(sorted(candidates(kind))):
                found |= likely(kind, page)
                counts.compared += len(page)
                progress("Comparing pairs", counts.compared)
            new, gone = keep(kind, found)
            counts.new += new
            counts.gone += gone
    counts.waiting = Pair.objects.waiting().count()
    counts.dismissed = Pair.objects.dismissed().count()
    return counts


def candidates(kind: str) -> set[Ids]:
    """The pairs of records that have a telling key in common."""
    return {*_sharing(kind), *_named_by_a_word(kind)}


def _sharing(kind: str) -> Iterator[Ids]:
    """Pairs with a key in common; a single word of a longer name says too little."""
    keys = Key.objects.filter(kind=kind).exclude(key__startswith="word:")
    for _, ids in groupby(_bearers(keys), key=lambda row: row[0]):
        yield from combinations(sorted(id for _, id in ids), 2)


def _named_by_a_word(kind: str) -> Iterator[Ids]:
    """Pairs of which one is called by a single word, and the other has that word in its name."""
    keys = Key.objects.filter(kind=kind)
    called: dict[str, list[str]] = {}
    for key, id in keys.filter(key__startswith="only:").values_list("key", IdText("record_id")):
        called.setdefault(f"word:{key[5:]}", []).append(id)
    for page in in_pages(sorted(called)):
        for key, id in _bearers(keys.filter(key__in=page)):
            for other in called[key]:
                if other != id:
                    yield (id, other) if id < other else (other, id)


def _bearers(keys: QuerySet[Key]) -> Iterator[tuple[str, str]]:
    """Each of `keys` that few records share with each of those, in the order of the keys."""
    few = keys.order_by().values("key").annotate(n=Count("pk")).filter(n__gt=1, n__lte=MOST_SHARING)
    rows = keys.filter(key__in=few.values("key")).order_by("key")
    yield from rows.values_list("key", IdText("record_id")).iterator(chunk_size=5000)


def likely(kind: str, pairs: list[Ids]) -> Found:
    """Those of `pairs` that may well be one, with how likely and why."""
    facts = facts_of(kind, sorted({id for pair in pairs for id in pair}))
    found = {}
    for one, other in pairs:
        if one in facts and other in facts:
            score, reasons = likeness(kind, facts[one], facts[other])
            if score >= WORTH_A_LOOK:
                found[one, other] = (score, reasons)
    return found


@transaction.atomic
def keep(kind: str, found: Mapping[Ids, tuple[int, list[str]]]) -> tuple[int, int]:
    """Have what was found, and nothing else, wait for a moderator: how many are new, and gone.

    A pair that was set apart stays, until one of the two records is no more.
    """
    columns = ("pk", IdText("first_id"), IdText("second_id"), "score", "reasons", "dismissed_at")
    stale: list[int] = []
    changed: list[Pair] = []
    known: set[Ids] = set()
    for pk, first, second, score, reasons, dismissed in Pair.objects.filter(kind=kind).values_list(
        *columns
    ):
        known.add((first, second))
        now = found.get((first, second))
        if now is None:
            if dismissed is None:
                stale.append(pk)
        elif now != (score, reasons):
            changed.append(Pair(pk=pk, score=now[0], reasons=now[1]))
    for page in in_pages(stale):
        Pair.objects.filter(pk__in=page).delete()
    Pair.objects.bulk_update(changed, ["score", "reasons"], batch_size=200)
    new = [(pair, told) for pair, told in found.items() if pair not in known]
    Pair.objects.bulk_create(
        (_pair(kind, pair, *told) for pair, told in new), batch_size=500, ignore_conflicts=True
    )
    return len(new), len(stale) + _forget_absent(kind)


def _pair(kind: str, ids: Ids, score: int, reasons: list[str]) -> Pair:
    first, second = map(UUID, ids)
    return Pair(kind=kind, first_id=first, second_id=second, score=score, reasons=reasons)


def _forget_absent(kind: str) -> int:
    """Let go of pairs one of which is no more, those that were set apart too."""
    here: Any = KINDS[kind]._default_manager.order_by().values("pk")
    absent = Pair.objects.filter(~Q(first_id__in=here) | ~Q(second_id__in=here), kind=kind)
    return absent.delete()[0]
