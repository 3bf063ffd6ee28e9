"""Taxonomy terms by the codes people know them by."""

from collections.abc import Iterable
from uuid import UUID

from directory.publication.models import PublicTaxonomy, PublicTaxonomyTerm
from directory.publication.storing import sort_name


def taxonomies_called(taxonomy: str) -> list[UUID]:
    """The published taxonomies with this identifier, or of this name whatever its case."""
    text = _possible(" ".join(taxonomy.split()))
    try:
        named = PublicTaxonomy.objects.filter(id=UUID(text))
    except ValueError:
        named = PublicTaxonomy.objects.filter(sort_name=sort_name(text))
    return list(named.order_by("id").values_list("id", flat=True))


def terms_coded(taxonomy: str, codes: Iterable[str]) -> list[UUID]:
    """The published terms with one of `codes`, as written, in `taxonomy`: its identifier or name.

    For `PublicQuerySet.filed_under`, which adds their narrower terms. Empty if there is none.
    """
    terms = PublicTaxonomyTerm.objects.filter(
        taxonomy_id__in=taxonomies_called(taxonomy),
        code__in={_possible(code) for code in codes} - {""},
    )
    return list(terms.order_by("id").values_list("id", flat=True))


def _possible(text: str) -> str:
    """`text`, or blank if no name or code can be so: PostgreSQL takes no NUL."""
    return "" if "\0" in text else text
