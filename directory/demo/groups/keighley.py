"""Groups of Keighley town and its estates."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Keighley Treadle House",
        stem="Treadle",
        at="Keighley",
        about="The town's community hub: three floors over a covered market, a kitchen that feeds "
        "two hundred a week, and a notice board you can get lost in.",
        languages="ur pa pl sk",
        program="Treadle at Work. Skills, confidence and somebody to practise on.",
        venues=(
            Venue("Ingrow Platform Rooms", "Ingrow"),
            Venue("Market Stall 41", "Keighley"),
        ),
        offers=(
            Offer(
                "food-parcel",
                "Keighley Food Cupboard",
                "A parcel for three to five days, halal or vegetarian if you like, with a cup of "
                "tea while we pack it. Three times in six months is usual; tell us if that is not "
                "enough.",
                "MO,WE,FR 12:30-15:00",
                bring="A voucher from your worker, or ring us first",
                languages="ro",
            ),
            Offer(
                "work",
                "Job Club",
                "Computers, printers, a phone and people who hire. We help with online claims, "
                "write CVs that sound like you, and practise interviews till they are boring.",
                "TU,TH 10:00-13:00",
                needs="LEARN-DIGITAL",
                at="home; Ingrow Platform Rooms",
            ),
            Offer(
                "digital",
                "Stall 41 Phone Doctor",
                "Bring a cracked, frozen or baffling phone to the market stall. If we cannot mend "
                "it we explain it. Refurbished tablets go to people who have none.",
                "WE,SA 10:00-14:00",
                at="Market Stall 41",
                cost="parts £10 a repair",
                needs="OUT-REPAIR",
            ),
            Offer(
                "benefits",
                "Treadle Welfare Rights",
                "Advice on Universal Credit, disability benefits and sanctions, and someone to sit "
                "beside you at the tribunal.",
                "appointment MO-FR 09:30-16:00",
                bring="Decision letters; Medical letters",
                wait="Two weeks.",
            ),
        ),
    ),
    Group(
        "Highfield Sangam Row Centre",
        stem="Sangam Row",
        at="Highfield",
        about="A meeting of waters, as the name says: a South Asian community centre with a "
        "library of poetry and a gym nobody admits to using.",
        languages="ur pa ps bn",
        venues=(Venue("Utley Poplar House", "Utley"),),
        offers=(
            Offer(
                "women",
                "Apna Waqt",
                "Time of our own: cookery, driving theory, swimming trips and a poet-in-residence. "
                "Mothers-in-law have their own table.",
                "TU 10:00-13:00",
                also="اپنا وقت",
            ),
            Offer(
                "elders",
                "Baithak for Elders",
                "A sitting room for men and women over fifty-five with tea, Punjabi news, blood "
                "pressure checks and arguments about cricket.",
                "MO,WE,FR 13:00-16:00",
                also="بیٹھک · ਬੈਠਕ",
                cost="£1 a visit",
                at="Utley Poplar House",
            ),
            Offer(
                "mother-tongue",
                "Urdu after School",
                "Reading, writing and storytelling for children who speak it at home and cannot "
                "read it yet. Small classes and no shouting.",
                "term MO,TH 17:00-18:30",
                also="اردو کلاس",
                cost="£20 a term",
                ages=(6, 14),
            ),
        ),
    ),
    Group(
        "Lantern Young Carers of Highfield",
        stem="Lantern Young",
        at="Highfield",
        about="Support for children and teenagers who look after someone, from the people who run "
        "the centre next door.",
        parent="Sangam Row",
        languages="ur pa",
        home="Old Lamp Works",
        offers=(
            Offer(
                "young-carers",
                "Lantern Night",
                "Pizza, pool and people who know what it is to put your mum to bed. A worker can "
                "talk to your school so that you need not explain it again.",
                "term TH 16:30-19:00",
                capacity="7 of 25 places",
            ),
            Offer(
                "young-carers",
                "Lantern Days Out",
                "A trip in every school holiday, to the sea, a farm or a theme park, while "
                "somebody trained stays with the person you look after.",
                "holidays WE 09:00-17:00",
                needs="FAMILY-HOLIDAY",
                apply="For members; join through Lantern Night.",
            ),
        ),
    ),
    Group(
        "Ingrow Bracken and Steam",
        stem="Bracken and Steam",
        at="Ingrow",
        about="An engine shed where the engines are now sewing machines, lathes and a community "
        "oven.",
        legal="Community interest company",
        offers=(
            Offer(
                "shed",
                "Ingrow Engineers",
                "A men's shed that restores garden machinery, bus-stop benches and, slowly, a "
                "1931 fire pump. Visitors get a broom and a brew.",
                "TU,TH 09:30-14:30",
                cost="£3 a day",
            ),
            Offer(
                "social",
                "Bread and Bother",
                "Knead it out on a floury table. While the loaves rise we talk, or do not, and "
                "everybody goes home with something warm.",
                "every other FR 10:00-13:00",
                cost="£2 a session",
                needs="OUT-ART MIND-PEER",
            ),
            Offer(
                "youth-club",
                "Sparks",
                "Welding, animation and computer games design for teenagers who have had enough of "
                "sitting down.",
                "term WE 17:30-19:30",
                ages=(13, 18),
                needs="LEARN-WORK",
            ),
        ),
    ),
    Group(
        "Braithwaite Larkfoot Trust",
        stem="Larkfoot",
        at="Braithwaite",
        about="On top of the town and on top of things: a residents' trust with a farm, a football "
        "pitch and its own bus stop.",
        home="Larkfoot Farm",
        venues=(Venue("Braithwaite Top Pitch Pavilion", "Braithwaite"),),
        offers=(
            Offer(
                "garden",
                "City Farm Mornings",
                "Feed goats, collect eggs, muck out and sit down. Children come with an adult; "
                "schools come with a plan.",
                "SA,SU 09:30-12:30",
                cost="pay what you can",
                needs="FAMILY-HOLIDAY",
            ),
            Offer(
                "mentoring",
                "Barn Mates",
                "Teenagers who are not managing at school spend a morning a week with animals and "
                "one steady adult. Some stay for years.",
                "term TH,FR 09:30-12:00",
                apply="By referral from a school.",
                ages=(11, 16),
                capacity="2 of 8 places",
            ),
            Offer(
                "energy",
                "Warm Homes Braithwaite",
                "A surveyor and a neighbour visit, look for damp and draughts and apply for the "
                "grants. We are there when the fitters come.",
                "appointment MO-FR 10:00-16:00",
                at="visits; Braithwaite Top Pitch Pavilion",
                languages="ur",
            ),
        ),
    ),
    Group(
        "Riddlesden Rushlight",
        stem="Rushlight",
        at="Riddlesden",
        about="A small charity that trains people to listen, and sends them where they are needed.",
        area="Keighley; Riddlesden; Bingley; Silsden",
        venues=(Venue("Keighley Lamp Room", "Keighley"),),
        offers=(
            Offer(
                "helpline",
                "Rushlight Listening Line",
                "When it is dark and you cannot sleep, ring. Trained volunteers listen; they do "
                "not advise, preach or hurry you.",
                "MO-SU 20:00-02:00",
                at="phone",
                languages="ur",
            ),
            Offer(
                "bereavement",
                "After Suicide",
                "A group for people bereaved by suicide, led by two who were. Join in person or by "
                "video; come once or for as long as you like.",
                "1TU 19:00-21:00",
                at="home; online",
                needs="MIND-PEER",
            ),
            Offer(
                "crisis-cafe",
                "Rushlight Room",
                "A calm, lamplit room with sofas and trained staff for anyone in distress. No "
                "referral and no clipboard. We can ring the crisis team with you.",
                "FR-SU 18:00-00:00",
                at="Keighley Lamp Room",
            ),
        ),
    ),
    Group(
        "Long Lee Cobblestone Club",
        stem="Cobblestone",
        at="Long Lee",
        about="Neighbours who put on what the hill needs, in a chapel they bought for a pound.",
        legal="Charitable incorporated organisation",
        offers=(
            Offer(
                "gentle-exercise",
                "Sit, Stretch and Sing",
                "Forty minutes of movement on a chair to songs with actions. Suits people after a "
                "stroke, with bad hips or in wheelchairs.",
                "TU 11:00-11:45",
                cost="£2 a session",
            ),
            Offer(
                "warm-space",
                "Chapel Porridge",
                "Hot porridge, papers and a stove from early, for people off the night shift and "
                "people who cannot heat the house.",
                "MO-FR 06:30-09:30",
                needs="FOOD-MEAL",
            ),
            Offer(
                "furniture",
                "The Uniform Rail",
                "Clean school shirts, blazers, PE kit and shoes, by size. Take what you need and "
                "bring back what is outgrown. Open a little longer in August.",
                "1SA 10:00-12:00; holidays TH 10:00-14:00",
                apply="Just turn up.",
                needs="OUT-REPAIR",
            ),
        ),
    ),
    Group(
        "Utley Meadowsweet Hospice Friends",
        stem="Meadowsweet",
        at="Utley",
        about="Volunteers who sit with people near the end of life, and with whoever is left.",
        area="Keighley; Steeton; Silsden; Haworth; Cross Hills",
        venues=(Venue("Steeton Garden Room", "Steeton"),),
        offers=(
            Offer(
                "carers",
                "Night Sitters",
                "A trained volunteer stays from ten to six so that you can sleep, for up to three "
                "nights a week in the last weeks of someone's life.",
                "appointment MO-SU 22:00-06:00",
                at="visits",
                apply="By referral from a district nurse, GP or hospice.",
                capacity="2 of 9 nights",
                needs="MIND-GRIEF",
            ),
            Offer(
                "bereavement",
                "Meadowsweet Mondays",
                "Soup and a sandwich for people who were carers until lately, and do not know what "
                "to do with a Monday.",
                "MO 12:00-14:00",
                cost="£3 a lunch",
                at="home; Steeton Garden Room",
            ),
            Offer(
                "long-term",
                "Room to Breathe",
                "Singing, fan techniques and gentle movement for people who are short of breath, "
                "with a nurse to answer what you did not like to ask.",
                "2WE 14:00-15:30",
            ),
        ),
    ),
)
