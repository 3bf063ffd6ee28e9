"""The two lists of words the fictional services are sorted under.

Each list is an outline: a line is `CODE | name | description`, and a line further in belongs
under the one above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

NEEDS = "Needs and kinds of help (demonstration)"
PEOPLE = "Who it is for (demonstration)"

DESCRIPTIONS = {
    NEEDS: "What a person may need help with, in three levels. Made up for the demonstration "
    "directory; no official list.",
    PEOPLE: "The people a service has in mind. Made up for the demonstration directory; "
    "no official list.",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One line of an outline."""

    code: str
    name: str
    description: str
    parent: str
    """The code of the broader term, or "" at the top."""
    taxonomy: str


NEEDS_OUTLINE = """
FOOD | Food and essentials | Enough to eat, and the basics of a home.
  FOOD-STORE | Food banks and pantries | Food to take home.
    FOOD-PARCEL | Emergency food parcels | A few days' food at no cost, for people with none.
    FOOD-PANTRY | Food pantries and clubs | A weekly choice of groceries for a small sum.
  FOOD-MEAL | Community meals | Cooked food, eaten in company.
    FOOD-LUNCH | Lunch clubs | A regular meal for people who would otherwise eat alone.
  FOOD-WARM | Warm spaces | A heated room, a hot drink and no need to buy anything.
  FOOD-BABY | Baby basics | Nappies, clothes, cots and prams.
  FOOD-HOME | Furniture and household goods | Beds, white goods, bedding and school uniform.
MONEY | Money and rights | Income, debts, bills and the law.
  MONEY-DEBT | Debt and money advice | Help to deal with debts, arrears and bailiffs.
  MONEY-BENEFITS | Benefits advice | What can be claimed, forms, and challenging a decision.
  MONEY-ENERGY | Energy bills | Fuel vouchers, tariffs and a warmer home.
  MONEY-LEGAL | Legal advice | Rights at work, in the family and in the courts.
  MONEY-SAVE | Saving and fair loans | Credit unions and small savings clubs.
HOME | Home and safety | Somewhere safe and fit to live.
  HOME-ADVICE | Housing advice | Tenancies, eviction, repairs and applications.
  HOME-ROUGH | Homelessness | Night shelters, outreach and a way off the street.
  HOME-ABUSE | Domestic abuse | Refuge, safety planning and recovery.
  HOME-FIX | Help round the house | Small repairs, adaptations and gardens.
MIND | Mental health and wellbeing | Feeling low, anxious, bereaved or at the end of one's rope.
  MIND-TALK | Talking and listening | Counselling, listening ears and helplines.
  MIND-CRISIS | Help in a crisis | Somewhere to turn tonight.
  MIND-PEER | Peer support | People who have been there themselves.
  MIND-GRIEF | Bereavement | After a death, however long ago.
  MIND-PERINATAL | Perinatal mental health | Feelings in pregnancy and the first two years.
  MIND-RURAL | Farmers and rural life | Strain and isolation on farms and in the dales.
BODY | Health and activity | Keeping well, and living well with illness.
  BODY-MOVE | Being active | Moving more, at one's own pace.
    BODY-WALK | Walking groups | Led walks, short and long.
    BODY-CHAIR | Gentle exercise | Seated exercise, balance and tai chi.
    BODY-SPORT | Sport and cycling | Games, bikes and swimming for people who do not join clubs.
  BODY-LONG | Long-term conditions | Diabetes, pain, breathlessness and the like.
  BODY-MEMORY | Dementia and memory loss | Company and support for people with dementia, and theirs.
  BODY-RECOVERY | Recovery from alcohol and drugs | Cutting down, stopping, and life after.
  BODY-SENSES | Sight and hearing | Support for deaf, blind and partially sighted people.
  BODY-CARER | Support for carers | For people who look after someone without pay.
COMPANY | Company and belonging | Friendship, faith, culture and identity.
  COMPANY-FRIEND | Befriending | A regular visit or call from the same volunteer.
  COMPANY-SOCIAL | Social groups | Crafts, games, coffee and conversation.
  COMPANY-WOMEN | Women's groups | Groups for women alone.
  COMPANY-MEN | Men's groups and sheds | Workshops and groups for men.
  COMPANY-CULTURE | Cultural groups | Elders' groups and clubs of one community or language.
  COMPANY-LGBT | LGBTQ+ groups | Groups for lesbian, gay, bisexual, trans and questioning people.
FAMILY | Families and young people | From a bump to the first job.
  FAMILY-TODDLER | Parent and toddler groups | Play and company before school.
  FAMILY-TOYS | Toy and kit libraries | Borrow toys, slings, prams and costumes.
  FAMILY-PARENT | Parenting support | Courses and someone to talk it over with.
  FAMILY-SEND | Special needs and disability | Families of children with additional needs.
  FAMILY-KIN | Kinship and foster families | Grandparents and others bringing up a child.
  FAMILY-HOLIDAY | School holiday clubs | Activities and food when school is out.
  FAMILY-YOUTH | Youth clubs | Somewhere for teenagers to be.
    FAMILY-MENTOR | Mentoring | One adult who turns up for one young person.
  FAMILY-HOMEWORK | Homework and tutoring | Quiet space and help with school work.
LEARN | Learning and work | English, computers, reading, jobs and volunteering.
  LEARN-ESOL | English classes | English for speakers of other languages.
  LEARN-DIGITAL | Digital help | Phones, tablets, forms and staying safe online.
  LEARN-WORK | Jobs and training | CVs, interviews, first steps into work.
  LEARN-READ | Reading and numbers | Adult literacy and numeracy.
  LEARN-TONGUE | Mother-tongue schools | Saturday and evening schools in a home language.
  LEARN-GIVE | Volunteering | Ways to give time, and support to do it.
OUT | Arts, nature and repair | Making, growing and mending.
  OUT-GROW | Community gardens | Allotments, orchards and food growing.
  OUT-ART | Arts and crafts | Painting, textiles, drama and dance.
  OUT-MUSIC | Singing and music | Choirs, bands and listening.
  OUT-REPAIR | Repair and reuse | Repair cafes, libraries of things, swap shops.
  OUT-PAST | Local history | Memories, archives and heritage walks.
TRAVEL | Getting about | Reaching the doctor, the shops and each other.
  TRAVEL-BUS | Community transport | Minibuses and dial-a-ride.
  TRAVEL-LIFT | Lifts and escorts | Volunteer drivers to appointments.
  TRAVEL-SHOP | Shopping and errands | Groceries and prescriptions brought home.
ARRIVE | New to the country | Refuge, papers and settling in.
  ARRIVE-REFUGE | Refugees and asylum seekers | Welcome, advice and practical help.
  ARRIVE-PAPERS | Immigration advice | Status, visas and settlement, from accredited advisers.
  ARRIVE-ROMA | Roma and central European families | School, health and work, in familiar languages.
  ARRIVE-HOST | Hosting and matching | A spare room or a friend in a new town.
"""

PEOPLE_OUTLINE = """
ANYONE | Anyone | Open to all who come.
OLDER | Older people | People of about 55 and over.
YOUNG | Young people | People of about 11 to 25.
CHILDREN | Children | Children up to about 11.
FAMILIES | Families | Parents, carers and children together.
NEWPARENTS | New and expectant parents | Pregnancy and the first two years.
CARERS | Unpaid carers | People who look after someone without pay.
WOMEN | Women | Women alone.
MEN | Men | Men alone.
LGBTQ | LGBTQ+ people | Lesbian, gay, bisexual, trans and questioning people.
DISABLED | Disabled people | People with a disability or long-term condition.
MEMORY | People with dementia | People who live with dementia or memory loss.
REFUGEES | Refugees and migrants | People who came here to be safe or to work.
FARMERS | Farming families | People who live and work on the land.
LOWINCOME | People on a low income | People who struggle to pay for the basics.
"""


def terms() -> Iterator[Term]:
    """Every term of both lists, a parent always before its children."""
    yield from _read(NEEDS_OUTLINE, taxonomy=NEEDS)
    yield from _read(PEOPLE_OUTLINE, taxonomy=PEOPLE)


def _read(outline: str, *, taxonomy: str) -> Iterator[Term]:
    above: list[str] = []  # the code last seen at each depth
    for line in outline.strip().splitlines():
        code, name, description = (part.strip() for part in line.split("|"))
        depth = (len(line) - len(line.lstrip())) // 2
        above[depth:] = [code]
        yield Term(code, name, description, above[depth - 1] if depth else "", taxonomy)
