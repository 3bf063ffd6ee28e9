"""Why something was not done: each says it in a sentence that can be shown."""

from directory.review.models import Submission, Version


class Refused(Exception):
    """Nothing was changed. The message says why."""


class AlreadyDecided(Refused):
    """The submission no longer waits: somebody was quicker, or the form was sent twice."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(
            f"“{submission.name}” does not wait for review any more: "
            f"it was {submission.get_state_display()}."
        )


class ChangedSince(Refused):
    """The working copy is not what was seen. `before` is what was, `after` what is there now."""

    def __init__(self, submission: Submission, before: Version | None, after: Version) -> None:
        self.submission, self.before, self.after = submission, before, after
        super().__init__(f"“{submission.name}” was changed after you opened this page.")


class Gone(Refused):
    """The record was deleted."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” was deleted.")


class NeedsReview(Refused):
    """A moderator has to look at it first."""
