"""Calls that agents make, whom they ask, parked calls and how a call sounded, as they cross the wire.

Told by changes of the area "calls" beside those of calls.py: entity "dial_failed" (entity_id: the call; its hint carries `why`),
"consultation" (entity_id: the consultation), "parked" (entity_id: the call).
"""

import uuid
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from agent_desk.schemas.customers.records import Masked
from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

ConsultState = Literal["ringing", "talking", "conference"]
MOST_SAMPLES = 720
"""Of one leg; the desk makes its samples coarser before there are more."""


class DialForm(WireRecord):
    """Whom to call: a contact point of a customer (its number never leaves the hub), or a number that was typed."""

    contact_point_id: uuid.UUID | None = None
    number: Line | None = Field(default=None, min_length=1, max_length=40)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.contact_point_id is None) == (self.number is None):
            raise ValueError("either a contact point or a number")
        return self


class ConsultForm(WireRecord):
    """Whom to ask. `target`: an agent's code, a queue's code (whoever is ready there longest), or a number, by `kind`."""

    kind: Literal["agent", "queue", "number"]
    target: Line = Field(min_length=1, max_length=64)


class DtmfForm(WireRecord):
    """Keys to press."""

    digits: str = Field(pattern=r"^[0-9*#]{1,32}$", repr=False)


class Consultation(WireRecord):
    """Somebody is asked about a call while its customer waits, or talks with both."""

    id: uuid.UUID
    call_id: uuid.UUID
    kind: Literal["agent", "number"]
    state: ConsultState
    name: OwnText
    """Of who is asked, or, to them, of who asks; a number stands as it was dialled."""
    name_en: OwnText
    since_at: datetime


class ParkedCall(WireRecord):
    """A customer at a parking place, for whoever picks them up."""

    call_id: uuid.UUID
    caller: Masked
    queue_zh: str
    queue_en: str
    parked_at: datetime
    by: OwnText
    by_en: OwnText


Jitter = Annotated[float, Field(ge=0, le=60_000)]
Percent = Annotated[float, Field(ge=0, le=100)]
Mos = Annotated[float, Field(ge=1, le=4.5)]


class QualitySample(WireRecord):
    """One look: jitter and round trip in milliseconds, loss in percent, the estimated mean opinion score (ITU-T G.107)."""

    jitter_ms: Jitter
    loss_percent: Percent
    round_trip_ms: Jitter
    mos: Mos


class QualityForm(WireRecord):
    """How the own part of a call sounded: samples in order, `every_ms` apart."""

    codec: Line = Field(max_length=40)
    every_ms: int = Field(ge=100, le=600_000)
    samples: list[QualitySample] = Field(min_length=1, max_length=MOST_SAMPLES)


class LegQuality(WireRecord):
    """How one agent's part of a call sounded: means, the worst estimate, and the estimates in order for a picture."""

    codec: str
    every_ms: int
    jitter_ms: float
    loss_percent: float
    round_trip_ms: float
    mos: float
    mos_least: float
    bars: list[float]
