"""Every pair of state and step of a project, what a form takes, and what of it is missing."""

from typing import get_args

import pytest

from agent_desk.hub.campaigns import rules
from agent_desk.schemas.campaigns.records import (
    AnswerField,
    ProjectContent,
    ProjectMove,
    ProjectState,
    ProjectTarget,
    ScriptStep,
)

WANT = AnswerField(code="want", label_zh="意向", kind="choice", required=True, choices=["办理", "考虑", "不办"])
AMOUNT = AnswerField(code="amount", label_zh="金额", kind="number")


def test_every_pair_of_state_and_step() -> None:
    pairs = {
        (state, move): rules.TRANSITIONS.get((state, move))
        for state in get_args(ProjectState)
        for move in get_args(ProjectMove)
    }
    assert len(pairs) == 25
    assert {pair: after for pair, after in pairs.items() if after is not None} == {
        ("planned", "start"): "running",
        ("planned", "end"): "ended",
        ("running", "pause"): "paused",
        ("running", "end"): "ended",
        ("paused", "resume"): "running",
        ("paused", "end"): "ended",
        ("ended", "report"): "reported",
    }
    assert rules.moves_of("reported") == [] and rules.moves_of("running") == ["pause", "end"]


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("choice", ["办理"], ["已办", ""]),
        ("number", ["12", "-3.5"], ["十二", "1e9", "", "12 "]),
        ("date", ["2026-12-01"], ["2026-13-01", "20261201", "1.12.2026"]),
        ("yes_no", ["yes", "no"], ["是", "true"]),
        ("text", ["anything"], []),
    ],
)
def test_an_answer_is_of_the_kind_that_was_asked(kind: str, right: list[str], wrong: list[str]) -> None:
    field = WANT.model_copy(update={"kind": kind})
    assert [one for one in right if not field.takes(one)] == [] and [one for one in wrong if field.takes(one)] == []


def test_faults_of_answers_and_what_is_missing() -> None:
    fields = [WANT, AMOUNT]
    assert rules.answer_faults(fields, {"want": "办理", "amount": "many", "other": "x"}) == {
        "amount": "not_this_kind",
        "other": "unknown_question",
    }
    assert rules.missing(fields, {"amount": "3"}) == [WANT] and rules.missing(fields, {"want": "考虑"}) == []


def test_a_code_stands_once_in_script_and_form_together_and_a_target_names_an_answer() -> None:
    script = [ScriptStep(text_zh="您好", ask=WANT)]
    assert rules.content_faults(ProjectContent(script=script, fields=[WANT])) == {"script": "twice", "fields": "twice"}
    lonely = WANT.model_copy(update={"choices": ["办理", "办理"]})
    assert rules.content_faults(ProjectContent(fields=[lonely])) == {"fields": "no_choices"}
    for target, fault in (
        (ProjectTarget(kind="answers", value=5, code="want", answer="办理"), {}),
        (ProjectTarget(kind="answers", value=5, code="want", answer="已办"), {"target": "no_target"}),
        (ProjectTarget(kind="handled"), {"target": "no_value"}),
        (ProjectTarget(kind="service_level", value=101), {"target": "no_value"}),
        (ProjectTarget(), {}),
    ):
        assert rules.content_faults(ProjectContent(script=script, target=target)) == fault
