"""Commands whose --help teaches: with examples, laid out as they were written."""

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter


class GuidedCommand(BaseCommand):
    """A command whose help ends with `examples`."""

    examples = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        return super().create_parser(
            prog_name,
            subcommand,
            epilog=self.examples,
            formatter_class=ExamplesAsWritten,
            **kwargs,
        )


class ExamplesAsWritten(DjangoHelpFormatter):
    """Keeps the line breaks of the description and of the examples."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "".join(f"{indent}{line}\n" for line in text.splitlines())
