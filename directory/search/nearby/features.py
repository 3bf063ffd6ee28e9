"""Public records as GeoJSON (RFC 7946), for QGIS, Leaflet and the like. Longitude is first."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import orjson

from directory.places.geometry import Point
from directory.publication.reading import Bytes, documents_by_key
from directory.publication.tables import in_pages
from directory.publication.tables import read as read_rows
from directory.search.models.nearby import Whereabouts

PAGE = 250
BEGINS = b'{"type":"FeatureCollection","features":[\n'
ENDS = b"\n]}\n"


Reading = Callable[[Sequence[int], Bytes], dict[int, bytes]]


def feature_collection(keys: Sequence[int], read: Reading = documents_by_key) -> Iterator[bytes]:
    """A FeatureCollection of the records with these keys, in their order, to be streamed.

    `read` gives their documents, by key.
    """
    yield BEGINS
    between = b""
    for page in in_pages(keys, PAGE):
        if found := features(page, read):
            yield between + b",\n".join(found)
            between = b",\n"
    yield ENDS


def features(keys: Sequence[int], read: Reading = documents_by_key) -> list[bytes]:
    """A Feature for each of these public records, in the order of their keys. Two queries.

    Its properties are the record as lists show it. Without a point its geometry is null; a service
    at several places is a MultiPoint. A key that has just gone is left out.
    """
    documents = read(keys, "listed")
    points = _points(keys)
    return [feature(documents[key], points.get(key, [])) for key in keys if key in documents]


def feature(listed: bytes, points: Sequence[Point]) -> bytes:
    """The Feature of the record whose document in lists is `listed`."""
    id = orjson.dumps(orjson.loads(listed)["id"])
    geometry = orjson.dumps(_geometry(points))
    return b'{"type":"Feature","id":%b,"geometry":%b,"properties":%b}' % (id, geometry, listed)


def _geometry(points: Sequence[Point]) -> dict[str, object] | None:
    positions = [[point.longitude, point.latitude] for point in points]
    if not positions:
        return None
    if len(positions) == 1:
        return {"type": "Point", "coordinates": positions[0]}
    return {"type": "MultiPoint", "coordinates": positions}


def _points(keys: Sequence[int]) -> dict[int, list[Point]]:
    found: dict[int, list[Point]] = defaultdict(list)
    rows = read_rows(Whereabouts, "record", keys, ("record", "number", "latitude", "longitude"))
    for key, _, *point in sorted(map(tuple, rows)):
        found[key].append(Point(*point))
    return found
