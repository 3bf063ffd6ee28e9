"""The schedules of one record, parted: when it runs, and when it is closed."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from directory.admin.editing.rows import RowsFormSet
from directory.admin.hours.preview import Preview, preview_of
from directory.admin.hours.reading import is_closure
from directory.models import Schedule


class SchedulesFormSet(RowsFormSet):
    """Those schedules of a record that are closures, or those that are not."""

    closures = False

    def get_queryset(self) -> Any:
        """The rows as a list: what a closure is, no database can tell."""
        if not hasattr(self, "_parted"):
            rows = _rows_of(self.instance, super().get_queryset)
            self._parted = [row for row in rows if is_closure(row) == self.closures]
        return self._parted

    @property
    def said(self) -> list[Schedule]:
        """The rows as they would be saved."""
        forms: list[Any] = self.forms
        return [row for form in forms if (row := form.said) is not None]


class SessionsFormSet(SchedulesFormSet):
    """When it runs."""

    @classmethod
    def get_default_prefix(cls) -> str:
        return "times"


class ClosedFormSet(SchedulesFormSet):
    """When it is closed."""

    closures = True

    @classmethod
    def get_default_prefix(cls) -> str:
        return "closed"


class Hours:
    """Both, and what they come to."""

    def __init__(self, times: SessionsFormSet, closed: ClosedFormSet) -> None:
        self.times = times
        self.closed = closed

    @cached_property
    def preview(self) -> Preview:
        return preview_of([*self.times.said, *self.closed.said])

    @cached_property
    def asked(self) -> list[str]:
        """What the rows that are not understood yet still have to tell."""
        forms: list[Any] = [*self.times.forms, *self.closed.forms]
        told = [one for form in forms for one in form.still_asks]
        return list(dict.fromkeys(told))


def _rows_of(owner: Any, ask: Callable[[], Any]) -> list[Schedule]:
    """All schedules of `owner`, asked for once for both formsets."""
    if owner.pk is None or owner._state.adding:
        return []
    if not hasattr(owner, "_schedules_at_hand"):
        owner._schedules_at_hand = list(ask())
    return owner._schedules_at_hand
