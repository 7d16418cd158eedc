"""Measures for queues on a bad day: opened or closed out of its hours, an announcement before the wait, an overflow.

Each holds for one queue from a moment on until its end, or until it is taken back. A queue has at most one of each slot: hours
(opened or closed), announcement, overflow; a new one takes the place of the one that holds.
"""

import uuid
from datetime import datetime
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from agent_desk.schemas.calls.records import PersonRef, QueueRef
from agent_desk.schemas.calls.voice_plan import Sound
from agent_desk.schemas.kit.account import MOST
from agent_desk.schemas.kit.bounded import Line, Moment, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord

MeasureWord = Literal["opened", "closed", "announcement", "overflow"]
SlotWord = Literal["hours", "announcement", "overflow"]
OverflowTo = Literal["queue", "callback", "message"]
SLOTS: Final[dict[MeasureWord, SlotWord]] = {
    "opened": "hours",
    "closed": "hours",
    "announcement": "announcement",
    "overflow": "overflow",
}


class MeasureFields(WireRecord):
    """What is to hold.

    `sound`: what callers hear of a closed queue, of an announcement, and of an overflow to a message. `waiting`: it overflows when
    more than so many wait as a call comes; `after_s`: when a call has waited so many seconds; neither: at once. `target`: the other
    queue's code. `until_at` None: until somebody takes it back.
    """

    does: MeasureWord
    sound: Sound | None = None
    waiting: int | None = Field(default=None, ge=1, le=10_000)
    after_s: int | None = Field(default=None, ge=5, le=7200)
    overflow_to: OverflowTo | None = None
    target: Line | None = Field(default=None, max_length=64)
    until_at: Moment | None = None
    why: Text = Field(min_length=1, max_length=400)

    @model_validator(mode="after")
    def _of_its_kind(self) -> Self:
        overflows = self.does == "overflow"
        if overflows != (self.overflow_to is not None) or (self.overflow_to == "queue") != (self.target is not None):
            raise ValueError("an overflow says where to, and nothing else does")
        heard = self.does in ("closed", "announcement") or self.overflow_to == "message"
        if heard != (self.sound is not None):
            raise ValueError("what callers hear is named where they hear something")
        if not overflows and (self.waiting is not None or self.after_s is not None):
            raise ValueError("only an overflow has a bound")
        return self


class ManyMeasures(MeasureFields):
    """The same for one queue or several."""

    queues: list[uuid.UUID] = Field(min_length=1, max_length=MOST)


class EndMeasure(WireRecord):
    """Why it is taken back."""

    why: Text = Field(min_length=1, max_length=400)


class MeasureMark(WireRecord):
    """A measure as everybody sees it beside its queue: of no person."""

    does: MeasureWord
    sound_zh: OwnText = ""
    sound_en: OwnText = ""
    waiting: int | None = None
    after_s: int | None = None
    overflow_to: OverflowTo | None = None
    target: QueueRef | None = None
    until_at: datetime | None = None
    in_force: bool = True
    """Whether the exchange has taken it. False: callers do not notice it yet."""
    by_hours: bool = False
    """Closed by its own opening hours until `until_at`: no measure, and nobody has to do anything."""


class MeasureRow(MeasureMark):
    """A measure with who, why, from and to. `fault`: what the exchange said where it refused it.

    `turned_away`, `overflowed`, `heard`: calls that met it until now.
    """

    id: uuid.UUID
    queue: QueueRef
    sound: str | None = None
    why: FreeText
    by: PersonRef
    from_at: datetime
    ended_at: datetime | None = None
    ended_by: PersonRef | None = None
    ended_why: FreeText = ""
    applied_at: datetime | None = None
    fault: str = ""
    turned_away: int = 0
    overflowed: int = 0
    heard: int = 0
    version: int


class MeasuredQueue(WireRecord):
    """A queue that a measure can be taken for. `callback_key`: what callers press to be called back; None: the voice plan has none."""

    id: uuid.UUID
    queue: QueueRef
    callback_key: str | None = None


class Announcement(WireRecord):
    """A recorded sentence that can be played, with what it says."""

    sound: Sound
    name_zh: OwnText
    name_en: OwnText
    says: OwnText = ""


class MeasurePage(WireRecord):
    """The measures that hold now, the first to end first, and what a new one can be about."""

    held: list[MeasureRow]
    queues: list[MeasuredQueue]
    announcements: list[Announcement]
