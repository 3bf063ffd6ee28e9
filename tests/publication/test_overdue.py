"""When what was confirmed is overdue, in arithmetic, in documents and in the API's filter."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from directory.publication.freshness import fresh_since, months_after, overdue_from
from tests.factories import make_location, make_service

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-22", 12, "2027-11-22"),
        ("2026-11-22", 6, "2027-05-22"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-31", 9, "2027-09-30"),
        ("2027-01-15", -2, "2026-11-15"),
    ],
)
def test_months_later(day, months, later):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(day=DAYS, today=DAYS, months=st.integers(1, 36))
def test_fresh_since_says_of_every_day_what_months_after_says(day, today, months):
    assert (day >= fresh_since(today, months)) == (months_after(day, months) > today)


def test_a_day_at_the_end_of_time_is_never_overdue():
    assert overdue_from(date.max) is None


@pytest.mark.django_db
def test_documents_tell_the_day_from_which_a_service_is_overdue(client):
    service = make_service(at=make_location(), assured_date=date(2026, 1, 31))

    for path in (f"services/{service.id}", "services?full=true", "services"):
        answer = client.get(f"/api/v3/{path}").json()
        [shown] = answer.get("contents", [answer])
        assert shown["overdue_from"] == "2027-01-31"
        names = list(shown)
        assert names.index("overdue_from") == names.index("assured_date") + 1
    [place] = client.get("/api/v3/service_at_locations").json()["contents"]
    assert place["service"]["overdue_from"] == "2027-01-31"


@pytest.mark.django_db
def test_one_that_was_never_confirmed_has_no_such_day(client):
    service = make_service()

    assert "overdue_from" not in client.get(f"/api/v3/services/{service.id}").json()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_a_service_is_overdue_on_the_very_day_and_not_the_day_before(client, path):
    today = localdate()
    last = fresh_since(today)
    for name, day in (
        ("today", today),
        ("still", last),
        ("just", last - timedelta(days=1)),
        ("never", None),
    ):
        make_service(name=name, at=make_location(), assured_date=day)

    def names(query: str) -> set[str]:
        contents = client.get(f"/api/v3/{path}?{query}").json()["contents"]
        return {one.get("service", one)["name"] for one in contents}

    assert names("overdue=true") == {"just", "never"}
    assert names("overdue=false") == {"today", "still"}
    assert names("") == {"today", "still", "just", "never"}
    for one in client.get("/api/v3/services?overdue=true").json()["contents"]:
        assert one.get("overdue_from", "") <= today.isoformat()


@pytest.mark.django_db
def test_what_is_overdue_is_asked_anew_each_day(client, monkeypatch):
    """Nothing is published overnight, so only the answer itself may say whether it still holds."""
    service = make_service(assured_date=fresh_since(localdate()))
    before = client.get("/api/v3/services?overdue=true")
    tomorrow = localdate() + timedelta(days=1)
    monkeypatch.setattr("directory.search.finding.answer.localdate", lambda *_: tomorrow)

    after = client.get(
        "/api/v3/services?overdue=true", headers={"If-None-Match": before.headers["ETag"]}
    )

    assert before.json()["total_items"] == 0
    assert [one["id"] for one in after.json()["contents"]] == [str(service.id)]


@pytest.mark.django_db
def test_facets_count_what_is_overdue(client):
    make_service(assured_date=date(2020, 1, 1))
    make_service(assured_date=localdate())

    assert client.get("/api/v3/services/facets?overdue=true").json()["total_items"] == 1
    assert client.get("/api/v3/services/facets").json()["total_items"] == 2
