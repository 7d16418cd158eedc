"""The yearly review of rights on the wire: a list of who holds what, confirmed row by row."""

import uuid
from datetime import date, datetime
from typing import Literal

from pydantic import Field

from agent_desk.schemas.administration.records import ScopeWord
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.kit.bounded import Count, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord

DecisionWord = Literal["open", "confirmed", "take_away"]


class ReviewRow(WireRecord):
    """One review. `left`: rows that nobody has settled yet, `own_left` those of them that are the caller's own rights."""

    id: uuid.UUID
    begun_at: datetime
    begun_by: PersonRef
    finished_at: datetime | None = None
    finished_by: PersonRef | None = None
    word: FreeText = ""
    rows: int
    confirmed: int
    taken: int
    left: int
    own_left: int = 0
    version: int


class Reviews(WireRecord):
    """Every review, the newest first. `due`: the last finished one is older than the bank's rule allows."""

    items: list[ReviewRow]
    due: bool = False
    last_finished_at: datetime | None = None


class ReviewItemRow(WireRecord):
    """A role that somebody held when the review was begun; `for_login`: as a substitute of this person.

    `holds`: they still do; `waits`: that it is taken away waits for a second person; `own`: the caller's own, which they cannot confirm.
    `given_at` none: before that was written down. `subjects`: names of teams, queues, branches.
    """

    id: uuid.UUID
    person_id: uuid.UUID
    login: str
    name: OwnText
    name_en: OwnText
    team_zh: OwnText = ""
    team_en: OwnText = ""
    role: OwnText
    role_zh: OwnText
    role_en: OwnText
    scope: ScopeWord
    subjects: list[OwnText] = []
    from_on: date | None = None
    to_on: date | None = None
    given_at: datetime | None = None
    given_by: OwnText = ""
    last_sign_in_at: datetime | None = None
    for_login: str = ""
    decision: DecisionWord
    decided_by: PersonRef | None = None
    decided_at: datetime | None = None
    word: FreeText = ""
    holds: bool = True
    waits: bool = False
    own: bool = False
    version: int


class Confirmation(WireRecord):
    """These rows are right as they are."""

    items: list[uuid.UUID] = Field(min_length=1, max_length=200)
    word: Text = Field(default="", max_length=400)


class TakeAway(WireRecord):
    """This role is to be taken away. `version`: of the row, as it was read."""

    word: Text = Field(min_length=1, max_length=400)
    version: Count


class Finish(WireRecord):
    """The last word of a review. `version`: as it was read."""

    word: Text = Field(default="", max_length=400)
    version: Count
