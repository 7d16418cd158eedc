"""The centre's own lists of a complaint; the classes A, B and C are the standard's."""

from typing import Annotated, Final

from agent_desk.schemas.cases.records import GradeWord
from agent_desk.schemas.cases.words import GRADES
from agent_desk.schemas.kit.lists import DeclaredList, ListFields, declare
from agent_desk.schemas.kit.settings import Choice, Number, Words

_COUNTS: Final = Words(
    "填写投诉时可选的内容。保存后，下次打开投诉单时生效；停用的不再可选，已登记的投诉仍显示其名称。",
    "What is offered in the complaint form, from the next one that is opened. A retired entry is offered no more; complaints that "
    "name it keep it.",
)
_HOURS: Final = Words("工作小时", "business hours")
_NO_TARGET: Final = Words(
    "自登记起按工作时间计，与法定期限并行；0 为不设。",
    "Counted from its registration in business hours, beside the legal limit; 0: none.",
)


class SourceFields(ListFields):
    """A source of complaints: the grade that it gives at the least, and the centre's own limit for each grade."""

    least_grade: Annotated[
        GradeWord,
        Choice(
            label=Words("等级不低于", "Grade at the least"),
            words={one.code: Words(one.zh, one.en) for one in GRADES.values()},
        ),
    ] = "ordinary"
    hours_ordinary: Annotated[
        int,
        Number(label=Words("一般投诉内部时限", "Own limit: ordinary"), hint=_NO_TARGET, low=0, high=1000, unit=_HOURS),
    ] = 0
    hours_important: Annotated[
        int, Number(label=Words("重要投诉内部时限", "Own limit: important"), low=0, high=1000, unit=_HOURS)
    ] = 0
    hours_grave: Annotated[
        int, Number(label=Words("重大投诉内部时限", "Own limit: grave"), low=0, high=1000, unit=_HOURS)
    ] = 0


WISHES: Final = declare(
    DeclaredList(
        name="complaint_wishes",
        entity="case_wish",
        fields=ListFields,
        title=Words("投诉诉求", "What complainants want"),
        subject=Words("投诉诉求", "What a complainant wants"),
        counts=_COUNTS,
        icon="megaphone",
        place=70,
    )
)
SOURCES: Final = declare(
    DeclaredList(
        name="complaint_sources",
        entity="case_source",
        fields=SourceFields,
        title=Words("投诉来源", "Where complaints come from"),
        subject=Words("投诉来源", "Where a complaint comes from"),
        counts=_COUNTS,
        icon="inbox",
        place=71,
    )
)
URGENCIES: Final = declare(
    DeclaredList(
        name="complaint_urgencies",
        entity="case_urgency",
        fields=ListFields,
        title=Words("投诉紧急程度", "Urgency of complaints"),
        subject=Words("投诉紧急程度", "Urgency of a complaint"),
        counts=_COUNTS,
        icon="timer",
        place=72,
    )
)
