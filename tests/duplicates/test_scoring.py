"""What something typed may be: found by an index, as a look at every record would find it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from directory.duplicates import index
from directory.duplicates.facts import given
from directory.duplicates.knowing import facts_of
from directory.duplicates.scoring import WORTH_OFFERING, likeness, similar_to
from directory.models import OrganizationIdentifier, Phone
from directory.people.models import Membership
from directory.publication.models import Kind
from directory.publication.publish import publish
from tests.duplicates.directories import NUMBERS, POSTCODES, SITES, WORDS, crowded
from tests.factories import make_location, make_organization, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(django_user_model):
    return django_user_model.objects.create(username="moderator", is_superuser=True)


def make_editor(django_user_model, *organizations):
    user = django_user_model.objects.create(username="editor", is_staff=True)
    for organization in organizations:
        Membership.objects.create(user=user, organization=organization)
    return user


def test_reasons_are_in_plain_english():
    one = make_organization(name="Otter Bank", website="https://www.otter.example.org/home")
    OrganizationIdentifier.objects.create(
        organization=one,
        identifier_scheme="GB-CHC",
        identifier_type="Charity",
        identifier="1123456",
    )
    Phone.objects.create(organization=one, number="01632 960123")
    publish(one)

    [like] = similar_to(
        "organization",
        {
            "name": "The Otter Bank",
            "website": "otter.example.org",
            "phone": "+44 (0)1632 960123",
            "charity_number": "1123456",
            "description": "passed over",
        },
    )

    assert (like.id, like.name) == (one.id, "Otter Bank")
    assert like.score > 95
    assert like.reasons == [
        "Same name",
        "Same charity number (1123456)",
        "Same phone number (+44 (0)1632 960123)",
        "Same web address (otter.example.org)",
    ]


def test_a_place_is_told_by_its_street_and_postcode_whatever_its_name():
    hall = make_location(name="Heron Hall", address={"postal_code": "BD1 9ZZ"})

    [like] = similar_to("location", {"name": "", "postcode": "bd19zz", "address_1": "1, Otter Row"})

    assert like.id == hall.id
    assert like.reasons == ["Same postcode (BD1 9ZZ)", "Same street address (1 Otter Row)"]
    assert similar_to("location", {"name": "Elsewhere", "postcode": "BD1 9ZZ"}) == []


def test_two_clubs_of_one_organisation_are_not_one_for_sharing_its_phone():
    organization = make_organization()
    yoga = make_service(name="Yoga on Tuesday", organization=organization)
    Phone.objects.create(service=yoga, number="01632 960123")
    publish(yoga)
    typed = {"phone": "01632 960123", "organization_id": organization.id}

    assert similar_to("service", {**typed, "name": "Yoga on Thursday"}) == []
    [like] = similar_to("service", {**typed, "name": "Tuesday yoga"})
    assert like.id == yoga.id


def test_the_record_being_edited_is_not_offered():
    one = make_organization(name="Otter Bank")

    assert similar_to("organization", {"name": "Otter Bank"}, but=[one.id]) == []


@pytest.mark.parametrize("kind", [Kind.ORGANIZATION, Kind.LOCATION, Kind.SERVICE])
def test_it_finds_what_a_look_at_every_record_would(kind, moderator):
    records = crowded(seed=3, size=40)[kind]
    questions = [
        {"name": f"{one} {other}", "postcode": postcode, "phone": phone, "website": site}
        for one, other in zip(WORDS, reversed(WORDS), strict=True)
        for postcode, phone, site in zip(POSTCODES, NUMBERS, SITES, strict=False)
    ]
    everything = facts_of(kind, [record.id for record in records])

    for values in questions:
        naive = [
            (-score, facts.name, id, reasons)
            for id, facts in everything.items()
            for score, reasons in [likeness(kind, given(values), facts)]
            if score >= WORTH_OFFERING
        ]
        found = similar_to(kind, values, by=moderator, most=1000)

        assert [(-like.score, like.name, str(like.id), like.reasons) for like in found] == sorted(
            naive
        )


def test_it_follows_what_is_saved_and_deleted(moderator):
    one = make_organization(published=False, name="Otter Bank")
    phone = Phone.objects.create(organization=one, number="01632 960123")

    def offered(**values):
        return [like.id for like in similar_to("organization", values, by=moderator)]

    assert offered(name="Otter Bank") == [one.id]
    assert offered(phone="01632960123", website="") == [one.id]
    phone.delete()
    assert offered(phone="01632960123") == []
    one.name = "Heron Trust"
    one.save()
    assert offered(name="Otter Bank") == []
    assert offered(name="Heron Trust") == [one.id]
    one.delete()
    assert offered(name="Heron Trust") == []


def test_a_service_follows_its_place(moderator):
    hall = make_location(published=False, address={"postal_code": "BD1 9ZZ"})
    make_service(published=False, name="Choir", at=hall)
    address = hall.addresses.get()
    address.postal_code = "BD2 9ZZ"
    address.save()

    [like] = similar_to("service", {"name": "Choir", "postcode": "BD2 9ZZ"}, by=moderator)

    assert "Same postcode (BD2 9ZZ)" in like.reasons


# --- Who may know --------------------------------------------------------------------------------


def test_a_draft_is_offered_to_those_in_whose_reach_it_is(django_user_model):
    mine = make_organization(published=False, name="Otter Bank")
    make_organization(published=False, name="Otter Bank")
    public = make_organization(name="Otter Bank")
    editor = make_editor(django_user_model, mine)

    assert {like.id for like in similar_to("organization", {"name": "Otter Bank"}, by=editor)} == {
        mine.id,
        public.id,
    }
    for nobody in (None, AnonymousUser()):
        found = similar_to("organization", {"name": "Otter Bank"}, by=nobody)
        assert [like.id for like in found] == [public.id]


def test_what_waits_to_be_published_gives_no_reason_to_others():
    other = make_organization(name="Otter Bank")
    Phone.objects.create(organization=other, number="01632 960199")
    other.name = "Otter Bank, soon to be Heron"
    other.save()

    [like] = similar_to("organization", {"name": "Otter Bank", "phone": "01632 960199"})

    assert (like.name, like.reasons) == ("Otter Bank", ["Same name"])
    assert similar_to("organization", {"name": "", "phone": "01632 960199"}) == []


@pytest.mark.parametrize("kind", ["location", "service", "organization"])
def test_a_secret_address_gives_no_reason_to_those_out_of_reach(kind, django_user_model, moderator):
    keeper = make_organization(name="Safe Haven")
    refuge = make_location(
        name="Safe Haven",
        organization=keeper,
        hide_address=True,
        address={"address_1": "7 Hidden Lane", "postal_code": "BD9 9QX"},
    )
    service = make_service(name="Safe Haven", organization=keeper, at=refuge)
    guess = {"name": "Safe Haven", "postcode": "BD9 9QX", "address_1": "7 Hidden Lane"}
    stranger = make_editor(django_user_model, make_organization())

    for by in (None, stranger):
        [like] = similar_to(kind, guess, by=by)
        assert like.reasons == ["Same name"]
        assert like.score == similar_to(kind, {**guess, "postcode": "BD8 1AA"}, by=by)[0].score
        assert similar_to(kind, {**guess, "name": ""}, by=by) == []
    [like] = similar_to(kind, guess, by=moderator)
    assert "Same postcode (BD9 9QX)" in like.reasons
    assert like.id in {refuge.id, service.id, keeper.id}


# --- At any size, and of anything ----------------------------------------------------------------


@pytest.mark.parametrize("size", [2, 40])
def test_it_costs_the_same_however_many(size, moderator, django_assert_num_queries):
    crowded(seed=1, size=size)
    index.settle()

    for kind, queries in ((Kind.ORGANIZATION, 8), (Kind.LOCATION, 6), (Kind.SERVICE, 7)):
        with django_assert_num_queries(queries):
            similar_to(kind, {"name": " ".join(WORDS), "phone": NUMBERS[0]}, by=moderator)


def test_a_key_that_everybody_has_is_not_followed(monkeypatch, moderator):
    monkeypatch.setattr("directory.duplicates.scoring.MOST_BEARERS", 3)
    for number in range(6):
        make_organization(published=False, name=f"Otter {number}")
    make_organization(published=False, name="Otter Heron")

    found = similar_to("organization", {"name": "Otter Heron"}, by=moderator)

    assert [like.name for like in found] == ["Otter Heron"]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"name": None, "phone": [], "postcode": ""},
        {"name": "\x00", "website": "http://[::1", "email": "@", "phone": "\x00" * 50},
        {"name": "x" * 1_000_000, "website": "h" * 100_000, "postcode": "9" * 100_000},
        {"name": ["a"] * 10_000, "phone": [str(n) * 9 for n in range(10_000)]},
        {"name": 7, "charity_number": 12345678, "organization_id": "no id"},
    ],
)
@pytest.mark.parametrize("kind", ["organization", "location", "service"])
def test_nothing_that_is_typed_breaks_it(kind, values, moderator):
    assert similar_to(kind, values, by=moderator) == []
