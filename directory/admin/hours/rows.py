"""The hours of a service, a place, or a service at a place, in the form of each."""

from typing import Any

from directory.admin.editing.rows import Rows
from directory.admin.hours.closed_form import ClosedForm
from directory.admin.hours.formsets import ClosedFormSet, Hours, SessionsFormSet
from directory.admin.hours.session_form import SessionForm
from directory.models import Schedule


class SessionRows(Rows):
    """When it runs."""

    model = Schedule
    form = SessionForm
    formset = SessionsFormSet
    template = "directory_admin/hours/sessions.html"
    one = "Time"
    another = "Add another time"
    begins_with_one = True


class ClosedRows(Rows):
    """When it is closed."""

    model = Schedule
    form = ClosedForm
    formset = ClosedFormSet
    template = "directory_admin/hours/closed.html"
    one = "Closed"
    another = "Add days when it is closed"


def hours_of(owner: str) -> tuple[type[Any], type[Any]]:
    """The rows for the schedules that belong to a record through `owner`."""
    options = {"__module__": __name__, "fk_name": owner}
    return type("Sessions", (SessionRows,), options), type("Closures", (ClosedRows,), options)


def hours_in(rows: dict[str, Any]) -> Hours:
    """The hours among the rows of a form."""
    return Hours(rows["times"].formset, rows["closed"].formset)
