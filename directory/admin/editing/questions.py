"""What each field is called on screen: a question, and what a good answer looks like.

HSDS's names are for programs. `help_text` of the models is for editors and readers of the API
alike; these are for a volunteer who has ten minutes.
"""

from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field

Question = tuple[str, str]

SERVICE: dict[str, Question] = {
    "organization": ("Which organisation runs it?", "The group people would say is in charge."),
    "program": (
        "Is it part of a larger programme?",
        "Only if your organisation runs several services under one name.",
    ),
    "name": (
        "What is it called?",
        "The name on your posters, such as “Tuesday Lunch Club”. Needed to save.",
    ),
    "alternate_name": (
        "Does it have another name?",
        "An old name, an abbreviation, or the name in another language.",
    ),
    "description": (
        "What happens there?",
        "Two or three plain sentences, as you would tell a neighbour: what people do, who comes, "
        "what to expect the first time. Such as: “A hot two-course meal and company. New people "
        "are met at the door. You do not need to book.”",
    ),
    "alert": (
        "Is there anything people need to know right now?",
        "Such as: “The hall is closed until May; we meet in the library.” Clear it afterwards.",
    ),
    "status": ("Is it running?", ""),
    "eligibility_description": (
        "Who is it for?",
        "Such as: “Anyone over 60 who lives alone”, or “Everyone is welcome.”",
    ),
    "minimum_age": (
        "What is the youngest age?",
        "In whole years, such as 18. Leave it blank if there is none.",
    ),
    "maximum_age": (
        "What is the oldest age?",
        "In whole years, such as 25. Leave it blank if there is none.",
    ),
    "fees_description": (
        "What does it cost?",
        "Such as: “Free. Donations are welcome.” or “£3 a session, £1 if you are on benefits.”",
    ),
    "fees": (
        "What an older system said it costs",
        "It came from there. The answer above is what people read.",
    ),
    "email": (
        "Which e-mail address may the public write to?",
        "An address that is read every week, such as hello@example.org. It is published.",
    ),
    "url": ("Does it have a web page of its own?", "Starting with https://."),
    "application_process": (
        "How do people join?",
        "Such as: “Just turn up”, “Ring first”, or “Your GP can refer you”.",
    ),
    "wait_time": ("Do people have to wait?", "Such as: “About two weeks.”"),
    "interpretation_services": (
        "Can people ask for an interpreter?",
        "Such as: “British Sign Language with a week’s notice.”",
    ),
    "accreditations": ("Does it have quality marks?", "Such as: “Advice Quality Standard.”"),
    "licenses": ("Does it hold licences?", "Such as: “Registered food business.”"),
    "assured_date": (
        "When did someone last check these details?",
        "The day your group looked through all of it. People trust what is fresh.",
    ),
    "assurer_email": (
        "Who checked them?",
        "The e-mail address of whoever checked. It is published, so use a shared one.",
    ),
}

ORGANIZATION: dict[str, Question] = {
    "name": ("What is your organisation called?", "Its full public name. Needed to save."),
    "alternate_name": ("Do people call it something else?", "An abbreviation or an old name."),
    "description": (
        "What does it do?",
        "Two or three plain sentences. Such as: “Neighbours in Otter Bank who run a lunch club, "
        "a youth club and a community garden.”",
    ),
    "email": (
        "Which e-mail address may the public write to?",
        "An address that is read every week. It is published.",
    ),
    "website": ("What is your website?", "Starting with https://."),
    "logo": ("Where is your logo?", "The web address of the picture, starting with https://."),
    "legal_status": (
        "What kind of organisation is it?",
        "Such as: charity, community interest company, unregistered group.",
    ),
    "year_incorporated": ("When was it founded?", "The year, such as 1998."),
    "tax_status": ("What is its tax status?", "If it has one, such as: charity for tax."),
    "tax_id": ("Does it have a VAT number?", "Only if you want it published."),
    "uri": (
        "Does it have a permanent identifier on the web?",
        "For those who link data. Most groups leave it blank.",
    ),
    "parent_organization": (
        "Is it part of a larger organisation?",
        "Such as a national charity. Most groups leave it blank.",
    ),
}

LOCATION: dict[str, Question] = {
    "location_type": ("What kind of place is it?", ""),
    "name": ("What is the place called?", "Such as: “Otter Bank Community Hub”."),
    "alternate_name": ("Do people call it something else?", "Such as: “the old chapel”."),
    "description": (
        "How do people find the door?",
        "Such as: “Ring the bell at the green side door.” What the place is like inside helps too.",
    ),
    "transportation": ("How do people get there?", "Buses, trains and parking."),
    "organization": (
        "Which organisation looks after it?",
        "Its people may change these details.",
    ),
    "url": ("Where is it online?", "For online places: the web address, starting with https://."),
    "hide_address": (
        "Hide the exact address",
        "For refuges and the like. The public then sees only the first half of the postcode and a "
        "point about a kilometre wide.",
    ),
    "latitude": (
        "How far north is it?",
        "Degrees, such as 53.7938. Leave it blank: the postcode is usually enough.",
    ),
    "longitude": ("How far west or east is it?", "Degrees, such as -1.7524. West is negative."),
    "external_identifier": ("Does it have a number in a register?", "Such as its UPRN."),
    "external_identifier_type": ("Which register is that?", "Such as: UPRN."),
}

ADDRESS: dict[str, Question] = {
    "attention": ("Whom should letters name?", "Leave it blank if nobody in particular."),
    "address_1": ("House number and street", "Such as: 1 Otter Row."),
    "address_2": ("Second line", "Such as: behind the library."),
    "city": ("Town or city", "Such as: Bradford."),
    "region": ("Part of town", "Such as: Manningham."),
    "state_province": ("County", "Such as: West Yorkshire."),
    "postal_code": ("Postcode", "Such as: BD1 1HX."),
    "country": ("Country", "Two letters: GB."),
    "address_type": ("What is this address for?", ""),
}

ROWS: dict[str, dict[str, Question]] = {
    "phone": {
        "number": ("Phone number", "With its area code, such as 01274 496000."),
        "extension": ("Extension", "Digits alone. Blank if there is none."),
        "type": ("What is it for?", ""),
        "description": ("When is it answered?", "Such as: “Weekdays 9 to 5; leave a message.”"),
    },
    "contact": {
        "name": (
            "Whom should people ask for?",
            "A first name is enough. It is published, so ask them first.",
        ),
        "title": ("What is their role?", "Such as: coordinator."),
        "department": ("Which team are they in?", "Only in larger organisations."),
        "email": ("Their e-mail address", "It is published."),
    },
    "url": {
        "label": ("What is the page?", "Such as: Facebook page, booking form."),
        "url": ("Its address", "Starting with https://."),
    },
    "funding": {"source": ("Who pays for it?", "Such as: the National Lottery Community Fund.")},
    "language": {
        "name": ("Which language?", "Such as: Urdu, or British Sign Language."),
        "code": ("Its code, if you know it", "Two or three letters, such as ur."),
        "note": ("When, or by whom?", "Such as: “On Tuesdays.”"),
    },
    "cost_option": {
        "option": ("Who pays this price?", "Such as: adults, under 18s, families."),
        "amount": ("How much?", "In pounds, such as 2.50. Put 0 if it is free for them."),
        "amount_description": ("For what?", "Such as: each session, or each term."),
        "currency": ("In which currency?", "Three letters, such as GBP."),
        "valid_from": ("From which date?", "Blank if it always was."),
        "valid_to": ("Until which date?", "Blank if it goes on."),
    },
    "service_area": {
        "name": ("Which area does it cover?", "Such as: Keighley, or all of Bradford district."),
        "description": ("In more words", "Such as: “Only the streets around Otter Bank.”"),
        "uri": ("The area’s web address", "For those who link data. Most groups leave it blank."),
    },
    "required_document": {
        "document": ("What should people bring?", "Such as: proof of address."),
        "uri": ("A web page about it", "Starting with https://."),
    },
    "service_capacity": {
        "unit": ("What is counted?", "Such as: places, beds, parcels."),
        "available": ("How many are free?", "A number. 0 means full."),
        "maximum": ("How many are there in all?", "A number. Blank if you do not count."),
        "description": ("Anything to know about that?", "Such as: “Ask for the waiting list.”"),
    },
    "accessibility": {
        "description": ("What is there?", "Such as: step-free entrance, hearing loop."),
        "details": ("More about it", "Such as: “The ramp is at the side; ring for it.”"),
        "url": ("A web page that says more", "Starting with https://."),
    },
    "organization_identifier": {
        "identifier_type": (
            "What kind of number is it?",
            "Such as: Charity number, Company number.",
        ),
        "identifier": ("The number", "As registered, such as 1012345."),
        "identifier_scheme": (
            "The register’s code, if you know it",
            "From org-id.guide, such as GB-CHC for charities in England and Wales.",
        ),
    },
    "program": {
        "name": ("What is the programme called?", ""),
        "alternate_name": ("Does it have another name?", ""),
        "description": (
            "What brings its services together?",
            "One or two sentences. Needed before the organisation can be published.",
        ),
    },
    "service_at_location": {
        "location": ("Which place is it?", "Look for it first: many halls are here already."),
        "service": ("Which service is it?", ""),
        "description": (
            "What is different at this place?",
            "Such as: “Use the side door.” Leave it blank if nothing is.",
        ),
    },
    "service": SERVICE,
    "organization": ORGANIZATION,
    "location": LOCATION,
    "address": ADDRESS,
}


def question_of(field: Field) -> Question | None:
    """What `field` is called on screen, and its hint."""
    entity = getattr(field.model, "entity", None)
    return ROWS.get(entity(), {}).get(field.name) if entity else None


def ask(form_field: Any, db_field: Field) -> Any:
    """`form_field`, asking as people ask, without the buttons that open other windows."""
    if form_field is None:
        return None
    if isinstance(form_field.widget, RelatedFieldWidgetWrapper):
        form_field.widget = form_field.widget.widget
    if question := question_of(db_field):
        form_field.label, form_field.help_text = question
    return form_field
