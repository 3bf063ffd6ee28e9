"""The door to directory/demo: a fictional directory to look at, and copies of it to measure."""

from argparse import ArgumentParser, ArgumentTypeError
from time import monotonic

from django.core.management.base import BaseCommand

from directory.demo.load import SEED, Demo, Loaded, Progress
from directory.duplicates import index
from directory.duplicates.finding import find_pairs
from directory.models import Organization
from directory.publication.query_log import no_query_log


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a whole number from 1 up, such as 83")
    return int(text)


class Command(BaseCommand):
    help = (
        "Load a fictional directory of Bradford District and Craven, and publish it. "
        "What is already there stays as it is: a second run changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale",
            type=_positive,
            default=1,
            metavar="N",
            help="load it N times over, in other places under other names, for measuring; "
            "83 is about 20,000 services (default: 1)",
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if there is any organisation"
        )
        parser.add_argument("--no-publish", action="store_true", help="leave everything as drafts")
        parser.add_argument(
            "--seed",
            type=int,
            default=SEED,
            help="another seed gives other identifiers, people, phones and dates "
            f"(default: {SEED})",
        )

    def handle(self, *, scale: int, if_empty: bool, no_publish: bool, seed: int, **_) -> None:
        if if_empty and Organization.objects.exists():
            self.stdout.write("The directory is not empty; the demo was not loaded.")
            return
        started = monotonic()
        with no_query_log():
            loaded = Demo(seed=seed).load(
                scale=scale,
                publish=not no_publish,
                progress=self._progress(scale) if scale > 1 else None,
            )
            if loaded:
                # Rows are written in bulk, which tells nobody: so that "is it one of these?" knows
                # of them, and a moderator sees what is perhaps entered twice. Copies all are.
                if scale == 1:
                    find_pairs()
                else:
                    index.rebuild()
        self._report(loaded, seconds=monotonic() - started)

    def _progress(self, scale: int) -> Progress:
        """A line that counts the copies, on a terminal only."""

        def show(done: int) -> None:
            if self.stdout.isatty():
                end = "\n" if done == scale else "\r"
                self.stdout.write(f"  {done:,} of {scale:,} copies", ending=end)
                self.stdout.flush()

        return show

    def _report(self, loaded: Loaded, *, seconds: float) -> None:
        if not loaded:
            self.stdout.write("The demo directory is already here; nothing was changed.")
            return
        if loaded.rows:
            self.stdout.write(
                f"Loaded {loaded.rows['organization']:,} organisations, "
                f"{loaded.rows['service']:,} services and {loaded.rows['location']:,} locations: "
                f"{sum(loaded.rows.values()):,} rows in all."
            )
        for id, reasons in loaded.not_ready.items():
            self.stderr.write(f"Not published: {id}. {' '.join(reasons)}")
        self.stdout.write(f"Published {loaded.published:,} records. {seconds:.1f} seconds.")
