"""The triggers that move the daily counters with the complaints (docs/decisions/0084), made from hub/cases/counted.py.

Whoever writes a complaint or the first round of one taken up again (moves, corrections, loading, a repair by hand) moves the counters in
the same transaction, and cannot forget to.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select

from agent_desk.hub.cases import counted
from agent_desk.hub.cases.counted import ROUND
from agent_desk.hub.kit.triggers import Record, Trigger, differs, each_row, one_row, sql, written_rows
from agent_desk.models.cases import CaseRound, Complaint

COMPLAINT: Final[Any] = Complaint.__table__
ROUNDS: Final[Any] = CaseRound.__table__
OLD, NEW = Record("OLD", COMPLAINT), Record("NEW", COMPLAINT)
OLD_ROUND, NEW_ROUND = Record("OLD", ROUNDS), Record("NEW", ROUNDS)


def _first(row: Any) -> Any:
    """Return a FROM for the complaint of a trigger with its first round, if it was taken up again."""
    return one_row().outerjoin(ROUND, counted.of_first_round(row.id))


def _whole(row: Any) -> list[ColumnElement[Any]]:
    return [row.received_at, row.due_at, row.told_at, counted.decided_at(row), *counted.keys(row).values(), row.state]


def _written(*lines: Select[Any]) -> str:
    return f"{sql(counted.differences(*lines))};"


def _of_complaints() -> list[Trigger]:
    fresh = written_rows("fresh", COMPLAINT, "f")
    return [
        Trigger(
            "complaint_counted",
            "complaint",
            "AFTER INSERT",
            "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT",
            # No round is older than its complaint.
            _written(counted.line(fresh.c, fresh, 1, fresh.c.due_at)),
        ),
        Trigger(
            "complaint_recounted",
            "complaint",
            "AFTER UPDATE",
            each_row(differs(_whole(OLD), _whole(NEW))),
            _written(
                *(counted.line(row, _first(row), sign, counted.due_of(row)) for row, sign in ((OLD, -1), (NEW, 1)))
            ),
        ),
        Trigger(
            "complaint_uncounted",
            "complaint",
            "BEFORE DELETE",
            "FOR EACH ROW",
            _written(counted.line(OLD, _first(OLD), -1, counted.due_of(OLD))),
            gives="OLD",
        ),
    ]


def _of_rounds() -> list[Trigger]:
    complaint = COMPLAINT.alias("c")

    def of(round_: Any, sign: int, due: ColumnElement[Any]) -> Select[Any]:
        return counted.line(complaint.c, complaint, sign, due, complaint.c.id == round_.complaint_id, round_.round == 1)

    def with_limit(round_: Any, sign: int) -> Select[Any]:
        return of(round_, sign, counted.due_of(complaint.c, round_))

    def without(round_: Any, sign: int) -> Select[Any]:
        return of(round_, sign, complaint.c.due_at)

    each = "FOR EACH ROW"
    whole = [[row.complaint_id, row.round, row.due_at] for row in (OLD_ROUND, NEW_ROUND)]
    moved = [without(NEW_ROUND, -1), with_limit(NEW_ROUND, 1)]
    taken = [with_limit(OLD_ROUND, -1), without(OLD_ROUND, 1)]
    return [
        Trigger("round_counted", "case_round", "AFTER INSERT", each, _written(*moved)),
        Trigger("round_recounted", "case_round", "AFTER UPDATE", each_row(differs(*whole)), _written(*taken, *moved)),
        # Gone with its complaint, there is nothing left to take away.
        Trigger("round_uncounted", "case_round", "AFTER DELETE", each, _written(*taken)),
    ]


def statements() -> list[str]:
    """Return the SQL that makes every trigger as the definitions say now, in the place of those that are there."""
    return [words for trigger in (*_of_complaints(), *_of_rounds()) for words in trigger.statements()]
