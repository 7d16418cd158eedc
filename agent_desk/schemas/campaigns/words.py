"""Words of projects."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

STATES: Final = Vocabulary(
    "campaigns.state",
    Term("planned", "计划中", "Planned", tone="accent_ink", icon="calendar"),
    Term("running", "进行中", "Running", tone="good", icon="play"),
    Term("paused", "已暂停", "Paused", tone="warning", icon="pause"),
    Term("ended", "已结束", "Ended", tone="muted", icon="circle-check"),
    Term("reported", "已总结", "Reported", tone="muted", icon="file-text"),
)
KINDS: Final = Vocabulary(
    "campaigns.kind",
    Term("inbound", "呼入项目", "Inbound"),
    Term("campaign", "专项活动", "Campaign"),
)
MOVES: Final = Vocabulary(
    "campaigns.move",
    Term("start", "启动", "Start", icon="play"),
    Term("pause", "暂停", "Pause", icon="pause"),
    Term("resume", "恢复", "Resume", icon="play"),
    Term("end", "结束", "End", icon="circle-check"),
    Term("report", "总结", "Report", icon="file-text"),
)
ANSWER_KINDS: Final = Vocabulary(
    "campaigns.answer_kind",
    Term("choice", "选项", "Choice"),
    Term("text", "文字", "Text"),
    Term("number", "数字", "Number"),
    Term("date", "日期", "Date"),
    Term("yes_no", "是/否", "Yes or no"),
)
TARGETS: Final = Vocabulary(
    "campaigns.target",
    Term("none", "无目标", "No target"),
    Term("service_level", "服务水平（%）", "Service level (%)"),
    Term("handled", "接听电话数", "Handled calls"),
    Term("answers", "指定回答数", "Answers of a kind"),
)
YES_NO: Final = Vocabulary(
    "campaigns.yes_no",
    Term("yes", "是", "Yes"),
    Term("no", "否", "No"),
)
FAULTS: Final = Vocabulary(
    "campaigns.fault",
    Term("until_before_from", "结束须晚于开始。", "The end lies before the beginning."),
    Term("unknown_queue", "没有该队列。", "There is no such queue."),
    Term("unknown_article", "没有该文章。", "There is no such article."),
    Term("not_an_agent", "不是坐席。", "Not an agent."),
    Term(
        "serves_no_queue",
        "有人不在这些队列中：请先加入队列，或选择随项目加入队列。",
        "Somebody serves none of these queues: add them there, or let them join with the project.",
    ),
    Term("twice", "编码重复。", "The same code twice."),
    Term("no_choices", "选项字段至少需要两个选项。", "A choice needs at least two to choose from."),
    Term("no_target", "目标所指的问题或回答不存在。", "The target names no question, or no answer to it."),
    Term("no_value", "请填写目标数值。", "Fill in what shall be reached."),
    Term("why_missing", "请填写总结。", "Say what came of it."),
    Term("unknown_question", "没有该问题。", "There is no such question."),
    Term("not_this_kind", "回答与问题类型不符。", "This is no answer to the question."),
)
SHEET: Final = Vocabulary(
    "campaigns.sheet",
    Term("days", "每日指标", "Figures by day"),
    Term("answers", "回答统计", "Answers"),
    Term("people", "参与人员", "People"),
    Term("day", "日期", "Day"),
    Term("total", "合计", "Total"),
    Term("question", "问题", "Question"),
    Term("answer", "回答", "Answer"),
    Term("number", "次数", "Count"),
    Term("share", "占比", "Share"),
    Term("unanswered", "未回答", "No answer"),
    Term("any_text", "已填写", "Filled in"),
    Term("agent", "坐席", "Agent"),
    Term("handled", "接听电话数", "Handled calls"),
    Term("period", "期间", "Period"),
    Term("target", "目标", "Target"),
    Term("met", "已达到", "reached"),
    Term("missed", "未达到", "missed"),
    Term("open", "尚无数据", "no figures yet"),
    Term("conclusion", "总结", "What came of it"),
    Term("owner", "负责人", "Owner"),
    Term("queues", "队列", "Queues"),
)
WORK: Final = Vocabulary(
    "campaigns.work",
    Term("nobody", "项目“{name}”将于 {time} 开始，尚未安排人员", "Project “{name}” begins at {time} and has no people"),
    Term("not_started", "项目“{name}”未能按时启动：{why}", "Project “{name}” could not start at its time: {why}"),
    Term("queue_has_project", "队列正属于另一个项目", "a queue belongs to another project"),
    Term("invalid_form", "有人不在项目的队列中", "somebody serves none of its queues"),
    Term("to_report", "项目“{name}”已结束，请填写总结", "Project “{name}” has ended: say what came of it"),
)
