"""Words of supervising: how bad an alarm is, what came of a call-back."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

SEVERITIES: Final = Vocabulary(
    "supervising.severity",
    Term("critical", "严重", "Critical", tone="bad", icon="circle-alert"),
    Term("warning", "警告", "Warning", tone="warning", icon="triangle-alert"),
    Term("info", "提示", "Notice", tone="accent_ink", icon="info"),
)
TASK_RESULTS: Final = Vocabulary(
    "supervising.task_result",
    Term("reached", "已联系上", "reached"),
    Term("not_reached", "未联系上", "not reached"),
    Term("called_again", "客户已再次来电", "called again by themselves"),
    Term("wrong_number", "号码错误", "wrong number"),
    Term("withdrawn", "无需回拨", "not needed any more"),
)
