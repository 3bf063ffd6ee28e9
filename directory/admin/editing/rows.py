"""The rows inside a record: phones, prices, places. One more is a button of the form itself."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.forms import BaseInlineFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest

from directory.admin.editing.forms import RecordForm
from directory.admin.editing.inputs import OVERRIDES
from directory.admin.scoping import ScopedInline
from directory.people.scope import within_reach

# The columns by which a shared row says whose it is.
OWNERS = ("organization", "service", "service_at_location", "location", "contact", "phone")
# Nobody types more rows of one kind than this at once, besides those there are.
MOST_ROWS = 50


class RowsFormSet(BaseInlineFormSet):
    """Rows of one kind that belong to one record."""

    quiet = False
    # Who edits.
    by: Any = None
    # Whether a record without any shows a blank one to fill in.
    begins_with_one = False

    def get_queryset(self) -> Any:
        """The rows, but for those that belong to another record as well, out of the editor's reach.

        Asked in this way because hardly any row has a second owner, and what is within reach takes
        longer to ask for than everything else of a form.
        """
        if not hasattr(self, "_queryset"):
            rows = list(super().get_queryset())
            shared = [row.pk for row in rows if other_owners(row, self.fk.name)]
            if shared:
                model: Any = self.model
                asked = model._default_manager.filter(pk__in=shared)
                own = within_reach(self.by, asked).order_by().values_list("pk", flat=True)
                hidden = set(shared) - set(own)
                rows = [row for row in rows if row.pk not in hidden]
            self._queryset = rows
        return self._queryset

    def total_form_count(self) -> int:
        count = super().total_form_count()
        if self.is_bound:
            # Whoever makes up a form may claim any number of rows.
            return min(count, len(self.get_queryset()) + MOST_ROWS)
        return 1 if not count and self.begins_with_one else count

    def is_valid(self) -> bool:
        return not self.quiet and super().is_valid()

    def delete_existing(self, obj: Any, commit: bool = True) -> None:
        if commit:
            delete_row(obj)

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

    template = "directory_admin/editing/rows.html"
    formset = RowsFormSet
    form = RecordForm
    formfield_overrides = OVERRIDES
    extra = 0
    one = ""
    another = ""
    begins_with_one = False

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        quiet = is_asking(request)
        formset.by = request.user
        formset.quiet = formset.form.quiet = quiet
        formset.begins_with_one = self.begins_with_one
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Every row: of those, the formset takes what belongs to a record that is within reach."""
        return admin.options.InlineModelAdmin.get_queryset(self, request)


def other_owners(row: Model, owner: str) -> bool:
    """Whether `row` names, besides its `owner`, another record that it belongs to."""
    names = (field for field in row._meta.fields if field.name in OWNERS and field.name != owner)
    return any(getattr(row, field.attname) is not None for field in names)


def delete_row(row: Model) -> None:
    """Delete a row, but not what is inside it and belongs to another record as well."""
    for relation in row._meta.related_objects:
        inner: Any = relation.related_model
        owner = relation.field.name
        names = [one.name for one in inner._meta.fields if one.name in OWNERS and one.name != owner]
        if owner in OWNERS and names:
            shared = reduce(or_, (Q(**{f"{name}__isnull": False}) for name in names))
            inner._default_manager.filter(shared, **{owner: row}).update(**{owner: None})
    row.delete()


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
    is_number = count.isascii() and count.isdigit() and len(count) < 6
    if prefix and is_number and int(count) < 10 * MOST_ROWS:
        typed = request.POST.copy()
        typed[f"{prefix}-TOTAL_FORMS"] = str(int(count) + 1)
        request.POST = typed  # type: ignore[assignment]
