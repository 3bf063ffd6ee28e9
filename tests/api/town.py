"""A random town, published: everything the API filters and sorts by, in every combination."""

from random import Random

from directory.models import (
    Attribute,
    Location,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
    ServiceStatus,
    Taxonomy,
    TaxonomyTerm,
)
from directory.publication.models import Kind
from directory.publication.publish import publish_many

NAMES = ("Otter", "otter", "Éclair", "eclair", "Zebra", "ångström", "42", "Lunch & more", "(café)")


def publish_all(model: type, kind: Kind) -> None:
    publish_many(kind, model.objects.order_by("pk").values_list("pk", flat=True))


def build(seed: int, *, services: int = 20) -> None:
    """Make and publish a town. The same seed gives the same town but for its identifiers."""
    random = Random(seed)

    def name() -> str:
        return random.choice(NAMES)

    taxonomies = [Taxonomy.objects.create(name=name(), description="A list.") for _ in range(2)]
    terms: list[TaxonomyTerm] = []
    for _ in range(12):
        parent = random.choice([*terms, None])
        taxonomy = parent.taxonomy if parent else random.choice(taxonomies)
        description = random.choice(("A need.", "A need.", "A need.", ""))  # Some stay drafts.
        terms.append(
            TaxonomyTerm.objects.create(
                name=name(), description=description, parent=parent, taxonomy=taxonomy
            )
        )
    organizations = [
        Organization.objects.create(name=name(), description="Neighbours.") for _ in range(6)
    ]
    halls = [
        Location.objects.create(
            name=name(),
            organization=random.choice([*organizations, None]),
            latitude=53.8,
            longitude=-1.75,
        )
        for _ in range(7)
    ]
    Location.objects.create(location_type="virtual", name="Online")

    def said_of(record: object, entity: str) -> None:
        for term in random.sample(terms, random.choice((0, 0, 1, 2))):
            Attribute.objects.create(link_id=record.pk, link_entity=entity, taxonomy_term=term)

    for organization in organizations:
        said_of(organization, "organization")
    for hall in halls:
        said_of(hall, "location")
    for _ in range(services):
        low, high = sorted(random.sample(range(100), 2))
        service = Service.objects.create(
            organization=random.choice(organizations),
            name=name(),
            description="A hot meal.",
            status=random.choice(ServiceStatus.values),
            minimum_age=random.choice((None, low, 18)) if high > 18 else None,
            maximum_age=random.choice((None, max(high, 18))),
        )
        said_of(service, "service")
        phone = Phone.objects.create(service=service, number="01632 960123")
        said_of(phone, "phone")
        for hall in random.sample(halls, random.choice((0, 1, 1, 2, 3))):
            place = ServiceAtLocation.objects.create(service=service, location=hall)
            said_of(place, "service_at_location")

    publish_all(Taxonomy, Kind.TAXONOMY)
    publish_all(TaxonomyTerm, Kind.TAXONOMY_TERM)
    publish_all(Organization, Kind.ORGANIZATION)
    publish_all(Location, Kind.LOCATION)
    # In three acts, so that dates differ and places and terms of later ones touch earlier ones.
    ids = list(Service.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(3):
        publish_many(Kind.SERVICE, ids[start::3])
