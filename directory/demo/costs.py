"""Prices as an editor would jot them down, read into HSDS's cost options.

free                                        nothing to pay
£2 a session                                one price for everyone
adults £3 a visit; children £1 a visit      several
sliding £5 to £35 a session                 by what people earn
pay what you can                            no price at all
"""

import re
from decimal import Decimal
from typing import Any

FREE = "free"
PAY_WHAT_YOU_CAN = "pay what you can"

_SLIDING = re.compile(r"sliding £(?P<low>[\d.]+) to £(?P<high>[\d.]+) (?P<what>.+)")
_PRICE = re.compile(r"(?P<who>[^£]*)£(?P<amount>[\d.]+) (?P<what>.+)")

Columns = dict[str, Any]


def cost_options(jottings: str) -> list[Columns]:
    """The columns of each cost option that `jottings` stand for. Raises ValueError for nonsense."""
    if jottings == FREE:
        return [_option("Everyone", "0", "Free of charge")]
    if jottings == PAY_WHAT_YOU_CAN:
        return [{"option": "Pay what you can", "amount_description": "Nothing is fine too"}]
    if found := _SLIDING.fullmatch(jottings):
        low, high, what = found.groups()
        return [_option("On a low income", low, what), _option("In full-time work", high, what)]
    return [_priced(part.strip()) for part in jottings.split(";")]


def in_words(jottings: str) -> str:
    """What it costs, as a sentence for `fees_description`."""
    if jottings == FREE:
        return "Free."
    if jottings == PAY_WHAT_YOU_CAN:
        return "Pay what you can; nothing is fine too."
    if found := _SLIDING.fullmatch(jottings):
        low, high, what = found.groups()
        return f"A sliding scale from £{low} to £{high} {what}, by what you earn."
    first, *others = (part.strip() for part in jottings.split(";"))
    return "; ".join([first[0].upper() + first[1:], *others]) + "."


def _priced(jotting: str) -> Columns:
    if not (found := _PRICE.fullmatch(jotting)):
        raise ValueError(f"This price cannot be read: {jotting!r}. Try '£2 a session'.")
    who = found["who"].strip().capitalize() or "Everyone"
    return _option(who, found["amount"], found["what"])


def _option(who: str, amount: str, what: str) -> Columns:
    return {
        "option": who,
        "currency": "GBP",
        "amount": Decimal(amount),
        "amount_description": what[0].upper() + what[1:],
    }
