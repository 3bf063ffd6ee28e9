"""Each count of a facet, beside the list that is found when that value is asked for."""

from collections.abc import Iterator
from random import Random

import pytest
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Location, Organization, Service, ServiceAtLocation
from directory.places.geometry import Point
from directory.publication.models import PUBLIC_ROWS, Kind, PublicKind, PublicService
from directory.publication.publish import publish_many
from directory.publication.reading import version
from directory.search.finding.answer import narrow
from directory.search.finding.facets import facets
from directory.search.finding.question import BLANK, Question
from directory.search.traits.facets import TRAITS, Facet
from directory.search.traits.finding import having, under_terms
from directory.search.traits.reading import ATTENDING
from tests.factories import make_service
from tests.search.traits.directories import make_directory

pytestmark = pytest.mark.django_db

HERE = Point(53.8, -1.75)


def some_directory(random: Random) -> None:
    """A random directory whose places are near, far or nowhere, and whose names differ."""
    make_directory(random, services=14)
    for location in Location.objects.all():
        location.latitude, location.longitude = random.choice([(53.8, -1.75), (54.4, -1.0)])
        location.save()
    for service in Service.objects.all():
        service.name = random.choice(["Lunch club", "Chess club", "Walking group"])
        service.save()
    for kind, model in ((Kind.LOCATION, Location), (Kind.SERVICE, Service)):
        rows = model.objects.filter(pk__in=published(kind))
        publish_many(kind, [row.pk for row in rows])


def published(kind: Kind) -> Iterator:
    return PUBLIC_ROWS[PublicKind(kind)].objects.values_list("id", flat=True)


def condition(facet: Facet, values):
    if facet in TRAITS:
        return having(TRAITS[facet], values)
    if facet == Facet.STATUS:
        return Q(status__in=values)
    return Q(organization_id__in=values) if facet == Facet.ORGANIZATION else under_terms(values)


def counts(question: Question, chosen=None):
    found = facets(PublicService.objects.all(), question, chosen or {}, at=version())
    return found, {
        facet: {value.value: value.count for value in counted.values}
        for facet, counted in found.counted.items()
    }


def listed(question: Question, chosen) -> int:
    rows = PublicService.objects.all()
    for one in chosen.values():
        rows = rows.filter(one)
    return narrow(rows, question, at=version(), now=timezone.now()).rows.count()


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_a_value_is_counted_as_the_list_would_be_if_it_were_all_that_is_asked_of_its_facet(seed):
    random = Random(seed)
    with transaction.atomic():
        some_directory(random)
        ways = random.sample(sorted(ATTENDING), random.randrange(3))
        asked = {
            "near": random.choice([None, HERE]),
            "age": random.choice([(), (12,)]),
            "search": random.choice(["", "club"]),
            "attending": tuple(ways),
        }
        question = Question(**asked)
        _, everything = counts(BLANK)
        chosen = {
            facet: condition(facet, random.sample(sorted(everything[facet]), 1))
            for facet in random.sample([Facet.LANGUAGE, Facet.STATUS, Facet.TERM], 2)
            if everything[facet]
        }

        found, counted = counts(question, chosen)

        assert found.total == listed(question, chosen)
        for facet, values in everything.items():
            for value in values:
                if facet == Facet.ATTENDING:
                    expected = listed(Question(**asked | {"attending": (value,)}), chosen)
                else:
                    expected = listed(question, {**chosen, facet: condition(facet, [value])})
                assert counted[facet].get(value, 0) == expected, (facet, value, question)
        transaction.set_rollback(True)


def test_words_are_taken_as_for_the_list():
    make_service(name="Dementia cafe")

    found, counted = counts(Question(search="dementai"))

    assert found.told["search"]["showing_results_for"] == "dementia"
    assert counted[Facet.STATUS] == {"active": 1}


def test_ways_to_take_part_from_afar_are_counted_beyond_what_is_near():
    hub = Organization.objects.create(name="Hub", description="Neighbours.")
    halls = [
        Location.objects.create(name=name, location_type=kind, **where)
        for name, kind, where in (
            ("Near", "physical", {"latitude": 53.8, "longitude": -1.75}),
            ("Far", "physical", {"latitude": 55, "longitude": -1.75}),
            ("Online", "virtual", {}),
        )
    ]
    services = []
    for hall in halls:
        service = Service.objects.create(organization=hub, name="Lunch", description="Hot.")
        ServiceAtLocation.objects.create(service=service, location=hall)
        services.append(service)
    publish_many(Kind.ORGANIZATION, [hub.pk])
    publish_many(Kind.LOCATION, [hall.pk for hall in halls])
    publish_many(Kind.SERVICE, [service.pk for service in services])

    found, counted = counts(Question(near=HERE))

    assert found.total == 1
    assert counted[Facet.ATTENDING] == {"in_person": 1, "online": 1}
