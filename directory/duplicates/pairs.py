"""What a moderator decides of a pair: that both are not one, for good; or to look at it again."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from directory.duplicates.models import Pair


def dismiss(pairs: Iterable[Pair], *, by: AbstractBaseUser) -> int:
    """Set these apart for good: they never wait again unless a moderator asks. How many did."""
    waiting = Pair.objects.filter(pk__in=[pair.pk for pair in pairs], dismissed_at=None)
    return waiting.update(dismissed_at=timezone.now(), dismissed_by=by)


def look_again(pairs: Iterable[Pair]) -> int:
    """Have these wait for a moderator once more. How many had been set apart."""
    apart = Pair.objects.filter(pk__in=[pair.pk for pair in pairs]).exclude(dismissed_at=None)
    return apart.update(dismissed_at=None, dismissed_by=None)
