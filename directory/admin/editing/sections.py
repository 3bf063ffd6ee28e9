"""A form in sections that can be filled in in any order, and how much of it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Begins the name of a part that is rows.
ROWS = "rows:"


@dataclass(frozen=True)
class Section:
    """One part of a form.

    `parts` are names of fields, "rows:" and the prefix of rows, and templates (names ending in
    .html). It counts as filled in when of each group in `filled_by` one part says something;
    without groups it is not counted.
    """

    slug: str
    title: str
    hint: str
    parts: tuple[str, ...]
    filled_by: tuple[tuple[str, ...], ...] = ()
    # Rows that one of its templates shows.
    template_rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One thing to show in a section: a field, rows, or a template of its own."""

    name: str
    field: Any = None
    rows: Any = None
    template: str = ""


@dataclass(frozen=True)
class Shown:
    """A section with what is to be shown in it."""

    section: Section
    parts: list[Part]
    is_filled: bool
    has_errors: bool
    # Whether it is shown open: the one that is being worked at, and any with a fault.
    is_open: bool

    @property
    def is_counted(self) -> bool:
        return bool(self.section.filled_by)

    @property
    def filled_by(self) -> str:
        """For the script: "name,description" in groups parted by blanks."""
        return " ".join(",".join(group) for group in self.section.filled_by)


@dataclass(frozen=True)
class Completion:
    """How many of the sections that count are filled in."""

    filled: int
    of: int


def shown(
    sections: Sequence[Section], form: Any, rows: Mapping[str, Any], *, open: str = ""
) -> list[Shown]:
    """`sections` with the fields of `form` and the inline formsets in `rows`, by prefix.

    `open` is the slug of a section, or one of its parts: that section is shown open.
    """
    return [_shown(section, form, rows, open) for section in sections]


def _shown(section: Section, form: Any, rows: Mapping[str, Any], open: str) -> Shown:
    parts = [_part(name, form, rows) for name in section.parts if _is_there(name, form, rows)]
    # A template may show rows that are no part by themselves.
    inside = [*parts, *(_part(name, form, rows) for name in section.template_rows)]
    wrong = any(map(_has_errors, inside))
    names = {section.slug, *(part.name for part in inside)}
    return Shown(
        section,
        parts,
        is_filled=all(_says_something(group, form, rows) for group in section.filled_by),
        has_errors=wrong,
        is_open=wrong or bool({open, f"{ROWS}{open}"} & names),
    )


def completion(sections: Sequence[Shown]) -> Completion:
    """The count at the top of the form."""
    counted = [section for section in sections if section.is_counted]
    return Completion(sum(section.is_filled for section in counted), len(counted))


def field_names(sections: Sequence[Section]) -> list[str]:
    """The fields of the form itself, in order."""
    return [
        name
        for section in sections
        for name in section.parts
        if not name.endswith(".html") and not name.startswith(ROWS)
    ]


def _is_there(name: str, form: Any, rows: Mapping[str, Any]) -> bool:
    return name.endswith(".html") or name in form.fields or name.removeprefix(ROWS) in rows


def _part(name: str, form: Any, rows: Mapping[str, Any]) -> Part:
    if name.endswith(".html"):
        return Part(name, template=name)
    if name.startswith(ROWS):
        return Part(name, rows=rows[name.removeprefix(ROWS)])
    return Part(name, field=form[name])


def _says_something(names: tuple[str, ...], form: Any, rows: Mapping[str, Any]) -> bool:
    for name in names:
        if name.startswith(ROWS) and (kind := rows.get(name.removeprefix(ROWS))):
            if kind.formset.has_any:
                return True
            continue
        if name in form.fields and form[name].value() not in (None, "", [], False):
            return True
    return False


def _has_errors(part: Part) -> bool:
    if part.rows is not None:
        return any(part.rows.formset.errors) or bool(part.rows.formset.non_form_errors())
    return bool(part.field is not None and part.field.errors)
