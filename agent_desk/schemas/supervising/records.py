"""Work on the floor, as it crosses the wire: alarms and their rules, messages, hands up, abandoned calls, queue changes.

Changes are told as area "floor": "alarm", "alarm_rule", "message", "assist", "callback_task", "queue_override". Times are UTC,
callers' numbers masked. Every form of something that people edit carries the `version` that was read; a stale one gets 409.
"""

import uuid
from datetime import datetime
from typing import Final, Literal

from pydantic import Field

from agent_desk.schemas.calls.records import AgentStateWord, PersonRef, QueueRef
from agent_desk.schemas.customers.records import CustomerBrief, Masked
from agent_desk.schemas.figures.board import TeamRef
from agent_desk.schemas.kit.account import MOST
from agent_desk.schemas.kit.bounded import Count, Line, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.lists import CODE
from agent_desk.schemas.kit.paging import Page
from agent_desk.schemas.kit.record import WireRecord

AlarmFigure = Literal[
    "service_level",
    "answer_rate",
    "abandoned",
    "waiting",
    "longest_wait",
    "ready",
    "state_too_long",
    "flapping",
    "seat_lost",
    "complaints_overdue",
    "complaints_day",
    "work_overdue",
]
AlarmWindow = Literal["day", "recent", "now"]
FLAP_MINUTES: Final = 5
"""In which the moves of an agent between ready and not ready are counted."""
Severity = Literal["info", "warning", "critical"]
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
SHARES: frozenset[AlarmFigure] = frozenset({"service_level", "answer_rate"})
BELOW: frozenset[AlarmFigure] = frozenset({"service_level", "answer_rate", "ready"})
"""Figures that are bad when they are small; the others are bad when they are large."""
OF_AGENTS: frozenset[AlarmFigure] = frozenset({"state_too_long", "flapping", "seat_lost"})
OF_WORK: frozenset[AlarmFigure] = frozenset({"complaints_overdue", "complaints_day", "work_overdue"})
"""Figures of the inbox: of the whole centre alone."""
TIMES: frozenset[AlarmFigure] = frozenset({"longest_wait", "state_too_long", "seat_lost"})
"""Figures in seconds."""


# ---------------------------------------------------------------------- alarms


class AlarmRuleFields(WireRecord):
    """What can be changed of a rule. Shares lie between 0 and 1, times are seconds; see docs/administrator.md."""

    name_zh: Line = Field(min_length=1, max_length=60)
    name_en: Line = Field(min_length=1, max_length=80)
    figure: AlarmFigure
    counted: AlarmWindow = "now"
    queue: Line | None = Field(default=None, max_length=64)
    each_queue: bool = False
    state: AgentStateWord | None = None
    reason: Line | None = Field(default=None, max_length=40)
    threshold: float = Field(ge=0, le=86_400)
    clear_at: float = Field(ge=0, le=86_400)
    hold_s: int = Field(default=0, ge=0, le=3_600)
    least_calls: int = Field(default=0, ge=0, le=10_000)
    severity: Severity = "warning"
    quiet_from: str | None = Field(default=None, pattern=TIME)
    quiet_to: str | None = Field(default=None, pattern=TIME)
    active: bool = True


class AlarmRuleRow(AlarmRuleFields):
    """A rule with its version."""

    code: str
    version: int


class AlarmRuleEdit(AlarmRuleFields):
    """A rule anew."""

    version: Count


class NewAlarmRule(AlarmRuleFields):
    """A new rule. The code stays for ever, since history names it."""

    code: str = Field(pattern=CODE)


class AlarmRow(WireRecord):
    """One alarm. `since_at`: when its figure went past the threshold; `worst` until now. Cleared: the figure is back."""

    id: uuid.UUID
    rule: OwnText
    name_zh: OwnText
    name_en: OwnText
    figure: AlarmFigure
    counted: AlarmWindow
    severity: Severity
    queue: QueueRef | None = None
    person: PersonRef | None = None
    value: float
    worst: float
    threshold: float
    silent: bool
    since_at: datetime
    raised_at: datetime
    cleared_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: PersonRef | None = None
    note: FreeText = ""
    version: int


class AlarmPage(Page[AlarmRow]):
    """Alarms, newest first."""


class Acknowledge(WireRecord):
    """Somebody has seen an alarm and says what is done about it."""

    note: Text = Field(default="", max_length=200)


# ---------------------------------------------------------------------- abandoned calls and tasks

TaskState = Literal["open", "taken", "done"]
TaskResult = Literal["reached", "not_reached", "called_again", "wrong_number", "withdrawn"]
Settled = Literal["called_back", "called_again", "promised"]


class TaskRow(WireRecord):
    """Somebody who gave up waiting and is to be called back. `result`: while it is not done, of the last attempt."""

    id: uuid.UUID
    queue: QueueRef
    caller: Masked
    first_at: datetime
    created_at: datetime
    created_by: PersonRef
    assigned: PersonRef | None = None
    state: TaskState
    taken_by: PersonRef | None = None
    made_call_id: uuid.UUID | None = None
    attempts: int
    result: TaskResult | None = None
    note: FreeText = ""
    ended_at: datetime | None = None
    version: int


class AbandonedRow(WireRecord):
    """A caller who gave up waiting today; several of their calls are one row. `call_id`: the first of them.

    `settled`: an agent has talked to them since, because they were called back or because they called again; or a queue
    keeps their place for a call-back. `withheld`: nobody can call them back.
    """

    call_id: uuid.UUID
    queue: QueueRef
    caller: Masked
    withheld: bool
    customers: list[CustomerBrief] = []
    calls: int
    first_at: datetime
    last_at: datetime
    longest_wait_ms: int
    settled: Settled | None = None
    settled_at: datetime | None = None
    task: TaskRow | None = None


class AbandonedList(WireRecord):
    """Today's abandoned callers by first arrival. `calls`: abandoned calls; `open`: callers nobody has talked to since."""

    items: list[AbandonedRow]
    calls: int
    open: int


class NewTask(WireRecord):
    """Have an abandoned caller called back: by one agent, or by anybody."""

    call_id: uuid.UUID
    assigned_id: uuid.UUID | None = None


class TaskResultForm(WireRecord):
    """What came of it. `done` false: it stays on the list for another attempt, and anybody may take it."""

    result: Literal["reached", "not_reached", "wrong_number", "withdrawn"]
    done: bool = True
    note: Text = Field(default="", max_length=200)
    version: Count


# ---------------------------------------------------------------------- messages


AudienceWord = Literal["person", "people", "team", "all"]


class NewMessage(WireRecord):
    """A few words to one person, to several (`people`), a team, or everybody with a seat."""

    audience: AudienceWord
    person_id: uuid.UUID | None = None
    people: list[uuid.UUID] = Field(default=[], max_length=MOST)
    team: Line | None = Field(default=None, max_length=64)
    words: Text = Field(min_length=1, max_length=300)
    urgent: bool = False
    valid_minutes: int = Field(default=480, ge=5, le=7 * 24 * 60)


class Receipt(WireRecord):
    """Who was told, and when they said that they have read it."""

    person: PersonRef
    read_at: datetime | None = None


class QueueNews(WireRecord):
    """Of a message that tells of changed queues: which, how, until when. `member` false: no longer served."""

    queue: QueueRef
    member: bool
    penalty: int | None = None
    until_at: datetime | None = None
    """None: it is as before again."""


class MessageRow(WireRecord):
    """A message as its sender sees it."""

    id: uuid.UUID
    sender: PersonRef
    audience: AudienceWord
    team: TeamRef | None = None
    kind: Literal["text", "queues"]
    words: FreeText
    queues: list[QueueNews] = []
    urgent: bool
    sent_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None = None
    told: int
    read: int
    receipts: list[Receipt] = []


class MessagePage(Page[MessageRow]):
    """Messages, newest first."""


class OwnMessage(WireRecord):
    """A message as whoever got it sees it."""

    id: uuid.UUID
    sender: PersonRef
    kind: Literal["text", "queues"]
    words: FreeText
    queues: list[QueueNews] = []
    urgent: bool
    sent_at: datetime
    read_at: datetime | None = None


class Audience(WireRecord):
    """To whom a message can go."""

    teams: list[TeamRef]
    people: list[PersonRef]


# ---------------------------------------------------------------------- hands up

AssistWay = Literal["listen", "message", "settled", "withdrawn", "call_over"]


class HandUp(WireRecord):
    """An agent asks for help, with a word of what."""

    words: Text = Field(default="", max_length=80)


class AssistAnswer(WireRecord):
    """A supervisor answers: goes to listen, sends a message, or has settled it."""

    way: Literal["listen", "message", "settled"]


class AssistRow(WireRecord):
    """A hand that is up, or was. `answer_ms`: from the hand up to the first answer."""

    id: uuid.UUID
    person: PersonRef
    call_id: uuid.UUID | None = None
    queue: QueueRef | None = None
    words: FreeText
    asked_at: datetime
    answered_at: datetime | None = None
    answered_by: PersonRef | None = None
    answer_ms: int | None = None
    way: AssistWay | None = None
    ended_at: datetime | None = None
    version: int


class AssistFigures(WireRecord):
    """Today's hands. Times in seconds; None: no basis. `within`: answered within 60 s, as a share of those that waited for one."""

    asked: int
    answered: int
    withdrawn: int
    mean_s: float | None = None
    longest_s: float | None = None
    within: float | None = None


class AssistList(WireRecord):
    """Hands that are up, longest first; those of today that are down, newest first; today's figures."""

    up: list[AssistRow]
    down: list[AssistRow]
    figures: AssistFigures


class OwnAssist(WireRecord):
    """The own hand; none while it is down."""

    up: AssistRow | None = None


# ---------------------------------------------------------------------- queues for a while


class OverrideForm(WireRecord):
    """Have an agent serve a queue (`penalty`: the smaller, the sooner), or not, for so long; why is written down."""

    queue: Line = Field(max_length=64)
    member: bool
    penalty: int | None = Field(default=None, ge=0, le=20)
    minutes: int = Field(ge=5, le=12 * 60)
    why: Text = Field(min_length=1, max_length=400)


class ManyOverrides(OverrideForm):
    """The same change for several agents."""

    people: list[uuid.UUID] = Field(min_length=1, max_length=MOST)


class EndOverride(WireRecord):
    """Take it back before its time."""

    why: Text = Field(min_length=1, max_length=400)


class OverrideRow(WireRecord):
    """A change of an agent's queues that holds for a while. `before_penalty` None: they did not serve it before."""

    id: uuid.UUID
    person: PersonRef
    queue: QueueRef
    member: bool
    penalty: int | None = None
    before_penalty: int | None = None
    reason: FreeText
    by: PersonRef
    from_at: datetime
    until_at: datetime
    ended_at: datetime | None = None
    version: int


class ServedQueue(WireRecord):
    """A queue with the agent's place in it: the smaller the penalty, the sooner they are rung; None: not served."""

    queue: QueueRef
    penalty: int | None = None
    override: OverrideRow | None = None
