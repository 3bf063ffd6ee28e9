"""An address that was public and is hidden now can be taken out of the log's past."""

import io
from uuid import uuid4

import orjson
import pytest
from django.core.management import CommandError, call_command

from directory.models import Location
from directory.publication.models import Revision, Touch
from directory.publication.publish import publish
from directory.publication.rebuild import rebuild_public_record
from directory.publication.redact import StillTold, redact_address
from directory.publication.withdraw import withdraw
from tests.factories import make_location, make_service
from tests.publication.seen import everything

pytestmark = pytest.mark.django_db

OLD, NEW = "47 Kingfisher Row", "12 Plover Street"
SECRETS = ["kingfisher", "plover", "9qx", "8zz", "53.812", "1.794", "53.801"]


@pytest.fixture
def refuge():
    """Public at one address, then at another, told in its text as well; then hidden."""
    refuge = make_location(
        name="Wren House",
        description=f"Come to {OLD}.",
        latitude=53.812345,
        longitude=-1.794321,
        transportation="Bus 662 stops outside",
        address={"address_1": OLD, "postal_code": "BD9 9QX"},
    )
    refuge.addresses.update(address_1=NEW, postal_code="BD8 8ZZ")
    Location.objects.filter(pk=refuge.pk).update(latitude=53.801234, description="Ring first.")
    refuge.refresh_from_db()
    publish(refuge, note=f"Moved to {NEW}")
    make_service(at=refuge)
    refuge.hide_address = True
    refuge.save()
    publish(refuge)
    return refuge


def log_of(record) -> list[dict]:
    return list(Revision.objects.filter(record_id=record.pk).values())


def told(record) -> list[str]:
    """The secrets that the log tells of `record`."""
    text = " ".join(f"{bytes(one['core'] or b'').decode()} {one['note']}" for one in log_of(record))
    return [secret for secret in SECRETS if secret in text.lower()]


def test_the_past_no_longer_tells_it(refuge):
    assert told(refuge)

    assert redact_address(refuge.pk) == 2

    assert told(refuge) == []


@pytest.mark.parametrize("act", [publish, withdraw])
def test_the_newest_note_no_longer_tells_it_either(refuge, act):
    refuge.name = "Wren Lodge"
    refuge.save()
    act(refuge, note=f"No longer at {OLD}")
    public = everything()

    redact_address(refuge.pk)

    assert told(refuge) == []
    assert everything() == public


def test_what_is_left_is_what_hiding_would_have_published(refuge):
    redact_address(refuge.pk)

    first = orjson.loads(Revision.objects.filter(record_id=refuge.pk).first().core)
    assert first["name"] == "Wren House"
    assert first["description"] == "Address withheld"
    assert (first["latitude"], first["longitude"]) == (53.81, -1.79)
    assert first["addresses"][0]["postal_code"] == "BD9"
    assert first["addresses"][0]["address_1"] == "Address withheld"
    assert "transportation" not in first


def test_order_times_actions_and_people_stay(refuge, django_user_model):
    kept = ("seq", "kind", "record_id", "action", "at", "by_id", "source")
    before = list(Revision.objects.values(*kept))
    newest, touches = log_of(refuge)[-1], list(Touch.objects.values())

    redact_address(refuge.pk)

    assert list(Revision.objects.values(*kept)) == before
    assert log_of(refuge)[-1] == newest
    assert list(Touch.objects.values()) == touches


def test_the_public_record_can_still_be_made_again_to_the_same_bytes(refuge):
    before = everything()

    redact_address(refuge.pk)
    assert everything() == before

    rebuild_public_record()
    assert everything() == before


def test_other_records_are_left_alone(refuge):
    other = make_location(address={"address_1": OLD})
    before = log_of(other)

    redact_address(refuge.pk)

    assert log_of(other) == before


def test_a_second_time_there_is_nothing_to_redact(refuge):
    redact_address(refuge.pk)
    before = list(Revision.objects.values())

    assert redact_address(refuge.pk) == 0
    assert list(Revision.objects.values()) == before


def test_publishing_goes_on_afterwards(refuge):
    redact_address(refuge.pk)

    assert publish(refuge) is None
    refuge.name = "Wren Lodge"
    refuge.save()
    assert publish(refuge).action == "published"


def test_one_that_was_withdrawn_when_it_became_secret_is_redacted_too(refuge):
    withdraw(refuge)

    assert redact_address(refuge.pk) == 2
    assert told(refuge) == []


def test_one_that_was_deleted_since_is_redacted_by_what_the_log_says(refuge):
    id = refuge.pk
    refuge.delete()
    refuge.pk = id
    assert told(refuge)

    assert redact_address(id) == 2

    assert told(refuge) == []


def test_an_address_that_is_no_secret_is_refused():
    location = make_location()
    publish_again(location)

    with pytest.raises(StillTold, match="does not hide its address"):
        redact_address(location.pk)


def test_a_place_without_an_address_is_refused():
    """Nothing in it tells an address, but nobody asked for it to be hidden."""
    location = Location.objects.create(name="Online", location_type="virtual")
    publish(location)

    with pytest.raises(StillTold, match="does not hide its address"):
        redact_address(location.pk)


def test_one_that_is_hidden_but_not_yet_published_so_is_refused():
    location = make_location()
    Location.objects.update(hide_address=True)
    before = log_of(location)

    with pytest.raises(StillTold, match="The public still sees"):
        redact_address(location.pk)

    assert log_of(location) == before


def publish_again(location):
    location.description = "Open to all."
    location.save()
    publish(location)


# --- The command ---------------------------------------------------------------------------------


def run(*arguments) -> tuple[int, str, str]:
    """The exit status, and what was printed on either stream."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("redact_addresses", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as status:
        return status.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_command_tells_how_many_versions_it_redacted(refuge):
    assert run(refuge.pk) == (0, f"        2 past versions of {refuge.pk} redacted\n", "")


def test_the_command_refuses_some_and_redacts_the_others(refuge):
    nobody = uuid4()

    status, out, err = run(nobody, refuge.pk)

    assert status == 1
    assert f"There is no location {nobody} in the log." in err
    assert str(refuge.pk) in out
    assert told(refuge) == []


@pytest.mark.parametrize("arguments", [[], ["otter"], [""]])
def test_what_cannot_be_understood_changes_nothing(arguments):
    with pytest.raises(CommandError):
        call_command("redact_addresses", *arguments)
