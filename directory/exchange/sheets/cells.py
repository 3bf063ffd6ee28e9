"""Records as the cells of a spreadsheet: what is taken away, and what a cell is compared with.

A fixed number of queries for every 500 records.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Prefetch

from directory import models as hsds
from directory.duplicates.knowing import KINDS
from directory.duplicates.marks import register
from directory.exchange.sheets.columns import COLUMNS, Column
from directory.publication.models import Kind
from directory.review.choosing import as_known

BETWEEN = "; "  # several phones in one cell
REGISTERS = {"GB-CHC": "charity", "GB-COH": "company"}


@dataclass
class Known:
    """A record that is here, with those of its rows that a sheet tells of."""

    record: Any
    organization: Any = None
    phones: list[Any] = field(default_factory=list)
    numbers: list[Any] = field(default_factory=list)
    addresses: list[Any] = field(default_factory=list)
    # Where a service happens: locations, each with its first address or None.
    places: list[tuple[Any, Any]] = field(default_factory=list)

    def address(self) -> Any:
        return self.addresses[0] if self.addresses else None

    def registered(self, scheme: str) -> Any:
        """Its first number in the charity or company register."""
        for row in self.numbers:
            if register(row.identifier_scheme, row.identifier_type) == REGISTERS[scheme]:
                return row
        return None


def known(kind: str, ids: Collection[UUID], by: AbstractBaseUser) -> dict[UUID, Known]:
    """The records `ids` of the working copy, with their rows; places as `by` may know them."""
    records: Any = KINDS[kind]._default_manager.filter(pk__in=list(ids))
    if kind != Kind.ORGANIZATION:
        records = records.select_related("organization")
    found = {row.pk: Known(row, getattr(row, "organization", None)) for row in records}
    for phone in hsds.Phone.objects.filter(**{f"{kind}__in": list(found)}).order_by("number", "id"):
        found[getattr(phone, f"{kind}_id")].phones.append(phone)
    if kind == Kind.ORGANIZATION:
        rows = hsds.OrganizationIdentifier.objects.filter(organization__in=list(found))
        for row in rows.order_by("identifier", "id"):
            found[row.organization_id].numbers.append(row)
    if kind == Kind.LOCATION:
        for location, address in _addresses(found).items():
            found[location].addresses = address
    if kind == Kind.SERVICE:
        _add_places(found, by)
    return found


def _addresses(locations: Iterable[UUID]) -> dict[UUID, list[Any]]:
    by_location: dict[UUID, list[Any]] = defaultdict(list)
    rows = hsds.Address.objects.filter(location__in=list(locations))
    for row in rows.order_by("address_type", "id"):
        by_location[row.location_id].append(row)
    return by_location


def _add_places(found: dict[UUID, Known], by: AbstractBaseUser) -> None:
    links = hsds.ServiceAtLocation.objects.filter(service__in=list(found)).order_by("id")
    addresses = Prefetch("location__addresses", hsds.Address.objects.order_by("address_type", "id"))
    rows = list(links.select_related("location").prefetch_related(addresses))
    for row, location in zip(rows, as_known(by, [row.location for row in rows]), strict=True):
        at = list(location.addresses.all())
        found[row.service_id].places.append((location, at[0] if at else None))


def cells_of(kind: str, one: Known, *, hidden: Collection[UUID] = ()) -> dict[str, str]:
    """The cells of a record by the keys of their columns, as texts that are not yet made harmless.

    Of the places in `hidden`, secret and out of the reader's reach, nothing is told.
    """
    return {column.key: _cell(column, one, hidden) for column in COLUMNS[kind]}


def _cell(column: Column, one: Known, hidden: Collection[UUID]) -> str:
    match column.part:
        case "":
            return written(getattr(one.record, column.field))
        case "organization":
            whose = one.organization
            return written(getattr(whose, column.field)) if whose else ""
        case "phone":
            return BETWEEN.join(phone.number for phone in one.phones)
        case "register":
            row = one.registered(column.field)
            return row.identifier if row else ""
        case "address":
            at = one.address()
            return written(getattr(at, column.field)) if at else ""
        case "place":
            return _of_place(column, one, hidden)
    raise LookupError(column.part)


def _of_place(column: Column, one: Known, hidden: Collection[UUID]) -> str:
    """A place fits in a row where there is but one; of several, each has a row of its own sheet."""
    if len(one.places) != 1 or one.places[0][0].pk in hidden:
        return ""
    location, address = one.places[0]
    said = location if column.field == "name" else address
    return written(getattr(said, column.field)) if said else ""


def written(value: Any) -> str:
    """A field's value as a cell has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return str(value)
