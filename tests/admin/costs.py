"""What a page costs in queries, and a directory to ask it of."""

from typing import Any

from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import (
    Attribute,
    Contact,
    CostOption,
    Language,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    Unit,
)
from tests.factories import make_location, make_term

# An identifier made of the number n, as each database keeps them.
ID = "lpad(to_hex({n}), 32, '0')::uuid"
if connection.vendor == "sqlite":
    ID = "printf('%032x', {n})"


def queries(client: Client, address: str) -> int:
    """How many queries the page takes, whoever opened it before."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def fill(service: Service, count: int) -> None:
    """Give `service` so many rows of each kind."""
    unit = Unit.objects.create(name="places")
    for number in range(count):
        Schedule.objects.create(service=service, freq="WEEKLY", byday="MO", opens_at="10:00")
        Schedule.objects.create(service=service, description="Closed on bank holidays")
        contact = Contact.objects.create(service=service, name=f"Ann {number}")
        Phone.objects.create(contact=contact, number="01274 1")
        Phone.objects.create(service=service, number="01274 2")
        Language.objects.create(service=service, name="Urdu")
        CostOption.objects.create(service=service, amount=number)
        ServiceCapacity.objects.create(
            service=service, unit=unit, available=1, updated="2026-01-01T00:00Z"
        )
        place = ServiceAtLocation.objects.create(service=service, location=make_location())
        Schedule.objects.create(service_at_location=place, description="Ring")
        Attribute.objects.create(
            link_id=service.pk, link_entity="service", taxonomy_term=make_term()
        )


def multiply(row: Model, count: int, **changed: str) -> None:
    """So many more rows like this one, with these columns made by SQL from n."""
    meta = type(row)._meta
    table = meta.db_table
    columns = [column.column for column in meta.concrete_fields]
    values = [changed.get(column, f'{table}."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    assert meta.pk
    key: Any = meta.pk.get_db_prep_value(row.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) "
            f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers "
            f"WHERE n < {count}) SELECT {', '.join(values)} FROM numbers, {table} "
            f'WHERE {table}."{meta.pk.column}" = %s',
            [str(key)],
        )
