"""Classes of complaints in the centre's file: the standard's axes A, B and C, with the bank's own numbers."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.loading import AXES, load_terms
from agent_desk.hub.cases.terms import EDITION
from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, words
from agent_desk.models.cases import CaseTerm
from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.settings import Words

_Name = Annotated[Line, Field(min_length=1, max_length=128)]


class ClassInFile(BaseModel):
    """A class; `code` is the bank's own number."""

    axis: Literal["A", "B", "C"]
    key: Annotated[Line, Field(min_length=1, max_length=64)]
    parent: Annotated[Line, Field(max_length=64)] | None = None
    code: Annotated[Line, Field(max_length=64)] = ""
    name_zh: _Name
    name_en: _Name


def _read(db: Session) -> list[Entry]:
    axis_of = {axis: letter for letter, axis in AXES.items()}
    found = select(CaseTerm).where(CaseTerm.axis.in_(axis_of), CaseTerm.edition == EDITION)
    rows = sorted(db.scalars(found), key=lambda row: (axis_of[row.axis], row.position, row.key))
    return [
        {
            "axis": axis_of[row.axis],
            "key": row.key,
            "parent": row.parent_key,
            "code": row.code,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
        }
        for row in rows
    ]


def _put(taking: Taking, before: Entry | None, after: Entry) -> None:
    unit = taking.unit
    axis = select(CaseTerm.position).where(CaseTerm.axis == AXES[after["axis"]], CaseTerm.edition == EDITION)
    held = unit.db.scalars(axis).all()
    place = unit.db.scalar(axis.where(CaseTerm.key == after["key"])) if before is not None else None
    load_terms(
        unit.db,
        {"complaint_classes": [{**after, "position": max(held, default=-1) + 1 if place is None else place}]},
    )
    said = after["name_zh"], after["name_en"]
    unit.audit("cases.import", "case_term", after["key"], named=list(said), before=before, after=after)


PARTS: Final = (
    Part(
        name="complaint_classes",
        title=Words("投诉分类", "Classes of complaints"),
        note=Words(
            "按行业标准的 A、B、C 三类；code 为本行代码。",
            "The standard's axes A, B, C; code is the bank's own number.",
        ),
        permission="settings.manage",
        record=ClassInFile,
        keys=("axis", "key"),
        read=_read,
        put=_put,
        shown=words(
            axis=("类别", "Axis"),
            key=("代码", "Key"),
            parent=("上级代码", "Above"),
            code=("本行代码", "The bank's number"),
            name_zh=("中文名称", "Chinese name"),
            name_en=("英文名称", "English name"),
        ),
        place=ROWS + 8,
    ),
)
