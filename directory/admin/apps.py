from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig

# The modules that register pages. What other apps would register by themselves stays out: every
# page of the admin is listed here and minds whose records it shows.
PAGES = (
    "records",
    "thesaurus",
    "gazetteer",
    "accounts",
    "membership",
    "review",
    "deleted",
    "home",
    "problems",
    "merging",
    "spreadsheets",
)


class DirectoryAdminConfig(AppConfig):
    """Our templates and static files, which stand before Django's own."""

    name = "directory.admin"
    label = "directory_admin"
    verbose_name = "directory"

    def ready(self) -> None:
        for module in PAGES:
            import_module(f"directory.admin.{module}")


class StockAdminConfig(SimpleAdminConfig):
    """Django's admin, on our site."""

    default_site = "directory.admin.site.DirectoryAdminSite"
