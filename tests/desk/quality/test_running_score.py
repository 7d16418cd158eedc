"""The running score at the seat is the hub's score, whatever the form and the answers."""

from typing import Any

from agent_desk.desk.quality.operations import running_score
from agent_desk.schemas.quality import rules
from agent_desk.schemas.quality.records import Question
from tests.fixtures.properties import given, st

KINDS = {"points": st.integers(0, 5), "yesno": st.booleans(), "fatal": st.booleans()}


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[Question], dict[str, Any]]:
    """A random form, and answers to some of its questions."""
    questions, answers = [], {}
    for number in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        weight = 0 if kind == "fatal" else draw(st.integers(0, 30))
        section = draw(st.sampled_from("甲乙丙"))
        questions.append(
            Question(
                code=f"q{number}",
                section_zh=section,
                section_en=section,
                name_zh="问",
                name_en="Q",
                kind=kind,
                weight=weight,
            )
        )
        answer = draw(st.one_of(st.none(), st.just("na"), KINDS[kind]))
        if answer is not None:
            answers[f"q{number}"] = answer
    return questions, answers


@given(sheets())
def test_the_running_score_is_the_hubs(sheet: tuple[list[Question], dict[str, Any]]) -> None:
    questions, answers = sheet
    hubs = rules.score(
        [rules.Question(code=one.code, kind=one.kind, weight=one.weight, section=one.section_zh) for one in questions],
        answers,
    )
    ours = running_score(questions, answers)
    assert (ours.value, ours.fatal, ours.missing, dict(ours.sections)) == (
        hubs.value,
        hubs.fatal,
        hubs.missing,
        dict(hubs.sections),
    )
