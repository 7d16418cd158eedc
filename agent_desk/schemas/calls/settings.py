"""Settings of calls: rings, recording, dialling."""

from typing import Annotated, Final, Literal

from agent_desk.schemas.calls.recordings import DialledMode
from agent_desk.schemas.kit.settings import Choice, Number, Setting, SettingRecord, Text, TextList, Tick, Words, declare

PickupWord = Literal["nobody", "team", "queue", "centre"]
"""From whom an agent may pick up: from nobody, from the own team, from calls of the own queues, from everybody."""
_SECONDS = Words("秒", "s")
_DAYS = Words("天", "days")


class RingRules(SettingRecord):
    """What holds for every ring of the centre. `misses_allowed`: so many in a row pause an agent; 0: never."""

    pickup: Annotated[
        PickupWord,
        Choice(
            label=Words("坐席可代接的振铃电话", "Agents may pick up ringing calls"),
            words={
                "nobody": Words("不允许代接", "From nobody"),
                "team": Words("本班组同事的电话", "From colleagues of the own team"),
                "queue": Words("本人所在队列的电话", "Calls of the own queues"),
                "centre": Words("所有同事的电话", "From everybody"),
            },
        ),
    ] = "team"
    misses_allowed: Annotated[
        int,
        Number(label=Words("连续未接几次后暂停坐席", "Missed rings in a row that pause an agent"), low=0, high=20),
    ] = 3


RINGS = declare(
    Setting(
        key="calls",
        name="call_rules",
        record=RingRules,
        title=Words("振铃", "Ringing"),
        subject=Words("振铃规则", "Rules of rings"),
        counts=Words(
            "更改自下一次振铃起生效。哪些人可以代接，由角色权限决定。",
            "A change counts from the next ring. Roles say who may pick up at all.",
        ),
        note=Words("0 次：不因未接而暂停坐席。", "0 missed rings: nobody is paused for them."),
        icon="bell-ring",
        place=10,
        audience=("perm:settings.manage",),
    )
)


class RecordingRules(SettingRecord):
    """What holds for the recordings of the whole centre, beside the policy of each queue."""

    pause_limit_s: Annotated[
        int,
        Number(label=Words("暂停多久后自动继续", "A pause ends by itself after"), low=10, high=1800, unit=_SECONDS),
    ] = 180
    tell_agent: Annotated[bool, Tick(label=Words("班长监听时坐席可见", "Agents see when a supervisor listens"))] = True
    dialled: Annotated[
        DialledMode,
        Choice(
            label=Words("坐席呼出的电话", "Of the calls that agents make"),
            words={
                "none": Words("不录音", "No call"),
                "all": Words("全部录音", "Every call"),
                "queue": Words("按坐席所在队列", "As the agent's queue"),
                "percentage": Words("按比例录音", "A share of the calls"),
                "on_demand": Words("由坐席决定", "When the agent says so"),
            },
        ),
    ] = "none"
    dialled_percent: Annotated[
        int,
        Number(
            label=Words("呼出录音比例", "Share of them"),
            low=0,
            high=100,
            unit=Words("%", "%"),
            only_if=("dialled", "percentage"),
        ),
    ] = 100
    consultations: Annotated[
        bool,
        Tick(
            label=Words("坐席与被咨询人的通话也录音", "What agents and whom they ask say is recorded too"),
            hint=Words(
                "仅限本身录音的通话；单独成一段录音，随通话保存。",
                "Where the call is recorded; in a recording of its own, kept with the call.",
            ),
        ),
    ] = False
    keep_days: Annotated[
        int,
        Number(
            label=Words("录音保留", "Recordings are deleted after"),
            hint=Words(
                "0：不删除。夜间删除；有未办结投诉的通话保留到投诉办结。",
                "0: never. By night; a call with an open complaint is kept until the complaint is over.",
            ),
            low=0,
            high=36_500,
            unit=_DAYS,
        ),
    ] = 0

    def for_dialled(self, queue_mode: str, queue_percent: int) -> tuple[str, int]:
        """Return the mode and the share that hold for a call that an agent makes."""
        if self.dialled == "queue":
            return queue_mode, queue_percent
        return self.dialled, self.dialled_percent


RECORDING_RULES = declare(
    Setting(
        key="recording",
        name="recording_rule",
        record=RecordingRules,
        title=Words("录音规则", "Rules of recording"),
        subject=Words("录音规则", "Rules of recording"),
        counts=Words(
            "更改自下一次暂停、下一次监听、下一通呼出电话起生效。",
            "A change counts from the next pause, the next supervisor who listens and the next call that is made.",
        ),
        icon="sliders-horizontal",
        place=20,
        foresees=True,
        second_person=True,
        second_person_kind="recording",
    )
)


EMERGENCY: Final = ["110", "119", "120", "122"]
"""Numbers of the emergency services."""


class DialRules(SettingRecord):
    """Which numbers agents may call, and the number that is shown to whom they call."""

    forbidden: Annotated[
        list[str],
        TextList(
            label=Words("禁止呼叫的号码", "Numbers that are not called"),
            hint=Words(
                "以逗号分隔；三位以上的，以其开头的号码也不呼叫。",
                "With commas between them; of more than three digits: numbers that begin with them, too.",
            ),
            pattern=r"^[0-9]{2,20}$",
            most=200,
        ),
    ] = EMERGENCY
    """Where nothing else is set: nobody shall ring them up by a slip of the hand."""
    abroad: Annotated[bool, Tick(label=Words("可呼叫境外号码", "Calls abroad are allowed"))] = False
    shows: Annotated[
        str,
        Text(
            label=Words("外显号码", "Number shown to the called person"),
            hint=Words("留空：由电话交换系统决定。", "Empty: the exchange decides."),
            longest=32,
        ),
    ] = ""


DIALLING = declare(
    Setting(
        key="dialling",
        name="dialling",
        record=DialRules,
        title=Words("呼出", "Dialling"),
        subject=Words("呼出规则", "Rules of dialling"),
        counts=Words("更改自下一通呼出电话起生效。", "A change counts from the next call that an agent makes."),
        icon="phone-outgoing",
        place=30,
        faults={
            "string_pattern_mismatch": Words("每个号码为 2 至 20 位数字。", "Digits only, 2 to 20 for each number.")
        },
        audience=("perm:settings.manage",),
    )
)
