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
# So many that none is asked twice: each measure has its own, and each lap begins with others.
MANY = 40_000
# So many words, terms and places are tried for some that fill a page.
TRIES, DIFFERENT = 1000, 40
PER_PAGE = 50
# How far at most, in degrees, a question is asked from a place of the directory.
ASTRAY = 0.01


Asked = dict[str, Any]


def combined(asked: list[Asked]) -> list[str]:
    """A word, a term and 5 km round a place of the directory, the nearest first, 50 in full."""
    return [f"{LISTED}?" + urlencode({**one, "sort": "distance", "full": "true"}) for one in asked]


def facets(asked: list[Asked]) -> list[str]:
    """The counts that stand beside the same questions."""
    return [f"{LISTED}/facets?{urlencode(one)}" for one in asked]


def common_words() -> list[str]:
    """Words that a good part of all services have, ranked; each page is asked for once."""
    return [f"{LISTED}?" + urlencode({"search": word, "full": "true"}) for word in COMMON]


def at_a_time(asked: list[Asked], *, timed: bool) -> list[str]:
    """What is near, with and without having to be open at some time of the week to come."""
    choose = random.Random(SEED)
    paths = []
    for one in asked:
        moment = f"2026-11-{choose.randint(23, 29)}T{choose.randint(9, 20):02}:30"
        when = {"open_at": moment} if timed else {}
        paths.append(f"{LISTED}?" + urlencode({**one, **when, "full": "true"}))
    return paths


def that_fill_a_page(*servers: Server, count: int = MANY) -> list[Asked]:
    """Different questions, each from a little beside where one found a page or more.

    Each of `servers` did: whoever finds less has less to write.
    """
    choose = random.Random(SEED)
    terms, points = _terms(servers[0]), _points(servers[0])
    found: list[Asked] = []
    for _ in range(TRIES):
        asked = {
            "search": choose.choice(WORDS),
            "taxonomy_term_id": choose.choice(terms),
            "proximity": str(WITHIN_METRES),
        }
        point = choose.choice(points)
        here = f"{LISTED}?" + urlencode({**asked, "near": f"{point[0]},{point[1]}"})
        if all(_fills_a_page(server, here) for server in servers):
            found.append({**asked, "near": point})
        if len(found) == DIFFERENT:
            break
    assert found, "No word, term and place find as much as a page"
    chosen = [choose.choice(found) for _ in range(count)]
    return [{**asked, "near": _astray(asked["near"], choose)} for asked in chosen]


def _fills_a_page(server: Server, path: str) -> bool:
    return len(json.loads(server.get(path)[1])["contents"]) == PER_PAGE


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
