"""JSON values out of a stream, one at a time, so that a list of any length needs little memory."""

import json
from collections.abc import Iterator
from typing import Any

from directory.exchange.faults import Unusable
from directory.exchange.readers.encoding import Text

PIECE = 1 << 18
MAX_RECORD = 16 * 1024**2  # characters of one record, everything nested in it included
SPACE = " \t\r\n"
# Keys of an object whose list holds the records: HSDS's page envelope, and others met.
LISTS_OF_RECORDS = {"contents", "content"}


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


DECODER = json.JSONDecoder(parse_constant=refuse_constant)


class JsonStream:
    """Reads values from a text stream, keeping only what the current value needs."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.buffer = ""
        self.position = 0
        self.line = 1
        self.ended = False

    def more(self) -> bool:
        """Whether another piece could be read. What was used up is let go."""
        self.line += self.buffer.count("\n", 0, self.position)
        self.buffer = self.buffer[self.position :]
        self.position = 0
        if len(self.buffer) > MAX_RECORD:
            self.fail(f"one record of more than {MAX_RECORD:,} characters, or broken JSON")
        # Double what is held, so that a long value is not scanned again and again.
        piece = "" if self.ended else self.text.stream.read(max(PIECE, len(self.buffer)))
        self.ended = not piece
        self.buffer += piece
        return not self.ended

    def fail(self, problem: str) -> None:
        raise Unusable(f"{self.text.name}:{self.here()}: {problem}.")

    def here(self) -> int:
        """The line the next value starts on."""
        return self.line + self.buffer.count("\n", 0, self.position)

    def peek(self) -> str:
        """The next character that is no space, or "" at the end."""
        while True:
            while self.position < len(self.buffer) and self.buffer[self.position] in SPACE:
                self.position += 1
            if self.position < len(self.buffer):
                return self.buffer[self.position]
            if not self.more():
                return ""

    def take(self, expected: str) -> None:
        if self.peek() != expected:
            self.fail(f"broken JSON: {expected!r} is missing; the file may be cut short")
        self.position += 1

    def value(self) -> Any:
        """The next whole value."""
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self.buffer, self.position)
            except json.JSONDecodeError as error:
                if not self.more():
                    self.fail(f"broken JSON ({error.msg}); the file may be cut short")
                continue
            except (ValueError, RecursionError) as error:
                self.fail(f"JSON that cannot be read ({error})")
            # A number at the end of what was read may go on in the next piece.
            if end == len(self.buffer) and not self.ended and self.more():
                continue
            self.position = end
            return value

    def items(self) -> Iterator[tuple[int, Any]]:
        """Each item of the list that comes next, with its line."""
        self.take("[")
        if self.peek() == "]":
            self.position += 1
            return
        while True:
            self.peek()
            line = self.here()
            yield line, self.value()
            if self.peek() == "]":
                self.position += 1
                return
            self.take(",")
