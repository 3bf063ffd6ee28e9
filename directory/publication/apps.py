from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "directory.publication"
    label = "publication"
