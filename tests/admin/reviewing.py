"""What the tests of review, history and preview share."""

from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from directory.models import HSDSModel


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(record: HSDSModel, name: str, *more: Any) -> str:
    """The address of one of a record's pages."""
    return reverse(f"admin:directory_{record._meta.model_name}_{name}", args=[record.pk, *more])


def decision(submission: Any) -> str:
    return reverse("admin:review_decision", args=[submission.pk])


def text(response: Any) -> str:
    """The page as its reader sees it, entities undone."""
    return unescape(response.content.decode())


def tokens(response: Any) -> dict[str, str]:
    """What the form of a review page says was seen."""
    parts = response.context["parts"]
    return {part.field: part.sight.token for part in parts}


class Fields(HTMLParser):
    """What a browser would send of a page's largest form, untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.forms: list[dict[str, list[str]]] = []
        self.area = self.select = ""
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.values = {}
            self.forms.append(self.values)
        elif tag == "input" and name and "disabled" not in given:
            kind = given.get("type", "text")
            if kind in ("submit", "button", "file"):
                return
            if kind in ("checkbox", "radio") and "checked" not in given:
                return
            self.values.setdefault(name, []).append(given.get("value") or "")
        elif tag == "textarea" and name:
            self.area = name
            self.values[name] = [""]
        elif tag == "select" and name:
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((given.get("value") or "", "selected" in given))

    def handle_data(self, data):
        if self.area:
            self.values[self.area][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            # A browser leaves out the first line break.
            self.values[self.area][0] = self.values[self.area][0].removeprefix("\n")
            self.area = ""
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected]
            if chosen or self.options:
                self.values[self.select] = chosen or [self.options[0][0]]
            self.select = ""


def form_of(response) -> dict[str, list[str]]:
    fields = Fields()
    fields.feed(response.content.decode())
    return max(fields.forms, key=len)


def opened(client, record: HSDSModel) -> dict[str, list[str]]:
    response = client.get(page(record, "change"))
    assert response.status_code == 200
    return form_of(response)


def save(client, record: HSDSModel, form: dict[str, list[str]], **typed: str):
    data = form | {name: [value] for name, value in typed.items()}
    return client.post(page(record, "change"), data | {"_save": ["1"]})
