"""What the forms of sentences and of closures share: a row that can be said, or is kept."""

import copy
from typing import Any

from directory.admin.editing.forms import RecordForm
from directory.admin.hours.preview import sentence_for
from directory.admin.hours.reading import as_published, reading_of
from directory.models import Schedule
from directory.search.hours.reading import Unknown
from directory.search.hours.wording import in_words


class RowForm(RecordForm):
    """A form over one row of `schedule` that says it in words of its own."""

    class Meta:
        model = Schedule
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = copy.copy(self.instance)
        # Words for a row the editor cannot say: it shows them, and a box to remove the row.
        self.kept_words = ""

    @property
    def is_new(self) -> bool:
        """Whether the row is not saved yet."""
        return self.instance._state.adding

    def keep(self) -> None:
        """Show the row in words, with nothing to change in it."""
        self.fields.clear()
        self.kept_words = _kept_words(self.instance)

    @property
    def said(self) -> Schedule | None:
        """The row as it would be saved; None for one that says nothing yet, or is to go."""
        if self.is_bound:
            self.errors  # noqa: B018 (asks the form to read what was typed)
            if self.is_to_go or (self.is_new and not self.has_changed()):
                return None
            return self.instance if self.is_understood else None
        return None if self.is_new else self.instance

    # Whether what was typed could be read.
    is_understood = True

    @property
    def still_asks(self) -> list[str]:
        """Why nothing can be said of what was typed, as saving would tell it."""
        if self.said is not None or self.is_understood or self.is_to_go:
            return []
        return [str(told) for one in self.faults.values() for told in one]

    @property
    def sentence(self) -> str:
        """What the row says, with its full stop; blank while it says nothing."""
        return sentence_for(self.said) if self.said is not None else ""

    @property
    def is_to_go(self) -> bool:
        """Whether the box to remove it is ticked."""
        return bool(getattr(self, "cleaned_data", {}).get("DELETE"))


def _kept_words(row: Schedule) -> str:
    """What `row` says, in words for somebody who cannot see its columns."""
    said = in_words(as_published(row))
    if isinstance(reading_of(row), Unknown):
        return row.description.strip() or row.notes.strip() or row.schedule_link or said
    return said
