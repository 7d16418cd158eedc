"""The voice plan: what a caller hears before, while and after waiting. Settings of the centre; the exchange's files are made of it.

Sounds are names of the bank's own files, without an ending, below the exchange's folder of sounds `agent-desk/`. Times of
day are of the centre's one zone, half-open: from 09:00 to 17:30 is open at 09:00 and shut at 17:30.
"""

import uuid
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from agent_desk.schemas.customers.records import Masked
from agent_desk.schemas.kit.bounded import Count, Day, Line, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,30}$")]
Word = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.+-]{1,64}$")]
"""A queue's code or one of the bank's numbers, as Asterisk's files can hold it."""
Sound = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$")]
Key = Annotated[str, Field(pattern=r"^[0-9*]$")]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
ChoiceDoes = Literal["queue", "menu", "repeat", "message"]
OverflowDoes = Literal["queue", "message", "callback"]
CallerIs = Annotated[str, Field(pattern=r"^(flag|level):[a-z0-9][a-z0-9_-]{0,30}$|^(known|unknown|withheld)$")]
"""Who calls: `flag:elderly` (a care flag), `level:private` (a level), or whether the number is one customer's."""
CallerAnswer = Literal["known", "nobody", "several", "guess", "not_understood", "withheld"]
"""What the hub knows of the number: one customer by a verified contact point; else nobody is known."""
RoutingState = Literal["asked", "obeyed", "late"]
CallbackState = Literal["kept", "dialling", "reached", "not_reached", "lost", "cancelled"]


class Period(WireRecord):
    """Open from `start` up to, and without, `end`."""

    start: Clock
    end: Clock

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"a period ends after it starts: {self.start} to {self.end}")
        return self


Periods = Annotated[list[Period], Field(max_length=48)]


class Hours(WireRecord):
    """When a number is open: seven days from Monday. None of a day's periods: shut."""

    code: Code
    week: list[Periods] = Field(min_length=7, max_length=7)


class SpecialDay(WireRecord):
    """A date that is not like its weekday: a holiday (shut), a make-up workday (as weekday 1, Monday), or with its own hours."""

    day: Day
    as_weekday: int | None = Field(default=None, ge=1, le=7)
    periods: Periods = []
    name: Line = Field(default="", max_length=40)


class Choice(WireRecord):
    """One key of a menu. `target`: the queue's code, the menu's code or the sound; empty for "repeat"."""

    key: Key
    does: ChoiceDoes
    target: Line = Field(default="", max_length=64)
    identity: bool = False
    """Ask for the identity digits before."""


class Menu(WireRecord):
    """A prompt and its keys. `tries`: how often it is played; then the caller waits in the queue `otherwise`."""

    code: Code
    sound: Sound
    choices: list[Choice] = Field(min_length=1, max_length=11)
    tries: int = Field(default=3, ge=1, le=9)
    wait_s: int = Field(default=5, ge=1, le=30)
    otherwise: Word

    @model_validator(mode="after")
    def _each_key_once(self) -> Self:
        keys = [one.key for one in self.choices]
        if len(set(keys)) != len(keys):
            raise ValueError(f"a key stands twice in the menu {self.code}")
        return self


class Number(WireRecord):
    """One of the bank's numbers. `queue`: where its calls go without a menu, and count until they have joined one."""

    number: Word
    queue: Word
    hours: Code | None = None
    """None: open always."""
    closed_sound: Sound = "closed"
    greeting_sound: Sound | None = None
    menu: Code | None = None
    survey: bool = False
    """After the agent has hung up the customer is asked for a score."""


class Overflow(WireRecord):
    """What becomes of a call that waits too long, or comes when too many wait. Without both bounds: never.

    `after_s`: seconds in this queue. `per_agent`: more calls wait than so many for each agent at a seat, looked at when
    the call comes; with nobody at a seat every waiting call is too many. `target`: the queue's code or the sound.
    """

    after_s: int | None = Field(default=None, ge=5, le=7200)
    per_agent: float | None = Field(default=None, gt=0, le=100)
    does: OverflowDoes = "queue"
    target: Line = Field(default="", max_length=64)


class QueueRules(WireRecord):
    """How a queue waits. `callback_key`: pressed while waiting, keeps the place for a call-back; none: no call-backs."""

    queue: Word
    overflow: Overflow | None = None
    callback_key: Key | None = None
    tell_wait: bool = False
    """Say the estimated wait when the call comes."""
    handle_s: int = Field(default=180, ge=5, le=7200)
    """Mean handling time of the queue (talk, hold, after-call work), for the estimate."""


class CallerRule(WireRecord):
    """What becomes of a call by who calls; the first rule that holds decides, before the menu.

    `queue`: straight there; None: as the plan goes on. `skip_menu`: no menu, so straight to the number's own queue where none is
    named. `priority`: in the queue, higher first; 0: in turn.
    """

    who: CallerIs
    queue: Word | None = None
    skip_menu: bool = False
    priority: int = Field(default=0, ge=0, le=9)


class Identity(WireRecord):
    """Digits that the customer keys in before an agent is there. Looked at by their length alone, never written down.

    `lengths`: how many digits are right (15 and 18 of an identity number, 16 and 19 of a card).
    """

    sound: Sound = "identity"
    wrong_sound: Sound = "identity-wrong"
    lengths: list[Annotated[int, Field(ge=4, le=30)]] = Field(default=[18], min_length=1, max_length=6)
    tries: int = Field(default=2, ge=1, le=5)


class Survey(WireRecord):
    """The question after the agent has hung up, answered by a key from 1 to 5."""

    sound: Sound = "survey"
    thanks_sound: Sound = "survey-thanks"


class VoicePlan(WireRecord):
    """Everything together."""

    numbers: list[Number] = Field(default=[], max_length=500)
    hours: list[Hours] = Field(default=[], max_length=500)
    days: list[SpecialDay] = Field(default=[], max_length=2000)
    menus: list[Menu] = Field(default=[], max_length=500)
    queues: list[QueueRules] = Field(default=[], max_length=500)
    identity: Identity = Identity()
    survey: Survey = Survey()
    callers: list[CallerRule] = Field(default=[], max_length=50)
    """In their order; a number without any asks nobody."""


class QueueName(WireRecord):
    """A queue that a plan can lead to."""

    code: str
    name_zh: OwnText
    name_en: OwnText


class RoutingStep(WireRecord):
    """One rule that was asked, and whether it held."""

    who: CallerIs
    holds: bool
    who_zh: OwnText = ""
    who_en: OwnText = ""


class Routing(WireRecord):
    """What the rules about callers did with one call: asked, answered and done. It never holds the number.

    `answer`: what the number says; `steps`: the rules as far as they were asked; the last one decided where it holds. `queue`: where
    the call was sent straight, empty: through the menu. `state`: whether the exchange did it, or went on since the answer was late.
    """

    call_id: uuid.UUID
    at: datetime
    answer: CallerAnswer
    steps: list[RoutingStep] = []
    queue: Line = ""
    priority: int = 0
    state: RoutingState
    to: QueueName | None = None
    """The queue of `queue`, in words."""
    counts_in: QueueName | None = None
    """The queue in which the call counts."""


class CallFact(WireRecord):
    """Something a call tells of itself: keys of the menu, last digits of an identity number, the wait that was told, the score.

    `overflow`: the queue it left, where to, and why (wait, load, measure, measure_wait), as account>credit/wait. `announcement`,
    `turned_away`: which queue, and what was heard, as account/outage.
    """

    name: Literal["menu", "identity", "estimated_wait_s", "survey", "overflow", "announcement", "turned_away"]
    value: FreeText
    at: datetime


class CallbackRow(WireRecord):
    """A call-back that a customer asked for by a key. `lost`: the exchange keeps the place no longer; nobody was dialled.

    `position`: their place when they asked; `ahead`: how many wait before them now. `attempts`: how often they were dialled.
    `by`: the name of who took it by hand, or withdrew it (`reason`).
    """

    id: uuid.UUID
    call_id: uuid.UUID
    queue: str
    number: Masked
    position: int
    asked_at: datetime
    state: CallbackState
    made_call_id: uuid.UUID | None = None
    ended_at: datetime | None = None
    queue_zh: str = ""
    queue_en: str = ""
    attempts: int = 0
    tried_at: datetime | None = None
    ahead: int | None = None
    reason: FreeText = ""
    by: OwnText = ""
    by_en: OwnText = ""


class CancelCallback(WireRecord):
    """Why nobody is to be called back."""

    why: Text = Field(min_length=1, max_length=400)


class VoicePlanForm(WireRecord):
    """The plan anew. `version`: the one that was read, 0 for the first."""

    plan: VoicePlan
    version: Count = Field(ge=0)


class VoicePlanView(WireRecord):
    """The plan as it holds, in words, and what applying it would change.

    `tree_zh`, `tree_en`: lines, indented by two blanks a level. `diff`: the exchange's file against the one applied last;
    empty where they agree. `sounds`: every sound file that the plan names.
    """

    plan: VoicePlan
    version: int
    tree_zh: list[str]
    tree_en: list[str]
    diff: list[str]
    sounds: list[str]
    applied_at: datetime | None = None
    applied_version: int | None = None
    faults_zh: list[str] = []
    faults_en: list[str] = []
    """What does not hold together; such a plan is not saved."""
    queues: list[QueueName] = []
    callers: list[QueueName] = []
    """Who a rule about callers can ask for; `code` as in its `who`."""
    can_apply: bool = False
    """This hub can bring it to the exchange by itself."""


class VoicePlanDraft(WireRecord):
    """A plan that is not saved, to be looked at. `public_days`: years whose holidays and make-up workdays are to be put in."""

    plan: VoicePlan
    public_days: list[Annotated[int, Field(ge=2000, le=2100)]] = Field(default=[], max_length=3)


class ApplyVoicePlan(WireRecord):
    """Bring the saved plan to the exchange. `version`: the one whose difference was read."""

    version: Count = Field(ge=1)


class VoicePlanVersion(WireRecord):
    """One saved version: when, by whom, and what it changed, as lines of a difference of the tree. `plan`: to take it up again."""

    version: int
    at: datetime
    by: OwnText
    by_en: OwnText
    diff_zh: list[str]
    diff_en: list[str]
    plan: VoicePlan
