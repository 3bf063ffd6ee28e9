"""nDCG and recall against a worked example, and two rankings side by side."""

from math import log2

import pytest

from tests.search.relevance.queries import Query
from tests.search.relevance.scoring import (
    Score,
    by_kind,
    compare,
    mean,
    ndcg,
    parts,
    recall,
    scores,
)

GRADES = {"best": 3, "good": 2, "fair": 1}


def make_query(text="lonely", *, kind="plain", held_out=False, grades=GRADES):
    return Query(text, kind, held_out, of_libraries=False, grades=grades)


def test_a_worked_example():
    # Gains are 7, 3 and 1; positions count log2 of 2, 3, 4 and 5.
    gained = 3 / log2(2) + 0 / log2(3) + 7 / log2(4) + 1 / log2(5)
    ideal = 7 / log2(2) + 3 / log2(3) + 1 / log2(4)

    score = ndcg(GRADES, ["good", "unjudged", "best", "fair"])

    assert score == pytest.approx(gained / ideal)
    assert score == pytest.approx(0.7379, abs=0.0001)


def test_the_ideal_order_scores_one_and_nothing_found_scores_none():
    assert ndcg(GRADES, ["best", "good", "fair", "unjudged"]) == 1
    assert ndcg(GRADES, []) == ndcg(GRADES, ["unjudged"]) == 0


def test_only_the_first_ten_count():
    padding = [f"unjudged {number}" for number in range(10)]

    assert ndcg(GRADES, [*padding, "best"]) == recall(GRADES, [*padding, "best"]) == 0


def test_a_service_ranked_twice_gains_once():
    assert ndcg({"best": 3, "other": 3}, ["best", "best"]) == ndcg(
        {"best": 3, "other": 3}, ["best"]
    )


def test_more_good_answers_than_ten_can_still_score_one():
    grades = {str(number): 3 for number in range(15)}

    assert ndcg(grades, list(grades)) == recall(grades, list(grades)) == 1


def test_recall_counts_what_helps():
    assert recall(GRADES, ["fair"]) == 0
    assert recall(GRADES, ["unjudged", "good"]) == 0.5
    assert recall(GRADES, ["good", "fair", "best"]) == 1


def test_means_are_by_kind_and_by_part():
    plain = make_query("a")
    phrase = make_query("b", kind="phrase", held_out=True)
    scored = scores([phrase, plain], {"a": ["best"], "b": []}.__getitem__)

    assert list(by_kind(scored)) == ["plain", "phrase"]
    assert by_kind(scored)["phrase"] == Score(0, 0, 1)
    assert mean(scored.values()).recall == 0.25
    assert parts(scored)["seen"] == {plain: scored[plain]}
    assert parts(scored)["held-out"] == {phrase: scored[phrase]}


def test_no_scores_have_no_mean():
    with pytest.raises(ValueError, match="no mean"):
        mean([])


def test_two_rankings_are_compared_query_by_query():
    queries = [make_query(str(number)) for number in range(4)]
    ours = dict(zip(queries, map(Score, [1.0, 0.8, 0.5, 0.2], [1.0] * 4), strict=True))
    peer = dict(zip(queries, map(Score, [0.5, 0.8, 0.1, 0.3], [1.0] * 4), strict=True))

    compared = compare(ours, peer)

    assert compared.difference == pytest.approx(0.2)
    assert (compared.won, compared.tied, compared.lost) == (2, 1, 1)
    assert -0.1 <= compared.low < compared.difference < compared.high <= 0.5
    assert compared == compare(ours, peer)


def test_only_answers_to_the_same_queries_are_compared():
    scored = {make_query("a"): Score(1, 1)}

    with pytest.raises(ValueError, match="same queries"):
        compare(scored, {})
