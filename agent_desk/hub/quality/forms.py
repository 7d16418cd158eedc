"""Score forms by edition: an edition that a sample is scored with is never changed; its copy is."""

import uuid
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final, cast

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.quality.errors import EditionInUse, NoScoreForm
from agent_desk.models.quality import Sample, ScoreForm, ScoreQuestion
from agent_desk.schemas.quality.changes import ScoreFormChanged
from agent_desk.schemas.quality.records import FormRef, Question, QuestionKind, ScoreFormEdit, VersionOnly
from agent_desk.schemas.quality.records import ScoreForm as ScoreFormRecord

AUDIENCE = ("perm:quality.review", "perm:quality.forms")
EDITIONS: Final = Records(
    model=ScoreForm,
    what="score form",
    change=lambda row: ScoreFormChanged(id=row.id, version=row.version, edition=row.edition),
    to=AUDIENCE,
)


def form_ref(form: ScoreForm) -> FormRef:
    """An edition by name."""
    return FormRef(id=form.id, code=form.code, edition=form.edition, name_zh=form.name_zh, name_en=form.name_en)


def forms(db: Session) -> list[ScoreFormRecord]:
    """Every edition, newest first."""
    rows = db.scalars(select(ScoreForm).order_by(ScoreForm.code, ScoreForm.edition.desc())).all()
    return [record(db, row) for row in rows]


def form(db: Session, form_id: uuid.UUID) -> ScoreFormRecord:
    """One edition. Raises NotFound."""
    return record(db, _require(db, form_id))


def new_edition(unit: Unit, form_id: uuid.UUID) -> ScoreFormRecord:
    """Copy an edition into the next one of its code; the copy is not in force yet. Raises NotFound."""
    source = _require(unit.db, form_id)
    # Two people who copy at once wait for each other, else both would take the same number.
    unit.db.execute(text("SELECT pg_advisory_xact_lock(hashtext('quality.edition'))"))
    newest = unit.db.scalar(select(func.max(ScoreForm.edition)).where(ScoreForm.code == source.code)) or 0
    made = ScoreForm(
        code=source.code,
        edition=newest + 1,
        name_zh=source.name_zh,
        name_en=source.name_en,
        pass_mark=source.pass_mark,
        active=False,
        created_at=unit.now,
    )
    unit.db.add(made)
    unit.db.flush()
    put_questions(unit.db, made.id, [_question(one) for one in questions_of(unit.db, source.id)])
    EDITIONS.tell(unit, made, "quality.new_edition", code=made.code, edition=made.edition, copied_from=source.edition)
    return record(unit.db, made)


def edit(unit: Unit, form_id: uuid.UUID, form: ScoreFormEdit) -> ScoreFormRecord:
    """Write an edition anew. Raises NotFound, EditionInUse, InvalidForm, StaleVersion (with the edition as it is)."""
    row = EDITIONS.open(unit, form_id, form.version, partial(record, unit.db))
    if used(unit.db, row.id):
        raise EditionInUse(edition=row.edition)
    _check(form.questions)
    row.name_zh, row.name_en, row.pass_mark = form.name_zh.strip(), form.name_en.strip(), form.pass_mark
    unit.db.execute(delete(ScoreQuestion).where(ScoreQuestion.form_id == row.id))
    put_questions(unit.db, row.id, form.questions)
    EDITIONS.close(unit, row, "quality.edit_edition", code=row.code, edition=row.edition, questions=len(form.questions))
    return record(unit.db, row)


def activate(unit: Unit, form_id: uuid.UUID, form: VersionOnly) -> ScoreFormRecord:
    """Put an edition in force for new samples, in the place of the one before. Raises NotFound, StaleVersion."""
    row = EDITIONS.open(unit, form_id, form.version, partial(record, unit.db))
    unit.db.execute(
        update(ScoreForm)
        .where(ScoreForm.code == row.code, ScoreForm.active, ScoreForm.id != row.id)
        .values(active=False, version=ScoreForm.version + 1)
    )
    row.active = True
    EDITIONS.close(unit, row, "quality.activate_edition", code=row.code, edition=row.edition)
    return record(unit.db, row)


def form_to_draw_with(db: Session, form_id: uuid.UUID | None) -> ScoreForm:
    """The edition a new sample is scored with: the one named, else the one in force. Raises NotFound, NoScoreForm."""
    if form_id is not None:
        return _require(db, form_id)
    found = db.scalar(select(ScoreForm).where(ScoreForm.active).order_by(ScoreForm.created_at.desc(), ScoreForm.id))
    if found is None:
        raise NoScoreForm()
    return found


def used(db: Session, form_id: uuid.UUID) -> bool:
    """Whether a sample is scored with this edition."""
    return db.scalar(select(Sample.id).where(Sample.form_id == form_id).limit(1)) is not None


def questions_of(db: Session, form_id: uuid.UUID) -> Sequence[ScoreQuestion]:
    """The questions in order."""
    return db.scalars(
        select(ScoreQuestion).where(ScoreQuestion.form_id == form_id).order_by(ScoreQuestion.position)
    ).all()


def record(db: Session, row: ScoreForm) -> ScoreFormRecord:
    """An edition as it crosses the wire."""
    return ScoreFormRecord(
        **form_ref(row).model_dump(),
        active=row.active,
        used=used(db, row.id),
        pass_mark=row.pass_mark,
        created_at=row.created_at,
        questions=[_question(one) for one in questions_of(db, row.id)],
        version=row.version,
    )


def put_questions(db: Session, form_id: uuid.UUID, questions: Iterable[Question]) -> None:
    """Store the questions of an edition that has none."""
    for position, one in enumerate(questions):
        db.add(ScoreQuestion(form_id=form_id, position=position, **one.model_dump()))
    db.flush()


def _question(row: ScoreQuestion) -> Question:
    return Question(
        code=row.code,
        section_zh=row.section_zh,
        section_en=row.section_en,
        name_zh=row.name_zh,
        name_en=row.name_en,
        help_zh=row.help_zh,
        help_en=row.help_en,
        kind=cast(QuestionKind, row.kind),
        weight=row.weight,
    )


def _check(questions: Sequence[Question]) -> None:
    wrong: dict[str, str] = {}
    codes = [one.code for one in questions]
    for one in questions:
        if codes.count(one.code) > 1:
            wrong[one.code] = "twice"
        elif one.kind == "fatal" and one.weight:
            wrong[one.code] = "fatal_has_no_weight"
    if not any(one.weight for one in questions):
        wrong["questions"] = "no_weight"
    if wrong:
        raise InvalidForm(wrong)


def _require(db: Session, form_id: uuid.UUID) -> ScoreForm:
    found = db.get(ScoreForm, form_id)
    if found is None:
        raise NotFound(what="score form")
    return found
