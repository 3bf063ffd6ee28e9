from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_save


class PeopleConfig(AppConfig):
    name = "directory.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from django.contrib.auth.models import User

        from directory.people.accounts import keep_address, know_address
        from directory.people.roles import keep_roles

        post_migrate.connect(keep_roles, sender=self)
        # Signals, since `createsuperuser` is not ours to make a plain call in.
        pre_save.connect(keep_address, sender=User)
        post_save.connect(know_address, sender=User)
