"""What of the centre itself others need: the time zone in which its days begin and end, and its area code. Read in one place."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agent_desk.hub.kit import settings_in_force
from agent_desk.schemas.people.settings import CENTRE

ZONE: Final = "Asia/Shanghai"
"""The zone of a centre that has set none, where no hub's settings are at hand."""


def centre_zone(db: Session, default: str) -> str:
    """Return the name of the centre's zone; `default` is that of the hub's settings, for a centre that has set none."""
    return settings_in_force.read(db, CENTRE).zone or default


def area_code(db: Session) -> str:
    """Return the area code with its 0 of the town in which the centre's lines are; empty for a centre that has set none."""
    return settings_in_force.read(db, CENTRE).area_code


def centre_day(db: Session, at: datetime, default: str = ZONE) -> date:
    """Return the day that a moment has in the centre."""
    return at.astimezone(ZoneInfo(centre_zone(db, default))).date()
