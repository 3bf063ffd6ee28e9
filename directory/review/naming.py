"""Which records of others somebody may know of: what is public of them, and never a draft."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from directory import models as hsds
from directory.people.scope import is_moderator, within_reach
from directory.publication.live import LiveCores
from directory.publication.models import Kind, PublicLocation
from directory.review.sentences import Node, Words
from directory.search.hours.wording import in_words

# The columns that name other records, and which those are.
MENTIONS: dict[str, type[Model]] = {
    "organization_id": hsds.Organization,
    "parent_organization_id": hsds.Organization,
    "program_id": hsds.Program,
    "location_id": hsds.Location,
    "taxonomy_term_id": hsds.TaxonomyTerm,
    "parent_id": hsds.TaxonomyTerm,
    "taxonomy_id": hsds.Taxonomy,
    "unit_id": hsds.Unit,
}
# Whose drafts are nobody's business but their editors'; the public name is everybody's.
GUARDED = {hsds.Organization: Kind.ORGANIZATION, hsds.Location: Kind.LOCATION}


def words_for(reader: Any, nodes: Iterable[Node | None]) -> Words:
    """What it takes to tell `reader` of `nodes`."""
    return Words(names_in(nodes, reader), in_words)


def names_in(nodes: Iterable[Node | None], reader: Any) -> dict[str, str]:
    """The names of what `nodes` mention, by id: drafts within the reach of `reader`, else public.

    A fixed number of queries, however many nodes.
    """
    mentioned: dict[type[Model], set[str]] = defaultdict(set)
    for node in nodes:
        _gather(node, mentioned)
    names: dict[str, str] = {}
    for model, ids in mentioned.items():
        rows = model._default_manager.filter(pk__among=ids)
        if model in GUARDED:
            rows = within_reach(reader, rows)
        found = {str(row.pk): str(row) for row in rows}
        if model in GUARDED and (others := ids - found.keys()):
            live = LiveCores()
            live.fetch(GUARDED[model], others)
            cores = {id: live.get(GUARDED[model], id) for id in others}
            found |= {id: core.get("name", "a place") for id, core in cores.items() if core}
        names |= found
    return names


def places_to_choose(user: Any, locations: QuerySet[hsds.Location]) -> QuerySet[hsds.Location]:
    """Those of `locations` that `user` may name as the place of a service, in a form or a sheet.

    Their own, and what the public sees, but for places of others whose address is secret, or was
    when they were last published: whoever could look for those by postcode would learn it.
    """
    if is_moderator(user):
        return locations
    own = within_reach(user, hsds.Location.objects.all()).order_by().values("pk")
    public = Exists(PublicLocation.objects.filter(id=OuterRef("pk"), is_withheld=False))
    return locations.filter(Q(pk__in=own) | (Q(hide_address=False) & public))


def _gather(value: Any, mentioned: dict[type[Model], set[str]]) -> None:
    if isinstance(value, list):
        for child in value:
            _gather(child, mentioned)
    elif isinstance(value, dict):
        for name, child in value.items():
            if isinstance(child, str) and name in MENTIONS:
                mentioned[MENTIONS[name]].add(child)
            elif isinstance(child, dict | list):
                _gather(child, mentioned)
