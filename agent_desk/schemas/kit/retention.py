"""How long what has ended is kept: one setting, whatever area's it is."""

from typing import Annotated, Final

from agent_desk.schemas.kit.settings import Number, Setting, SettingRecord, Words, declare

LEAST_DAYS: Final = 31
"""Fewer would take calls away that boards compare with and reviews are drawn from."""
DAYS: Final = Words("天", "days")


class Retention(SettingRecord):
    """For how many days each is kept once it is over. Calls: 0: for ever, which is so until somebody decides; their counters stay."""

    calls_days: Annotated[
        int,
        Number(
            label=Words("通话保留", "Calls are kept for"),
            hint=Words(
                "0：一直保留。至少 31 天。删除的是通话明细，看板和报表的数字保留。",
                "0: for ever. 31 days at least. What is removed are the calls; figures of boards and reports stay.",
            ),
            low=0,
            high=36_500,
            unit=DAYS,
        ),
    ] = 0
    work_days: Annotated[
        int,
        Number(
            label=Words("已办结的待办保留", "Work that has ended is kept for"),
            hint=Words(
                "谁何时办理了哪件待办。未办结的不删除；投诉、回拨等业务记录本身不受影响。",
                "Who did which piece of work, and when. What is open stays; complaints, call-backs and the like stay, too.",
            ),
            low=LEAST_DAYS,
            high=3_650,
            unit=DAYS,
        ),
    ] = 365
    jobs_days: Annotated[
        int,
        Number(
            label=Words("已结束的长任务保留", "Long jobs that have ended are kept for"),
            hint=Words(
                "任务的结果和失败原因可查询的天数。未结束的不删除。",
                "So long their result, or why they failed, can be looked up. What waits or runs stays.",
            ),
            low=7,
            high=3_650,
            unit=DAYS,
        ),
    ] = 90
    complaints_days: Annotated[
        int,
        Number(
            label=Words("已结束的投诉保留", "Complaints that are over are kept for"),
            hint=Words(
                "连同附件、函件、任务和过程一并删除。在办的、依法保全的、所属核查或整改未结束的不删除；已定稿的月报不变。",
                "They go with their files, letters, tasks and story. What is open, held, or has an open review or rectification stays; "
                "frozen papers do not change.",
            ),
            low=1_095,
            high=36_500,
            unit=DAYS,
        ),
    ] = 3650
    registers_days: Annotated[
        int,
        Number(
            label=Words("已结束的台账记录保留", "Cases of registers that are over are kept for"),
            hint=Words(
                "在办的不删除；属于投诉的核查、调解、整改随投诉保留。",
                "What is open stays; reviews, mediations and rectifications stay with their complaint.",
            ),
            low=365,
            high=36_500,
            unit=DAYS,
        ),
    ] = 3650
    seats_days: Annotated[
        int,
        Number(
            label=Words(
                "席位的音质反馈和已修复故障保留", "Complaints of sound and mended incidents of seats are kept for"
            ),
            low=LEAST_DAYS,
            high=3_650,
            unit=DAYS,
        ),
    ] = 365


def _too_few(record: Retention) -> dict[str, str]:
    return {"calls_days": "too_few_days"} if 0 < record.calls_days < LEAST_DAYS else {}


RETENTION: Final = declare(
    Setting(
        key="floor.retention",
        name="retention",
        record=Retention,
        title=Words("保存期限", "Retention"),
        subject=Words("保存期限", "Retention"),
        counts=Words(
            "通话在夜间删除，其余每小时一次。删除后不能恢复。",
            "Calls go by night, all else within the hour. What was removed cannot be brought back.",
        ),
        icon="database",
        place=40,
        audience=("perm:settings.manage",),
        second_person=True,
        second_person_kind="retention",
        check=_too_few,
        foresees=True,
        faults={"too_few_days": Words("至少 31 天，或 0。", "31 days at least, or 0.")},
    )
)
