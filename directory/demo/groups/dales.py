"""Groups of the dales: Gargrave, Malham, Grassington, Settle, Ingleton and Bentham."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Grassington Limepit Community Hub",
        stem="Limepit",
        at="Grassington",
        about="A shop front on the square with a desk for everything: bus times, blood-pressure "
        "checks, parcels and a listening ear.",
        venues=(
            Venue("Malham Fleece Loft", "Malham"),
            Venue("Kettlewell Curlew Smithy", "Kettlewell"),
        ),
        program="Up the Dale. Help that drives to people who cannot drive to it.",
        area="Grassington; Kettlewell; Embsay; Malham",
        offers=(
            Offer(
                "warm-space",
                "The Warm Counter",
                "Armchairs behind the counter, a woodburner and the day's papers. The surgery's "
                "nurse sees people without appointments on Tuesday mornings.",
                "MO-FR 09:00-16:00; SA 09:00-12:00",
            ),
            Offer(
                "digital",
                "Grassington Get Online",
                "Book a slot or bring it when you come for a stamp. Farm payments, bank closures "
                "and video calls a speciality.",
                "WE 10:00-12:00",
                at="home; Kettlewell Curlew Smithy; Malham Fleece Loft",
            ),
            Offer(
                "befriending",
                "Upper Dale Visitors",
                "A regular visitor for people at the end of long tracks. They bring news, "
                "batteries and, in snow, coal.",
                "",
                at="visits",
                eligibility="Anyone over 18 who is cut off, by distance or by illness.",
                ages=(18, None),
            ),
        ),
    ),
    Group(
        "Malham Fell and Field Network",
        stem="Fell and Field",
        at="Malham",
        about="Farmers, a vet, a vicar and a retired bank manager who answer the phone to farming "
        "families when things go wrong.",
        area="Craven; Bradford District",
        home="Fell and Field office",
        offers=(
            Offer(
                "farmers",
                "Farm Gate Listening",
                "Ring at any hour: a failed inspection, a debt, a row about who takes over, or "
                "thoughts you have told nobody. We come to the farm and we know what a ewe is.",
                "always",
                at="phone; visits",
                needs="MIND-CRISIS",
                also="Farmers' helpline",
            ),
            Offer(
                "benefits",
                "Paperwork at the Kitchen Table",
                "A caseworker goes through subsidies, tax credits and the drawer you have not "
                "opened. It costs nothing and goes no further.",
                "appointment MO-SA 08:00-21:00",
                at="visits",
                needs="MIND-RURAL MONEY-DEBT",
                eligibility="Farmers, farm workers and their families.",
            ),
            Offer(
                "men",
                "Auction Day Check-up",
                "Blood pressure, skin checks and a brew in a caravan at the mart, between the "
                "sheep and the cattle. Ten minutes, no fuss.",
                "1MO,3MO 08:30-13:00",
                needs="MIND-RURAL BODY-LONG",
                eligibility="Anyone at the mart; mainly farming men.",
            ),
        ),
    ),
    Group(
        "Settle Pennine Lantern Trust",
        stem="Pennine Lantern",
        at="Settle",
        about="Looks after the town's hall and runs its good works: a meal, a film, a choir, a "
        "bicycle and a bath.",
        venues=(
            Venue("Giggleswick Tarn Pavilion", "Giggleswick"),
            Venue("Horton Packhorse Barn", "Horton in Ribblesdale"),
        ),
        area="Settle; Giggleswick; Horton in Ribblesdale; Hellifield; Malham",
        offers=(
            Offer(
                "community-meal",
                "Market Day Dinner",
                "A two-course dinner on market day for whoever turns up: shepherds, walkers, "
                "pensioners and the man who plays the spoons.",
                "TU 11:30-13:30",
                cost="£5 a dinner; children £2 a dinner",
            ),
            Offer(
                "memory",
                "Settle Film for Forgetters",
                "A short film with the sound low and the lights half up, an interval with ice "
                "cream and help to find your seat.",
                "-1TU 14:00-16:00",
                cost="£4 a seat; carers £0 with someone",
            ),
            Offer(
                "youth-club",
                "Three Dales Youth Bus",
                "A double-decker with a kitchen, consoles and two youth workers, which parks in a "
                "different village each week.",
                "2TH 17:30-20:00; every other 4TH 17:30-20:00",
                at="Horton Packhorse Barn; Giggleswick Tarn Pavilion",
            ),
            Offer(
                "sport",
                "Walking Rugby in the Dale",
                "All the shouting and none of the tackling, on a nearly flat field. For men and "
                "women over forty.",
                "FR 10:30-11:45",
                at="Giggleswick Tarn Pavilion",
                cost="£2 a session",
                ages=(40, None),
            ),
        ),
    ),
    Group(
        "Bentham Skylark Volunteers",
        stem="Skylark",
        at="High Bentham",
        about="Everything from a toddler group to a funeral tea, organised from a table in the "
        "market hall.",
        area="High Bentham; Ingleton; Clapham",
        home="Skylark Market Hall",
        venues=(Venue("Ingleton Viaduct Shelter", "Ingleton"),),
        offers=(
            Offer(
                "minibus",
                "Skylark Wanderbus",
                "Tuesday to the market, Thursday to the hospital, Saturday wherever the passengers "
                "vote for. Tail-lift and four wheelchair places.",
                "TU,TH,SA 09:00-16:00",
                cost="£4 a day",
                at="visits",
            ),
            Offer(
                "toddlers",
                "Bentham Lambkins",
                "Toys, songs and a box of wellingtons in every size. The midwife calls on the "
                "first Monday.",
                "term MO 09:30-11:30",
                cost="£1.50 a family",
                at="home; Ingleton Viaduct Shelter",
            ),
            Offer(
                "lunch-club",
                "Skylark Supper",
                "An early supper for people who live alone, since that is when it bites. Gentlemen "
                "wash up.",
                "every other TH 17:00-19:00",
                cost="£5 a supper",
            ),
        ),
    ),
    Group(
        "Ingleton Cavern Community Company",
        stem="Cavern",
        at="Ingleton",
        about="Runs a boating pond, a library and the snow plough, since nobody else was going to.",
        legal="Community benefit society",
        offers=(
            Offer(
                "sport",
                "Ingleton Pedal and Paddle",
                "Pedal boats, rafts and a flat-bottomed punt that takes a wheelchair, on water no "
                "deeper than your knees. Life jackets, towels and cocoa.",
                "SA,SU 10:00-16:00",
                cost="adults £5 an hour; children £3 an hour; carers £0 with someone",
                status="inactive",
                alert="The season runs from May to September.",
                ages=(None, None),
            ),
            Offer(
                "reading",
                "Books by the Pond",
                "A community library with story time, an order desk and a shelf of books in large "
                "print. Talk to us about learning to read in private.",
                "MO,WE,FR 13:00-17:00; SA 10:00-12:00",
                apply="Just turn up and join.",
                ages=(None, None),
                eligibility="Open to everyone.",
            ),
            Offer(
                "warm-space",
                "Power Cut Plan",
                "When the lines are down the library opens, with its own generator, for warmth, "
                "soup, insulin fridges and news. Wardens call on people on the list.",
                "",
                needs="TRAVEL-SHOP",
                apply="Ring to go on the list, or come when the lights go out.",
            ),
        ),
    ),
    Group(
        "Clapham Harebell Rural Arts",
        stem="Harebell",
        at="Clapham",
        about="Artists and neighbours who make things in barns, with the doors open.",
        legal="Company limited by guarantee",
        home="Harebell Barn",
        venues=(Venue("Austwick Kiln Studio", "Clapham"),),
        offers=(
            Offer(
                "arts",
                "Wool, Felt and Fog",
                "Card, dye and felt the fleeces nobody will buy. A day out of the house for people "
                "who do not get one, with a lift if you need it.",
                "every other WE 10:30-15:30",
                cost="sliding £3 to £12 a day",
                needs="MIND-RURAL",
                at="Austwick Kiln Studio",
            ),
            Offer(
                "volunteering",
                "Footpath Fixers",
                "Stiles, gates and waymarks with a ranger and a flask. You choose how far to walk "
                "and what to lift.",
                "3TH 09:30-15:30",
                needs="BODY-WALK OUT-GROW",
            ),
            Offer(
                "toddlers",
                "Barn Babies",
                "Drums, felt and hay bales for under-fives and whoever is with them. There is a "
                "stove for cold hands and a lamb in season.",
                "term FR 10:00-11:30",
                cost="£2 a family",
            ),
        ),
    ),
    Group(
        "Hellifield Whistlestop",
        stem="Whistlestop",
        at="Hellifield",
        about="A waiting room with a stove, a shelf of jigsaws and one paid member of staff.",
        legal="Charitable incorporated organisation",
        home="Whistlestop Waiting Room",
        offers=(
            Offer(
                "social",
                "Jigsaws and Junctions",
                "Do a corner of the thousand-piece viaduct while you wait for a train, or come on "
                "purpose as most of us do.",
                "MO-SA 09:00-15:00",
            ),
            Offer(
                "phone-friend",
                "Signal Box Chats",
                "Volunteers ring people in the villages who have no neighbour to nod to. Fifteen "
                "minutes or an hour; it is up to you.",
                "appointment MO-FR 13:00-18:00",
                at="phone",
            ),
            Offer(
                "lunch-club",
                "Platform Pie and Peas",
                "Pie, peas and a pot of tea between the morning trains and the afternoon ones. "
                "Come by rail and we will meet you on the bridge.",
                "2FR,-1FR 12:00-13:45",
                cost="£4.50 a dinner",
            ),
        ),
    ),
    Group(
        "Gargrave Swallowtail Hall",
        stem="Swallowtail",
        at="Gargrave",
        about="A village hall with a sprung floor, a stair-lift to the balcony and a committee "
        "that has buried its hatchets.",
        offers=(
            Offer(
                "gentle-exercise",
                "Tea Dance, Sitting or Standing",
                "Waltzes and quicksteps with a live pianist. Half of us dance in chairs. Partners "
                "can be provided.",
                "1WE,3WE 14:00-16:00",
                cost="£4 a dance",
                needs="OUT-MUSIC COMPANY-SOCIAL",
            ),
            Offer(
                "warm-space",
                "Gargrave Big Breakfast",
                "Bacon, eggs, porridge and the crossword, before the walkers arrive. Bring your "
                "washing: the hall has two machines.",
                "winter SA 08:00-11:00",
                cost="pay what you can",
                needs="FOOD-MEAL",
            ),
            Offer(
                "walk",
                "Canal and Cake",
                "Two flat miles along the towpath and two hundred calories back. Pushchairs, "
                "guide dogs and grumblers all welcome.",
                "2FR,4FR 10:00-11:30",
            ),
        ),
    ),
)
