"""The door to facets: what else a list could be narrowed to, and how much that would leave."""

from typing import Any

import orjson
from django.http import HttpResponseBase
from rest_framework.request import Request

from directory.api import answers, questions
from directory.api.filters import ServiceFilters
from directory.api.finding_schema import described_facets
from directory.api.plans import Counts, Plan, plan_for
from directory.api.views import Door
from directory.publication import reading
from directory.publication.models import PublicKind
from directory.search.traits.facets import FACETS, Counted, Facet, Value

COUNTS = Counts(
    "services/facets",
    PublicKind.SERVICE,
    ServiceFilters,
    csv_columns=(),
    questions=questions.OFFERS,
    apart=tuple(facet for facet in FACETS if facet != Facet.ATTENDING),
)


@described_facets(COUNTS)
class FacetsView(Door):
    """How many services have each language, price, category and so on."""

    def get(self, request: Request) -> HttpResponseBase:
        plan = plan_for(COUNTS, request)
        at = reading.version()
        modified = at.at.timestamp()
        if not plan.question.is_blank:
            return answers.finished(request, _counted(plan, at), modified)
        # It hangs on the public record alone, so it is counted once a version.
        etag = answers.entity_tag(at.tag, gzip=answers.takes_gzip(request))
        if request.method != "POST" and (same := answers.not_modified(request, etag, modified)):
            return same
        content = reading.once(f"facets:{plan.name}", at, lambda: _counted(plan, at))
        return answers.body(request, [answers.piece_for(request)(content)], etag, modified)

    def post(self, request: Request) -> HttpResponseBase:
        """The same question, asked in the body, out of access logs."""
        return answers.kept_by_nobody(self.get(request))


def _counted(plan: Plan, at: reading.Version) -> bytes:
    found = plan.facets(at)
    facets = {facet.value: _shown(found.counted[facet]) for facet in FACETS}
    return orjson.dumps({"total_items": found.total, **found.told, "facets": facets})


def _shown(counted: Counted) -> dict[str, Any]:
    return {"values": [_value(value) for value in counted.values], "more": counted.more}


def _value(value: Value) -> dict[str, Any]:
    shown = {"value": value.value, "label": value.label, "count": value.count}
    taxonomy = {"taxonomy_id": value.taxonomy_id, "taxonomy": value.taxonomy}
    return shown | {name: text for name, text in taxonomy.items() if text}
