"""What a spreadsheet of each kind of record may hold, by the headings people know."""

import re
from dataclasses import dataclass
from functools import cache

from directory.duplicates.names import folded
from directory.exchange.tables import tables
from directory.publication.models import Kind


@dataclass(frozen=True)
class Column:
    """One column of a sheet: what it is called, and where it belongs.

    `part` is blank for a field of the record itself; else it is what the cell tells of: `phone`,
    `address`, `place`, `register`, `organization`.
    """

    key: str
    heading: str
    field: str
    part: str = ""
    also: tuple[str, ...] = ()
    # Shown when taken away; never read when brought.
    only_out: bool = False


def own(field: str, heading: str, *also: str, only_out: bool = False) -> Column:
    return Column(field, heading, field, also=also, only_out=only_out)


ID = own("id", "Identifier", "id", "uuid", "record id")
ORGANIZATION = Column(
    "organization",
    "Organisation",
    "name",
    "organization",
    ("organization", "organisation name", "run by", "provider", "group"),
)
ORGANIZATION_ID = Column(
    "organization_id",
    "Organisation identifier",
    "id",
    "organization",
    ("organization id", "organisation id"),
)
PHONE = Column(
    "phone", "Phone", "number", "phone", ("telephone", "tel", "phone number", "phones", "mobile")
)
ADDRESS = (
    Column(
        "address_1", "Street", "address_1", "address", ("address", "address 1", "address line 1")
    ),
    Column("address_2", "Second line of the address", "address_2", "address", ("address 2",)),
    Column("city", "Town or city", "city", "address", ("town", "city", "post town")),
    Column("region", "Area", "region", "address", ("district", "locality")),
    Column("state_province", "County", "state_province", "address", ("state", "province")),
    Column(
        "postal_code", "Postcode", "postal_code", "address", ("post code", "zip", "postal code")
    ),
)
PLACE = (
    Column(
        "place_name", "Name of the place", "name", "place", ("venue", "location", "place", "where")
    ),
    Column("place_address_1", "Street of the place", "address_1", "place", ("address", "street")),
    Column("place_city", "Town of the place", "city", "place", ("town", "city")),
    Column("place_state_province", "County of the place", "state_province", "place", ("county",)),
    Column("place_postal_code", "Postcode of the place", "postal_code", "place", ("postcode",)),
)
NAME = own("name", "Name", "title")
OTHER_NAME = own("alternate_name", "Other name", "also known as", "aka")
DESCRIPTION = own("description", "Description", "about", "details", "summary", "what it offers")
EMAIL = own("email", "E-mail", "email address", "mail", "contact email")
LINK = own("url", "Web address", "website", "web", "link", "webpage")

COLUMNS: dict[str, tuple[Column, ...]] = {
    Kind.ORGANIZATION: (
        ID,
        own("name", "Name", "organisation", "organization", "organisation name", "group", "title"),
        OTHER_NAME,
        DESCRIPTION,
        EMAIL,
        own("website", "Web address", "website", "web", "url", "link"),
        PHONE,
        Column("charity", "Charity number", "GB-CHC", "register", ("charity no", "charity")),
        Column("company", "Company number", "GB-COH", "register", ("company no", "company")),
        own("legal_status", "Legal form", "legal status", "type"),
        own("year_incorporated", "Founded in", "year incorporated", "year founded"),
        own("tax_status", "Tax status"),
        own("tax_id", "Tax number", "vat number"),
        own("logo", "Web address of the logo", "logo"),
        own("uri", "Linked-data address", "uri"),
    ),
    Kind.LOCATION: (
        ID,
        own("name", "Name", "location", "place", "venue", "building", "title"),
        OTHER_NAME,
        ORGANIZATION,
        ORGANIZATION_ID,
        own("location_type", "Kind of place", "location type", "type"),
        DESCRIPTION,
        *ADDRESS,
        PHONE,
        own("transportation", "How to get there", "transport", "buses", "parking"),
        LINK,
        own("latitude", "Latitude", "lat"),
        own("longitude", "Longitude", "lon", "lng", "long"),
        own("external_identifier", "Number elsewhere", "uprn", "external identifier"),
        own("external_identifier_type", "What that number is", "external identifier type"),
        own("hide_address", "Exact address kept secret", only_out=True),
    ),
    Kind.SERVICE: (
        ID,
        own("name", "Name", "service", "activity", "service name", "title", "club"),
        OTHER_NAME,
        ORGANIZATION,
        ORGANIZATION_ID,
        DESCRIPTION,
        own("status", "Is it running?", "status"),
        own("eligibility_description", "Who is it for?", "eligibility", "who for", "audience"),
        own("minimum_age", "Youngest age", "minimum age", "min age", "age from"),
        own("maximum_age", "Oldest age", "maximum age", "max age", "age to"),
        own("fees_description", "What does it cost?", "cost", "price", "fees", "fee"),
        own("application_process", "How to join", "how to book", "booking", "referral"),
        PHONE,
        EMAIL,
        LINK,
        *PLACE,
        own("interpretation_services", "Interpreting", "interpreters"),
        own("wait_time", "Waiting time", "wait"),
        own("accreditations", "Quality marks", "accreditation"),
        own("licenses", "Licences", "licence"),
        own("alert", "What people need to know now", "alert", "notice"),
        own("assured_date", "Last checked on", only_out=True),
    ),
}


def column_of(kind: str, key: str) -> Column | None:
    """The column of that key, if a sheet of this kind may have it when it is brought."""
    found = next((column for column in COLUMNS[kind] if column.key == key), None)
    return found if found and not found.only_out else None


def choosable(kind: str) -> list[Column]:
    """What the columns of a sheet may be said to be."""
    return [column for column in COLUMNS[kind] if not column.only_out]


def plain(heading: str) -> str:
    """A heading as headings are compared: `E-Mail Address:` is `email address`."""
    words = re.findall(r"[^\W_]+", folded(heading).replace("e-mail", "email"))
    return " ".join(word.replace("organization", "organisation") for word in words)


@cache
def _known(kind: str) -> dict[str, str]:
    """The key of each heading there is a word for; the first column to claim one has it."""
    known: dict[str, str] = {}
    columns = choosable(kind)
    for names in (
        lambda column: [column.heading],
        lambda column: [column.key, column.key.replace("_", " ")],
        lambda column: column.also,
    ):
        for column in columns:
            for name in names(column):
                known.setdefault(plain(name), column.key)
    return known


def guessed(kind: str, headings: list[str]) -> dict[str, str]:
    """What each heading most likely is: its key, or "" where that is anybody's guess."""
    taken: set[str] = set()
    guesses = {}
    for heading in headings:
        key = _known(kind).get(plain(heading), "")
        if key in taken:
            key = ""
        guesses[heading] = key
        taken.add(key)
    return guesses


def label_of(kind: str, table: str, field: str) -> str:
    """What people know a field of a row by: the heading of its column in a sheet of `kind`."""
    parts = {kind: "", "organization_identifier": "register", "address": "place"}
    for part in (parts.get(table, table), table):
        for column in COLUMNS[kind]:
            if (column.part, column.field) == (part, field):
                return column.heading
    known = tables()[table].columns.get(field) if table in tables() else None
    return str(known.field.verbose_name) if known else field
