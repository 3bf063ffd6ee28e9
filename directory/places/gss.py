"""GSS codes: nine characters, of which the first three tell the kind of area and its country."""

import re

from directory.places.models import AreaKind

KINDS = {
    **dict.fromkeys(("E01", "W01", "S01", "N20", "N21"), AreaKind.LSOA),
    **dict.fromkeys(("E05", "W05", "S13", "N08", "N10"), AreaKind.WARD),
    **dict.fromkeys(
        ("E06", "E07", "E08", "E09", "E10", "W06", "S12", "N09"), AreaKind.LOCAL_AUTHORITY
    ),
    "E38": AreaKind.NHS_PLACE,
    "E54": AreaKind.ICB,
}
COUNTY = "E10"
_CODE = re.compile(r"[ENSWLMJK]\d{8}")


def kind_of(code: str) -> AreaKind | None:
    """What kind of area has this code; None of a kind that is not kept."""
    return KINDS.get(code[:3])


def area_code(text: str, kind: AreaKind | None = None) -> str:
    """The GSS code in a cell; "" of a blank and of ONS's codes for "nowhere" (E99999999).

    Raises ValueError if the text is no such code, or with `kind` that of another kind of area.
    """
    code = text.strip().upper()
    if not code or code.endswith("99999999"):
        return ""
    if not _CODE.fullmatch(code) or (kind and kind_of(code) is not kind):
        raise ValueError(code)
    return code
