"""Work that somebody must do, of whatever area, as it stands in a person's inbox."""

import uuid
from datetime import datetime
from typing import Final, Literal

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
    Term("kind_task", "台账任务", "Task of a register", "accent_ink", "check"),
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
    taken_by: OwnText
    """Name of who has taken it; empty where nobody has."""
    may_take: bool
    may_hand_back: bool
    priority: int
    due_at: datetime | None
    created_at: datetime
    version: int


class Inbox(WireRecord):
    """What the caller has to do, or may: the most pressing first."""

    items: list[WorkItem]
    more: bool = False
    """Whether there is more than is shown."""
