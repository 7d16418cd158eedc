"""A kind of case as data: its fields, states, transitions, tasks and clocks. Pure; nothing in it is ever run as code.

What a definition refers to (states, fields) is not looked at here: `checking.py` says all that is wrong with one, in both languages,
and nothing is published while something is. A definition that was published is never changed: it has a number, and a case keeps it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.record import WireRecord

CODE: Final = r"^[a-z][a-z0-9_]{0,39}$"
Code = Annotated[Line, Field(pattern=CODE)]
"""Names a field, a state, a transition or a role in the definition; it stays when the words are changed."""


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a code that names another part of the definition, or a role: it is chosen from those there are, goes along when that part is
    renamed, and goes when it is taken away."""

    to: Literal["fields", "states", "roles", "words"]


FieldCode = Annotated[Code, Refers("fields")]
StateCode = Annotated[Code, Refers("states")]
RoleCode = Annotated[Code, Refers("roles")]
StepCode = Annotated[Code, Refers("transitions")]
Right = Annotated[Line, Field(pattern=r"^[a-z][a-z_]*\.[a-z][a-z_]*$")]
"""A permission of the program, as roles hold them."""
Said = Annotated[Line, Field(min_length=1, max_length=60)]
Tone = Literal["muted", "accent_ink", "good", "warning", "bad"]
FieldType = Literal[
    "line",
    "text",
    "choice",
    "person",
    "branch",
    "customer",
    "money",
    "number",
    "date",
    "moment",
    "telephone",
    "call",
    "file",
]
Op = Literal["is", "is_not", "at_least", "at_most", "filled", "empty"]
Assign = Literal["keep", "mover", "opener", "nobody", "chosen", "field"]
Unit = Literal["days", "business_minutes"]
LawDays = Literal["review_asked_days", "review_answered_days"]
"""Numbers of days that the edition of the law says (`schemas/cases/settings.py`), by their fields."""


class Part(WireRecord):
    """A part of a definition. One that names something the program does not know is refused rather than passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Named(Part):
    """A part with a code and words in both languages."""

    code: Code
    name_zh: Said
    name_en: Said


class Word(Named):
    """A word of a choice. `parent`: the word above it, where the choice has levels."""

    parent: Annotated[Code, Refers("words")] | None = None


class FieldSpec(Named):
    """A field of a case. `required`: at opening; `words`: of a choice alone; `note`: how it is filled in."""

    type: FieldType = "line"
    required: bool = False
    words: list[Word] = Field(default=[], max_length=200)
    note_zh: Annotated[Line, Field(max_length=120)] = ""
    note_en: Annotated[Line, Field(max_length=120)] = ""


class Spot(Part):
    """Where the box of a state stands in the drawing, in pixels at its usual size."""

    x: Annotated[int, Field(ge=-20_000, le=20_000)]
    y: Annotated[int, Field(ge=-20_000, le=20_000)]


class State(Named):
    """Where a case can be. `workers`: roles that work on it while nobody has it; `permissions`: whoever holds one of these works on it;
    `limit_days`: so long it may stay here, in calendar days, as the checker counts a way. `law`: of a complaint, the state of the law
    that this one counts as, where it is the bank's own. `at`: where it was put in
    the drawing; None: it is placed by itself."""

    tone: Tone = "accent_ink"
    final: bool = False
    workers: list[RoleCode] = Field(default=[], max_length=10)
    permissions: list[Right] = Field(default=[], max_length=5)
    law: Code | None = None
    limit_days: Annotated[int, Field(ge=1, le=3660)] | None = None
    at: Spot | None = None


class Who(Part):
    """Who may: one of the roles, whoever holds one of the permissions and reaches the case with it, who has the case, who opened it, or
    anybody who sees it; `not_the_author`: never who opened it; `not_who`: never who did one of these transitions of the case."""

    roles: list[RoleCode] = Field(default=[], max_length=10)
    permissions: list[Right] = Field(default=[], max_length=5)
    owner: bool = False
    opener: bool = False
    anybody: bool = False
    not_the_author: bool = False
    not_who: list[StepCode] = Field(default=[], max_length=10)


class Condition(Part):
    """A comparison of one field with a value; data, never an expression. `value`: as the field keeps it; none for filled and empty."""

    field: FieldCode
    op: Op
    value: Annotated[Line, Field(max_length=200)] = ""


class TaskSpec(Named):
    """Something to be done beside others before the case can go on. `roles`: who may do it. `each`: every single one of them does it, in
    person; else whoever takes it. `branch`: the field with the branch whose people it is for; everybody's where that is empty. `shows`: the
    field whose text the task holds as it stands when the task begins. `due`: the field with the last day for it; else `days` from then."""

    roles: list[RoleCode] = Field(default=[], max_length=10)
    each: bool = False
    branch: FieldCode | None = None
    shows: FieldCode | None = None
    due: FieldCode | None = None
    days: Annotated[int, Field(ge=1, le=3660)] | None = None


class RoleLimit(Part):
    """Up to which amount a role decides; none said: any amount."""

    role: RoleCode
    most: Annotated[int, Field(ge=0, le=10**12)] | None = None


class Authority(Part):
    """Who may decide about how much: `field` holds the amount. Whoever goes above their own limit needs a second person whose limit reaches
    it; a role that is not named decides about nothing."""

    field: FieldCode
    limits: list[RoleLimit] = Field(min_length=1, max_length=20)


class FromComplaint(Part):
    """That a case is begun from a complaint and belongs to it. Whoever has to stand back from the complaint has nothing to do with the
    case; one of a kind at a time.

    `decided`: only once the complaint was decided. `not_who_decided`: whoever decided it has nothing to do with the case either.
    `asked_on`: the field with the day on which the complainant asked for it, within so many days (`within`, of the law) of the decision.
    """

    decided: bool = False
    not_who_decided: bool = False
    asked_on: FieldCode | None = None
    within: LawDays | None = None


class Transition(Named):
    """A way from some states to one. `second`: roles of which somebody else confirms it first, where an `authority` is said only above it;
    `assign`: who has the case then; `waits`: whether every task has to be done before."""

    from_states: list[StateCode] = Field(min_length=1, max_length=40)
    to_state: StateCode
    who: Who = Who()
    required: list[FieldCode] = Field(default=[], max_length=40)
    conditions: list[Condition] = Field(default=[], max_length=10)
    second: list[RoleCode] = Field(default=[], max_length=10)
    authority: Authority | None = None
    assign: Assign = "keep"
    assign_field: FieldCode | None = None
    reason: bool = False
    """Whether whoever does it says why."""
    waits: bool = True
    tasks: list[TaskSpec] = Field(default=[], max_length=20)
    tone: Tone = "accent_ink"


class Clock(Named):
    """Until when a case has to be over. It begins at opening or with a day that a field holds, stands still in `stops_in`, and does
    not count in a final state or in one of `until`. `amount`: calendar days, counted to the end of the last one; or minutes of business.
    `law`: the amount is that of the edition of the law which holds for the complaint that the case belongs to."""

    start: FieldCode | None = None
    """The field with the day from which it counts; None: from opening."""
    amount: Annotated[int, Field(ge=0, le=600_000)] = 0
    law: LawDays | None = None
    unit: Unit = "days"
    stops_in: list[StateCode] = Field(default=[], max_length=40)
    until: list[StateCode] = Field(default=[], max_length=40)


class Kind(Named):
    """A kind of case."""

    prefix: Annotated[Line, Field(pattern=r"^[A-Z]{2,4}$")]
    """What the numbers of its cases begin with."""
    note_zh: Annotated[Line, Field(max_length=300)] = ""
    note_en: Annotated[Line, Field(max_length=300)] = ""
    icon: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")] = "clipboard-list"
    place: Annotated[int, Field(ge=0, le=1000)] = 500
    """Its place among the registers, the lowest first."""
    title: FieldCode
    """The field by which a case is called."""
    columns: list[FieldCode] = Field(default=[], max_length=8)
    """Fields that the list shows, beside number, state and due time."""
    sees: list[RoleCode] = Field(default=[], max_length=20)
    """Roles that see the register; who opened a case or has it sees that one in any case."""
    complaint: FromComplaint | None = None
    """None: it is opened by itself."""
    opens: list[RoleCode] = Field(default=[], max_length=20)
    in_calls: bool = False
    """Whether it is opened by a key during a call, filled from it, and stands on the customer's card for whoever sees the customer."""
    initial: StateCode
    fields: list[FieldSpec] = Field(min_length=1, max_length=40)
    states: list[State] = Field(min_length=1, max_length=40)
    transitions: list[Transition] = Field(default=[], max_length=100)
    clocks: list[Clock] = Field(default=[], max_length=5)

    @cached_property
    def fields_by_code(self) -> dict[str, FieldSpec]:
        """Its fields by code."""
        return {one.code: one for one in self.fields}

    @cached_property
    def states_by_code(self) -> dict[str, State]:
        """Its states by code."""
        return {one.code: one for one in self.states}

    @cached_property
    def transitions_by_code(self) -> dict[str, Transition]:
        """Its transitions by code."""
        return {one.code: one for one in self.transitions}

    def at_opening(self) -> list[FieldSpec]:
        """Return the fields that are asked for during a call: those that no later step asks for."""
        later = {code for one in self.transitions for code in one.required}
        return [
            one for one in self.fields if one.type not in ("call", "file") and (one.required or one.code not in later)
        ]

    def leaving(self, state: str) -> list[Transition]:
        """Return the transitions out of a state, in their order."""
        return [one for one in self.transitions if state in one.from_states]

    def roles(self) -> set[str]:
        """Return every role that it names."""
        of_states = {role for one in self.states for role in one.workers}
        of_ways = {
            role
            for one in self.transitions
            for role in (*one.who.roles, *one.second, *(role for task in one.tasks for role in task.roles))
        }
        return {*self.sees, *self.opens, *of_states, *of_ways}
