"""Substitution while somebody is away, on the wire: who stands in for whom, from when to when, and why."""

import uuid
from datetime import datetime
from typing import Literal

from pydantic import Field

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.kit.bounded import Count, Moment, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord

SubstitutionState = Literal["planned", "running", "over", "ended"]


class SubstitutionForm(WireRecord):
    """Who is away, who stands in for them, and when: half-open. One that would begin in the past begins at once."""

    person_id: uuid.UUID
    substitute_id: uuid.UUID
    from_at: Moment
    until_at: Moment
    reason: Text = Field(min_length=1, max_length=400)


class SubstitutionEnd(WireRecord):
    """An early end, or the taking back of one that has not begun. `version`: as it was read."""

    reason: Text = Field(default="", max_length=400)
    version: Count


class RoleRef(WireRecord):
    """A role by its names."""

    code: str
    name_zh: OwnText
    name_en: OwnText


class SubstitutionRow(WireRecord):
    """A substitution. `state`: ended is before its time. `roles`: what the absent person holds now, which it is about."""

    id: uuid.UUID
    person: PersonRef
    substitute: PersonRef
    from_at: datetime
    until_at: datetime
    reason: FreeText
    made_by: PersonRef
    made_at: datetime
    ended_at: datetime | None = None
    state: SubstitutionState
    roles: list[RoleRef] = []
    may_end: bool = False
    version: int


class Substitutions(WireRecord):
    """Those that the caller has made or has a part in, and those of people whom they manage; the newest first.

    `may_make_own`: they may name a substitute for themselves. `may_make`: for people whom they manage.
    """

    items: list[SubstitutionRow]
    may_make_own: bool = False
    may_make: bool = False
    longest_days: int


class Candidate(PersonRef):
    """Somebody who can be away or stand in. `away`: the caller may name a substitute for them; `stand_in`: they can be one."""

    login: str
    away: bool = False
    stand_in: bool = False
