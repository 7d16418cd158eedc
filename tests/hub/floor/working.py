"""A small floor for tests of the work on it: a house with a clock that is moved by hand, people, queues, and the alarms' look."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from agent_desk.hub.figures import board_keeper
from agent_desk.hub.figures.snapshots import keep, written_down
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.supervising.alarms import AlarmKeeper
from agent_desk.models.kit import Change

BEGIN = datetime(2025, 11, 13, 6, 40, tzinfo=UTC)
"""14:40 in Shanghai."""
ZONE = "Asia/Shanghai"


@dataclass
class Floor:
    """Work at a moment that the test sets."""

    hub_context: HubContext
    at: datetime = BEGIN

    def __post_init__(self) -> None:
        self.hub_context.clock = lambda: self.at

    def later(self, **time: float) -> "Floor":
        """Let time pass."""
        self.at += timedelta(**time)
        return self

    def work(self, do: Callable[..., Any], *given: Any, caller: Caller | None = None, **named: Any) -> Any:
        """A committed unit of work."""
        with self.hub_context.database.write() as db:
            return do(Unit(db=db, now=self.at, jobs=self.hub_context.jobs, caller=caller), *given, **named)

    def set(self, kind: type[Any], key: Any, **fields: Any) -> None:
        """Change a row."""
        with self.hub_context.database.write() as db:
            row = db.get_one(kind, key)
            for name, value in fields.items():
                setattr(row, name, value)

    def look(self, by: AlarmKeeper | None = None) -> None:
        """Count the board as it is and look for alarms on it."""
        with self.hub_context.database.write() as db:
            bodies = written_down(board_keeper.count_now(db, self.hub_context), ("中心", "Centre"))
            keep(Unit(db=db, now=self.at, jobs=self.hub_context.jobs), bodies)
        (by or AlarmKeeper()).look(self.hub_context)

    def told(self, entity: str) -> list[dict[str, Any]]:
        """Hints of the changes told of an entity, in order."""
        with self.hub_context.database.read() as db:
            rows = db.query(Change).filter(Change.entity == entity).order_by(Change.id).all()
            return [row.hint for row in rows]

    def audience(self, entity: str, entity_id: uuid.UUID) -> list[str]:
        """Who hears the last change of a row."""
        with self.hub_context.database.read() as db:
            found = db.query(Change).filter(Change.entity == entity, Change.entity_id == str(entity_id))
            return list(found.order_by(Change.id.desc()).first().audience)
