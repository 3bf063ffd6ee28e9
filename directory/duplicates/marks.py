"""What else tells a record: postcodes, phones, web addresses, e-mail, register numbers, streets.

Each function gives what two ways of writing one thing have in common, or "" for what tells nothing.
"""

import re
from urllib.parse import urlsplit

from directory.duplicates.names import folded, listed
from directory.publication.secrecy import POSTCODE, WITHHELD

LONGEST = 200  # characters of any mark
# Where many have a page each: the site alone tells nothing.
SHARED_SITES = listed(
    """
    facebook.com m.facebook.com fb.com instagram.com twitter.com x.com linkedin.com youtube.com
    tiktok.com linktr.ee sites.google.com google.com wordpress.com wixsite.com eventbrite.co.uk
    justgiving.com meetup.com nextdoor.co.uk bradford.gov.uk northyorks.gov.uk gov.uk nhs.uk
    """
)
FRONT_PAGES = frozenset({"home", "index", "index.html", "index.php", "index.htm"})


def postcode(text: str) -> str:
    """`BD1 1HX` of however it is spaced; "" of half a postcode."""
    whole = "".join(text[:40].split()).upper()
    return f"{whole[:-3]} {whole[-3:]}" if POSTCODE.fullmatch(whole) else ""


def phone(text: str) -> str:
    """The digits, as they are dialled within the country: `+44 1274 600000` is `01274600000`."""
    digits = re.sub(r"\(0\)|[^0-9+]", "", text[:60])
    digits = re.sub(r"^(\+|00)44", "0", digits).lstrip("+")
    return digits if 6 <= len(digits) <= 20 else ""


def web(text: str) -> str:
    """Host and path, without `www.`, a front page's name or what follows a question mark."""
    text = text.strip()[:2000]
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
    path = parts.path.strip("/").casefold()
    if path in FRONT_PAGES:
        path = ""
    if "." not in host or (host in SHARED_SITES and not path):
        return ""
    return f"{host}/{path}".rstrip("/")[:LONGEST]


def email(text: str) -> str:
    text = text.strip().casefold()
    return text[:LONGEST] if "@" in text else ""


def street(text: str) -> str:
    """The first line of an address, folded; "" if it is withheld or has no number or name."""
    if text == WITHHELD:
        return ""
    words = re.findall(r"[^\W_]+", folded(text))
    return " ".join(words)[:LONGEST] if len(words) > 1 else ""


REGISTERS = (
    ("charity", ("charit", "gb-chc", "gb-sc", "gb-nic")),
    ("company", ("compan", "gb-coh")),
)


def register(scheme: str, kind: str) -> str:
    """Which register a number is in, in a word or two: `charity`, `company`, else its own name."""
    told = f"{scheme} {kind}".casefold()
    for name, signs in REGISTERS:
        if any(sign in told for sign in signs):
            return name
    return re.sub(r"\s*\b(number|no|id)\b\.?\s*$", "", (kind or scheme).strip().casefold())[:60]


def number(text: str) -> str:
    """A number as registers write it: capitals and digits, without leading noughts."""
    plain = re.sub(r"[^A-Z0-9]", "", text[:80].upper()).lstrip("0")
    return plain if len(plain) >= 4 else ""
