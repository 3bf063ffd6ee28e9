"""The questions that finding is measured with: many different ones, so that none is remembered."""

import json
import random
from typing import Any
from urllib.parse import urlencode

from benchmarks.bench import LISTED, SEED
from benchmarks.servers import Server

# Words of the demo directory, from common to rare.
WORDS = ("food", "group", "club", "advice", "walk", "carers", "women", "memory", "garden", "music")
COMMON = ("people", "free", "group", "community", "welcome", "help", "open", "week")
WITHIN_METRES = 5000
# More than a worker remembers the answers to.
MANY = 3000
# So many words, terms and places are tried for those that fill a page.
TRIES = 1000
PER_PAGE = 50
# How far at most, in degrees, a question is asked from a place of the directory.
ASTRAY = 0.01


def combined(server: Server, count: int = MANY) -> list[str]:
    """A word, a term and 5 km round a place of the directory, the nearest first, 50 in full."""
    return [
        f"{LISTED}?" + urlencode({**asked, "sort": "distance", "full": "true"})
        for asked in _combined(server, count)
    ]


def facets(server: Server, count: int = MANY) -> list[str]:
    """The counts that stand beside the same questions."""
    return [f"{LISTED}/facets?{urlencode(asked)}" for asked in _combined(server, count)]


def common_words() -> list[str]:
    """Words that a good part of all services have, ranked; each page is asked for once."""
    return [f"{LISTED}?" + urlencode({"search": word, "full": "true"}) for word in COMMON]


def at_a_time(server: Server, *, timed: bool, count: int = MANY) -> list[str]:
    """What is near, with and without having to be open at some time of the week to come."""
    choose = random.Random(SEED)
    paths = []
    for asked in _combined(server, count):
        moment = f"2026-11-{choose.randint(23, 29)}T{choose.randint(9, 20):02}:30"
        when = {"open_at": moment} if timed else {}
        paths.append(f"{LISTED}?" + urlencode({**asked, **when, "full": "true"}))
    return paths


def _combined(server: Server, count: int) -> list[dict[str, str]]:
    """Different questions that find a page or more: each from a little beside where one did."""
    choose = random.Random(SEED)
    terms, points = _terms(server), _points(server)
    found: list[dict[str, Any]] = []
    for _ in range(TRIES):
        asked = {
            "search": choose.choice(WORDS),
            "taxonomy_term_id": choose.choice(terms),
            "proximity": str(WITHIN_METRES),
        }
        point = choose.choice(points)
        here = urlencode({**asked, "near": f"{point[0]},{point[1]}", "per_page": "1"})
        if json.loads(server.get(f"{LISTED}?{here}")[1])["total_items"] >= PER_PAGE:
            found.append({**asked, "near": point})
    assert found, "No word, term and place find as much as a page"
    chosen = [choose.choice(found) for _ in range(count)]
    return [{**asked, "near": _astray(asked["near"], choose)} for asked in chosen]


def _astray(point: tuple[float, float], choose: random.Random) -> str:
    latitude, longitude = (round(part + choose.uniform(-ASTRAY, ASTRAY), 5) for part in point)
    return f"{latitude},{longitude}"


def _terms(server: Server) -> list[str]:
    """The ten terms that most services are filed under."""
    pages = json.loads(server.get("/api/v3/taxonomy_terms?per_page=500")[1])["contents"]
    sizes = {}
    for term in pages:
        listed = server.get(f"{LISTED}?taxonomy_term_id={term['id']}&minimal=true&per_page=1")[1]
        sizes[term["id"]] = json.loads(listed)["total_items"]
    return sorted(sizes, key=lambda id: -sizes[id])[:10]


def _points(server: Server, count: int = 100) -> list[tuple[float, float]]:
    """Points of locations all over the directory."""
    found = json.loads(server.get("/api/v3/locations?per_page=500&page=2")[1])["contents"]
    found = found or json.loads(server.get("/api/v3/locations?per_page=500")[1])["contents"]
    placed = [one for one in found if "latitude" in one]
    chosen = random.Random(SEED).sample(placed, min(count, len(placed)))
    return [(one["latitude"], one["longitude"]) for one in chosen]
