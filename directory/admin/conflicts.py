"""Two people editing one record: the second to save is told what changed, and loses nothing.

A form carries what its fields held when it was opened. When it comes back and the record holds
something else by then, nothing is saved: the form is shown again as it was typed, with what the
other person changed beside it. What only they changed is taken over; where both changed the same
field, the second chooses. A row they removed that was being changed is offered as a new one.
"""

import json
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest

from directory.admin.persons import Callers
from directory.review.models import Version
from directory.review.roots import roots_of
from directory.review.sentences import visible
from directory.review.versions import newest_version

SEEN = "_seen"
CHOICE = "_choose_"
THEIRS = "theirs"
TOLD = "Somebody else changed this while you had it open. Nothing of yours is saved yet."

# What a form held: of its fields, and of each row of each kind, by the row's id.
Values = dict[str, Any]


@dataclass
class Seen:
    fields: Values = field(default_factory=dict)
    rows: dict[str, dict[str, Values]] = field(default_factory=dict)

    def as_text(self) -> str:
        return json.dumps([self.fields, self.rows], separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True)
class Change:
    """One thing the other person changed. `choose` names the choice, where both changed it."""

    label: str
    theirs: str
    typed: str = ""
    outcome: str = ""
    choose: str = ""


@dataclass
class Conflict:
    """What somebody else did to a record while it was being edited."""

    now: Seen
    changes: list[Change] = field(default_factory=list)
    version: Version | None = None


class Refusing:
    """A form that cannot be saved until its conflict was looked at."""

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]
        self.add_error(None, TOLD)  # type: ignore[attr-defined]
        return cleaned


class ConflictAdmin(admin.ModelAdmin):
    """A form that notices when somebody else saved the record since it was opened."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST" and object_id is not None and SEEN in request.POST:
            record = self.get_object(request, unquote(object_id))
            if record is not None and self.has_change_permission(request, record):
                request.conflict = self._settle(request, record)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if change and getattr(request, "conflict", None) is not None:
            return type(form.__name__, (Refusing, form), {"__module__": form.__module__})
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        conflict = getattr(request, "conflict", None)
        if conflict is not None:
            version = conflict.version
            by = Callers(request.user, [version.by]).name(version.by) if version else ""
            context |= {
                "conflict": conflict,
                "conflict_by": by,
                "seen": conflict.now.as_text(),
            }
        elif SEEN in request.POST:
            context["seen"] = request.POST[SEEN]
        elif context.get("original") is not None:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["seen"] = seen_in(context["adminform"].form, formsets).as_text()
        return super().render_change_form(request, context, *args, **kwargs)

    def _settle(self, request: HttpRequest, record: Any) -> Conflict | None:
        """What somebody else changed since the form was opened; None if nobody did.

        `request.POST` becomes what is to be shown or saved: as typed, with what only they changed.
        """
        base = read_seen(request.POST[SEEN])
        if base is None:
            return None
        form, formsets = self._forms(request, record, bound=False)
        now = seen_in(form, formsets)
        merge = Merge(request.POST.copy(), base, now, form, formsets)
        chosen = any(name.startswith(CHOICE) for name in request.POST)
        if base == now and not chosen:
            return None
        typed_form, typed_formsets = self._forms(request, copy(record), bound=True)
        if chosen:
            merge.choose(typed_form, typed_formsets)
        if base == now:
            request.POST = merge.data
            return None
        merge.run(typed_form, typed_formsets)
        request.POST = merge.data
        # Of a row, the version of what it is part of.
        versions = (newest_version(kind, id) for kind, id in sorted(roots_of(record)))
        return Conflict(now, merge.changes, next(filter(None, versions), None))

    def _forms(self, request: HttpRequest, record: Any, *, bound: bool) -> tuple[Any, list[Any]]:
        """The form of `record` and of its rows, as typed or as opened afresh."""
        asked = copy(request)
        asked.method = "POST" if bound else "GET"
        fields = flatten_fieldsets(self.get_fieldsets(asked, record))
        make = self.get_form(asked, record, change=True, fields=fields)
        form = (
            make(request.POST, request.FILES, instance=record) if bound else make(instance=record)
        )
        formsets, _ = self._create_formsets(asked, record, change=True)  # type: ignore[attr-defined]
        return form, formsets


class Merge:
    """Brings together what was typed and what somebody else saved meanwhile."""

    def __init__(
        self, data: Any, base: Seen, now: Seen, form: Any, formsets: Iterable[Any]
    ) -> None:
        self.data, self.base, self.now = data, base, now
        self.changes: list[Change] = []
        # The forms as they would be opened now, for their values.
        self.form = form
        self.rows = {
            formset.prefix: {str(one.instance.pk): one for one in formset.initial_forms}
            for formset in formsets
        }

    def choose(self, form: Any, formsets: Iterable[Any]) -> None:
        """Put in what the other person saved, where that was chosen."""
        for bound, fresh, _ in self._pairs(form, formsets):
            for name in bound.fields if fresh is not None else ():
                if self.data.get(CHOICE + bound.add_prefix(name)) == THEIRS:
                    self._put(bound, fresh, name)

    def run(self, form: Any, formsets: list[Any]) -> None:
        """Take over what only they changed, and say of everything what became of it."""
        self._merge(form, self.form, self.base.fields, self.now.fields, "")
        for formset in formsets:
            title = _title(formset)
            gone: dict[int, bool] = {}
            for number, bound in enumerate(formset.initial_forms):
                id = str(self.data.get(bound.add_prefix("id"), ""))
                before = self.base.rows.get(formset.prefix, {}).get(id)
                after = self.now.rows.get(formset.prefix, {}).get(id)
                if before is None:
                    continue
                if after is None:
                    gone[number] = self._is_touched(bound, before)
                    self._tell_of_gone(title, bound, before, gone[number])
                else:
                    fresh = self.rows[formset.prefix][id]
                    self._merge(bound, fresh, before, after, f"{title}: ")
            self._tell_of_added(formset, title)
            if gone:
                renumber(self.data, formset.prefix, gone)

    def _pairs(self, form: Any, formsets: Iterable[Any]) -> Iterator[tuple[Any, Any, str]]:
        yield form, self.form, ""
        for formset in formsets:
            for bound in formset.initial_forms:
                id = str(self.data.get(bound.add_prefix("id"), ""))
                yield bound, self.rows.get(formset.prefix, {}).get(id), id

    def _merge(self, bound: Any, fresh: Any, before: Values, after: Values, title: str) -> None:
        for name, theirs in after.items():
            if name not in bound.fields or before.get(name) == theirs:
                continue
            typed = _typed(bound, name)
            if typed == theirs:
                continue
            label = f"{title}{_label(bound, name)}"
            said = _said(bound, name, theirs)
            if typed == before.get(name):
                self._put(bound, fresh, name)
                self.changes.append(Change(label, said, outcome="Theirs is taken over below."))
            else:
                html = bound.add_prefix(name)
                mine = _said(bound, name, typed)
                self.changes.append(Change(label, said, mine, choose=CHOICE + html))

    def _is_touched(self, bound: Any, before: Values) -> bool:
        return any(
            _typed(bound, name) != value for name, value in before.items() if name in bound.fields
        )

    def _tell_of_gone(self, title: str, bound: Any, before: Values, touched: bool) -> None:
        said = _row_said(bound, before)
        outcome = (
            "They removed it. As you changed it, it is below as a new one: remove it if you agree."
            if touched
            else "They removed it."
        )
        self.changes.append(Change(f"{title}: {said}", "", outcome=outcome))

    def _tell_of_added(self, formset: Any, title: str) -> None:
        before = self.base.rows.get(formset.prefix, {})
        for id, row in self.now.rows.get(formset.prefix, {}).items():
            if id not in before:
                said = _row_said(self.rows[formset.prefix][id], row)
                self.changes.append(Change(title, said, outcome="They added it. It stays."))

    def _put(self, bound: Any, fresh: Any, name: str) -> None:
        """Have the data say what `fresh` says, as a browser would have sent it."""
        widget, html = bound.fields[name].widget, bound.add_prefix(name)
        value = fresh.get_initial_for_field(fresh.fields[name], name)
        value = fresh.fields[name].prepare_value(value)
        if isinstance(widget, forms.CheckboxInput):
            self.data.pop(html, None)
            if value:
                self.data[html] = "on"
        elif isinstance(widget, forms.MultiWidget):
            names = widget.widgets_names  # type: ignore[attr-defined]
            for part, one in zip(names, widget.decompress(value) or (), strict=False):
                self.data[html + part] = "" if one is None else str(one)
        elif isinstance(value, list | tuple):
            self.data.setlist(html, [str(one) for one in value])
        else:
            shown = widget.format_value(value)
            shown = shown[0] if isinstance(shown, list) and shown else shown
            self.data[html] = "" if shown in (None, []) else str(shown)


def seen_in(form: Any, formsets: Iterable[Any]) -> Seen:
    """What an unbound form holds, and its rows."""
    return Seen(
        _held(form),
        {
            formset.prefix: {str(one.instance.pk): _held(one) for one in formset.initial_forms}
            for formset in formsets
        },
    )


def read_seen(text: str) -> Seen | None:
    """What a form says it held; None if that cannot be read."""
    try:
        fields, rows = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None
    sound = isinstance(fields, dict) and isinstance(rows, dict)
    sound = sound and all(
        isinstance(kind, dict) and all(isinstance(row, dict) for row in kind.values())
        for kind in rows.values()
    )
    return Seen(fields, rows) if sound else None


def renumber(data: Any, prefix: str, gone: dict[int, bool]) -> None:
    """Take rows out of what was typed; those whose value is true become new rows at the end."""
    total = min(_number(data, prefix, "TOTAL"), 2000)
    initial = min(_number(data, prefix, "INITIAL"), total)
    rows: list[dict[str, list[str]]] = [{} for _ in range(total)]
    for name in list(data):
        number, _, rest = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and _is_below(number, total):
            rows[int(number)][rest] = data.pop(name)
    kept = [row for number, row in enumerate(rows[:initial]) if number not in gone]
    again = [rows[number] for number, touched in gone.items() if touched and number < initial]
    for row in again:
        row.pop("id", None)
        row.pop("DELETE", None)
    for number, row in enumerate([*kept, *rows[initial:], *again]):
        for rest, values in row.items():
            data.setlist(f"{prefix}-{number}-{rest}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(kept) + total - initial + len(again))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))


def _number(data: Any, prefix: str, which: str) -> int:
    text = str(data.get(f"{prefix}-{which}_FORMS", "0"))
    return int(text) if _is_below(text, 100_000) else 0


def _is_below(text: str, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6 and int(text) < most


def _held(form: Any) -> Values:
    return {
        name: _plain(form.get_initial_for_field(one, name))
        for name, one in form.fields.items()
        if name not in ("id", "DELETE") and not isinstance(one, forms.models.InlineForeignKeyField)
    }


def _plain(value: Any) -> Any:
    """A value as JSON and comparing have it, however it was typed."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "values_list"):
        return sorted(str(pk) for pk in value.values_list("pk", flat=True))
    return str(value).replace("\r\n", "\n").strip()


def _typed(bound: Any, name: str) -> Any:
    """What was typed in a field, so that it compares with what it held."""
    one = bound.fields[name]
    data = one.widget.value_from_datadict(bound.data, bound.files, bound.add_prefix(name))
    if isinstance(one, forms.ModelChoiceField):
        return _plain(data)
    try:
        return _plain(one.to_python(data))
    except (ValidationError, ValueError, TypeError):
        return _plain(data)


def _label(form: Any, name: str) -> str:
    return visible(str(form[name].label))


def _said(form: Any, name: str, value: Any) -> str:
    """A value in words."""
    one = form.fields[name]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(one, forms.ModelChoiceField):
        try:
            return visible(one.label_from_instance(one.to_python(value))) if value else ""
        except ValidationError:
            return "one that you may not choose"
    if isinstance(one, forms.ChoiceField):
        flat = {str(key): str(said) for key, said in _flat(one.choices)}
        return visible(flat.get(str(value), str(value)))
    if isinstance(value, list):
        return visible(", ".join(map(str, value)))
    return visible(str(value))


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, said in choices:
        if isinstance(said, list | tuple):
            yield from said
        else:
            yield key, said


def _row_said(form: Any, row: Values) -> str:
    told = (_said(form, name, value) for name, value in row.items() if name in form.fields)
    return ", ".join(said for said in told if said and said != "no")


def _title(formset: Any) -> str:
    name = str(formset.model._meta.verbose_name_plural)
    return name[:1].upper() + name[1:]
