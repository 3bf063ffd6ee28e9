"""Groups of Skipton and of south Craven: Embsay, Cononley, Cross Hills, Glusburn and Cowling."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Skipton Woolsack Hub",
        stem="Woolsack",
        at="Skipton",
        about="In a wool merchant's warehouse off the High Street: advice, a hall, a "
        "changing-places toilet and the Craven office of half a dozen smaller groups.",
        languages="pl ro",
        area="Craven",
        venues=(
            Venue("Greatwood Portable", "Greatwood"),
            Venue("Ribble Room, Settle", "Settle"),
            Venue("Bentham Drovers' Office", "High Bentham"),
        ),
        offers=(
            Offer(
                "debt",
                "Craven Money Advice",
                "Bailiffs, rent, council tax and catalogue debts, dealt with in order. We hold "
                "outposts at Settle and at the drovers' office on market days.",
                "appointment MO-TH 09:30-16:00",
                at="home; Ribble Room, Settle; Bentham Drovers' Office",
                bring="Letters from creditors; Payslips or award letters",
            ),
            Offer(
                "housing",
                "Roof over Craven",
                "For people who are homeless, about to be, or stuck in a tied cottage. We know the "
                "local lettings rules and will come with you.",
                "MO,TH 10:00-13:00",
                at="home; phone",
            ),
            Offer(
                "energy",
                "Oil, Logs and Lights",
                "Help with heating that does not come down a pipe: oil clubs, log banks, storage "
                "heaters and the priority register for power cuts.",
                "winter TU 10:00-15:00",
            ),
            Offer(
                "pantry",
                "Greatwood Good Food Club",
                "A pound a bag more than covers it: fresh vegetables, local milk and a freezer "
                "full of lamb from a kind farmer.",
                "TH 15:00-17:30",
                at="Greatwood Portable",
                cost="£3.50 a shop",
                capacity="18 of 60 memberships",
            ),
            # A likely duplicate, for moderators to find.
            Offer(
                "debt",
                "Money Advice, Craven Desk",
                "Bailiffs, rent and catalogue debts. Begun by a volunteer who did not know that "
                "the hub's entry has it already.",
                "appointment MO-TH 09:30-16:00",
                draft=True,
            ),
        ),
    ),
    Group(
        "Skipton Goldfinch Carers",
        stem="Goldfinch",
        at="Skipton",
        about="For unpaid carers across the dales, by people who are or have been carers. We come "
        "to you if you cannot leave the house.",
        area="Craven",
        venues=(Venue("Hellifield Lapwing Room", "Hellifield"),),
        offers=(
            Offer(
                "carers",
                "Time Off for Carers",
                "A trained sitter for three hours a week, so that you can sleep, shop or go to the "
                "pictures. The same face each time.",
                "appointment MO-SA 09:00-21:00",
                at="visits",
                wait="Five weeks; sooner in a crisis.",
                cost="first 10 hours £0 to try; then £14 an hour",
            ),
            Offer(
                "carers",
                "Kitchen Table Zoom",
                "Carers from remote farms and flats meet by video after tea-time jobs are done. "
                "Bring knitting, moans or nothing.",
                "every other MO 20:00-21:00",
                at="online",
            ),
            Offer(
                "send",
                "Siblings Saturday",
                "A treat a month for children whose brother or sister is disabled: go-karts, "
                "caves, cinema. It is all about them for once.",
                "3SA 10:00-15:00",
                ages=(7, 16),
                needs="FAMILY-YOUTH",
                cost="free",
                at="Hellifield Lapwing Room",
            ),
        ),
    ),
    Group(
        "Skipton Goldfinches",
        stem="Goldfinches",
        at="Skipton",
        about="The carers' group once more, begun by a volunteer who did not find it under G.",
        also="Goldfinch Carers of Skipton",
        legal="Unincorporated association",
        area="Craven",
        draft=True,
        offers=(
            Offer(
                "carers",
                "A Seat for Carers",
                "Tea and a chair for whoever looks after somebody. Whether there is a second group "
                "or only a second entry, a moderator should find out.",
                "TU 10:00-12:00",
            ),
        ),
    ),
    Group(
        "Greatwood Foxglove Families",
        stem="Foxglove",
        at="Greatwood",
        about="Family support on the estates south of the canal, from a converted pair of council "
        "houses with a slide down the stairs.",
        languages="pl ro uk",
        offers=(
            Offer(
                "toddlers",
                "Foxglove Play and Stay",
                "Paint, water, dressing up, and workers who notice. Toast for all, and a clothes "
                "rail where you take what fits.",
                "MO,WE 09:30-11:30",
                cost="pay what you can",
                needs="FOOD-BABY",
            ),
            Offer(
                "perinatal",
                "Mum's Not the Word",
                "Confidential visits and a weekly group for parents who are struggling in the "
                "first two years. Partners have an evening of their own.",
                "TH 13:00-14:30; 2TU 19:00-20:30",
                at="home; visits",
            ),
            Offer(
                "holiday-club",
                "Foxglove Half-Term Feast",
                "Cooking, dens and a hot dinner for children and whoever looks after them, in "
                "every school holiday.",
                "holidays MO,WE,FR 10:30-14:00",
                apply="Book by text message.",
            ),
        ),
    ),
    Group(
        "Embsay Ringing Anvil Shed",
        stem="Ringing Anvil",
        at="Embsay",
        about="Blacksmiths, bodgers and beginners in a former goods shed.",
        legal="Unincorporated association",
        offers=(
            Offer(
                "shed",
                "Anvil Mornings",
                "Forge, turn, carve or file, with kettles at ten and twelve. We make gates for "
                "schools and toys for the children's ward.",
                "TU,TH,SA 09:00-12:30",
                cost="£2 a morning",
            ),
            Offer(
                "women",
                "Women at the Forge",
                "A women's evening with apprentice-sized hammers, led by two women smiths. Long "
                "sleeves, stout shoes and tied-back hair.",
                "-1WE 18:30-21:00",
                cost="£4 an evening",
                ages=(18, None),
                needs="OUT-REPAIR",
            ),
        ),
    ),
    Group(
        "Cross Hills Tallow and Thyme",
        stem="Tallow and Thyme",
        at="Cross Hills",
        about="A community kitchen and garden next to the health centre, which sends us its "
        "patients and eats our soup.",
        venues=(
            Venue("Thyme Clough Kitchen", "Cross Hills"),
            Venue("Glusburn Reading Hall", "Glusburn"),
        ),
        offers=(
            Offer(
                "lunch-club",
                "Soup and Sympathy",
                "Two soups, one pudding, long tables. Come alone; you will not leave that way. "
                "Large print menus and soft food on request.",
                "MO,TH 12:00-13:30",
                cost="£3.50 a lunch",
            ),
            Offer(
                "long-term",
                "Cook for Your Heart",
                "Five evenings of low-salt, low-cost suppers for people with heart disease, high "
                "blood pressure or diabetes. Eat what you make.",
                "course 5 WE 17:30-19:30",
                needs="FOOD-MEAL",
                at="Thyme Clough Kitchen",
            ),
            Offer(
                "music",
                "Glusburn Friday Folk",
                "Bring a tune, a squeeze-box or your ears. Learners sit in the inner ring and "
                "nobody plays too fast.",
                "1FR,3FR 19:30-22:00",
                at="Glusburn Reading Hall",
                cost="pay what you can",
            ),
        ),
    ),
    Group(
        "Cononley Lead and Lantern",
        stem="Lead and Lantern",
        at="Cononley",
        about="A village institute named for the mine, with a bar on Fridays and a baby clinic on "
        "Mondays.",
        home="Lead and Lantern Institute",
        offers=(
            Offer(
                "history",
                "Underground Tales",
                "Maps, photographs and the man who knows where the shafts are. Every spring there "
                "is a walk to see them, from outside.",
                "2MO 19:30-21:00",
                cost="£2 a meeting",
            ),
            Offer(
                "reading",
                "Numbers without Tears",
                "Fractions, bills, mileage and helping with homework, at your own pace with the "
                "same tutor each week.",
                "term TU 18:30-20:00",
            ),
            Offer(
                "perinatal",
                "Monday Mums and Midwives",
                "Weigh the baby, ask the question, drink the tea hot. A quiet corner is kept for "
                "anyone who finds it hard, with a worker trained in mental health after birth.",
                "MO 10:00-12:00",
                apply="Just turn up, or ask your health visitor.",
                needs="FAMILY-TODDLER",
            ),
        ),
    ),
    Group(
        "Cowling Clapperstile Travel Club",
        stem="Clapperstile",
        at="Cowling",
        about="A social car scheme for a village with four buses a day.",
        legal="Unincorporated association",
        home="Clapperstile post box",
        home_type="postal",
        area="Cowling; Glusburn; Cross Hills; Cononley",
        offers=(
            Offer(
                "minibus",
                "Clapperstile Hopper",
                "A small accessible bus down to the station and the shops and back up the hill, "
                "timed to meet the trains.",
                "MO-FR 08:15-10:00; MO-FR 15:30-18:15",
                cost="£2 a trip; under 16s £1 a trip",
                at="visits",
            ),
            Offer(
                "lifts",
                "Clapperstile Cars",
                "Volunteer drivers to clinics, chapels and choir. Tell us if you use a walking "
                "frame and we will send the car with the big boot.",
                "MO-SA 08:00-20:00",
                at="visits",
                cost="£0.40 a mile",
            ),
        ),
    ),
)
