"""The usual build's addresses: those of the API."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from benchmarks.usual.views import ServiceViewSet

router = SimpleRouter(trailing_slash=False)
router.register("services", ServiceViewSet)

urlpatterns = [path("api/v3/", include(router.urls))]
