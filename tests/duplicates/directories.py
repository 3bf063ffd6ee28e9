"""A small, crowded directory: few words for many names, so that much is alike and little is one."""

from random import Random

from directory.models import Organization, OrganizationIdentifier, Phone, Service
from directory.publication.models import Kind
from tests.factories import make_location, make_organization, make_service

WORDS = ["Otter", "Heron", "Kestrel", "Keighley", "Keighly", "Bank", "Food", "Foodbank", "Choir"]
WORDS += ["Club", "Lunch", "Tuesday", "Friday"]
STREETS = ["1 Otter Row", "2 Otter Row", "Heron House, Mill Lane"]
POSTCODES = ["BD1 9ZZ", "BD1 9ZY", "bd219zz"]
NUMBERS = ["01632 960123", "+44 1632 960123", "01632960124", "01632 960125"]
SITES = [
    "https://otter.example.org",
    "http://www.otter.example.org/",
    "https://heron.example.org/us",
]


def crowded(seed: int, size: int) -> dict[str, list]:
    """`size` records of each kind in the working copy, drafts, by kind."""
    random = Random(seed)

    def name() -> str:
        return " ".join(random.sample(WORDS, random.randint(1, 3)))

    def maybe(choices: list[str]) -> str:
        return random.choice([*choices, ""])

    organizations: list[Organization] = []
    locations, services = [], []
    for _ in range(size):
        organization = make_organization(published=False, name=name(), website=maybe(SITES))
        organizations.append(organization)
        if number := maybe(["1123456", "01123456", "1199999"]):
            OrganizationIdentifier.objects.create(
                organization=organization,
                identifier_scheme="GB-CHC",
                identifier_type="Charity number",
                identifier=number,
            )
        locations.append(
            make_location(
                published=False,
                name=name(),
                organization=random.choice([organization, None]),
                address={
                    "address_1": random.choice(STREETS),
                    "postal_code": random.choice(POSTCODES),
                },
            )
        )
        service: Service = make_service(
            published=False,
            name=name(),
            organization=random.choice(organizations),
            at=random.choice([random.choice(locations), None]),
            email=maybe(["hello@otter.example.org"]),
        )
        services.append(service)
        for owner in ("organization", "service"):
            if number := maybe(NUMBERS):
                Phone.objects.create(number=number, **{owner: locals()[owner]})
    return {Kind.ORGANIZATION: organizations, Kind.LOCATION: locations, Kind.SERVICE: services}
