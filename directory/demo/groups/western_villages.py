"""Groups of the villages west of Bradford: Allerton to Denholme."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Allerton Curlewgate Centre",
        stem="Curlewgate",
        at="Allerton",
        about="A health and community centre built by its tenants, where the surgery, the gym and "
        "the café share one front door.",
        languages="ur pa",
        venues=(Venue("Fairweather Sandy Hut", "Fairweather Green"),),
        offers=(
            Offer(
                "long-term",
                "Living Well with Pain",
                "Six afternoons on pacing, sleep, flare-ups and what to say to people who think "
                "you look fine. Led by a physiotherapist and someone who lives with pain herself.",
                "course 6 MO 13:30-15:30",
                capacity="5 of 14 places",
            ),
            Offer(
                "walk",
                "Allerton Health Walk",
                "Forty flat minutes round the reservoir with a trained leader at each end. No one "
                "is left behind, and there is a cheaper coffee for walkers.",
                "TU,SA 10:00-11:00",
                at="home; Fairweather Sandy Hut",
            ),
            Offer(
                "send",
                "Bumblebees",
                "A soft-play and sensory session for under-eights with additional needs and their "
                "brothers and sisters. The lights go down, the music stays off, and nobody stares.",
                "term SA 09:30-11:30",
                cost="£2 a family",
                ages=(0, 8),
            ),
        ),
    ),
    Group(
        "Thornton Moorside Players",
        stem="Moorside Players",
        at="Thornton",
        about="An amateur company in a chapel with good acoustics, that has discovered it does "
        "more good in the afternoons than on first nights.",
        home="Spindleberry Chapel Theatre",
        venues=(Venue("Thornton Weaving Loft", "Thornton"),),
        offers=(
            Offer(
                "arts",
                "Acting Up",
                "Drama games for adults who are anxious, lonely or bored. There is no performance "
                "unless the group decides to do one, which it always does.",
                "WE 13:00-15:00",
                cost="sliding £1 to £5 a session",
                needs="MIND-PEER",
            ),
            Offer(
                "youth-club",
                "Young Moorside",
                "Write it, rehearse it, light it and put it on. For 11 to 16s; shy people make the "
                "best technicians.",
                "term TH 17:30-19:30",
                cost="£2 a session",
                ages=(11, 16),
                needs="OUT-ART",
                at="Thornton Weaving Loft",
            ),
            Offer(
                "arts",
                "Relaxed Matinee",
                "A performance with the doors open and the lights half up, for autistic people, "
                "small children and anyone who cannot sit still. Clap, shout, or wander off.",
                "every other 3SU 14:30-16:30",
                cost="pay what you can",
                needs="FAMILY-SEND",
            ),
        ),
    ),
    Group(
        "Clayton Drystone Neighbours",
        stem="Drystone Neighbours",
        at="Clayton",
        about="We keep an eye on one another in the village and in the new estates below it, and "
        "run what the school hall has room for.",
        legal="Unincorporated association",
        home="Weavers Yonder Hall",
        venues=(Venue("Fairweather Methodist Rooms", "Fairweather Green"),),
        offers=(
            Offer(
                "befriending",
                "A Chair by the Fire",
                "Weekly visits to older people from a volunteer who lives within a mile. We match "
                "carefully and check in after a month with both.",
                "",
                at="visits",
                wait="Four to six weeks.",
            ),
            Offer(
                "food-parcel",
                "Fairweather Food Store",
                "Three days of food, chosen with you, plus pet food and toiletries. A worker asks "
                "gently what else is going on, and can start on it there and then.",
                "MO,FR 11:00-13:00",
                at="Fairweather Methodist Rooms",
                bring="A voucher, if you have one",
                languages="ur pl",
            ),
            Offer(
                "toddlers",
                "Clayton Little Weavers",
                "A noisy, cheerful playgroup with a climbing frame, a cosy corner and song time at "
                "eleven. Childminders are welcome with up to three children.",
                "term WE 09:15-11:15",
                cost="£2 a family",
            ),
        ),
    ),
    Group(
        "Wilsden Pennywort Trust",
        stem="Pennywort",
        at="Wilsden",
        about="A village trust that looks after a hall, a meadow and a defibrillator.",
        offers=(
            Offer(
                "gentle-exercise",
                "Tai Chi in the Hall",
                "Slow, standing movements for balance and calm; a chair does just as well. "
                "Beginners start on the first session of any month.",
                "FR 09:45-10:45",
                cost="£4 a class; first class £0 to try",
            ),
            Offer(
                "carers",
                "Wilsden Carers' Hour",
                "A short, local meeting for people who look after someone, while volunteers play "
                "cards with the looked-after in the next room.",
                "2WE,4WE 14:00-15:00",
            ),
            Offer(
                "garden",
                "Meadow Mornings",
                "Scythe, rake, sow and count butterflies. Work is shared out by energy, not by "
                "age.",
                "date 1,15 10:00-12:00",
            ),
        ),
    ),
    Group(
        "Cullingworth Bellwether Hub",
        stem="Bellwether",
        at="Cullingworth",
        about="The village hall with the long corridor. Since the bank and the butcher went it has "
        "become where things happen.",
        venues=(Venue("Denholme Gatepost Hall", "Denholme"),),
        offers=(
            Offer(
                "digital",
                "Screens for the Scared",
                "One volunteer for one learner at a small table. Bring the thing that will not "
                "work and the piece of paper with the password on it.",
                "every other TH 14:00-16:00",
                at="home; Denholme Gatepost Hall",
            ),
            Offer(
                "warm-space",
                "Bellwether Warm Wednesday",
                "Heating on, soup on, television off. A police officer, a nurse or a councillor "
                "usually drops in, and listens.",
                "winter WE 10:00-15:00",
            ),
            Offer(
                "music",
                "Ukulele for Absolute Beginners",
                "Three chords in an hour and a song by dinner time. Instruments to borrow and the "
                "windows kept shut.",
                "course 10 MO 19:00-20:30",
                cost="£30 a course",
            ),
        ),
    ),
    Group(
        "Denholme Weatherhead Volunteers",
        stem="Weatherhead",
        at="Denholme",
        about="When the snow comes we have shovels; the rest of the year we have a minibus.",
        legal="Charitable incorporated organisation",
        home="Gatehouse Garage",
        area="Denholme; Cullingworth; Wilsden; Oxenhope",
        offers=(
            Offer(
                "minibus",
                "The Weatherhead Bus",
                "A wheelchair-friendly minibus to the supermarket, the market and the pictures, "
                "from your door and back. The driver carries the bags.",
                "TU,FR 09:00-13:00; 1SA 12:00-18:00",
                cost="£3.50 a return trip",
                at="visits",
            ),
            Offer(
                "volunteering",
                "Snow Wardens",
                "We clear paths, fetch prescriptions and knock on doors when it is bad. Two "
                "evenings' training, a bright jacket and free soup.",
                "winter MO-SU 07:00-10:00",
                status="inactive",
                alert="Stood down until the first snow.",
            ),
        ),
    ),
)
