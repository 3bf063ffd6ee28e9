"""The indexes of search: tables made of public documents, kept right as those are published."""

from directory.search.models.hours import SessionPattern
from directory.search.models.nearby import Coverage, Extent, RecordArea, Whereabouts
from directory.search.models.thesaurus import ThesaurusEntry
from directory.search.models.traits import Name, Profile, Trait
from directory.search.models.words import NUMBERS, WORDS, Completion, Spelling, Token, Words

__all__ = [
    "NUMBERS",
    "WORDS",
    "Completion",
    "Coverage",
    "Extent",
    "Name",
    "Profile",
    "RecordArea",
    "SessionPattern",
    "Spelling",
    "ThesaurusEntry",
    "Token",
    "Trait",
    "Whereabouts",
    "Words",
]
