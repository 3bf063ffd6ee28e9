"""Groups of the east and north-east of Bradford: Barkerend to Thackley."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Spindlegarth Settlement",
        stem="Spindlegarth",
        at="Barkerend",
        about="A settlement house on the hill since the days of the mills: a hall, a crèche, a "
        "boxing gym in the cellar and a garden on the roof.",
        languages="ur pa sk hu",
        venues=(
            Venue("St Osyth's Undercroft", "Undercliffe"),
            Venue("Old Lecky Row Gym", "Barkerend"),
        ),
        offers=(
            Offer(
                "roma",
                "Amari Kher Family Drop-in",
                "Slovak- and Romani-speaking workers help with school places, letters, doctors and "
                "housing. Children play while you talk. Come as often as you need; you will see "
                "the same faces.",
                "MO,TH 09:30-13:00",
                languages="cs rom",
                also="Amari Kher · Poradňa pre rodiny",
                at="home; St Osyth's Undercroft",
            ),
            Offer(
                "homework",
                "Barkerend Homework Den",
                "Tables, laptops, toast and patient helpers for ages 7 to 16. We ring the school "
                "if something keeps going wrong. Young people from sixteen come back to help.",
                "term MO-TH 15:30-17:30",
                capacity="0 of 30 places",
                wait="A short waiting list each term.",
            ),
            Offer(
                "sport",
                "Boxing without Bruises",
                "Pads, skipping and circuits for people who want to get fit and let off steam. No "
                "contact and no mirrors. A women's hour runs first, with the blinds down.",
                "TU,TH 17:30-20:00",
                at="Old Lecky Row Gym",
                cost="£3 a session",
                ages=(14, None),
            ),
        ),
    ),
    Group(
        "Thornbury Lambwether Centre",
        stem="Lambwether",
        at="Thornbury",
        about="A neighbourhood centre beside the old tram sheds. It has the best samosas in the "
        "east of the city and a lift that works.",
        languages="ur pa bn hu ro",
        venues=(Venue("Half Crown Parade Flat 2", "Laisterdyke"),),
        offers=(
            Offer(
                "memory",
                "Yaadein Memory Café",
                "Old film songs, hand massage, photographs and mango lassi for people who forget "
                "things, and those who remember for them. Staff speak Urdu and Punjabi and know "
                "how to listen.",
                "2TU,4TU 13:30-15:30",
                also="یادیں",
            ),
            Offer(
                "carers",
                "Carers' Cuppa",
                "An hour for you. Chat, a biscuit and practical help with assessments, breaks and "
                "emergency plans; we can arrange for somebody to sit with the person you look "
                "after.",
                "every other WE 10:30-12:00",
                at="Half Crown Parade Flat 2",
            ),
            Offer(
                "community-meal",
                "Langar and Lentils",
                "A vegetarian supper for whoever is hungry, cooked by volunteers from the gurdwara "
                "and the school. Take a box home for tomorrow.",
                "FR 17:30-19:30",
                also="ਲੰਗਰ",
            ),
        ),
    ),
    Group(
        "Mungo Street Family Centre",
        stem="Mungo Street",
        at="Laisterdyke",
        about="A family centre in a former infants' school, with small chairs, big windows and a "
        "team who have seen most things.",
        languages="ur sk ro pl",
        program="First Thousand Days. Help from pregnancy to a child's third birthday.",
        venues=(Venue("Thornbury Nursery Annexe", "Thornbury"),),
        offers=(
            Offer(
                "perinatal",
                "Not Just the Baby Blues",
                "A weekly circle for mothers who feel low, panicky or nothing at all. A midwife "
                "and a peer supporter are there, babies are welcome, and you can cry in front of "
                "us.",
                "term TU 10:00-11:30",
                languages="pa",
                capacity="2 of 12 places",
                at="home; Thornbury Nursery Annexe",
            ),
            Offer(
                "parenting",
                "Calm at Home",
                "Eight sessions on sleep, tempers, screens and listening, for parents of two to "
                "tens. Fathers have an evening group of their own.",
                "course 8 TH 12:30-14:30; course 8 TH 18:00-20:00",
            ),
            Offer(
                "toddlers",
                "Rhyme and Crawl",
                "Songs, bubbles and tummy time for babies who are not walking yet. Weigh your baby "
                "with the health visitor on the first Wednesday of the month.",
                "term WE 13:00-14:30",
                ages=(0, 1),
                cost="pay what you can",
            ),
        ),
    ),
    Group(
        "Undercliffe Gritstone Trust",
        stem="Gritstone",
        at="Undercliffe",
        about="Friends of a terraced park on a windy hilltop, who look after the bandstand, the "
        "foxes and each other.",
        home="The Park Keeper's Lodge",
        offers=(
            Offer(
                "history",
                "Stories in Stone",
                "A guided walk among carved lions, dry fountains and names cut into benches. Level "
                "paths for the first half; sturdy shoes for the second. Dogs on leads may join.",
                "1SU 14:00-15:30",
                cost="£3 a walk",
            ),
            Offer(
                "bereavement",
                "Walk and Remember",
                "A slow walk in company for people who are grieving, with benches, flasks and no "
                "advice. It does not matter whether it was last month or last century.",
                "every other SA 10:30-12:00",
                needs="BODY-WALK",
            ),
            Offer(
                "volunteering",
                "Green Mornings on the Hill",
                "Scything, drystone walling and bird boxes. Gloves, tools and cake are laid on, "
                "and there is a quiet job for anyone who would rather work alone.",
                "TH 10:00-13:00",
                needs="OUT-GROW BODY-MOVE",
            ),
        ),
    ),
    Group(
        "Bolton Woods Quarry Hub",
        stem="Quarry Hub",
        at="Bolton Woods",
        about="A tin-roofed hall at the quarry gate, saved by its village and heated by the sun.",
        legal="Charitable incorporated organisation",
        offers=(
            Offer(
                "men",
                "Walk, Talk and a Bacon Sandwich",
                "A Saturday walk for men, at the speed of the slowest, with no obligation to say "
                "anything. Most people do by the second mile.",
                "SA 09:00-11:30",
                needs="BODY-WALK",
            ),
            Offer(
                "toddlers",
                "Quarry Tots",
                "Ride-ons, a sand pit and a row of grandmas in the heated hall. Fruit for the "
                "children and a proper coffee for you.",
                "term TU 09:30-11:30",
                cost="£2 a family",
            ),
            Offer(
                "peer-support",
                "Old Comrades' Brew",
                "Tea and straight talk for people who served in the armed forces, and for their "
                "families. A caseworker comes every month to help with pensions, housing and "
                "sleepless nights.",
                "1MO,3MO 10:00-12:00",
                needs="COMPANY-MEN",
                eligibility="Anyone who served, for however short a time, and their families.",
            ),
        ),
    ),
    Group(
        "Eccleshill Teasel Mill Trust",
        stem="Teasel Mill",
        at="Eccleshill",
        about="Three floors of a carding mill given over to the neighbourhood: a kitchen, a clinic "
        "room, studios and the warmest cellar in Bradford.",
        venues=(
            Venue("Ravenscliffe Portakabin", "Ravenscliffe"),
            Venue("Selvedge Street Chapel", "Idle"),
        ),
        offers=(
            Offer(
                "gentle-exercise",
                "Strong and Steady",
                "Chair-based exercise and balance practice that cuts the risk of a fall. Taught by "
                "a trained instructor to the hits of 1962. Tea afterwards is part of the class.",
                "MO,TH 10:30-11:30; WE 14:00-15:00",
                cost="£2.50 a class",
                at="home; Selvedge Street Chapel",
                ages=(50, None),
            ),
            Offer(
                "digital",
                "Tea and Tablets",
                "Bring your phone or borrow one of ours. Volunteers help with the NHS app, video "
                "calls, passwords and telling a real message from a scam, as often as it takes.",
                "TU 13:30-15:30",
                at="home; Ravenscliffe Portakabin",
            ),
            Offer(
                "youth-club",
                "Raven Nights",
                "A Friday club on the estate with a climbing wall, a recording booth and hot food. "
                "Run with a committee of young people who interview the staff.",
                "FR 18:30-21:30",
                at="Ravenscliffe Portakabin",
                cost="£1 a night",
                ages=(12, 18),
            ),
            Offer(
                "music",
                "Teasel Mill Singers",
                "A choir for people with bad lungs, and anyone else who likes to belt out a tune. "
                "Good for the breath and better for the mood. No auditions and no Latin.",
                "TH 13:30-15:00",
                needs="BODY-LONG",
                cost="pay what you can",
            ),
        ),
    ),
    Group(
        "Idle and Thackley Snicket Neighbours",
        stem="Snicket Neighbours",
        at="Idle",
        about="Sixty volunteers and one mobile phone. We do small favours for people nearby who "
        "cannot do them for themselves just now.",
        legal="Unincorporated association",
        home="Snicket Neighbours, PO Box",
        home_type="postal",
        venues=(Venue("Thackley Weavers' Institute", "Thackley"),),
        area="Idle; Thackley; Eccleshill; Wrose",
        offers=(
            Offer(
                "shopping",
                "Idle Errands",
                "Groceries, prescriptions, library books and light bulbs, fetched by a volunteer "
                "with an identity card. Ring before ten and it is usually the same day.",
                "MO-FR 09:00-13:00",
                at="visits",
                cost="free",
            ),
            Offer(
                "lifts",
                "Lifts to Hospital and Surgery",
                "A neighbour drives you there, waits and brings you home. Please give three "
                "working days' notice. Cars take a folding wheelchair.",
                "MO-FR 08:00-18:00",
                at="visits",
                cost="£0.45 a mile",
            ),
            Offer(
                "social",
                "Thackley Tuesday Table",
                "Tea, toasted teacakes and a table quiz for anyone who finds the afternoon long. "
                "We have been known to sing.",
                "TU 14:00-16:00",
                at="Thackley Weavers' Institute",
                cost="£1 a visit",
            ),
        ),
    ),
)
