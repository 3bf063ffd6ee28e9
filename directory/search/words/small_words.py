"""The words of a sentence that say little of what somebody looks for."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# People ask in sentences. These are not looked for where there is anything else to look for.
FILLERS = _words(
    """
    i im ive id am my me we our us you your myself who what where when which how can cant could
    would should may might will was were be been being do does did have has had having need
    needs needed want wants wanted wanting needing look looking find finding get getting got
    give like please about from into that this these those there them they he she his her him
    its if but so too very really just some any anything something anyone somewhere near nearby
    around
    """
)
# These are looked for only to tell records apart: nearly everything here is some help, a service
# or a group, and small words stand in names ("Time off", "Open house") but mostly in sentences.
OPTIONAL = _words(
    """
    activities activity group groups help helping local people person place session sessions
    service services support
    after again all also always another before between during each every here more most much many
    new newly no not now off one ones only onto other out over own since sometimes still than then
    through under until up down while without
    able unable bit lot lots come comes coming came feel feeling go goes going keep keeps keeping
    know make makes making take takes taking think thing things try tries tried trying use
    used using
    everyone somebody someone nobody whose hello hi thanks
    """
)
