"""The addresses under /api/v3/. HSDS's own names, without a trailing slash."""

from django.urls import path

from directory.api import views

VIEWSETS = (
    views.ServiceViewSet,
    views.ServiceAtLocationViewSet,
    views.OrganizationViewSet,
    views.LocationViewSet,
    views.TaxonomyViewSet,
    views.TaxonomyTermViewSet,
)

urlpatterns = [path("", views.RootView.as_view(), name="root")]
for viewset in VIEWSETS:
    name = viewset.collection.path
    urlpatterns += [
        path(name, viewset.as_view({"get": "find", "post": "query"}), name=name),
        path(f"{name}/<str:id>", viewset.as_view({"get": "retrieve"}), name=f"{name}-one"),
    ]
