"""The rows inside a record: phones, prices, places. One more is a button of the form itself."""

from typing import Any

from django.contrib import admin
from django.db.models import Field, Model
from django.forms import BaseInlineFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest

from directory.admin.editing.forms import RecordForm
from directory.admin.editing.inputs import OVERRIDES
from directory.admin.editing.questions import ask
from directory.admin.scoping import ScopedInline

# Nobody types more rows of one kind than this; an import may have.
MOST_ROWS = 200


class RowsFormSet(BaseInlineFormSet):
    """Rows of one kind that belong to one record."""

    quiet = False
    # Whether a record without any shows a blank one to fill in.
    begins_with_one = False

    def total_form_count(self) -> int:
        count = super().total_form_count()
        if not self.is_bound and not count and self.begins_with_one:
            return 1
        return count

    def is_valid(self) -> bool:
        return not self.quiet and super().is_valid()

    def full_clean(self) -> None:
        super().full_clean()
        if self.quiet:
            self._errors = [ErrorDict() for _ in self.forms]
            self._non_form_errors = ErrorList()

    @property
    def has_any(self) -> bool:
        """Whether a row is there, or is being typed, that is not to go."""
        return any(self.is_filled(form) for form in self.forms)

    def is_filled(self, form: Any) -> bool:
        """Whether `form` says anything."""
        if form.is_bound and form["DELETE"].value():
            return False
        return not form.instance._state.adding or (form.is_bound and form.has_changed())


class Rows(ScopedInline):
    """Rows of one kind in a form of sections. `one` and `another` are what people call a row."""

    template = "admin/editing/rows.html"
    formset = RowsFormSet
    form = RecordForm
    formfield_overrides = OVERRIDES
    extra = 0
    one = ""
    another = ""
    begins_with_one = False

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        # A form posted by nobody's browser may claim any number of rows.
        kwargs = {"absolute_max": MOST_ROWS + 50, "max_num": MOST_ROWS, **kwargs}
        formset = super().get_formset(request, obj, **kwargs)
        quiet = is_asking(request)
        formset.quiet = formset.form.quiet = quiet
        formset.begins_with_one = self.begins_with_one
        return formset

    def formfield_for_dbfield(self, db_field: Field, request: Any, **kwargs: Any) -> Any:
        return ask(super().formfield_for_dbfield(db_field, request, **kwargs), db_field)


def rows_of(
    child: type[Model], owner: str, fields: tuple[str, ...], **options: Any
) -> type[admin.options.InlineModelAdmin]:
    """The rows of `child` that belong to a record through `owner`.

    Its other columns stay as they are: those of other owners would move the row.
    """
    attributes = {"model": child, "fk_name": owner, "fields": fields, **options}
    return type(f"{child.__name__}Rows", (Rows,), {"__module__": __name__, **attributes})


def is_asking(request: HttpRequest) -> bool:
    """Whether the form is to be shown again as typed, with nothing judged and nothing saved."""
    return request.method == "POST" and any(
        name in request.POST for name in ("_again", "_more", "_find")
    )


def with_one_more(request: HttpRequest) -> None:
    """Give the rows that `_more` names one more blank form."""
    prefix = request.POST.get("_more", "")
    count = request.POST.get(f"{prefix}-TOTAL_FORMS", "")
    if prefix and count.isascii() and count.isdigit() and int(count) < MOST_ROWS:
        typed = request.POST.copy()
        typed[f"{prefix}-TOTAL_FORMS"] = str(int(count) + 1)
        request.POST = typed  # type: ignore[assignment]
