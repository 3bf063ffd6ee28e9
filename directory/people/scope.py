"""Whose records somebody may see and change: the one place where that is decided.

The admin and the API ask here. A permission (roles.py) says what may be done to a kind of record;
this says to which rows. A model nobody wrote a rule for is out of everybody's reach but the
moderators'.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model, Q, QuerySet

from directory import models as hsds
from directory.people.models import Membership

Person = AbstractBaseUser | AnonymousUser
M = TypeVar("M", bound=Model)
Rule = Callable[[Person], Q]

RULES: dict[type[Model], Rule] = {}


def is_moderator(user: Any) -> bool:
    """Whether `user` may see and change every organisation's records."""
    return user.has_perm("people.moderate")


def is_administrator(user: Any) -> bool:
    """Whether `user` may also manage accounts and the lists of terms."""
    return user.has_perm("people.administer")


def organizations_of(user: Any) -> QuerySet[hsds.Organization]:
    """The organisations `user` looks after: all of them for a moderator or administrator."""
    return within_reach(user, hsds.Organization.objects.all())


def within_reach(user: Any, queryset: QuerySet[M]) -> QuerySet[M]:
    """The rows of `queryset` that `user` may see in the admin, and change if permitted.

    Terms are everybody's to see and choose: only administrators have the permission to change them.
    """
    if not user.is_active:
        return queryset.none()
    if is_moderator(user):
        return queryset
    rule = RULES.get(queryset.model)
    return queryset.filter(rule(user)) if rule else queryset.none()


def may_change(user: Any, record: Model) -> bool:
    """Whether `user` may change `record`: it is in reach, and their role permits it."""
    meta = record._meta
    if not user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
        return False
    return within_reach(user, type(record)._default_manager.filter(pk=record.pk)).exists()


def in_reach_of(model: type[Model]) -> Callable[[Rule], Rule]:
    """Says by which rule rows of `model` are in a person's reach: a decorator."""

    def keep(rule: Rule) -> Rule:
        RULES[model] = rule
        return rule

    return keep


def reached(user: Any, model: type[Model]) -> QuerySet[Any]:
    """The ids of the rows of `model` within `user`'s reach, as a subquery for rules."""
    return model._default_manager.filter(RULES[model](user)).order_by().values("pk")


def own_organizations(user: Any) -> QuerySet[Any]:
    """The ids of the organisations that `user` is an editor of, as a subquery for rules."""
    return Membership.objects.filter(user_id=user.pk).order_by().values("organization_id")


@in_reach_of(hsds.Organization)
def _organization(user: Person) -> Q:
    return Q(pk__in=own_organizations(user))


@in_reach_of(Membership)
@in_reach_of(hsds.Service)
@in_reach_of(hsds.Program)
@in_reach_of(hsds.OrganizationIdentifier)
def _of_an_organization(user: Person) -> Q:
    return Q(organization__in=own_organizations(user))


# Of locations: directory/review/reach.py, since it hangs on what is public.


@in_reach_of(hsds.ServiceAtLocation)
@in_reach_of(hsds.CostOption)
@in_reach_of(hsds.RequiredDocument)
@in_reach_of(hsds.ServiceCapacity)
def _of_a_service(user: Person) -> Q:
    return Q(service__organization__in=own_organizations(user))


@in_reach_of(hsds.Address)
@in_reach_of(hsds.Accessibility)
def _of_a_location(user: Person) -> Q:
    return Q(location__in=reached(user, hsds.Location))


def _of_all_its_owners(**owners: type[Model]) -> Rule:
    """A shared child is in reach when every owner it names is: it may name more than one."""

    def rule(user: Person) -> Q:
        every = Q()
        for column, owner in owners.items():
            every &= Q(**{column: None}) | Q(**{f"{column}__in": reached(user, owner)})
        return every

    return rule


_OWNERS: dict[str, type[Model]] = {
    "organization": hsds.Organization,
    "service": hsds.Service,
    "service_at_location": hsds.ServiceAtLocation,
    "location": hsds.Location,
    "contact": hsds.Contact,
    "phone": hsds.Phone,
}
for _child in (
    hsds.Contact,
    hsds.Phone,
    hsds.Language,
    hsds.Schedule,
    hsds.ServiceArea,
    hsds.Funding,
    hsds.Url,
):
    _columns = {field.name for field in _child._meta.fields}
    RULES[_child] = _of_all_its_owners(
        **{column: owner for column, owner in _OWNERS.items() if column in _columns}
    )


# What the words of an attribute or an import's past are said of; said of a row inside one of these,
# they are for moderators.
NAMED: tuple[type[hsds.HSDSModel], ...] = (
    hsds.Organization,
    hsds.Service,
    hsds.Location,
    hsds.ServiceAtLocation,
    hsds.Program,
)


def _linked(entity: str, id: str) -> Rule:
    """Rows that name their owner by kind and id: in reach when that owner is."""

    def rule(user: Person) -> Q:
        owned = Q(pk__in=[])
        for model in NAMED:
            owned |= Q(**{entity: model.entity(), f"{id}__in": reached(user, model)})
        return owned

    return rule


def _everybody(user: Person) -> Q:
    return Q()


RULES[hsds.Taxonomy] = RULES[hsds.TaxonomyTerm] = RULES[hsds.Unit] = _everybody
RULES[hsds.Attribute] = _linked("link_entity", "link_id")
RULES[hsds.Metadata] = _linked("resource_type", "resource_id")
