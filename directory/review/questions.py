"""The one list of what each field is called on screen: a question, and what a good answer says.

Forms ask with it, previews and differences tell with it. HSDS's names are for programs, and
`help_text` of the models is for their readers; these are for a volunteer who has ten minutes. A
field that is not listed is called what its model calls it, so none is ever left out.
"""

from dataclasses import dataclass

from django.db.models import Model

from directory import models as hsds
from directory.places.models import NamedPlace
from directory.search.models import ThesaurusEntry

WHAT = "What it is"
WHO = "Who it is for"
WHERE = "Where it happens"
WHEN = "When it runs"
COST = "What it costs"
TOUCH = "How to get in touch"
ACCESS = "Access and languages"
FILED = "Categories"
CHECKED = "When it was checked"
OTHER = "Everything else"
ORDER = (WHAT, WHO, WHERE, WHEN, COST, TOUCH, ACCESS, FILED, CHECKED, OTHER)


@dataclass(frozen=True)
class Question:
    """What is asked, the hint below it, and the section of a record it belongs to."""

    text: str
    hint: str = ""
    section: str = OTHER

    def answered(self, value: str) -> str:
        """Question and answer in one line."""
        return f"{self.text}{'' if self.text.endswith('?') else ':'} {value}"


def asked(section: str = OTHER, **fields: str | tuple[str, str]) -> dict[str, Question]:
    """Questions of one section by the names of their fields: a text, or a text and a hint."""
    pairs = {name: (told, "") if isinstance(told, str) else told for name, told in fields.items()}
    return {name: Question(text, hint, section) for name, (text, hint) in pairs.items()}


SERVICE = {
    **asked(
        WHAT,
        organization=(
            "Which organisation runs it?",
            "The group people would say is in charge.",
        ),
        program=(
            "Is it part of a larger programme?",
            "Only if your organisation runs several services under one name.",
        ),
        name=(
            "What is it called?",
            "The name on your posters, such as “Tuesday Lunch Club”. Needed to save.",
        ),
        alternate_name=(
            "Does it have another name?",
            "An old name, an abbreviation, or the name in another language.",
        ),
        description=(
            "What happens there?",
            "Two or three plain sentences, as you would tell a neighbour: what people do, who "
            "comes, what to expect the first time. Such as: “A hot two-course meal and company. "
            "New people are met at the door. You do not need to book.”",
        ),
        alert=(
            "Is there anything people need to know right now?",
            "Such as: “The hall is closed until May; we meet in the library.” Clear it afterwards.",
        ),
        status="Is it running?",
        accreditations=("Does it have quality marks?", "Such as: “Advice Quality Standard.”"),
        licenses=("Does it hold licences?", "Such as: “Registered food business.”"),
        capacities="How much room is there?",
        funding="Who pays for it?",
    ),
    **asked(
        WHO,
        eligibility_description=(
            "Who is it for?",
            "Such as: “Anyone over 60 who lives alone”, or “Everyone is welcome.”",
        ),
        minimum_age=(
            "What is the youngest age?",
            "In whole years, such as 18. Leave it blank if there is none.",
        ),
        maximum_age=(
            "What is the oldest age?",
            "In whole years, such as 25. Leave it blank if there is none.",
        ),
        application_process=(
            "How do people join?",
            "Such as: “Just turn up”, “Ring first”, or “Your GP can refer you”.",
        ),
        required_documents="What must people bring?",
        wait_time=("Do people have to wait?", "Such as: “About two weeks.”"),
    ),
    **asked(
        WHERE,
        service_areas="Where may people live?",
        service_at_locations="Where does it happen?",
    ),
    **asked(WHEN, schedules="When does it run?"),
    **asked(
        COST,
        fees_description=(
            "What does it cost?",
            "Such as: “Free. Donations are welcome.” or “£3 a session, £1 if you are on benefits.”",
        ),
        fees=(
            "What an older system said it costs",
            "It came from there. The answer above is what people read.",
        ),
        cost_options="Which prices are there?",
    ),
    **asked(
        TOUCH,
        email=(
            "Which e-mail address may the public write to?",
            "An address that is read every week, such as hello@example.org. It is published.",
        ),
        url=("Does it have a web page of its own?", "Starting with https://."),
        additional_urls="Does it have other web pages?",
        phones="Which number may people ring?",
        contacts="Whom may people ask for?",
    ),
    **asked(
        ACCESS,
        interpretation_services=(
            "Can people ask for an interpreter?",
            "Such as: “British Sign Language with a week’s notice.”",
        ),
        languages="Which languages are spoken?",
    ),
    **asked(
        CHECKED,
        assured_date=(
            "When did someone last check these details?",
            "The day your group looked through all of it. People trust what is fresh.",
        ),
        assurer_email=(
            "Who checked them?",
            "The e-mail address of whoever checked. It is published, so use a shared one.",
        ),
    ),
}
SERVICE_AT_LOCATION = {
    **asked(
        WHERE,
        service="Which service is it?",
        location=("Which place is it?", "Look for it first: many halls are here already."),
        description=(
            "What is different at this place?",
            "Such as: “Use the side door.” Leave it blank if nothing is.",
        ),
        service_areas="Where may people live?",
    ),
    **asked(WHEN, schedules="When does it run here?"),
    **asked(
        TOUCH,
        phones="Which number may people ring here?",
        contacts="Whom may people ask for here?",
    ),
}
ORGANIZATION = {
    **asked(
        WHAT,
        name=("What is your organisation called?", "Its full public name. Needed to save."),
        alternate_name=("Do people call it something else?", "An abbreviation or an old name."),
        description=(
            "What does it do?",
            "Two or three plain sentences. Such as: “Neighbours in Otter Bank who run a lunch "
            "club, a youth club and a community garden.”",
        ),
        legal_status=(
            "What kind of organisation is it?",
            "Such as: charity, community interest company, unregistered group.",
        ),
        year_incorporated=("When was it founded?", "The year, such as 1998."),
        tax_status=("What is its tax status?", "If it has one, such as: charity for tax."),
        tax_id=("Does it have a VAT number?", "Only if you want it published."),
        parent_organization=(
            "Is it part of a larger organisation?",
            "Such as a national charity. Most groups leave it blank.",
        ),
        organization_identifiers="Is it registered?",
        programs="Which programmes does it run?",
        funding="Who pays for it?",
        logo=(
            "Where is your logo?",
            "The web address of the picture, starting with https://.",
        ),
    ),
    **asked(
        TOUCH,
        email=(
            "Which e-mail address may the public write to?",
            "An address that is read every week. It is published.",
        ),
        website=("What is your website?", "Starting with https://."),
        additional_websites="Does it have other web pages?",
        contacts="Whom may people ask for?",
        phones="Which number may people ring?",
    ),
    **asked(
        uri=(
            "Does it have a permanent identifier on the web?",
            "For those who link data. Most groups leave it blank.",
        ),
    ),
}
LOCATION = {
    **asked(
        WHAT,
        location_type="What kind of place is it?",
        name=("What is the place called?", "Such as: “Otter Bank Community Hub”."),
        alternate_name=("Do people call it something else?", "Such as: “the old chapel”."),
        description=(
            "How do people find the door?",
            "Such as: “Ring the bell at the green side door.” What the place is like inside helps "
            "too.",
        ),
        organization=("Which organisation looks after it?", "Its people may change these details."),
    ),
    **asked(
        WHERE,
        url=(
            "Where is it online?",
            "For online places: the web address, starting with https://.",
        ),
        addresses="What is the address?",
        hide_address=(
            "Hide the exact address",
            "For refuges and the like. The public then sees only the first half of the postcode "
            "and a point about a kilometre wide.",
        ),
        latitude=(
            "How far north is it?",
            "Degrees, such as 53.7938. Leave it blank: the postcode is usually enough.",
        ),
        longitude=("How far west or east is it?", "Degrees, such as -1.7524. West is negative."),
        transportation=("How do people get there?", "Buses, trains and parking."),
        external_identifier=("Does it have a number in a register?", "Such as its UPRN."),
        external_identifier_type=("Which register is that?", "Such as: UPRN."),
    ),
    **asked(WHEN, schedules="When is it open?"),
    **asked(TOUCH, phones="Which number may people ring?", contacts="Whom may people ask for?"),
    **asked(
        ACCESS,
        accessibility="How do people get in and around?",
        languages="Which languages are spoken?",
    ),
}
TAXONOMY = asked(
    WHAT,
    name=("What is the list called?", "Such as: “Help with daily life”. Needed to save."),
    description=(
        "What is the list for?",
        "One or two sentences. Needed before it can be published.",
    ),
    uri=("Where is the list on the web?", "If somebody publishes it, starting with https://."),
    version=("Which edition of the list is it?", "Such as: 2026."),
)
TAXONOMY_TERM = asked(
    WHAT,
    name=("What is the category called?", "As people read it, such as: “Food”. Needed to save."),
    description=(
        "What belongs under it?",
        "One or two sentences. Needed before it can be published.",
    ),
    parent=("Which broader category does it belong under?", "Leave it blank if there is none."),
    taxonomy=("Which list does it belong to?", "Needed for people to find it with its like."),
    code=("What is its code in that list?", "If the list has codes, such as: FOOD-1."),
    taxonomy_name=(
        "Which established list is it from?",
        "Only if that is none of the lists kept here.",
    ),
    language=("In which language is it?", "Two letters, such as en. Blank means English."),
    term_uri=("Where is it on the web?", "Its web address, starting with https://, if it has one."),
)
# Said of a record by rows of other tables.
SAID = {
    **asked(FILED, attributes="What is it filed under?"),
    **asked(OTHER, metadata="What did another system change?"),
}

# --- The rows inside a record --------------------------------------------------------------------

ADDRESS = asked(
    attention=("Whom should letters name?", "Leave it blank if nobody in particular."),
    address_1=("House number and street", "Such as: 1 Otter Row."),
    address_2=("Second line", "Such as: behind the library."),
    city=("Town or city", "Such as: Bradford."),
    region=("Part of town", "Such as: Manningham."),
    state_province=("County", "Such as: West Yorkshire."),
    postal_code=("Postcode", "Such as: BD1 1HX."),
    country=("Country", "Two letters: GB."),
    address_type="What is this address for?",
)
PHONE = asked(
    number=("Phone number", "With its area code, such as 01274 496000."),
    extension=("Extension", "Digits alone. Blank if there is none."),
    type="What is it for?",
    description=("When is it answered?", "Such as: “Weekdays 9 to 5; leave a message.”"),
)
CONTACT = asked(
    name=(
        "Whom should people ask for?",
        "A first name is enough. It is published, so ask them first.",
    ),
    title=("What is their role?", "Such as: coordinator."),
    department=("Which team are they in?", "Only in larger organisations."),
    email=("Their e-mail address", "It is published."),
)
URL = asked(
    label=("What is the page?", "Such as: Facebook page, booking form."),
    url=("Its address", "Starting with https://."),
)
LANGUAGE = asked(
    name=("Which language?", "Such as: Urdu, or British Sign Language."),
    code=("Its code, if you know it", "Two or three letters, such as ur."),
    note=("When, or by whom?", "Such as: “On Tuesdays.”"),
)
COST_OPTION = asked(
    option=("Who pays this price?", "Such as: adults, under 18s, families."),
    amount=("How much?", "In pounds, such as 2.50. Put 0 if it is free for them."),
    amount_description=("For what?", "Such as: each session, or each term."),
    currency=("In which currency?", "Three letters, such as GBP."),
    valid_from=("From which date?", "Blank if it always was."),
    valid_to=("Until which date?", "Blank if it goes on."),
)
SERVICE_AREA = asked(
    name=("Which area does it cover?", "Such as: Keighley, or all of Bradford district."),
    description=("In more words", "Such as: “Only the streets around Otter Bank.”"),
    extent="Its outline",
    extent_type="How the outline is written",
    uri=("The area’s web address", "For those who link data. Most groups leave it blank."),
)
REQUIRED_DOCUMENT = asked(
    document=("What should people bring?", "Such as: proof of address."),
    uri=("A web page about it", "Starting with https://."),
)
SERVICE_CAPACITY = asked(
    unit=("What is counted?", "Such as: places, beds, parcels."),
    available=("How many are free?", "A number. 0 means full."),
    maximum=("How many are there in all?", "A number. Blank if you do not count."),
    description=("Anything to know about that?", "Such as: “Ask for the waiting list.”"),
    updated="As of",
)
ACCESSIBILITY = asked(
    description=("What is there?", "Such as: step-free entrance, hearing loop."),
    details=("More about it", "Such as: “The ramp is at the side; ring for it.”"),
    url=("A web page that says more", "Starting with https://."),
)
ORGANIZATION_IDENTIFIER = asked(
    identifier_type=("What kind of number is it?", "Such as: Charity number, Company number."),
    identifier=("The number", "As registered, such as 1012345."),
    identifier_scheme=(
        "The register’s code, if you know it",
        "From org-id.guide, such as GB-CHC for charities in England and Wales.",
    ),
)
PROGRAM = asked(
    organization="Which organisation runs it?",
    name="What is the programme called?",
    alternate_name="Does it have another name?",
    description=(
        "What brings its services together?",
        "One or two sentences. Needed before the organisation can be published.",
    ),
)
FUNDING = asked(source=("Who pays for it?", "Such as: the National Lottery Community Fund."))
SCHEDULE = asked(
    description="In words",
    schedule_link="A page with the times",
    attending_type="How people take part",
    notes="Exceptions",
    timezone="Hours ahead of Greenwich",
    wkst="The week begins on",
    freq="How often",
    interval="Every so many",
    byday="On these days",
    bymonthday="On these days of the month",
    byweekno="In these weeks",
    byyearday="On these days of the year",
    dtstart="First session",
    until="Last session",
    count="How many sessions",
    valid_from="Holds from",
    valid_to="Holds until",
    opens_at="Begins at",
    closes_at="Ends at",
)

# --- What moderators and administrators keep -----------------------------------------------------

UNIT = asked(
    name=("What is counted?", "In the plural, such as: places, beds, parcels."),
    scheme=("Which list is it taken from?", "Leave it blank unless there is an established one."),
    identifier=("What is its code in that list?", ""),
    uri=("Where is it on the web?", "Its web address, starting with https://, if it has one."),
)
ATTRIBUTE = asked(
    link_entity=("What kind of entry is it said of?", ""),
    link_id=("Which entry is that?", "The number at the end of the entry’s address."),
    link_type=("What does it say of the entry?", "Such as: Needs met."),
    taxonomy_term=("Which category is it?", "Leave it blank if a few words say it better."),
    value=("What does it say in words?", "Only where no category does."),
    label=("What is that called?", "As people read it, such as: “Parking”."),
)
THESAURUS_ENTRY = asked(
    words=(
        "Which words mean the same?",
        "Words or phrases, one a line or with commas between them. A search for any of them finds "
        "the others too. For example: food bank, food parcel, emergency food.",
    ),
    finds_also=(
        "What else should a search for them find?",
        "Words that are found as well, but not the other way round. For “lonely”, for example: "
        "befriending, social group.",
    ),
    in_use=("Is it in use?", "Untick it to set it aside without losing it."),
    note=("Is there anything to remember about it?", "For moderators. It is not searched."),
)
NAMED_PLACE = asked(
    name=("What is the place called?", "A town, a village or a part of town, such as: Thwaites."),
    alternate_names=("What else do people call it?", "One name on each line."),
    latitude=("How far north is it?", "Degrees, such as 53.794: a map shows them."),
    longitude=("How far west or east is it?", "Degrees, such as -1.753. West is negative."),
)

QUESTIONS: dict[type[Model], dict[str, Question]] = {
    hsds.Organization: ORGANIZATION,
    hsds.Service: SERVICE,
    hsds.ServiceAtLocation: SERVICE_AT_LOCATION,
    hsds.Location: LOCATION,
    hsds.Taxonomy: TAXONOMY,
    hsds.TaxonomyTerm: TAXONOMY_TERM,
    hsds.Address: ADDRESS,
    hsds.Phone: PHONE,
    hsds.Contact: CONTACT,
    hsds.Url: URL,
    hsds.Language: LANGUAGE,
    hsds.CostOption: COST_OPTION,
    hsds.ServiceArea: SERVICE_AREA,
    hsds.RequiredDocument: REQUIRED_DOCUMENT,
    hsds.ServiceCapacity: SERVICE_CAPACITY,
    hsds.Accessibility: ACCESSIBILITY,
    hsds.OrganizationIdentifier: ORGANIZATION_IDENTIFIER,
    hsds.Program: PROGRAM,
    hsds.Funding: FUNDING,
    hsds.Schedule: SCHEDULE,
    hsds.Unit: UNIT,
    hsds.Attribute: ATTRIBUTE,
    ThesaurusEntry: THESAURUS_ENTRY,
    NamedPlace: NAMED_PLACE,
}


def asked_of(model: type[Model], name: str) -> Question | None:
    """The question of a field, by its name or its column, or of child rows; None if not listed."""
    listed = QUESTIONS.get(model, {})
    return listed.get(name) or listed.get(name.removesuffix("_id")) or SAID.get(name)


def question_of(model: type[Model], name: str) -> Question:
    """The same; for one that is not listed, what its model calls it."""
    return asked_of(model, name) or Question(_verbose(model, name))


def _verbose(model: type[Model], column: str) -> str:
    for field in model._meta.concrete_fields:
        if column in (field.name, field.attname):
            name = str(field.verbose_name)
            return name[:1].upper() + name[1:]
    return column.replace("_", " ").capitalize()
