"""A case played through a definition: what is done in it step by step, by whom, when; and what comes of it. Nothing of it is stored."""

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from agent_desk.schemas.cases.kinds.definition import Code, Kind
from agent_desk.schemas.cases.kinds.records import KindCase, Values
from agent_desk.schemas.kit.bounded import Count, Line, Moment, Text
from agent_desk.schemas.kit.free_text import FREE, OwnText
from agent_desk.schemas.kit.record import WireRecord

Does = Literal["open", "edit", "move", "take", "hand_back", "urge", "task", "confirm", "refuse", "wait"]
MOST_STEPS = 200


class Actor(WireRecord):
    """Somebody made up who holds one role; there are two of each, so that one can confirm what the other asks for. `owner`: whoever has the
    case then, with that role."""

    role: Code
    other: bool = False
    owner: bool = False


class PlayStep(WireRecord):
    """One step. `minutes`: how much time goes by before it; `what`: the code of the transition or task; `owner`: who is chosen to have
    the case then, an actor's id."""

    does: Does
    by: Actor
    minutes: Annotated[int, Field(ge=0, le=5_256_000)] = 0
    what: Code | None = None
    fields: Values = {}
    words: Annotated[Text, Field(max_length=1000)] = ""
    owner: uuid.UUID | None = None


class PlayForm(WireRecord):
    """What is played. `stage`: tells the made-up people of one play from those of another; `now`: who looks at what came of it.

    `like`: number of a case whose values are taken where the first step says none; it is only read.
    """

    kind: Kind
    stage: uuid.UUID
    starts_at: Moment
    steps: list[PlayStep] = Field(max_length=MOST_STEPS)
    now: Actor
    like: Annotated[Line, Field(max_length=40)] = ""


class Refusal(WireRecord):
    """Why something is refused: the error of the hub, as it would be told at the desk."""

    id: OwnText
    values: Annotated[dict[str, Any], FREE]


class PlayLine(WireRecord):
    """What came of one step. `waits`: a second person has to confirm it."""

    at: datetime
    refused: Refusal | None
    waits: bool = False


class PlayWay(WireRecord):
    """A transition out of the state in which the case is; `refused`: why whoever looks cannot do it now, with nothing filled in."""

    transition: Code
    refused: Refusal | None
    waits: bool = False


class PlayWork(WireRecord):
    """What stands in an inbox, and for which roles; none: for who has the case."""

    zh: OwnText
    en: OwnText
    roles: list[Code]
    due_at: datetime | None


class Played(WireRecord):
    """What came of a play: a line for each step, the case as it is then for whoever looks, what they could do, and what lies in inboxes."""

    at: datetime
    lines: list[PlayLine]
    case: KindCase | None
    ways: list[PlayWay]
    work: list[PlayWork]
    tasks: list[Code]
    """Tasks that are to be done before the case goes on."""


class PastForm(WireRecord):
    """A case that was, by its number. `stage`: as of the play."""

    stage: uuid.UUID
    number: Annotated[Line, Field(min_length=1, max_length=40)]


class PastCase(WireRecord):
    """What was done in a case, as steps that can be played again; its values stay in the hub."""

    number: OwnText
    kind: Code
    starts_at: datetime
    steps: list[PlayStep]
    left_out: Count
    """Steps beyond the most that one play has."""


def actor_id(stage: uuid.UUID, actor: Actor) -> uuid.UUID:
    """Return the id of somebody made up."""
    return uuid.uuid5(stage, f"{actor.role}/{int(actor.other)}")
