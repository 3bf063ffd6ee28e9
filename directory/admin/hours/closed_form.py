"""The form of one closure: when it is closed. A row that says it otherwise is kept as it is."""

from functools import cached_property
from typing import Any

from django import forms

from directory.admin.editing.inputs import DateInput
from directory.admin.hours.reading import closed_of, is_kept_as_closed
from directory.admin.hours.row_form import RowForm
from directory.admin.hours.sentences import Closed
from directory.admin.hours.writing import closed_columns


class ClosedForm(RowForm):
    """When it is closed."""

    CHOICES = (
        ("", "Choose…"),
        ("days", "On these days"),
        ("bank_holidays", "On bank holidays"),
    )

    closed_on = forms.ChoiceField(label="When is it closed?", choices=CHOICES, required=False)
    first = forms.DateField(
        label="From which date?",
        required=False,
        widget=DateInput,
        help_text="The first day it is closed. Not needed for bank holidays.",
    )
    last = forms.DateField(
        label="Until which date?",
        required=False,
        widget=DateInput,
        help_text="The last day it is closed. Blank means until further notice.",
    )
    reason = forms.CharField(
        label="Why?",
        required=False,
        max_length=200,
        help_text="Such as: Christmas, or half-term.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            return
        if self.closed_before is None:
            self.keep()
            return
        closed = self.closed_before
        self.initial.update(
            closed_on="bank_holidays" if closed.bank_holidays else "days",
            first=closed.first,
            last=closed.last,
            reason=closed.reason,
        )

    @cached_property
    def closed_before(self) -> Closed | None:
        return None if self.is_new else closed_of(self.before)

    @property
    def main(self) -> list[forms.BoundField]:
        return [
            self[name] for name in ("closed_on", "first", "last", "reason") if name in self.fields
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.kept_words or not self.has_changed() or self.is_to_go:
            return cleaned
        self.is_understood = False
        if not cleaned.get("closed_on") and "closed_on" not in self.errors:
            # Whoever gives a date and no kind means the date.
            cleaned["closed_on"] = "days"
        bank_holidays = cleaned.get("closed_on") == "bank_holidays"
        first, last = cleaned.get("first"), cleaned.get("last")
        if not bank_holidays and not (first or last) and "first" not in self.errors:
            self.add_error("first", "Give the first day it is closed.")
        if first and last and first > last:
            self.add_error("last", "The last day is before the first.")
        reason = "" if bank_holidays else " ".join(cleaned.get("reason", "").split())
        closed = Closed(bank_holidays, first, last, reason)
        if not self.errors and not is_kept_as_closed(closed):
            self.add_error(
                "reason",
                "Please give the reason alone: names of weekdays, “open”, “only” and “except” "
                "would make it read as opening times.",
            )
        if not self.errors:
            self.is_understood = True
            if closed != self.closed_before:
                for name, value in closed_columns(closed).items():
                    setattr(self.instance, name, value)
        return cleaned
