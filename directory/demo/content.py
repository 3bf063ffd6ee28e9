"""The shapes the directory is written in: a group, its venues, and what it offers.

To add to the demo, write a `Group` in one of the modules of `directory/demo/groups`. Say things
once and plainly; what is left out comes from the offer's kind (kinds.py) or is drawn from the seed
(build.py). A group's `stem` and the names of places are found in its texts and exchanged when the
directory is copied (scale.py).
"""

from dataclasses import dataclass

HOME = "home"
ONLINE = "online"
PHONE = "phone"
VISITS = "visits"
"""Where an offer happens, besides the venues' names: VISITS is in people's own homes."""


@dataclass(frozen=True, slots=True)
class Venue:
    """A building, besides its own, that a group uses."""

    name: str
    at: str
    """Its place, by its name in places.py."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One service of a group."""

    kind: str
    """A key of KINDS in kinds.py: what it meets, whom it is for, how to join."""
    name: str
    text: str
    hours: str = ""
    """As in hours.py; "" is unknown."""
    cost: str = "free"
    """As in costs.py; "" is unknown."""
    at: str = HOME
    """HOME, ONLINE, PHONE, VISITS or a venue's name; several are parted by semicolons."""
    also: str = ""
    """Another name, often in another script."""
    languages: str = ""
    """Codes of languages.py, besides those of the group."""
    ages: tuple[int | None, int | None] | None = None
    """In whole years, where they are not the kind's own."""
    needs: str = ""
    """Codes of taxonomy.py, besides those of the kind."""
    eligibility: str = ""
    apply: str = ""
    alert: str = ""
    wait: str = ""
    capacity: str = ""
    """What there is room for: "3 of 12 places"."""
    bring: str = ""
    """Papers to bring, parted by semicolons."""
    status: str = "active"
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One fictional organisation."""

    name: str
    stem: str
    """The invented words in its name, which no other group has: "Otter Bank"."""
    at: str
    """Its own place, by its name in places.py."""
    about: str
    offers: tuple[Offer, ...]
    also: str = ""
    home: str = ""
    """What its own building is called; "" is by the group's name."""
    home_type: str = "physical"
    """physical, postal (letters only), virtual, or secret: an address never published."""
    venues: tuple[Venue, ...] = ()
    languages: str = ""
    legal: str = "Registered charity"
    program: str = ""
    """What its offers are run under together: a name, a full stop, and a description."""
    parent: str = ""
    """The stem of the larger group it is a branch of."""
    area: str = ""
    """Where its people live, parted by semicolons; "" is around its own place."""
    draft: bool = False
