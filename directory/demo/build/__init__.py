"""From the written content to rows: what editors would have typed, drawn from a seed."""

from directory.demo.build.organizations import add_organization
from directory.demo.build.services import add_service
from directory.demo.build.shared import add_shared
from directory.demo.build.sheet import Sheet
from directory.demo.groups import ALL_GROUPS
from directory.demo.rows import Rows


def build(*, seed: int) -> Rows:
    """Every row of the directory. The same seed gives the same rows, to the last character.

    Each group draws from a source of its own, so that a new group does not reshuffle the others.
    """
    rows = Rows()
    add_shared(rows, seed=seed)
    for group in ALL_GROUPS:
        sheet = Sheet(rows, group, seed=seed)
        add_organization(sheet)
        for offer in group.offers:
            add_service(sheet, offer)
    return rows
