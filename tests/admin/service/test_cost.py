"""A form costs the same however much is in it."""

import pytest

from tests.admin.costs import fill, queries
from tests.factories import make_service

pytestmark = pytest.mark.django_db

MOST = 30


def test_a_form_asks_as_often_for_one_row_as_for_many(pages, organization):
    few, many = (make_service(organization=organization) for _ in range(2))
    fill(few, 1)
    fill(many, 8)

    cost, more = (queries(pages.client, pages.address(service)) for service in (few, many))

    assert cost == more <= MOST
