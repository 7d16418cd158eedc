"""Words of planning: what sets a day apart from others of its weekday."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

MARKS: Final = Vocabulary(
    "planning.mark",
    Term("day_off", "休息日", "Day off"),
    Term("make_up", "调休上班日", "Make-up workday"),
    Term("after_break", "假期后首个工作日", "First workday after a holiday"),
    Term("before_break", "假期前最后一个工作日", "Last workday before a holiday"),
    Term("month_first", "月初首个工作日", "First workday of the month"),
    Term("month_last", "月末最后一个工作日", "Last workday of the month"),
)
