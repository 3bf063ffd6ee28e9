"""Keeps attributes and metadata from outliving what they are said of.

HSDS links them to any table by name and id, which no foreign key can hold. A signal serves where
a call in `delete()` would not: rows that go because their parent went never call it.
"""

from django.db.models.signals import post_delete
from django.dispatch import receiver

from directory.models.base import HSDSModel
from directory.models.metadata import Metadata
from directory.models.taxonomy import Attribute


@receiver(post_delete)
def remove_what_was_said_of_it(sender, instance, using, **kwargs) -> None:
    if not issubclass(sender, HSDSModel) or sender in (Attribute, Metadata):
        return
    entity = sender.entity()
    Attribute.objects.using(using).filter(link_entity=entity, link_id=instance.pk).delete()
    Metadata.objects.using(using).filter(resource_type=entity, resource_id=instance.pk).delete()
