"""The door to suggestions: what somebody who is typing may mean."""

import orjson
from django.http import HttpResponseBase
from rest_framework.request import Request

from directory.api import answers
from directory.api.finding_schema import described_suggestions
from directory.api.parameters import Parameter
from directory.api.plans import given
from directory.api.values import text, whole_number
from directory.api.views import Door
from directory.search.finding.completing import completions
from directory.search.finding.question import LONGEST_WORDS

USUAL = 10
MOST = 20

Q = Parameter(
    "q",
    text(LONGEST_WORDS, example="dem"),
    "What has been typed so far: the beginning of a word of a name, and more of it.",
    required=True,
)
LIMIT = Parameter(
    "limit",
    whole_number(1, MOST, example="5", default=USUAL),
    f"How many suggestions there may be, at most {MOST}.",
)


@described_suggestions(Q, LIMIT)
class SuggestView(Door):
    """Names, categories and places with a word that begins with what was typed."""

    def get(self, request: Request) -> HttpResponseBase:
        asked = given(request, (Q, LIMIT))
        found = completions(asked["q"], limit=asked.get("limit", USUAL))
        suggestions = [{"text": one.text, "kind": one.kind} for one in found]
        return answers.finished(request, orjson.dumps({"suggestions": suggestions}))
