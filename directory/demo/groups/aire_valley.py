"""Groups of the Aire valley below Keighley: Windhill, Shipley, Saltaire, Baildon and Bingley."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Shipley Selvedge Kitchen",
        stem="Selvedge",
        at="Shipley",
        about="A café that charges what you can pay and a kitchen that wastes nothing. Behind it, "
        "two rooms that other groups hire for a song.",
        legal="Community interest company",
        venues=(Venue("Saltaire Boiler House Counter", "Saltaire"),),
        offers=(
            Offer(
                "community-meal",
                "Pay as You Feel Lunch",
                "Three courses from food that shops could not sell and growers gave. Put what you "
                "like in the jar, or an hour at the sink. Vegan, gluten-free and halal choices "
                "every day.",
                "WE-SA 12:00-14:30",
                cost="pay what you can",
            ),
            Offer(
                "work",
                "Kitchen Starters",
                "Six weeks of chopping, baking and food hygiene, for adults with a learning "
                "disability or a long gap. Trainees leave with a certificate and a reference.",
                "course 6 TU 10:00-15:00",
                capacity="1 of 6 places",
                needs="BODY-LONG",
                eligibility="Adults with a learning disability, or a long time out of work.",
            ),
            Offer(
                "pantry",
                "Selvedge Surplus Shelf",
                "Bread, vegetables and tins for anyone, with no form and no fee. Please leave some "
                "for the next person.",
                "MO-SA 16:00-17:30",
                needs="OUT-REPAIR",
                apply="Just turn up with a bag.",
                at="home; Saltaire Boiler House Counter",
            ),
        ),
    ),
    Group(
        "Windhill Kingfisher Rooms",
        stem="Kingfisher",
        at="Windhill",
        about="A community centre between the canal and the bypass, with a boat, a boxing ring and "
        "a baby clinic.",
        languages="pl uk",
        venues=(
            Venue("Bolton Woods Tin Chapel", "Bolton Woods"),
            Venue("Narrowboat Patience", "Saltaire"),
            Venue("Wrose Hilltop Hall", "Wrose"),
        ),
        offers=(
            Offer(
                "mother-tongue",
                "Polish Saturday Club",
                "Reading, history, folk dance and football in Polish for children from four to "
                "fourteen. Parents drink coffee and swap advice in the next room.",
                "term SA 09:30-12:30",
                cost="£60 a term; second child £40 a term",
                also="Polska Szkoła Sobotnia",
                languages="pl",
                ages=(4, 14),
                at="Bolton Woods Tin Chapel",
            ),
            Offer(
                "peer-support",
                "Slow Water",
                "Two hours at four miles an hour on a wide-beam boat, with tea and no agenda, for "
                "people whose heads are too busy. A lift gets wheelchairs on deck.",
                "every other TH 10:30-12:30",
                at="Narrowboat Patience",
                capacity="3 of 10 places",
                apply="Book by phone; trips depend on the water.",
            ),
            Offer(
                "social",
                "Wrose Hilltop Coffee Morning",
                "Good coffee, better view. New faces are adopted within minutes and usually put "
                "on the raffle.",
                "TH 10:00-12:00",
                at="Wrose Hilltop Hall",
                cost="£1 a visit",
            ),
        ),
    ),
    Group(
        "Saltaire Alpaca Arts",
        stem="Alpaca",
        at="Saltaire",
        about="Artists who share a weaving shed and open its doors on most days of the week.",
        legal="Company limited by guarantee",
        offers=(
            Offer(
                "arts",
                "Art on Prescription",
                "Ten mornings of print, clay and colour for people with low mood. A link worker "
                "may send you or you may send yourself. Nobody will ask you to draw your feelings.",
                "course 10 TU 10:00-12:30",
                needs="MIND-PEER",
                capacity="4 of 12 places",
            ),
            Offer(
                "memory",
                "Colour and Company",
                "Painting, weaving and old photographs for people with dementia and someone they "
                "trust, in a bright room with a toilet right by it.",
                "1WE,3WE 13:30-15:30",
                needs="OUT-ART",
                cost="£3 a pair",
            ),
            Offer(
                "history",
                "Mill Memories",
                "Did you or your mother work in the mill? Come and be recorded, or listen to those "
                "who were. Transcripts go to the archive with your say-so.",
                "-1TH 14:00-16:00",
                languages="ur pl uk",
            ),
        ),
    ),
    Group(
        "Baildon Moorcock Society",
        stem="Moorcock",
        at="Baildon",
        about="A society for the improvement of the village and the amusement of its older "
        "inhabitants, founded over a bowling green in 1923.",
        legal="Unincorporated association",
        venues=(Venue("Moorcock Lane Annexe", "Baildon"),),
        offers=(
            Offer(
                "lunch-club",
                "Moorcock Thursday Luncheon",
                "Two courses and coffee served at table by sixth-formers, with a speaker who is "
                "made to be brief.",
                "TH 12:15-14:15",
                cost="£6 a lunch",
            ),
            Offer(
                "walk",
                "Moor Amblers",
                "Three to five miles on the moor with a stile count announced beforehand. Two "
                "leaders, one first-aid kit, several flasks.",
                "every other MO 10:00-13:00",
            ),
            Offer(
                "senses",
                "Hearing Aid Help Point",
                "New batteries, tubes and a good clean, by trained volunteers. Bring your brown "
                "book. A loop is fitted and a signer is in on first Fridays.",
                "1FR,3FR 10:00-12:00",
                languages="bfi",
                at="Moorcock Lane Annexe",
            ),
        ),
    ),
    Group(
        "Cottingley Thistledown Families",
        stem="Thistledown",
        at="Cottingley",
        about="Parents of disabled children, who met in a waiting room and never stopped talking.",
        area="Bradford District; Craven",
        venues=(Venue("Harden Hey Field Centre", "Cottingley"),),
        offers=(
            Offer(
                "send",
                "Thistledown Saturdays",
                "A play scheme with one trained helper to each child who needs one: trampolines, "
                "water, dark den, cooking. Brothers and sisters are welcome. Parents may stay or "
                "go and lie down.",
                "every other SA 10:00-14:00",
                cost="£5 a child",
                capacity="0 of 20 places",
                wait="About one term.",
                ages=(4, 17),
                at="Harden Hey Field Centre",
            ),
            Offer(
                "send",
                "Plans and Panels",
                "One-to-one help for parents with education, health and care plans, tribunals and "
                "transport, from parents who have done it.",
                "appointment MO-TH 09:30-14:30",
                at="online; home",
                needs="MONEY-BENEFITS",
                bring="Your child's plan or letters",
                ages=(None, None),
                languages="ur",
            ),
            Offer(
                "peer-support",
                "Dads of Thistledown",
                "A pint or a lemonade, once a month, with other fathers who know what a meltdown "
                "in a supermarket is like.",
                "2TH 20:00-22:30",
                needs="COMPANY-MEN FAMILY-SEND",
            ),
        ),
    ),
    Group(
        "Bingley Waterwheel Trust",
        stem="Waterwheel",
        at="Bingley",
        about="A listed mill building by the river with a hall, a repair shop, a nursery and its "
        "own small hydro-electric plant.",
        program="Mend, Lend and Share. Ways for a town to buy less and know each other more.",
        venues=(Venue("Damside Reading Room, Eldwick", "Eldwick"),),
        offers=(
            Offer(
                "repair",
                "Waterwheel Library of Things",
                "Borrow a drill, a carpet cleaner, a tent or a bread-maker for a few pounds. "
                "Members vote on what we buy next.",
                "WE 17:00-19:00; SA 09:30-12:30",
                cost="£1 to join; most items £3 a week",
            ),
            Offer(
                "repair",
                "Bingley Bike Kitchen",
                "Stands, spanners and people who know which way the thread turns. Fix your own or "
                "build one from the heap.",
                "TH 18:00-20:30",
                cost="pay what you can",
                needs="BODY-SPORT",
                ages=(12, None),
            ),
            Offer(
                "toddlers",
                "Eldwick Forest Tots",
                "Mud kitchen, rope swing and hot chocolate in the wood, dressed for the weather. "
                "We only stop for high wind.",
                "term TH 09:30-11:30",
                at="Damside Reading Room, Eldwick",
                cost="£3 a child",
                ages=(1, 4),
            ),
            Offer(
                "garden",
                "River Keepers",
                "Litter-picking, willow-weaving and counting kick-samples of river flies. Waders "
                "in all sizes.",
                "2SU 10:00-12:30",
                needs="LEARN-GIVE",
            ),
        ),
    ),
    Group(
        "Bingley Five Bells Listeners",
        stem="Five Bells",
        at="Bingley",
        about="Trained volunteer counsellors and a very old spaniel, in rooms above a shoe shop.",
        languages="pa",
        area="Bingley; Shipley; Keighley; Baildon",
        venues=(Venue("Baildon Bank Consulting Room", "Baildon"),),
        offers=(
            Offer(
                "counselling",
                "Low-cost Counselling",
                "Twelve weekly sessions with a counsellor, some fully qualified and some in "
                "supervised training. You choose evening or daytime, face to face or by video.",
                "appointment MO-FR 09:00-20:00",
                at="home; online; Baildon Bank Consulting Room",
                cost="sliding £5 to £35 a session",
                wait="Eight to ten weeks.",
            ),
            Offer(
                "bereavement",
                "Children and Loss",
                "Play and talking for children from five to sixteen who have lost someone close, "
                "and an hour for the grown-up who brings them.",
                "appointment WE 15:30-18:30",
                ages=(5, 16),
                eligibility="Children and teenagers who have lost someone close.",
                cost="free",
            ),
            Offer(
                "recovery",
                "Ringing the Changes",
                "A weekly group for people whose gambling has got out of hand, on phones, machines "
                "or horses, with help to block accounts and face the debts. A second room is for "
                "partners and parents.",
                "WE 19:00-20:30",
                needs="MONEY-DEBT",
            ),
        ),
    ),
    Group(
        "Eldwick Bramblegate",
        stem="Bramblegate",
        at="Eldwick",
        about="A new group that is still finding its feet: neighbours planning a village larder.",
        draft=True,
        legal="Unincorporated association",
        offers=(
            Offer(
                "pantry",
                "Bramblegate Larder",
                "A weekly larder in the cricket pavilion. Opening date to be agreed with the club.",
                "",
                draft=True,
            ),
        ),
    ),
)
