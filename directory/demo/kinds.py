"""What services of one kind have in common, so that a group says only what is its own."""

from dataclasses import dataclass

DROP_IN = "Just turn up; there is no need to book."
RING = "Please ring or e-mail before you first come."
BOOK = "Book by phone or e-mail. If you cannot make it, let us know so that someone else can."
REFER = (
    "Ask any professional you know (GP, school, social worker, link worker) to refer you, "
    "or refer yourself by phone."
)
REFERRED_ONLY = "By referral from a professional only. Ring us if you are not sure whom to ask."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of service."""

    needs: str
    """Codes of the needs it meets, from taxonomy.py."""
    people: str = "ANYONE"
    """Codes of whom it is for, from taxonomy.py."""
    eligibility: str = "Open to everyone."
    apply: str = DROP_IN
    ages: tuple[int | None, int | None] = (None, None)
    """In whole years."""


_CHILDREN = "Children must come with an adult, who stays."
_ADULTS = "Adults aged 18 and over."

KINDS: dict[str, Kind] = {
    # Food and essentials
    "lunch-club": Kind(
        "FOOD-LUNCH COMPANY-SOCIAL", "OLDER", "Mainly for people over 55.", RING, (55, None)
    ),
    "community-meal": Kind("FOOD-MEAL", "ANYONE LOWINCOME", "Everyone; no questions asked."),
    "warm-space": Kind("FOOD-WARM COMPANY-SOCIAL MONEY-ENERGY", "ANYONE OLDER LOWINCOME"),
    "food-parcel": Kind(
        "FOOD-PARCEL", "LOWINCOME", "Anyone who has run out of food and money.", REFER
    ),
    "pantry": Kind("FOOD-PANTRY", "LOWINCOME", "Members who live nearby.", RING),
    "baby-bank": Kind(
        "FOOD-BABY",
        "NEWPARENTS LOWINCOME",
        "Families expecting a baby or with a child under five.",
        REFERRED_ONLY,
    ),
    "furniture": Kind(
        "FOOD-HOME OUT-REPAIR", "LOWINCOME", "Anyone on benefits or a low wage.", REFER
    ),
    # Money and rights
    "debt": Kind("MONEY-DEBT", "LOWINCOME", _ADULTS, BOOK, (18, None)),
    "benefits": Kind("MONEY-BENEFITS", "LOWINCOME DISABLED CARERS", _ADULTS, BOOK, (16, None)),
    "energy": Kind("MONEY-ENERGY", "LOWINCOME OLDER", "Anyone who pays a gas or electric bill."),
    "legal": Kind("MONEY-LEGAL", "LOWINCOME", _ADULTS, BOOK, (18, None)),
    "credit-union": Kind("MONEY-SAVE", "LOWINCOME ANYONE", "Anyone who lives or works nearby."),
    # Home and safety
    "housing": Kind("HOME-ADVICE", "LOWINCOME", "Tenants, homeowners and people without a home."),
    "night-shelter": Kind(
        "HOME-ROUGH FOOD-MEAL", "LOWINCOME", "Adults with nowhere to sleep.", REFER, (18, None)
    ),
    "rough-sleeping": Kind("HOME-ROUGH", "LOWINCOME", "People who sleep rough or sofa-surf."),
    "refuge": Kind(
        "HOME-ABUSE HOME-ADVICE",
        "WOMEN CHILDREN",
        "Women, with or without children, who are not safe at home.",
        "Ring at any hour. You can also ask a professional to ring for you.",
        (16, None),
    ),
    "abuse-support": Kind(
        "HOME-ABUSE MIND-PEER",
        "WOMEN",
        "Women who live with, or have left, abuse.",
        RING,
        (16, None),
    ),
    "handyperson": Kind(
        "HOME-FIX", "OLDER DISABLED", "People over 60, and disabled people of any age.", RING
    ),
    # Mind
    "counselling": Kind("MIND-TALK", "ANYONE", _ADULTS, REFER, (18, None)),
    "helpline": Kind("MIND-TALK", "ANYONE", apply="Ring; you need not give your name."),
    "crisis-cafe": Kind("MIND-CRISIS MIND-TALK", "ANYONE", _ADULTS, ages=(18, None)),
    "peer-support": Kind("MIND-PEER", "ANYONE", _ADULTS, ages=(18, None)),
    "bereavement": Kind("MIND-GRIEF MIND-TALK", "ANYONE", "Anyone who has lost someone.", RING),
    "perinatal": Kind(
        "MIND-PERINATAL MIND-PEER",
        "NEWPARENTS",
        "Pregnancy and the first two years after a birth.",
        REFER,
    ),
    "farmers": Kind(
        "MIND-RURAL MIND-TALK",
        "FARMERS",
        "Anyone who lives or works on a farm, and their families.",
    ),
    # Health and activity
    "walk": Kind("BODY-WALK COMPANY-SOCIAL", "ANYONE", "Anyone who can manage the distance given."),
    "gentle-exercise": Kind(
        "BODY-CHAIR", "OLDER DISABLED", "People who want to move more, seated or standing."
    ),
    "sport": Kind("BODY-SPORT", "ANYONE"),
    "long-term": Kind(
        "BODY-LONG MIND-PEER", "DISABLED", "People with a long-term condition, and one companion."
    ),
    "memory": Kind(
        "BODY-MEMORY COMPANY-SOCIAL",
        "MEMORY CARERS OLDER",
        "People with memory loss, diagnosed or not, with a relative or friend.",
    ),
    "recovery": Kind(
        "BODY-RECOVERY MIND-PEER", "ANYONE", "Anyone worried about drink or drugs.", ages=(18, None)
    ),
    "senses": Kind(
        "BODY-SENSES", "DISABLED OLDER", "Deaf, hard of hearing, blind or partially sighted people."
    ),
    "carers": Kind(
        "BODY-CARER MIND-PEER", "CARERS", "Anyone who looks after someone without pay.", RING
    ),
    "young-carers": Kind(
        "BODY-CARER FAMILY-YOUTH",
        "CARERS YOUNG",
        "Young people who look after someone at home.",
        REFER,
        (8, 17),
    ),
    # Company
    "befriending": Kind(
        "COMPANY-FRIEND", "OLDER", "People over 60 who feel alone.", REFER, (60, None)
    ),
    "phone-friend": Kind("COMPANY-FRIEND MIND-TALK", "OLDER ANYONE", _ADULTS, RING, (18, None)),
    "social": Kind("COMPANY-SOCIAL", "ANYONE"),
    "women": Kind(
        "COMPANY-WOMEN COMPANY-SOCIAL", "WOMEN", "Women aged 16 and over.", ages=(16, None)
    ),
    "men": Kind("COMPANY-MEN MIND-PEER", "MEN", "Men aged 18 and over.", ages=(18, None)),
    "shed": Kind(
        "COMPANY-MEN OUT-REPAIR", "MEN OLDER", "Mainly men over 50; women are welcome too.", RING
    ),
    "elders": Kind(
        "COMPANY-CULTURE COMPANY-SOCIAL",
        "OLDER",
        "People over 55 and their carers.",
        ages=(55, None),
    ),
    "lgbt-youth": Kind(
        "COMPANY-LGBT FAMILY-YOUTH",
        "LGBTQ YOUNG",
        "LGBTQ+ and questioning young people.",
        RING,
        (13, 19),
    ),
    "lgbt": Kind("COMPANY-LGBT COMPANY-SOCIAL", "LGBTQ", "LGBTQ+ adults.", ages=(18, None)),
    # Families
    "toddlers": Kind(
        "FAMILY-TODDLER", "FAMILIES CHILDREN", f"Children under five. {_CHILDREN}", ages=(0, 4)
    ),
    "toys": Kind("FAMILY-TOYS", "FAMILIES CHILDREN", "Families with children under eight."),
    "parenting": Kind("FAMILY-PARENT", "FAMILIES", "Parents and carers of children.", REFER),
    "send": Kind(
        "FAMILY-SEND MIND-PEER",
        "FAMILIES DISABLED CHILDREN",
        "Families of children with additional needs; no diagnosis needed.",
    ),
    "kinship": Kind(
        "FAMILY-KIN", "FAMILIES CARERS", "Grandparents and others raising a child.", RING
    ),
    "holiday-club": Kind(
        "FAMILY-HOLIDAY FOOD-MEAL", "CHILDREN FAMILIES", "Children of primary age.", BOOK, (5, 11)
    ),
    "youth-club": Kind("FAMILY-YOUTH", "YOUNG", "Young people of school age.", ages=(11, 17)),
    "mentoring": Kind(
        "FAMILY-MENTOR", "YOUNG", "Young people who could use an ally.", REFER, (11, 18)
    ),
    "homework": Kind("FAMILY-HOMEWORK", "CHILDREN YOUNG", "School-age children.", RING, (7, 16)),
    # Learning
    "english": Kind(
        "LEARN-ESOL", "REFUGEES", "Adults whose first language is not English.", RING, (18, None)
    ),
    "digital": Kind("LEARN-DIGITAL", "OLDER ANYONE"),
    "work": Kind(
        "LEARN-WORK",
        "ANYONE LOWINCOME",
        "People out of work or in low-paid work.",
        BOOK,
        (16, None),
    ),
    "reading": Kind(
        "LEARN-READ", "ANYONE", "Adults who want to read or count better.", RING, (18, None)
    ),
    "mother-tongue": Kind(
        "LEARN-TONGUE COMPANY-CULTURE", "CHILDREN YOUNG", "Children and teenagers.", RING, (4, 16)
    ),
    "volunteering": Kind("LEARN-GIVE", "ANYONE", "Anyone aged 14 or over.", RING, (14, None)),
    # Arts, nature, repair
    "garden": Kind("OUT-GROW", "ANYONE"),
    "arts": Kind("OUT-ART COMPANY-SOCIAL", "ANYONE"),
    "music": Kind("OUT-MUSIC COMPANY-SOCIAL", "ANYONE", "Anyone; you need not read music."),
    "repair": Kind("OUT-REPAIR", "ANYONE"),
    "history": Kind("OUT-PAST COMPANY-SOCIAL", "ANYONE OLDER"),
    # Getting about
    "minibus": Kind(
        "TRAVEL-BUS", "OLDER DISABLED", "People who find ordinary buses hard to use.", BOOK
    ),
    "lifts": Kind(
        "TRAVEL-LIFT", "OLDER DISABLED", "People with no car and no other way there.", BOOK
    ),
    "shopping": Kind(
        "TRAVEL-SHOP", "OLDER DISABLED", "People who cannot get out to the shops.", RING
    ),
    # New here
    "refugees": Kind("ARRIVE-REFUGE", "REFUGEES", "Refugees and people seeking asylum."),
    "papers": Kind("ARRIVE-PAPERS MONEY-LEGAL", "REFUGEES", _ADULTS, BOOK, (18, None)),
    "roma": Kind("ARRIVE-ROMA", "FAMILIES REFUGEES", "Roma and other central European families."),
    "hosting": Kind(
        "ARRIVE-HOST ARRIVE-REFUGE", "REFUGEES ANYONE", "New arrivals, and local people.", RING
    ),
}
