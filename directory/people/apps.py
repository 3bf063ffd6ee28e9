from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    name = "directory.people"
    label = "people"
    verbose_name = "people"

    def ready(self) -> None:
        from directory.people.roles import keep_roles

        post_migrate.connect(keep_roles, sender=self)
