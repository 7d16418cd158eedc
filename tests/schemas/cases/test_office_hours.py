"""Office hours that contradict themselves are refused with a sentence, not passed over."""

import pytest

from agent_desk.schemas.cases.kinds.settings import OFFICE_HOURS, OfficeHours


@pytest.mark.parametrize("periods", [["12:00-09:00"], ["13:30-17:30", "08:30-12:00"], ["08:30-12:00", "11:00-17:30"]])
def test_periods_that_are_not_in_order_are_refused_with_a_sentence(periods: list[str]) -> None:
    fault = OFFICE_HOURS.check(OfficeHours(periods=periods))
    assert fault == {"periods": "not_in_order"} and "not_in_order" in OFFICE_HOURS.faults


def test_periods_that_touch_are_hours() -> None:
    hours = OfficeHours(periods=["08:30-12:00", "12:00-24:00"])
    assert not OFFICE_HOURS.check(hours) and hours.minutes() == [(510, 720), (720, 1440)]
