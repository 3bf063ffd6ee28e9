"""Every error of a form in one list, each leading to its field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the id of the element to go to."""

    said: str
    target: str


def faults(form: Any, rows: Mapping[str, Any]) -> list[Fault]:
    """The errors of `form` and of its rows, in the order of the page within each."""
    found = list(_of(form, ""))
    for kind in rows.values():
        formset = kind.formset
        found += [Fault(said, f"{formset.prefix}-rows") for said in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, 1):
            if formset.can_delete and formset._should_delete_form(row):
                continue
            found += _of(row, f"{kind.opts.one} {number}: " if kind.opts.one else "")
    return found


def _of(form: Any, where: str) -> Iterator[Fault]:
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else None
        label = where if field is None or name == "is_new" else f"{where}{_ended(field.label)} "
        yield from (Fault(f"{label}{said}", _target(field)) for said in _each(errors))


def _target(field: Any) -> str:
    """What has several boxes is named whole: editing/field.html."""
    if field is None:
        return "form-top"
    return f"{field.auto_id}-asked" if field.use_fieldset else str(field.auto_id)


def _ended(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"


def _each(errors: Any) -> Iterable[str]:
    return [str(error) for error in errors]
