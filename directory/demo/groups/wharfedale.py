"""Groups of Wharfedale: Menston, Burley, Ilkley and Addingham."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Ilkley Silverbirch Centre",
        stem="Silverbirch",
        at="Ilkley",
        about="A day centre and community café for older people, three doors from the station, "
        "where the scones are taken seriously.",
        area="Ilkley; Ben Rhydding; Addingham; Burley in Wharfedale; Menston",
        venues=(
            Venue("Addingham Ford Rooms", "Addingham"),
            Venue("Tarn View Bungalow", "Ben Rhydding"),
        ),
        offers=(
            Offer(
                "memory",
                "Silverbirch Day Club",
                "A full day for people living with dementia: a drive out, a cooked dinner, music "
                "and one-to-one time. It gives carers six hours to themselves.",
                "MO,WE,FR 09:30-15:30",
                cost="£48 a day",
                needs="BODY-CARER",
                capacity="2 of 14 places",
                apply="Ring for a visit and a trial day.",
                wait="Three weeks for a Monday or Friday.",
                at="home; Addingham Ford Rooms",
            ),
            Offer(
                "digital",
                "Grandchildren Not Required",
                "One-to-one help with tablets, photographs, banking and calls to Australia, from "
                "volunteers who were once baffled too.",
                "appointment TU,TH 10:00-12:30",
                cost="£2 a session",
            ),
            Offer(
                "gentle-exercise",
                "Better Balance",
                "A twelve-week falls course with a physiotherapist: stand up, turn round, get off "
                "the floor. A minibus brings you if you cannot get here.",
                "course 12 TU 13:30-14:45",
                at="Tarn View Bungalow",
                ages=(65, None),
                capacity="6 of 15 places",
            ),
            Offer(
                "phone-friend",
                "Good Morning Call",
                "A cheerful call at the same time every day. If you do not answer we ring again, "
                "then the person you named, then we come round.",
                "MO-SU 08:00-10:00",
                at="phone",
            ),
        ),
    ),
    Group(
        "Ben Rhydding Stonechat Swimmers",
        stem="Stonechat",
        at="Ben Rhydding",
        about="A club for people who swim badly, briefly or cautiously, and for those who help "
        "them in.",
        legal="Unincorporated association",
        home="Stonechat Pool Hut",
        offers=(
            Offer(
                "sport",
                "Warm Water Mornings",
                "Heated pool, hoist, two lifeguards and nobody under eighteen. For arthritis, bad "
                "backs, big bodies and beginners.",
                "TH 07:30-09:00",
                cost="£4.50 a swim",
                needs="BODY-LONG",
                ages=(18, None),
                status="temporarily closed",
                alert="Closed until mid-January while the boiler is replaced.",
            ),
            Offer(
                "send",
                "Splash Time",
                "A quiet, low-light session for families with disabled children, with a changing "
                "bench and a hoist. One lane for racing brothers and sisters.",
                "2SU,4SU 16:00-17:30",
                cost="£6 a family",
                needs="BODY-SPORT",
                status="temporarily closed",
                alert="Closed until mid-January while the boiler is replaced.",
            ),
        ),
    ),
    Group(
        "Burley Nightjar Community Trust",
        stem="Nightjar",
        at="Burley in Wharfedale",
        about="Keeps the village hall, the green and the old drinking fountain; runs a bus to the "
        "theatre and another to the tip.",
        venues=(Venue("Menston Yellow Teapot Café", "Menston"),),
        offers=(
            Offer(
                "repair",
                "Burley Mend and Make Do",
                "Clothes, clocks and crockery mended while you wait or left for the month. Bring "
                "us the thing you were about to throw away.",
                "2SA 10:00-12:30",
                cost="pay what you can",
            ),
            Offer(
                "lgbt",
                "Out for Coffee",
                "LGBTQ+ adults meet in a corner of a friendly café. Most of us are over forty; "
                "several have only just told anyone. Look for the yellow teapot.",
                "-1SU 15:00-17:00",
                ages=(18, None),
                at="Menston Yellow Teapot Café",
            ),
            Offer(
                "walk",
                "Riverside Rollers and Strollers",
                "A level riverside mile for wheelchairs, walking frames and prams, with benches "
                "every two hundred metres and a café at the end.",
                "1TU,3TU 10:30-11:30",
                needs="BODY-MOVE",
            ),
        ),
    ),
    Group(
        "Menston Copperbeech Minds",
        stem="Copperbeech",
        at="Menston",
        about="Started by a nurse, a bus driver and eleven patients. We know that people get "
        "better in company.",
        area="Menston; Burley in Wharfedale; Ilkley; Bradford District",
        venues=(Venue("Lambwether End Studio", "Burley in Wharfedale"),),
        offers=(
            Offer(
                "peer-support",
                "Copperbeech Open Door",
                "An afternoon with other people who live with mental illness: table tennis, "
                "gardening, a hot meal, and peer workers trained to help you plan.",
                "MO,TH 13:00-17:00",
                needs="FOOD-MEAL",
            ),
            Offer(
                "peer-support",
                "Hearing Voices Together",
                "A small, steady group for people who hear or see what others do not. No one is "
                "corrected and no one is shocked.",
                "every other TU 17:30-19:00",
                apply="Ring first, so that we can meet you on your own.",
                at="Lambwether End Studio",
            ),
            Offer(
                "volunteering",
                "Give It a Go Volunteering",
                "We find a role, come with you on the first day and keep in touch, for people "
                "whose illness has knocked their confidence.",
                "appointment WE 10:00-15:00",
                needs="LEARN-WORK",
            ),
        ),
    ),
    Group(
        "Addingham Bluebell Beck Hub",
        stem="Bluebell Beck",
        at="Addingham",
        about="The old school, reborn: nursery at one end, elders at the other, and the toast in "
        "the middle.",
        home="Bluebell Beck School Rooms",
        offers=(
            Offer(
                "social",
                "Nursery Visitors",
                "Older neighbours and four-year-olds do jigsaws, plant beans and read to each "
                "other. Everyone is checked; everyone is sticky by the end.",
                "term TH 10:00-11:00",
                needs="FAMILY-TODDLER",
                apply="Ring us; we carry out a check first.",
                bring="Two papers that prove who you are",
            ),
            Offer(
                "homework",
                "Exam Café",
                "Quiet tables, past papers and retired teachers for fifteen to eighteen-year-olds, "
                "with as much toast as it takes.",
                "term WE 16:00-19:00",
                ages=(14, 18),
            ),
            Offer(
                "shopping",
                "Prescription Runners",
                "Teenagers on the award scheme collect medicines on foot and by bike. They leave "
                "them in your hand, never on the step.",
                "MO-FR 16:00-18:30",
                at="visits",
                status="active",
            ),
        ),
    ),
    Group(
        "Ilkley Wren Sound Readers",
        stem="Wren Sound",
        at="Ilkley",
        about="Volunteers who record the local paper for blind and partially sighted listeners.",
        home="The Recording Cupboard",
        legal="Registered charity",
        area="Ilkley; Menston; Skipton; Bradford District",
        offers=(
            Offer(
                "senses",
                "Talking Newspaper",
                "An hour of local news, bus changes and obituaries every week, by post on a memory "
                "stick or by download. Players are lent free.",
                "",
                at="online",
                apply="Ring; we post the first one the same week.",
            ),
            Offer(
                "senses",
                "Macular Morning",
                "People with fading central sight share lamps, gadgets, bus passes and bad jokes. "
                "A specialist comes every quarter.",
                "every other 1TU 10:30-12:00",
                needs="MIND-PEER",
            ),
        ),
    ),
)
