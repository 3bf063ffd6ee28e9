from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "directory.review"
    label = "review"
    verbose_name = "Review"
