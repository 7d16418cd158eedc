"""The centre's own lists of a complaint; the classes A, B and C are the standard's."""

from typing import Final

from agent_desk.schemas.kit.lists import DeclaredList, ListFields, declare
from agent_desk.schemas.kit.settings import Words

_COUNTS: Final = Words(
    "填写投诉时可选的内容。保存后，下次打开投诉单时生效；停用的不再可选，已登记的投诉仍显示其名称。",
    "What is offered in the complaint form, from the next one that is opened. A retired entry is offered no more; complaints that "
    "name it keep it.",
)
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
        fields=ListFields,
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
