"""The shape of every object the API gives, for the OpenAPI schema.

Nothing is serialised with these when a record is read: its bytes were finished when it was
published (directory/publication). A contract test holds the two together.
"""

from directory.api.serializers.envelope import (
    MinimalSerializer,
    OriginSerializer,
    ProblemSerializer,
    RootSerializer,
    WordsToldSerializer,
)
from directory.api.serializers.locations import LocationSerializer, LocationSummarySerializer
from directory.api.serializers.organizations import (
    OrganizationSerializer,
    OrganizationSummarySerializer,
)
from directory.api.serializers.services import (
    OrganizationWithServicesSerializer,
    ServiceAtLocationSerializer,
    ServiceAtLocationSummarySerializer,
    ServiceSerializer,
    ServiceSummarySerializer,
)
from directory.api.serializers.taxonomies import (
    TaxonomySerializer,
    TaxonomyTermSerializer,
    TaxonomyTermSummarySerializer,
)
from directory.api.serializers.terms import TaxonomySummarySerializer

__all__ = [
    "LocationSerializer",
    "LocationSummarySerializer",
    "MinimalSerializer",
    "OrganizationSerializer",
    "OrganizationSummarySerializer",
    "OrganizationWithServicesSerializer",
    "OriginSerializer",
    "ProblemSerializer",
    "RootSerializer",
    "ServiceAtLocationSerializer",
    "ServiceAtLocationSummarySerializer",
    "ServiceSerializer",
    "ServiceSummarySerializer",
    "TaxonomySerializer",
    "TaxonomySummarySerializer",
    "TaxonomyTermSerializer",
    "TaxonomyTermSummarySerializer",
    "WordsToldSerializer",
]
