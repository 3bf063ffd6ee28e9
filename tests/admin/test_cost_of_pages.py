"""An editor with 200 services opens home, list and form as fast as one with two."""

import pytest

from directory.models import Phone, Schedule, Service, ServiceAtLocation
from tests.admin.examples import address
from tests.factories import make_editor, make_location, make_organization

pytestmark = pytest.mark.django_db


def directory_of(count: int):
    """An organisation with so many services, each somewhere, with a phone and hours."""
    ours = make_organization(published=False)
    hall = make_location(organization=ours, published=False)
    services = Service.objects.bulk_create(
        Service(organization=ours, name=f"Club {number}", description="Tea.")
        for number in range(count)
    )
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(service=service, location=hall) for service in services
    )
    Phone.objects.bulk_create(Phone(service=one, number="01632 960001") for one in services)
    Schedule.objects.bulk_create(Schedule(service=one, freq="WEEKLY") for one in services)
    return ours, services


def pages(ours, services) -> dict[str, str]:
    return {
        "home": "/admin/",
        "list": address(Service, "changelist"),
        "search": address(Service, "changelist") + "?q=club",
        "form": address(Service, "change", services[0].pk),
        "organisation": address(type(ours), "change", ours.pk),
    }


@pytest.mark.parametrize("page", ["home", "list", "search", "form", "organisation"])
def test_a_page_costs_the_same_however_many_services(client, page, django_assert_max_num_queries):
    counts = []
    for count in (2, 200):
        ours, services = directory_of(count)
        client.force_login(make_editor(ours))
        url = pages(ours, services)[page]
        client.get(url)
        with django_assert_max_num_queries(60 if page == "home" else 30) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
