"""Where our search joins the comparison: the one place that knows how it is called."""

from dataclasses import replace
from typing import cast

import orjson

from directory.demo.hours import AS_OF
from directory.publication.models import PublicKind, PublicRecord, PublicService
from directory.publication.reading import version
from directory.search.finding.answer import answer
from directory.search.finding.question import Question
from directory.search.finding.selections import Ranked
from directory.search.words import spelling, thesaurus
from directory.search.words.shipped import load_thesaurus
from tests.search.relevance.scoring import AT, Rank


def our_search() -> Rank:
    """Our search of the public services in the database in use, with the thesaurus as shipped.

    It is asked as a client asks the list of services: `?search=` with the words as they were
    typed, the place among them if they name one, and nothing else.
    """
    load_thesaurus()
    # What this process remembers of another directory must not answer for this one.
    thesaurus._kept.clear()
    spelling._known.clear()
    at = version()
    names = _names()

    def rank(query: str) -> list[str]:
        rows = PublicService.objects.all()
        found = answer(rows, Question(search=query), order=None, at=at).selection
        # On the day the demo directory tells of: it must not grow overdue from year to year.
        keys = replace(cast(Ranked, found), today=AS_OF).keys(offset=0, limit=AT)
        return [names[key] for key in keys]

    return rank


def _names() -> dict[int, str]:
    """The name of every public service as it is written, by its key."""
    records = PublicRecord.objects.filter(kind=PublicKind.SERVICE).values_list("key", "full")
    return {key: orjson.loads(full)["name"] for key, full in records}
