"""Lists of the customer's card."""

from typing import Annotated, Final

from agent_desk.schemas.kit.lists import DeclaredList, ListFields, declare
from agent_desk.schemas.kit.settings import Picks, Text, Tick, Words

BRANCHES: Final = declare(
    DeclaredList(
        name="branches",
        entity="branch",
        fields=ListFields,
        title=Words("网点", "Branches"),
        subject=Words("网点", "Branch"),
        counts=Words(
            "客户、投诉和人员所属的网点。保存后立即生效；停用的网点不再可选，已登记的仍保留其名称。",
            "Where customers, complaints and people belong. In force at once; a retired branch is offered no more, and what names it "
            "keeps its name.",
        ),
        icon="landmark",
        place=30,
    )
)
LEVELS: Final = declare(
    DeclaredList(
        name="customer_levels",
        entity="customer_level",
        fields=ListFields,
        title=Words("客户等级", "Customer levels"),
        subject=Words("客户等级", "Customer level"),
        counts=Words(
            "客户名片上的等级。保存后立即生效；停用的等级不再可选，已有的客户仍显示其名称。",
            "The level on a customer's card. In force at once; a retired one is offered no more, and customers who have it keep it.",
        ),
        icon="star",
        place=60,
    )
)
CARE_FLAGS: Final = declare(
    DeclaredList(
        name="care_flags",
        entity="care_flag",
        fields=ListFields,
        title=Words("关怀标识", "Care flags"),
        subject=Words("关怀标识", "Care flag"),
        counts=Words(
            "坐席在客户名片上标注的服务提示，如听力不便。保存后立即生效；停用的不再可选。",
            "What agents note on a card so that the next one knows, as hard of hearing. In force at once; a retired one is offered "
            "no more.",
        ),
        icon="hand",
        place=61,
    )
)
REVEAL_REASONS: Final = declare(
    DeclaredList(
        name="reveal_reasons",
        entity="reveal_reason",
        fields=ListFields,
        title=Words("查看明文的理由", "Reasons to reveal"),
        subject=Words("查看明文的理由", "Reason to reveal"),
        counts=Words(
            "查看证件号、卡号等明文时可选的理由，写入审计日志。保存后立即生效。",
            "What may be given as the reason when a number is shown in clear; it stands in the audit trail. In force at once.",
        ),
        icon="key-round",
        place=62,
        permission="security.manage",
    )
)


class QuestionFields(ListFields):
    """A question of the identity check."""

    name_zh: Annotated[str, Text(label=Words("中文问题", "Question in Chinese"), longest=120, required=True)]
    name_en: Annotated[str, Text(label=Words("英文问题", "Question in English"), longest=160, required=True)]
    mandatory: Annotated[
        bool,
        Tick(
            label=Words("必答", "Required"),
            hint=Words("必答题答错即不能通过。", "Nobody is verified who does not answer it right."),
        ),
    ] = False
    levels: Annotated[
        list[str],
        Picks(
            label=Words("适用客户等级", "Asked of levels"), of="customer_levels", none=Words("所有等级", "Every level")
        ),
    ] = []
    queues: Annotated[
        list[str],
        Picks(label=Words("适用队列", "Asked in queues"), of="queues", none=Words("所有队列", "Every queue")),
    ] = []


IDENTITY_QUESTIONS: Final = declare(
    DeclaredList(
        name="identity_questions",
        entity="identity_question",
        fields=QuestionFields,
        title=Words("核身问题", "Identity questions"),
        subject=Words("核身问题", "Identity question"),
        counts=Words(
            "坐席核实来电人身份时所问。自下一通来电起生效；停用的不再询问。须答对几题在“核身规则”页设置。",
            "What agents ask to see whether a caller is the customer. From the next call on; a retired one is asked no more. How many "
            "must be right stands on the page “Identity check”.",
        ),
        icon="circle-help",
        place=63,
    )
)
