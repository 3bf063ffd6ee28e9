"""The form of the public record: what its documents, its columns and the indexes of search hold.

A migration makes new columns and tables, but they stay empty until the public record is made again
from the log. So the log's head keeps the form the record was last made in.
"""

from directory.publication.models import LogHead

# Raise it whenever what is composed, or any follower, of the same log comes out otherwise.
# 2: columns to sort and count by; the indexes of hours, words and traits.
# 3: the index of where things are.
# 4: the day from which a service is overdue.
# 5: what records are filed under and where they are, beside their words.
# 6: whether the address of a location is withheld.
# 7: by what answers are put in order and counted, beside their words.
FORM = 7


def is_outdated() -> bool:
    """Whether the public record was made by an older version of this code.

    False before anything was ever published: there is nothing to make again.
    """
    return LogHead.objects.filter(pk=1, form__lt=FORM).exists()
