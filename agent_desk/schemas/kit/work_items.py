"""Work that somebody must do, of whatever area, as it stands in a person's inbox."""

import uuid
from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field

from agent_desk.schemas.kit.account import MOST
from agent_desk.schemas.kit.bounded import Count, Line, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

WorkState = Literal["open", "taken", "handed_back", "done", "withdrawn"]

STATES: Final = Vocabulary(
    "work item states",
    Term("open", "待处理", "open", "muted", "circle-dot"),
    Term("taken", "处理中", "taken", "accent_ink", "user-check"),
    Term("handed_back", "已退回", "handed back", "warning", "undo-2"),
    Term("done", "已完成", "done", "good", "circle-check"),
    Term("withdrawn", "已撤销", "withdrawn", "muted", "circle-off"),
)
KINDS: Final = Vocabulary(
    "work item kinds",
    Term("callback_task", "回呼任务", "Call back", "accent_ink", "phone-outgoing"),
    Term("complaint", "投诉", "Complaint", "warning", "file-text"),
    Term("complaint_time", "投诉时限提醒", "Complaint's time", "bad", "bell-ring"),
    Term("kind_time", "台账时限提醒", "Register's time", "bad", "bell-ring"),
    Term("project", "项目", "Project", "accent_ink", "flag"),
    Term("kind_case", "登记台账", "Register", "accent_ink", "clipboard-list"),
    Term("case_task", "任务", "Task", "accent_ink", "check"),
    Term("task_answer", "任务进展", "News of a task", "good", "circle-check"),
    Term("task_watch", "督办进展", "News of a supervised task", "warning", "flag"),
    Term("sample_item", "质检评分", "Score a call", "muted", "clipboard-list"),
    Term("hand_up", "求助", "Hand up", "bad", "hand"),
    Term("alarm", "告警", "Alarm", "bad", "bell"),
    Term("seat_incident", "席位故障", "Incident at a seat", "bad", "monitor"),
    Term("health", "运行异常", "Health", "bad", "activity"),
    Term("clock_doubt", "时钟可疑", "Clock in doubt", "bad", "clock"),
    Term("customer_access", "客户信息查看提醒", "Customers' data", "bad", "eye"),
    Term("refusals", "连续被拒绝", "Refusals in series", "bad", "shield-alert"),
    Term("audit_doubt", "审计日志可疑", "Audit trail in doubt", "bad", "shield-alert"),
    Term("offices_united", "三权未分立", "Duties not separated", "warning", "id-card"),
    Term("approval", "双人复核", "Approval", "warning", "user-check"),
    Term("decides_alone", "一人单独决定", "One person decides alone", "bad", "shield-alert"),
    Term("rights_review", "权限年度复核", "Review of rights", "warning", "clipboard-list"),
)


WorkView = Literal["to_do", "mine", "unassigned", "others", "all"]
"""Whose: what the caller has to do or may, the caller's, nobody's that the caller may do, of people whom the caller leads, all."""
WorkDue = Literal["any", "overdue", "day", "week", "none"]
"""Until when: whenever, past, within a day, within a week (what is past as well), without a due time."""
MOST_KEPT: Final = 20
"""So many choices a person can keep."""
ENOUGH: Final = 20
"""From so many that were done on, a share of them says something about the next."""

VIEWS: Final = Vocabulary(
    "work views",
    Term("to_do", "可办", "To do"),
    Term("mine", "我的", "Mine"),
    Term("unassigned", "待分配", "Unassigned"),
    Term("others", "本组他人", "My team's"),
    Term("all", "全部", "All"),
)
DUES: Final = Vocabulary(
    "work due times",
    Term("any", "不限时限", "Any due time"),
    Term("overdue", "已超时", "Overdue"),
    Term("day", "24 小时内到期", "Due within a day"),
    Term("week", "7 天内到期", "Due within a week"),
    Term("none", "无时限", "Without a due time"),
)


class WorkItem(WireRecord):
    """One thing to do."""

    id: uuid.UUID
    kind: str
    subject_id: uuid.UUID
    title_zh: FreeText
    title_en: FreeText
    mine: bool
    """Whether it is for the caller alone, or taken by them; else it is anybody's who may do it."""
    state: WorkState
    holder: OwnText = ""
    """Name of who has it or whom it is for; empty where it is anybody's."""
    holder_en: OwnText = ""
    may_give: bool = False
    """Whether the caller may give it to somebody."""
    late_of_100: int | None = None
    """Of 100 of its sort that were as old as it is now, how many took longer than the time it has left; None where it has none, is
    late already, or fewer than `ENOUGH` were done lately. See `hub/kit/pace.py`."""
    may_take: bool
    may_hand_back: bool
    notice: bool = False
    """Whether it only says something: it ends when it was read."""
    priority: int
    due_at: datetime | None
    created_at: datetime
    version: int


class Inbox(WireRecord):
    """What the caller has to do, or may: the most pressing first."""

    items: list[WorkItem]
    more: bool = False
    """Whether there is more than is shown."""


class WorkChoice(WireRecord):
    """What of the inbox is asked for."""

    view: WorkView = "to_do"
    kinds: Annotated[list[Line], Field(max_length=50)] = []
    """None of them: of every kind."""
    due: WorkDue = "any"
    q: Annotated[Line, Field(max_length=60)] = ""
    """Part of the title."""


class WorkCounts(WireRecord):
    """How much there is in each view, of the kinds, due times and words that are asked for."""

    to_do: int
    mine: int
    unassigned: int
    others: int
    all: int
    overdue: int
    """In all views together."""


class WorkList(WireRecord):
    """What was asked for, what is overdue first; then what the caller has taken, by priority, due time and age."""

    items: list[WorkItem]
    more: bool
    """Whether there is more than is shown."""
    counts: WorkCounts
    leads: bool
    """Whether the caller sees and gives other people's work."""


class LoadRow(WireRecord):
    """How much work a person or a branch has, of what the caller sees."""

    person_id: uuid.UUID | None = None
    name_zh: OwnText
    name_en: OwnText
    open: int
    overdue: int
    soon: int
    """Due within a day from now."""
    oldest_at: datetime
    median_age_s: float
    """Median of their ages in seconds."""
    expected_late: float | None
    """How many of those that are not late yet will be, as `WorkItem.late_of_100` adds up; None where nothing is known of any."""


class WorkLoad(WireRecord):
    """Who has how much: by person and by the person's branch, most overdue first. Nobody's work is a row without a person."""

    people: list[LoadRow]
    branches: list[LoadRow]
    kinds: list[LoadRow]
    """By kind of work, named as `KINDS` names it."""


class WorkPerson(WireRecord):
    """Somebody who may be given work."""

    id: uuid.UUID
    name: OwnText
    name_en: OwnText
    open: int
    """How much they have already."""


class GiveWork(WireRecord):
    """Work that somebody shall have."""

    ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=MOST)]
    person_id: uuid.UUID
    words: Annotated[Text, Field(max_length=400)] = ""


class KeptChoice(WireRecord):
    """A choice under a name of the person's own."""

    name: Annotated[Line, Field(min_length=1, max_length=40)]
    choice: WorkChoice


class KeptChoices(WireRecord):
    """The choices that a person has kept. `version` 0: none ever."""

    version: Count = 0
    kept: Annotated[list[KeptChoice], Field(max_length=MOST_KEPT)] = []
