"""How far long work has come, told on a terminal."""

import io

from directory.progress import ProgressLine, Silent, progress_on


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_on_a_terminal_and_nowhere_else():
    terminal, pipe = Terminal(), io.StringIO()

    for stream in (terminal, pipe):
        progress = progress_on(stream)
        progress("Reading rows", 1234)
        progress.clear()

    assert "Reading rows: 1,234" in terminal.getvalue()
    assert pipe.getvalue() == ""
    assert isinstance(progress_on(terminal), ProgressLine)
    assert isinstance(progress_on(pipe), Silent)
