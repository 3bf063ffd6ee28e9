"""The working copy: every object of HSDS 3.1, a file per family. Drafts live here."""

from directory.models import links  # noqa: F401 (connects itself)
from directory.models.base import HSDSModel
from directory.models.contact import Contact, Language, Phone
from directory.models.location import Accessibility, Address, Location, PlaceType
from directory.models.metadata import Metadata, MetaTableDescription
from directory.models.organization import (
    Funding,
    Organization,
    OrganizationIdentifier,
    Program,
    Url,
)
from directory.models.schedule import Frequency, Schedule, Weekday
from directory.models.service import (
    CostOption,
    RequiredDocument,
    Service,
    ServiceArea,
    ServiceCapacity,
    ServiceStatus,
    Unit,
)
from directory.models.service_at_location import ServiceAtLocation
from directory.models.taxonomy import Attribute, Taxonomy, TaxonomyTerm

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Contact",
    "CostOption",
    "Frequency",
    "Funding",
    "HSDSModel",
    "Language",
    "Location",
    "MetaTableDescription",
    "Metadata",
    "Organization",
    "OrganizationIdentifier",
    "Phone",
    "PlaceType",
    "Program",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "ServiceStatus",
    "Taxonomy",
    "TaxonomyTerm",
    "Unit",
    "Url",
    "Weekday",
]
