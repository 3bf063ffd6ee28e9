"""Of a location that hides its address, half a postcode and a rounded point are all that leaves."""

import gzip
from datetime import date

import pytest

from directory.models import Accessibility, Address, Attribute, Metadata
from directory.publication.models import PublicRecord, Revision
from directory.publication.publish import publish
from directory.publication.readiness import NotReady
from directory.publication.secrecy import outward
from tests.factories import (
    make_location,
    make_organization,
    make_service,
    make_term,
    tag,
)
from tests.publication.seen import shown

pytestmark = pytest.mark.django_db

STREET, SECOND_LINE, POSTCODE = "47 Kingfisher Row", "Back of the mill", "BD9 9QX"
LATITUDE, LONGITUDE = 53.812345, -1.794321
UPRN = "100051234567"
SECRETS = [
    STREET,
    "Kingfisher",
    SECOND_LINE,
    POSTCODE,
    POSTCODE.replace(" ", ""),
    "9QX",
    str(LATITUDE),
    "53.812",
    str(LONGITUDE),
    "1.794",
    UPRN,
    "Stop outside",
]


def make_refuge(*, published=True, **fields):
    refuge = make_location(
        **{
            "published": False,
            "name": "Wren House",
            "description": "A safe place. Ring first.",
            "hide_address": True,
            "latitude": LATITUDE,
            "longitude": LONGITUDE,
            "external_identifier": UPRN,
            "external_identifier_type": "UPRN",
            "transportation": "Stop outside, bus 662",
            "url": "https://example.org/Kingfisher",
            "alternate_name": "The Kingfisher house",
            "address": {
                "address_1": STREET,
                "address_2": SECOND_LINE,
                "attention": "Kingfisher team",
                "postal_code": POSTCODE,
            },
            **fields,
        }
    )
    address = Address.objects.get(location=refuge)
    for record in (refuge, address):
        Attribute.objects.create(
            link_id=record.pk, link_entity=record.entity(), label="UPRN", value=UPRN
        )
        Metadata.objects.create(
            resource_id=record.pk,
            resource_type=record.entity(),
            last_action_date=date(2026, 1, 2),
            last_action_type="update",
            field_name="address_1",
            previous_value="45 Kingfisher Row",
            replacement_value=STREET,
            updated_by="A partner",
        )
    if published:
        publish(refuge)
    return refuge


@pytest.fixture
def refuge():
    """A refuge that every kind of document shows or could show."""
    organization = make_organization(name="Wren Trust")
    refuge = make_refuge(organization=organization)
    service = make_service(organization=organization, at=refuge)
    tag(service, make_term())
    return refuge


def told(text: bytes | str) -> list[str]:
    text = text.decode() if isinstance(text, bytes) else text
    return [secret for secret in SECRETS if secret.lower() in text.lower()]


def test_no_stored_document_tells_it(refuge):
    kinds = set()
    for record in PublicRecord.objects.all():
        kinds.add(record.kind)
        assert told(record.full) == []
        assert told(record.listed) == []
    assert len(kinds) == 6


def test_the_log_does_not_tell_it(refuge):
    for revision in Revision.objects.all():
        assert told(revision.core) == []


PATHS = (
    "services",
    "service_at_locations",
    "organizations",
    "locations",
    "taxonomies",
    "taxonomy_terms",
)
FORMS = (
    "",
    "?full=true",
    "?minimal=true",
    "?format=ndjson",
    "?format=ndjson&full=true",
    "?format=csv",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_of_the_api_tells_it(client, refuge, path):
    addresses = [f"/api/v3/{path}{form}" for form in FORMS]
    ids = [one["id"] for one in client.get(f"/api/v3/{path}").json()["contents"]]
    addresses += [f"/api/v3/{path}/{id}" for id in ids]
    if path == "organizations":
        addresses += [f"/api/v3/{path}?full_service=true", f"{addresses[-1]}?full_service=true"]
    for address in addresses:
        for headers in ({}, {"Accept-Encoding": "gzip"}):
            answer = client.get(address, headers=headers)
            assert answer.status_code == 200
            text = b"".join(answer) if answer.streaming else answer.content
            if answer.headers.get("Content-Encoding") == "gzip":
                text = gzip.decompress(text)
            assert told(text) == []


def test_half_a_postcode_and_a_rounded_point_are_shown(refuge):
    document = shown(refuge)

    assert (document["latitude"], document["longitude"]) == (53.81, -1.79)
    [address] = document["addresses"]
    assert address["postal_code"] == "BD9"
    assert address["address_1"] == "Address withheld"
    assert address["country"] == "GB"


def test_an_open_location_shows_its_address():
    document = shown(make_location(address={"address_1": STREET, "postal_code": POSTCODE}))

    assert document["addresses"][0]["address_1"] == STREET
    assert document["addresses"][0]["postal_code"] == POSTCODE


def test_hiding_an_address_later_takes_it_from_every_document():
    refuge = make_refuge(hide_address=False)
    service = make_service(organization=make_organization(), at=refuge)
    assert STREET in str(shown(service))
    refuge.hide_address = True
    refuge.save()

    publish(refuge)

    for record in PublicRecord.objects.all():
        assert told(record.full) == []
        assert told(record.listed) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"name": f"The house at {STREET}"},
        {"name": "Refuge BD9 9QX"},
        {"name": "Refuge bd99qx"},
        {"name": "Refuge BD9  9QX"},
        {"description": f"Ring the bell at {STREET.upper()}."},
        {"description": "Our postcode is BD99QX."},
        {"description": f"Come round the {SECOND_LINE.lower()}."},
        {"description": "Find us at 47  Kingfisher\nRow."},
    ],
)
def test_a_name_or_description_that_tells_it_is_not_ready(fields):
    refuge = make_refuge(published=False, **fields)

    with pytest.raises(NotReady, match="Its address is secret, but"):
        publish(refuge)

    assert not PublicRecord.objects.exists()


def test_access_that_tells_it_is_not_ready():
    refuge = make_refuge(published=False)
    Accessibility.objects.create(location=refuge, details=f"Ramp on {STREET}")

    with pytest.raises(NotReady, match="Its address is secret, but"):
        publish(refuge)


def test_a_blank_second_line_tells_nothing():
    assert publish(make_refuge(published=False, address={"postal_code": POSTCODE}))


def test_the_town_may_be_told():
    assert publish(make_refuge(published=False, description="A safe house in Bradford."))


@pytest.mark.parametrize(
    ("postcode", "half"),
    [
        ("BD9 9QX", "BD9"),
        ("bd99qx", "BD9"),
        ("BD10 9QX", "BD10"),
        ("W1A 1AA", "W1A"),
        ("M1 1AE", "M1"),
        (" BD9  9QX ", "BD9"),
    ],
)
def test_the_outward_half_of_a_postcode(postcode, half):
    assert outward(postcode) == half


@pytest.mark.parametrize(
    "text", ["BD9", "not known", "9QX", "-", "47 Kingfisher Row BD9 9QX", "BD9 9QX, rear"]
)
def test_what_is_no_postcode_is_withheld_whole(text):
    """Cutting three letters off something else could leave the secret standing."""
    assert outward(text) == ""
