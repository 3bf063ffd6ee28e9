from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "directory.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        """Keep the index in step with what is saved one row at a time."""
        from directory.duplicates import following  # noqa: F401 (connects itself)
