"""The codes of languages that are common here, so that nobody has to know them."""

CODES = {
    "Albanian": "sq",
    "Amharic": "am",
    "Arabic": "ar",
    "Bengali": "bn",
    "British Sign Language": "bfi",
    "Bulgarian": "bg",
    "Cantonese": "yue",
    "Czech": "cs",
    "Dari": "prs",
    "English": "en",
    "Farsi": "fa",
    "French": "fr",
    "German": "de",
    "Gujarati": "gu",
    "Hindi": "hi",
    "Hungarian": "hu",
    "Italian": "it",
    "Kurdish": "ku",
    "Latvian": "lv",
    "Lithuanian": "lt",
    "Mandarin": "cmn",
    "Mirpuri": "phr",
    "Nepali": "ne",
    "Pahari": "phr",
    "Pashto": "ps",
    "Polish": "pl",
    "Portuguese": "pt",
    "Punjabi": "pa",
    "Romani": "rom",
    "Romanian": "ro",
    "Russian": "ru",
    "Slovak": "sk",
    "Somali": "so",
    "Spanish": "es",
    "Sylheti": "syl",
    "Tamil": "ta",
    "Tigrinya": "ti",
    "Turkish": "tr",
    "Ukrainian": "uk",
    "Urdu": "ur",
    "Vietnamese": "vi",
    "Welsh": "cy",
}
_BY_NAME = {name.casefold(): code for name, code in CODES.items()}


def code_of(name: str) -> str:
    """The ISO 639 code of a language by its name; blank if it is not in the list."""
    return _BY_NAME.get(" ".join(name.split()).casefold(), "")
