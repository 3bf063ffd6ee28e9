from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "The directory"

    def ready(self) -> None:
        from directory import checks  # noqa: F401 (registers itself)
