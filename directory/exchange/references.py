"""What a row refers to: found in the working copy, or left out, or the row is left out."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from uuid import UUID

from directory.exchange.faults import Action, Fault, shown
from directory.exchange.ids import Identifiers, is_uuid
from directory.exchange.staging import Staged, Staging
from directory.exchange.tables import LINKS, Column, Table, canonical, tables
from directory.models import Organization

ABSENT = "This record is in neither the source nor the directory; the link was left out."
NEEDED_ABSENT = "This record is in neither the source nor the directory, and the row needs it."
NO_OWNER = "The row belongs to nothing that is here."
NO_SUCH_TABLE = "The row is said of a table that HSDS does not have."
STANDS_IN = (
    "This organisation is not in the source; a blank draft stands in for it, "
    "so that neither it nor its services can be published."
)
BELONGS_TO_STAND_IN = "This organisation is not in the source; its blank draft was used."


class References:
    """Resolves the references of a chunk of rows against what has been written by then."""

    def __init__(self, staging: Staging, identifiers: Identifiers) -> None:
        self.staging = staging
        self.identifiers = identifiers
        self.stand_ins: set[UUID] = set()

    def resolved(self, table: Table, rows: list[Staged]) -> list[Staged]:
        """The rows whose needed references are there, with UUIDs for the texts they held."""
        for column in table.references:
            rows = self.resolve(table, column, rows)
        if table.name in LINKS:
            rows = self.resolve_links(table, rows)
        if table.is_shared:
            rows = [row for row in rows if self.has_owner(table, row)]
        return rows

    def resolve(self, table: Table, column: Column, rows: list[Staged]) -> list[Staged]:
        targets = {
            id(row): self.identifiers.uuid_of(column.target, text)
            for row in rows
            if (text := row.values.get(column.name)) is not None
        }
        here = self.here(column.target, set(targets.values()), ready=column.target == table.name)
        kept = []
        for row in rows:
            target = targets.get(id(row))
            if target is None or target in here:
                self.link(row, column, target)
                kept.append(row)
            elif column.required or is_all_it_says(row, column):
                self.tell(row, column.name, Action.SKIPPED, NEEDED_ABSENT)
            else:
                self.tell(row, column.name, Action.REPAIRED, ABSENT)
                row.values[column.name] = None
                kept.append(row)
        return kept

    def link(self, row: Staged, column: Column, target: UUID | None) -> None:
        if target is None:
            return
        if column.required and target in self.stand_ins:
            self.tell(row, column.name, Action.NOTED, BELONGS_TO_STAND_IN)
        row.values[column.name] = str(target)

    def here(self, table: str, ids: set[UUID], *, ready: bool) -> set[UUID]:
        """Which of `ids` are rows of `table`; with `ready`, or are about to be."""
        if not ids:
            return set()
        model = tables()[table].model
        found = set(model.objects.filter(pk__in=ids).values_list("pk", flat=True))
        if ready:
            found |= {i for i in ids - found if self.staging.is_ready(table, i)}
        return found

    def resolve_links(self, table: Table, rows: list[Staged]) -> list[Staged]:
        """The rows of a table that is said of any other, where that other row is there."""
        link_id, link_entity = LINKS[table.name]
        wanted: dict[str, set[UUID]] = defaultdict(set)
        known = []
        for row in rows:
            entity = canonical(str(row.values[link_entity]))
            if not entity:
                self.tell(row, link_entity, Action.SKIPPED, NO_SUCH_TABLE)
                continue
            row.values[link_entity] = entity
            target = self.identifiers.uuid_of(entity, str(row.values[link_id]))
            wanted[entity].add(target)
            known.append((row, entity, target))
        here = {entity: self.here(entity, ids, ready=False) for entity, ids in wanted.items()}
        kept = []
        for row, entity, target in known:
            if target in here[entity]:
                row.values[link_id] = str(target)
                kept.append(row)
            else:
                self.tell(row, link_id, Action.SKIPPED, NEEDED_ABSENT)
        return kept

    def has_owner(self, table: Table, row: Staged) -> bool:
        owned = any(row.values.get(column.name) for column in table.references)
        if not owned:
            self.tell(row, "", Action.SKIPPED, NO_OWNER)
        return owned

    def tell(self, row: Staged, name: str, action: Action, message: str) -> None:
        value = shown(row.values.get(name)) if name else row.original
        self.staging.report(Fault(row.where, row.table, name, value, action, message))

    # --- Organisations that services need and the source does not have -------------------------

    def stand_in(self, make: Callable[[UUID, str], None], existing: Iterable[UUID]) -> None:
        """Has `make` create a blank draft for each absent organisation that a row needs.

        `existing` are the stand-ins of earlier imports: they count as absent still.
        """
        earlier = set(existing)
        for table in ("service", "program"):
            for original, where in list(self.staging.references(table, "organization_id")):
                wanted = self.identifiers.uuid_of("organization", original)
                if self.staging.is_ready("organization", wanted) or wanted in self.stand_ins:
                    continue
                is_here = Organization.objects.filter(pk=wanted).exists()
                if is_here and wanted not in earlier:
                    continue
                if not is_here:
                    make(wanted, name_of_absent(original))
                self.stand_ins.add(wanted)
                self.staging.see("organization", wanted)
                self.staging.report(
                    Fault(where, table, "organization_id", original, Action.REPAIRED, STANDS_IN)
                )


def is_all_it_says(row: Staged, column: Column) -> bool:
    """Whether nothing is left of the row without this reference: an attribute's only term."""
    said = (row.values.get("value"), row.values.get("label"))
    return (row.table, column.name) == ("attribute", "taxonomy_term_id") and not any(said)


def name_of_absent(original: str) -> str:
    return f"Unknown organisation {original if is_uuid(original) else original[:100]}"
