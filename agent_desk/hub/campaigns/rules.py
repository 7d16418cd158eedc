"""What a project may become of what, and which answers a form takes. No database, no clock."""

from collections.abc import Iterable, Mapping
from typing import Final

from agent_desk.schemas.campaigns.records import (
    AnswerField,
    ProjectContent,
    ProjectMove,
    ProjectState,
)

TRANSITIONS: Final[Mapping[tuple[ProjectState, ProjectMove], ProjectState]] = {
    ("planned", "start"): "running",
    ("planned", "end"): "ended",
    ("running", "pause"): "paused",
    ("running", "end"): "ended",
    ("paused", "resume"): "running",
    ("paused", "end"): "ended",
    ("ended", "report"): "reported",
}
"""Everything that may be done; a planned project that is ended was given up, and never ran."""
OVER: Final[frozenset[ProjectState]] = frozenset({"ended", "reported"})


def moves_of(state: ProjectState) -> list[ProjectMove]:
    """Return what may be done with a project in this state."""
    return [move for (of, move) in TRANSITIONS if of == state]


def content_faults(content: ProjectContent) -> dict[str, str]:
    """Return what is wrong with script, wrap-up form and target, by field of the form."""
    wrong: dict[str, str] = {}
    questions = [step.ask for step in content.script if step.ask is not None]
    codes = [one.code for one in content.asked()]
    for name, asked in (("script", questions), ("fields", content.fields)):
        if any(codes.count(one.code) > 1 for one in asked):
            wrong[name] = "twice"
        elif any(one.kind == "choice" and len(set(one.choices)) < 2 for one in asked):
            wrong[name] = "no_choices"
    target, asked_by = content.target, {one.code: one for one in content.asked()}
    if target.kind == "answers" and not (target.code in asked_by and asked_by[target.code].takes(target.answer)):
        wrong["target"] = "no_target"
    elif target.kind != "none" and (not target.value or (target.kind == "service_level" and target.value > 100)):
        wrong["target"] = "no_value"
    return wrong


def answer_faults(fields: Iterable[AnswerField], answers: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with answers, by the code of the question."""
    known = {one.code: one for one in fields}
    wrong: dict[str, str] = {}
    for code, answer in answers.items():
        if code not in known:
            wrong[code] = "unknown_question"
        elif not known[code].takes(answer):
            wrong[code] = "not_this_kind"
    return wrong


def missing(fields: Iterable[AnswerField], answers: Mapping[str, str]) -> list[AnswerField]:
    """Return the required fields that have no answer, in order."""
    return [one for one in fields if one.required and not answers.get(one.code)]
