from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "directory.review"
    label = "review"
    verbose_name = "Review"

    def ready(self) -> None:
        from directory.review import reach  # noqa: F401 (says whose places are whose)
