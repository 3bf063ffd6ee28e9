"""The entry point of the web process: `gunicorn assets_api.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assets_api.settings")

application = get_wsgi_application()
