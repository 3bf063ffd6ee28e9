"""Groups of the city centre and the streets around it."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Ratchet Lane Advice Centre",
        stem="Ratchet Lane",
        at="Bradford city centre",
        about="Free, independent and confidential advice in the middle of town. Our caseworkers "
        "and volunteers help some four thousand people a year to sort out money, housing and "
        "papers before things get worse.",
        languages="ur pl sk ro ar",
        area="Bradford District",
        venues=(
            Venue("Half Crown Rooms", "Little Horton"),
            Venue("Mungo Street Surgery", "Laisterdyke"),
        ),
        offers=(
            Offer(
                "debt",
                "Debt and Money Advice",
                "One adviser works with you from the first letter to the last. We list what you "
                "owe, stop bailiffs where the law allows, speak to your creditors and help you "
                "choose a way out. Bring every envelope, opened or not.",
                "appointment MO-FR 09:30-16:30; TU 09:30-12:00",
                at="home; Half Crown Rooms; Mungo Street Surgery",
                bring="Letters from creditors; Bank statements for three months; Proof of address",
                wait="About ten days; sooner if bailiffs are due.",
            ),
            Offer(
                "benefits",
                "Benefits Check and Form Filling",
                "We check what you could claim, fill in the long forms with you, and put together "
                "appeals when a decision is wrong. Half of the people we see are missing "
                "something. Home visits can be arranged for people who are housebound.",
                "MO,WE 10:00-15:00; appointment TH 10:00-18:00",
                at="home; visits",
                bring="National Insurance number; Latest award letters",
            ),
            Offer(
                "housing",
                "Housing Rights Drop-in",
                "Advice on eviction notices, disrepair, damp, deposits and homelessness "
                "applications. If you have papers from a court, say so at the desk and you will be "
                "seen first.",
                "TU,FR 09:30-12:30",
                bring="Your tenancy agreement, if you have one",
            ),
            Offer(
                "papers",
                "Immigration Advice Morning",
                "Accredited advisers explain settled status, family visas, fee waivers and "
                "citizenship. We cannot take on every case; if we cannot, we tell you who might. "
                "Interpreters are booked in advance.",
                "appointment WE 09:00-13:00",
                languages="ckb ti fa prs",
                bring="Passport or travel papers; Letters from the Home Office",
                wait="Three to four weeks.",
            ),
        ),
    ),
    Group(
        "Heddle Street Welcome",
        stem="Heddle Street",
        at="Goitside",
        about="A day centre for people seeking asylum and for refugees who have just got their "
        "papers. Tea, toast, toothbrushes and somebody on your side.",
        languages="ar ckb ti fa prs ps",
        area="Bradford District",
        venues=(
            Venue("Weavers' Chapel Vestry", "Thornbury"),
            Venue("Slubbing Street Sports Hall", "Listerhills"),
        ),
        offers=(
            Offer(
                "refugees",
                "Open House",
                "A busy, cheerful room where people who are new meet people who are not so new. "
                "There is a hot lunch, a clothes rail, a phone to borrow and a worker for letters "
                "you cannot make sense of.",
                "MO,TH 10:30-15:00",
                also="البيت المفتوح · ماڵی کراوە",
                needs="FOOD-MEAL",
            ),
            Offer(
                "english",
                "First Steps English",
                "No papers, no register, no test. Volunteers teach in small groups, from the "
                "alphabet upwards, while you wait for a college place. Bus fare is refunded.",
                "TU,WE,FR 13:00-14:30",
                languages="uk",
                at="home; Weavers' Chapel Vestry",
            ),
            Offer(
                "sport",
                "Goitside Football Welcome",
                "A kick-about for men and women of any standard, with boots to borrow. We play "
                "indoors if it rains and eat together afterwards. It has led to several weddings.",
                "FR 18:30-20:30",
                at="Slubbing Street Sports Hall",
                ages=(16, None),
            ),
            Offer(
                "hosting",
                "Friend in a New Town",
                "We introduce a newcomer to a local person or family for a walk, a meal or a cup "
                "of coffee every other week for six months. Both sides get a training evening and "
                "someone to ring.",
                "",
                at="visits",
                wait="About six weeks for a match.",
            ),
        ),
    ),
    Group(
        "Damside Night Shelter",
        stem="Damside",
        at="Little Horton",
        about="Beds, breakfast and a way forward for people with nowhere to sleep. We work with "
        "churches, mosques and gurdwaras who lend their halls in turn through the winter.",
        area="Bradford District",
        venues=(
            Venue("Treadle Road Church Hall", "Bradford city centre"),
            Venue("Packhorse Rise Mosque Hall", "Great Horton"),
        ),
        offers=(
            Offer(
                "night-shelter",
                "Damside Winter Shelter",
                "A camp bed, a cooked supper, a shower and breakfast, in a different hall each "
                "night. Come to the day room by 8pm to be given a place. Dogs are allowed if "
                "they get on with Alan, who is also a dog.",
                "winter MO-SU 20:00-08:00",
                at="home; Treadle Road Church Hall; Packhorse Rise Mosque Hall",
                capacity="2 of 16 beds",
            ),
            Offer(
                "rough-sleeping",
                "Early Morning Outreach",
                "Two workers walk the city from six in the morning with flasks, socks and time to "
                "talk. Ring or send a text if you are outside, or if you have seen someone who is, "
                "and tell us the nearest street.",
                "MO-SA 06:00-09:00",
                at="visits",
            ),
            Offer(
                "community-meal",
                "Sunday Table",
                "A sit-down dinner with cloths on the tables, cooked by a different faith or "
                "neighbourhood every week. Seconds are expected.",
                "SU 13:00-15:00",
                at="Treadle Road Church Hall",
                needs="HOME-ROUGH",
            ),
        ),
    ),
    Group(
        "Listerhills Weft and Warp",
        stem="Weft and Warp",
        at="Listerhills",
        about="A makers' workshop where people mend clothes, learn to sew and keep their hands "
        "busy while they talk. Everything we teach once kept this city in work.",
        legal="Community interest company",
        languages="ur hi gu",
        venues=(Venue("Lidget Loom Shop", "Lidget Green"),),
        offers=(
            Offer(
                "arts",
                "Stitch and Chatter",
                "Bring a half-finished jumper or start a cushion with our wool. Beginners sit next "
                "to somebody patient. It is good for nerves, grief and winter evenings.",
                "every other TU 18:30-20:30",
                cost="£2 a session",
            ),
            Offer(
                "work",
                "Sewing for a Living",
                "A twelve-week course on industrial machines for people who want factory or "
                "alterations work. We help with the CV and go with you to the interview.",
                "course 12 MO 09:30-14:30",
                capacity="5 of 8 places",
                ages=(18, None),
            ),
            Offer(
                "repair",
                "Swap Shop and Mending Bar",
                "Bring up to six clean things to wear, swap them for six others, and have a hem or "
                "button done while you browse. School uniform is free to anyone who asks.",
                "-1SA 11:00-15:00",
                needs="FOOD-HOME",
                at="Lidget Loom Shop",
            ),
        ),
    ),
    Group(
        "Lapwing Recovery Community",
        stem="Lapwing",
        at="Lidget Green",
        about="People in recovery who help other people get there. Nobody here is shocked by "
        "anything, and everyone starts again as often as they need to.",
        area="Bradford District",
        venues=(Venue("Noils Terrace Café", "Bradford city centre"),),
        offers=(
            Offer(
                "recovery",
                "Lapwing Breakfast Meeting",
                "A bacon or egg sandwich, then an hour of honest talk led by people with several "
                "years behind them. Come sober if you can; come anyway if you cannot, and someone "
                "will sit with you.",
                "SA,SU 08:30-10:30",
                at="Noils Terrace Café",
            ),
            Offer(
                "peer-support",
                "Families in the Same Boat",
                "For parents, partners and children over 18 of somebody who drinks or uses. You "
                "did not cause it, and you need looking after as well.",
                "TU 19:00-20:30",
                needs="BODY-RECOVERY",
                languages="ur pa",
            ),
            Offer(
                "crisis-cafe",
                "The Late Lamp",
                "An evening café for people who are struggling and do not want to be alone. A peer "
                "worker and a mental health nurse are there all night; the kettle never goes cold.",
                "TH-SU 19:00-01:00",
                at="Noils Terrace Café",
            ),
        ),
    ),
    Group(
        "Bilberry Rainbow Youth",
        stem="Bilberry",
        at="Frizinghall",
        about="A youth project by and for LGBTQ+ young people. We keep the address of our evening "
        "group for those who ring, and nobody has to be out to anyone.",
        home="Bilberry office",
        home_type="postal",
        languages="ur",
        area="Bradford District",
        venues=(Venue("Pennywhistle Yard Studio", "Shipley"),),
        offers=(
            Offer(
                "lgbt-youth",
                "Bilberry Evening",
                "Games, films, cooking and zines with youth workers who get it. First-timers are "
                "met at the door, or at the bus stop if you would rather. Use whatever name you "
                "like.",
                "term WE 18:00-20:30",
                at="Pennywhistle Yard Studio",
            ),
            Offer(
                "mentoring",
                "One to One with Bilberry",
                "Up to ten meetings with a youth worker, in person or by video, about identity, "
                "family, school, faith or nothing in particular.",
                "appointment MO-FR 12:00-19:00",
                at="online; Pennywhistle Yard Studio",
                ages=(13, 21),
                needs="COMPANY-LGBT MIND-TALK",
            ),
            Offer(
                "parenting",
                "Parents of Rainbow Kids",
                "An online circle for parents and carers who love their child and have questions "
                "they would rather not ask the child. Cameras may be off.",
                "2TH 19:30-21:00",
                at="online",
                needs="COMPANY-LGBT",
                apply="E-mail us for the link.",
            ),
        ),
    ),
)
