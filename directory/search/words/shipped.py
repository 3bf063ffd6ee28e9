"""The thesaurus a new directory starts with, and how it gets into the database."""

from pathlib import Path

from django.db import transaction

from directory.search.models.thesaurus import ThesaurusEntry, answers_change

LINES = Path(__file__).with_name("thesaurus.txt")


def shipped_entries() -> dict[str, tuple[str, str]]:
    """The words of each entry and what they find also, a phrase a line, by the entry's line."""
    entries = {}
    for line in LINES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words, _, finds_also = line.partition(" > ")
            entries[line] = _a_line_each(words), _a_line_each(finds_also)
    return entries


def _a_line_each(phrases: str) -> str:
    return "\n".join(phrase.strip() for phrase in phrases.split(",") if phrase.strip())


@transaction.atomic
def load_thesaurus() -> tuple[int, int, int]:
    """Bring the shipped entries in. Returns how many are new, changed, left as they are.

    An entry somebody has changed, or set aside, stays as it is. An entry is known again by its
    first word, so a shipped one may change from release to release.
    """
    stored = {first_of(entry.shipped_as): entry for entry in ThesaurusEntry.objects.all()}
    new, changed, kept = [], [], 0
    for line, (words, finds_also) in shipped_entries().items():
        entry = stored.get(first_of(line))
        if entry is None:
            new.append(ThesaurusEntry(words=words, finds_also=finds_also, shipped_as=line))
        elif entry.shipped_as != line and _is_untouched(entry):
            entry.words, entry.finds_also, entry.shipped_as = words, finds_also, line
            changed.append(entry)
        else:
            kept += 1
    if new or changed:
        answers_change()
        ThesaurusEntry.objects.bulk_create(new)
        ThesaurusEntry.objects.bulk_update(changed, ["words", "finds_also", "shipped_as"])
    return len(new), len(changed), kept


def first_of(line: str) -> str:
    return line.partition(",")[0].partition(" > ")[0].strip()


def _is_untouched(entry: ThesaurusEntry) -> bool:
    words, _, finds_also = entry.shipped_as.partition(" > ")
    return (entry.words, entry.finds_also) == (_a_line_each(words), _a_line_each(finds_also))
