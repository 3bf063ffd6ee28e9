"""Tells editors by e-mail what became of what they sent."""

import logging

from django.db.models import Q
from django.urls import reverse

from directory.people.editors import editors_of, moderators
from directory.people.mail import absolute, send
from directory.publication.cores import SHAPES
from directory.review.models import Submission

logger = logging.getLogger(__name__)


def sent_back(submission: Submission) -> None:
    """Tell the editors of its organisation, and whoever sent it, that it was sent back and why.

    The reason is kept with the submission as well, so a letter that cannot be sent is no loss.
    """
    model = SHAPES[submission.kind].model._meta
    page = reverse(
        f"admin:{model.app_label}_{model.model_name}_change", args=[submission.record_id]
    )
    words = {"submission": submission, "page": absolute(page), "what": model.verbose_name}
    for address in addresses_of(submission):
        try:
            send(address, f"Sent back: {submission.name}", "review/email/sent_back.txt", words)
        except OSError:
            logger.exception("A letter about submission %s could not be sent", submission.pk)


def addresses_of(submission: Submission) -> list[str]:
    """Where to write to about `submission`: to those alone who may still see the record."""
    addresses: list[str] = []
    if submission.organization_id:
        addresses += editors_of(submission.organization_id).values_list("email", flat=True)
    sender = Q(pk=submission.by_id)
    addresses += moderators().filter(sender).values_list("email", flat=True)
    return [address for address in dict.fromkeys(addresses) if address]
