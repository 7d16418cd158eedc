"""A project at the agent's seat: its script and form beside the call, the answers kept, what must be answered, articles first."""

import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import require_call_to_write, require_own_call
from agent_desk.hub.campaigns import rules
from agent_desk.hub.campaigns.errors import AnswersMissing
from agent_desk.hub.campaigns.views import Found, found_for
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.campaigns import ProjectAnswers
from agent_desk.schemas.campaigns.changes import AnswersChanged
from agent_desk.schemas.campaigns.operations import VIEW
from agent_desk.schemas.campaigns.records import AnswersForm, CallProject

ANSWERS: Final = Records(
    model=ProjectAnswers,
    what="project_answers",
    change=lambda row: AnswersChanged(id=row.call_id, version=row.version, project=str(row.project_id)),
    to=lambda row: [f"person:{row.person_id}", *scope.audience(VIEW)],
    audited="call",
    audit_id="call_id",
)


def of_call(unit: Unit, call_id: uuid.UUID) -> CallProject:
    """Return the project of an own call; one without an id where it has none. Raises NotFound."""
    require_own_call(unit, call_id)
    found = found_for(unit.db, call_id, unit.me.person_id, unit.now)
    return _record(call_id, found, _row(unit, call_id) if found is not None else None)


def save(unit: Unit, call_id: uuid.UUID, form: AnswersForm) -> CallProject:
    """Keep what was answered. Raises NotFound, InvalidForm, StaleVersion (yours, current)."""
    require_call_to_write(unit, call_id)
    found = found_for(unit.db, call_id, unit.me.person_id, unit.now)
    if found is None:
        raise NotFound(what="project")
    if wrong := rules.answer_faults(found.content.asked(), form.answers):
        raise InvalidForm(wrong)
    row = (None if form.version else _first(unit, call_id, found)) or _row(unit, call_id, lock=True)
    version = row.version if row is not None else 0
    require_version(version, form.version, lambda: _record(call_id, found, row), form)
    assert row is not None  # a first save has made it
    row.answers, row.saved_at, row.edition = dict(form.answers), unit.now, found.edition.number
    ANSWERS.close(unit, row, "campaigns.answers", project=str(row.project_id), edition=row.edition)
    return _record(call_id, found, row)


def require_answers(db: Session, person_id: uuid.UUID, call_id: uuid.UUID) -> None:
    """Raise AnswersMissing where the project of this part wants something answered that is not."""
    found = found_for(db, call_id, person_id)
    if found is None:
        return
    kept = db.scalar(
        select(ProjectAnswers.answers).where(ProjectAnswers.call_id == call_id, ProjectAnswers.person_id == person_id)
    )
    open_ = rules.missing(found.content.asked(), kept or {})
    if open_:
        names = ", ".join(one.label_zh for one in open_)
        raise AnswersMissing(project=found.project.name, names=names)


def articles_first(unit: Unit, call_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the articles of the project of the caller's own call, in its order."""
    found = found_for(unit.db, call_id, unit.me.person_id, unit.now)
    return found.content.articles if found is not None else []


def _row(unit: Unit, call_id: uuid.UUID, *, lock: bool = False) -> ProjectAnswers | None:
    own = select(ProjectAnswers).where(ProjectAnswers.call_id == call_id, ProjectAnswers.person_id == unit.me.person_id)
    return unit.db.scalar(own.with_for_update() if lock else own)


def _first(unit: Unit, call_id: uuid.UUID, found: Found) -> ProjectAnswers | None:
    """Return a new row in version 0, or None where there is one already (two first saves cannot both pass)."""
    return unit.db.scalar(
        insert(ProjectAnswers)
        .values(
            id=uuid.uuid4(),
            call_id=call_id,
            person_id=unit.me.person_id,
            project_id=found.project.id,
            edition=found.edition.number,
            answers={},
            saved_at=unit.now,
            version=0,
        )
        .on_conflict_do_nothing(index_elements=["call_id", "person_id"])
        .returning(ProjectAnswers)
    )


def _record(call_id: uuid.UUID, found: Found | None, row: ProjectAnswers | None) -> CallProject:
    if found is None:
        return CallProject(call_id=call_id)
    content = found.content
    return CallProject(
        call_id=call_id,
        project_id=found.project.id,
        name=found.project.name,
        edition=found.edition.number,
        script=content.script,
        fields=content.fields,
        answers=dict(row.answers) if row is not None else {},
        version=row.version if row is not None else 0,
    )
