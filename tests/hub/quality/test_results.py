"""Results: counts and means by agent, question and form, of what was submitted in the period."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.quality import drawing, results, service
from agent_desk.schemas.quality.records import NewSample, ReviewForm
from tests.fixtures.quality import FULL, NOW, Centre, InUnit, sample_form

WEEK = {"from_at": NOW - timedelta(days=7), "to_at": NOW + timedelta(days=1)}


@pytest.fixture
def reviewed(centre: Centre, in_unit: InUnit) -> Centre:
    """Agent 8001: 82 and 0 (fatal); agent 8002: 98; a draft of agent 8003."""
    for agent in (0, 0, 1, 2):
        centre.call(agent=agent, minute=agent * 10)
    in_unit(drawing.draw, NewSample.model_validate(sample_form(centre, n=4)), caller=centre.reviewer, now=NOW)
    page = in_unit(service.my_items, service.Wanted(), None, None, caller=centre.reviewer)
    of: dict[str, list[uuid.UUID]] = {}
    for one in page.items:
        of.setdefault(one.agent.agent_code or "", []).append(one.id)
    best = FULL | {code: 5 for code, answer in FULL.items() if answer == 4} | {"record": 4, "empathy": "na"}
    for item_id, answers in (
        (of["8001"][0], FULL),
        (of["8001"][1], FULL | {"fatal_conduct": True}),
        (of["8002"][0], best),
    ):
        in_unit(service.submit, item_id, ReviewForm(answers=answers), caller=centre.reviewer, now=NOW)
    in_unit(service.save, of["8003"][0], ReviewForm(answers=FULL), caller=centre.reviewer, now=NOW)
    return centre


def table(in_unit: InUnit, centre: Centre, by: str, **more: Any) -> Any:
    return in_unit(results.results, by, results.Wanted(**WEEK | more), caller=centre.reviewer)


def test_by_agent_the_lowest_first_and_drafts_do_not_count(reviewed: Centre, in_unit: InUnit) -> None:
    found = table(in_unit, reviewed, "agent")
    assert [(row.person.agent_code, row.reviews, row.mean, row.fatal, row.passed) for row in found.rows] == [
        ("8001", 2, 41.0, 1, 1),
        ("8002", 1, 98.3, 0, 1),
    ]
    # (82.0 + 0.0 + 98.3) / 3
    assert (found.total.reviews, found.total.mean, found.total.fatal, found.total.passed) == (3, 60.1, 1, 2)


def test_by_question_the_share_of_its_points(reviewed: Centre, in_unit: InUnit) -> None:
    rows = {row.key: row for row in table(in_unit, reviewed, "question").rows}
    assert list(rows) == list(FULL)
    assert (rows["accuracy"].mean, rows["accuracy"].reviews) == (86.7, 3)
    assert (rows["empathy"].mean, rows["empathy"].na) == (80.0, 1)
    assert (rows["greeting"].mean, rows["record"].mean) == (100.0, 80.0)
    assert (rows["fatal_conduct"].mean, rows["fatal_conduct"].fatal) == (None, 1)
    assert rows["fatal_secret"].fatal == 0


def test_by_form(reviewed: Centre, in_unit: InUnit) -> None:
    (row,) = table(in_unit, reviewed, "form").rows
    assert (row.key, row.name_zh, row.reviews) == (str(reviewed.form.id), "呼入服务质量评分表 · 1", 3)


def test_a_period_is_half_open(reviewed: Centre, in_unit: InUnit) -> None:
    assert table(in_unit, reviewed, "agent", from_at=NOW).total.reviews == 3
    assert table(in_unit, reviewed, "agent", to_at=NOW).total.reviews == 0
    with pytest.raises(InvalidForm):
        table(in_unit, reviewed, "agent", to_at=WEEK["from_at"])


def test_the_reviews_behind_a_figure(reviewed: Centre, in_unit: InUnit) -> None:
    wanted = results.Wanted(**WEEK, agent_id=reviewed.agents[0].id)
    first = in_unit(results.reviews, wanted, 1, None, caller=reviewed.reviewer)
    rest = in_unit(results.reviews, wanted, 1, first.next, caller=reviewed.reviewer)
    assert sorted((one.score, one.fatal, one.passed) for one in [*first.items, *rest.items]) == [
        (0.0, True, False),
        (82.0, False, True),
    ]
    assert rest.next is None
    assert {one.agent.agent_code for one in [*first.items, *rest.items]} == {"8001"}
