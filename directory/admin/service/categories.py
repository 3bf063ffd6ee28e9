"""The categories of a service: found by name, and suggested from what was written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from directory.models import Attribute, Service, TaxonomyTerm
from directory.publication.models import PublicTaxonomyTerm
from directory.publication.reading import version
from directory.search.words.analysis import analysed
from directory.search.words.thesaurus import Thesaurus, current

MOST_SUGGESTED = 6
MOST_FOUND = 20
# What a term must earn to be suggested: one phrase of its name, or a few telling words.
ENOUGH = 3.0
Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A category to choose. `path` tells the broader ones, broadest first."""

    id: str
    name: str
    path: tuple[str, ...]
    description: str
    taxonomy: str
    code: str = ""

    @property
    def label(self) -> str:
        return " › ".join((*self.path, self.name))


class Terms:
    """Every category there is to choose from, and those with the ids `also`. One query."""

    def __init__(self, also: Iterable[str] = ()) -> None:
        public = Exists(PublicTaxonomyTerm.objects.filter(id=OuterRef("pk")))
        rows = TaxonomyTerm.objects.filter(public | Q(pk__in=list(also))).order_by("name", "id")
        columns = ("id", "name", "parent_id", "description", "taxonomy__name", "code")
        found = {row[0]: row for row in rows.values_list(*columns)}
        self.by_id = {
            str(id): Term(str(id), name, _path(id, found), description, taxonomy or "", code)
            for id, name, _, description, taxonomy, code in found.values()
        }

    def __iter__(self) -> Iterator[Term]:
        return iter(self.by_id.values())

    def chosen(self, ids: Iterable[str]) -> list[Term]:
        """Those of `ids` that are there, by name."""
        return sorted(
            (self.by_id[id] for id in set(ids) if id in self.by_id), key=lambda term: term.label
        )

    def named(self, text: str) -> list[Term]:
        """The categories with a word that begins as each word of `text` does."""
        asked = analysed(text.replace("\0", "")[:200]).tokens.split()
        if not asked:
            return []
        found = []
        for term in self:
            words = analysed(f"{term.name} {term.code} {term.description}").tokens.split()
            name = analysed(term.name).tokens.split()
            if all(any(word.startswith(one) for word in words) for one in asked):
                in_name = all(any(word.startswith(one) for word in name) for one in asked)
                found.append((not in_name, term.label, term))
        return [term for _, _, term in sorted(found, key=lambda each: each[:2])[:MOST_FOUND]]

    def suggested(self, text: str, *, but: Iterable[str] = ()) -> list[Term]:
        """The categories that `text` seems to be about, likeliest first; not those in `but`."""
        said = Said(text, current(version()))
        if not said.words:
            return []
        rare = self._rarity()
        left_out = set(but)
        scored = [
            (-_score(term, said, rare), term.label, term)
            for term in self
            if term.id not in left_out
        ]
        found = [each for each in sorted(scored, key=lambda each: each[:2]) if -each[0] >= ENOUGH]
        return [term for _, _, term in found[:MOST_SUGGESTED]]

    def _rarity(self) -> dict[str, float]:
        """How much a word tells: less, the more terms have it."""
        counts: dict[str, int] = defaultdict(int)
        for term in self:
            for word in set(analysed(f"{term.name} {term.description}").tokens.split()):
                counts[word] += 1
        return {word: log(1 + len(self.by_id) / count) for word, count in counts.items()}


class Said:
    """What a text says: its words, and the phrases the thesaurus has for them as well."""

    def __init__(self, text: str, thesaurus: Thesaurus) -> None:
        tokens = analysed(text.replace("\0", "")[:5000]).tokens.split()
        self.words = set(tokens)
        self.phrases: set[Tokens] = set()
        longest = max(thesaurus.longest, 4)
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + longest, len(tokens)) + 1):
                phrase = tuple(tokens[start:end])
                self.phrases.add(phrase)
                self.phrases |= {wider for wider, same in thesaurus.wider(phrase) if same}


def _score(term: Term, said: Said, rare: dict[str, float]) -> float:
    """How much of `term` was said: a whole phrase of its name counts most."""
    score = 0.0
    for piece in _pieces(term.name):
        if piece and piece in said.phrases:
            score += 2 + sum(rare.get(word, 0) for word in piece)
    name = set(analysed(term.name).tokens.split())
    score += sum(rare.get(word, 0) for word in name & said.words) / max(len(name), 1)
    about = set(analysed(term.description).tokens.split()) - name
    shared = about & said.words
    return score + (sum(rare.get(word, 0) for word in shared) / (len(about) ** 0.5 or 1))


def _pieces(name: str) -> list[Tokens]:
    """What a name is made of: "Food banks and pantries" is food banks, and pantries."""
    pieces = [name]
    for separator in (" and ", ",", "/", "&", "(", ")"):
        pieces = [part for piece in pieces for part in piece.split(separator)]
    return [tuple(analysed(piece).tokens.split()) for piece in [name, *pieces]]


def _path(id: UUID, found: dict[UUID, Any]) -> tuple[str, ...]:
    """The names of the broader terms of `id`, broadest first; a circle is left after one turn."""
    names: list[str] = []
    seen = {id}
    parent = found[id][2]
    while parent in found and parent not in seen:
        seen.add(parent)
        names.insert(0, found[parent][1])
        parent = found[parent][2]
    return tuple(names)


# --- What is said of a service -------------------------------------------------------------------


def terms_said_of(service: Service) -> list[str]:
    """The ids of the terms said of `service`, each once."""
    said = _said(service).values_list("taxonomy_term_id", flat=True)
    return list(dict.fromkeys(map(str, said)))


def say_terms(service: Service, ids: Iterable[str]) -> None:
    """Have just the terms `ids` said of `service`. What is said already stays as it was said."""
    wanted = dict.fromkeys(ids)
    said = {str(id) for id in _said(service).values_list("taxonomy_term_id", flat=True)}
    for attribute in _said(service).exclude(taxonomy_term__in=list(wanted)):
        attribute.delete()
    new = [id for id in wanted if id not in said]
    if not new:
        return
    terms = TaxonomyTerm.objects.filter(pk__in=new).select_related("taxonomy")
    usual = _usual_words(terms)
    Attribute.objects.bulk_create(
        Attribute(
            link_id=service.pk,
            link_entity=Service.entity(),
            link_type=usual.get(term.pk, ""),
            taxonomy_term=term,
        )
        for term in sorted(terms, key=lambda term: new.index(str(term.pk)))
    )


def _said(service: Service) -> Any:
    """The attributes that file `service` under a term; its referral routes are none of these."""
    return Attribute.objects.filter(
        ~Q(link_type__iexact="referral"),
        link_entity=Service.entity(),
        link_id=service.pk,
        taxonomy_term__isnull=False,
    ).order_by("link_type", "id")


def _usual_words(terms: Iterable[TaxonomyTerm]) -> dict[UUID, str]:
    """How the directory says these terms of services: as it did before, else by their list."""
    words = {}
    for term in terms:
        before = Attribute.objects.filter(link_entity=Service.entity(), taxonomy_term=term)
        said = before.exclude(link_type="").order_by("link_type").values_list("link_type").first()
        words[term.pk] = said[0] if said else (term.taxonomy.name if term.taxonomy else "")
    return words
