"""The triggers that move the interval counters with the calls, made from the measures (docs/decisions/0018, 0036).

Whoever writes a call or a leg (events, the end of after-call work, imports by COPY, a correction by hand) moves the counters
in the same transaction, and cannot forget to. Triggers only ever insert a difference: no two transactions wait for each
other's cell. What stands in a database was written by a migration; a test compares it with what is made here.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    false,
    func,
    insert,
    literal_column,
    select,
    true,
    union_all,
)

from agent_desk.hub.calls.service import counted
from agent_desk.hub.figures.counters import cell
from agent_desk.hub.figures.measures import (
    AGENT_NUMBERS,
    QUEUE_NUMBERS,
    Sums,
    agent_numbers,
    call_facts,
    leg_facts,
    queue_numbers,
)
from agent_desk.hub.kit.triggers import Record, Trigger, differs, each_row, one_row, signed, sql, written_rows
from agent_desk.models.calls.calls import Call, CallLeg
from agent_desk.models.figures import CELL_MINUTES, agent_counter, queue_counter

CALL: Final[Any] = Call.__table__
LEG: Final[Any] = CallLeg.__table__
OLD_CALL, NEW_CALL = Record("OLD", CALL), Record("NEW", CALL)
OLD_LEG, NEW_LEG = Record("OLD", LEG), Record("NEW", LEG)


def _calls(row: Any, source: Any, sign: int, lost: ColumnElement[bool]) -> Select[Any]:
    """One line per call of what it adds to its cell. `lost`: whether taking it away makes the cell's longest wait unknown."""
    limits = counted.limits()
    facts = [fact.label(name) for name, fact in call_facts(row).items()]
    begins = cell(row.offered_at, CELL_MINUTES).label("at")
    return (
        select(
            signed(sign),
            row.queue_id.label("queue_id"),
            begins,
            lost.label("recount"),
            limits.within_ms.label("within_ms"),
            limits.short_ms.label("short_ms"),
            *facts,
        )
        .select_from(source.outerjoin(limits.own, limits.own.queue_id == row.queue_id))
        .where(counted.asked_for_a_person(row))
    )


def _put_together(lines: Sequence[Select[Any]]) -> Any:
    """Return the columns of all lines."""
    return (union_all(*lines) if len(lines) > 1 else lines[0]).subquery("each").c


def _into_queues(*lines: Select[Any]) -> str:
    """Add lines up, cell by cell, into rows of differences."""
    each = _put_together(lines)
    key = (each.queue_id, each["at"], each.within_ms, each.short_ms)
    rows = select(
        *key[:2],
        literal_column(str(CELL_MINUTES)),
        false(),
        func.bool_or(each.recount),
        *key[2:],
        *queue_numbers(each, each.within_ms, each.short_ms, Sums(each.sign)),
    ).group_by(*key)
    names = ["queue_id", "at", "minutes", "folded", "recount", "within_ms", "short_ms", *QUEUE_NUMBERS]
    return f"{sql(insert(queue_counter).from_select(names, rows))};\n"


def _legs(leg: Any, source: Any, sign: int, call: Any, *only: ColumnElement[bool]) -> Select[Any]:
    """One line per answered leg of what it adds to its agent's cell: that of its call, if it was offered."""
    facts = [fact.label(name) for name, fact in leg_facts(leg).items()]
    return (
        select(
            signed(sign),
            leg.person_id.label("person_id"),
            leg.queue_id.label("queue_id"),
            cell(call.offered_at, CELL_MINUTES).label("at"),
            *facts,
        )
        .select_from(source)
        .where(counted.answered_part(leg), counted.asked_for_a_person(call), *only)
    )


def _into_agents(*lines: Select[Any]) -> str:
    each = _put_together(lines)
    key = (each.person_id, each.queue_id, each["at"])
    rows: Select[Any] = select(*key, literal_column(str(CELL_MINUTES)), false(), *agent_numbers(each, Sums(each.sign)))
    names = ["person_id", "queue_id", "at", "minutes", "folded", *AGENT_NUMBERS]
    return f"{sql(insert(agent_counter).from_select(names, rows.group_by(*key)))};\n"


def _where_of(call: Any) -> list[ColumnElement[Any]]:
    """Return in which cell a call counts, if in any."""
    return [call.queue_id, cell(call.offered_at, CELL_MINUTES), counted.asked_for_a_person(call)]


def _of_calls() -> list[Trigger]:
    fresh = written_rows("fresh", CALL, "f")
    one = one_row()
    legs = LEG.alias("l")
    own = legs.c.call_id == OLD_CALL.id
    old, new = (_where_of(row) for row in (OLD_CALL, NEW_CALL))
    stays = and_(NEW_CALL.wait_ms >= OLD_CALL.wait_ms, ~differs(old[:2], new[:2]), new[2])
    shorter = and_(OLD_CALL.wait_ms > 0, ~stays)
    counts = [[*where, *call_facts(row).values()] for where, row in ((old, OLD_CALL), (new, NEW_CALL))]
    changed = _into_queues(_calls(OLD_CALL, one, -1, shorter), _calls(NEW_CALL, one, 1, false()))
    moved = _into_agents(_legs(legs.c, legs, -1, OLD_CALL, own), _legs(legs.c, legs, 1, NEW_CALL, own))
    kept = func.current_setting(counted.KEEP_COUNTED, true()).is_distinct_from("on")
    return [
        Trigger(
            "call_counted",
            "call",
            "AFTER INSERT",
            "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT",
            _into_queues(_calls(fresh.c, fresh, 1, false())),
        ),
        Trigger(
            "call_recounted",
            "call",
            "AFTER UPDATE",
            each_row(differs(*counts)),
            f"{changed}IF {sql(differs(old[1:], new[1:]))} THEN\n{moved}END IF;",
        ),
        Trigger(
            "call_uncounted",
            "call",
            "BEFORE DELETE",
            each_row(kept),
            _into_queues(_calls(OLD_CALL, one, -1, OLD_CALL.wait_ms > 0))
            + _into_agents(_legs(legs.c, legs, -1, OLD_CALL, own)),
            gives="OLD",
        ),
    ]


def _of_legs() -> list[Trigger]:
    fresh, gone = (written_rows(name, LEG, "l") for name in ("fresh", "gone"))
    calls = CALL.alias("c")
    counts = [
        [row.call_id, row.person_id, row.queue_id, counted.answered_part(row), *leg_facts(row).values()]
        for row in (OLD_LEG, NEW_LEG)
    ]
    changed = [
        _legs(row, calls, sign, calls.c, calls.c.id == row.call_id) for row, sign in ((OLD_LEG, -1), (NEW_LEG, 1))
    ]

    def with_call(legs: Any) -> Any:
        return legs.join(calls, calls.c.id == legs.c.call_id)

    return [
        Trigger(
            "leg_counted",
            "call_leg",
            "AFTER INSERT",
            "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT",
            _into_agents(_legs(fresh.c, with_call(fresh), 1, calls.c)),
        ),
        Trigger("leg_recounted", "call_leg", "AFTER UPDATE", each_row(differs(*counts)), _into_agents(*changed)),
        Trigger(
            "leg_uncounted",
            "call_leg",
            "AFTER DELETE",
            "REFERENCING OLD TABLE AS gone FOR EACH STATEMENT",
            _into_agents(_legs(gone.c, with_call(gone), -1, calls.c)),
        ),
    ]


def statements() -> list[str]:
    """Return the SQL that makes every trigger as the measures say now, in the place of those that are there."""
    return [words for trigger in (*_of_calls(), *_of_legs()) for words in trigger.statements()]
