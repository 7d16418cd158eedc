"""The wallboard: what of the board may hang on a wall, and which screens may show it."""

import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.security import WALLBOARD_MARK, new_token, token_digest
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.figures import WallboardToken
from agent_desk.schemas.figures import views as schemas
from agent_desk.schemas.figures.board import Board
from agent_desk.schemas.figures.changes import WallboardChanged, WallboardTokenEnded
from agent_desk.schemas.figures.words import WALL_PAGES, WALL_SECONDS

_HUBS = "hub"
"""Audience of the change that tells of a withdrawn token: the hubs, no seat."""
LONGEST_NAME = 60


def on_the_wall(board: Board, centre: tuple[str, str]) -> schemas.Wallboard:
    """Return the wallboard's snapshot out of the board's: the fields that its schema names and no others, so none of a person."""
    shown = {name: getattr(board, name) for name in schemas.Wallboard.model_fields if hasattr(board, name)}
    return schemas.Wallboard(**shown, centre_zh=centre[0], centre_en=centre[1])


SCREENS: Final = Records(
    model=WallboardToken,
    what="wallboard",
    change=lambda row: WallboardChanged(id=row.id, version=row.version),
    to=("perm:settings.manage",),
)
PAGES: Final = tuple(WALL_PAGES)


def make_token(
    unit: Unit, name: str, pages: Sequence[str] = PAGES, seconds: int = WALL_SECONDS
) -> tuple[uuid.UUID, str]:
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
        pages=list(pages),
        seconds=seconds,
    )
    unit.db.add(row)
    SCREENS.tell(unit, row, "floor.wallboard_token", name=name)
    return row.id, token


def add(unit: Unit, form: schemas.NewWallboard) -> schemas.MadeWallboard:
    """Return a new screen with its key, told this once. Raises InvalidForm."""
    made, token = make_token(unit, form.name, form.pages, form.seconds)
    return schemas.MadeWallboard(token=token, wallboard=_record(unit.db.get_one(WallboardToken, made)))


def change(unit: Unit, wallboard_id: uuid.UUID, form: schemas.WallboardForm) -> schemas.WallboardToken:
    """Say what a screen shows from when it connects next. Raises NotFound, StaleVersion with both versions."""
    row = SCREENS.open(unit, wallboard_id, form.version, _record)
    before = {"pages": list(row.pages), "seconds": row.seconds}
    row.pages, row.seconds = list(dict.fromkeys(form.pages)), form.seconds
    after = {"pages": row.pages, "seconds": row.seconds}
    SCREENS.close(unit, row, "floor.wallboard_changed", before=before, after=after)
    return _record(row)


def renew(unit: Unit, wallboard_id: uuid.UUID) -> schemas.MadeWallboard:
    """Give a screen another key, told this once: the one before counts no more, and a line that it opened ends at once.

    Raises NotFound, also for a screen whose right is withdrawn.
    """
    row = SCREENS.lock(unit, wallboard_id)
    if row.revoked_at is not None:
        raise NotFound(what="wallboard")
    token = WALLBOARD_MARK + new_token()[0]
    row.token_digest = token_digest(token)
    SCREENS.close(unit, row, "floor.wallboard_renewed", name=row.name)
    unit.change(WallboardTokenEnded(id=row.id, ended="session_expired"), to=[_HUBS])
    return schemas.MadeWallboard(token=token, wallboard=_record(row))


def revoke_one(unit: Unit, wallboard_id: uuid.UUID) -> schemas.WallboardToken:
    """Withdraw a screen's right, where it has one still: a line that is open ends at once. Raises NotFound."""
    row = SCREENS.lock(unit, wallboard_id)
    if row.revoked_at is None:
        _withdraw(unit, row)
    return _record(row)


def revoke(unit: Unit, name: str) -> None:
    """Withdraw a screen's right: a line that is open ends at once. Raises NotFound."""
    row = _in_force(unit.db, name.strip())
    if row is None:
        raise NotFound(what="wallboard")
    _withdraw(unit, row)


def _withdraw(unit: Unit, row: WallboardToken) -> None:
    row.revoked_at = unit.now
    SCREENS.close(unit, row, "floor.wallboard_revoked", name=row.name)
    unit.change(WallboardTokenEnded(id=row.id, ended="session_expired"), to=[_HUBS])


def tokens(db: Session) -> list[schemas.WallboardToken]:
    """Return every screen that may, or might, show the wallboard; the newest first."""
    rows = db.scalars(select(WallboardToken).order_by(WallboardToken.made_at.desc()))
    return [_record(row) for row in rows]


def _record(row: WallboardToken) -> schemas.WallboardToken:
    return schemas.WallboardToken.model_validate(
        {name: getattr(row, name) for name in schemas.WallboardToken.model_fields}
    )


def _in_force(db: Session, name: str) -> WallboardToken | None:
    return db.scalar(select(WallboardToken).where(WallboardToken.name == name, WallboardToken.revoked_at.is_(None)))
