"""How long reports are kept."""

from datetime import timedelta

from django.utils import timezone

from directory.upkeep.models import Problem, State

# Long enough to see that the same is reported again and again; then what somebody wrote goes too.
KEPT = timedelta(days=365)


def forget_old_reports() -> int:
    """Delete the reports settled longer ago than they are kept. Returns how many."""
    old = Problem.objects.filter(state=State.SETTLED, settled_at__lt=timezone.now() - KEPT)
    count = old.count()
    old.delete()
    return count
