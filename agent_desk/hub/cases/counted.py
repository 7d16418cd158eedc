"""What is counted of a complaint: one definition for the statistics, for the triggers that keep the daily counters, and for their proof.

`row` is the table, or the OLD or NEW of a trigger. `due`: the limit of the first round, since `told_at` is of it, while `due_at` of a
complaint taken up again is of a later one.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Insert, Select, and_, case, func, insert, literal, null, or_, select, union_all

from agent_desk.hub.kit.triggers import signed
from agent_desk.models.cases import COUNTED, COUNTED_BY, CaseRound, Complaint, complaint_difference
from agent_desk.schemas.cases.rules import OPEN_STATES

LEFT_OUT: Final = ("merged", "withdrawn")
"""States that no limit is kept or broken in."""
ROUND: Final = CaseRound.__table__.alias("r")


def of_first_round(complaint_id: Any) -> ColumnElement[bool]:
    """Return the condition that joins a complaint with its first round, where it was taken up again."""
    return and_(ROUND.c.complaint_id == complaint_id, ROUND.c.round == 1)


def due_of(row: Any, first: Any = ROUND.c) -> ColumnElement[Any]:
    """Return the limit that `told_at` kept or broke."""
    return func.coalesce(first.due_at, row.due_at)


def keys(row: Any) -> dict[str, ColumnElement[str]]:
    """Return by what a complaint is told apart; nothing given is an empty text."""
    return {
        name: func.coalesce(getattr(row, name), "") if name == "branch_code" else getattr(row, name)
        for name in COUNTED_BY
    }


def facts(row: Any, due: ColumnElement[Any]) -> dict[str, ColumnElement[bool]]:
    """Return which complaints each number counts that no time passing changes, in the order of `COUNTED`."""
    judged_state = row.state.not_in(LEFT_OUT)
    counted = row.state != "merged"
    found = {
        "received": literal(True),
        "counted": counted,
        "told": and_(judged_state, row.told_at.is_not(None)),
        "in_time": func.coalesce(and_(judged_state, row.told_at < due), literal(False)),
        "extended": and_(counted, row.case_class == "extended"),
        "withdrawn": row.state == "withdrawn",
        "is_open": row.state.in_(OPEN_STATES),
    }
    return {name: found[name] for name in COUNTED}


def decided_at(row: Any) -> ColumnElement[Any]:
    """Return when it was decided, of one that counts."""
    return case((row.state != "merged", row.decided_at), else_=null())


PENDING: Final[ColumnElement[bool]] = or_(
    Complaint.state.in_(OPEN_STATES), and_(Complaint.told_at.is_(None), Complaint.state.not_in(LEFT_OUT))
)
"""Complaints that count otherwise as time passes, as the index `ix_complaint_pending` has them."""
NAMES: Final = ("sign", "received_at", "decided_at", *COUNTED_BY, *COUNTED)
"""The columns of a difference."""


def line(row: Any, source: Any, sign: int, due: ColumnElement[Any], *only: ColumnElement[bool]) -> Select[Any]:
    """Return what each complaint of a source adds to the differences, or takes away."""
    parts: list[ColumnElement[Any]] = [signed(sign), row.received_at, decided_at(row).label("decided_at")]
    parts += [what.label(name) for name, what in keys(row).items()]
    parts += [what.label(name) for name, what in facts(row, due).items()]
    return select(*parts).select_from(source).where(*only)


def differences(*lines: Select[Any]) -> Insert:
    """Return the statement that writes them."""
    return insert(complaint_difference).from_select(NAMES, union_all(*lines) if len(lines) > 1 else lines[0])
