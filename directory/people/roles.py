"""The three roles, as Django groups with permissions.

A permission says what may be done to a kind of record; scope.py says to which of its rows. Both
must agree. The groups are kept as this file has them by every `migrate`: give somebody other rights
through a group of your own.
"""

from typing import Any

from django.apps import apps as installed
from django.db import DEFAULT_DB_ALIAS

EDITORS = "Editors"
MODERATORS = "Moderators"
ADMINISTRATORS = "Administrators"

VIEW = ("view",)
EDIT = ("view", "change")
ALL = ("view", "add", "change", "delete")

# The rows inside a record: whoever may change the record adds, changes and removes them.
ROWS = (
    "accessibility",
    "address",
    "attribute",
    "contact",
    "costoption",
    "funding",
    "language",
    "organizationidentifier",
    "phone",
    "program",
    "requireddocument",
    "schedule",
    "servicearea",
    "serviceatlocation",
    "servicecapacity",
    "url",
)
TERMS = ("taxonomy", "taxonomyterm", "unit")

EDITORS_MAY = {
    "directory.organization": EDIT,
    "directory.service": ALL,
    "directory.location": ALL,
    **{f"directory.{row}": ALL for row in ROWS},
    **{f"directory.{term}": VIEW for term in TERMS},
    "upkeep.problem": EDIT,
    "upkeep.linkuse": VIEW,
}
MODERATORS_MAY = EDITORS_MAY | {
    "directory.organization": ALL,
    "directory.metadata": ALL,
    "people.membership": (*ALL, "moderate"),
    "search.thesaurusentry": ALL,
}
ADMINISTRATORS_MAY = MODERATORS_MAY | {
    **{f"directory.{term}": ALL for term in TERMS},
    "directory.metatabledescription": ALL,
    "places.namedplace": ALL,
    "people.membership": (*ALL, "moderate", "administer"),
    "people.account": EDIT,
}
ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    EDITORS: EDITORS_MAY,
    MODERATORS: MODERATORS_MAY,
    ADMINISTRATORS: ADMINISTRATORS_MAY,
}


def make_roles(apps: Any, using: str = DEFAULT_DB_ALIAS) -> None:
    """The groups exist in the database `using`, with the permissions above and no other.

    `apps` is the registry to take models from: a migration's, or Django's own. What it does not
    have yet, a later `migrate` adds.
    """
    Group = apps.get_model("auth", "Group")
    for name, may in ROLES.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(
            permission
            for model, verbs in may.items()
            for permission in _permissions(apps, using, model, verbs)
        )


def keep_roles(using: str = DEFAULT_DB_ALIAS, apps: Any = installed, **_: Any) -> None:
    """Called after every `migrate`: models that came since the last one are in the roles too."""
    make_roles(apps, using)


def _permissions(apps: Any, using: str, label: str, verbs: tuple[str, ...]) -> list[Any]:
    """The permissions to do `verbs` to the model `label`; none if there is no such model yet."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return []
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.using(using).get_or_create(
        app_label=model._meta.app_label, model=model._meta.model_name
    )
    named = dict(model._meta.permissions)
    made = []
    for verb in verbs:
        codename = verb if verb in named else f"{verb}_{model._meta.model_name}"
        name = named.get(verb, f"Can {verb} {model._meta.verbose_name_raw}")
        permission, _ = Permission.objects.using(using).get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        made.append(permission)
    return made
