"""What is known of a record that may tell it from another, or show that both are one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from directory.duplicates import marks, names

# What a mark is called where people read of it; also the order in which reasons are given.
MARKS = {
    "numbers": "number",
    "postcodes": "postcode",
    "streets": "street address",
    "phones": "phone number",
    "webs": "web address",
    "emails": "e-mail address",
}


@dataclass
class Facts:
    """One record. Each kind of mark is a dict from what is compared to what is shown."""

    id: str = ""
    name: str = ""
    names: list[str] = field(default_factory=list)
    postcodes: dict[str, str] = field(default_factory=dict)
    streets: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    webs: dict[str, str] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    organization_id: str = ""

    def call(self, name: str, *others: str) -> None:
        """The record's name, and other names it goes by."""
        self.name = name
        self.names = [one for one in dict.fromkeys((name, *others)) if one and one.strip()]

    def learn(self, kind: str, *texts: str | None) -> None:
        """Keep marks of one of the kinds of MARKS, save numbers, from how they are written."""
        read = READERS[kind]
        for text in texts:
            if text and (mark := read(text)):
                getattr(self, kind).setdefault(mark, _shown(kind, text, mark))

    def learn_number(self, text: str, *, scheme: str = "", kind: str = "") -> None:
        """Keep the number some register has for it."""
        if mark := marks.number(text):
            register = marks.register(scheme, kind)
            self.numbers.setdefault(
                f"{register}:{mark}", f"{register} number ({text.strip()[:60]})"
            )

    def keys(self) -> set[str]:
        """The keys of the index under which this record is found; like records share one."""
        keys = {key for name in self.names for key in names.keys_of(name)}
        for kind in MARKS:
            keys |= {f"{kind}:{mark}" for mark in getattr(self, kind)}
        return keys


READERS = {
    "postcodes": marks.postcode,
    "streets": marks.street,
    "phones": marks.phone,
    "webs": marks.web,
    "emails": marks.email,
}


def _shown(kind: str, text: str, mark: str) -> str:
    """A mark as people read it."""
    return mark if kind in ("postcodes", "webs", "emails") else text.strip()[:80]


def given(values: Mapping[str, Any]) -> Facts:
    """The facts of a record that is being typed; see `similar_to` for the names of `values`."""
    facts = Facts(organization_id=str(values.get("organization_id") or ""))
    known = list(_texts(values.get("name")))
    facts.call(known[0] if known else "", *known[1:], *_texts(values.get("alternate_name")))
    facts.learn("postcodes", *_texts(values.get("postcode")))
    facts.learn("streets", *_texts(values.get("address_1")))
    facts.learn("phones", *_texts(values.get("phone")))
    facts.learn("webs", *_texts(values.get("website")), *_texts(values.get("url")))
    facts.learn("emails", *_texts(values.get("email")))
    for text in _texts(values.get("charity_number")):
        facts.learn_number(text, kind="charity")
    for text in _texts(values.get("company_number")):
        facts.learn_number(text, kind="company")
    return facts


MOST_TEXTS = 10  # of one kind are looked at; nobody has more phones than that


def _texts(value: Any) -> Iterable[str]:
    """`value` as texts: it may be one, several, or nothing."""
    if value is None:
        return []
    texts = (
        [value]
        if isinstance(value, str)
        else list(value)
        if isinstance(value, list | tuple | set)
        else [str(value)]
    )
    return [str(text).replace("\x00", "") for text in texts[:MOST_TEXTS] if text]
