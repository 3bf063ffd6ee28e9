"""A form of the admin in sections: its buttons, and what stands around the fields."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from directory.admin.editing.drafts import draft_name, let_go
from directory.admin.editing.essentials import Essential, essentials
from directory.admin.editing.forms import RecordForm
from directory.admin.editing.inputs import OVERRIDES
from directory.admin.editing.languages import CODES
from directory.admin.editing.likeness import offers
from directory.admin.editing.rows import is_asking, with_one_more
from directory.admin.editing.sections import Section, completion, field_names, shown
from directory.admin.editing.summary import faults
from directory.admin.hours.rows import hours_in
from directory.admin.publishing import PublishedAdmin
from directory.admin.scoping import ScopedAdmin

# By this header the script asks for one section alone.
SECTION = "X-Section"


def worked_at(request: HttpRequest) -> str:
    """The section, field or rows whose button was pressed."""
    asked = request.POST.get("_more") or request.POST.get("_find") or request.POST.get("_again")
    # A place that is looked for in a row of places is "places-0-location".
    return (asked or "").partition("-")[0]


class NewRecordForm(RecordForm):
    """A form that, before it adds a record, asks whether it is one of those there are."""

    is_new = forms.BooleanField(label="It is none of these: add it as a new one", required=False)
    # Set for each request.
    by: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.likenesses: list[Any] = []
        if not self.instance._state.adding:
            self.fields.pop("is_new", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.quiet and self.instance._state.adding and cleaned.get("name"):
            self.likenesses = offers(self.by, type(self.instance), self.what_is_known(cleaned))
            if self.likenesses and not cleaned.get("is_new"):
                self.add_error("is_new", "Is it one of these? If not, tick the box and save again.")
        return cleaned

    def what_is_known(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What tells the record from another: see `similar_to`."""
        return cleaned


class Sectioned(ScopedAdmin):
    """A form that has sections."""

    form = RecordForm
    change_form_template = "directory_admin/editing/form.html"
    formfield_overrides = OVERRIDES
    sections: tuple[Section, ...] = ()
    # Fields that a template of their section draws.
    drawn_elsewhere: tuple[str, ...] = ()
    # Records that are named on its form and in its list: fetched with it.
    names: tuple[str, ...] = ()
    # Whether it goes to the public on its own, rather than with what it is part of.
    can_send = False

    class Media:
        css = {"all": ["directory_admin/editing/form.css"]}
        js = [forms.Script("directory_admin/editing/form.js", defer=True)]

    def sections_of(self, request: HttpRequest, obj: Model | None) -> Sequence[Section]:
        return self.sections

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.names)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        declared = ["is_new"] if issubclass(self.form, NewRecordForm) else []
        return [*declared, *field_names(self.sections_of(request, obj))]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": self.get_fields(request, obj)})]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """These forms are for changing. What is public, everybody sees elsewhere."""
        return self.has_change_permission(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.quiet = is_asking(request)
        form.by = request.user
        return form

    # --- The page --------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if is_asking(request):
            with_one_more(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        form = context["adminform"].form
        rows = {each.formset.prefix: each for each in context["inline_admin_formsets"]}
        parts = self.sections_of(request, obj)
        at_work = worked_at(request) or (parts[0].slug if add else "")
        sections = shown(parts, form, rows, open=at_work)
        context |= {
            "form": form,
            "all_rows": rows,
            "faults": [] if is_asking(request) or not form.is_bound else faults(form, rows),
            "list_page": f"admin:directory_{self.opts.model_name}_changelist",
            "delete_page": f"admin:directory_{self.opts.model_name}_delete",
            "language_names": tuple(CODES),
            "drawn_elsewhere": self.drawn_elsewhere,
            "sections": sections,
            "completion": completion(sections),
            "essentials": self.needed(form, rows),
            "draft": draft_name(request),
            "title": self.question_for(add, obj),
            "subtitle": None,
            "is_asking": is_asking(request),
            "can_send": self.can_send,
            "publishes": self.can_send and self.publishes(request, obj),
            **self.more_context(request, form, rows),
        }
        if (slug := request.headers.get(SECTION)) and is_asking(request):
            section = next((each for each in sections if each.section.slug == slug), None)
            if section is not None:
                return TemplateResponse(
                    request,
                    "directory_admin/editing/section.html",
                    {**context, "shown": section, "opts": self.opts},
                )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def more_context(self, request: HttpRequest, form: Any, rows: dict[str, Any]) -> dict[str, Any]:
        """What the templates of single sections need: the hours, if it has any."""
        return {"hours": hours_in(rows)} if "times" in rows else {}

    def needed(self, form: Any, rows: dict[str, Any]) -> list[Essential]:
        """What it needs before it can be published."""
        return []

    def publishes(self, request: HttpRequest, obj: Any) -> bool:
        """Whether what is sent is public at once."""
        return False

    def question_for(self, add: bool, obj: Any) -> str:
        """The heading of the page."""
        name = str(self.opts.verbose_name)
        return f"Add {'an' if name[0] in 'aeiou' else 'a'} {name}" if add else str(obj)

    # --- After saving ----------------------------------------------------------------------------

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        return self._answer(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        return self._answer(request, obj)

    def _answer(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Saved: what the button that was pressed asks for besides."""
        response = self.after_saving(request, obj)
        let_go(request, response)
        return response

    def after_saving(self, request: HttpRequest, obj: Any) -> HttpResponse:
        here = reverse(f"admin:directory_{self.opts.model_name}_change", args=[obj.pk])
        told = f"“{obj}” is saved. Nothing of it is public until it is sent."
        self.message_user(request, told, messages.SUCCESS)
        if "_continue" in request.POST:
            return HttpResponseRedirect(here)
        return HttpResponseRedirect(reverse("admin:index"))


class SectionedAdmin(Sectioned, PublishedAdmin):
    """A record that is published on its own, whose form has sections."""

    can_send = True

    def needed(self, form: Any, rows: dict[str, Any]) -> list[Essential]:
        return essentials(form, rows)

    def publishes(self, request: HttpRequest, obj: Any) -> bool:
        return PublishedAdmin.publishes(self, request, obj)

    def after_saving(self, request: HttpRequest, obj: Any) -> HttpResponse:
        here = reverse(f"admin:directory_{self.opts.model_name}_change", args=[obj.pk])
        if "_submit" in request.POST:
            return self.send(request, obj, here)
        if "_preview" in request.POST:
            return self.preview(request, obj, here)
        return super().after_saving(request, obj)
