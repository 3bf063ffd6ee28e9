"""Withdrawing: taking a record from the public. Its URL answers 404; the log keeps what it was."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from directory.models import HSDSModel
from directory.publication.act import Act
from directory.publication.cores import kind_of
from directory.publication.live import newest_revisions
from directory.publication.models import (
    PUBLIC_ROWS,
    Kind,
    PublicKind,
    PublicService,
    PublicTaxonomyTerm,
    Revision,
)
from directory.publication.tables import in_pages

# What cannot stay public without what it belongs to.
GOES_WITH = {
    Kind.ORGANIZATION: (Kind.SERVICE, PublicService, "organization_id"),
    Kind.TAXONOMY: (Kind.TAXONOMY_TERM, PublicTaxonomyTerm, "taxonomy_id"),
}


@transaction.atomic
def withdraw(
    record: HSDSModel, *, by: AbstractBaseUser | None = None, source: str = "", note: str = ""
) -> Revision | None:
    """Take `record` from the public; an organization takes its services along.

    Returns the revision that says so, or None if it was not public.
    """
    kind = kind_of(record)
    if not withdraw_many(kind, [record.pk], by=by, source=source, note=note):
        return None
    return newest_revisions(kind, [record.pk]).get()


@transaction.atomic
def withdraw_many(
    kind: str,
    ids: Iterable[UUID],
    *,
    by: AbstractBaseUser | None = None,
    source: str = "",
    note: str = "",
) -> int:
    """Withdraw the records of `kind` with these ids, in one act. Returns how many were public."""
    withdrawn = 0
    with Act(by=by, source=source, note=note) as act:
        for page in in_pages(ids):
            if kind in GOES_WITH:
                part, row, column = GOES_WITH[Kind(kind)]
                parts = row.objects.filter(**{f"{column}__in": page}).order_by("id")
                act.append(part, [(id, None) for id in parts.values_list("id", flat=True)])
            public = PUBLIC_ROWS[PublicKind(kind)].objects.with_ids(*page).order_by("id")
            gone = list(public.values_list("id", flat=True))
            act.append(kind, [(id, None) for id in gone])
            withdrawn += len(gone)
    return withdrawn
