"""What people are called on a page, as far as its reader may know them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from directory.people.accounts import name_of
from directory.people.models import Membership
from directory.people.scope import is_moderator

SOMEBODY = "a moderator"


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
        others = {one for one in people if one is not None and one.pk != reader.pk}
        if not self.knows_all and others:
            own = Membership.objects.filter(user=reader).values("organization_id")
            shared = Membership.objects.filter(organization_id__in=own, user__in=others)
            self.colleagues = set(shared.values_list("user_id", flat=True))

    def name(self, person: Any) -> str:
        """What to call `person`; blank for nobody: an import, or a command."""
        if person is None:
            return ""
        if person.pk == self.reader.pk:
            return "you"
        if person.get_full_name() or self.knows_all or person.pk in self.colleagues:
            return name_of(person)
        return SOMEBODY

    def may_read_notes_of(self, person: Any) -> bool:
        """Whether what `person` noted in the log is for the reader: moderators' notes, and those of
        commands, are for moderators."""
        if self.knows_all:
            return True
        return person is not None and (person.pk == self.reader.pk or person.pk in self.colleagues)
