"""Forms that leave alone what nobody touched, and that can be shown again without being judged."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

# Text of a form is kept up to this length: some 15,000 words.
LONGEST_TEXT = 100_000


class Judged:
    """A form that, while `quiet`, keeps what was typed and says nothing of its faults.

    A button such as "Add another session" shows the form again; nobody asked yet whether all of it
    is right, and nothing may be saved.
    """

    quiet = False
    # The faults it has, told or not.
    faults: ErrorDict

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]
        self.faults = self.errors  # type: ignore[attr-defined]
        if self.quiet:
            self._errors = ErrorDict()

    def is_valid(self) -> bool:
        return not self.quiet and super().is_valid()  # type: ignore[misc]


class RecordForm(Judged, forms.ModelForm):
    """A form in which a field that was not touched keeps every byte it had.

    Browsers send line breaks as two characters, and Django cuts the blanks around a text: without
    this, saving an imported record unread would change it.
    """

    @property
    def is_saved(self) -> bool:
        """Whether the record or row is there already, rather than being typed."""
        return not self.instance._state.adding

    @property
    def is_folded(self) -> bool:
        """Whether a row is told in words until somebody opens it."""
        if not self.is_saved:
            return False
        return not self.is_bound or not (self.errors or self.has_changed())

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name, field in self._bound_items() if self._differs(name, field)]  # type: ignore[attr-defined]

    def _differs(self, name: str, field: Any) -> bool:
        if not field._has_changed():
            return False
        if not isinstance(field.field, forms.CharField):
            return True
        return as_typed(field.initial) != as_typed(field.data)

    def _post_clean(self) -> None:
        typed = {name: _lines(value) for name, value in self.cleaned_data.items()}
        adding = self.instance._state.adding
        changed = set(typed) if adding else set(self.changed_data)
        if not changed:
            self.cleaned_data = typed
            return  # Nothing will be written, so nothing needs to be checked against the database.
        # Django writes what it finds here onto the record; the rest of it keeps its value.
        self.cleaned_data = {name: value for name, value in typed.items() if name in changed}
        super()._post_clean()  # type: ignore[misc]
        self.cleaned_data = typed | self.cleaned_data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                told = f"This is longer than {LONGEST_TEXT:,} characters. Please shorten it."
                self.add_error(name, ValidationError(told))
        return self.cleaned_data


def as_typed(value: Any) -> str:
    """`value` as a browser would send it back if nobody touched it."""
    return "" if value is None else _lines(str(value)).strip()


def _lines(value: Any) -> Any:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
