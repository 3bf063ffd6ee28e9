"""The columns of `format=csv`: a record's one-to-one fields, and names of what it belongs to."""

from directory.publication import shapes

CSV_COLUMNS: dict[str, tuple[str, ...]] = {
    "service": (*shapes.SERVICE.names, "overdue_from", "last_modified", "organization.name"),
    "service_at_location": (
        *("id", "service_id", "location_id", "description", "last_modified"),
        *("service.name", "service.status", "service.organization_id"),
        *("service.organization.name", "location.name", "location.latitude", "location.longitude"),
    ),
    "organization": (*shapes.ORGANIZATION.names, "last_modified"),
    "location": (*shapes.LOCATION.names, "last_modified"),
    "taxonomy": (*shapes.TAXONOMY.names, "last_modified"),
    "taxonomy_term": (*shapes.TAXONOMY_TERM.names, "term", "last_modified"),
}
