"""What people are called on a page, as far as its reader may know them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from directory.people.accounts import person_called
from directory.people.editors import moderators
from directory.people.models import Membership
from directory.people.scope import is_moderator

A_MODERATOR = "a moderator"
SOMEBODY = "somebody else"


def signed_in(request: HttpRequest) -> AbstractBaseUser:
    """Whoever is signed in; the admin lets nobody else this far."""
    assert isinstance(request.user, AbstractBaseUser)
    return request.user


class Callers:
    """Names people for one reader. Editors know each other; moderators are known by their names."""

    def __init__(self, reader: Any, people: Iterable[Any]) -> None:
        self.reader = reader
        self.knows_all = is_moderator(reader)
        self.colleagues: set[int] = set()
        self.moderators: set[int] = set()
        others = {one for one in people if one is not None and one.pk != reader.pk}
        if not self.knows_all and others:
            own = Membership.objects.filter(user=reader).values("organization_id")
            shared = Membership.objects.filter(organization_id__in=own, user__in=others)
            self.colleagues = set(shared.values_list("user_id", flat=True))
            strangers = {one.pk for one in others} - self.colleagues
            known = moderators().order_by().filter(pk__in=strangers)
            self.moderators = set(known.values_list("pk", flat=True))

    def name(self, person: Any) -> str:
        """What to call `person`; blank for nobody: an import, or a command."""
        if person is None:
            return ""
        if person.pk == self.reader.pk:
            return "you"
        if person.get_full_name() or self.knows_all or person.pk in self.colleagues:
            return person_called(person)
        return A_MODERATOR if person.pk in self.moderators else SOMEBODY

    def may_read_notes_of(self, person: Any) -> bool:
        """Whether what `person` noted in the log is for the reader: moderators' notes, and those of
        commands, are for moderators."""
        if self.knows_all:
            return True
        return person is not None and (person.pk == self.reader.pk or person.pk in self.colleagues)
