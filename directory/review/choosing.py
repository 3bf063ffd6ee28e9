"""What somebody may choose for a record of theirs to name, and as what it is shown to them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from directory.models import Address, HSDSModel, Location, Organization, ServiceAtLocation
from directory.people.scope import is_moderator, within_reach
from directory.publication.live import Core, LiveCores
from directory.publication.models import PUBLIC_ROWS, PublicKind
from directory.publication.secrecy import is_withheld
from directory.review.naming import GUARDED, places_to_choose
from directory.search.models import WORDS
from directory.search.words.analysis import token, words_of

M = TypeVar("M", bound=HSDSModel)

NOT_PUBLIC: dict[type[Model], str] = {
    Organization: "An organisation that is not public",
    Location: "A place that is not public",
}


def nameable(user: Any, column: Any, known: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `known` that `user` may name in `column`: their own; for a session, public places
    of others too."""
    if (column.model, column.name) == (ServiceAtLocation, "location"):
        return places_to_choose(user, known)
    return within_reach(user, known)


def as_known(user: Any, records: Sequence[M]) -> list[M]:
    """`records`, all of one model, as `user` may know them: in two queries at most.

    Their own as they stand; an organisation or a place of others as the public sees it.
    """
    model = type(records[0]) if records else None
    if model not in GUARDED or is_moderator(user):
        return list(records)
    reached = within_reach(user, model._default_manager.filter(pk__in=[one.pk for one in records]))
    own = set(reached.order_by().values_list("pk", flat=True))
    seen = iter(as_public([one for one in records if one.pk not in own]))
    return [one if one.pk in own else next(seen) for one in records]


def as_public(records: Sequence[M]) -> list[M]:
    """What the public sees of `records`, in their form, which is to be shown and never saved.

    They are organisations, or places with their addresses. One query.
    """
    if not records:
        return []
    kind, live = GUARDED[type(records[0])], LiveCores()
    live.fetch(kind, [str(one.pk) for one in records])
    return [_as_public(one, live.get(kind, str(one.pk))) for one in records]


def saying(user: Any, rows: QuerySet[M], word: str, said: Q) -> QuerySet[M]:
    """Those of `rows` with `word`: one's own if `said` holds, others if the public reads it there.

    Or whoever looks for a word would learn, letter by letter, what stands in a draft of others.
    """
    if rows.model not in GUARDED or is_moderator(user):
        return rows.filter(said)
    reached = within_reach(user, rows.model._default_manager.all())
    own = Q(pk__in=reached.order_by().values("pk"))
    return rows.filter((own & said) | (~own & _is_read(GUARDED[rows.model], word)))


def _as_public(record: Any, core: Core | None) -> Any:
    model: Any = type(record)
    if core is None:
        seen = model(pk=record.pk, name=NOT_PUBLIC[model])
    else:
        names = {column.attname for column in model._meta.concrete_fields}
        seen = model(**{name: value for name, value in core.items() if name in names})
    # As the rest of the record it is a part of has it.
    seen.pk, seen._state.adding = record.pk, False
    if model is Location:
        seen.hide_address = record.hide_address or core is None or is_withheld(core)
        seen.location_type = record.location_type
        addresses: Any = seen.addresses.get_queryset()
        addresses._result_cache = list(map(_address, core.get("addresses", ()) if core else ()))
        # Where Django keeps what `prefetch_related` has read.
        addresses._prefetch_done, seen._prefetched_objects_cache = True, {"addresses": addresses}
    return seen


def _address(node: Core) -> Address:
    names = {column.attname for column in Address._meta.concrete_fields}
    return Address(**{name: value for name, value in node.items() if name in names})


def _is_read(kind: str, word: str) -> Q:
    """Whether what the public reads of a record has `word`, or a word with it inside."""
    tokens = [token(each) for each in words_of(word)]
    index = WORDS[PublicKind(kind)]._default_manager.order_by()
    for each in tokens:
        index = index.filter(
            Q(name__contains=each) | Q(also__contains=each) | Q(body__contains=each)
        )
    rows = PUBLIC_ROWS[PublicKind(kind)].objects.filter(id=OuterRef("pk"))
    return Q(Exists(rows.filter(record__in=index.values("pk")))) if tokens else Q(pk__in=[])
