"""The rows of a group itself: organisation, identifiers, programme, money, people to ask."""

from directory.demo.build.locations import add_locations
from directory.demo.build.sheet import Sheet, identifier, slug
from directory.demo.kinds import KINDS
from directory.demo.people import ROLES
from directory.demo.rows import Key
from directory.models import (
    Attribute,
    Contact,
    Funding,
    Organization,
    OrganizationIdentifier,
    Phone,
    Program,
    Url,
)

FUNDERS = (
    "The Three Cloughs Fund (fictional), 2025 to 2028",
    "Old Packhorse Bequest (fictional)",
    "A grant from the Moors and Mills Trust (fictional)",
    "Members' subscriptions and a summer fair",
    "Room hire and the café",
    "An anonymous gift of gold-coloured buttons",
)
PAGES = (("Facebook page", "social"), ("What's on", "whats-on"), ("Volunteer with us", "volunteer"))
_CHARITY = ("GB-CHC", "Charity number (demonstration)", "DEMO-")
_COMPANY = ("GB-COH", "Company number (demonstration)", "DEMO-C")
REGISTERS = {
    "Registered charity": _CHARITY,
    "Charitable incorporated organisation": _CHARITY,
    "Community interest company": _COMPANY,
    "Company limited by guarantee": _COMPANY,
    "Community benefit society": ("GB-MPR", "Society number (demonstration)", "DEMO-M"),
}
CHARITIES = ("Registered charity", "Charitable incorporated organisation", "Excepted charity")


def add_organization(sheet: Sheet) -> None:
    """Put down the organisation and all that is its own, its locations included."""
    group = sheet.group
    parent = identifier(sheet.seed, slug(group.parent), "organization")
    sheet.add(
        Organization,
        name=sheet.name(group.name),
        alternate_name=group.also or (_initials(group.name) if sheet.chance(0.25) else ""),
        description=group.about,
        email=sheet.email(),
        website=sheet.web(),
        tax_status="Charity for tax purposes" if group.legal in CHARITIES else "",
        tax_id=f"DEMO-VAT-{sheet.random.randrange(10_000):04}" if sheet.chance(0.1) else "",
        year_incorporated=sheet.random.randint(1921, 2023),
        legal_status=group.legal,
        logo=sheet.web("logo.png") if sheet.chance(0.3) else "",
        uri=sheet.web("id") if sheet.chance(0.5) else "",
        parent_organization_id=Key(parent) if group.parent else None,
    )
    add_locations(sheet)
    if group.draft:
        sheet.rows.drafts.update({sheet.organization, *sheet.locations.values()})
    _add_register_entry(sheet)
    _add_program(sheet)
    _add_money_and_pages(sheet)
    _add_people(sheet)
    _add_attribute(sheet)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _add_register_entry(sheet: Sheet) -> None:
    if not (register := REGISTERS.get(sheet.group.legal)):
        return
    scheme, kind, prefix = register
    sheet.add(
        OrganizationIdentifier,
        organization_id=sheet.organization,
        identifier_scheme=scheme,
        identifier_type=kind,
        identifier=f"{prefix}{sheet.random.randrange(1, 1_000_000):06}",
    )


def _add_program(sheet: Sheet) -> None:
    if not sheet.group.program:
        return
    name, description = sheet.group.program.split(". ", 1)
    sheet.programs.append(
        sheet.add(
            Program,
            organization_id=sheet.organization,
            name=sheet.name(name),
            description=description,
        )
    )


def _add_money_and_pages(sheet: Sheet) -> None:
    for number, source in enumerate(sheet.some_of(FUNDERS, least=0, most=2)):
        sheet.add(Funding, str(number), organization_id=sheet.organization, source=source)
    for label, page in sheet.some_of(PAGES, least=0, most=2):
        sheet.add(
            Url,
            page,
            organization_id=sheet.organization,
            label=label,
            url=sheet.web(page, host="example.com"),
        )


def _add_people(sheet: Sheet) -> None:
    sheet.add(
        Phone,
        "desk",
        organization_id=sheet.organization,
        number=sheet.landline(),
        type="voice",
        description="Office hours; leave a message at other times.",
    )
    if sheet.chance(0.3):
        sheet.add(
            Phone,
            "text",
            organization_id=sheet.organization,
            number=sheet.phone("mobile"),
            type="text",
            description="Text messages and WhatsApp.",
        )
    contact = sheet.add(
        Contact,
        organization_id=sheet.organization,
        name=sheet.person(),
        title=sheet.one_of(ROLES),
        department=sheet.one_of(("", "", "Office", "Community team")),
        email=sheet.email("office"),
    )
    if sheet.chance(0.5):
        sheet.add(Phone, "contact", contact_id=contact, number=sheet.phone("mobile"), type="voice")


def _add_attribute(sheet: Sheet) -> None:
    code = KINDS[sheet.group.offers[0].kind].people.split()[0]
    sheet.add(
        Attribute,
        "focus",
        link_id=sheet.organization,
        link_entity="organization",
        link_type="Who it is for",
        taxonomy_term_id=identifier(sheet.seed, "term", code),
        label="Main focus",
    )
