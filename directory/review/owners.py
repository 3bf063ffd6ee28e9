"""Which organisations a record belongs to, and whether they are trusted."""

from uuid import UUID

from directory.models import HSDSModel, Location, Organization, Service
from directory.review.models import TrustedOrganization


def organizations_behind(record: HSDSModel) -> list[UUID]:
    """The organisations that answer for `record`, the first of them its own if it has one.

    A place that nobody looks after is answered for by those whose services happen there. Terms
    belong to nobody.
    """
    if isinstance(record, Organization):
        return [record.pk]
    if isinstance(record, Service):
        return [record.organization_id]
    if isinstance(record, Location):
        if record.organization_id:
            return [record.organization_id]
        there = Service.objects.filter(service_at_locations__location=record)
        return sorted(set(there.order_by().values_list("organization_id", flat=True)))
    return []


def is_trusted(record: HSDSModel) -> bool:
    """Whether all who answer for `record` publish without review."""
    behind = set(organizations_behind(record))
    trusted = TrustedOrganization.objects.filter(organization_id__in=behind)
    return bool(behind) and trusted.count() == len(behind)
