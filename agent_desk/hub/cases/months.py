"""The tables of the monthly paper of complaints: each a table of the statistics, asked for a month."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from agent_desk.hub.cases import statistics
from agent_desk.hub.cases.statistics import Asked
from agent_desk.schemas.cases.monthly import SECTIONS, Section
from agent_desk.schemas.cases.statistics import CaseChoice
from agent_desk.schemas.kit.table import LanguageWord

MONTHS_BACK: Final = 11
"""Of the table by month: the month itself and so many before it."""


def first_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def last_of(day: date) -> date:
    """Return the last day of a day's month."""
    return next_month(day) - timedelta(days=1)


def next_month(day: date) -> date:
    """Return the first day of the month after a day's."""
    return (first_of(day) + timedelta(days=32)).replace(day=1)


def choices(month: date, lang: LanguageWord) -> dict[str, CaseChoice]:
    """Return what each table of the paper is asked by."""
    first, last = first_of(month), last_of(month)
    before = first - timedelta(days=1)
    back = first
    for _ in range(MONTHS_BACK):
        back = first_of(back - timedelta(days=1))
    own = CaseChoice(start=first, end=last, lang=lang)
    beside = own.model_copy(update={"against_start": first_of(before), "against_end": before})
    found = {
        "months": own.model_copy(update={"rows": "month", "start": back}),
        "business": beside.model_copy(update={"rows": "business", "level": 2}),
        "cause": beside.model_copy(update={"rows": "cause", "level": 1}),
        "business_cause": own.model_copy(update={"rows": "business", "across": "cause", "level": 1}),
        "channel": own.model_copy(update={"rows": "channel"}),
        "source": own.model_copy(update={"rows": "source"}),
        "branch": own.model_copy(update={"rows": "branch"}),
    }
    return {code: found[code] for code in SECTIONS}


def sections(asked_of: Callable[[CaseChoice], Asked], month: date, lang: LanguageWord) -> list[Section]:
    """Return the tables, as of now."""
    return [
        Section(section=code, **statistics.made(asked_of(choice)).model_dump())
        for code, choice in choices(month, lang).items()
    ]
