"""A page as a browser without JavaScript has it: what a form would send."""

from html.parser import HTMLParser
from typing import Any


class Form:
    """The form of `page` that has this id."""

    def __init__(self, page: str, form_id: str) -> None:
        reader = _Reader(form_id)
        reader.feed(page)
        assert reader.found, f"there is no form {form_id}"
        self.fields = reader.fields
        self.buttons = reader.buttons
        self.names = reader.names
        self.choices = reader.choices

    def data(self, **typed: Any) -> dict[str, list[str]]:
        """What it sends, with `typed` in place of what stands in the fields; None sends nothing."""
        data: dict[str, list[str]] = {}
        for name, value in self.fields:
            data.setdefault(name, []).append(value)
        for name, value in typed.items():
            if value is None:
                data.pop(name, None)
            else:
                data[name] = (
                    [str(one) for one in value] if isinstance(value, list) else [str(value)]
                )
        return data


class _Reader(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = self.found = False
        self.fields: list[tuple[str, str]] = []
        self.buttons: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self.choices: dict[str, list[str]] = {}
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._textarea: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
            self.found |= self.inside
        if not self.inside:
            return
        name = given.get("name") or ""
        if name:
            self.names.add(name)
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "button" and name:
            self.buttons.append((name, given.get("value") or ""))
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option" and self._select:
            self._options.append((given.get("value") or "", "selected" in given))
        elif tag == "textarea":
            self._textarea, self._text = name, ""

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind, value = given.get("type", "text"), given.get("value")
        if kind in ("checkbox", "radio"):
            self.choices.setdefault(name, []).append(value or "")
            if "checked" in given:
                self.fields.append((name, "on" if value is None else value))
        elif kind not in ("submit", "button"):
            self.fields.append((name, value or ""))

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            first = self._options[0][0] if self._options else ""
            self.choices[self._select] = [value for value, _ in self._options]
            self.fields.append((self._select, chosen[-1] if chosen else first))
            self._select = None
        elif tag == "textarea" and self._textarea is not None:
            # A browser leaves out the line break that follows the tag, and sends two characters
            # for each of the others.
            text = self._text.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
            if self.inside:
                self.fields.append((self._textarea, text))
            self._textarea = None
