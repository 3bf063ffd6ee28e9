"""The sheet one group's rows are put down on: its keys, its words and its luck."""

import re
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from directory.demo.content import Group
from directory.demo.groups import ALL_GROUPS
from directory.demo.people import full_name
from directory.demo.places import PLACES, Place, place_called
from directory.demo.rows import DramaPhone, Key, Row, Rows, Told
from directory.models import HSDSModel

Pick = TypeVar("Pick")


def slug(text: str) -> str:
    """`Nailmakers' Hall` as `nailmakers-hall`: for keys and web addresses."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")


def identifier(seed: int, *path: str) -> UUID:
    """The UUID of the demo row at `path`: always the same for the same seed."""
    return uuid5(uuid5(NAMESPACE_URL, f"https://example.org/demo/{seed}"), "/".join(path))


@cache
def _place_names() -> re.Pattern[str]:
    names = sorted((place.name for place in PLACES), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")


class Sheet:
    """Collects one group's rows."""

    def __init__(self, rows: Rows, group: Group, *, seed: int) -> None:
        self.rows = rows
        self.group = group
        self.seed = seed
        self.slug = slug(group.stem)
        self.random = Random(f"{seed}/{group.stem}")
        self.place: Place = place_called(group.at)
        self.organization = self.key("organization")
        self.programs: list[Key] = []
        self.locations: dict[str, Key] = {}
        """Where offers happen: HOME, ONLINE and the venues' names."""

    def key(self, *path: str) -> Key:
        return Key(identifier(self.seed, self.slug, *path))

    def add(self, model: type[HSDSModel], *path: str, **values: Any) -> Key:
        """Put down a row of `model`; `path` tells it from others of this group."""
        key = self.key(model.entity(), *path)
        texts = {name: self.told(v) if isinstance(v, str) else v for name, v in values.items()}
        self.rows.copied.append(Row(model, {"id": key, **texts}))
        return key

    def told(self, text: str) -> str | Told:
        """`text`, with this group's stem and all names of places open to exchange."""
        pattern = text.replace("%", "%%").replace(self.group.stem, f"%(stem-{self.slug})s")
        pattern = _place_names().sub(lambda name: f"%(place-{name[0]})s", pattern)
        return Told(pattern) if "%(" in pattern else text

    def name(self, text: str) -> Told:
        """`text` as a name: copies add their place to one that would else be the same."""
        told = self.told(text)
        if isinstance(told, Told):
            return told
        return Told(f"{text.replace('%', '%%')}%(suffix-{self.place.name})s")

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one_of(self, choices: Sequence[Pick]) -> Pick:
        return self.random.choice(choices)

    def some_of(self, choices: Sequence[Pick], *, least: int, most: int) -> list[Pick]:
        """Between `least` and `most` of them, in their own order."""
        number = self.random.randint(min(least, len(choices)), min(most, len(choices)))
        chosen = set(self.random.sample(range(len(choices)), number))
        return [choice for place, choice in enumerate(choices) if place in chosen]

    def person(self) -> str:
        return full_name(self.random.randrange(940))

    def phone(self, line: str) -> DramaPhone:
        return DramaPhone(line, self.random.randrange(1000))

    def landline(self) -> DramaPhone:
        """Leeds's drama range near Leeds; the one that belongs to no town in the dales."""
        return self.phone("area" if self.place.in_craven else "landline")

    def email(self, box: str = "") -> Told:
        return Told(f"%(site-{self.slug})s{f'.{box}' if box else ''}@example.org")

    def web(self, page: str = "", *, host: str = "example.org") -> Told:
        return Told(f"https://{host}/%(site-{self.slug})s{f'/{page}' if page else ''}")


STEMS = {slug(group.stem): group.stem for group in ALL_GROUPS}
"""Every group's invented words, by the slug they are filled in under."""
