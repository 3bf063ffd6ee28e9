"""Commands that write to people, a letter at a time, and say how each went."""

import sys
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from directory.management.guided import GuidedCommand
from directory.progress import progress_on

CONSOLE = "django.core.mail.backends.console.EmailBackend"


def refuse_without_mail_server() -> None:
    """Raises CommandError on a deployment whose letters go to the console.

    They would count as sent; and whoever reads the log could follow the links in them.
    """
    if settings.EMAIL_BACKEND == CONSOLE and not settings.DEBUG:
        raise CommandError(
            "Nothing was sent: e-mail would go to this terminal. Set EMAIL_URL, for example "
            "EMAIL_URL=smtp+tls://user:password@smtp.example.org:587",
            returncode=2,
        )


class Letter(Protocol):
    """One letter that was to be written: to whom, and why it was not."""

    @property
    def to(self) -> str: ...

    @property
    def fault(self) -> str: ...


L = TypeVar("L", bound=Letter)


class MailingCommand(GuidedCommand):
    """A command that writes to people, or with --simulate says to whom it would."""

    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--simulate", action="store_true", help="say who would be written to, and send nothing"
        )

    def write(
        self, letters: Iterable[L], about: Callable[[L], str], *, simulate: bool, verbosity: int
    ) -> tuple[list[L], bool]:
        """The letters that were written, and whether all were. What went wrong is said at once.

        With `simulate`, or if much is to be told, it is said too who was written to `about` what.
        """
        written: list[L] = []
        all_well = True
        progress = progress_on(sys.stderr)
        for one in letters:
            progress.clear()
            if one.fault:
                self.stderr.write(f"{one.to}: {one.fault}")
                all_well = False
                continue
            written.append(one)
            if simulate or verbosity > 1:
                self.stdout.write(f"{one.to}: {about(one)}")
            progress("people", len(written))
        progress.clear()
        return written, all_well
