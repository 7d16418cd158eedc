"""Settings of registers: the hours of business by which their internal clocks count, and within which anybody is told of them."""

from typing import Annotated, Final

from agent_desk.schemas.kit import week
from agent_desk.schemas.kit.settings import Setting, SettingRecord, TextList, Words, declare

_USUAL: Final = ["08:30-12:00", "13:30-17:30"]


class OfficeHours(SettingRecord):
    """The hours of a workday, in order; days off and make-up days are those of the centre's calendar."""

    periods: Annotated[
        list[str],
        TextList(
            label=Words("工作时间", "Hours of a workday"),
            hint=Words(
                "以逗号分隔，按先后填写，如 08:30-12:00, 13:30-17:30。休息日和调休以中心日历为准。",
                "With commas between them and in order, like 08:30-12:00, 13:30-17:30. Days off are those of the centre's calendar.",
            ),
            pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
            most=6,
        ),
    ] = _USUAL

    def minutes(self) -> list[tuple[int, int]]:
        """Return the periods in minutes after midnight, in order: as they are kept."""
        return [
            (int(start[:2]) * 60 + int(start[3:]), int(end[:2]) * 60 + int(end[3:]))
            for start, end in week.periods(", ".join(self.periods))
        ]


def _in_order(hours: OfficeHours) -> dict[str, str]:
    clocks = [clock for period in hours.minutes() for clock in period]
    ordered = clocks == sorted(clocks) and all(start < end for start, end in hours.minutes())
    return {} if ordered else {"periods": "not_in_order"}


OFFICE_HOURS = declare(
    Setting(
        key="kinds.office_hours",
        name="office_hours",
        record=OfficeHours,
        title=Words("工作时间", "Office hours"),
        subject=Words("工作时间", "office hours"),
        counts=Words(
            "对此后登记或流转的事项有效；提醒只在工作时间内发出。",
            "Counts for registers' cases that are opened or moved from then on; reminders come within these hours.",
        ),
        check=_in_order,
        faults={
            "not_in_order": Words(
                "时段须先开始后结束，按先后填写且不重叠。",
                "A period ends after it begins, and the periods follow each other without lying over one another.",
            )
        },
        icon="clock",
        place=62,
    )
)
