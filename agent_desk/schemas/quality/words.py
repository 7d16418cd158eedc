"""Words of quality: faults of a form."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

FAULTS: Final = Vocabulary(
    "quality.fault",
    Term("missing", "请填写此项。", "Please fill this in."),
    Term("before_start", "截止日期早于起始日期。", "The end lies before the beginning."),
    Term("too_long", "时间范围不能超过一年。", "At most a year at once."),
    Term("unknown", "该选项已不在列表中，请重新选择。", "This is not on the list any more. Please choose again."),
    Term("not_a_reviewer", "只能选择具有评分权限的人员。", "Only people who may score can be chosen."),
)
