"""The centre's time zone, by which its days begin and end: read in one place."""

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


def centre_day(db: Session, at: datetime, default: str = ZONE) -> date:
    """Return the day that a moment has in the centre."""
    return at.astimezone(ZoneInfo(centre_zone(db, default))).date()
