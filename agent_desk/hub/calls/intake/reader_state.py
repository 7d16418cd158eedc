"""How the reading of the exchange goes, written down with each reconciliation, so that any hub can say it."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import Setting

KEY: Final = "exchange.reader"
HOUR: Final = timedelta(hours=1)


def remember(unit: Unit, program: str, differences: int) -> None:
    """Note that exchange and hub were compared now, and how many differences were found."""
    recent = [one for one in of(unit.db).get("recent", []) if datetime.fromisoformat(one[0]) > unit.now - HOUR]
    if differences:
        recent.append([unit.now.isoformat(), differences])
    value = {"at": unit.now.isoformat(), "program": program, "recent": recent[-200:]}
    row = insert(Setting).values(key=KEY, value=value)
    unit.db.execute(
        row.on_conflict_do_update(index_elements=[Setting.key], set_={"value": value, "changed_at": unit.now})
    )


def of(db: Session) -> dict[str, Any]:
    """Return what was noted last; empty where nothing was yet."""
    found = db.scalar(select(Setting.value).where(Setting.key == KEY))
    return dict(found) if found else {}
