"""Score forms by edition: an edition that a sample is scored with is never changed; its copy is."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from functools import partial
from typing import Any, Final, cast

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from agent_desk.hub.kit.centre import centre_day
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.quality.errors import EditionInUse, NoScoreForm
from agent_desk.models.quality import Sample, ScoreForm, ScoreQuestion
from agent_desk.schemas.quality.changes import ScoreFormChanged
from agent_desk.schemas.quality.records import (
    Activation,
    FormRef,
    NewScoreForm,
    Question,
    QuestionKind,
    ScoreFormEdit,
)
from agent_desk.schemas.quality.records import ScoreForm as ScoreFormRecord

FIRST_QUESTION: Final = Question(
    code="q1",
    section_zh="服务规范",
    section_en="Service",
    name_zh="问题一",
    name_en="Question 1",
    kind="points",
    weight=10,
)
"""What a new form begins with, since one without a weight is no form."""
AUDIENCE = ("perm:quality.review", "perm:quality.forms")
EDITIONS: Final = Records(
    model=ScoreForm,
    what="score form",
    change=lambda row: ScoreFormChanged(id=row.id, version=row.version, edition=row.edition),
    to=AUDIENCE,
)


def form_ref(form: ScoreForm) -> FormRef:
    """Return an edition by name."""
    return FormRef(id=form.id, code=form.code, edition=form.edition, name_zh=form.name_zh, name_en=form.name_en)


def forms(db: Session) -> list[ScoreFormRecord]:
    """Return every edition, newest first."""
    rows = db.scalars(select(ScoreForm).order_by(ScoreForm.code, ScoreForm.edition.desc())).all()
    return [record(db, row) for row in rows]


def form(db: Session, form_id: uuid.UUID) -> ScoreFormRecord:
    """Return one edition. Raises NotFound."""
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
    before = _facts(unit.db, row)
    row.name_zh, row.name_en, row.pass_mark = form.name_zh.strip(), form.name_en.strip(), form.pass_mark
    unit.db.execute(delete(ScoreQuestion).where(ScoreQuestion.form_id == row.id))
    put_questions(unit.db, row.id, form.questions)
    after = _facts(unit.db, row)
    EDITIONS.close(unit, row, "quality.edit_edition", code=row.code, edition=row.edition, before=before, after=after)
    return record(unit.db, row)


def _facts(db: Session, row: ScoreForm) -> dict[str, Any]:
    """Return what an edit can change, as the history keeps it and puts it back."""
    questions = [_question(one).model_dump(mode="json") for one in questions_of(db, row.id)]
    return {"name_zh": row.name_zh, "name_en": row.name_en, "pass_mark": row.pass_mark, "questions": questions}


def add(unit: Unit, form: NewScoreForm) -> ScoreFormRecord:
    """Make the first edition of another form, with one question to begin with. Raises InvalidForm for a code that is taken."""
    unit.db.execute(text("SELECT pg_advisory_xact_lock(hashtext('quality.edition'))"))
    if unit.db.scalar(select(ScoreForm.id).where(ScoreForm.code == form.code).limit(1)) is not None:
        raise InvalidForm({"code": "taken"})
    made = ScoreForm(
        code=form.code,
        edition=1,
        name_zh=form.name_zh.strip(),
        name_en=form.name_en.strip(),
        active=False,
        created_at=unit.now,
    )
    unit.db.add(made)
    unit.db.flush()
    put_questions(unit.db, made.id, [FIRST_QUESTION])
    EDITIONS.tell(unit, made, "quality.new_edition", code=made.code, edition=1)
    return record(unit.db, made)


def activate(unit: Unit, form_id: uuid.UUID, form: Activation) -> ScoreFormRecord:
    """Put an edition in force for new samples, in the place of the one before, at once or from a day of the centre on.

    Raises NotFound, StaleVersion, InvalidForm for a day that is no later one.
    """
    row = EDITIONS.open(unit, form_id, form.version, partial(record, unit.db))
    if form.counts_from is None:
        _put_in_force(unit, row)
        return record(unit.db, row)
    begins = datetime.combine(form.counts_from, time.min, unit.zone)
    if begins <= unit.now:
        raise InvalidForm({"counts_from": "not_a_later_day"})
    row.counts_from = begins
    on = form.counts_from.isoformat()
    EDITIONS.close(unit, row, "quality.activate_edition", code=row.code, edition=row.edition, counts_from=on)
    return record(unit.db, row)


def take_back(unit: Unit, form_id: uuid.UUID) -> ScoreFormRecord:
    """Withdraw that an edition comes in force on a later day. Raises NotFound where that day has come, or was never set."""
    row = EDITIONS.lock(unit, form_id)
    if row.counts_from is None:
        raise NotFound(what="pending_value")
    row.counts_from = None
    EDITIONS.close(unit, row, "quality.take_back_edition", code=row.code, edition=row.edition)
    return record(unit.db, row)


def put_due_in_force(unit: Unit) -> int:
    """Put editions in force whose day has come, the last day's last; how many."""
    due = select(ScoreForm).where(ScoreForm.counts_from <= unit.now).order_by(ScoreForm.counts_from, ScoreForm.edition)
    rows = unit.db.scalars(due.with_for_update()).all()
    for row in rows:
        _put_in_force(unit, row)
    return len(rows)


def keep_days(hub_context: HubContext) -> int:
    """Duty: editions are in force from their day on, whether somebody draws a sample or not."""
    with hub_context.database.write() as db:
        return put_due_in_force(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs))


def duties() -> list[Duty]:
    """Return the regular duties."""
    return [Duty("put score forms in force", 60.0, keep_days)]


def _put_in_force(unit: Unit, row: ScoreForm) -> None:
    unit.db.execute(
        update(ScoreForm)
        .where(ScoreForm.code == row.code, ScoreForm.active, ScoreForm.id != row.id)
        .values(active=False, version=ScoreForm.version + 1)
    )
    row.active, row.counts_from = True, None
    EDITIONS.close(unit, row, "quality.activate_edition", code=row.code, edition=row.edition)


def form_to_draw_with(unit: Unit, form_id: uuid.UUID | None) -> ScoreForm:
    """The edition a new sample is scored with: the one named, else the one in force. Raises NotFound, NoScoreForm."""
    db = unit.db
    put_due_in_force(unit)
    if form_id is not None:
        return _require(db, form_id)
    found = db.scalar(select(ScoreForm).where(ScoreForm.active).order_by(ScoreForm.created_at.desc(), ScoreForm.id))
    if found is None:
        raise NoScoreForm()
    return found


def used(db: Session, form_id: uuid.UUID) -> bool:
    """Return whether a sample is scored with this edition."""
    return db.scalar(select(Sample.id).where(Sample.form_id == form_id).limit(1)) is not None


def questions_of(db: Session, form_id: uuid.UUID) -> Sequence[ScoreQuestion]:
    """Return the questions in order."""
    return db.scalars(
        select(ScoreQuestion).where(ScoreQuestion.form_id == form_id).order_by(ScoreQuestion.position)
    ).all()


def record(db: Session, row: ScoreForm) -> ScoreFormRecord:
    """Return an edition as it crosses the wire."""
    return ScoreFormRecord(
        **form_ref(row).model_dump(),
        counts_on=centre_day(db, row.counts_from) if row.counts_from else None,
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
