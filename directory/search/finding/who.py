"""Who: whom it is for, how they take part, and what it is filed under by the codes people know."""

from datetime import date

from django.db.models import Q

from directory.publication.freshness import fresh_since
from directory.search.finding import examples
from directory.search.finding.question import Question, Unanswerable
from directory.search.models.traits import Name
from directory.search.traits.finding import age, assured_since, having, under_terms
from directory.search.traits.terms import taxonomies_called, terms_coded


def conditions(question: Question) -> list[Q]:
    """What rows must meet to be for whom `question` asks. Raises Unanswerable."""
    met = []
    if question.age:
        met.append(age(*question.age, strict=question.strict))
    if question.taxonomy or question.code:
        met.append(_coded(question))
    return met


def confirmed(question: Question, today: date) -> list[Q]:
    """What rows must meet to be overdue for checking, or not to be, as `question` asks."""
    if question.overdue is None:
        return []
    fresh = assured_since(fresh_since(today))
    return [~fresh if question.overdue else fresh]


def taking_part(question: Question) -> Q:
    """What rows must meet for one to take part as `question` asks: nothing, if it does not."""
    return Q(having(Name.ATTENDING, question.attending)) if question.attending else Q()


def _coded(question: Question) -> Q:
    if not question.code:
        said = "`taxonomy` needs a `code` of one of its terms."
        raise Unanswerable("taxonomy", f"{said} {examples.of_code()}")
    if not question.taxonomy:
        said = "`code` needs the `taxonomy` it is a code of."
        raise Unanswerable("code", f"{said} {examples.of_code()}")
    if not taxonomies_called(question.taxonomy):
        said = "No taxonomy has the id or name given as `taxonomy`. /api/v3/taxonomies lists them."
        raise Unanswerable("taxonomy", f"{said} {examples.of_code()}")
    terms = terms_coded(question.taxonomy, question.code)
    return Q(under_terms(terms)) if terms else Q(pk__in=[])
