"""Languages of the district, by their ISO 639 codes, with a greeting in each one's own script."""

LANGUAGES: dict[str, str] = {
    "en": "English",
    "ur": "Urdu",
    "pa": "Punjabi",
    "pl": "Polish",
    "sk": "Slovak",
    "cs": "Czech",
    "rom": "Romani",
    "bn": "Bengali",
    "syl": "Sylheti",
    "gu": "Gujarati",
    "hi": "Hindi",
    "ps": "Pashto",
    "ar": "Arabic",
    "ckb": "Kurdish (Sorani)",
    "ro": "Romanian",
    "uk": "Ukrainian",
    "hu": "Hungarian",
    "ti": "Tigrinya",
    "prs": "Dari",
    "fa": "Farsi",
    "bfi": "British Sign Language",
}

WELCOMES: dict[str, str] = {
    "ur": "خوش آمدید۔ ہم آپ سے اردو میں بات کر سکتے ہیں۔",
    "pa": "ਜੀ ਆਇਆਂ ਨੂੰ। ਅਸੀਂ ਪੰਜਾਬੀ ਬੋਲਦੇ ਹਾਂ।",
    "pl": "Zapraszamy. Mówimy po polsku.",
    "sk": "Vitajte. Hovoríme po slovensky.",
    "cs": "Vítejte. Mluvíme česky.",
    "bn": "স্বাগতম। আমরা বাংলায় কথা বলি।",
    "gu": "સ્વાગત છે. અમે ગુજરાતી બોલીએ છીએ.",
    "ar": "أهلاً وسهلاً. نتحدث العربية.",
    "ckb": "بەخێربێن. ئێمە بە کوردی قسە دەکەین.",
    "ro": "Bine ați venit. Vorbim românește.",
    "uk": "Ласкаво просимо. Ми розмовляємо українською.",
    "hu": "Üdvözöljük. Beszélünk magyarul.",
    "ti": "እንቋዕ ብደሓን መጻእኩም። ትግርኛ ንዛረብ ኢና።",
    "fa": "خوش آمدید. ما فارسی صحبت می‌کنیم.",
    "ps": "ښه راغلاست. موږ په پښتو خبرې کوو.",
}
"""What a poster by the door says, for groups where the language is spoken."""
