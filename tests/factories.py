"""Valid records for tests. A test names only what matters to it; the rest is made up.

`make_…` functions save to the working copy; with `published=True`, the default, the record and
what it stands on are public as well.
"""

from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User

from directory.models import (
    Address,
    Attribute,
    HSDSModel,
    Location,
    Organization,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from directory.people.models import Membership
from directory.people.roles import ADMINISTRATORS, EDITORS, MODERATORS
from directory.publication.publish import publish

numbers = count(1)


def make_organization(*, published: bool = True, **fields: Any) -> Organization:
    fields = {"name": f"Otter Bank {next(numbers)}", "description": "Neighbours helping."} | fields
    return _saved(Organization(**fields), published)


def make_service(*, published: bool = True, at: Location | None = None, **fields: Any) -> Service:
    """A service; `at` gives it a place."""
    if "organization" not in fields:
        fields["organization"] = make_organization(published=published)
    fields = {"name": f"Lunch club {next(numbers)}", "description": "A hot meal."} | fields
    service = Service.objects.create(**fields)
    if at is not None:
        ServiceAtLocation.objects.create(service=service, location=at)
    if published:
        publish(service)
    return service


def make_location(
    *, published: bool = True, address: dict[str, Any] | None = None, **fields: Any
) -> Location:
    """A location; `address` gives fields of its one address."""
    fields = {
        "name": f"Heron Hall {next(numbers)}",
        "latitude": 53.79123,
        "longitude": -1.75987,
    } | fields
    location = Location.objects.create(**fields)
    street = {
        "address_1": "1 Otter Row",
        "city": "Bradford",
        "state_province": "West Yorkshire",
        "postal_code": "BD1 9ZZ",
    }
    Address.objects.create(location=location, **street | (address or {}))
    if published:
        publish(location)
    return location


def make_taxonomy(*, published: bool = True, **fields: Any) -> Taxonomy:
    fields = {"name": f"Needs {next(numbers)}", "description": "Kinds of help."} | fields
    return _saved(Taxonomy(**fields), published)


def make_term(*, published: bool = True, **fields: Any) -> TaxonomyTerm:
    if "taxonomy" not in fields:
        fields["taxonomy"] = make_taxonomy(published=published)
    number = next(numbers)
    fields = {"name": f"Term {number}", "code": str(number), "description": "A need."} | fields
    return _saved(TaxonomyTerm(**fields), published)


def tag(record: HSDSModel, term: TaxonomyTerm, *, published: bool = True) -> Attribute:
    """Say `term` of `record`."""
    attribute = Attribute.objects.create(
        link_id=record.pk, link_entity=record.entity(), taxonomy_term=term, link_type="Needs met"
    )
    if published:
        publish(record)
    return attribute


def make_editor(*organizations: Organization, role: str = "lead", **fields: Any) -> User:
    """An editor who is `role` of each of these organisations."""
    user = make_person(EDITORS, **fields)
    for organization in organizations:
        Membership.objects.create(user=user, organization=organization, role=role)
    return user


def make_moderator(**fields: Any) -> User:
    return make_person(MODERATORS, **fields)


def make_administrator(**fields: Any) -> User:
    return make_person(ADMINISTRATORS, **fields)


def make_person(*groups: str, **fields: Any) -> User:
    """Somebody with an account and these roles; their user name is their e-mail address."""
    email = f"person{next(numbers)}@example.org"
    fields = {"username": fields.get("email", email), "email": email, "is_staff": True} | fields
    user = User.objects.create_user(**fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def _saved(record: Any, published: bool) -> Any:
    record.save()
    if published:
        publish(record)
    return record
