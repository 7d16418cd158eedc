"""Loading a score form from a file, as often as one likes: the same form again changes nothing."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agent_desk.hub.quality.forms import put_questions, questions_of
from agent_desk.models.quality import ScoreForm, ScoreQuestion
from agent_desk.schemas.quality.records import Question


def load_form(db: Session, content: Mapping[str, Any]) -> ScoreForm:
    """Store the form of a file (`tomllib.load` of quality.toml: [form], [[sections]], [[questions]]) and put it in force.

    Where an edition of its code says the same already, nothing changes, whichever is in force; else it becomes the next
    edition, since an edition may have been used. Raises KeyError for a question in a section that is none,
    ValidationError for one that is not well formed.
    """
    head = content["form"]
    wanted = _questions(content)
    editions = db.scalars(select(ScoreForm).where(ScoreForm.code == head["code"]).order_by(ScoreForm.edition)).all()
    known = next((one for one in editions if _same(db, one, head, wanted)), None)
    if known is not None:
        return known
    db.execute(
        update(ScoreForm)
        .where(ScoreForm.code == head["code"], ScoreForm.active)
        .values(active=False, version=ScoreForm.version + 1)
    )
    made = ScoreForm(
        code=head["code"],
        edition=editions[-1].edition + 1 if editions else 1,
        name_zh=head["name_zh"],
        name_en=head["name_en"],
        pass_mark=head.get("pass_mark", 80),
        active=True,
    )
    db.add(made)
    db.flush()
    put_questions(db, made.id, wanted)
    return made


def _questions(content: Mapping[str, Any]) -> list[Question]:
    sections = {one["code"]: one for one in content["sections"]}
    order = list(sections)
    listed = sorted(content["questions"], key=lambda one: order.index(one["section"]))
    return [
        Question(
            code=one["code"],
            section_zh=sections[one["section"]]["name_zh"],
            section_en=sections[one["section"]]["name_en"],
            name_zh=one["name_zh"],
            name_en=one["name_en"],
            help_zh=one.get("help_zh", ""),
            help_en=one.get("help_en", ""),
            kind=one["kind"],
            weight=one["weight"],
        )
        for one in listed
    ]


def _same(db: Session, known: ScoreForm, head: Mapping[str, Any], wanted: list[Question]) -> bool:
    named = (known.name_zh, known.name_en, known.pass_mark)
    if named != (head["name_zh"], head["name_en"], head.get("pass_mark", 80)):
        return False
    return [_dump(one) for one in questions_of(db, known.id)] == [one.model_dump() for one in wanted]


def _dump(row: ScoreQuestion) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Question.model_fields}


__all__ = ["load_form"]
