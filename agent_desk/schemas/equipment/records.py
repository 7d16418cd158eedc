"""Seats on the wire: what a seat says of itself, what the administrator adds, what was wrong there."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from agent_desk.schemas.kit.bounded import Count, Line, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord

TestCode = Literal["disk", "clock", "sound"]
SeatState = Literal["good", "too_old", "too_new", "failed", "incident", "retired", "silent"]


class SelfTest(WireRecord):
    """One thing that a seat tested of itself."""

    code: TestCode
    good: bool
    detail: Line = Field(default="", max_length=120)


class SeatAnnouncement(WireRecord):
    """What a seat says of itself at sign-in; its name is that of the sign-in. Nothing of the person. `clock_off_s`: by how much its clock
    is ahead of the hub's."""

    machine: Line = Field(max_length=120)
    program: Line = Field(max_length=40)
    edition: Count
    telephone: Literal["desk", "computer"]
    clock_off_s: Annotated[float, Field(ge=-1e9, le=1e9)] | None = None
    tests: list[SelfTest] = Field(default_factory=list, max_length=10)


class SeatFields(WireRecord):
    """What the administrator says of a seat."""

    room_code: Line | None = None
    network: Line = Field(default="", max_length=80)
    note: Line = Field(default="", max_length=200)
    active: bool = True


class SeatForm(SeatFields):
    """An edit, made from `version`."""

    version: Count


class SeatRow(SeatFields):
    """A seat as it is. `sits`: who is signed in there now, since `sits_since`; `complaints`: of bad sound within 7 days."""

    id: uuid.UUID
    name: OwnText
    room_zh: OwnText
    room_en: OwnText
    machine: OwnText
    program: OwnText
    telephone: OwnText
    tests: list[SelfTest]
    clock_off_s: float | None
    told_at: datetime | None
    state: SeatState
    sits_zh: OwnText
    sits_en: OwnText
    sits_since: datetime | None
    complaints: int
    incidents: int
    version: int


class DeviceRef(WireRecord):
    """A device that a seat has."""

    code: OwnText
    name_zh: OwnText
    name_en: OwnText


class IncidentForm(WireRecord):
    """What is wrong at a seat."""

    what: Text = Field(min_length=1, max_length=500)


class MendForm(WireRecord):
    """How it was mended; made from `version` of the incident."""

    solution: Text = Field(min_length=1, max_length=500)
    version: Count


class IncidentRow(WireRecord):
    """Something that is, or was, wrong at a seat."""

    id: uuid.UUID
    cause: str
    what: FreeText
    at: datetime
    solution: FreeText
    mended_at: datetime | None
    version: int


class SoundRow(WireRecord):
    """An agent said that the sound was bad; with what was measured of their part of the call, where it is known."""

    at: datetime
    jitter_ms: float | None
    loss_percent: float | None
    mos: float | None


class SeatStory(WireRecord):
    """What a seat has, and what was wrong there; the newest first."""

    devices: list[DeviceRef]
    incidents: list[IncidentRow]
    sounds: list[SoundRow]


class SoundNoted(WireRecord):
    """That the sound was bad is noted. `again`: it was already, for this call."""

    again: bool
