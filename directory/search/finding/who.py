"""Who: whom it is for, how they take part, and what it is filed under by the codes people know."""

from django.db.models import Exists, OuterRef, Q

from directory.publication.models import Mention, Role
from directory.search.finding.question import Question, Unanswerable
from directory.search.models.traits import Name
from directory.search.traits.finding import age, having
from directory.search.traits.terms import taxonomies_called, terms_coded


def conditions(question: Question) -> list[Q]:
    """What rows must meet to be for whom `question` asks. Raises Unanswerable."""
    met = []
    if question.age:
        met.append(age(*question.age, strict=question.strict))
    if question.attending:
        met.append(Q(having(Name.ATTENDING, question.attending)))
    if question.taxonomy or question.code:
        met.append(_coded(question))
    return met


def _coded(question: Question) -> Q:
    example = "For example: ?taxonomy=Needs%20met&code=food"
    if not question.code:
        raise Unanswerable("taxonomy", f"`taxonomy` needs a `code` of one of its terms. {example}")
    if not question.taxonomy:
        raise Unanswerable("code", f"`code` needs the `taxonomy` it is a code of. {example}")
    if not taxonomies_called(question.taxonomy):
        raise Unanswerable(
            "taxonomy", "No taxonomy has this id or name. /api/v3/taxonomies lists them."
        )
    terms = terms_coded(question.taxonomy, question.code)
    filed = Mention.objects.filter(record=OuterRef("pk"), mentioned__in=terms, role=Role.TERM)
    return Q(Exists(filed)) if terms else Q(pk__in=[])
