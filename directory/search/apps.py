from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "directory.search"
    label = "search"

    def ready(self) -> None:
        """Let the indexes follow the public record. Each one adds itself here, once."""
