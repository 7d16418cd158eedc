"""How a call is scored by a weighted form: at the seat while it is being typed, and in the hub for good."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

Kind = Literal["points", "yesno", "fatal"]
Answer = int | bool | Literal["na"] | None
MOST_POINTS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a form. `points` is answered 0 to 5, `yesno` by True for well done, `fatal` by True for a fatal
    fault.

    The weight of a fatal question is not part of the score: it takes all or nothing. Raises ValueError for a weight
    below 0.
    """

    code: str
    kind: Kind
    weight: int
    section: str = ""

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError("a weight is at least 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`value` is 0.0 to 100.0 with one decimal, over what is answered so far; None where nothing has weight.

    `fatal`: a fatal fault, so the value is 0. `missing`: codes still without an answer; a review is submitted without
    any. `sections`: the value of each section by itself, fatal faults aside.
    """

    value: float | None
    fatal: bool
    missing: tuple[str, ...]
    sections: Mapping[str, float | None]


class Asked(Protocol):
    """A question as a form has it, on the wire or in its table."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> Any: ...
    @property
    def weight(self) -> int: ...
    @property
    def section_zh(self) -> str: ...


def for_rules(questions: Iterable[Asked]) -> list[Question]:
    """Return questions as the rules know them; a section is told by its Chinese name."""
    return [Question(code=one.code, kind=one.kind, weight=one.weight, section=one.section_zh) for one in questions]


def score(questions: Sequence[Question], answers: Mapping[str, Answer]) -> Score:
    """Score a form. "na" takes the question's weight out of the sum; a missing answer does too, until it is given.

    Raises ValueError for an answer that its question does not allow, or that belongs to no question of the form.
    """
    unknown = set(answers) - {question.code for question in questions}
    if unknown:
        raise ValueError(f"no such question: {', '.join(sorted(unknown))}")
    given = {question.code: answers.get(question.code) for question in questions}
    sums: dict[str, tuple[int, int]] = {}
    fatal = False
    for question in questions:
        points = _points(question, given[question.code])
        if question.kind == "fatal":
            fatal = fatal or bool(points)
        elif points is not None:
            got, of = sums.get(question.section, (0, 0))
            sums[question.section] = (got + question.weight * points, of + question.weight * MOST_POINTS)
    total = percent(sum(got for got, _ in sums.values()), sum(of for _, of in sums.values()))
    sections = {q.section: percent(*sums.get(q.section, (0, 0))) for q in questions if q.kind != "fatal"}
    missing = tuple(code for code, answer in given.items() if answer is None)
    return Score(value=0.0 if fatal else total, fatal=fatal, missing=missing, sections=sections)


def _points(question: Question, answer: Answer) -> int | None:
    """The answer in points of five; None where the question does not count."""
    if answer is None or answer == "na":
        return None
    if question.kind == "points":
        if isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer <= MOST_POINTS:
            raise ValueError(f"{question.code} is answered with 0 to {MOST_POINTS}")
        return answer
    if not isinstance(answer, bool):
        raise ValueError(f"{question.code} is answered with yes or no")
    return MOST_POINTS if answer else 0


def percent(got: int, of: int) -> float | None:
    """Return 100 x got / of with one decimal, halves upward, in whole numbers so that no binary fraction decides."""
    return None if of == 0 else (2000 * got + of) // (2 * of) / 10
