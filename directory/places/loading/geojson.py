"""The features of a GeoJSON file, one at a time, however large the file."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from directory.places.loading.faults import Unusable

PIECE = 1 << 20
MAX_FEATURE = 256 << 20  # characters; the whole coast of Scotland, in full, has a tenth
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def features(text: TextIO, name: str) -> Iterator[dict[str, Any]]:
    """Each feature's properties and geometry. Raises Unusable."""
    held = text.read(PIECE)
    if not (start := _FEATURES.search(held)):
        raise Unusable(f"{name} is JSON, but no GeoJSON FeatureCollection.")
    decoder = json.JSONDecoder()
    at = start.end()
    wanted = PIECE
    while True:
        at = _BETWEEN.match(held, at).end()  # type: ignore[union-attr]
        if held.startswith("]", at):
            return
        try:
            # Nothing is decoded before its end is at hand: a feature cut off would look broken.
            if not held.startswith("{", at):
                raise ValueError
            feature, at = decoder.raw_decode(held, at)
        except RecursionError as error:
            raise Unusable(f"{name} nests deeper than any boundary does.") from error
        except ValueError as error:
            # Only here is what was read let go of: to copy the rest for each feature takes longer
            # than to read them.
            held, at = held[at:], 0
            more = text.read(wanted)
            if not more or (held and held[0] != "{") or len(held) > MAX_FEATURE:
                raise Unusable(f"{name} is not whole GeoJSON. Fetch it again.") from error
            held += more
            wanted *= 2
            continue
        wanted = PIECE
        if not isinstance(feature, dict):
            raise Unusable(f"{name} holds a feature that is none.")
        yield feature
