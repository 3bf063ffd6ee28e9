"""The published JSON Schemas of HSDS 3.0, 3.1 and HSDS-UK 3.0, ready to check documents with.

Formats are asserted, as the UK validator does, and strictly.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

# Each set of schemas, by where its files lie and how they refer to one another.
SETS = {
    "HSDS 3.0": ("hsds-3.0/schema", "https://schemas.example/hsds-3.0/"),
    "HSDS 3.1": ("hsds-3.1/schema", "https://schemas.example/hsds-3.1/"),
    "HSDS-UK 3.0": ("hsds-uk-3.0/schema", "https://schemas.example/hsds-uk-3.0/"),
    "UK validator": (
        "hsds-uk-3.0/validator/schema",
        "https://openreferraluk.org/specifications/3.0/schema/",
    ),
    "HSDS 3.0 compiled": ("hsds-3.0/compiled", "https://schemas.example/compiled-3.0/"),
    "HSDS 3.1 compiled": ("hsds-3.1/compiled", "https://schemas.example/compiled-3.1/"),
    "HSDS-UK 3.0 compiled": ("hsds-uk-3.0/compiled", "https://schemas.example/compiled-uk/"),
}

FORMATS = FormatChecker(formats=())


@FORMATS.checks("uuid", raises=(ValueError, AttributeError))
def is_uuid(value: Any) -> bool:
    return not isinstance(value, str) or str(UUID(value)) == value.lower()


@FORMATS.checks("uri", raises=ValueError)
def is_uri(value: Any) -> bool:
    if not isinstance(value, str):
        return True
    parts = urlsplit(value)
    return bool(parts.scheme and parts.netloc) and not re.search(r'[\s<>"{}|\\^`]', value)


@FORMATS.checks("email", raises=ValidationError)
def is_email(value: Any) -> bool:
    if isinstance(value, str):
        validate_email(value)
    return True


@FORMATS.checks("date-time")
def is_moment(value: Any) -> bool:
    moment = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    return not isinstance(value, str) or bool(re.fullmatch(moment, value))


@cache
def _registry(standards: Path) -> Registry:
    registry: Registry = Registry()
    for folder, base in SETS.values():
        for path in (standards / folder).glob("*.json"):
            resource = Resource.from_contents(
                json.loads(path.read_text()), default_specification=DRAFT202012
            )
            registry = registry.with_resource(base + path.name, resource)
    return registry


@cache
def validator(standards: Path, name_of_set: str, name: str) -> Draft202012Validator:
    """What checks documents against schema `name` of a set."""
    _, base = SETS[name_of_set]
    return Draft202012Validator(
        {"$ref": f"{base}{name}.json"}, registry=_registry(standards), format_checker=FORMATS
    )


def faults(standards: Path, name_of_set: str, name: str, document: Any) -> list[str]:
    """What is wrong with `document`: where, and in what way."""
    errors = validator(standards, name_of_set, name).iter_errors(document)
    return [f"{name_of_set} {name} {error.json_path}: {error.message[:200]}" for error in errors]
