"""The triggers that move the interval counters with the calls (docs/decisions/0018).

Whoever writes a call or a leg (events, the end of after-call work, imports by COPY, a correction by hand) moves the counters
in the same transaction, and cannot forget to. Triggers only ever insert a difference: no two transactions wait for each
other's cell. The floor reads the counters by the same definitions (hub/figures/measures.py); tests hold the two together.
"""

from typing import Final

KEEP: Final = "agent_desk.keep_counters"
"""While this is `on` in a transaction, calls that are deleted stay counted: retention."""

_OFFERED: Final = """
    {c}.direction = 'inbound' AND {c}.state <> 'in_menu' AND COALESCE({c}.outcome, '') NOT IN ('abandoned_ivr', 'closed')
"""
_CELL: Final = "date_bin('5 minutes', {c}.offered_at, TIMESTAMPTZ 'epoch')"
_ANSWERED: Final = "(CASE WHEN {c}.outcome IS NULL THEN {c}.answered_at IS NOT NULL ELSE {c}.outcome = 'answered' END)"
_COLUMNS: Final = (
    "queue_id, at, minutes, folded, recount, within_ms, short_ms, offered, answered, abandoned, undecided, unfinished, "
    "answered_within, abandoned_within, abandoned_short, wait_ms_answered, talk_ms, hold_ms, acw_ms, abandon_wait_ms, "
    "longest_wait_ms"
)
_LEG_COLUMNS: Final = "person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms, acw_ms"


def _measured(row: str, source: str, sign: int, lost: str) -> str:
    """One line per call of what it adds to its cell. `lost`: whether taking it away makes the cell's longest wait unknown."""
    offered, cell, took = (words.format(c=row) for words in (_OFFERED, _CELL, _ANSWERED))
    return f"""
        SELECT {sign} AS sign, m.queue_id, {cell} AS at, {lost} AS recount,
            COALESCE(own.threshold_ms, whole.threshold_ms, 20000) AS within_ms,
            COALESCE(own.short_ms, whole.short_ms, 5000) AS short_ms,
            m.took, m.gave_up, m.wait_ms, m.took AND m.over AS handled,
            m.took AND NOT m.over AS unfinished,
            NOT m.took AND NOT m.over AND m.live AS undecided, m.talk_ms, m.hold_ms, m.acw_ms
        FROM {source} CROSS JOIN LATERAL (
            SELECT {row}.queue_id, {took} AS took, COALESCE({row}.outcome = 'abandoned_queue', false) AS gave_up,
                {row}.state = 'ended' AS over, {row}.exchange NOT IN ('queue_log', 'past', 'replay') AS live, {row}.wait_ms,
                {row}.talk_ms, {row}.hold_ms, {row}.acw_ms
        ) m
        LEFT JOIN service_target own ON own.queue_id = m.queue_id
        LEFT JOIN service_target whole ON whole.queue_id IS NULL
        WHERE {offered}
    """


def _into_queues(lines: str) -> str:
    """Add lines up, cell by cell, into rows of differences."""

    def count(of: str) -> str:
        return f"COALESCE(sum(sign) FILTER (WHERE {of}), 0)"

    def total(what: str, of: str) -> str:
        return f"COALESCE(sum(sign * {what}) FILTER (WHERE {of}), 0)"

    return f"""
        INSERT INTO queue_counter ({_COLUMNS})
        SELECT queue_id, at, 5, false, bool_or(recount), within_ms, short_ms, sum(sign), {count("took")}, {count("gave_up")},
            {count("undecided")}, {count("unfinished")}, {count("took AND wait_ms <= within_ms")},
            {count("gave_up AND wait_ms <= within_ms")}, {count("gave_up AND wait_ms <= short_ms")},
            {total("wait_ms", "took")}, {total("talk_ms", "handled")}, {total("hold_ms", "handled")},
            {total("acw_ms", "handled")}, {total("wait_ms", "gave_up")},
            COALESCE(max(wait_ms) FILTER (WHERE sign > 0), 0)
        FROM ({lines}) AS lines
        GROUP BY queue_id, at, within_ms, short_ms;
    """


def _into_agents(lines: str) -> str:
    return f"""
        INSERT INTO agent_counter ({_LEG_COLUMNS})
        SELECT person_id, queue_id, at, 5, false, sum(sign), COALESCE(sum(sign) FILTER (WHERE going_on), 0),
            COALESCE(sum(sign * talk_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * hold_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * acw_ms) FILTER (WHERE NOT going_on), 0)
        FROM ({lines}) AS lines
        GROUP BY person_id, queue_id, at;
    """


def _legs(row: str, source: str, sign: int, call: str) -> str:
    """One line per answered leg of what it adds to its agent's cell: that of its call, if it was offered."""
    return f"""
        SELECT {sign} AS sign, {row}.person_id, {row}.queue_id, {_CELL.format(c=call)} AS at,
            {row}.ended_at IS NULL OR {row}.result = 'open' AS going_on, {row}.talk_ms, {row}.hold_ms, {row}.acw_ms
        FROM {source} WHERE {row}.answered_at IS NOT NULL AND {_OFFERED.format(c=call)}
    """


def _trigger(name: str, table: str, when: str, each: str, body: str, *, gives: str = "NULL") -> tuple[str, str]:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN {gives}; END $$",
        f"CREATE TRIGGER {name} {when} ON {table} {each} EXECUTE FUNCTION {name}()",
    )


def _distinct(*columns: str) -> str:
    old, new = (", ".join(words.format(c=row) for words in columns) for row in ("OLD", "NEW"))
    return f"FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new}))"


_SHORTER: Final = f"""
    OLD.wait_ms > 0 AND NOT (NEW.wait_ms >= OLD.wait_ms AND NEW.queue_id = OLD.queue_id
        AND {_CELL.format(c="NEW")} = {_CELL.format(c="OLD")} AND {_OFFERED.format(c="NEW")})
"""
_MOVED: Final = (
    f"({_CELL.format(c='OLD')}, {_OFFERED.format(c='OLD')}) IS DISTINCT FROM "
    f"({_CELL.format(c='NEW')}, {_OFFERED.format(c='NEW')})"
)
_KEPT: Final = f"current_setting('{KEEP}', true) IS DISTINCT FROM 'on'"
_ONE: Final = "(SELECT 1) AS one"


def _statements() -> list[str]:
    changed_call = _distinct(
        "{c}.queue_id",
        "{c}.offered_at",
        "{c}.direction",
        "{c}.outcome",
        "{c}.state = 'in_menu'",
        "{c}.state = 'ended'",
        "{c}.answered_at IS NULL",
        "{c}.wait_ms",
        "{c}.talk_ms",
        "{c}.hold_ms",
        "{c}.acw_ms",
    )
    changed_leg = _distinct(
        "{c}.call_id",
        "{c}.person_id",
        "{c}.queue_id",
        "{c}.answered_at IS NULL",
        "{c}.ended_at IS NULL",
        "{c}.result = 'open'",
        "{c}.talk_ms",
        "{c}.hold_ms",
        "{c}.acw_ms",
    )
    own_legs = "call_leg l WHERE l.call_id = OLD.id"
    there = f"SELECT l.* FROM {own_legs}"
    of_call = f"({there}) l"
    triggers = [
        _trigger(
            "call_counted",
            "call",
            "AFTER INSERT",
            "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT",
            _into_queues(_measured("f", "fresh f", 1, "false")),
        ),
        _trigger(
            "call_recounted",
            "call",
            "AFTER UPDATE",
            changed_call,
            _into_queues(f"{_measured('OLD', _ONE, -1, _SHORTER)} UNION ALL {_measured('NEW', _ONE, 1, 'false')}")
            + f"IF {_MOVED} THEN "
            + _into_agents(f"{_legs('l', of_call, -1, 'OLD')} UNION ALL {_legs('l', of_call, 1, 'NEW')}")
            + "END IF;",
        ),
        _trigger(
            "call_uncounted",
            "call",
            "BEFORE DELETE",
            f"FOR EACH ROW WHEN ({_KEPT})",
            _into_queues(_measured("OLD", _ONE, -1, "OLD.wait_ms > 0")) + _into_agents(_legs("l", of_call, -1, "OLD")),
            gives="OLD",
        ),
        _trigger(
            "leg_counted",
            "call_leg",
            "AFTER INSERT",
            "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT",
            _into_agents(_legs("l", "fresh l JOIN call c ON c.id = l.call_id", 1, "c")),
        ),
        _trigger(
            "leg_recounted",
            "call_leg",
            "AFTER UPDATE",
            changed_leg,
            _into_agents(
                f"{_legs('OLD', 'call c', -1, 'c')} AND c.id = OLD.call_id UNION ALL "
                f"{_legs('NEW', 'call c', 1, 'c')} AND c.id = NEW.call_id"
            ),
        ),
        _trigger(
            "leg_uncounted",
            "call_leg",
            "AFTER DELETE",
            "REFERENCING OLD TABLE AS gone FOR EACH STATEMENT",
            _into_agents(_legs("l", "gone l JOIN call c ON c.id = l.call_id", -1, "c")),
        ),
    ]
    return [statement for pair in triggers for statement in pair]


STATEMENTS: Final = _statements()
