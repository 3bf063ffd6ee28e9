"""Choosing another record by typing part of its name: works with and without JavaScript."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q

from directory.review.choosing import as_known, saying

# So few are listed without looking; of more, so many that fit what was typed.
FEW = 20
MOST_WORDS = 6
LONGEST = 200
Describe = Callable[[Any], str]


class Finder(forms.Widget):
    """A list to choose one from, with a box and a button to look for others.

    Which there are to choose from is the queryset of its field, so whoever limits that limits this.
    What is beyond the reach of whoever chooses is looked for, and shown, as the public sees it.
    """

    template_name = "directory_admin/editing/finder.html"
    use_fieldset = True

    def __init__(
        self,
        *columns: str,
        describe: Describe = str,
        none: str = "None of these",
        hint: str = "Type part of the name.",
        only_own: bool = False,
    ) -> None:
        super().__init__()
        self.columns = columns
        self.describe = describe
        # What choosing nothing is called.
        self.none = none
        self.hint = hint
        # Whether there is nothing of others among them, so that nobody need ask.
        self.only_own = only_own
        self.field: Any = None
        # Who chooses.
        self.by: Any = None
        # The record that is chosen already, where it is at hand.
        self.at_hand: Any = None
        self.looked_for = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.looked_for = str(data.get(f"{name}-find", ""))[:LONGEST].replace("\0", "")
        return data.get(name) or None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        found = self.found()
        listed = self.known([*self.chosen(value), *found])
        options = {str(record.pk): self.describe(record) for record in listed}
        context["widget"] |= {
            "options": list(options.items()),
            "chosen": str(value or ""),
            "none": self.none,
            "hint": self.hint,
            "looked_for": self.looked_for,
            "nothing_found": bool(self.looked_for.strip()) and not found,
            "has_more": self.has_more,
        }
        return context

    # Whether there are more to choose from than are shown.
    has_more = False

    def chosen(self, value: Any) -> list[Any]:
        """The record that is chosen now, if it may be."""
        if self.at_hand is not None and str(self.at_hand.pk) == str(value):
            return [self.at_hand]
        try:
            id = UUID(str(value))
        except ValueError:
            return []
        return list(self.field.queryset.filter(pk=id))

    def label(self, record: Any) -> str:
        """What one record is called."""
        return self.describe(self.known([record])[0])

    def known(self, records: list[Any]) -> list[Any]:
        """`records` as whoever chooses may know them."""
        return records if self.only_own else as_known(self.by, records)

    def found(self) -> list[Any]:
        """The records that fit what was looked for; a short list whole if nothing was."""
        rows = self.field.queryset
        words = self.looked_for.split()[:MOST_WORDS]
        for word in words:
            said = has(word, *self.columns)
            rows = rows.filter(said) if self.only_own else saying(self.by, rows, word, said)
        # What is looked for in rows of its own may find a record several times.
        first = list((rows.distinct() if words else rows)[: FEW + 1])
        self.has_more = len(first) > FEW
        return first[:FEW] if words or not self.has_more else []


def find_in(form: Any, name: str, finder: Finder) -> None:
    """Choose the record of the field `name` of `form` with `finder`."""
    field = form.fields[name]
    field.widget = finder
    finder.field, finder.by = field, form.by
    field.label_from_instance = finder.label
    if not form.instance._state.adding:
        finder.at_hand = getattr(form.instance, name)


def has(word: str, *columns: str) -> Q:
    """Whether one of `columns` contains `word`."""
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__icontains": word})
    return found
