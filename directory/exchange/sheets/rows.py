"""One row of a sheet as rows of HSDS's tables, saying only what is new.

A cell that is blank says nothing, and so does one that says what an export would say today: what
was taken away and is brought back unchanged changes nothing, to the letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from directory.duplicates.names import folded
from directory.exchange.checks.fixes import IMPLIED
from directory.exchange.checks.text import CONTROL
from directory.exchange.sheets.cells import BETWEEN, Known, cells_of
from directory.exchange.sheets.columns import COLUMNS
from directory.exchange.sheets.matching import Here, NewPlace, postcode_key
from directory.exchange.sheets.opening import MAX_CELL
from directory.exchange.tables import tables
from directory.formulas import as_typed, neutral
from directory.people.scope import is_moderator

# What a number in a register is, in words.
REGISTERS = {"GB-CHC": "Charity number", "GB-COH": "Company number"}
PHONE_OWNERS = (
    *("organization_id", "service_id", "service_at_location_id", "location_id", "contact_id"),
)


@dataclass
class Wanted:
    """A row of a table as the sheet wants it: what is typed, and what it has to keep.

    `kept` are the required columns the sheet says nothing of, as they are.
    """

    table: str
    id: UUID
    typed: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)


def typed(kind: str, cells: dict[str, str], one: Known | None, hidden: set[UUID]) -> dict[str, str]:
    """What the cells of a row, by the keys of their columns, say that is new of `one`."""
    told = cells_of(kind, one, hidden=hidden) if one else {}
    new = {}
    for key, text in cells.items():
        if text.strip() and not _same(text, told.get(key, "")):
            new[key] = as_typed(text)
    places = {column.key for column in COLUMNS[kind] if column.part == "place"}
    if places & new.keys():
        # A place is looked for by all that is said of it.
        new |= {key: as_typed(cells[key]) for key in places & cells.keys() if cells[key].strip()}
    return new


def _same(cell: str, told: str) -> bool:
    """Whether a cell says what an export would; a spreadsheet may have cut or trimmed it."""
    mine, theirs = _settled(cell), _settled(neutral(told))
    return mine == theirs or (len(mine) >= MAX_CELL - 10 and theirs.startswith(mine))


def _settled(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    lines = CONTROL.sub("", lines)  # XML has no way to say them.
    return "\n".join(line.rstrip() for line in lines.strip().split("\n"))


def wanted(
    here: Here, new: dict[str, str], one: Known | None, organization: UUID | None
) -> Iterator[Wanted]:
    """The rows that a row of the sheet makes or changes: the record first, then what is its own."""
    record = one.record if one else None
    id = record.pk if record else uuid4()
    parts: dict[str, dict[str, str]] = {}
    for column in COLUMNS[here.kind]:
        if column.key in new and column.key != "id":
            parts.setdefault(column.part, {})[column.field] = new[column.key]
    own = Wanted(here.kind, id, parts.get("", {}))
    before = getattr(record, "organization_id", None)
    if organization and organization != before:
        own.typed["organization_id"] = str(organization)
    own.kept = _kept(here.kind, record, own.typed)
    if own.typed:
        yield own
    if numbers := parts.get("phone"):
        yield from _phones(here, id, numbers["number"], one)
    for scheme, number in parts.get("register", {}).items():
        yield _registered(id, scheme, number, one)
    if address := parts.get("address"):
        yield _address(id, address, one.address() if one else None)
    if place := parts.get("place"):
        yield from _place(here, id, place, one, organization)


def _kept(table: str, record: Any, typed: dict[str, str]) -> dict[str, str]:
    """What a row that is here must not lose for the sheet's saying nothing of it."""
    if record is None:
        return {}
    needed = {column.name for column in tables()[table].columns.values() if column.required}
    needed |= IMPLIED.get(table, {}).keys()
    columns = tables()[table].columns
    if tables()[table].is_shared:
        needed |= {name for name in columns if columns[name].target and getattr(record, name)}
    return {name: str(getattr(record, columns[name].attribute)) for name in needed - typed.keys()}


def _phones(here: Here, owner: UUID, text: str, one: Known | None) -> Iterator[Wanted]:
    """Each number of a cell: those that are here as they are, the others in place of the rest.

    What is another record's number as well is for moderators to change, whosever that record is.
    """
    kind, known = here.kind, list(one.phones) if one else []
    numbers = [part.strip() for part in text.split(BETWEEN.strip()) if part.strip()]
    rest = [phone for phone in known if phone.number not in numbers]
    if not is_moderator(here.by):
        rest = [phone for phone in rest if not _is_shared(phone, f"{kind}_id")]
    for number in numbers:
        if any(phone.number == number for phone in known):
            continue
        if rest:
            phone = rest.pop(0)
            yield Wanted(
                "phone", phone.pk, {"number": number}, _kept("phone", phone, {"number": ""})
            )
        else:
            yield Wanted("phone", uuid4(), {"number": number, f"{kind}_id": str(owner)})


def _is_shared(phone: Any, owner: str) -> bool:
    return any(getattr(phone, column) for column in PHONE_OWNERS if column != owner)


def _registered(owner: UUID, scheme: str, number: str, one: Known | None) -> Wanted:
    table = "organization_identifier"
    row = one.registered(scheme) if one else None
    if row:
        said = {"identifier": number}
        return Wanted(table, row.pk, said, _kept(table, row, said))
    said = {
        "identifier": number,
        "identifier_scheme": scheme,
        "identifier_type": REGISTERS[scheme],
        "organization_id": str(owner),
    }
    return Wanted(table, uuid4(), said)


def _address(owner: UUID, said: dict[str, str], row: Any) -> Wanted:
    if row:
        return Wanted("address", row.pk, said, _kept("address", row, said))
    return Wanted("address", uuid4(), {**said, "location_id": str(owner), "country": "GB"})


def _place(
    here: Here, service: UUID, said: dict[str, str], one: Known | None, organization: UUID | None
) -> Iterator[Wanted]:
    """Where a service happens: a place it is at, one that may be chosen, or a new one."""
    name, code = said.get("name", ""), postcode_key(said.get("postal_code", ""))
    for location, address in one.places if one else ():
        # Of a secret place of others the name alone tells: else a postcode could be guessed at
        # until nothing would change.
        known, given = (None, "") if location.pk in here.hidden else (address, code)
        if _is_it(location, known, name, given):
            return
    called_so = here.places.get(folded(name), [])
    found = [place for place, codes in called_so if not code or code in codes]
    # One whose address nobody has entered yet may well be it.
    found = found or [place for place, codes in called_so if not codes]
    if len(found) == 1:
        location = found[0].pk
        if one and any(place.pk == location for place, _ in one.places):
            return
    else:
        location = uuid4()
        called = name or said.get("address_1", "")
        here.places.setdefault(folded(called), []).append((NewPlace(location, called), {code}))
        yield Wanted(
            "location",
            location,
            {"name": called, "location_type": "physical"}
            | ({"organization_id": str(organization)} if organization else {}),
        )
        address = {key: text for key, text in said.items() if key != "name"}
        if address:
            yield Wanted(
                "address", uuid4(), {**address, "location_id": str(location), "country": "GB"}
            )
    yield Wanted(
        "service_at_location",
        uuid4(),
        {"service_id": str(service), "location_id": str(location)},
    )


def _is_it(location: Any, address: Any, name: str, code: str) -> bool:
    """Whether a place the service is at has the name and postcode that are given."""
    if name and folded(location.name) != folded(name):
        return False
    if code and address is not None and postcode_key(address.postal_code) != code:
        return False
    return bool(name or code)
