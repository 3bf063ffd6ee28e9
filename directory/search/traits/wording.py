"""What free text in English says of how one takes part, of the price, and of who may refer.

Short lists of phrases. What they do not know stays unknown; nothing is guessed from other words.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from directory.publication.storing import sort_name

LONGEST = 200
# Of a longer text the rest is not looked at.
MOST_READ = 2000
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@lru_cache(maxsize=4096)
def _shown(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text).split())[:LONGEST].rstrip()


def shown(text: Any) -> str:
    """`text` on one line, without control characters, as much of it as is kept; blank for none."""
    return _shown(text[: LONGEST * 4]) if isinstance(text, str) else ""


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    for _ in range(3):
        # Some letters need it twice; a value given back must stay the value it is.
        text = " ".join(sort_name(text).split())
    return text


def folded(text: Any) -> str:
    """`text` as it is compared: accents, case and spacing do not count."""
    return _folded(shown(text))


def plain(text: str) -> str:
    """`text` without accents or case, and with straight apostrophes; its lines stay."""
    letters = unicodedata.normalize("NFKD", text[:MOST_READ].replace("’", "'")).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


ATTENDING = {
    "in_person": re.compile(
        r"\b(?:in[\s_-]?person|face[\s-]to[\s-]face|on[\s-]?site|at (?:the|our) (?:venue|centre))\b"
    ),
    "at_home": re.compile(
        r"\bat[\s_-]home\b"
        r"|\b(?:at|in|to) (?:your|their|the client'?s|people'?s|a person'?s) (?:own )?homes?\b"
        r"|\bhome visits?\b|\bhome visiting\b"
    ),
    "online": re.compile(
        r"\bon-?line\b|\bvirtual(?:ly)?\b|\bvideo\b|\bvideo-?call\b|\bremote(?:ly)?\b"
        r"|\bzoom\b|\bteams\b|\bwebinars?\b|\bby e-?mail\b|\bwebchat\b"
    ),
    "phone": re.compile(r"\b(?:tele)?phone\b|\bhelpline\b|\bby text\b"),
}
# "Not online", "no home visits": what follows within the same part of the text is not offered.
DENIED = re.compile(r"\b(?:not?(?! only| just)|never|without|isn'?t|cannot|can'?t)\b[^.,;/]*")


@lru_cache(maxsize=4096)
def attending_in(text: str) -> frozenset[str]:
    """The ways of taking part that `text`, an HSDS `attending_type`, names."""
    said = DENIED.sub(" ", plain(text))
    return frozenset(way for way, phrase in ATTENDING.items() if phrase.search(said))


FREE = re.compile(
    r"(?:(?:it|this|the service|our service|this service|everything|attendance|entry|admission)"
    r"(?: is|'s)? )?"
    r"(?:always |all |completely |entirely |totally |absolutely )?"
    r"(?:free(?: of (?:any )?(?:charge|cost))?|(?:there (?:is|are) )?(?:no|without|at no) "
    r"(?:charge|cost|fee)s?|nothing)"
    r"(?: (?:at (?:the )?point of (?:use|access|delivery)|for (?:all|everyone|everybody)"
    r"|to (?:all|everyone|everybody|use|attend|join|enter|access|take part)))*"
)
# Words after the first sentence that make it less than free.
BUT = re.compile(r"[0-9£$€%]|\b(?:but|unless|except|charges?|fees?|costs?|pay|paid|donat|members?)")


@lru_cache(maxsize=4096)
def free_in(text: str) -> bool:
    """Whether `text`, an HSDS `fees_description`, says that nobody pays anything."""
    if len(text) > MOST_READ:
        return False
    first, *rest = re.split(r"[.!;\n]+\s*", plain(text).strip(), maxsplit=1)
    return bool(FREE.fullmatch(first)) and not any(map(BUT.search, rest))


NOT_NEEDED = re.compile(
    r"\b(?:no|without (?:a|any)|not need (?:a|any)|n'?t need (?:a|any))"
    r" (?:formal |gp )?referrals?\b"
    r"|\breferrals? (?:is |are )?(?:not|n'?t) (?:needed|required|necessary)\b"
    r"|\breferrals? (?:is|are)n'?t (?:needed|required|necessary)\b"
)
ONESELF = re.compile(
    r"\bself[\s-]?refer|\brefer (?:yourself|yourselves|themselves|oneself)\b"
    r"|\b(?:anyone|anybody|people|families|individuals) (?:can|may) refer"
)
REFERRED = re.compile(r"\breferr?(?!\w*\s+to\s+(?:the|our|this|their)\b)")
INVITED = re.compile(
    r"\b(?:turn(?:ing)? up|drop(?:ping)?[\s-]?in|walk[\s-]?ins?|come|pop in|book|booking|register"
    r"|sign up|enrol|enroll|join|apply|appointments?|ring|phone|telephone|call|e-?mail|text"
    r"|contact|write|visit)\b"
)
# "Call for information" says nothing of whether one may come.
ASKING = re.compile(
    r"\b(?:ring|phone|telephone|call|e-?mail|text|contact|write|visit)\b[^,]*?"
    r"\bfor (?:more |further |any )?(?:information|details|info)\b"
)
STOP = re.compile(r"[.!?;\n]+")
OR = re.compile(r"\bor\b")


@lru_cache(maxsize=4096)
def referral_in(text: str) -> frozenset[str]:
    """Who may bring a person in, by `text`, an HSDS `application_process`: self, professional.

    An invitation ("turn up", "ring") is for the person, unless a referral is called for and the
    invitation is not offered beside it: in "By referral from a GP. Ring us if you have none", the
    person cannot come unreferred; in "By referral from a GP, or ring us", they can.
    """
    own = professional = invited = beside = False
    for sentence in STOP.split(plain(text)):
        calls = invites = False
        for way in OR.split(" ".join(sentence.split())):
            if NOT_NEEDED.search(way) or ONESELF.search(way):
                own = True
                way = ONESELF.sub(" ", NOT_NEEDED.sub(" ", way))
            if REFERRED.search(way):
                calls = True
            elif INVITED.search(ASKING.sub(" ", way)):
                invites = True
        professional = professional or calls
        invited = invited or invites
        beside = beside or (calls and invites)
    if (invited and not professional) or beside:
        own = True
    found = {"self"} if own else set()
    return frozenset(found | ({"professional"} if professional else set()))
