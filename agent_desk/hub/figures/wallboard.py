"""The wallboard: what of the board may hang on a wall, and which screens may show it."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.security import WALLBOARD_MARK, new_token, token_digest
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.figures import WallboardToken
from agent_desk.schemas.figures import views as schemas
from agent_desk.schemas.figures.board import Board
from agent_desk.schemas.figures.changes import WallboardTokenEnded

_HUBS = "hub"
"""Audience of the change that tells of a withdrawn token: the hubs, no seat."""
LONGEST_NAME = 60


def on_the_wall(board: Board, centre: tuple[str, str]) -> schemas.Wallboard:
    """Return the wallboard's snapshot out of the board's: the fields that its schema names and no others, so none of a person."""
    shown = {name: getattr(board, name) for name in schemas.Wallboard.model_fields if hasattr(board, name)}
    return schemas.Wallboard(**shown, centre_zh=centre[0], centre_en=centre[1])


def make_token(unit: Unit, name: str) -> tuple[uuid.UUID, str]:
    """Return a new screen's right; the token itself is told this once. Raises InvalidForm for no name or one that is in use."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise InvalidForm({"name": "length"})
    if _in_force(unit.db, name) is not None:
        raise InvalidForm({"name": "taken"})
    token = WALLBOARD_MARK + new_token()[0]
    row = WallboardToken(
        id=uuid.uuid4(),
        name=name,
        token_digest=token_digest(token),
        made_at=unit.now,
        made_by=unit.caller.login if unit.caller is not None else "system",
    )
    unit.db.add(row)
    unit.db.flush()
    unit.audit("floor.wallboard_token", "wallboard_token", row.id, name=name)
    return row.id, token


def revoke(unit: Unit, name: str) -> None:
    """Withdraw a screen's right: a line that is open ends at once. Raises NotFound."""
    row = _in_force(unit.db, name.strip())
    if row is None:
        raise NotFound(what="wallboard")
    row.revoked_at = unit.now
    unit.audit("floor.wallboard_revoked", "wallboard_token", row.id, name=row.name)
    unit.change(WallboardTokenEnded(id=row.id, ended="session_expired"), to=[_HUBS])


def tokens(db: Session) -> list[schemas.WallboardToken]:
    """Return every screen that may, or might, show the wallboard; the newest first."""
    rows = db.scalars(select(WallboardToken).order_by(WallboardToken.made_at.desc()))
    return [
        schemas.WallboardToken(
            id=row.id, name=row.name, made_at=row.made_at, made_by=row.made_by, revoked_at=row.revoked_at
        )
        for row in rows
    ]


def _in_force(db: Session, name: str) -> WallboardToken | None:
    return db.scalar(select(WallboardToken).where(WallboardToken.name == name, WallboardToken.revoked_at.is_(None)))
