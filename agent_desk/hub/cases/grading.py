"""The grade of a complaint by rule: how many complain, the amount, the source. Somebody who handles it may overrule it, with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from sqlalchemy import select

from agent_desk.hub.cases.terms import OWN
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import GRADES, CaseTerm, Complaint
from agent_desk.schemas.cases.records import GradeLine, GradeWord
from agent_desk.schemas.cases.settings import GRADING, GradeRules
from agent_desk.schemas.cases.words import GRADES as WORDS

_LADDER: Final[tuple[GradeWord, ...]] = GRADES

_GRAVEST_FIRST: Final[tuple[GradeWord, ...]] = ("grave", "important")


@dataclass(frozen=True, slots=True)
class Reason:
    """What gives a grade: "people", "amount" or "source", and from what on."""

    what: str
    grade: GradeWord
    least: int = 0


def by_rule(
    rules: GradeRules, people: int, amount: Decimal | None, of_source: GradeWord
) -> tuple[GradeWord, list[Reason]]:
    """Return the grade that the rules give, and what gives it; the gravest of all that say something. Pure."""
    found: list[Reason] = []
    for what, value in (("people", Decimal(people)), ("amount", amount or Decimal(0))):
        for grade in _GRAVEST_FIRST:
            least = getattr(rules, f"{grade}_{what}")
            if least and value >= least:
                found.append(Reason(what, grade, least))
                break
    if of_source != "ordinary":
        found.append(Reason("source", of_source))
    grade = max((one.grade for one in found), key=_LADDER.index, default=_LADDER[0])
    return grade, [one for one in found if one.grade == grade]


def source_of(unit: Unit, complaint: Complaint) -> CaseTerm | None:
    """Return the source's entry in the centre's list."""
    found = select(CaseTerm).where(CaseTerm.axis == "source", CaseTerm.edition == OWN, CaseTerm.key == complaint.source)
    return unit.db.scalar(found)


def judged(unit: Unit, complaint: Complaint) -> tuple[GradeWord, Sequence[Reason]]:
    """Return what the rules in force say of a complaint."""
    source = source_of(unit, complaint)
    least = cast(GradeWord, source.least_grade if source is not None else _LADDER[0])
    return by_rule(settings_in_force.read(unit.db, GRADING, unit.now), complaint.people, complaint.amount, least)


def settle(unit: Unit, complaint: Complaint) -> None:
    """Give a complaint the grade of the rules, unless somebody has overruled them."""
    if not complaint.grade_set:
        complaint.grade = judged(unit, complaint)[0]


def why(unit: Unit, complaint: Complaint, overruled: str) -> list[GradeLine]:
    """Return why a complaint has its grade, a reason a line. `overruled`: the reason of who overruled the rules."""
    grade, reasons = judged(unit, complaint)
    lines = [_line(one, complaint) for one in reasons]
    if not lines:
        lines = [GradeLine(zh="没有规则给出更高等级", en="No rule gives a higher grade")]
    if complaint.grade_set:
        word = WORDS[grade]
        first = GradeLine(zh=f"人工调整：{overruled}", en=f"Overruled: {overruled}")
        return [first, GradeLine(zh=f"规则为{word.zh}：{lines[0].zh}", en=f"By rule {word.en.lower()}: {lines[0].en}")]
    return lines


def _line(one: Reason, complaint: Complaint) -> GradeLine:
    match one.what:
        case "people":
            return GradeLine(
                zh=f"投诉人数 {complaint.people} 人，达到 {one.least} 人",
                en=f"{complaint.people} people complain, {one.least} or more",
            )
        case "amount":
            return GradeLine(
                zh=f"涉及金额 {complaint.amount:,.2f} 元，达到 {one.least:,} 元",
                en=f"An amount of {complaint.amount:,.2f} yuan, {one.least:,} or more",
            )
    return GradeLine(zh="来源规定的最低等级", en="The source gives it at the least")
