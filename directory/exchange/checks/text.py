"""What is done to any text: damage that is certain is repaired, danger is refused.

`cleaned` gives the text and what was found in it; it raises Refused where a text may not come in at
all.
"""

import html
import re
import unicodedata
from html.parser import HTMLParser
from typing import NamedTuple

from directory.exchange.faults import Action
from directory.formulas import is_formula


class Finding(NamedTuple):
    """What was found in a text, in a sentence, and whether it was repaired or only noted."""

    message: str
    action: Action = Action.REPAIRED


class Refused(ValueError):
    """A value that no repair makes safe; the row is left out. The message is for the fault."""


# A text of these alone needs no work beyond trimming; most are.
PLAIN = re.compile(r"[ -%'-;>-\[\]-~]*")  # printable ASCII without & < = \
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MARKER = re.compile(r"###\s*(?:[A-Z]{2,5}\s*###)?")
ESCAPED_BREAK = re.compile(r"\\r\\n|\\n|\\r")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
DECLARATION = re.compile(r"<[!?][^<>]*>")
NO_TAG = re.compile(rf"<(?!{TAG.pattern[1:]})")
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")

NUL = "A NUL character: the value is not text."
SPREADSHEET_FORMULA = "This would run as a formula in a spreadsheet."
NO_UNICODE = "Half a character (a lone surrogate): the value is not text."
CONTROLS_GONE = Finding("Control characters were removed.")
MOJIBAKE_GONE = Finding("Letters garbled by a wrong encoding were restored.")
MOJIBAKE_KEPT = Finding("Letters look garbled by a wrong encoding; kept as they are.", Action.NOTED)
BREAKS_MADE = Finding("The characters backslash-n were made line breaks.")
MARKERS_GONE = Finding("Markers such as ###ABC### were removed.")
HTML_GONE = Finding("HTML was made plain text.")


def cleaned(text: str, *, prose: bool = True) -> tuple[str, list[Finding]]:
    """`text` trimmed and repaired, and what was found. Only prose may hold HTML or markers."""
    text = text.strip()
    if PLAIN.fullmatch(text) and not text.startswith(("@", "+", "-")) and "###" not in text:
        return text, []
    refuse(text)
    findings: list[Finding] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for finding, repair in PROSE_REPAIRS if prose else REPAIRS:
        repaired = repair(text)
        if repaired != text:
            findings.append(finding)
            text = repaired
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if SUSPECT.search(text):
            findings.append(MOJIBAKE_KEPT)
    text = text.strip()
    if findings:
        refuse(text)  # What stood before the sign may be gone.
    return text, findings


def refuse(text: str) -> None:
    """Raises Refused when `text` is no text at all, or would run in a spreadsheet."""
    refuse_no_text(text)
    if is_formula(text):
        raise Refused(SPREADSHEET_FORMULA)


def refuse_no_text(text: str) -> None:
    if "\x00" in text:
        raise Refused(NUL)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(NO_UNICODE) from error


# --- Letters garbled by a wrong encoding ---------------------------------------------------------

# UTF-8 read as code page 437 and then narrowed: the right quotation mark, E2 80 99, shows as GÇÖ.
# Only pairs and triples that can come of one character alone are here; n and o with their marks,
# for one, both end as +¦, so those are left as they are and noted.
NARROWED = {
    "GÇÖ": "’",
    "GÇÿ": "‘",
    "GÇ£": "“",
    "GÇ¥": "”",
    "GÇô": "–",
    "GÇö": "—",
    "GÇæ": "‑",
    "GÇª": "…",
    "GÇó": "•",
    "GÇï": "",
}
NARROWED_LETTER = {"+í": "á", "+¡": "í", "+º": "ç"}
TRIPLE = re.compile("|".join(NARROWED))
LETTER = re.compile(r"(?<=[A-Za-z])\+[í¡º](?=[a-z])")
NO_BREAK_SPACE = re.compile(r"-á(?=\s|[A-Z]|$)")
FOREIGN_RUN = re.compile(r"[^\x00-\x7f]{2,}")
SUSPECT = re.compile(r"[+\-][¦¬«ÆÇôöû£¥Öáº¡]|GÇ|Ã[\x80-\xbf]|â€|\ufffd")


def without_mojibake(text: str) -> str:
    if text.isascii():
        return text
    if "GÇ" in text:
        text = TRIPLE.sub(lambda match: NARROWED[match[0]], text)
    text = LETTER.sub(lambda match: NARROWED_LETTER[match[0]], text)
    text = NO_BREAK_SPACE.sub(" ", text)
    return FOREIGN_RUN.sub(lambda match: read_again(match[0]), text)


def read_again(run: str) -> str:
    """Letters that are UTF-8 once turned back into Windows-1252 or code page 437, as UTF-8.

    Text that was never garbled is practically never valid UTF-8 that way, so a success is proof.
    """
    for encoding in ("cp1252", "cp437"):
        try:
            return run.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return run


# --- Marks of other systems ----------------------------------------------------------------------


def without_controls(text: str) -> str:
    return CONTROL.sub("", text)


def without_markers(text: str) -> str:
    if "###" not in text:
        return text
    return re.sub(r"\n{3,}", "\n\n", MARKER.sub("", text)).strip()


def with_breaks(text: str) -> str:
    if "\\" not in text:
        return text
    return ESCAPED_BREAK.sub("\n", text).replace("\\t", " ")


# --- HTML ----------------------------------------------------------------------------------------

BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "section"}
HIDDEN = {"script", "style"}


class PlainText(HTMLParser):
    """Collects the words of HTML: paragraphs apart, list items dashed, links with their address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0
        self.link = ""
        self.link_starts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self.hidden += 1
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "a":
            self.link, self.link_starts = dict(attrs).get("href") or "", len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            words = "".join(self.parts[self.link_starts :])
            if self.link.startswith(("http://", "https://")) and self.link not in words:
                self.parts.append(f" ({self.link})")
            self.link = ""

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)

    def text(self) -> str:
        text = "".join(self.parts).replace("\xa0", " ")
        text = re.sub(r"[ \t]+", " ", text)
        text = re.sub(r" ?\n ?", "\n", text)
        return re.sub(r"\n{3,}", "\n\n", text).strip()


def without_comments(text: str) -> str:
    """`text` without comments; one that never ends is none. By hand, for it may be very long."""
    parts, start = [], 0
    while (begins := text.find("<!--", start)) >= 0:
        ends = text.find("-->", begins + 4)
        if ends < 0:
            break
        parts.append(text[start:begins])
        start = ends + 3
    return "".join([*parts, text[start:]])


def without_html(text: str) -> str:
    text = without_comments(text)
    if TAG.search(text):
        parser = PlainText()
        # The parser goes over the rest of a text again at each < that begins no tag.
        parser.feed(NO_TAG.sub("&lt;", DECLARATION.sub("", text)))
        parser.close()
        return parser.text()
    return html.unescape(text).replace("\xa0", " ") if ENTITY.search(text) else text


REPAIRS = [
    (CONTROLS_GONE, without_controls),
    (MOJIBAKE_GONE, without_mojibake),
]
PROSE_REPAIRS = [
    *REPAIRS,
    (BREAKS_MADE, with_breaks),
    (MARKERS_GONE, without_markers),
    (HTML_GONE, without_html),
]
