"""How the centre's own machinery is: words and records of the health page."""

import uuid
from datetime import datetime
from typing import Final, Literal

from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.settings import NOTHING, Words
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

State = Literal["ok", "warn", "unknown", "bad"]
RANK: Final[dict[State, int]] = {"ok": 0, "warn": 1, "unknown": 2, "bad": 3}
"""The worst has the highest."""

STATES: Final = Vocabulary(
    "health.state",
    Term("bad", "异常", "Bad", "bad", "circle-alert"),
    Term("unknown", "未知", "Not known", "warning", "circle-help"),
    Term("warn", "注意", "Watch", "warning", "triangle-alert"),
    Term("ok", "正常", "Good", "good", "circle-check"),
)
GROUPS: Final = Vocabulary(
    "health.group",
    Term("hubs", "中心服务", "Hubs"),
    Term("database", "数据库", "Database"),
    Term("exchange", "电话交换机", "Exchange"),
    Term("gateways", "外部接口", "Gateways"),
    Term("disks", "磁盘", "Disks"),
    Term("certificates", "证书", "Certificates"),
    Term("clocks", "时钟", "Clocks"),
    Term("versions", "版本", "Versions"),
    Term("backup", "备份", "Backup"),
    Term("trail", "审计与密钥", "Audit and keys"),
    Term("jobs", "后台任务", "Background work"),
    Term("seats", "席位", "Seats"),
)
UNITS: Final[dict[str, Words]] = {
    "": NOTHING,
    "s": Words("秒", "s"),
    "ms": Words("毫秒", "ms"),
    "days": Words("天", "days"),
    "percent": Words("%", "%"),
    "mib": Words("MiB", "MiB"),
    "gib": Words("GiB", "GiB"),
    "count": Words("个", ""),
}
"""What a value is counted in."""
TEXTS: Final = Vocabulary(
    "health.text",
    Term("page", "运行状况", "Health"),
    Term(
        "note",
        "中心服务、数据库、交换机、磁盘、证书、备份等的现状，最差的在最前；异常同时出现在待办事项中。",
        "How hubs, database, exchange, disks, certificates and backups are, the worst first; what is bad stands in the inbox, too.",
    ),
    Term("look", "立即检查", "Look now"),
    Term("looked", "已检查。", "Looked."),
    Term("state", "状态", "State"),
    Term("check", "检查项", "Check"),
    Term("where", "对象", "Where"),
    Term("value", "当前值", "Now"),
    Term("since", "自", "Since"),
    Term("looked_at", "检查时间", "Looked at"),
    Term("what_to_do", "怎样处理", "What to do"),
    Term("bounds", "界限", "Limits"),
    Term("warn_from", "达到 {value}时注意", "watch from {value}"),
    Term("bad_from", "达到 {value}时异常", "bad from {value}"),
    Term("warn_below", "不高于 {value}时注意", "watch at {value} and below"),
    Term("bad_below", "不高于 {value}时异常", "bad at {value} and below"),
    Term("changes", "状态变化", "Changes of state"),
    Term("no_changes", "一直如此。", "It has been so all along."),
    Term("nothing", "尚无检查结果", "Nothing was looked at yet"),
    Term(
        "nothing_hint", "中心服务启动约 10 秒后首次检查。", "A hub looks for the first time about 10 s after its start."
    ),
    Term("whole_centre", "整个中心", "the whole centre"),
    Term("choose", "选择一项查看处理方法", "Choose a check to see what to do"),
    Term("all_good", "全部正常", "All good"),
    Term("some_bad", "{bad} 项异常，{warn} 项注意", "{bad} bad, {warn} to watch"),
    Term("work", "运行异常：{what}", "Health: {what}"),
    Term("cannot_look", "检查未能完成（{why}）", "could not be looked at ({why})"),
    Term("not_heard", "{seconds} 秒未报告", "not heard for {seconds} s"),
)


class HealthRow(WireRecord):
    """What one check saw last. `place`: the hub, empty for the centre; `value` in `unit`, watched from `warn`, bad from `bad` on; `falls`:
    less is worse. `said`: more about the value."""

    id: uuid.UUID
    check: str
    group: str
    icon: str
    name_zh: OwnText
    name_en: OwnText
    todo_zh: OwnText
    todo_en: OwnText
    place: OwnText
    subject: OwnText
    state: State
    value: float | None
    unit: str
    said_zh: OwnText
    said_en: OwnText
    warn: float | None
    bad: float | None
    falls: bool
    since_at: datetime
    looked_at: datetime


class HealthChangeRow(WireRecord):
    """A check came to another state."""

    at: datetime
    state: State
    value: float | None
    said_zh: OwnText
    said_en: OwnText
