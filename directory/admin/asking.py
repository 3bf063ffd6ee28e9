"""Forms that ask as people ask: by the one list of questions, never by the names of fields."""

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field

from directory.review.questions import asked_of


class Asking(BaseModelAdmin):
    """A page, or rows of one, whose form asks questions."""

    def formfield_for_dbfield(self, db_field: Field, request: Any, **kwargs: Any) -> Any:
        return ask(super().formfield_for_dbfield(db_field, request, **kwargs), db_field)


def ask(form_field: Any, db_field: Field) -> Any:
    """`form_field`, asking as people ask, without the buttons that open other windows."""
    if form_field is None:
        return None
    if isinstance(form_field.widget, RelatedFieldWidgetWrapper):
        form_field.widget = form_field.widget.widget
    if question := asked_of(db_field.model, db_field.name):
        form_field.label, form_field.help_text = question.text, question.hint
    return form_field
