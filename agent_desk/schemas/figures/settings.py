"""Settings of figures: how long the calls behind them are kept."""

from typing import Annotated, Final

from agent_desk.schemas.kit.settings import Number, Setting, SettingRecord, Words, declare

LEAST_DAYS: Final = 31
"""Fewer would take calls away that boards compare with and reviews are drawn from."""


class Retention(SettingRecord):
    """For how many days calls are kept; 0: for ever, which is so until somebody decides. Their counters stay."""

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
            unit=Words("天", "days"),
        ),
    ] = 0


def _too_few(record: Retention) -> dict[str, str]:
    return {"calls_days": "too_few_days"} if 0 < record.calls_days < LEAST_DAYS else {}


RETENTION = declare(
    Setting(
        key="floor.retention",
        name="retention",
        record=Retention,
        title=Words("通话保留期限", "How long calls are kept"),
        subject=Words("通话保留期限", "How long calls are kept"),
        counts=Words(
            "夜间执行。删除的通话不能恢复。", "It is done by night. Calls that were removed cannot be brought back."
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
