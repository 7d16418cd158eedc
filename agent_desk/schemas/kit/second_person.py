"""What a second person has to confirm: the bank's choice by kind."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.settings import Choice, Number, Setting, SettingRecord, Words, declare

NeedWord = Literal["where_there_is_one", "always", "never"]
KindWord = Literal["rights", "masks", "recording", "retention", "exports", "closing", "projects", "kinds"]
Alone = Literal["one_person", "never", "nobody"]
NEEDS: Final[Mapping[str, Words]] = {
    "where_there_is_one": Words("有第二人时需要", "Where there is a second person"),
    "always": Words("始终需要", "Always"),
    "never": Words("不需要", "Never"),
}


class SecondPersonRules(SettingRecord):
    """Whether a second person confirms, by kind. Where there is one: as soon as somebody else can sign in who may decide."""

    rights: Annotated[NeedWord, Choice(label=Words("角色与权限", "Roles and rights"), words=NEEDS)] = (
        "where_there_is_one"
    )
    masks: Annotated[NeedWord, Choice(label=Words("脱敏规则", "Masks"), words=NEEDS)] = "where_there_is_one"
    recording: Annotated[NeedWord, Choice(label=Words("录音规则", "Recording rules"), words=NEEDS)] = (
        "where_there_is_one"
    )
    retention: Annotated[NeedWord, Choice(label=Words("保存期限", "Retention"), words=NEEDS)] = "where_there_is_one"
    exports: Annotated[NeedWord, Choice(label=Words("大量导出", "Large exports"), words=NEEDS)] = "where_there_is_one"
    closing: Annotated[
        NeedWord, Choice(label=Words("看板上关闭队列", "Closing a queue from the board"), words=NEEDS)
    ] = "never"
    projects: Annotated[
        NeedWord, Choice(label=Words("项目：启动、结束和修改", "Projects: started, ended, changed"), words=NEEDS)
    ] = "never"
    kinds: Annotated[
        NeedWord, Choice(label=Words("登记种类：发布和停用", "Kinds of cases: published, retired"), words=NEEDS)
    ] = "where_there_is_one"
    export_rows: Annotated[
        int, Number(label=Words("大量导出：多于", "Large: more than"), low=1, high=1_000_000, unit=Words("行", "rows"))
    ] = 5_000


SECOND_PERSON: Final = declare(
    Setting(
        key="second_person",
        name="second_person",
        record=SecondPersonRules,
        title=Words("双人复核规则", "Second person"),
        subject=Words("双人复核规则", "Rules of the second person"),
        counts=Words(
            "保存后立即生效；已提交待复核的事项不受影响。",
            "Counts at once; what already waits for a second person goes on waiting.",
        ),
        note=Words(
            "由一人申请、另一人复核的事项。“有第二人时需要”：只要另有一名可登录、有权复核的人员，就必须复核。",
            "What one person asks for and another confirms. “Where there is a second person”: as soon as somebody else can sign in who may"
            " decide.",
        ),
        icon="scale",
        place=85,
        permission="security.manage",
        second_person=True,
    )
)


class DecidesAlone(WireRecord):
    """A kind that no second person confirms. `why`: one person alone can decide and it is not asked for; the rule says never; or it is
    always asked for and `people` (who can decide) are too few, so that nothing of the kind can be done."""

    kind: KindWord
    why: Alone
    people: int
