from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "directory.upkeep"
    label = "upkeep"
    verbose_name = "Keeping entries true"

    def ready(self) -> None:
        from directory.upkeep import reach  # noqa: F401 (says whose rows these are)
