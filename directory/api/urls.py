"""The addresses under /api/v3/. HSDS's own names, without a trailing slash."""

from django.urls import path
from rest_framework.viewsets import ViewSetMixin

from directory.api import views

COLLECTIONS: dict[str, type[ViewSetMixin]] = {
    "services": views.ServiceViewSet,
    "service_at_locations": views.ServiceAtLocationViewSet,
    "organizations": views.OrganizationViewSet,
    "locations": views.LocationViewSet,
    "taxonomies": views.TaxonomyViewSet,
    "taxonomy_terms": views.TaxonomyTermViewSet,
}

urlpatterns = [
    path("", views.RootView.as_view(), name="root"),
    *(
        path(name, viewset.as_view({"get": "list", "post": "query"}), name=name)
        for name, viewset in COLLECTIONS.items()
    ),
    *(
        path(f"{name}/<str:id>", viewset.as_view({"get": "retrieve"}), name=f"{name}-one")
        for name, viewset in COLLECTIONS.items()
    ),
]
