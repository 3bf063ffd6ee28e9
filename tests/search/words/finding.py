"""Short ways to ask, for the tests beside this."""

from datetime import date
from typing import Any

from directory.publication.models import PUBLIC_ROWS, PublicService
from directory.publication.reading import version
from directory.search.models import ThesaurusEntry
from directory.search.words.search import Found, find
from tests.factories import make_service

TODAY = date(2026, 11, 22)


def found(text: str, model: Any = PublicService, **options: Any) -> Found:
    return find(model.objects.all(), text, at=version(), **options)


def names(text: str, model: Any = PublicService, **options: Any) -> list[str]:
    """The folded names of what is found, the best first."""
    keys = found(text, model, **options).keys(offset=0, limit=100, today=TODAY)
    by_key = dict(model.objects.filter(pk__in=keys).values_list("pk", "sort_name"))
    return [by_key[key] for key in keys]


def entry(words: str, finds_also: str = "", **fields: Any) -> ThesaurusEntry:
    return ThesaurusEntry.objects.create(words=words, finds_also=finds_also, **fields)


def services(*called: str, **fields: Any) -> None:
    """Services of one organisation with these names."""
    first = make_service(name=called[0], **fields)
    for name in called[1:]:
        make_service(name=name, organization=first.organization, **fields)


__all__ = ["PUBLIC_ROWS", "TODAY", "entry", "found", "names", "services"]
