"""The project's own settings, with the usual build's URLs and DRF's own JSON."""

from assets_api.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.usual.urls"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}
