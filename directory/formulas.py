"""What a spreadsheet may run as a formula: made harmless on the way out, refused on the way in.

On the way out every text counts that begins as a formula does, since an apostrophe does no harm. On
the way in only what is surely one: `+44 1632 960123` and `- bring a towel` are texts.
"""

import re

WIDE = str.maketrans("＝＋－＠", "=+-@")  # Some spreadsheets take these as well.
# Where a cell begins: at the text's start, and after a semicolon, a tab or a line's end. Our
# files are split at commas; a spreadsheet that splits at semicolons, as most in Europe do, sees the
# quotes of a line's first cell alone, and begins one there. Blanks before the sign are passed over.
BEGINS = re.compile(r"((?:^|[;\t\r\n])[^\S\t\r\n]*)([=+\-@＝＋－＠])")
SURE = re.compile(
    r"\s*(?:"
    r"=[^=\s]"  # =1+1, =HYPERLINK(…)
    r"|[@+\-]\s*[A-Za-z][\w.]*\s*[(|!]"  # @SUM(…), +cmd|…, -cmd|…
    r"|[=+\-@][^|\n]*\|[^!\n]*!"  # -2+3+cmd|' /C calc'!A0
    r")"
)


def neutral(text: str) -> str:
    """`text` as text to a spreadsheet too: an apostrophe stands before each sign that begins one,
    as OWASP advises."""
    return BEGINS.sub(r"\1'\2", text)


def is_formula(text: str) -> bool:
    """Whether `text` is a formula, and has no honest use as anything else."""
    return bool(SURE.match(text if text.isascii() else text.translate(WIDE)))


NEUTRALISED = re.compile(r"((?:^|[;\t\r\n])[^\S\t\r\n]*)'(?=[=+\-@＝＋－＠])")


def as_typed(text: str) -> str:
    """What `text` was before it was made harmless; whether it is a formula is for others to ask."""
    return NEUTRALISED.sub(r"\1", text)
