"""Keeps every page of the admin to the records within reach of whoever is signed in.

`ScopedAdmin` and `ScopedInline` stand before Django's own classes. Lists, searches, forms, history,
deleting, actions and typed-in addresses all begin with `get_queryset`; what is not in it answers
404, as if it did not exist. Who reaches what is for directory/people/scope.py to say.
"""

from typing import Any, NoReturn

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, Q, QuerySet
from django.forms import CheckboxInput, ModelChoiceField
from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from directory.admin.asking import Asking
from directory.admin.deleting import goes_along
from directory.people.scope import is_moderator, within_reach
from directory.review.choosing import nameable


class ScopedAdmin(Asking, admin.ModelAdmin):
    """A page of the admin that knows of nothing beyond its reader's reach."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return within_reach(request.user, super().get_queryset(request))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """A list bears the name of what is in it; Django's would say “Select … to change”."""
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def _get_obj_does_not_exist_redirect(self, *_: Any) -> NoReturn:
        raise Http404

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **self.words_of_form(), **kwargs)
        for field in named_by(self.model, form.base_fields):
            present = Q(pk=getattr(obj, field.attname)) if obj else Q(pk__in=[])
            allow(request, field, form.base_fields[field.name], present)
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nobody puts a record beyond their own reach: what was saved is then undone."""
        super().save_related(request, form, formsets, change)
        saved = self.model._default_manager.filter(pk=form.instance.pk)
        if not within_reach(request.user, saved).exists():
            raise PermissionDenied

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:  # type: ignore[override]
        """Ids that are none are left out: Django would fail on them."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        sound = [id for id in chosen if is_id(self.model, id)]
        if sound != chosen:
            posted = request.POST.copy()
            posted.setlist(ACTION_CHECKBOX_NAME, sound)
            request.POST = posted  # type: ignore[assignment]
        return super().response_action(request, queryset)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go with `objs`; nothing goes that somebody else looks after."""
        _, counts, needed, protected = super().get_deleted_objects(objs, request)
        return goes_along(objs), counts, needed, [*protected, *others_among(objs, request)]

    def action_checkbox(self, obj: Any) -> SafeString:
        """The box to tick in a list, called by what it ticks."""
        box = CheckboxInput({"class": "action-select", "aria-label": str(obj)}, lambda value: False)
        return box.render(ACTION_CHECKBOX_NAME, str(obj.pk))


class Unlisted(admin.ModelAdmin):
    """What editors change on the form of what it is part of: no menu of theirs leads to it."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_moderator(request.user) and super().has_module_permission(request)


class ScopedInline(Asking, admin.options.InlineModelAdmin):
    """Rows inside a record, of those within reach, that name only what their editor may name."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return within_reach(request.user, super().get_queryset(request))

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        fields = formset.form.base_fields
        for field in named_by(self.model, fields):
            rows = self.model._default_manager.none()
            if obj is not None:
                rows = self.model._default_manager.filter(**{formset.fk.name: obj})
            present = Q(pk__in=rows.order_by().values(field.attname))
            allow(request, field, fields[field.name], present)
        return formset


def named_by(model: type[Model], fields: Any) -> list[Any]:
    """The columns of `model` among `fields` that name another record."""
    columns: Any = model._meta.fields
    return [
        field
        for field in columns
        if field.many_to_one and isinstance(fields.get(field.name), ModelChoiceField)
    ]


def allow(request: HttpRequest, column: Any, field: Any, present: Q) -> None:
    """Let `field` name what may be named in `column`, or what it names at `present`."""
    if is_moderator(request.user):
        return
    known = field.queryset
    allowed = nameable(request.user, column, known)
    field.queryset = known.filter(Q(pk__in=allowed.order_by().values("pk")) | present)


def is_id(model: type[Model], text: str) -> bool:
    """Whether `text` could be the id of a row of `model`: a UUID, or a number it has room for."""
    key: Any = model._meta.pk
    try:
        key.run_validators(key.to_python(text))
    except ValidationError:
        return False
    return True


def others_among(objs: Any, request: HttpRequest) -> list[str]:
    """A sentence for each kind of row that would go with `objs` and is beyond reach."""
    if is_moderator(request.user):
        return []
    objs = list(objs)
    if not objs:
        return []
    collector = NestedObjects(using=objs[0]._state.db or "default")
    collector.collect(objs)
    told = []
    kinds: Any = collector.model_objs
    for model, rows in kinds.items():
        known = model._default_manager.filter(pk__in=[row.pk for row in rows])
        reached = within_reach(request.user, known)
        if reached.count() < len(rows):
            told.append(f"{model._meta.verbose_name_plural} of other organisations")
    return told
