"""The rows that services, organisations and places have alike: phones, contacts, languages."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from directory import models as hsds
from directory.admin.editing.forms import RecordForm
from directory.admin.editing.languages import code_of
from directory.admin.editing.rows import Rows, other_owners, rows_of

KINDS_OF_PHONE = (
    ("", "Calls"),
    ("voice", "Calls"),
    ("text", "Text messages"),
    ("textphone", "Textphone"),
    ("fax", "Fax"),
)


class PhoneForm(RecordForm):
    """A phone number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = dict(KINDS_OF_PHONE[1:])
        now = self.instance.type
        if not self.instance._state.adding:
            kinds |= {now: kinds.get(now, now.capitalize() or "Calls")}
        asked = self.fields["type"]
        self.fields["type"] = forms.ChoiceField(
            label=asked.label, choices=list(kinds.items()), required=False, initial="voice"
        )

    def clean_number(self) -> str:
        number = self.cleaned_data["number"]
        if "number" in self.changed_data and len(re.findall(r"\d", number)) < 3:
            raise ValidationError("Give a phone number, such as 01274 496000.")
        return number


class LanguageForm(RecordForm):
    """A language, by its name; the code is looked up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["list"] = "languages"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, code = cleaned.get("name", ""), cleaned.get("code", "")
        if self.has_changed() and not name and not code and not cleaned.get("DELETE"):
            self.add_error("name", "Give the language, such as Urdu.")
        if "name" in self.changed_data and "code" not in self.changed_data and code_of(name):
            self.instance.code = code_of(name)
        return cleaned


class ContactForm(RecordForm):
    """A person or desk to ask for, with the number that reaches them."""

    phone = forms.CharField(
        label="Their phone number", required=False, max_length=255, help_text="It is published."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phones: list[hsds.Phone] = []
        if not self.instance._state.adding:
            # A number that is another record's as well is not changed here.
            numbers = self.instance.phones.all()
            self.phones = [one for one in numbers if not other_owners(one, "contact")]
        if self.phones:
            self.initial["phone"] = self.phones[0].number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = ("name", "title", "department", "email", "phone")
        said = any(cleaned.get(name) for name in names)
        if not said and self.has_changed() and not cleaned.get("DELETE") and not self.errors:
            self.add_error("name", "Give a name, or remove this contact.")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        contact = super().save(commit)
        if commit and "phone" in self.changed_data:
            self.save_phone(contact)
        return contact

    def save_phone(self, contact: hsds.Contact) -> None:
        """Keep the first of their numbers as typed; others they have stay."""
        number = self.cleaned_data["phone"]
        if not self.phones:
            hsds.Phone.objects.create(contact=contact, number=number, type="voice")
        elif number:
            self.phones[0].number = number
            self.phones[0].save()
        else:
            self.phones[0].delete()


class ContactRows(Rows):
    model = hsds.Contact
    form = ContactForm
    fields = ("name", "title", "department", "email", "phone")
    one = "Contact"
    another = "Add a person or desk to ask for"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        phones = Prefetch("phones", hsds.Phone.objects.order_by("number", "id"))
        return super().get_queryset(request).prefetch_related(phones)


def phones(owner: str) -> type[Any]:
    """The numbers that reach `owner`."""
    fields = ("number", "extension", "type", "description")
    return rows_of(
        hsds.Phone,
        owner,
        fields,
        form=PhoneForm,
        one="Phone number",
        another="Add a phone number",
    )


def contacts(owner: str) -> type[Any]:
    """The people and desks that speak for `owner`."""
    return type("ContactsRows", (ContactRows,), {"__module__": __name__, "fk_name": owner})


def languages(owner: str) -> type[Any]:
    """The languages spoken at `owner`."""
    return rows_of(
        hsds.Language,
        owner,
        ("name", "code", "note"),
        form=LanguageForm,
        one="Language",
        another="Add a language",
    )


def web_pages(owner: str) -> type[Any]:
    """The further pages of `owner`."""
    return rows_of(
        hsds.Url, owner, ("label", "url"), one="Web page", another="Add another web page"
    )


def funding(owner: str) -> type[Any]:
    """Who pays for `owner`."""
    return rows_of(hsds.Funding, owner, ("source",), one="Funder", another="Add who pays for it")
