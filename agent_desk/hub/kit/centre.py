"""The centre's time zone, by which its days begin and end: read in one place."""

from typing import Any

from sqlalchemy.orm import Session

from agent_desk.models.kit import Setting

CENTRE = "centre"
"""Key of the centre's setting: names, hotline, zone."""


def centre_zone(db: Session, default: str) -> str:
    """Return the name of the centre's zone; `default` is that of the hub's settings, for a centre that has set none."""
    row = db.get(Setting, CENTRE)
    return zone_of(row.value if row is not None else None, default)


def zone_of(centre: dict[str, Any] | None, default: str) -> str:
    """Return the name of the centre's zone from its setting, where that has been read already."""
    return str((centre or {}).get("zone", default))
