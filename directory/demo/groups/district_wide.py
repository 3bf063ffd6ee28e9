"""Groups that serve the whole district, by phone, online or from house to house."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Three Valleys Kindly Line",
        stem="Kindly Line",
        at="Bradford city centre",
        about="A telephone and text listening service for the whole of Bradford District and "
        "Craven, answered by volunteers in a dozen languages.",
        home="Kindly Line",
        home_type="virtual",
        languages="ur pa pl bn sk ar",
        area="Bradford District; Craven",
        offers=(
            Offer(
                "helpline",
                "Kindly Line",
                "A free call to someone who will listen to anything for up to forty minutes, and "
                "can look up who else might help. Ask for your language and we ring you back with "
                "a speaker.",
                "MO-SU 14:00-02:00",
                at="phone",
                also="مہربان لائن · ਦਿਆਲੂ ਲਾਈਨ · Życzliwa linia",
            ),
            Offer(
                "helpline",
                "Kindly Text",
                "For people who would rather type: students, deaf people, and those who cannot be "
                "overheard. The first answer usually comes within ten minutes.",
                "TH-SU 18:00-00:00",
                at="online",
                needs="BODY-SENSES",
                ages=(14, None),
            ),
        ),
    ),
    Group(
        "Signpost Magpie Deaf Community",
        stem="Magpie",
        at="Shipley",
        about="Run by Deaf people, in British Sign Language. Hearing friends who sign badly are "
        "forgiven.",
        languages="bfi",
        area="Bradford District; Craven",
        legal="Community interest company",
        home="Magpie Deaf Club",
        offers=(
            Offer(
                "senses",
                "BSL Advice Morning",
                "Benefits, housing and letters explained in sign language by Deaf advisers, in "
                "person or by video. Interpreters for doctors are booked from here.",
                "TU 10:00-13:00",
                at="home; online",
                needs="MONEY-BENEFITS",
            ),
            Offer(
                "elders",
                "Deaf Elders' Social",
                "Dinner, darts and stories for Deaf people over fifty-five, with hands flying. "
                "Deafblind guests come with a communicator guide.",
                "2WE,4WE 12:00-15:00",
                cost="£4 a dinner",
                needs="BODY-SENSES",
            ),
            Offer(
                "parenting",
                "Hands Up Families",
                "Signing classes for hearing parents and grandparents of deaf children, while the "
                "children play with Deaf role models.",
                "term SA 10:00-12:00",
                needs="FAMILY-SEND BODY-SENSES",
            ),
        ),
    ),
    Group(
        "Cloth Hall Polish and Ukrainian Circle",
        stem="Cloth Hall",
        at="West Bowling",
        about="A club that has welcomed people from the east for seventy-five years, most lately "
        "from Ukraine.",
        languages="pl uk",
        area="Bradford District",
        offers=(
            Offer(
                "refugees",
                "Ukrainian Welcome Desk",
                "School places, visas, driving licences and a shoulder, in Ukrainian. Sponsors and "
                "guests are both helped, separately if it has got difficult.",
                "MO,WE,FR 10:00-14:00",
                also="Український центр допомоги",
                needs="ARRIVE-HOST",
            ),
            Offer(
                "elders",
                "Klub Seniora",
                "Pierogi, cards and news for Polish elders, with a priest on the first Thursday "
                "and a chiropodist on the last.",
                "TH 11:00-15:00",
                cost="£3 a visit",
                also="Klub Seniora – zapraszamy",
            ),
            Offer(
                "music",
                "Cloth Hall Choir",
                "Songs from east of the Elbe in four parts and several alphabets. Beginners get a "
                "strong neighbour and the words spelt out.",
                "FR 19:00-21:00",
            ),
        ),
    ),
    Group(
        "Umbrella Sparrow Disability Rights",
        stem="Sparrow",
        at="Listerhills",
        about="Disabled people who know the rules and teach them to others. We advise, campaign "
        "and lend ramps.",
        languages="ur bfi",
        area="Bradford District; Craven",
        home="Sparrow Independent Living Centre",
        offers=(
            Offer(
                "benefits",
                "Form Fillers",
                "Trained disabled volunteers fill in disability benefit forms with you, line by "
                "line, in person, by video or at home. We explain what the questions are really "
                "asking.",
                "appointment MO-FR 10:00-16:00",
                at="home; online; visits",
                bring="A list of your medicines; Hospital letters",
                wait="Three weeks, so ask for more time on the form now.",
            ),
            Offer(
                "work",
                "Ready When You Are",
                "Job coaching for disabled people, and straight talk for their employers about "
                "adjustments. We stay in touch for a year.",
                "appointment TU-TH 10:00-15:00",
                needs="BODY-LONG",
                capacity="7 of 30 places",
            ),
            Offer(
                "social",
                "Sparrow Sundays",
                "Board games, bad films and good curry for disabled adults and friends. Quiet "
                "room, hoist, and no explanations needed.",
                "1SU,3SU 13:00-17:00",
                needs="BODY-LONG",
                cost="£2 a visit",
            ),
        ),
    ),
    Group(
        "Inkwell Ferret Legal Volunteers",
        stem="Inkwell",
        at="Bradford city centre",
        about="Solicitors and law students who give an evening a week, under supervision and "
        "without wigs.",
        languages="ur pl",
        area="Bradford District",
        home="Inkwell Chambers",
        offers=(
            Offer(
                "legal",
                "Evening Law Clinic",
                "Half an hour's advice on jobs, families, neighbours or faulty goods, with a "
                "letter afterwards saying what we said. Longer help if we can.",
                "TU,TH 17:30-20:00",
                capacity="3 of 12 slots",
                wait="Usually within a week.",
            ),
            Offer(
                "legal",
                "Court Companions",
                "Someone calm to sit with you at the family court or tribunal, take notes and find "
                "the toilet. They cannot speak for you, but they can stop you feeling alone.",
                "MO-FR 09:00-16:30",
                needs="MIND-PEER",
                at="visits",
                status="active",
            ),
            Offer(
                "papers",
                "Settled Status Sundays",
                "Help with late applications, digital accounts and lost codes, at a computer, with "
                "a speaker of your language.",
                "-1SU 11:00-15:00",
                languages="ro sk cs hu",
                bring="Passport or identity card; National Insurance number",
                draft=True,
            ),
        ),
    ),
    Group(
        "Handspan Jackdaw Youth Alliance",
        stem="Jackdaw",
        at="Shipley",
        about="A federation of small youth projects that share vans, training and one very good "
        "fundraiser.",
        parent="Kindly Line",
        area="Bradford District; Craven",
        home="Jackdaw Yard",
        venues=(Venue("Windhill Wharf Loft", "Windhill"),),
        offers=(
            Offer(
                "mentoring",
                "Jackdaw Mates",
                "Older teenagers trained to support younger ones through new schools, break-ups "
                "and bad weeks. Online or on a bench.",
                "appointment MO-SA 15:30-19:30",
                at="online; home; Windhill Wharf Loft",
                ages=(11, 18),
            ),
            Offer(
                "youth-club",
                "Jackdaw on Wheels",
                "A mobile club for villages with no hall. Slackline, pizza oven and people who "
                "learn your name.",
                "term FR 18:00-20:30",
                at="visits",
                draft=True,
            ),
            Offer(
                "hosting",
                "The Jackdaw Nest",
                "A spare room in a checked volunteer's home, tonight, for someone aged 16 to 25 "
                "who has nowhere to go.",
                "always",
                at="phone",
                ages=(16, 25),
                needs="HOME-ROUGH MIND-CRISIS",
                eligibility="Young people aged 16 to 25 with nowhere to sleep.",
                apply="Ring, or ask any worker to ring.",
            ),
        ),
    ),
)
