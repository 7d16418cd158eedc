"""Scores of a weighted form, and draws that can be repeated and shown to be fair."""

from collections import Counter

import pytest

from agent_desk.hub.quality.rules import Candidate, Tally, answer_score, assign, draw
from agent_desk.schemas.quality.rules import Question, score
from tests.fixtures.properties import given, st

FORM = [
    Question(code="greeting", kind="yesno", weight=10, section="opening"),
    Question(code="listening", kind="points", weight=30, section="talk"),
    Question(code="solution", kind="points", weight=40, section="talk"),
    Question(code="closing", kind="yesno", weight=20, section="close"),
    Question(code="privacy", kind="fatal", weight=0),
]
FULL = {"greeting": True, "listening": 5, "solution": 5, "closing": True, "privacy": False}


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({}, 100.0),
        ({"greeting": False}, 90.0),
        ({"listening": 3}, 88.0),
        ({"listening": 0, "solution": 0, "greeting": False, "closing": False}, 0.0),
        ({"closing": "na"}, 100.0),
        ({"closing": "na", "greeting": False}, 87.5),
        ({"solution": "na", "listening": 4, "greeting": False}, 73.3),
        ({"privacy": "na"}, 100.0),
    ],
)
def test_weighted_scores(changes: dict[str, object], value: float) -> None:
    assert score(FORM, FULL | changes).value == value  # type: ignore[arg-type]


def test_a_fatal_fault_takes_everything() -> None:
    found = score(FORM, FULL | {"privacy": True})
    assert (found.value, found.fatal) == (0.0, True)
    assert found.sections == {"opening": 100.0, "talk": 100.0, "close": 100.0}


def test_a_draft_shows_the_score_so_far_and_what_is_missing() -> None:
    found = score(FORM, {"listening": 4, "closing": None})
    assert (found.value, found.missing) == (80.0, ("greeting", "solution", "closing", "privacy"))
    assert found.sections == {"opening": None, "talk": 80.0, "close": None}


def test_nothing_that_counts_gives_no_score() -> None:
    assert score(FORM, dict.fromkeys(FULL, "na")).value is None
    assert score([], {}).value is None
    assert score([Question(code="a", kind="points", weight=0)], {"a": 5}).value is None


@pytest.mark.parametrize(
    "wrong", [{"listening": 6}, {"listening": -1}, {"listening": True}, {"greeting": 1}, {"privacy": 5}, {"other": 1}]
)
def test_an_answer_that_does_not_fit_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"answered|question"):
        score(FORM, FULL | wrong)  # type: ignore[arg-type]


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="weight"):
        Question(code="a", kind="points", weight=-1)


forms = st.lists(st.tuples(st.integers(0, 50), st.one_of(st.integers(0, 5), st.just("na"))), max_size=12)


@given(forms)
def test_every_score_lies_between_0_and_100_with_one_decimal(rows: list[tuple[int, object]]) -> None:
    questions = [Question(code=str(i), kind="points", weight=weight) for i, (weight, _) in enumerate(rows)]
    value = score(questions, {str(i): answer for i, (_, answer) in enumerate(rows)}).value  # type: ignore[misc]
    counted = [(weight, answer) for weight, answer in rows if isinstance(answer, int) and weight]
    if not counted:
        assert value is None
        return
    exact = 20 * sum(weight * answer for weight, answer in counted) / sum(weight for weight, _ in counted)
    assert value is not None and 0 <= value <= 100 and value == round(value, 1)
    assert abs(value - exact) <= 0.05 + 1e-9


@given(forms, st.integers(0, 11))
def test_a_better_answer_never_lowers_the_score(rows: list[tuple[int, object]], which: int) -> None:
    questions = [Question(code=str(i), kind="points", weight=weight) for i, (weight, _) in enumerate(rows)]
    answers = {str(i): answer for i, (_, answer) in enumerate(rows)}
    if isinstance(answers.get(str(which)), int):
        before = score(questions, answers).value  # type: ignore[arg-type]
        after = score(questions, answers | {str(which): 5}).value  # type: ignore[arg-type]
        assert (before is None and after is None) or after >= before  # type: ignore[operator]


def floor_of(agents: dict[str, int]) -> list[Candidate]:
    return [
        Candidate(f"{agent}-{i}", {"agent": agent, "queue": "cards" if i % 2 else "retail"})
        for agent, count in agents.items()
        for i in range(count)
    ]


DAY = floor_of({"anna": 50, "bo": 30, "chen": 2})
PINNED = ["chen-0", "chen-1", "anna-29", "bo-29", "anna-30"]


def test_every_agent_gets_as_many_as_far_as_it_goes() -> None:
    drawn = draw(DAY, 12, seed=7, strata=["agent"])
    assert Counter(one.stratum for one in drawn) == {"anna": 5, "bo": 5, "chen": 2}


def test_a_proportional_draw_follows_the_calls() -> None:
    drawn = draw(DAY, 41, seed=7, strata=["agent"], share="proportional")
    assert Counter(one.stratum for one in drawn) == {"anna": 25, "bo": 15, "chen": 1}


def test_strata_may_join_traits() -> None:
    drawn = draw(DAY, 4, seed=7, strata=["agent", "queue"])
    assert all(one.stratum.split(" · ")[0] == one.key.split("-")[0] for one in drawn)
    assert len({one.stratum for one in drawn}) == 4


def test_a_draw_is_written_in_stone() -> None:
    assert [one.key for one in draw(DAY, 5, seed=20261123, strata=["agent"])] == PINNED


def test_another_seed_draws_others() -> None:
    assert draw(DAY, 20, seed=1) != draw(DAY, 20, seed=2)


def test_no_draw_is_larger_than_the_floor() -> None:
    assert len(draw(DAY, 1000, seed=1, strata=["agent"])) == 82
    assert draw([], 5, seed=1) == [] and draw(DAY, 0, seed=1) == []
    with pytest.raises(ValueError, match="at least 0"):
        draw(DAY, -1, seed=1)


agents = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 12), max_size=6)
shares = st.sampled_from(["even", "proportional"])


@given(agents, st.integers(0, 60), st.integers(), shares, st.randoms())
def test_the_order_and_doubles_of_the_calls_change_nothing(
    found: dict[str, int], n: int, seed: int, share: str, random: object
) -> None:
    calls = floor_of(found)
    shuffled = calls + calls[:3]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    drawn = draw(calls, n, seed, ["agent"], share)  # type: ignore[arg-type]
    assert draw(shuffled, n, seed, ["agent"], share) == drawn  # type: ignore[arg-type]
    assert len(drawn) == len({one.key for one in drawn}) == min(n, len(calls))


@given(agents, st.integers(0, 60), st.integers())
def test_an_even_draw_is_even_and_one_more_keeps_the_rest(found: dict[str, int], n: int, seed: int) -> None:
    calls = floor_of(found)
    drawn = draw(calls, n, seed, ["agent"])
    counts = Counter(one.stratum for one in drawn)
    unfilled = [counts[name] for name, size in found.items() if counts[name] < size]
    assert all(counts[name] <= min(unfilled) + 1 for name in found) if unfilled else True
    assert set(drawn) <= set(draw(calls, n + 1, seed, ["agent"]))


def test_over_many_seeds_every_call_has_the_same_chance() -> None:
    calls = floor_of({"anna": 10})
    counts = Counter(draw(calls, 1, seed)[0].key for seed in range(2000))
    assert len(counts) == 10 and all(140 < count < 260 for count in counts.values())


def test_calls_go_to_the_reviewer_with_the_fewest_who_took_no_part() -> None:
    keys = [f"c{number}" for number in range(6)]
    given = assign(keys, ["ann", "ben"], {"c0": {"ann"}, "c3": {"ann", "ben"}})
    assert given == {"c0": "ben", "c1": "ann", "c2": "ann", "c4": "ben", "c5": "ann"}
    assert assign(keys, []) == {}


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=50))
def test_a_mean_is_rounded_once_halves_upward(tenths: list[int]) -> None:
    tally = Tally()
    for value in tenths:
        tally.add(value / 10)
    exact = sum(tenths) / len(tenths) / 10
    assert tally.mean is not None
    assert abs(tally.mean - exact) <= 0.05 + 1e-9
    assert tally.reviews == len(tenths)


def test_reviews_without_a_score_count_but_weigh_nothing() -> None:
    tally = Tally()
    tally.add(None)
    assert (tally.reviews, tally.mean) == (1, None)
    tally.add(80.0, passed=True)
    tally.add(90.1, fatal=True)
    assert (tally.reviews, tally.mean, tally.passed, tally.fatal) == (3, 85.1, 1, 1)


def test_an_answer_is_worth_its_share_of_the_points() -> None:
    worth = [answer_score("points", 4), answer_score("yesno", True), answer_score("yesno", False)]
    assert worth == [80.0, 100.0, 0.0]
    assert [answer_score("points", "na"), answer_score("fatal", True), answer_score("yesno", None)] == [None] * 3
