"""The rows of one offer: the service and what is told about it."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from directory.demo import costs
from directory.demo.build.offer_times import add_places_and_times
from directory.demo.build.sheet import Sheet, identifier
from directory.demo.content import Offer
from directory.demo.hours import AS_OF
from directory.demo.kinds import KINDS, Kind
from directory.demo.languages import LANGUAGES, WELCOMES
from directory.demo.people import ROLES
from directory.demo.rows import Key
from directory.models import (
    Attribute,
    Contact,
    CostOption,
    Funding,
    Language,
    Metadata,
    Phone,
    RequiredDocument,
    Service,
    ServiceCapacity,
    Url,
)

INTERPRETING = (
    "Volunteers interpret on most days; ask which when you ring.",
    "Telephone interpreting in any language, at no cost to you.",
    "British Sign Language interpreters with a week's notice.",
    "A friend or relative may interpret if you would like them to.",
)
MARKS = (
    "Kind Advice Mark (demonstration)",
    "Warm Hands Volunteering Award (demonstration)",
    "Dementia-aware venue (demonstration)",
)
LICENCES = ("Registered food business (demonstration)", "Licensed minibus permit (demonstration)")
SPONSORS = (
    "Round Table of the Lost Button (fictional)",
    "Healthy Hearths pilot (fictional), to March 2028",
    "Collections at the carol concert",
)


def add_service(sheet: Sheet, offer: Offer) -> None:
    """Put down the service, with its places and times, and all that is its own."""
    kind = KINDS[offer.kind]
    ages = kind.ages if offer.ages is None else offer.ages
    service = sheet.add(
        Service,
        offer.name,
        organization_id=sheet.organization,
        program_id=sheet.one_of((*sheet.programs, None)),
        name=sheet.name(offer.name),
        alternate_name=offer.also,
        description=offer.text,
        url=sheet.web(f"services/{offer.kind}") if sheet.chance(0.6) else "",
        email=sheet.email(offer.kind) if sheet.chance(0.5) else "",
        status=offer.status,
        interpretation_services=sheet.one_of(INTERPRETING) if sheet.chance(0.4) else "",
        application_process=offer.apply or kind.apply,
        fees_description=costs.in_words(offer.cost) if offer.cost else "",
        wait_time=offer.wait,
        accreditations=sheet.one_of(MARKS) if sheet.chance(0.1) else "",
        eligibility_description=offer.eligibility or kind.eligibility,
        minimum_age=ages[0],
        maximum_age=ages[1],
        licenses=sheet.one_of(LICENCES) if sheet.chance(0.06) else "",
        alert=offer.alert,
        **_assurance(sheet),
    )
    if offer.draft or sheet.group.draft:
        sheet.rows.drafts.add(service)
    _add_terms(sheet, offer, kind, service)
    _add_prices(sheet, offer, service)
    _add_languages(sheet, offer, service)
    _add_people(sheet, offer, service)
    _add_papers(sheet, offer, service)
    _add_capacity(sheet, offer, service)
    add_places_and_times(sheet, offer, service)


def _assurance(sheet: Sheet) -> dict[str, Any]:
    """Most entries were checked this year; some are overdue, and some were never checked."""
    luck = sheet.random.random()
    if luck < 0.08:
        return {}
    days = sheet.random.randint(3, 330) if luck < 0.85 else sheet.random.randint(400, 900)
    email = sheet.email("checks") if sheet.chance(0.5) else ""
    return {"assured_date": AS_OF - timedelta(days=days), "assurer_email": email}


def _add_terms(sheet: Sheet, offer: Offer, kind: Kind, service: Key) -> None:
    first, *others = kind.needs.split()
    needs = list(dict.fromkeys([first, *offer.needs.split(), *others]))[:3]
    for link_type, codes in (("Needs met", needs), ("Who it is for", kind.people.split()[:2])):
        for code in codes:
            sheet.add(
                Attribute,
                offer.name,
                code,
                link_id=service,
                link_entity="service",
                link_type=link_type,
                taxonomy_term_id=identifier(sheet.seed, "term", code),
            )


def _add_prices(sheet: Sheet, offer: Offer, service: Key) -> None:
    if not offer.cost:
        return
    for number, columns in enumerate(costs.cost_options(offer.cost)):
        sheet.add(CostOption, offer.name, str(number), service_id=service, **columns)


def _add_languages(sheet: Sheet, offer: Offer, service: Key) -> None:
    spoken = sheet.some_of(sheet.group.languages.split(), least=1, most=3)
    for code in dict.fromkeys([*offer.languages.split(), *spoken]):
        note = WELCOMES.get(code, "") if sheet.chance(0.3) else ""
        name = LANGUAGES[code]
        sheet.add(Language, offer.name, code, service_id=service, name=name, code=code, note=note)


def _add_people(sheet: Sheet, offer: Offer, service: Key) -> None:
    if sheet.chance(0.6):
        freephone = "helpline" in offer.kind or sheet.chance(0.05)
        sheet.add(
            Phone,
            offer.name,
            service_id=service,
            number=sheet.phone("freephone") if freephone else sheet.landline(),
            extension=None if freephone or sheet.chance(0.8) else sheet.random.randint(2, 48),
            type="textphone" if offer.kind == "senses" else "voice",
            description="Free from landlines and mobiles." if freephone else "",
        )
    if not sheet.chance(0.5):
        return
    contact = sheet.add(
        Contact,
        offer.name,
        service_id=service,
        name=sheet.person(),
        title=sheet.one_of(ROLES),
        email=sheet.email("team") if sheet.chance(0.4) else "",
    )
    if sheet.chance(0.35):
        mobile = sheet.phone("mobile")
        sheet.add(Phone, "contact", offer.name, contact_id=contact, number=mobile, type="text")


def _add_papers(sheet: Sheet, offer: Offer, service: Key) -> None:
    for number, document in enumerate(filter(None, offer.bring.split("; "))):
        sheet.add(
            RequiredDocument,
            offer.name,
            str(number),
            service_id=service,
            document=document,
            uri=sheet.web("what-to-bring") if sheet.chance(0.3) else "",
        )
    if sheet.chance(0.12):
        source = sheet.one_of(SPONSORS)
        sheet.add(Funding, offer.name, service_id=service, source=source)
    if sheet.chance(0.15):
        page = sheet.web("booking", host="example.com")
        sheet.add(Url, offer.name, service_id=service, label="Booking form", url=page)
    if sheet.chance(0.12):
        sheet.add(
            Metadata,
            offer.name,
            resource_id=service,
            resource_type="service",
            last_action_date=AS_OF - timedelta(days=sheet.random.randint(30, 400)),
            last_action_type="update",
            field_name="status",
            previous_value="temporarily closed",
            replacement_value=offer.status,
            updated_by="An earlier directory (demonstration)",
        )


def _add_capacity(sheet: Sheet, offer: Offer, service: Key) -> None:
    """ "3 of 12 places", as HSDS counts it."""
    if not offer.capacity:
        return
    available, _, maximum, unit = offer.capacity.split(" ", 3)
    sheet.add(
        ServiceCapacity,
        offer.name,
        service_id=service,
        unit_id=identifier(sheet.seed, "unit", unit),
        available=Decimal(available),
        maximum=Decimal(maximum),
        description="Full at present; ask about the waiting list." if available == "0" else "",
        updated=datetime.fromisoformat(f"{AS_OF}T09:00:00+00:00"),
    )
