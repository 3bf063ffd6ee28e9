"""Groups of inner Bradford: Manningham, Girlington, Heaton, the Hortons and West Bowling."""

from directory.demo.content import Group, Offer, Venue

GROUPS = (
    Group(
        "Otter Bank Community Hub",
        stem="Otter Bank",
        at="Manningham",
        about="A community centre run by its neighbours in a former dye-works canteen. Downstairs "
        "there is a café and a hall; upstairs, rooms for advice, classes and quiet talks. "
        "Everyone is welcome, and somebody at the desk will speak your language or ring round "
        "until we find who does.",
        languages="ur pa ps",
        program="Winter at Otter Bank. Warmth, food and company from November to March.",
        venues=(
            Venue("Girlington Corner Shopfront", "Girlington"),
            Venue("Dyers' Gatehouse Room", "Manningham"),
            Venue("Dyeworks Yard Allotment Hut", "Manningham"),
        ),
        offers=(
            Offer(
                "lunch-club",
                "Otter Bank Lunch Club",
                "A hot halal or vegetarian dinner, pudding and a pot of tea, cooked here that "
                "morning. Most people stay for dominoes or a film. If stairs or buses are a "
                "worry, ask about a lift when you ring.",
                "TU,TH 12:00-14:00",
                cost="£4 a meal",
                capacity="6 of 40 places",
            ),
            Offer(
                "warm-space",
                "Warm Welcome at Otter Bank",
                "A heated lounge with soup, newspapers, phone charging and free wifi. Stay five "
                "minutes or all day; nobody will ask why you came. A benefits adviser looks in "
                "on Wednesdays.",
                "MO-FR 09:30-16:30; winter SA 10:00-14:00",
                also="گرم جگہ",
                at="home; Girlington Corner Shopfront",
            ),
            Offer(
                "english",
                "English for Everyday Life",
                "Friendly classes for complete beginners and improvers: the surgery, the school, "
                "the bus and the bank. A crèche runs next door for children over one. New "
                "learners have a short chat with the tutor first.",
                "term MO,WE 09:30-11:30",
                capacity="4 of 18 places",
                also="روزمرہ انگریزی",
                needs="LEARN-READ",
                at="home; Dyers' Gatehouse Room",
            ),
            Offer(
                "garden",
                "Dyeworks Yard Growers",
                "A walled allotment where we grow coriander, methi, potatoes and far too many "
                "courgettes. Tools, boots and tea are provided, and everyone takes something "
                "home. Raised beds suit people who cannot bend.",
                "SA 10:30-12:30; WE 16:00-18:00",
                at="Dyeworks Yard Allotment Hut",
            ),
        ),
    ),
    Group(
        "Shuttlewick Women's Centre",
        stem="Shuttlewick",
        at="Girlington",
        about="A safe, women-only building with a garden, a kitchen and a nursery. Women come to "
        "learn, to rest, to get advice and to make friends; many of them go on to run the groups.",
        languages="ur pa bn",
        legal="Community interest company",
        venues=(Venue("Teasel Lane Prefab", "Daisy Hill"),),
        offers=(
            Offer(
                "women",
                "Sunehri Saheliyan",
                "A relaxed morning in Urdu and Punjabi with sewing machines, henna and a good deal "
                "of laughter. Once a month a nurse comes to talk about a topic the group has "
                "chosen, from the menopause to sugar.",
                "WE 10:00-12:30",
                also="سنہری سہیلیاں · ਸੁਨਹਿਰੀ ਸਹੇਲੀਆਂ",
                cost="£1 a session",
                at="home; Teasel Lane Prefab",
            ),
            Offer(
                "abuse-support",
                "Standing Taller",
                "A ten-week course for women who have lived with a controlling partner or family. "
                "Two trained workers lead it, there is a separate door, and what is said stays in "
                "the room. A crèche is free.",
                "course 10 TH 10:00-12:00",
                capacity="3 of 10 places",
                languages="ps",
                wait="Next course in January.",
            ),
            Offer(
                "gentle-exercise",
                "Women's Chair Yoga and Stretch",
                "Slow, seated stretching to soft music with the blinds down and a woman teacher. "
                "Loose clothes are all you need. Good for stiff knees, sore backs and busy heads.",
                "MO 11:00-12:00; FR 13:30-14:30",
                cost="£2 a session",
                eligibility="Women aged 16 and over.",
                ages=(16, None),
            ),
        ),
    ),
    Group(
        "Mistlegill House",
        stem="Mistlegill",
        at="Heaton",
        about="Refuge and support for women and children who are not safe at home. We never "
        "publish our addresses. We believe you, and you set the pace.",
        home="Mistlegill refuge",
        home_type="secret",
        languages="ur pa pl sk bfi",
        area="Bradford District; Craven",
        offers=(
            Offer(
                "refuge",
                "A Safe Place to Stay",
                "Self-contained rooms for women and their children, with a worker on site by day "
                "and on call by night. We help with schools, benefits, papers and the law. If we "
                "are full we find a room elsewhere before you ring off.",
                "always",
                capacity="1 of 9 family rooms",
            ),
            Offer(
                "helpline",
                "Mistlegill Helpline",
                "Talk to a woman who understands, at any hour, about what is happening at home. "
                "Calls are free and do not show on a bill. If it is not safe to speak, ring and "
                "stay quiet: we will guide you with yes and no.",
                "always",
                at="phone",
                needs="HOME-ABUSE MIND-CRISIS",
                also="مددگار لائن · Telefon zaufania",
            ),
            Offer(
                "peer-support",
                "Growing Strong",
                "An art and play group for children who have lived with abuse, alongside a "
                "talking group for their mums. We tell you the place when you are booked in.",
                "term TH 16:00-17:30",
                ages=(4, 11),
                eligibility="Children aged 4 to 11 with their mothers.",
                apply="By referral from a professional, or ring the helpline.",
                needs="HOME-ABUSE FAMILY-PARENT",
                at="",
            ),
        ),
    ),
    Group(
        "Bobbin Row Toy Library",
        stem="Bobbin Row",
        at="Great Horton",
        about="Toys, slings, prams and party kits to borrow, in a shop with a bell on the door. "
        "Run by parents since the launderette closed.",
        languages="ur sk",
        legal="Unincorporated association",
        venues=(Venue("Canterbury Clinic Corner", "Canterbury"),),
        offers=(
            Offer(
                "toys",
                "Borrow and Play",
                "Choose up to four toys for a fortnight. Everything is cleaned and checked, the "
                "jigsaws are complete, and nobody minds if something breaks. Stay and play while "
                "you choose.",
                "TU,TH 10:00-14:00; SA 10:00-12:00",
                cost="£5 a family a year",
                at="home; Canterbury Clinic Corner",
            ),
            Offer(
                "toddlers",
                "Bobbin Row Stay and Play",
                "Messy play, singing and a proper snack for under-fives, with tea for whoever "
                "brought them. Dads, grandads and childminders are as welcome as mums.",
                "term MO,FR 09:30-11:15",
                cost="£1.50 a family",
            ),
            Offer(
                "baby-bank",
                "Great Horton Baby Bank",
                "Moses baskets, clean clothes by age, nappies and a pram that folds. Midwives, "
                "health visitors and link workers send us a list and we have it ready within two "
                "working days.",
                "appointment WE 10:00-15:00",
                bring="The reference number from your midwife or worker",
            ),
        ),
    ),
    Group(
        "Canterbury Fellgate Tenants",
        stem="Fellgate",
        at="Canterbury",
        about="Residents of the estate who got tired of waiting and opened the boarded-up "
        "wash-house. We run what our neighbours ask for and stop what nobody comes to.",
        home="The Wash-house",
        legal="Community interest company",
        offers=(
            Offer(
                "pantry",
                "Wash-house Pantry",
                "A small shop for members: choose ten items including fruit, vegetables and "
                "something for the freezer. There is always tea on and always a recipe card.",
                "TH 10:00-13:00; TH 16:30-18:00",
                cost="£4 a shop",
                capacity="12 of 90 memberships",
            ),
            Offer(
                "youth-club",
                "The Boiler Room",
                "Pool, music decks, a 3D printer and toasties. Youth workers are about if you want "
                "to talk, and will leave you alone if you do not.",
                "term TU,TH 18:00-20:30; holidays WE 13:00-17:00",
                cost="£0.50 a visit",
            ),
            Offer(
                "repair",
                "Canterbury Fix-it Saturday",
                "Bring a toaster, a zip, a chair or a bike. Our menders show you how to do it and "
                "hand you the screwdriver. Tea and flapjack while the glue dries.",
                "1SA 10:00-13:00",
                cost="pay what you can",
            ),
        ),
    ),
    Group(
        "Gulmohar Elders",
        stem="Gulmohar",
        at="West Bowling",
        about="A day club for Bangladeshi elders, founded by mill workers who came to Bradford in "
        "the 1960s. Our children drive the minibus now.",
        languages="bn syl ur",
        legal="Unincorporated association",
        home="Carding Shed Meeting Room",
        venues=(Venue("Back Fold Kitchen", "Laisterdyke"),),
        offers=(
            Offer(
                "elders",
                "Bangladeshi Elders' Day",
                "Breakfast, newspapers in Bengali, carrom, prayer space and a rice dinner. A "
                "worker helps with letters and hospital appointments. There are separate rooms "
                "for women on Mondays.",
                "MO,WE 10:30-14:30",
                cost="£3 a day",
                also="বাংলাদেশি প্রবীণদের আসর",
            ),
            Offer(
                "long-term",
                "Sweet Enough",
                "A diabetes group in Sylheti and English: what to do about rice, mangoes and "
                "Ramadan, with a dietitian every month and a walk round the park every week.",
                "FR 10:00-11:30",
                also="ডায়াবেটিস সহায়তা দল",
                at="home; Back Fold Kitchen",
            ),
            Offer(
                "befriending",
                "Adda at Home",
                "A Sylheti or Bengali speaker visits once a week for conversation, the news and a "
                "hand with the post. For people who can no longer get to the club.",
                "MO-FR 10:00-16:00",
                at="visits",
                wait="Two to three weeks.",
            ),
        ),
    ),
)
