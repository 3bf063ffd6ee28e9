"""Names, phones and addresses that cannot be anyone's.

First names are the district's own; surnames are made of mill and moor words. Phone numbers come
from the ranges Ofcom keeps free for drama; mail and web addresses from example.org (RFC 2606).
"""

FIRST_NAMES = (
    "Shazia", "Brian", "Agnieszka", "Imran", "Maureen", "Nasreen", "Callum", "Parveen", "Doreen",
    "Tariq", "Zuzana", "Keith", "Rukhsana", "Olena", "Graham", "Safina", "Milan", "Beryl", "Yusuf",
    "Harpreet", "Denise", "Abdul", "Siobhan", "Marek", "Fatima", "Trevor", "Ghazala", "Ibrahim",
    "Joan", "Selam", "Kuldip", "Hannah", "Farid", "Sheila", "Rebin", "Dorota", "Winston", "Amina",
    "Colin", "Jaswinder", "Eileen", "Mohammed", "Gwen", "Sajid", "Tereza", "Norman", "Bushra",
)  # fmt: skip
SURNAMES = (
    "Heddlethwaite", "Bobbinworth", "Teaselby", "Weftley", "Carderbottom", "Shuttlewick",
    "Fellbridge-Moss", "Spindlegarth", "Curlewright", "Tenterfield", "Worstedale", "Treadlegate",
    "Lapwingham", "Drystone", "Limekilner", "Fettleborough", "Mistlegill", "Slubbingden",
    "Warpenshaw", "Bilberrycroft",
)  # fmt: skip
ROLES = (
    "Coordinator", "Project worker", "Centre manager", "Volunteer organiser", "Secretary",
    "Outreach worker", "Group leader", "Trustee", "Administrator", "Community worker",
)  # fmt: skip
STREETS = (
    "Heddle Row", "Otterbeck Lane", "Teaselgate", "Warpside Street", "Bobbinwinder Lane",
    "Lapwing Ginnel", "Tenterfold Road", "Fettlers Row", "Slubbing Street", "Curlewgate",
    "Merrydown Snicket", "Shoddyfield Lane", "Carding Shed Yard", "Long Treadle Road",
    "Mistlegill Terrace", "Weavers Yonder", "Spindleberry Mount", "Half Crown Fold",
    "Packhorse Rise", "Bilberry Stile", "Drystone Walk", "Mungo Street", "Gritstone Parade",
    "Selvedge Street", "Lambwether Road", "Pennywhistle Yard", "Noils Terrace", "Ratchet Lane",
    "Damside Steps", "Old Lecky Row",
)  # fmt: skip

# Ofcom, "Telephone numbers for use in TV and radio drama programmes": each range with its size.
DRAMA_RANGES = {
    "landline": ("0113 496 0{:03}", 1000),
    "area": ("01632 960{:03}", 1000),
    "mobile": ("07700 900{:03}", 1000),
    "freephone": ("0808 157 0{:03}", 1000),
}


def full_name(number: int) -> str:
    """A person's name; the first 940 numbers give each a different one."""
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    return f"{first} {SURNAMES[number % len(SURNAMES)]}"


def phone_number(line: str, number: int) -> str:
    """A phone number of a drama range: `line` is landline, area, mobile or freephone."""
    pattern, size = DRAMA_RANGES[line]
    return pattern.format(number % size)
