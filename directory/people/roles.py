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
    known = _permissions_there(apps, using)
    for name, may in ROLES.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(
            permission
            for model, verbs in may.items()
            for permission in _permissions(apps, using, model, verbs, known)
        )


def keep_roles(using: str = DEFAULT_DB_ALIAS, apps: Any = installed, **_: Any) -> None:
    """Called after every `migrate`: models that came since the last one are in the roles too."""
    make_roles(apps, using)


Known = dict[tuple[str, str, str], Any]  # by the app, the model, and what may be done to it


def _permissions_there(apps: Any, using: str) -> Known:
    found = apps.get_model("auth", "Permission").objects.using(using).select_related("content_type")
    return {
        (one.content_type.app_label, one.content_type.model, one.codename): one for one in found
    }


def _permissions(
    apps: Any, using: str, label: str, verbs: tuple[str, ...], known: Known
) -> list[Any]:
    """The permissions to do `verbs` to the model `label`; none if there is no such model yet.

    Those that are not `known` are made, and known from then on.
    """
    try:
        meta = apps.get_model(label)._meta
    except LookupError:
        return []
    named = dict(meta.permissions)
    wanted = []
    for verb in verbs:
        codename = verb if verb in named else f"{verb}_{meta.model_name}"
        key = (meta.app_label, meta.model_name, codename)
        if key not in known:
            name = named.get(verb, f"Can {verb} {meta.verbose_name_raw}")
            known[key] = _made(apps, using, key, name)
        wanted.append(known[key])
    return wanted


def _made(apps: Any, using: str, key: tuple[str, str, str], name: str) -> Any:
    app_label, model, codename = key
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.using(using).get_or_create(app_label=app_label, model=model)
    permission, _ = Permission.objects.using(using).get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )
    return permission
