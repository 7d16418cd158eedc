"""What an administrator sees and changes: people, roles, service targets, the audit trail.

Changes are told as area "people": entity "person" (entity_id: the person) and "role"; area "settings": "service_target", each declared
setting and each declared list. A role has no id of its own: the change names the list as a whole and carries `code` in its hint. Every
form carries the `version` that was read; a stale one gets 409.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from agent_desk.schemas.calls.records import QueueRef
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.kit.bounded import Count, Day, Line, Moment, RowId
from agent_desk.schemas.kit.free_text import FREE, FreeText, OwnText
from agent_desk.schemas.kit.lists import CODE
from agent_desk.schemas.kit.paging import Page
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.people.offices import Office

PasswordState = Literal["none", "once", "own"]
LOGIN = r"^[a-z0-9][a-z0-9._-]{1,63}$"
OPERATION = r"^[a-z_]{1,40}\.[a-z_]{1,60}$"
"""The name of an operation, or of a snapshot that is pushed."""
BEGINNING = r"^[a-z_.]{0,80}$"
"""The beginning of an action, or a kind of record."""


# ---------------------------------------------------------------------- people and roles


class Team(WireRecord):
    """A group of agents."""

    id: uuid.UUID
    code: str
    name_zh: OwnText
    name_en: OwnText


RoleCode = Annotated[Line, Field(max_length=64, pattern=CODE)]
ScopeWord = Literal["own", "team", "queue", "branch", "all"]


class HeldRole(WireRecord):
    """A role that a person holds, how far it reaches, and on which days of the centre (both included; none: without a bound).

    `subjects`: ids of teams or queues, codes of branches; none: those that the person belongs to. `scope` none: as the role is given
    by default.
    """

    role: RoleCode
    scope: ScopeWord | None = None
    subjects: list[Annotated[Line, Field(max_length=64)]] = Field(default=[], max_length=50)
    from_on: Day | None = None
    to_on: Day | None = None


class SubjectEntry(WireRecord):
    """A team, queue or branch that a role may reach."""

    scope: ScopeWord
    id: str
    code: OwnText
    name_zh: OwnText
    name_en: OwnText


class StaffRow(WireRecord):
    """One of the bank's people, as an administrator sees them.

    `password`: "none" (cannot sign in), "once" (a one-time password waits to be replaced), "own". `seat` and `since_at`:
    where they are signed in now.
    """

    id: uuid.UUID
    login: str
    name: OwnText
    name_en: OwnText
    agent_code: str | None = None
    team: Team | None = None
    branch: OwnText | None = None
    roles: list[str]
    held: list[HeldRole] = []
    """The same roles with how far they reach and when."""
    active: bool
    locked_until_at: datetime | None = None
    password: PasswordState
    second_factor: bool = False
    """Whether they sign in with a second factor, which can be taken away when the telephone is lost."""
    seat: str | None = None
    since_at: datetime | None = None
    version: int


class StaffPage(Page[StaffRow]):
    """A page of people by login; `total` counts all that match."""

    total: int


class StaffFields(WireRecord):
    """What can be changed of a person."""

    name: Line = Field(min_length=1, max_length=60)
    name_en: Line = Field(default="", max_length=60)
    agent_code: Line | None = Field(default=None, max_length=32, pattern=r"^[0-9A-Za-z._-]+$")
    """The code on the telephone exchange; none for people who take no calls."""
    team_id: uuid.UUID | None = None
    branch: Line | None = Field(default=None, max_length=64)
    """The code of the branch that the person belongs to."""
    roles: Sequence[RoleCode | HeldRole] = Field(default=(), max_length=20)
    """A code alone: as the person holds the role already, or as it is given by default."""


class NewStaff(StaffFields):
    """A new person. They cannot sign in before a one-time password is set."""

    login: str = Field(pattern=LOGIN)


class StaffEdit(StaffFields):
    """A person anew. Who is not active cannot sign in and is signed out at once."""

    active: bool
    version: Count


class OneTimePassword(WireRecord):
    """Shown once, to be handed over; it opens nothing but the choice of a new password."""

    password: str
    person: StaffRow


class RoleRow(WireRecord):
    """A role with its permissions. `people`: how many active people hold it; `offices`: those it administers, one at most if apart.

    `default_scope`: how far it reaches where nothing else is said. One that is retired (not `active`) allows nothing, whoever holds it.
    """

    code: str
    name_zh: OwnText
    name_en: OwnText
    permissions: list[str]
    default_scope: ScopeWord = "all"
    active: bool = True
    offices: list[Office] = []
    people: int
    version: int


class UnitedOffices(WireRecord):
    """Somebody who holds what several offices administer with, which should be several people's."""

    login: str
    name: OwnText
    name_en: OwnText
    offices: list[Office]


class Roles(WireRecord):
    """Every role, every permission there is with the office of what administers, and who unites offices."""

    roles: list[RoleRow]
    permissions: list[str]
    offices: dict[str, Office] = {}
    united: list[UnitedOffices] = []


class RoleFields(WireRecord):
    """What can be changed of a role."""

    name_zh: Line = Field(min_length=1, max_length=60)
    name_en: Line = Field(min_length=1, max_length=60)
    permissions: list[Line] = Field(max_length=200)


class RoleEdit(RoleFields):
    """A role anew. `default_scope` none: as it is."""

    default_scope: ScopeWord | None = None
    version: Count


class NewRole(RoleFields):
    """A role of the bank's own. `code` none: made from the name. `like`: the role that it was copied from."""

    code: RoleCode | None = None
    default_scope: ScopeWord = "all"
    like: RoleCode | None = None


class RoleHolder(WireRecord):
    """Somebody who holds a role, as they hold it."""

    id: uuid.UUID
    login: str
    name: OwnText
    name_en: OwnText
    held: HeldRole


# ---------------------------------------------------------------------- service targets


class TargetFields(WireRecord):
    """Formula of the service level (F1 to F6), its T and t, and the shares to be reached. A change applies to history too."""

    formula: FormulaWord
    threshold_ms: int = Field(ge=1_000, le=600_000)
    short_ms: int = Field(ge=0, le=60_000)
    target: float = Field(gt=0, le=1)
    answer_rate_target: float = Field(gt=0, le=1)
    version: Count
    """0 where the queue has no target of its own yet."""


class TargetRow(TargetFields):
    """What a queue is measured by. `queue` none: the centre. `own` false: it follows the centre."""

    queue: QueueRef | None = None
    own: bool


class Targets(WireRecord):
    """The centre's target and every queue's."""

    centre: TargetRow
    queues: list[TargetRow]


# ---------------------------------------------------------------------- the audit trail


class Called(WireRecord):
    """What people call a record, in both languages."""

    zh: OwnText
    en: OwnText


class AuditRow(WireRecord):
    """One action. `seq`: its place in the chain; none until it is sealed, about a second later.

    `names`: what the records in it are called now, a UUID under itself and a code under "kind:code" (audit_words.py).
    """

    id: int
    at: datetime
    person_id: uuid.UUID | None = None
    login: str
    name: OwnText = ""
    name_en: OwnText = ""
    action: str
    entity: str
    entity_id: str
    reason: FreeText | None = None
    detail: Annotated[dict[str, Any], FREE] = {}
    request_id: str | None = None
    seq: int | None = None
    names: dict[str, Called] = {}


class AuditPage(Page[AuditRow]):
    """A page of the trail, newest first."""


class AuditWanted(WireRecord):
    """Which entries of the trail are meant. `person`: a login or a part of a name; `action`: the beginning of one; `record`: an id, or
    what people call a record (a customer's, a complaint's number, a login)."""

    person: Annotated[Line, Field(max_length=80)] = ""
    action: Annotated[str, StringConstraints(pattern=BEGINNING)] = ""
    entity: Annotated[str, StringConstraints(pattern=BEGINNING)] = ""
    record: Annotated[Line, Field(max_length=80)] = ""
    from_at: Moment | None = None
    to_at: Moment | None = None
    lang: Literal["zh", "en"] = "zh"


class AuditExported(WireRecord):
    """A workbook that was made of the trail."""

    name: str
    rows: int


class TakenOut(WireRecord):
    """What a seat says of copies and prints of screens with customers' data: of which answers, and how often. Never what was copied."""

    kind: Literal["copy", "print"]
    sources: Annotated[list[Annotated[str, StringConstraints(pattern=OPERATION)]], Field(max_length=20)] = []
    """The operations whose answers the screen showed."""
    times: Annotated[int, Field(ge=1, le=100_000)] = 1


class VerifyAsk(WireRecord):
    """Verify the trail from the entry after this one on."""

    after_seq: RowId = 0


class AuditFinding(WireRecord):
    """Something in the trail that nobody has accepted. `seq`: the first entry in doubt; `known_at`: until when it is known to be right."""

    what: OwnText
    seq: int
    known_at: datetime | None = None


class AuditVerdict(WireRecord):
    """What verifying one stretch of the trail found.

    `checked_to`: the last entry checked, to go on from; `last_seq`: where the chain ends; `done`: it was reached.
    `broken`: entries that were changed, removed or chained anew. `head_matches`: the end was not cut off.
    `findings`: whatever else is not as it must be.
    """

    checked_to: int
    last_seq: int
    done: bool
    entries: int
    broken: list[int]
    head_matches: bool
    unsealed: int
    findings: list[AuditFinding] = []
