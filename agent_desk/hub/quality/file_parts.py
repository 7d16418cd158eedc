"""Score forms in the centre's file: of each the edition in force, else its newest. Editions and their numbers are a centre's own."""

from typing import Annotated, Final

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, in_file, words
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.quality import forms
from agent_desk.models.quality import ScoreForm
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.quality.records import Activation, NewScoreForm, ScoreFormEdit

CONTENT: Final = frozenset(ScoreFormEdit.model_fields) - {"version"}


class ScoreFormFields(ScoreFormEdit):
    """A form as it stands in the file."""

    in_force: bool = False


def _rows(db: Session) -> dict[str, ScoreForm]:
    """Return the edition of each form that its entry says."""
    found: dict[str, ScoreForm] = {}
    for row in db.scalars(
        select(ScoreForm).order_by(ScoreForm.code, ScoreForm.active.desc(), ScoreForm.edition.desc())
    ):
        found.setdefault(row.code, row)
    return found


def _read(db: Session) -> list[Entry]:
    return [
        {"code": code, **forms.record(db, row).model_dump(mode="json", include=set(CONTENT)), "in_force": row.active}
        for code, row in _rows(db).items()
    ]


def _put(taking: Taking, before: Entry | None, after: Entry) -> None:
    unit, content = taking.unit, {name: after[name] for name in CONTENT}
    if before is not None and before["in_force"] and not after["in_force"]:
        raise InvalidForm({"in_force": "stays_in_force"})
    if before is None:
        new = NewScoreForm(code=after["code"], name_zh=after["name_zh"], name_en=after["name_en"])
        edition = forms.add(unit, new)
    else:
        edition = forms.record(unit.db, _rows(unit.db)[after["code"]])
    if before is None or any(before[name] != after[name] for name in CONTENT):
        # What samples are scored with is never changed, nor what is in force before the day from which this counts.
        if edition.used or (edition.active and taking.counts_from is not None):
            edition = forms.new_edition(unit, edition.id)
        edition = forms.edit(unit, edition.id, ScoreFormEdit(**content, version=edition.version))
    if after["in_force"] and not edition.active:
        forms.activate(unit, edition.id, Activation(version=edition.version, counts_from=taking.counts_from))


PARTS: Final = (
    Part(
        name="score_forms",
        title=Words("评分表", "Score forms"),
        note=Words(
            "每张评分表的启用版；已用于抽检的版本不会改动，改动成为新版。权重 0 至 100；kind 为 points、yesno 或 fatal（权重 0）。",
            "Of each form the edition in force. One that samples are scored with stays: a change becomes its next edition. Weights from "
            "0 to 100; kind is points, yesno or fatal (weight 0).",
        ),
        permission="quality.forms",
        record=in_file(
            "ScoreForm",
            ScoreFormFields,
            {"code": Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9_]+$")]},
        ),
        read=_read,
        put=_put,
        shown=words(
            code=("代码", "Code"),
            name_zh=("中文名称", "Chinese name"),
            name_en=("英文名称", "English name"),
            pass_mark=("合格线", "Pass mark"),
            questions=("问题", "Questions"),
            in_force=("启用", "In force"),
        ),
        place=ROWS + 10,
        faults={
            "stays_in_force": Words(
                "启用中的评分表不能停用，只能由另一版代替。",
                "A form that is in force stays so until another edition takes its place.",
            )
        },
        dated=True,
    ),
)
