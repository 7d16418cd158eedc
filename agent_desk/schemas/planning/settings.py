"""Settings of planning: the days of the centre's calendar that are not like their weekday."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, Final

from agent_desk.schemas.kit.settings import Setting, SettingRecord, TextList, Words, declare

MOST_DAYS: Final = 60
"""A stretch of days is no longer: a year that is typed wrong would otherwise be a holiday of ten."""
NO_DAYS: Final[list[str]] = []
_DAYS: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?$"
_HOW: Final = Words(
    "以逗号分隔，如 2027-01-01；连续几天写作 2027-02-05/2027-02-11（含首尾）。",
    "With commas between them, like 2027-01-01; several in a row as 2027-02-05/2027-02-11 (both included).",
)


class CentreCalendar(SettingRecord):
    """Days that the bank itself names. They go before the published holidays and make-up workdays of the same date."""

    holidays: Annotated[
        list[str],
        TextList(label=Words("休息日", "Days off"), hint=_HOW, pattern=_DAYS, most=100),
    ] = NO_DAYS
    workdays: Annotated[
        list[str],
        TextList(label=Words("上班日（调休）", "Workdays (make-up days)"), hint=_HOW, pattern=_DAYS, most=100),
    ] = NO_DAYS

    def days_off(self) -> frozenset[date]:
        """Return each day of `holidays`; what is no day is passed over."""
        return frozenset(day for one in self.holidays for day in days_of(one))

    def days_worked(self) -> frozenset[date]:
        """Return each day of `workdays`; what is no day is passed over."""
        return frozenset(day for one in self.workdays for day in days_of(one))


def days_of(typed: str) -> Iterator[date]:
    """Go through the days of "2027-01-01" or "2027-02-05/2027-02-11"; none for what is no day or runs backwards or too long."""
    first, _, last = typed.partition("/")
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return
    if ends - begins < timedelta(days=MOST_DAYS):
        yield from (begins + timedelta(days=more) for more in range((ends - begins).days + 1))


def written(days: Iterable[date]) -> list[str]:
    """Return days as `days_of` reads them, those in a row as one stretch."""
    stretches: list[tuple[date, date]] = []
    for day in sorted(days):
        begins, ends = stretches[-1] if stretches else (day, day)
        if stretches and day - ends == timedelta(days=1) and day - begins < timedelta(days=MOST_DAYS):
            stretches[-1] = (begins, day)
        else:
            stretches.append((day, day))
    return [
        begins.isoformat() if begins == ends else f"{begins.isoformat()}/{ends.isoformat()}"
        for begins, ends in stretches
    ]


def _faults(record: CentreCalendar) -> dict[str, str]:
    found = {}
    for name in ("holidays", "workdays"):
        if any(next(days_of(one), None) is None for one in getattr(record, name)):
            found[name] = "no_such_day"
    both = record.days_off() & record.days_worked()
    return found or ({"workdays": "off_and_worked"} if both else {})


CALENDAR = declare(
    Setting(
        key="planning.calendar",
        name="working_days",
        record=CentreCalendar,
        title=Words("工作日历", "Working days"),
        subject=Words("工作日历", "Calendar of working days"),
        check=_faults,
        foresees=True,
        counts=Words(
            "用于话务预测和语音方案的“节假日”：休息日、调休上班日和假期前后的话量不同于平日。更改自下一次预测、下一次填入节假日起生效；投诉的法定期限按自然日计算，不受影响。",
            "The forecast of calls and the holidays of the voice plan ask it. A change counts from the next forecast, and when holidays "
            "are next put into the plan. The legal time of complaints counts calendar days and does not ask it.",
        ),
        note=Words(
            "国务院公布的节假日和调休日已在程序中，尚未公布的年份请在年历上点选或在此填写；此处所写优先。",
            "Public holidays and make-up workdays are in the program as far as they are published; choose those of later years in the "
            "calendar, or write them here. What stands here goes before them.",
        ),
        icon="calendar-days",
        place=45,
        faults={
            "no_such_day": Words(
                f"没有这一天，或起止颠倒、超过 {MOST_DAYS} 天。",
                f"There is no such day, or it ends before it begins, or is longer than {MOST_DAYS} days.",
            ),
            "off_and_worked": Words("同一天既休息又上班。", "A day is both off and worked."),
            "string_pattern_mismatch": Words("写作 2027-01-01。", "Write it as 2027-01-01."),
        },
    )
)
