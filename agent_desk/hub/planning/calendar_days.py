"""The centre's calendar as its page shows it: what is published of a year, and what other days of the bank's own would change."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.public_holidays import ENGLISH, HOLIDAYS, PUBLISHED, WORKDAYS
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.planning.forecasting import calendar_of
from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.planning.records import PublishedDay, PublishedYear
from agent_desk.schemas.planning.settings import CALENDAR, CentreCalendar


def published_year(year: int) -> PublishedYear:
    """Return what is published of a year."""
    named = [(day, False, name) for day, name in HOLIDAYS.items()] + [
        (day, True, name) for day, name in WORKDAYS.items()
    ]
    return PublishedYear(
        year=year,
        known=year in PUBLISHED,
        days=[
            PublishedDay(day=day, worked=worked, name_zh=name, name_en=ENGLISH.get(name, name))
            for day, worked, name in sorted(named)
            if day.year == year
        ],
    )


def foreseen(unit: Unit, value: CentreCalendar) -> list[tuple[str, str]]:
    """Say how many days other own days would turn, from today on, and which open complaints end on a day that becomes one off.

    The legal time of a complaint counts calendar days and does not move; who keeps it has to work on that day.
    """
    now, then = calendar_of(settings_in_force.read(unit.db, CALENDAR, unit.now)), calendar_of(value)
    named = now.own_holidays | now.own_workdays | then.own_holidays | then.own_workdays
    turned = [day for day in named if day >= unit.today and now.is_worked(day) != then.is_worked(day)]
    off = {day for day in turned if not then.is_worked(day)}
    worked = len(turned) - len(off)
    lines = []
    if turned:
        lines.append(
            (f"新增休息 {len(off)} 天，新增上班 {worked} 天", f"{len(off)} more days off, {worked} more worked")
        )
    due = _due_on(unit, off)
    if due:
        lines.append(
            (
                f"{due} 件未办结投诉的期限落在这些休息日，期限不顺延",
                f"{due} open complaints are due on these days off; their limit does not move",
            )
        )
    return lines


def _due_on(unit: Unit, days: set[date]) -> int:
    if not days:
        return 0
    zone: ZoneInfo = unit.zone
    open_ones = unit.db.scalars(
        select(Complaint.due_at).where(Complaint.state.in_(OPEN_STATES), Complaint.due_at.is_not(None))
    )
    # A limit ends with its last day: its moment is the midnight after it.
    return sum((due_at - timedelta(microseconds=1)).astimezone(zone).date() in days for due_at in open_ones)
