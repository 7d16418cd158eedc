"""The centre's hours of business, as the clocks of registers count them: office hours on the days that the centre works."""

from sqlalchemy.orm import Session

from agent_desk.hub.cases.business_time import BusinessCalendar, Period
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.public_holidays import HOLIDAYS, WORKDAYS
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.cases.kinds.settings import OFFICE_HOURS
from agent_desk.schemas.planning.settings import CALENDAR

_WORKED = range(5)
"""Monday to Friday."""


def business_calendar(unit: Unit) -> BusinessCalendar:
    """Return the hours of business in force; a day that the bank names goes before a published one."""
    db: Session = unit.db
    own = settings_in_force.read(db, CALENDAR, unit.now)
    hours = settings_in_force.read(db, OFFICE_HOURS, unit.now)
    day = tuple(Period(start, end) for start, end in hours.minutes())
    off, worked = own.days_off(), own.days_worked()
    return BusinessCalendar(
        zone=unit.zone,
        weekdays=dict.fromkeys(_WORKED, day),
        holidays=frozenset(HOLIDAYS) - worked | off,
        makeup_days=dict.fromkeys((frozenset(WORKDAYS) | worked) - off, day),
    )
