"""Lists of calls: queues, why an agent takes no calls, what a call was about, where it can be sent."""

from typing import Annotated, Final, Literal

from agent_desk.schemas.kit.lists import DeclaredList, ListFields, declare
from agent_desk.schemas.kit.settings import Choice, Number, Text, Week, Words

AcwMode = Literal["optional", "mandatory", "mandatory_limit", "limit_no_early_exit"]
TopicRule = Literal["required", "asked_once", "free"]
"""Whether after-call work may be finished without a topic: never, after one question, or just so. Each queue has one."""


class QueueFields(ListFields):
    """A queue and its after-call work."""

    acw_mode: Annotated[
        AcwMode,
        Choice(
            label=Words("话后处理", "After-call work"),
            words={
                "optional": Words("可选：挂断后即就绪", "None: ready as the call ends"),
                "mandatory": Words("必须，由坐席结束", "Until the agent is done"),
                "mandatory_limit": Words("必须，到时自动结束", "Until done, or the limit"),
                "limit_no_early_exit": Words("固定时长，不可提前", "As long as the limit says"),
            },
        ),
    ] = "mandatory_limit"
    acw_limit_s: Annotated[
        int,
        Number(
            label=Words("话后处理时限", "Limit of after-call work"),
            unit=Words("秒", "s"),
            low=0,
            high=3600,
        ),
    ] = 60
    topic: Annotated[
        TopicRule,
        Choice(
            label=Words("未选通话分类时", "Done without a topic"),
            hint=Words(
                "“必须选择”时到时限仍自动结束；“提醒一次”时再按一次“完成”即可。",
                "Required: it is not finished without one, its limit still ends it. Asked once: Done, pressed again, finishes.",
            ),
            words={
                "required": Words("必须选择", "Required"),
                "asked_once": Words("提醒一次", "Asked once"),
                "free": Words("不要求", "Free"),
            },
        ),
    ] = "asked_once"
    hours: Annotated[
        list[str],
        Week(
            label=Words("服务时间", "Opening hours"),
            hint=Words(
                "如 09:00-12:00, 13:30-17:30；某天留空为当天不服务，七天全空则以号码的服务时间为准。节假日不服务，调休上班日按星期一。",
                "As 09:00-12:00, 13:30-17:30; a day left empty is closed, all seven empty: as its number's hours say. Closed on "
                "holidays; make-up workdays are Mondays.",
            ),
            none=Words("随号码", "As the number's"),
        ),
    ] = []


QUEUES: Final = declare(
    DeclaredList(
        name="queues",
        entity="queue",
        fields=QueueFields,
        title=Words("队列", "Queues"),
        subject=Words("队列", "Queue"),
        counts=Words(
            "来电在哪些队列排队、话后处理怎样结束。话后处理从下一通电话起生效；新队列随下一次下发到交换机时开始接听。停用的队列不再出现在看板上，历史仍保留。",
            "Where calls wait, and how after-call work ends (from the next call on). A new queue takes calls once the voice plan "
            "has been brought to the exchange. A retired one leaves the board; its history stays.",
        ),
        icon="list",
        place=10,
    )
)
REASONS: Final = declare(
    DeclaredList(
        name="reasons",
        entity="reason",
        fields=ListFields,
        title=Words("未就绪原因", "Not-ready reasons"),
        subject=Words("未就绪原因", "Not-ready reason"),
        counts=Words(
            "坐席为何暂不接听。席位下次打开时生效；停用的不再可选，历史仍显示其名称。",
            "Why an agent takes no calls. Seats offer a change the next time they open; a retired one is offered no more, and "
            "history keeps its name.",
        ),
        icon="coffee",
        place=40,
    )
)
DISPOSITIONS: Final = declare(
    DeclaredList(
        name="dispositions",
        entity="disposition",
        fields=ListFields,
        title=Words("通话分类", "Dispositions"),
        subject=Words("通话分类", "Disposition"),
        counts=Words(
            "通话办了什么。停用一个主题时，其下的分类也不再可选。",
            "What a call was about. A retired topic takes what stands below it out of sight.",
        ),
        icon="tag",
        place=41,
        parents=Words("主题", "topic"),
    )
)


class TransferFields(ListFields):
    """Where a call can be sent beside colleagues and queues."""

    number: Annotated[str, Text(label=Words("号码或分机", "Number or extension"), longest=24, required=True)]


TRANSFER_NUMBERS: Final = declare(
    DeclaredList(
        name="transfer_numbers",
        entity="transfer_number",
        fields=TransferFields,
        title=Words("转接号码", "Transfer targets"),
        subject=Words("转接号码", "Transfer target"),
        counts=Words(
            "除同事和队列外可以转去的地方，如自助语音、分行专线。保存后，下次打开转接窗口时生效。",
            "Where a call can be sent beside colleagues and queues, as a branch's line. Offered the next time somebody transfers.",
        ),
        icon="phone-forwarded",
        place=42,
    )
)


class AnnouncementFields(ListFields):
    """A recorded sentence that callers hear before they wait, or of a closed queue. `says`: its words, for who chooses it."""

    sound: Annotated[
        str,
        Text(
            label=Words("语音文件", "Sound file"),
            hint=Words(
                "交换机语音目录 agent-desk/ 下的文件名，不含扩展名。",
                "Its name below agent-desk/ in the exchange's folder of sounds, without an ending.",
            ),
            longest=60,
            required=True,
        ),
    ]
    says: Annotated[str, Text(label=Words("语音内容", "What it says"), longest=400)] = ""


ANNOUNCEMENTS: Final = declare(
    DeclaredList(
        name="announcements",
        entity="announcement",
        fields=AnnouncementFields,
        title=Words("应急公告", "Announcements"),
        subject=Words("应急公告", "Announcement"),
        counts=Words(
            "班长在看板上可为队列播放或在关闭队列时使用的录音。保存后即可选用；正在播放的不受影响。",
            "Recorded sentences that a supervisor can have played for a queue, or of a closed one. Offered at once; what is played now "
            "goes on.",
        ),
        icon="volume-2",
        place=43,
    )
)
