"""How alike names are, and that whatever is alike has a key in common."""

from itertools import product
from random import Random

import pytest

from directory.duplicates.names import ALIKE, keys_of, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Friends of Otter Park", "Otter Park Friends"),
        ("Café Connect", "cafe connect"),
        ("Keighley Food Bank", "Keighley Foodbank"),
        ("Women's Choir", "WOMENS CHOIR"),
        ("Fun & Games", "Fun and Games"),
        ("The Otter Trust Ltd", "Otter Trust"),
    ],
)
def test_names_that_are_the_same(one, other):
    assert likeness(one, other) == likeness(other, one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Keighley Food Bank", "Keighly Foodbank"),
        ("St Mary's Church", "St Mary's Church Hall"),
        ("Otter Bank", "Otter Bank Lunch Club"),
        ("Samaritans", "Keighley Samaritans"),
        ("Wellbeing Walks", "Welbeing Walks"),
    ],
)
def test_names_that_are_alike(one, other):
    assert ALIKE <= likeness(one, other) == likeness(other, one) < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yoga on Tuesday", "Yoga on Thursday"),
        ("Under 5s Stay and Play", "Under 8s Stay and Play"),
        ("Men's Group", "Women's Group"),
        ("Keighley Community Centre", "Shipley Community Centre"),
        ("Church Hall", "St Mary's Church"),
        ("Bradford Support", "Bradford Sport"),
        ("Otter Bank", ""),
    ],
)
def test_names_that_mean_another_thing(one, other):
    assert likeness(one, other) == likeness(other, one) < ALIKE


def test_whatever_is_alike_has_a_key_in_common():
    random = Random(7)
    parts = ["Keighley", "Keighly", "Otter", "Oter", "Community", "Food", "Bank", "Foodbank"]
    parts += ["2", "3", "Tuesday", "of", "the", "St", "Mary's"]
    names = [" ".join(random.choices(parts, k=random.randint(1, 4))) for _ in range(150)]
    names += ["".join(random.sample(parts, 2)) for _ in range(30)]

    missed = [
        (one, other)
        for one, other in product(names, names)
        if likeness(one, other) >= ALIKE and not keys_of(one) & keys_of(other)
    ]

    assert missed == []


def test_a_monstrous_name_has_few_keys():
    assert len(keys_of("many words " * 100_000)) < 50
    assert len(keys_of(" ".join(f"w{n}" for n in range(10_000)))) < 50
    assert keys_of("") == keys_of("…") == set()
