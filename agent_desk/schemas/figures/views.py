"""What a supervisor looks at beside the board itself: the usual day, their own arrangement, calls behind a cell; and a wallboard."""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from agent_desk.schemas.figures.board import ExplainedCall, Figures, FigureWord, Goal, IntervalRow, Now, QueueRow
from agent_desk.schemas.kit.bounded import Count, Day, Line, Moment
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

WallPageWord = Literal["figures", "queues", "charts"]
WALLBOARD = "floor.wallboard"
"""Name of the snapshot that a wallboard watches."""


class UsualRow(WireRecord):
    """What an interval usually has: as IntervalRow, but means or medians of several days."""

    starts_at: datetime
    offered: float | None = None
    abandoned: float | None = None
    service_level: float | None = None
    answer_rate: float | None = None
    asa: float | None = None
    aht: float | None = None
    waiting: float | None = None


class Comparison(WireRecord):
    """A day beside the same weekdays before it. Starts are those of `day`.

    `days`: the days with calls among the last eight same weekdays, newest first.
    """

    day: date
    zone: str
    interval_ms: int
    days: list[date]
    mean: list[UsualRow]
    median: list[UsualRow]


class PanelPlace(WireRecord):
    """One panel of the board: in which row, how wide beside its neighbours, shown or not."""

    name: Annotated[Line, Field(max_length=40)]
    row: Annotated[int, Field(ge=0, le=20)]
    share: Annotated[int, Field(ge=1, le=100_000)] = 1
    shown: bool = True


AgentLook = Literal["rows", "cards"]
"""Agents as a line each, or as cards."""


class BoardLayout(WireRecord):
    """How a person has arranged their board. `version` 0: never arranged, the product's own order; so are no `panels`."""

    version: Count = 0
    panels: Annotated[list[PanelPlace], Field(max_length=40)] = []
    rows: Annotated[list[Count], Field(max_length=21)] = []
    """Height of each row beside the others."""
    agents: AgentLook = "rows"


class CallsPage(WireRecord):
    """Some calls behind a figure, newest first: `items` are the rows from `offset` on of `total`, told with the first ones only.

    `until`: calls offered from then on are not in the list, so that it stands still while it is read.
    """

    total: int | None
    offset: int
    until: datetime
    items: list[ExplainedCall]


class Wallboard(WireRecord):
    """The board for a screen that everybody sees: no person, no caller, no call."""

    made_at: datetime
    day: date
    zone: str
    centre_zh: str = ""
    centre_en: str = ""
    interval_ms: int
    goal: Goal
    now: Now | None = None
    total: Figures
    recent: Figures | None = None
    queues: list[QueueRow]
    intervals: list[IntervalRow]


class WallboardToken(WireRecord):
    """A wallboard's right to look, without the secret."""

    id: uuid.UUID
    name: OwnText
    made_at: datetime
    made_by: str
    revoked_at: datetime | None = None
    pages: list[WallPageWord] = []
    """What the screen shows, in this order."""
    seconds: int = 12
    """How long a page stays."""
    version: int = 1


class WallboardForm(WireRecord):
    """What a screen shows, made from `version`."""

    pages: list[WallPageWord] = Field(min_length=1, max_length=3)
    seconds: Count = Field(ge=3, le=3600)
    version: Count = 0


class NewWallboard(WallboardForm):
    """A screen that is to have a key of its own."""

    name: Line = Field(min_length=1, max_length=60)


class MadeWallboard(WireRecord):
    """A new screen with its key, which is shown this once."""

    token: str
    wallboard: WallboardToken


class AskedFigure(WireRecord):
    """A figure and what it is of: a queue's or all, an agent's own, of a day (None: today), or a part of it."""

    figure: FigureWord
    queue: Annotated[Line | None, Field(max_length=64)] = None
    agent: uuid.UUID | None = None
    day: Day | None = None
    start: Moment | None = None
    end: Moment | None = None


class AskedCalls(AskedFigure):
    """The calls behind a figure, by their place in the list. `until`: as the first answer said, so that the list stands still."""

    until: Moment | None = None
    offset: Count = 0
    limit: Count | None = None
