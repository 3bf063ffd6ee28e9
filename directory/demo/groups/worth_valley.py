"""Groups of the Worth valley and of Silsden and Steeton."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Haworth Heathercroft Centre",
        stem="Heathercroft",
        at="Haworth",
        about="At the bottom of the cobbles, where the people who live here go. Library desk, "
        "surgery outpost, hall and a launderette.",
        venues=(Venue("Stanbury Bunkhouse", "Haworth"),),
        offers=(
            Offer(
                "social",
                "The Other Parsonage Book Club",
                "We read novels by people who are not from here and argue about them over parkin. "
                "Large print and audio copies are ordered for whoever asks.",
                "3WE 19:00-21:00",
                needs="LEARN-READ",
                at="Stanbury Bunkhouse",
            ),
            Offer(
                "memory",
                "Steam and Scones",
                "A ride on a heritage train with volunteers trained in dementia, then scones in "
                "the waiting room. Carers travel free.",
                "every other 2WE 11:00-14:00",
                cost="£6 a place; carers £0 with someone",
                capacity="8 of 20 places",
                apply="Book by phone; trips run every second month.",
            ),
            Offer(
                "debt",
                "Money Matters in the Valley",
                "A debt adviser comes up from town once a week. Private room, no appointment, and "
                "a child can sit with the librarian.",
                "TH 13:00-16:00",
                apply="Just turn up; last visitors at half past three.",
            ),
        ),
    ),
    Group(
        "Oakworth Stepping Stile",
        stem="Stepping Stile",
        at="Oakworth",
        about="Village volunteers who started with a lockdown soup round and forgot to stop.",
        legal="Unincorporated association",
        home="Stile Cottage Hall",
        offers=(
            Offer(
                "shopping",
                "Soup and Shopping Round",
                "A hot meal and your list, brought to the door by someone with time to sit down. "
                "Pay for the shopping, not the company.",
                "TU,FR 10:30-13:30",
                at="visits",
                cost="£3 a meal",
                needs="FOOD-MEAL COMPANY-FRIEND",
            ),
            Offer(
                "social",
                "Oakworth Games Afternoon",
                "Whist, dominoes, chess and a fierce table of Scrabble. Tea from the urn and cake "
                "by rota.",
                "1TH,3TH 14:00-16:30",
                cost="£1.50 a visit",
            ),
            Offer(
                "toys",
                "Stile Sling and Pram Library",
                "Try before you buy. A trained volunteer fits slings by appointment, and lends "
                "travel cots to grandparents.",
                "date 5,20 10:00-12:00",
                needs="FOOD-BABY",
                cost="£4 a month",
            ),
        ),
    ),
    Group(
        "Oxenhope Gillyflower Gardeners",
        stem="Gillyflower",
        at="Oxenhope",
        about="We plant where there is a gap: verges, tubs, the station platform and one "
        "roundabout in the night.",
        legal="Unincorporated association",
        offers=(
            Offer(
                "garden",
                "Oxenhope Orchard Share",
                "Learn to prune in winter, graft in spring and press in autumn. Workers take juice "
                "home; onlookers take advice.",
                "every other SU 10:30-13:00",
            ),
            Offer(
                "handyperson",
                "Tidy Gardens",
                "Hedges, lawns and gutters for older people who are ashamed of the state of it and "
                "should not be.",
                "TU,WE 09:30-15:30",
                at="visits",
                cost="£5 an hour",
            ),
            Offer(
                "holiday-club",
                "Mud Week",
                "Five mornings of dens, worms and outdoor cooking in each long holiday. Old "
                "clothes; packed lunches for those who would like one.",
                "holidays MO-FR 09:30-12:30",
                cost="£4 a morning; brothers and sisters £2 a morning",
            ),
        ),
    ),
    Group(
        "Silsden Nailmakers' Hall",
        stem="Nailmakers'",
        at="Silsden",
        about="A hall in a former nail works, with a trust of thirty trustees and one caretaker "
        "who does the work.",
        venues=(Venue("Canalside Cabin, Silsden", "Silsden"),),
        offers=(
            Offer(
                "lunch-club",
                "Nailmakers' Friday Fish",
                "Fish, chips and mushy peas on a proper plate for the over-sixties. The queue is "
                "half the fun.",
                "FR 12:00-13:30",
                cost="£5.50 a dinner",
                ages=(60, None),
            ),
            Offer(
                "youth-club",
                "Canal Cabin",
                "Canoes in summer, chess in winter, and toast throughout. For young people from "
                "ten upwards from the town and the farms.",
                "term TU 18:00-20:00",
                at="Canalside Cabin, Silsden",
                ages=(10, 16),
                cost="£1 a night",
            ),
            Offer(
                "parenting",
                "Bumps and Buggies",
                "A towpath walk with prams and then coffee, led by a breastfeeding supporter and a "
                "health visitor.",
                "term MO 10:00-11:30",
                apply="Just turn up with your pram.",
                needs="BODY-WALK FAMILY-TODDLER MIND-PERINATAL",
            ),
        ),
    ),
    Group(
        "Steeton Milestone Voluntary Drivers",
        stem="Milestone",
        at="Steeton",
        about="Fifty retired people with clean licences, within reach of the hospital.",
        home="Milestone Drivers' desk",
        home_type="postal",
        area="Steeton; Silsden; Keighley; Cross Hills; Cowling; Oakworth",
        offers=(
            Offer(
                "lifts",
                "Ward to Front Door",
                "A driver meets you on the ward, takes you home, puts the heating on and makes "
                "sure there is milk. Nurses book it before four for the same day.",
                "MO-SU 09:00-19:00",
                at="visits",
                apply="Booked by ward staff, or by phone.",
                cost="free",
            ),
            Offer(
                "lifts",
                "Steeton Appointment Cars",
                "To the dentist, the optician, the hospital or a sister's house in the next "
                "valley. We wait and bring you back.",
                "MO-FR 08:30-17:00",
                cost="£0.45 a mile",
                at="visits",
            ),
            Offer(
                "minibus",
                "Evening Visiting Bus",
                "",
                "",
                at="visits",
                draft=True,
            ),
        ),
    ),
)
