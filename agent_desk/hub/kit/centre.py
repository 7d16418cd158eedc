"""The centre's time zone, by which its days begin and end: read in one place."""

from sqlalchemy.orm import Session

from agent_desk.hub.kit import settings_in_force
from agent_desk.schemas.people.settings import CENTRE


def centre_zone(db: Session, default: str) -> str:
    """Return the name of the centre's zone; `default` is that of the hub's settings, for a centre that has set none."""
    return settings_in_force.read(db, CENTRE).zone or default
