"""What each field is called where people compare versions: a section and a question.

A field that is not listed is called what its model calls it, so none is ever left out.
"""

from directory import models as hsds

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

Labels = dict[str, tuple[str, str]]

ORGANIZATION: Labels = {
    "name": (WHAT, "What is it called?"),
    "alternate_name": (WHAT, "Do people call it something else?"),
    "description": (WHAT, "What does it do?"),
    "legal_status": (WHAT, "What kind of organisation is it?"),
    "year_incorporated": (WHAT, "When was it founded?"),
    "tax_status": (WHAT, "What is its tax status?"),
    "tax_id": (WHAT, "Does it have a VAT number?"),
    "parent_organization_id": (WHAT, "Is it part of a larger organisation?"),
    "organization_identifiers": (WHAT, "Is it registered?"),
    "programs": (WHAT, "Which programmes does it run?"),
    "funding": (WHAT, "Who pays for it?"),
    "logo": (WHAT, "Where is its logo?"),
    "email": (TOUCH, "Which e-mail address may the public write to?"),
    "website": (TOUCH, "What is its website?"),
    "additional_websites": (TOUCH, "Does it have other web pages?"),
    "contacts": (TOUCH, "Whom may people ask for?"),
    "phones": (TOUCH, "Which number may people ring?"),
}
SERVICE: Labels = {
    "organization_id": (WHAT, "Which organisation runs it?"),
    "program_id": (WHAT, "Is it part of a larger programme?"),
    "name": (WHAT, "What is it called?"),
    "alternate_name": (WHAT, "Does it have another name?"),
    "description": (WHAT, "What happens there?"),
    "status": (WHAT, "Is it running?"),
    "alert": (WHAT, "Is there anything people need to know right now?"),
    "accreditations": (WHAT, "Does it have quality marks?"),
    "licenses": (WHAT, "Does it hold licences?"),
    "capacities": (WHAT, "How much room is there?"),
    "funding": (WHAT, "Who pays for it?"),
    "eligibility_description": (WHO, "Who is it for?"),
    "minimum_age": (WHO, "What is the youngest age?"),
    "maximum_age": (WHO, "What is the oldest age?"),
    "application_process": (WHO, "How do people join?"),
    "required_documents": (WHO, "What must people bring?"),
    "wait_time": (WHO, "Do people have to wait?"),
    "service_areas": (WHERE, "Where may people live?"),
    "service_at_locations": (WHERE, "Where does it happen?"),
    "schedules": (WHEN, "When does it run?"),
    "fees_description": (COST, "What does it cost?"),
    "fees": (COST, "What does it cost (in its older form)?"),
    "cost_options": (COST, "Which prices are there?"),
    "url": (TOUCH, "Does it have a web page of its own?"),
    "email": (TOUCH, "Which e-mail address may the public write to?"),
    "additional_urls": (TOUCH, "Does it have other web pages?"),
    "phones": (TOUCH, "Which number may people ring?"),
    "contacts": (TOUCH, "Whom may people ask for?"),
    "interpretation_services": (ACCESS, "Can people ask for an interpreter?"),
    "languages": (ACCESS, "Which languages are spoken?"),
    "assured_date": (CHECKED, "When did someone last check these details?"),
    "assurer_email": (CHECKED, "Who checked them?"),
}
SERVICE_AT_LOCATION: Labels = {
    "description": (WHERE, "How do people find the door?"),
    "service_areas": (WHERE, "Where may people live?"),
    "schedules": (WHEN, "When does it run here?"),
    "phones": (TOUCH, "Which number may people ring here?"),
    "contacts": (TOUCH, "Whom may people ask for here?"),
}
LOCATION: Labels = {
    "name": (WHAT, "What is the place called?"),
    "alternate_name": (WHAT, "Is it known by another name?"),
    "description": (WHAT, "What is it like, and how do people find the door?"),
    "location_type": (WHAT, "What kind of place is it?"),
    "organization_id": (WHAT, "Who looks after it?"),
    "url": (WHERE, "Where is it online?"),
    "addresses": (WHERE, "What is the address?"),
    "hide_address": (WHERE, "Is the exact address secret?"),
    "latitude": (WHERE, "How far north is it?"),
    "longitude": (WHERE, "How far east is it?"),
    "transportation": (WHERE, "How do people get there?"),
    "external_identifier": (WHERE, "What is its number elsewhere?"),
    "external_identifier_type": (WHERE, "What kind of number is that?"),
    "schedules": (WHEN, "When is it open?"),
    "phones": (TOUCH, "Which number may people ring?"),
    "contacts": (TOUCH, "Whom may people ask for?"),
    "accessibility": (ACCESS, "How do people get in and around?"),
    "languages": (ACCESS, "Which languages are spoken?"),
}
TAXONOMY: Labels = {
    "name": (WHAT, "What is the list called?"),
    "description": (WHAT, "What is the list for?"),
}
TAXONOMY_TERM: Labels = {
    "name": (WHAT, "What is the term?"),
    "description": (WHAT, "What does it cover?"),
    "parent_id": (WHAT, "Which broader term does it belong under?"),
    "taxonomy_id": (WHAT, "Which list does it belong to?"),
    "taxonomy": (WHAT, "Which established list is it from?"),
}
SAID: Labels = {
    "attributes": (FILED, "What is it filed under?"),
    "metadata": (OTHER, "What did another system change?"),
}

LABELS: dict[type[hsds.HSDSModel], Labels] = {
    hsds.Organization: ORGANIZATION,
    hsds.Service: SERVICE,
    hsds.ServiceAtLocation: SERVICE_AT_LOCATION,
    hsds.Location: LOCATION,
    hsds.Taxonomy: TAXONOMY,
    hsds.TaxonomyTerm: TAXONOMY_TERM,
}
# What the parts of child rows are called, beside what their sentence says.
PARTS: dict[type[hsds.HSDSModel], dict[str, str]] = {
    hsds.Schedule: {
        "description": "In words",
        "schedule_link": "A page with the times",
        "attending_type": "How people take part",
        "notes": "Exceptions",
        "timezone": "Hours ahead of Greenwich",
        "wkst": "The week begins on",
        "freq": "How often",
        "interval": "Every so many",
        "byday": "On these days",
        "bymonthday": "On these days of the month",
        "byweekno": "In these weeks",
        "byyearday": "On these days of the year",
        "dtstart": "First session",
        "until": "Last session",
        "count": "How many sessions",
        "valid_from": "Holds from",
        "valid_to": "Holds until",
        "opens_at": "Begins at",
        "closes_at": "Ends at",
    },
    hsds.Address: {"country": "Country", "address_type": "What it is for"},
    hsds.Phone: {"description": "When it is answered"},
    hsds.Language: {"note": "When it is spoken"},
    hsds.CostOption: {
        "valid_from": "From",
        "valid_to": "Until",
        "currency": "Currency",
        "amount": "Price",
    },
    hsds.ServiceArea: {
        "description": "More about the area",
        "extent": "Its outline",
        "extent_type": "How the outline is written",
        "uri": "Its web address",
    },
    hsds.RequiredDocument: {"uri": "A page about it"},
    hsds.ServiceCapacity: {"description": "More about it", "updated": "As of"},
    hsds.OrganizationIdentifier: {"identifier_scheme": "Which register"},
    hsds.Program: {"alternate_name": "Another name"},
    hsds.Accessibility: {"url": "A page about it"},
}
ORDER = (WHAT, WHO, WHERE, WHEN, COST, TOUCH, ACCESS, FILED, CHECKED, OTHER)


def label_of(model: type[hsds.HSDSModel], name: str, column: str | None = None) -> tuple[str, str]:
    """The section and the question of a field, or of child rows, under its published name."""
    listed = LABELS.get(model, {}).get(name) or SAID.get(name)
    return listed or (OTHER, plain_name(model, column or name))


def plain_name(model: type[hsds.HSDSModel], column: str) -> str:
    """What a column is called where it stands among others: "Town or city"."""
    if column in PARTS.get(model, {}):
        return PARTS[model][column]
    for field in model._meta.concrete_fields:
        if field.attname == column:
            name = str(field.verbose_name)
            return name[:1].upper() + name[1:]
    return column.replace("_", " ").capitalize()
