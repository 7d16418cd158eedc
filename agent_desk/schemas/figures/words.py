"""Words of figures: what board, wallboard, reports and alarms call each one."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

WINDOWS: Final = Vocabulary(
    "figures.window",
    Term("now", "此刻", "now"),
    Term("last_5_min", "近 5 分钟", "last 5 min"),
    Term("recent", "近 30 分钟", "last 30 min"),
    Term("today", "今日", "today"),
    Term("day", "全天", "all day"),
    Term("period", "所选期间", "in the period"),
)
"""Over what a figure is counted: each one on a screen says it."""

WALL_PAGES: Final = Vocabulary(
    "figures.wall_page",
    Term("figures", "主要数字", "Figures"),
    Term("queues", "各队列", "Queues"),
    Term("charts", "当日走势", "Charts of the day"),
)
"""What a wallboard can show, in this order where nobody says another."""
WALL_SECONDS: Final = 12
"""How long a page of a wallboard stays where nobody says otherwise."""

FIGURES: Final = Vocabulary(
    "figures.figure",
    Term("service_level", "服务水平", "Service level"),
    Term("answer_rate", "接通率", "Answer rate"),
    Term("waiting", "排队", "Waiting"),
    Term("longest_wait", "最长等待", "Longest wait"),
    Term("talking", "通话中", "Talking"),
    Term("ready", "就绪", "Ready"),
    Term("offered", "进线", "Offered"),
    Term("answered", "接听", "Answered"),
    Term("abandoned", "放弃", "Abandoned"),
    Term("asa", "平均应答速度", "ASA", help_zh="接听电话的平均等待", help_en="Mean wait of the answered"),
    Term("aht", "平均处理时长", "AHT", help_zh="通话、保持与话后处理", help_en="Talk, hold and after-call work"),
    Term(
        "abandon_wait",
        "平均放弃等待",
        "Abandon wait",
        help_zh="排队中放弃者的平均等待",
        help_en="Mean wait of those who gave up",
    ),
    Term("talk", "平均通话", "Talk"),
    Term("hold", "平均保持", "Hold"),
    Term("acw", "平均话后处理", "After-call work"),
    Term("occupancy", "利用率", "Occupancy", help_zh="处理 ÷（处理 + 就绪）", help_en="handling / (handling + ready)"),
    Term("signed_in", "签入时长", "Signed in"),
    Term("missed", "未接", "Missed rings", help_zh="响铃未接或拒接", help_en="Rings missed or refused"),
    Term("transferred", "转接", "Transfers"),
    Term("score", "质检均分", "QA score", help_zh="已提交评分的平均分", help_en="Mean of the submitted reviews"),
)
