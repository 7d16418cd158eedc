"""Hours of a week: seven texts from Monday on, each with the periods of its day, as "09:00-12:00, 13:30-17:30"; empty: shut.

No text at all: hours that are not set. Periods are half-open, in order, and touch at the most; a day ends at 24:00.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pydantic_core import PydanticCustomError

from agent_desk.schemas.kit.vocabulary import Language

DAYS: Final = 7
NAMES: Final[Mapping[Language, Sequence[str]]] = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_SHUT: Final[Mapping[Language, str]] = {"zh": "不服务", "en": "shut"}
_EVERY: Final[Mapping[Language, str]] = {"zh": "每天", "en": "every day"}
_BETWEEN: Final[Mapping[Language, str]] = {"zh": "、", "en": ", "}
_BETWEEN_DAYS: Final[Mapping[Language, str]] = {"zh": "；", "en": "; "}
MOST_PERIODS: Final = 6
"""Of one day: what the exchange is told of a queue's next days stays one short value."""
_START: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_END: Final = rf"(?:{_START}|24:00)"
LONGEST: Final = 13 * MOST_PERIODS
_DAY: Final = re.compile(rf"(?:{_START}-{_END}(?:, {_START}-{_END}){{0,{MOST_PERIODS - 1}}})?")


def periods(day: str) -> list[tuple[str, str]]:
    """Return the beginning and the end of each period of a day's text."""
    return [(start, end) for one in day.split(", ") if one for start, _, end in [one.partition("-")]]


def typed(text: str) -> list[dict[str, str]]:
    """Return the periods that a person typed, marks of either language; what is no period stays as it is, for the record to find."""
    found = []
    for one in re.split(r"[,，、;；]\s*", text.strip()):
        start, _, end = (part.strip().replace("：", ":") for part in re.sub("[–—~～至]", "-", one).partition("-"))
        if one:
            found.append({"start": start.zfill(5), "end": end.zfill(5) if end else ""})
    return found


def text_of(day: Sequence[Mapping[str, str]]) -> str:
    """Return periods as one text."""
    return ", ".join(f"{one['start']}-{one['end']}" for one in day)


def sound(week: list[str]) -> list[str]:
    """Return the week as it is. Raises PydanticCustomError for one that has not seven days, is shut always, or runs backwards."""
    if week and (len(week) != DAYS or not any(week)):
        raise PydanticCustomError("not_a_week", "hours of a week have seven days, one of them open")
    for day in week:
        if not _DAY.fullmatch(day):
            raise PydanticCustomError("not_periods", "a day is written as 09:00-12:00, 13:30-17:30")
        clocks = [clock for one in periods(day) for clock in one]
        ordered = all(start < end for start, end in periods(day)) and clocks == sorted(clocks)
        if not ordered:
            raise PydanticCustomError("not_in_order", "periods of a day follow each other")
    return week


def read(week: Sequence[str], language: Language) -> str:
    """Return a week in words, days in a row that are alike together, as "Mon–Fri 09:00–17:30; Sat–Sun shut"."""
    names, said, at = NAMES[language], [], 0
    while at < len(week):
        last = at
        while last + 1 < len(week) and week[last + 1] == week[at]:
            last += 1
        days = names[at] if last == at else f"{names[at]}–{names[last]}"
        said.append(f"{days if last - at < DAYS - 1 else _EVERY[language]} {read_day(week[at], language)}")
        at = last + 1
    return _BETWEEN_DAYS[language].join(said)


def read_day(day: str, language: Language) -> str:
    """Return a day in words, as "09:00–12:00, 13:30–17:30"."""
    return _BETWEEN[language].join(f"{start}–{end}" for start, end in periods(day)) or _SHUT[language]
