"""What to try instead, for whoever asked what cannot be answered: each example works as it stands.

Some depend on what the directory holds, so they are looked up, and only then.
"""

from urllib.parse import quote

from directory.places.models import Area, AreaKind
from directory.publication.models import PublicTaxonomy, PublicTaxonomyTerm

WORDS = "For example: ?search=debt%20advice"
# The first half of a postcode is known whatever is loaded; a whole one may be no more than made up.
ORIGIN = "For example: ?postcode=BD21"
NEAR = "For example: ?postcode=BD21&proximity=2000"
BRADFORD = "E08000032"


def of_area() -> str:
    """An area that is loaded; where none is, what to ask instead and who can load them."""
    districts = Area.objects.filter(kind=AreaKind.LOCAL_AUTHORITY)
    codes = (
        Area.objects.filter(code=BRADFORD),
        districts.order_by("code"),
        Area.objects.order_by("code"),
    )
    for rows in codes:
        if code := rows.values_list("code", flat=True).first():
            return f"For example: ?area={code}"
    return (
        "No areas are loaded here: whoever runs this directory can do so with `manage.py "
        "load_areas`. Until then ask near a place. For example: ?place=Keighley&proximity=5000"
    )


def of_code() -> str:
    """A code of a term, with its taxonomy."""
    coded = PublicTaxonomyTerm.objects.exclude(code="").order_by("sort_name", "id")
    names = dict(PublicTaxonomy.objects.values_list("id", "sort_name"))
    for taxonomy, code in coded.values_list("taxonomy_id", "code")[:50]:
        if taxonomy in names:
            name = quote(names[taxonomy] or str(taxonomy), safe="")
            return f"For example: ?taxonomy={name}&code={quote(code, safe='')}"
    return "No term here has a code: ask by `taxonomy_term_id`. /api/v3/taxonomy_terms lists them."
