"""Groups of the south of Bradford: Holme Wood to Queensbury."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Holme Wood Hearthside",
        stem="Hearthside",
        at="Holme Wood",
        about="A parade of shops turned inside out: a pantry, a nursery, a repair shed and a very "
        "large sofa. Eight in ten of the people who run it live on the estate.",
        program="Enough to Go Round. Food, fuel and furniture for the price of a bus fare.",
        venues=(
            Venue("Bierley Top Shop", "Bierley"),
            Venue("Ratchet Lane Lock-up", "Holme Wood"),
        ),
        offers=(
            Offer(
                "pantry",
                "Hearthside Pantry",
                "Members fill a basket worth about twenty pounds every week. Fresh things first: "
                "bread, milk, eggs and whatever the allotment sent. Membership opens to streets in "
                "turn.",
                "TU 10:00-15:00; FR 12:00-18:00",
                cost="£4.50 a basket",
                capacity="0 of 220 memberships",
                wait="About a month; food parcels meanwhile.",
            ),
            Offer(
                "energy",
                "Meter Money and Draught Busters",
                "If the meter is about to run out we can often top it up the same day. A volunteer "
                "then calls with draught strips, thick curtains and advice on the cheapest tariff.",
                "MO-FR 10:00-15:00",
                at="home; visits; Bierley Top Shop",
                bring="Your meter card or key",
            ),
            Offer(
                "furniture",
                "Second Sitting",
                "Beds, tables, cookers and curtains, cleaned, tested and delivered up the stairs. "
                "We can furnish an empty flat in a week.",
                "MO-SA 10:00-16:00",
                at="Ratchet Lane Lock-up",
                cost="beds £25 each; delivery £5 a trip",
            ),
            Offer(
                "kinship",
                "Grans and Co",
                "Grandparents, aunts and older sisters who are bringing up somebody else's "
                "children meet to swap advice, school shirts and sanity. A solicitor comes twice a "
                "year.",
                "1FR 10:00-12:00",
            ),
        ),
    ),
    Group(
        "Bierley Tenterfold Club",
        stem="Tenterfold",
        at="Bierley",
        about="A working men's club that voted to become everybody's. The bar is now a library and "
        "the snooker table is still the snooker table.",
        offers=(
            Offer(
                "shed",
                "Tenterfold Shed",
                "Lathes, a forge, a model railway and a stove. Make something, mend something or "
                "just have a brew; half the members came because a nurse told them to and stayed "
                "because nobody fussed.",
                "MO,WE,FR 09:30-13:00",
                cost="£2 a morning",
                capacity="4 of 24 places",
            ),
            Offer(
                "reading",
                "One Page at a Time",
                "One reader, one coach, one quiet corner, twice a week. Private and free, for "
                "anyone over 18 who missed out the first time.",
                "appointment MO-SA 09:00-19:00",
                wait="A coach is usually found in three weeks.",
            ),
            Offer(
                "warm-space",
                "The Snug",
                "A warm library with armchairs, jigsaws and soup at noon. Open late on Thursdays "
                "so that people home from work can charge a phone and do the homework run.",
                "MO-WE 10:00-16:00; TH 10:00-20:00",
            ),
        ),
    ),
    Group(
        "Wibsey Merrydown Fellowship",
        stem="Merrydown",
        at="Wibsey",
        about="A church hall, a minibus called Gladys and forty years of potato pie. Everyone is "
        "welcome, whatever they believe.",
        legal="Excepted charity",
        venues=(Venue("Wibsey Slack Reading Room", "Wibsey"),),
        offers=(
            Offer(
                "lunch-club",
                "Merrydown Dinner Club",
                "Meat and potato pie, peas and a proper pudding, with bingo for tins. Gladys the "
                "minibus collects people who cannot walk down the hill.",
                "WE 11:45-14:00",
                cost="£5 a dinner",
                capacity="0 of 32 places",
                wait="A few weeks; some people come every other week.",
            ),
            Offer(
                "memory",
                "Songs by Heart",
                "Songs everyone knows, percussion nobody can break, and a quiet corner for when it "
                "gets too much. For people with dementia and whoever keeps them company.",
                "TH 10:30-12:00",
                cost="£2 a couple",
                needs="OUT-MUSIC",
                at="Wibsey Slack Reading Room",
            ),
            Offer(
                "bereavement",
                "Empty Chair Café",
                "Coffee and company after a loss. A trained listener is at each table; nobody will "
                "tell you that time heals.",
                "3MO 14:00-15:30",
            ),
        ),
    ),
    Group(
        "Buttershaw Cloughtop Project",
        stem="Cloughtop",
        at="Buttershaw",
        about="Detached youth workers, a skate ramp and a kitchen. We work in the evenings, in the "
        "street and in whatever weather comes.",
        languages="pl",
        venues=(
            Venue("Woodside Green Hut", "Low Moor"),
            Venue("Cloughtop Ramp", "Buttershaw"),
        ),
        offers=(
            Offer(
                "youth-club",
                "Cloughtop Open Night",
                "Cook together, eat together, then skate, game or make music. There is a quiet "
                "room, and staff who know first aid for bodies and minds.",
                "MO,WE 17:30-20:30",
                at="home; Cloughtop Ramp",
            ),
            Offer(
                "mentoring",
                "In Your Corner",
                "A grown-up who sticks with you for a year: court, school, job interviews, or "
                "chips. For young people at risk of exclusion or of getting into serious trouble.",
                "",
                at="visits",
                ages=(12, 18),
                capacity="3 of 25 places",
                apply="By referral from a school, social worker or youth justice worker.",
            ),
            Offer(
                "holiday-club",
                "Summer on the Clough",
                "Dens, bikes, water fights and a hot dinner every day of the long holiday. Places "
                "go first to children who have free school meals.",
                "holidays MO-TH 10:00-14:00",
                capacity="15 of 60 places",
                needs="BODY-SPORT",
                at="Woodside Green Hut",
            ),
        ),
    ),
    Group(
        "Low Moor Limekiln Allotments",
        stem="Limekiln",
        at="Low Moor",
        about="Forty plots, six hives, two composting toilets and a view of the ring road. A third "
        "of our plots are worked in common.",
        legal="Unincorporated association",
        home="Limekiln Allotments",
        offers=(
            Offer(
                "garden",
                "Dig for Dinner",
                "Work on the common plots, learn from old hands, then cook what is ripe over the "
                "fire. Suited to beginners, children with an adult, and people whose doctor has "
                "suggested fresh air.",
                "SU 11:00-14:00; WE 10:00-12:30",
                needs="MIND-PEER",
            ),
            Offer(
                "senses",
                "The Sensory Plot",
                "Raised beds of mint, lavender and rustling grass with rope guides and Braille "
                "labels, planned with blind gardeners. A sighted helper meets you off the train if "
                "you ring.",
                "every other FR 10:30-12:30",
                needs="OUT-GROW",
            ),
            Offer(
                "women",
                "Menopause and Marrows",
                "Weed, sweat and compare notes. A women's hour on the plot, with a nurse among the "
                "gooseberries once a month to talk about hot flushes, sleep and bones.",
                "FR 17:00-18:30",
                needs="BODY-LONG OUT-GROW",
                ages=(40, None),
            ),
        ),
    ),
    Group(
        "Wyke Packhorse Community Shop",
        stem="Packhorse",
        at="Wyke",
        about="A corner shop owned by six hundred neighbours, with a post office, a community room "
        "and a bench that is never empty.",
        legal="Community benefit society",
        venues=(Venue("Low Moor Signal Rooms", "Low Moor"),),
        offers=(
            Offer(
                "credit-union",
                "Wyke Savings Point",
                "Open a savings account with a pound and borrow at a fair rate when the washer "
                "breaks. Staff do not mind how small the sums are.",
                "TU,FR 10:00-13:00",
                cost="",
                at="home; Low Moor Signal Rooms",
            ),
            Offer(
                "phone-friend",
                "The Packhorse Post",
                "A volunteer rings once a week for a natter, at a time you choose. We match by "
                "interest: pigeons, opera, rugby league, grandchildren.",
                "appointment MO-SU 09:00-20:00",
                at="phone",
            ),
            Offer(
                "social",
                "Knit and Natter",
                "Wool, needles and gossip round the shop table. Hats go to premature babies, and "
                "the failures go to the dog.",
                "MO 13:30-15:30",
            ),
        ),
    ),
    Group(
        "Queensbury Fettlers",
        stem="Fettlers",
        at="Queensbury",
        about="Retired plumbers, joiners and one nuclear engineer who fettle things for people who "
        "cannot. Based in a former station on the old line.",
        home="The Fettling Shed",
        area="Queensbury; Thornton; Clayton; Buttershaw",
        offers=(
            Offer(
                "handyperson",
                "Grab Rails and Leaky Taps",
                "Small jobs done safely: rails, key safes, bulbs, door locks and dripping taps. We "
                "charge for parts and take a donation for the biscuits.",
                "MO-FR 09:00-16:00",
                at="visits",
                cost="pay what you can",
                wait="A week; the same day if you cannot lock your door.",
            ),
            Offer(
                "repair",
                "Queensbury Repair Café",
                "Lamps, lawnmowers, laptops and leather. You sit with the mender, so you learn how "
                "it is done. About seven in ten things leave working.",
                "3SA 10:00-13:00",
                cost="pay what you can",
            ),
            Offer(
                "sport",
                "Slow Wheels",
                "Gentle rides on the old railway path for people who have not sat on a bike for "
                "years. We have trikes, tandems and a wheelchair cycle to lend.",
                "SA 13:30-15:30",
                needs="BODY-MOVE",
                ages=(16, None),
            ),
        ),
    ),
)
