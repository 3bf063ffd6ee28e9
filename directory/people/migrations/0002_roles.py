"""The groups Editors, Moderators and Administrators: see directory/people/roles.py."""

from django.db import migrations

from directory.people.roles import ROLES, make_roles


def make(apps, schema_editor):
    make_roles(apps, schema_editor.connection.alias)


def remove(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.using(schema_editor.connection.alias).filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_memberships"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, remove)]
