"""What an import came to, as a few lines for a terminal rather than one for each fault."""

from collections.abc import Iterator

from directory.exchange.faults import Action, Fault
from directory.exchange.importing import Import, Result
from directory.exchange.publishing import Published
from directory.exchange.wording import counted, in_words

KINDS_SHOWN = 40


def summary(job: Import, result: Result) -> Iterator[str]:
    """The lines to print, in order: rows, faults, what vanished, what was published."""
    yield from rows_lines(result)
    yield from fault_lines(result)
    yield from vanished_lines(job, result)
    if result.publication:
        yield from publication_lines(result.publication)
    if job.report:
        yield f"Every fault: {job.report}"
    if job.simulate:
        yield "Simulated: nothing was saved."


def rows_lines(result: Result) -> Iterator[str]:
    yield f"{'':26}{'created':>9}{'changed':>9}{'unchanged':>11}{'skipped':>9}{'removed':>9}"
    for table, c in result.counts.items():
        removed = result.removed.get(table, 0)
        if any((c.created, c.changed, c.unchanged, c.skipped, removed)):
            yield (
                f"{table:26}{c.created:>9,}{c.changed:>9,}{c.unchanged:>11,}"
                f"{c.skipped:>9,}{removed:>9,}"
            )


def fault_lines(result: Result) -> Iterator[str]:
    kinds = [(n, f) for n, f in result.kinds if f.action is not Action.VANISHED]
    if not kinds:
        yield "No faults."
        return
    yield f"{counted(result.faults, 'fault')} of {counted(len(kinds), 'kind')}:"
    for count, example in kinds[:KINDS_SHOWN]:
        yield f"{count:>8,} × {named(example)}"
    if len(kinds) > KINDS_SHOWN:
        yield f"         … and {len(kinds) - KINDS_SHOWN} kinds more: see --report."


def named(fault: Fault) -> str:
    place = ".".join(filter(None, [fault.table, fault.field]))
    example = f" ({fault.where}{': ' + repr(fault.value[:60]) if fault.value else ''})"
    return f"{fault.action}: {place + ': ' if place else ''}{fault.message}{example}"


def vanished_lines(job: Import, result: Result) -> Iterator[str]:
    if not result.vanished:
        return
    what = in_words([counted(count, kind) for kind, count in result.vanished.items()])
    hint = "" if job.withdraw_missing else " They stay; --withdraw-missing withdraws them."
    yield f"No longer in the source: {what}.{hint}"


def publication_lines(publication: Published) -> Iterator[str]:
    for kind, count in publication.published.items():
        if unchanged := publication.unchanged[kind]:
            were = "was public as it is" if unchanged == 1 else "were public as they are"
            yield f"Published {counted(count, kind)} ({unchanged:,} {were})."
        elif count:
            yield f"Published {counted(count, kind)}."
    for (kind, reason), count in publication.not_ready.items():
        if count:
            yield f"Not published: {counted(count, kind)}. {reason}"
    for kind, count in publication.withdrawn.items():
        yield f"Withdrew {counted(count, kind)}."
