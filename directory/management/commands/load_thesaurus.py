"""The door to directory/search/words/shipped.py."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.search.words.shipped import load_thesaurus


class Command(BaseCommand):
    help = (
        "Load the thesaurus that comes with the software, or bring it up to date. "
        "What moderators changed or set aside stays as it is; a second run changes nothing."
    )

    def handle(self, **_: Any) -> None:
        new, changed, kept = load_thesaurus()
        self.stdout.write(f"Thesaurus: {new} new, {changed} brought up to date, {kept} kept.")
