"""Sources that open well and are refused: nothing comes of them, or too little to withdraw by."""

from directory.exchange.faults import Action
from directory.exchange.mapping import Mapping, load_mapping, shipped
from directory.exchange.models import ImportedRow
from directory.exchange.rows import SourceRow
from directory.exchange.staging import Staging
from directory.exchange.tables import PUBLISHED_KINDS, tables
from directory.exchange.wording import counted, in_words
from directory.exchange.writer import STAND_IN


def why_nothing_came_in(
    name: str, mapping: Mapping, first: SourceRow | None, staging: Staging
) -> str:
    """Why nothing of the source `name` was staged, or "". `first` is the first row it has."""
    if not staging.is_empty():
        return ""
    told = f"{name} holds no record that could be read."
    for _, fault in staging.fault_kinds():
        if fault.action is Action.SKIPPED:
            return f"{told} Most often: {fault.where}: {fault.message}"
    return f"{told} {mapping_hint(first, mapping)}" if first else told


def mapping_hint(row: SourceRow, used: Mapping) -> str:
    """Which --mapping would read a source that has this row, which `used` does not."""
    others = [name for name in shipped() if name != used.name]
    fitting = [name for name in others if load_mapping(name).fits(row.table, row.values)]
    if fitting:
        meant = in_words(fitting, "or")
        return f"Its columns are those of another mapping: did you mean --mapping {meant}?"
    return f"Does it need another mapping? --mapping takes {', '.join(shipped())}, or a TOML file."


def why_not_withdraw(source: str, staging: Staging) -> str:
    """Which records the source had, and has none of now, so that it may not withdraw; or "".

    A file that failed to arrive, or a mapping that was forgotten, is likelier than that all of
    them are gone.
    """
    had = {kind: imported(source, kind) for kind in PUBLISHED_KINDS if not staging.saw_any(kind)}
    lost = [counted(count, kind) for kind, count in had.items() if count]
    if not lost:
        return ""
    return (
        f"--withdraw-missing is refused: {source} had {in_words(lost)} before and has none now. "
        "Is a file missing, or --mapping another? "
        "If they are gone for good, withdraw and delete them here first."
    )


def imported(source: str, kind: str) -> int:
    """How many records that the source itself brought are still in the working copy."""
    rows = ImportedRow.objects.filter(source__name=source, table=kind).exclude(digest=STAND_IN)
    return tables()[kind].model.objects.filter(pk__in=rows.values("row_id")).count()
