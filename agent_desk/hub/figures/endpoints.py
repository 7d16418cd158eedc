"""What can be asked about figures, and the functions that do it. The live board itself is pushed; see board_keeper.py."""

from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

from fastapi import Response

from agent_desk.hub.figures import columns, counter_keeper, explaining, ledger, wallboard
from agent_desk.hub.figures.board import board_of_day
from agent_desk.hub.figures.board_keeper import count_now
from agent_desk.hub.figures.comparing import compare
from agent_desk.hub.figures.errors import NoSuchDay
from agent_desk.hub.figures.narrowing import Part, narrowed
from agent_desk.hub.figures.rules import INTERVAL_MINUTES
from agent_desk.hub.figures.snapshots import stored
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.figures.windows import BadMoment, Window, day_window, parse_from, parse_to, shared_zone
from agent_desk.hub.kit import own_layouts, scope
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.figures import operations as ops
from agent_desk.schemas.figures.board import BOARD, Board, Explanation
from agent_desk.schemas.figures.history import CountersProof
from agent_desk.schemas.figures.views import AskedCalls, AskedFigure, BoardLayout, CallsPage, Comparison


def _board(unit: Unit, day: date | None = None) -> Board:
    reach = scope.reach(unit, ops.VIEW)
    whole = _whole_board(unit, day)
    return whole if reach.everything else narrowed(whole, Part.of(unit.db, reach))


def _whole_board(unit: Unit, day: date | None) -> Board:
    zone = unit.zone
    today = unit.now.astimezone(zone).date()
    if day is None or day == today:
        kept = stored(unit.db, unit.hub)
        return Board.model_validate_json(kept.texts[BOARD]) if kept is not None else count_now(unit.db, unit.hub)
    if day > today:
        raise NoSuchDay(day=day.isoformat())
    try:
        return board_of_day(unit.db, day, unit.now, zone)
    except BadMoment as fault:
        raise NoSuchDay(day=day.isoformat()) from fault


def _layout(unit: Unit) -> BoardLayout:
    return own_layouts.layout_of(unit.db, unit.me.person_id, "board", BoardLayout)


def _keep_layout(unit: Unit, form: BoardLayout) -> BoardLayout:
    return own_layouts.keep(unit, "board", form, form.version)


def _comparison(unit: Unit, minutes: Literal["15", "30"] = "30", day: date | None = None) -> Comparison:
    zone = unit.zone
    today = unit.now.astimezone(zone).date()
    try:
        if day is not None and day != today:
            rough = day_window(day, zone)
            zone = shared_zone(unit.db, rough.start_at, rough.end_at, zone)
        return compare(unit.db, day or today, int(minutes), zone)
    except BadMoment as fault:
        raise NoSuchDay(day=str(day)) from fault


def _explain(unit: Unit, asked: AskedFigure) -> Explanation:
    return explaining.explain(unit.db, _looked_up(unit, asked))


def _explain_calls(unit: Unit, asked: AskedCalls) -> CallsPage:
    return explaining.calls_of_figure(unit.db, _looked_up(unit, asked), asked.until, asked.offset, asked.limit)


def _looked_up(unit: Unit, asked: AskedFigure) -> explaining.Asked:
    try:
        about = explaining.About(asked.figure, asked.queue, asked.agent, asked.day, asked.start, asked.end)
        found = explaining.asked(unit.db, about, unit.now, unit.zone)
        explaining.require_within(unit, found, ops.VIEW)
        return found
    except BadMoment as fault:
        raise NoSuchDay(day=str(asked.day)) from fault


def _counters(unit: Unit) -> CountersProof:
    found = counter_keeper.last_proof(unit.db)
    return CountersProof.model_validate(found) if found is not None else CountersProof()


def _history(
    unit: Unit, start: str, end: str, *, minutes: int = 30, by: Literal["queue", "agent"] = "queue"
) -> Response:
    """PostgreSQL writes the columns; they are handed on as they are."""
    try:
        zone = _shared(unit, start, end)
        window = Window(parse_from(start, zone), parse_to(end, zone), zone)
    except (BadMoment, ValueError) as fault:
        raise NoSuchDay(day=f"{start} – {end}") from fault
    if minutes not in INTERVAL_MINUTES:
        raise InvalidForm({"minutes": "unknown"})
    source = ledger.of_queues(goals_of(unit.db)) if by == "queue" else ledger.of_agents()
    reach = scope.reach(unit, ops.HISTORY)
    told = columns.columns(unit.db, source, window, window.intervals(minutes), minutes, reach)
    return Response(told, media_type="application/json")


def _shared(unit: Unit, start: str, end: str) -> ZoneInfo:
    centre = unit.zone
    return shared_zone(unit.db, parse_from(start, centre), parse_to(end, centre), centre)


router = router_of(
    "floor",
    serve(ops.board, _board),
    serve(ops.comparison, _comparison),
    serve(ops.explain, _explain),
    serve(ops.explain_calls, _explain_calls),
    serve(ops.layout, _layout),
    serve(ops.keep_layout, _keep_layout),
    serve(ops.counters, _counters),
    serve(ops.history, _history),
    serve(ops.wallboards, lambda unit: wallboard.tokens(unit.db)),
    serve(ops.add_wallboard, wallboard.add),
    serve(ops.change_wallboard, wallboard.change),
    serve(ops.renew_wallboard, wallboard.renew),
    serve(ops.revoke_wallboard, wallboard.revoke_one),
)
