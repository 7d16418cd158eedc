"""The snapshots of the floor as they are kept and handed on: put into words once, by the hub that counted."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Text, cast, literal, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Session

from agent_desk.hub.figures.wallboard import on_the_wall
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.figures import FloorSnapshot
from agent_desk.schemas.figures.board import BOARD, Board
from agent_desk.schemas.figures.changes import SnapshotMade
from agent_desk.schemas.figures.views import WALLBOARD

NAMES: Final = (BOARD, WALLBOARD)
STALE: Final = timedelta(seconds=15)
HUBS: Final = "hub"
"""Audience of the change that tells of a snapshot: the hubs, no seat."""
NO_ROW: Final = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Bodies:
    """The snapshots of one counting as JSON, by name."""

    made_at: datetime
    texts: dict[str, str]


def written_down(board: Board, centre: tuple[str, str]) -> Bodies:
    """Return the board, and what of it may hang on a wall."""
    return Bodies(
        board.made_at, {BOARD: board.model_dump_json(), WALLBOARD: on_the_wall(board, centre).model_dump_json()}
    )


def keep(unit: Unit, bodies: Bodies) -> None:
    """Write the snapshots, and tell the other hubs."""
    rows = [
        {"name": name, "made_at": bodies.made_at, "body": cast(literal(text, Text), JSONB)}
        for name, text in bodies.texts.items()
    ]
    fresh = insert(FloorSnapshot).values(rows)
    unit.db.execute(
        fresh.on_conflict_do_update(
            index_elements=["name"], set_={"made_at": fresh.excluded.made_at, "body": fresh.excluded.body}
        )
    )
    unit.change(SnapshotMade(id=NO_ROW, made_at=bodies.made_at), to=[HUBS])


def fresh_at(db: Session, hub_context: HubContext) -> datetime | None:
    """Return when the snapshot that `stored` would give was made; far cheaper to ask."""
    made_at = db.scalar(select(FloorSnapshot.made_at).where(FloorSnapshot.name == BOARD))
    return made_at if made_at is not None and hub_context.now() - made_at < STALE else None


def stored(db: Session, hub_context: HubContext) -> Bodies | None:
    """Return the snapshots as they were last written; None where there are none, or none of these moments."""
    rows = db.execute(
        select(FloorSnapshot.name, FloorSnapshot.made_at, cast(FloorSnapshot.body, Text)).where(
            FloorSnapshot.name.in_(NAMES)
        )
    ).all()
    made_at = max((row[1] for row in rows), default=None)
    if made_at is None or hub_context.now() - made_at >= STALE:
        return None
    return Bodies(made_at.astimezone(UTC), {row[0]: row[2] for row in rows})
