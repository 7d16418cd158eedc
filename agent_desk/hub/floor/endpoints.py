"""The board and what its figures are made of, for supervisors. The live board itself is pushed; see keeper.py."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query

from agent_desk.hub.floor import explaining
from agent_desk.hub.floor.board import board_of_day
from agent_desk.hub.floor.errors import NoSuchDay
from agent_desk.hub.floor.explaining import Asked
from agent_desk.hub.floor.keeper import count_now, stored
from agent_desk.hub.floor.windows import BadMoment
from agent_desk.hub.kit.house import House
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read
from agent_desk.hub.people import service as people
from agent_desk.schemas.floor import Board, ExplainedPage, Explanation, FigureWord

router = APIRouter(prefix="/api/floor", tags=["floor"])
TheHouse = Annotated[House, Depends(house_of)]
QueueCode = Annotated[str | None, Query(max_length=64)]


def _centre_zone(unit: Unit, house: House) -> ZoneInfo:
    return ZoneInfo(people.centre(unit.db, zone=house.settings.zone, simulated=False, demo=False).zone)


@read(router, "/board", permission="floor.view")
def board(unit: Unit, house: TheHouse, day: date | None = None) -> Board:
    """The board of a day that is over, with the figures of its report; without a day (or for today) the live one."""
    zone = _centre_zone(unit, house)
    today = unit.now.astimezone(zone).date()
    if day is None or day == today:
        kept = stored(unit.db, house)
        return Board.model_validate(kept) if kept is not None else count_now(unit.db, house)
    if day > today:
        raise NoSuchDay(day=day.isoformat())
    try:
        return board_of_day(unit.db, day, unit.now, zone)
    except BadMoment as fault:
        raise NoSuchDay(day=day.isoformat()) from fault


@read(router, "/explain", permission="floor.view")
def explain(
    unit: Unit, house: TheHouse, figure: FigureWord, queue: QueueCode = None, day: date | None = None
) -> Explanation:
    """How a figure comes about: formula in words and numbers, window, counts, goal."""
    return explaining.explain(unit.db, _asked(unit, house, figure, queue, day))


@read(router, "/explain/calls", permission="floor.view")
def explain_calls(
    unit: Unit,
    house: TheHouse,
    figure: FigureWord,
    queue: QueueCode = None,
    day: date | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> ExplainedPage:
    """The calls behind a figure, newest first."""
    return explaining.calls_behind(unit.db, _asked(unit, house, figure, queue, day), limit, after)


def _asked(unit: Unit, house: House, figure: FigureWord, queue: str | None, day: date | None) -> Asked:
    try:
        return explaining.asked(unit.db, figure, queue, day, unit.now, _centre_zone(unit, house))
    except BadMoment as fault:
        raise NoSuchDay(day=str(day)) from fault
