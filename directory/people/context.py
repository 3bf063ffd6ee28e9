"""What every page may name."""

from django.conf import settings
from django.http import HttpRequest


def names(request: HttpRequest) -> dict[str, str]:
    """The directory's name, also under the names the admin's templates know it by."""
    name = settings.DIRECTORY_NAME
    return {"directory": name, "site_title": name, "site_header": name}
