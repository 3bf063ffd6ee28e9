"""The rows every copy of the directory shares: two taxonomies, units, what the tables were."""

from directory.demo.build.sheet import identifier, slug
from directory.demo.rows import Row, Rows
from directory.demo.taxonomy import DESCRIPTIONS, terms
from directory.models import MetaTableDescription, Taxonomy, TaxonomyTerm, Unit

UNITS = ("places", "beds", "family rooms", "memberships", "nights", "slots")
TABLES = ("organization", "service", "location", "service_at_location", "schedule")


def add_shared(rows: Rows, *, seed: int) -> None:
    """Put down what exists once."""
    add = rows.shared.append
    for name, description in DESCRIPTIONS.items():
        values = {"name": name, "description": description, "version": "1"}
        values["uri"] = f"https://example.org/taxonomy/{slug(name)}"
        add(Row(Taxonomy, {"id": identifier(seed, "taxonomy", name), **values}))
    for term in terms():
        add(
            Row(
                TaxonomyTerm,
                {
                    "id": identifier(seed, "term", term.code),
                    "code": term.code,
                    "name": term.name,
                    "description": term.description,
                    "parent_id": identifier(seed, "term", term.parent) if term.parent else None,
                    "taxonomy_id": identifier(seed, "taxonomy", term.taxonomy),
                    "language": "en",
                    "term_uri": f"https://example.org/term/{term.code.lower()}",
                },
            )
        )
    for name in UNITS:
        values = {"name": name, "scheme": "Demonstration units", "identifier": slug(name)}
        values["uri"] = f"https://example.org/unit/{slug(name)}"
        add(Row(Unit, {"id": identifier(seed, "unit", name), **values}))
    for name in TABLES:
        values = {"name": name, "language": "en", "character_set": "UTF-8"}
        add(Row(MetaTableDescription, {"id": identifier(seed, "table", name), **values}))
