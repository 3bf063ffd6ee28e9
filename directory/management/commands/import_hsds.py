"""Imports a directory published by someone else. A thin door to directory/exchange."""

import sys
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from directory.exchange.faults import Unusable
from directory.exchange.importing import Import, run_import
from directory.exchange.mapping import load_mapping, shipped
from directory.exchange.summary import summary
from directory.management.guided import GuidedCommand
from directory.progress import progress_on

HELP = """\
Imports HSDS data, or a spreadsheet that a mapping explains, into the working copy.

SOURCE is a file, a folder or a zip of HSDS 3 JSON (one record, a list or a page), NDJSON, or CSV.
Nothing is saved unless the whole of it can be read, and all of it is saved at once. A row with a
fault never stops the rest: what was skipped, repaired or noted is told at the end.
"""
EXAMPLES = """\
examples:
  Try it first; nothing is saved:
    manage.py import_hsds services.json --simulate
  A partner's feed, again every night, published as it is:
    manage.py import_hsds feed.ndjson --source bristol --publish --withdraw-missing
  An HSDS 1 or 2 package, with every fault in a file:
    manage.py import_hsds package.zip --mapping hsds-1 --source miami --report faults.csv
  A spreadsheet of libraries:
    manage.py import_hsds libraries.csv --mapping uk-libraries --source libraries --publish

exit status: 0 all came in clean; 1 it came in, with faults; 2 it could not be read, nothing saved.
Give a feed the same --source each time: by it a second import knows the rows again.
How to write a mapping: docs/importing.md.
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="SOURCE", type=Path, help="a file, a folder or a zip")
        parser.add_argument(
            "--mapping",
            default="",
            metavar="NAME_OR_FILE",
            help=f"how its columns become HSDS: {', '.join(shipped())}, or a TOML file of yours "
            "(default: they are HSDS 3 already)",
        )
        parser.add_argument(
            "--source",
            default="",
            metavar="NAME",
            help="what to call this publisher (default: the name of the file)",
        )
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="a constant of the mapping, such as country=US; may be repeated",
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish what is ready to be published"
        )
        parser.add_argument(
            "--withdraw-missing",
            action="store_true",
            help="withdraw records that the source had before and has no longer",
        )
        parser.add_argument(
            "--simulate", action="store_true", help="do everything, then save nothing"
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write every fault to a .csv or .json file"
        )

    def handle(self, *args, **options) -> None:
        try:
            job = self.job(options)
            result = run_import(job)
        except Unusable as unusable:
            raise CommandError(str(unusable), returncode=2) from unusable
        finally:
            self.progress.clear()
        for line in summary(job, result):
            self.stdout.write(line)
        if result.faults:
            sys.exit(1)

    def job(self, options: dict) -> Import:
        self.progress = progress_on(sys.stderr)
        path: Path = options["path"]
        return Import(
            path=path,
            mapping=load_mapping(options["mapping"], constants_of(options["set"])),
            source=(options["source"] or path.absolute().stem).strip(),
            publish=options["publish"],
            withdraw_missing=options["withdraw_missing"],
            simulate=options["simulate"],
            report=options["report"],
            progress=self.progress,
        )


def constants_of(settings: list[str]) -> dict[str, str]:
    """`["country=US"]` as a dict."""
    constants = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise Unusable(f"--set {setting}: write it as NAME=VALUE, for example country=US.")
        constants[name.strip()] = value.strip()
    return constants
