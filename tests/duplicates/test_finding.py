"""The pairs of the whole directory: found as a comparison of all with all would, and kept."""

from itertools import combinations

import pytest
from django.core.management import call_command

from directory.duplicates import finding
from directory.duplicates.finding import find_pairs
from directory.duplicates.knowing import facts_of
from directory.duplicates.models import Pair
from directory.duplicates.pairs import dismiss, look_again
from directory.duplicates.scoring import WORTH_A_LOOK, likeness
from directory.models import Organization
from directory.publication.models import Kind
from tests.duplicates.directories import crowded
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(django_user_model):
    return django_user_model.objects.create(username="moderator", is_superuser=True)


@pytest.fixture
def twins():
    """Two organisations with one name."""
    return [make_organization(published=False, name="Otter Bank") for _ in range(2)]


@pytest.mark.parametrize("seed", [1, 2])
def test_it_finds_the_pairs_that_comparing_all_with_all_would(seed, monkeypatch):
    monkeypatch.setattr(finding, "MOST_SHARING", 1000)
    records = crowded(seed, size=30)

    counts = find_pairs()

    naive = set()
    for kind, rows in records.items():
        facts = facts_of(kind, [row.id for row in rows])
        for one, other in combinations(sorted(facts), 2):
            score, reasons = likeness(kind, facts[one], facts[other])
            if score >= WORTH_A_LOOK:
                naive.add((kind, one, other, score, tuple(reasons)))
    found = {
        (pair.kind, str(pair.first_id), str(pair.second_id), pair.score, tuple(pair.reasons))
        for pair in Pair.objects.all()
    }
    assert found == naive
    assert len(naive) > 20
    assert counts.new == counts.waiting == len(naive)
    assert counts.compared < 3 * 30 * 29 // 2


def test_a_second_search_changes_nothing(twins):
    assert find_pairs().new == 1
    [before] = Pair.objects.values()

    counts = find_pairs()

    assert (counts.new, counts.gone, counts.waiting) == (0, 0, 1)
    assert [before] == list(Pair.objects.values())


def test_what_is_no_longer_alike_goes(twins):
    find_pairs()
    Organization.objects.filter(pk=twins[0].pk).update(name="Heron Trust")

    assert find_pairs().gone == 1
    assert not Pair.objects.exists()


def test_a_pair_is_set_apart_for_good_unless_a_moderator_asks(twins, moderator):
    find_pairs()
    [pair] = Pair.objects.waiting()

    assert dismiss([pair], by=moderator) == 1
    assert dismiss([pair], by=moderator) == 0
    # Alike in more than before, and then in nothing, and then again.
    Organization.objects.update(website="https://otter.example.org")
    find_pairs()
    Organization.objects.filter(pk=twins[0].pk).update(name="Heron", website="")
    find_pairs()
    Organization.objects.update(name="Otter Bank")
    find_pairs()

    assert list(Pair.objects.waiting()) == []
    [pair] = Pair.objects.dismissed()
    assert pair.dismissed_by == moderator
    assert look_again([pair]) == 1
    assert list(Pair.objects.waiting()) == [pair]


def test_a_pair_goes_with_one_of_its_records(twins, moderator):
    find_pairs()
    dismiss(Pair.objects.all(), by=moderator)
    twins[0].delete()

    find_pairs()

    assert not Pair.objects.exists()


def test_what_many_share_pairs_nobody(monkeypatch):
    monkeypatch.setattr(finding, "MOST_SHARING", 3)
    for _ in range(4):
        make_organization(published=False, name="Otter Bank")

    assert find_pairs().compared == 0


def test_one_that_is_called_by_a_word_is_found(twins):
    one = make_organization(published=False, name="Samaritans")
    other = make_organization(published=False, name="Keighley Samaritans")

    pairs = finding.candidates(Kind.ORGANIZATION) if find_pairs() else set()

    assert tuple(sorted(map(str, (one.id, other.id)))) in pairs


@pytest.mark.parametrize("size", [10, 40])
def test_it_costs_the_same_however_many(size, django_assert_max_num_queries):
    crowded(seed=5, size=size)

    with django_assert_max_num_queries(90):
        find_pairs()


def test_the_command_says_what_it_found(twins, capsys):
    call_command("find_duplicates")

    assert capsys.readouterr().out.splitlines() == [
        "        1 pairs compared",
        "        1 found for the first time",
        "        0 no longer alike, or no longer two",
        "        1 wait for a moderator",
        "        0 were set apart for good",
    ]
    call_command("find_duplicates", verbosity=0)
    assert capsys.readouterr().out == ""
