"""The board and what its figures are made of, for supervisors. The live board itself is pushed; see keeper.py."""

import uuid
from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime

from agent_desk.hub.figures import explaining, layouts
from agent_desk.hub.figures.board import board_of_day
from agent_desk.hub.figures.board_keeper import count_now
from agent_desk.hub.figures.comparing import compare
from agent_desk.hub.figures.errors import NoSuchDay
from agent_desk.hub.figures.explaining import About, Asked
from agent_desk.hub.figures.snapshots import stored
from agent_desk.hub.figures.windows import BadMoment, day_window, shared_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read, write
from agent_desk.hub.people import service as people
from agent_desk.schemas.figures.board import BOARD, Board, Explanation, FigureWord
from agent_desk.schemas.figures.views import BoardLayout, CallsPage, Comparison

router = APIRouter(prefix="/api/floor", tags=["floor"])
TheHouse = Annotated[HubContext, Depends(house_of)]
QueueCode = Annotated[str | None, Query(max_length=64)]


def _centre_zone(unit: Unit, hub_context: HubContext) -> ZoneInfo:
    return ZoneInfo(people.centre(unit.db, zone=hub_context.settings.zone, simulated=False, demo=False).zone)


@read(router, "/board", permission="floor.view")
def board(unit: Unit, hub_context: TheHouse, day: date | None = None) -> Board:
    """The board of a day that is over, with the figures of its report; without a day (or for today) the live one."""
    zone = _centre_zone(unit, hub_context)
    today = unit.now.astimezone(zone).date()
    if day is None or day == today:
        kept = stored(unit.db, hub_context)
        return Board.model_validate_json(kept.texts[BOARD]) if kept is not None else count_now(unit.db, hub_context)
    if day > today:
        raise NoSuchDay(day=day.isoformat())
    try:
        return board_of_day(unit.db, day, unit.now, zone)
    except BadMoment as fault:
        raise NoSuchDay(day=day.isoformat()) from fault


@read(router, "/comparison", permission="floor.view")
def comparison(
    unit: Unit, hub_context: TheHouse, minutes: Literal["15", "30"] = "30", day: date | None = None
) -> Comparison:
    """A day (without one, today) beside the same weekdays before it, by intervals of 15 or 30 minutes; for today a forecast."""
    zone = _centre_zone(unit, hub_context)
    today = unit.now.astimezone(zone).date()
    try:
        if day is not None and day != today:
            rough = day_window(day, zone)
            zone = shared_zone(unit.db, rough.start_at, rough.end_at, zone)
        return compare(unit.db, day or today, int(minutes), unit.now, zone)
    except BadMoment as fault:
        raise NoSuchDay(day=str(day)) from fault


def _about(
    figure: FigureWord,
    queue: QueueCode = None,
    agent: uuid.UUID | None = None,
    day: date | None = None,
    start: AwareDatetime | None = None,
    end: AwareDatetime | None = None,
) -> About:
    return About(figure=figure, queue=queue, agent=agent, day=day, start_at=start, end_at=end)


ThisFigure = Annotated[About, Depends(_about)]


@read(router, "/explain", permission="floor.view")
def explain(unit: Unit, hub_context: TheHouse, about: ThisFigure) -> Explanation:
    """How a figure comes about: formula in words and numbers, window, counts, goal."""
    return explaining.explain(unit.db, _asked(unit, hub_context, about))


@read(router, "/explain/calls", permission="floor.view")
def explain_calls(
    unit: Unit,
    hub_context: TheHouse,
    about: ThisFigure,
    until: AwareDatetime | None = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: int | None = None,
) -> CallsPage:
    """The calls behind a figure, newest first, by their place in the list."""
    return explaining.calls_behind(unit.db, _asked(unit, hub_context, about), until, offset, limit)


def _asked(unit: Unit, hub_context: HubContext, about: About) -> Asked:
    try:
        return explaining.asked(unit.db, about, unit.now, _centre_zone(unit, hub_context))
    except BadMoment as fault:
        raise NoSuchDay(day=str(about.day)) from fault


@read(router, "/layout", permission="floor.view")
def layout(unit: Unit) -> BoardLayout:
    """How the caller has arranged their board."""
    return layouts.layout_of(unit.db, unit.me.person_id)


@write(router, "/layout", permission="floor.view", method="PUT")
def keep_layout(unit: Unit, form: BoardLayout) -> BoardLayout:
    """Keep the caller's arrangement; none of the panels: the product's own again."""
    return layouts.keep(unit, form)
