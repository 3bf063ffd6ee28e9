"""What is needed before a record can be published, while it is still being typed.

The rules are publication's. What is looked at is not the record as it was saved but as it stands in
the form, so that the list answers what was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from directory.publication.cores import SHAPES, kind_of
from directory.publication.models import Kind, PublicOrganization
from directory.publication.readiness import ESSENTIALS, missing_from, needed, tells_secret
from directory.publication.secrecy import secrets_of

# The rows of a core that readiness looks at, and their prefix in the form.
LOOKED_AT = {"programs": "programs", "addresses": "addresses", "service_at_locations": "places"}
# The id of a record that is being added: Django's rows inside a form take its own away until it is
# saved, and PostgreSQL compares with nothing but a UUID.
NOT_YET = UUID(int=0)


@dataclass(frozen=True)
class Essential:
    """One thing that is needed. `field` names what to fill in, if one field would do."""

    sentence: str
    is_there: bool
    field: str = ""


def essentials(form: Any, rows: Mapping[str, Any]) -> list[Essential]:
    """What the record in `form` needs: what is there, and what is not."""
    record = form.instance
    kind = kind_of(record)
    core = _core(kind, form, rows)
    wanted = needed(kind, core)
    public = PublicOrganization.objects.filter(id__in=wanted).values_list("id", flat=True)
    published = {str(id) for id in public} if wanted else set()
    missing = missing_from(kind, core, published)
    missing += tells_secret(kind, core, secrets_of(kind, {core["id"]: core}).get(core["id"]))
    named = [
        Essential(sentence, sentence not in missing, name)
        for name, sentence in ESSENTIALS[kind].items()
    ]
    others = [
        Essential(sentence, False)
        for sentence in missing
        if sentence not in ESSENTIALS[kind].values()
    ]
    return named + others


def _core(kind: Kind, form: Any, rows: Mapping[str, Any]) -> dict[str, Any]:
    """As much of a core as readiness looks at, from what stands in the form."""
    core: dict[str, Any] = {"id": str(form.instance.pk or NOT_YET)}
    for name, column in SHAPES[kind].fields:
        field = column.removesuffix("_id") if column.endswith("_id") else column
        value = form[field].value() if field in form.fields else getattr(form.instance, column)
        if value not in (None, ""):
            core[name] = str(value)
    for name, prefix in LOOKED_AT.items():
        if prefix in rows:
            formset = rows[prefix].formset
            core[name] = [_row(row) for row in formset.forms if formset.is_filled(row)]
    core["service_at_locations"] = [
        row for row in core.get("service_at_locations", ()) if _is_id(row["location_id"])
    ]
    return {
        name: value
        for name, value in core.items()
        if value and (not name.endswith("_id") or _is_id(value))
    }


def _row(form: Any) -> dict[str, Any]:
    values = {name: str(form[name].value() or "") for name in form.fields if name != "DELETE"}
    location = getattr(form.instance, "location_id", None) or values.get("location")
    return values | {"location_id": str(location or "")}


def _is_id(text: str) -> bool:
    """Whether `text` could be an identifier: what is typed may be anything."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
