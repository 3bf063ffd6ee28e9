"""The parameters of a question: what is looked for, where, when and for whom.

Unlike filters they are read together: `proximity` needs something to be near to, and `start_time`
is asked of the same session as `day`. What they mean is in directory/search/finding.
"""

from directory.api.parameters import Parameter
from directory.api.values import (
    AGE,
    BOX,
    CLOCK,
    EITHER,
    FLAG,
    LOCAL_MOMENT,
    POINT,
    STRETCH,
    WEEKDAY,
    area_code,
    one_of,
    text,
    whole_number,
)
from directory.search.finding import examples
from directory.search.finding.question import (
    DEFAULT_RADIUS_METRES,
    FARTHEST_METRES,
    LONGEST_WORDS,
)
from directory.search.traits import reading

SEARCH = Parameter(
    "search",
    text(LONGEST_WORDS, example="debt advice"),
    'Words to look for. `"in quotes"` means together and in this order, `-word` without it; the '
    "last word may be unfinished. Other words for the same are found too, and if little is found, "
    "the nearest spelling: the answer then says so in `search`.",
)

POSTCODE = Parameter(
    "postcode",
    text(10, example="BD21 3AB"),
    "Alone: what covers this postcode by its service area, and what happens within "
    f"{DEFAULT_RADIUS_METRES:,} metres, nearest first. With `proximity`: what happens within that. "
    "A whole postcode or its first half, however spaced.",
)
NEAR = Parameter(
    "near",
    POINT,
    "The same from a point: latitude and longitude in degrees (WGS84).",
)
PLACE = Parameter(
    "place",
    text(100, example="Keighley"),
    "The same from the middle of a town, village or neighbourhood.",
)
PROXIMITY = Parameter(
    "proximity",
    whole_number(1, FARTHEST_METRES, example="2000", hint=lambda: examples.NEAR),
    "Only what happens within so many metres, as the crow flies, of `postcode`, `near` or `place`, "
    "nearest first.",
)
BBOX = Parameter(
    "bbox",
    BOX,
    "Only what happens inside this box: west, south, east, north in degrees, as in GeoJSON.",
)
AREA = Parameter(
    "area",
    area_code(),
    "Only what happens in this area, by its GSS code: a ward, local authority, LSOA or NHS place. "
    "Repeat it for several.",
    many=True,
)
WHERE = (POSTCODE, NEAR, PLACE, PROXIMITY, BBOX, AREA)

DAY = Parameter(
    "day",
    WEEKDAY,
    "Only services with a session on this day of the week. Repeat it for several. With "
    "`start_time` and `end_time`, one session meets them all.",
    many=True,
)
START_TIME = Parameter(
    "start_time", CLOCK, "Only services with a session that starts at this time or later."
)
END_TIME = Parameter(
    "end_time",
    CLOCK,
    "Only services with a session that ends at this time or earlier; "
    "00:00 is the midnight after it.",
)
OPEN_AT = Parameter(
    "open_at",
    LOCAL_MOMENT,
    "Only services open at this moment; without an offset it is local time.",
)
OPEN_NOW = Parameter("open_now", FLAG, "`true` gives only services that are open now.")
OPEN_BETWEEN = Parameter(
    "open_between",
    STRETCH,
    "Only services open for some of the time between two moments, written with a slash between "
    "(ISO 8601), at most seven days apart.",
)
WHEN = (DAY, START_TIME, END_TIME, OPEN_AT, OPEN_NOW, OPEN_BETWEEN)

AGED = Parameter(
    "age",
    AGE,
    "Only services that someone of this age, in whole years, may come to.",
    many=True,
)
ATTENDING = Parameter(
    "attending",
    one_of(*reading.ATTENDING),
    "Only services one can take part in so. With `proximity`, `online` and `phone` also keep what "
    "is offered so from anywhere.",
    many=True,
)
TAXONOMY = Parameter(
    "taxonomy",
    text(255, example="Needs met", hint=examples.of_code),
    "The identifier or the name of the taxonomy that `code` is of.",
)
CODE = Parameter(
    "code",
    text(255, example="food", hint=examples.of_code),
    "Only services filed under the term with this code, or under a narrower one.",
    many=True,
)
STRICT = Parameter(
    "strict",
    FLAG,
    "`true` leaves out services that do not say: of which age people may be, with `age`; and when "
    "they are open, with any parameter of time. Else they stay.",
)
OVERDUE = Parameter(
    "overdue",
    EITHER,
    "`true` gives only services nobody has confirmed for twelve months, or ever: on or after their "
    "`overdue_from`. `false` gives the others.",
)
WHO = (AGED, ATTENDING, TAXONOMY, CODE, STRICT, OVERDUE)

OFFERS = (SEARCH, *WHERE, *WHEN, *WHO)
PLACES = (SEARCH, *WHERE)
