"""Every condition and every count, beside a plain evaluation of the documents themselves."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.db import connection, transaction
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Organization, TaxonomyTerm
from directory.publication.models import (
    NEVER,
    PUBLIC_ROWS,
    PublicKind,
    PublicService,
    PublicServiceAtLocation,
)
from directory.publication.rebuild import rebuild_public_record
from directory.publication.storing import sort_name
from directory.search.models import Name
from directory.search.traits.facets import TRAITS, Counted, Facet, Value, count
from directory.search.traits.finding import age, assured_since, having, under_terms
from directory.search.traits.terms import terms_coded
from tests.factories import make_organization, make_service, make_taxonomy, make_term, tag
from tests.search.traits.directories import TODAY, documents, fits_age, make_directory, said

pytestmark = pytest.mark.django_db

random_directories = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
KINDS = (PublicKind.SERVICE, PublicKind.SERVICE_AT_LOCATION)


@contextmanager
def directory(seed: int) -> Iterator[Random]:
    """A random directory, gone again afterwards."""
    random = Random(seed)
    with transaction.atomic():
        make_directory(random)
        yield random
        transaction.set_rollback(True)


def ids(rows) -> set[str]:
    return {str(id) for id in rows.values_list("id", flat=True)}


@random_directories
@given(seed=st.integers(0, 2**32))
def test_each_condition_finds_what_the_documents_say(seed):
    with directory(seed):
        for kind in KINDS:
            rows, found = PUBLIC_ROWS[kind].objects.all(), documents(kind)
            values = {one["id"]: said(one) for one in found}
            for facet, name in TRAITS.items():
                for value in {value for one in values.values() for value in one[facet]}:
                    expected = {id for id, one in values.items() if value in one[facet]}
                    assert ids(rows.filter(having(name, [value]))) == expected
            services = {one["id"]: one.get("service", one) for one in found}
            for years in (0, 7, 11, 17, 18, 25, 99):
                for strict in (False, True):
                    expected = {
                        id for id, one in services.items() if fits_age(one, years, strict=strict)
                    }
                    assert ids(rows.filter(age(years, strict=strict))) == expected
            for day in (NEVER, TODAY - timedelta(days=400), TODAY, TODAY + timedelta(days=1)):
                expected = {
                    id
                    for id, one in services.items()
                    if one.get("assured_date", "") >= day.isoformat()
                }
                assert ids(rows.filter(assured_since(day))) == expected


@random_directories
@given(seed=st.integers(0, 2**32))
def test_each_value_is_counted_under_the_filters_of_the_other_facets(seed):
    with directory(seed) as random:
        for kind in KINDS:
            found = {one["id"]: said(one) for one in documents(kind)}
            chosen = random_choice(random, found)

            counted = count(PUBLIC_ROWS[kind].objects.all(), conditions(chosen))

            assert set(counted) == set(Facet)
            for facet in Facet:
                expected = Counter(
                    value
                    for one in found.values()
                    if all(one[other] & chosen[other] for other in chosen if other != facet)
                    for value in one[facet]
                )
                values = counted[facet].values
                assert {value.value: value.count for value in values} == expected
                assert counted[facet].different == len(expected)
                assert list(values) == sorted(
                    values, key=lambda one: (-one.count, sort_name(one.label), one.value)
                )


def random_choice(random: Random, found) -> dict[Facet, set[str]]:
    chosen = {}
    for facet in random.sample(list(Facet), random.randrange(4)):
        values = sorted({value for one in found.values() for value in one[facet]})
        if values:
            chosen[facet] = set(random.sample(values, random.randint(1, min(2, len(values)))))
    return chosen


def conditions(chosen: dict[Facet, set[str]]):
    made = {}
    for facet, values in chosen.items():
        if facet in TRAITS:
            made[facet] = having(TRAITS[facet], values)
        elif facet == Facet.STATUS:
            made[facet] = Q(status__in=values)
        elif facet == Facet.ORGANIZATION:
            made[facet] = Q(organization_id__in=values)
        else:
            made[facet] = under_terms(values)
    return made


def test_facets_without_a_filter_share_one_statement():
    make_service()
    count(PublicService.objects.all())  # What a number of traits stands for is read once.
    filters = {Facet.STATUS: Q(status="active"), Facet.LANGUAGE: having(Name.LANGUAGE, ["ur"])}
    for chosen, statements in (({}, 1), (filters, 3)):
        with CaptureQueriesContext(connection) as queries:
            count(PublicService.objects.all(), chosen)
        assert len(queries) == statements


def test_a_filter_that_is_not_counted_still_holds():
    make_service()
    filters = {Facet.STATUS: Q(status="inactive")}

    counted = count(PublicService.objects.all(), filters, facets=[Facet.ORGANIZATION])

    assert counted == {Facet.ORGANIZATION: Counted((), 0)}


def test_nothing_found_counts_nothing():
    make_service()
    for nothing in (PublicService.objects.none(), PublicService.objects.filter(id__in=[])):
        assert all(counted.values == () for counted in count(nothing).values())


def test_a_term_has_its_name_and_its_taxonomy():
    taxonomy = make_taxonomy(name="Needs of people")
    term = make_term(name="Getting Food", taxonomy=taxonomy)
    tag(make_service(), term)

    counted = count(PublicService.objects.all())[Facet.TERM]

    expected = Value(str(term.pk), "Getting Food", 1, str(taxonomy.pk), "Needs of people")
    assert counted.values == (expected,)


def test_an_organization_has_its_name():
    make_service(organization=make_organization(name="Ä Group"))

    counted = count(PublicService.objects.all())[Facet.ORGANIZATION]

    assert [value.label for value in counted.values] == ["Ä Group"]


def test_only_the_commonest_are_given_and_it_is_said_how_many_more_there_are():
    for name in ("b", "Á", "c"):
        make_service(organization=make_organization(name=name))
    make_service(organization=Organization.objects.get(name="c"))

    counted = count(PublicService.objects.all(), most=2)[Facet.ORGANIZATION]

    assert [(value.label, value.count) for value in counted.values] == [("c", 2), ("Á", 1)]
    assert (counted.different, counted.more) == (3, 1)


def test_a_term_is_found_by_the_code_it_has_in_its_taxonomy():
    taxonomy = make_taxonomy(name="Needs & Wants")
    food = make_term(code="F1", taxonomy=taxonomy)
    pantry = make_term(code="F1.2", taxonomy=taxonomy, parent=food)
    make_term(code="F1")
    make_term(code="F9", taxonomy=taxonomy, published=False)
    service = make_service()
    tag(service, pantry)

    assert terms_coded("needs & wants", ["F1"]) == [food.pk]
    assert terms_coded(str(taxonomy.pk), ["F1", "F1.2", "F9"]) == sorted([food.pk, pantry.pk])
    found = PublicService.objects.filed_under(*terms_coded("Needs & Wants", ["F1"]))
    assert ids(found) == {str(service.pk)}


@pytest.mark.parametrize("taxonomy", ["", "no such", "\0", "é" * 5000, "' OR 1=1 --", "{1}"])
@pytest.mark.parametrize("code", ["", "\0", "F1'", "x" * 5000])
def test_there_is_no_term_by_codes_nobody_gave(taxonomy, code):
    term = make_term()

    assert terms_coded(taxonomy, [code]) == []
    assert terms_coded(str(term.taxonomy_id), [code]) == []


@pytest.mark.parametrize("value", ["", "\0", "'", "%", "😀", "x" * 100_000, '"NEAR('])
def test_odd_values_find_nothing(value):
    make_service()

    for name in TRAITS.values():
        assert not PublicService.objects.filter(having(name, [value])).exists()
    assert not PublicService.objects.filter(having(Name.LANGUAGE, [])).exists()


def test_never_assured_comes_last_when_the_latest_come_first():
    for day in (None, TODAY, TODAY - timedelta(days=9)):
        make_service(assured_date=day)

    for model in (PublicService, PublicServiceAtLocation):
        rows = model.objects.order_by("-assured_date", "-id")
        if model is PublicService:
            days = list(rows.values_list("assured_date", flat=True))
            assert days == [TODAY, TODAY - timedelta(days=9), NEVER]
        else:
            assert not rows.filter(assured_date__gt=F("assured_date")).exists()


def test_terms_that_stay_drafts_are_not_counted():
    draft = make_term(published=False)
    service = make_service()
    tag(service, draft)

    assert count(PublicService.objects.all())[Facet.TERM].values == ()
    assert TaxonomyTerm.objects.count() == 1


def test_a_rebuild_counts_the_same():
    make_directory(Random(7))
    before = count(PublicServiceAtLocation.objects.all())

    rebuild_public_record()

    assert count(PublicServiceAtLocation.objects.all()) == before
