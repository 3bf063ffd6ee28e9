"""The addresses under /api/v3/. HSDS's own names, without a trailing slash."""

from django.urls import path

from directory.api import facets, problems, sessions, suggestions, views

VIEWSETS = (
    views.ServiceViewSet,
    views.ServiceAtLocationViewSet,
    views.OrganizationViewSet,
    views.LocationViewSet,
    views.TaxonomyViewSet,
    views.TaxonomyTermViewSet,
)

# Before the records, whose ids they would be taken for.
urlpatterns = [
    path("", views.RootView.as_view(), name="root"),
    path("services/suggest", suggestions.SuggestView.as_view(), name="suggest"),
    path("services/facets", facets.FacetsView.as_view(), name="facets"),
]
for kind, dates, calendar in (
    ("services", sessions.ServiceSessionsView, sessions.ServiceCalendarView),
    (
        "service_at_locations",
        sessions.ServiceAtLocationSessionsView,
        sessions.ServiceAtLocationCalendarView,
    ),
):
    urlpatterns += [
        path(f"{kind}/<str:id>/sessions", dates.as_view(), name=f"{kind}-sessions"),
        path(f"{kind}/<str:id>/sessions.ics", calendar.as_view(), name=f"{kind}-calendar"),
    ]
for door in problems.DOORS:
    name = door.path
    urlpatterns.append(path(f"{name}/<str:id>/problems", door.as_view(), name=f"{name}-problems"))
for viewset in VIEWSETS:
    name = viewset.collection.path
    urlpatterns += [
        path(name, viewset.as_view({"get": "find", "post": "query"}), name=name),
        path(f"{name}/<str:id>", viewset.as_view({"get": "retrieve"}), name=f"{name}-one"),
    ]
