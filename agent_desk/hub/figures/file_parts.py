"""Wallboards in the centre's file: which screens there are and what they show. Their keys are in no file."""

from typing import Annotated, Any, Final

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.figures import wallboard
from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, in_file, words
from agent_desk.models.figures import WallboardToken
from agent_desk.schemas.figures.views import NewWallboard, WallboardForm
from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.settings import Words


def _screens(db: Session) -> list[WallboardToken]:
    return list(
        db.scalars(select(WallboardToken).where(WallboardToken.revoked_at.is_(None)).order_by(WallboardToken.name))
    )


def _read(db: Session) -> list[Entry]:
    return [{"name": one.name, "pages": list(one.pages), "seconds": one.seconds} for one in _screens(db)]


def _put(taking: Taking, before: Entry | None, after: Entry) -> None:
    if before is None:
        # Nobody is told this key: on the page the screen is given one that is shown.
        wallboard.add(taking.unit, NewWallboard(**after))
        return
    row = next(one for one in _screens(taking.unit.db) if one.name == after["name"])
    shown: dict[str, Any] = {"pages": after["pages"], "seconds": after["seconds"]}
    wallboard.change(taking.unit, row.id, WallboardForm(**shown, version=row.version))


PARTS: Final = (
    Part(
        name="wallboards",
        title=Words("大屏", "Wallboards"),
        note=Words(
            "密钥不在文件中；新建的大屏在“大屏”页取得密钥。",
            "Keys are not in it: a screen that is new is given one on the page Wallboards.",
        ),
        permission="settings.manage",
        record=in_file("Wallboard", WallboardForm, {"name": Annotated[Line, Field(min_length=1, max_length=60)]}),
        keys=("name",),
        read=_read,
        put=_put,
        shown=words(name=("名称", "Name"), pages=("页面", "Pages"), seconds=("每页秒数", "Seconds a page")),
        place=ROWS + 9,
    ),
)
