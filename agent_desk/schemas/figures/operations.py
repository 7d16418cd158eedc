"""What can be asked about figures: the board, the usual day, how a figure comes about, counters, the own arrangement."""

import uuid
from typing import Annotated, Literal

from pydantic import Field

from agent_desk.schemas.figures.board import Board, Explanation
from agent_desk.schemas.figures.history import CounterColumns, CountersProof
from agent_desk.schemas.figures.views import (
    AskedCalls,
    AskedFigure,
    BoardLayout,
    CallsPage,
    Comparison,
    MadeWallboard,
    NewWallboard,
    WallboardForm,
    WallboardToken,
)
from agent_desk.schemas.kit.bounded import Day, Line
from agent_desk.schemas.kit.operation import ALL, HELD, OWN, Operations

VIEW, HISTORY, MANAGE = "floor.view", "reports.view", "settings.manage"
When = Annotated[Line, Field(max_length=40)]
area = Operations("figures")


@area.read("/floor/board", VIEW, HELD, summed="floor.read")
def board(day: Day | None = None) -> Board:
    """Return the board of a day that is over, with the figures of its report; without a day (or for today) the live one."""


@area.read("/floor/comparison", VIEW, ALL)
def comparison(minutes: Literal["15", "30"] = "30", day: Day | None = None) -> Comparison:
    """Return a day (without one, today) beside the same weekdays before it, by intervals."""


@area.read("/floor/explain", VIEW, HELD)
def explain(asked: AskedFigure) -> Explanation:
    """Return how a figure comes about: formula in words and numbers, window, counts, goal."""


@area.read("/floor/explain/calls", VIEW, HELD, summed="calls.list")
def explain_calls(asked: AskedCalls) -> CallsPage:
    """Return the calls behind a figure, newest first, by their place in the list."""


@area.read("/floor/layout", VIEW, OWN)
def layout() -> BoardLayout:
    """Return how the caller has arranged their board."""


@area.write("/floor/layout", VIEW, OWN, method="PUT")
def keep_layout(form: BoardLayout) -> BoardLayout:
    """Keep the caller's arrangement; none of the panels: the product's own again."""


@area.read("/floor/counters", VIEW, ALL)
def counters() -> CountersProof:
    """Return what the last proof of the counters found; `at` null before the first night."""


@area.read("/floor/history", HISTORY, HELD)
def history(
    start: When,
    end: When,
    *,
    minutes: Annotated[int, Field(ge=1, le=1440)] = 30,
    by: Literal["queue", "agent"] = "queue",
) -> CounterColumns:
    """Return cells from `start` to `end` (half-open; a date as `end` is included whole) by queue or agent, as columns."""


@area.read("/floor/wallboards", MANAGE, ALL)
def wallboards() -> list[WallboardToken]:
    """Return the screens that may show the wallboard, and those that might once; the newest first."""


@area.write("/floor/wallboards", MANAGE, ALL, once=False)
def add_wallboard(form: NewWallboard) -> MadeWallboard:
    """Give a screen a key, shown this once. The answer is a secret and is never stored."""


@area.write("/floor/wallboards/{wallboard_id}", MANAGE, ALL, method="PUT")
def change_wallboard(wallboard_id: uuid.UUID, form: WallboardForm) -> WallboardToken:
    """Say what a screen shows; 409 with both versions where somebody else was quicker."""


@area.write("/floor/wallboards/{wallboard_id}/key", MANAGE, ALL, once=False)
def renew_wallboard(wallboard_id: uuid.UUID) -> MadeWallboard:
    """Give a screen another key, shown this once; the one before counts no more. The answer is a secret and is never stored."""


@area.write("/floor/wallboards/{wallboard_id}/revoke", MANAGE, ALL)
def revoke_wallboard(wallboard_id: uuid.UUID) -> WallboardToken:
    """Withdraw a screen's key: it goes dark at once."""
