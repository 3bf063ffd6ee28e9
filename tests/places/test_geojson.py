"""Features are read one at a time, whatever piece of the file they stand in."""

import io
import time

import pytest

from directory.places.loading import geojson
from tests.places.files import collection, square

WARDS = collection(*(({"WD25CD": f"E0500134{n}"}, [square(n, 50, 0.1)]) for n in range(9)))


@pytest.mark.parametrize("piece", [60, 61, 150, 1_000, 1 << 20])
def test_pieces_make_no_difference(monkeypatch, piece):
    monkeypatch.setattr(geojson, "PIECE", piece)

    found = list(geojson.features(io.StringIO(WARDS), "wards"))

    assert [feature["properties"]["WD25CD"][-1] for feature in found] == list("012345678")
    assert [feature["geometry"]["coordinates"][0][0][0] for feature in found] == list(range(9))


def test_a_feature_takes_no_longer_for_those_that_follow_it():
    """Read to its end, a megabyte is copied a few times; copied for each feature, it takes 5 s."""
    text = '{"features": [' + "{},\n" * 200_000 + "{}]}"
    began = time.process_time()

    assert sum(1 for _ in geojson.features(io.StringIO(text), "wards")) == 200_001
    assert time.process_time() - began < 2
