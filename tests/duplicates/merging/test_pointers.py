"""Whatever may point at a record is known, so that a new model cannot be forgotten."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, UUIDField

from directory.duplicates.merging.pointers import (
    BY_KIND,
    LEFT_ALONE,
    NOT_HANDED_ON,
    OF_ORGANIZATION,
    pointers_to,
)
from directory.models import Location, Organization

OURS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("directory.")
]


@pytest.mark.parametrize("model", [Organization, Location])
def test_every_foreign_key_is_followed(model):
    naming = {
        (other, field.attname)
        for other in apps.get_models(include_auto_created=True)
        for field in other._meta.local_fields
        if isinstance(field, ForeignKey) and field.remote_field.model is model
    }

    known = {(pointer.model, pointer.column) for pointer in pointers_to(model)}

    assert naming <= known
    assert len(naming) > 6


def test_every_other_column_of_identifiers_is_accounted_for():
    """Does a new one name a record? Then say in pointers.py what becomes of it in a merge."""
    unknown = []
    for model in OURS:
        for field in model._meta.local_concrete_fields:
            if not isinstance(field, UUIDField) or field.primary_key:
                continue
            label = model._meta.label
            known = (
                field.name in BY_KIND.get(label, ())
                or OF_ORGANIZATION.get(label) == field.name
                or label in LEFT_ALONE
                or model._meta.app_label in LEFT_ALONE
            )
            if not known:
                unknown.append(f"{label}.{field.name}")

    assert unknown == []


def test_what_is_listed_is_there():
    labels = {model._meta.label for model in OURS} | {model._meta.app_label for model in OURS}
    listed = {*BY_KIND, *OF_ORGANIZATION, *NOT_HANDED_ON, *LEFT_ALONE}

    # An app that is not installed has nothing to forget.
    installed = {name for name in listed if apps.is_installed(f"directory.{name.split('.')[0]}")}
    assert installed - labels - {"directory"} == set()
