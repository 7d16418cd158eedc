"""China's public holidays and make-up workdays, as the State Council publishes them each November for the year to come.

The library holds what was published when it was made; of later years nothing is known, which every user of this says in words.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import chinese_calendar

PUBLISHED: Final = frozenset(day.year for day in chinese_calendar.constants.holidays)
"""Years that are known."""


ENGLISH: Final[Mapping[str, str]] = {one.chinese: one.value for one in chinese_calendar.Holiday}
"""The English name of each holiday, by its Chinese one."""


def _named(days: Mapping[date, str]) -> Mapping[date, str]:
    chinese = {one.value: one.chinese for one in chinese_calendar.Holiday}
    return {day: chinese.get(name, name) for day, name in days.items()}


HOLIDAYS: Final = _named(chinese_calendar.constants.holidays)
"""Days off, each with the Chinese name of its holiday; some are Saturdays and Sundays."""
WORKDAYS: Final = _named(chinese_calendar.constants.workdays)
"""Saturdays and Sundays that are worked (调休), with the name of the holiday they make up for."""
