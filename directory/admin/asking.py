"""Forms that ask as people ask: by the one list of questions, never by the names of fields."""

from typing import Any

from django.contrib.admin.filters import FieldListFilter
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field

from directory.review.questions import QUESTIONS, asked_of

# Django says “This field is required.”; nobody was asked for a field.
LEFT_BLANK = "Please fill this in."


class Asking(BaseModelAdmin):
    """A page, or rows of one, whose form asks questions."""

    def formfield_for_dbfield(self, db_field: Field, request: Any, **kwargs: Any) -> Any:
        return ask(super().formfield_for_dbfield(db_field, request, **kwargs), db_field)

    def words_of_form(self) -> dict[str, dict[str, str]]:
        """The same questions for who may only look: then there are no fields to ask with."""
        listed = QUESTIONS.get(self.model, {})
        return {
            "labels": {name: question.text for name, question in listed.items()},
            "help_texts": {name: question.hint for name, question in listed.items()},
        }


def titled(kind: type[FieldListFilter], title: str) -> type[FieldListFilter]:
    """A filter of a list that goes by `title` rather than by the name of its field."""

    def begin(self: Any, *args: Any, **kwargs: Any) -> None:
        kind.__init__(self, *args, **kwargs)
        self.title = title

    return type(kind.__name__, (kind,), {"__init__": begin})


def ask(form_field: Any, db_field: Field) -> Any:
    """`form_field`, asking as people ask, without the buttons that open other windows."""
    if form_field is None:
        return None
    if isinstance(form_field.widget, RelatedFieldWidgetWrapper):
        form_field.widget = form_field.widget.widget
    if question := asked_of(db_field.model, db_field.name):
        form_field.label, form_field.help_text = question.text, question.hint
    form_field.error_messages["required"] = LEFT_BLANK
    return form_field


def yes_no(fact: bool) -> str:
    """How a list tells a fact; Django's pictures are called “True” and “False”."""
    return "yes" if fact else "no"
