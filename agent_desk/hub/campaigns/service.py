"""Projects: planned, changed by version and edition, moved from state to state; what agents of its queues do follows from it."""

import uuid
from collections.abc import Iterable
from typing import Any, Final, cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import membership
from agent_desk.hub.calls.views import person_ref, queue_ref
from agent_desk.hub.campaigns import rules
from agent_desk.hub.campaigns.errors import ProjectOver, QueueHasProject
from agent_desk.hub.campaigns.views import row_of, rows_of
from agent_desk.hub.kit import scope, work_items
from agent_desk.hub.kit.errors import InvalidForm, NotFound, TransitionRefused
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, register
from agent_desk.models.calls.calls import Queue, QueueMember
from agent_desk.models.campaigns import (
    Project,
    ProjectEdition,
    ProjectJoin,
    ProjectPerson,
    ProjectQueue,
    ProjectRun,
)
from agent_desk.models.knowledge import Article
from agent_desk.models.people import Person
from agent_desk.schemas.campaigns.changes import ProjectChanged
from agent_desk.schemas.campaigns.operations import MANAGE, VIEW
from agent_desk.schemas.campaigns.records import (
    ArticleRef,
    MoveForm,
    ProjectChoices,
    ProjectContent,
    ProjectForm,
    ProjectMove,
    ProjectRow,
    ProjectState,
    Worker,
)
from agent_desk.schemas.campaigns.words import WORK

PLAIN: Final = ("name", "kind", "from_at", "until_at", "by_itself", "joins")
CONTENT: Final = tuple(ProjectContent.model_fields)
PROJECT_WORK: Final = register(WorkKind("project"))
"""Of a project that begins soon and has nobody, could not start, or has ended without a report."""
PROJECTS: Final = Records(
    model=Project,
    what="project",
    change=lambda row: ProjectChanged(id=row.id, version=row.version, state=row.state),
    to=("all",),
)


def listed(unit: Unit) -> list[ProjectRow]:
    """Return the projects within reach, the latest first."""
    found = select(Project).where(scope.project(scope.reach(unit, VIEW)))
    return rows_of(unit.db, unit.db.scalars(found.order_by(Project.from_at.desc(), Project.name)).all())


def require_seen(unit: Unit, project_id: uuid.UUID) -> ProjectRow:
    """Return a project within reach. Raises NotFound."""
    within = scope.project(scope.reach(unit, VIEW))
    row = unit.db.scalar(select(Project).where(Project.id == project_id, within))
    if row is None:
        raise NotFound(what="project")
    return row_of(unit.db, row)


def choices(unit: Unit) -> ProjectChoices:
    """Return queues and agents within reach with who serves what, and articles in use."""
    db, found = unit.db, scope.reach(unit, MANAGE)
    queues = db.scalars(
        select(Queue).where(Queue.active, scope.queue(found, Queue.id)).order_by(Queue.position, Queue.code)
    ).all()
    served: dict[uuid.UUID, list[str]] = {}
    members = select(QueueMember.person_id, Queue.code).join(Queue, Queue.id == QueueMember.queue_id)
    for person_id, code in db.execute(
        members.where(Queue.active, scope.queue(found, Queue.id)).order_by(Queue.position, Queue.code)
    ):
        served.setdefault(person_id, []).append(code)
    agents = db.scalars(
        select(Person)
        .where(Person.active, Person.agent_code.is_not(None), scope.person(found, Person.id))
        .order_by(Person.agent_code)
    ).all()
    articles = select(Article).where(Article.state == "published").order_by(Article.code)
    return ProjectChoices(
        queues=[queue_ref(one) for one in queues],
        agents=[Worker(person=person_ref(one), queues=served.get(one.id, [])) for one in agents],
        articles=[ArticleRef(id=one.id, code=one.code, title=one.title) for one in db.scalars(articles)],
    )


def add(unit: Unit, form: ProjectForm) -> ProjectRow:
    """Plan a project. Raises InvalidForm, NotFound (a queue out of reach)."""
    queues = _checked(unit, form)
    _require_reached(unit, queues)
    return _add(unit, form, queues, unit.me.person_id)


def add_from_file(unit: Unit, form: ProjectForm, owner_id: uuid.UUID) -> ProjectRow:
    """Plan a project that stands in the centre's file: who takes that sets up the whole centre. Raises InvalidForm."""
    return _add(unit, form, _checked(unit, form), owner_id)


def _add(unit: Unit, form: ProjectForm, queues: list[Queue], owner_id: uuid.UUID) -> ProjectRow:
    row = Project(id=uuid.uuid4(), owner_id=owner_id, **{name: getattr(form, name) for name in PLAIN})
    unit.db.add(row)
    unit.db.flush()
    _put_parts(unit.db, row, queues, form)
    _put_edition(unit, row, 1, form)
    PROJECTS.tell(unit, row, "campaigns.add", after={"name": row.name, "queues": form.queues})
    return row_of(unit.db, row)


def change(unit: Unit, project_id: uuid.UUID, form: ProjectForm) -> ProjectRow:
    """Change a project that is not over; of one that runs, from now on. Raises NotFound, InvalidForm, StaleVersion, ProjectOver,
    QueueHasProject."""
    row = _open(unit, project_id, form.version)
    if row.state in rules.OVER:
        raise ProjectOver()
    queues = _checked(unit, form)
    _require_reached(unit, queues)
    return _change(unit, row, form, queues)


def change_from_file(unit: Unit, project_id: uuid.UUID, form: ProjectForm) -> ProjectRow:
    """Change a project that is planned as the centre's file has it. Raises NotFound, InvalidForm, StaleVersion."""
    row = PROJECTS.open(unit, project_id, form.version, lambda one: row_of(unit.db, one))
    return _change(unit, row, form, _checked(unit, form))


def _change(unit: Unit, row: Project, form: ProjectForm, queues: list[Queue]) -> ProjectRow:
    before = _facts(unit.db, row)
    old = row_of(unit.db, row)
    for name in PLAIN:
        setattr(row, name, getattr(form, name))
    unit.db.execute(delete(ProjectQueue).where(ProjectQueue.project_id == row.id))
    unit.db.execute(delete(ProjectPerson).where(ProjectPerson.project_id == row.id))
    _put_parts(unit.db, row, queues, form)
    if any(getattr(form, name) != getattr(old, name) for name in CONTENT):
        row.edition += 1
        _put_edition(unit, row, row.edition, form)
    if row.state == "running":
        _run(unit, row)
    if row.state in ("running", "paused"):
        _let_join(unit, row)
    PROJECTS.close(unit, row, "campaigns.change", before=before, after=_facts(unit.db, row))
    return row_of(unit.db, row)


def move(unit: Unit, project_id: uuid.UUID, form: MoveForm) -> ProjectRow:
    """Do a step by hand. Raises NotFound, StaleVersion, TransitionRefused, InvalidForm, QueueHasProject."""
    row = _open(unit, project_id, form.version)
    if form.move == "report" and not form.why.strip():
        raise InvalidForm({"why": "why_missing"})
    step(unit, row, form.move, form.why.strip())
    return row_of(unit.db, row)


def step(unit: Unit, row: Project, move: ProjectMove, why: str = "") -> None:
    """Do a step with a locked project, by hand or by its time. Raises TransitionRefused, InvalidForm, QueueHasProject."""
    before = cast(ProjectState, row.state)
    after = rules.TRANSITIONS.get((before, move))
    if after is None:
        raise TransitionRefused(state=before, trigger=move)
    if move == "start":
        _require_members(unit.db, row)
        row.started_at = unit.now
    row.state = after
    if after == "ended":
        row.ended_at = unit.now
    if after == "running":
        _run(unit, row)
        _let_join(unit, row)
    else:
        _stop(unit, row)
    if after == "ended":
        _let_leave(unit, row)
    if move == "report":
        row.conclusion = why
    _give_work(unit, row, move)
    PROJECTS.close(
        unit, row, f"campaigns.{move}", reason=why or None, before={"state": before}, after={"state": row.state}
    )


# ---------------------------------------------------------------------- checks and parts


def _open(unit: Unit, project_id: uuid.UUID, version: int | None) -> Project:
    """Return the project, locked, if all its queues are within reach. Raises NotFound, StaleVersion."""
    scope.require(unit, select(Project.id).where(Project.id == project_id).exists(), "project")
    for queue_id in _queues_of(unit.db, project_id):
        scope.require_queue(unit, MANAGE, queue_id, "project")
    return PROJECTS.open(unit, project_id, version, lambda row: row_of(unit.db, row))


def _checked(unit: Unit, form: ProjectForm) -> list[Queue]:
    """Return the queues. Raises InvalidForm."""
    db = unit.db
    wrong = rules.content_faults(form)
    if form.until_at <= form.from_at:
        wrong["until_at"] = "until_before_from"
    queues = list(db.scalars(select(Queue).where(Queue.code.in_(form.queues), Queue.active)))
    if len(queues) != len(set(form.queues)):
        wrong["queues"] = "unknown_queue"
    if len(set(form.articles)) != len(db.scalars(select(Article.id).where(Article.id.in_(form.articles))).all()):
        wrong["articles"] = "unknown_article"
    agents = set(
        db.scalars(select(Person.id).where(Person.id.in_(form.people), Person.active, Person.agent_code.is_not(None)))
    )
    if agents != set(form.people):
        wrong["people"] = "not_an_agent"
    elif not form.joins and _outside(db, form.people, [one.id for one in queues]):
        wrong["people"] = "serves_no_queue"
    if wrong:
        raise InvalidForm(wrong)
    return queues


def _require_reached(unit: Unit, queues: Iterable[Queue]) -> None:
    """Raise NotFound for a queue out of the caller's reach."""
    for queue in queues:
        scope.require_queue(unit, MANAGE, queue.id)


def _outside(db: Session, people: Iterable[uuid.UUID], queues: list[uuid.UUID]) -> set[uuid.UUID]:
    """Return who serves none of these queues."""
    return set(people) - set(db.scalars(select(QueueMember.person_id).where(QueueMember.queue_id.in_(queues))))


def _require_members(db: Session, row: Project) -> None:
    if not row.joins and _outside(db, _people_of(db, row.id), _queues_of(db, row.id)):
        raise InvalidForm({"people": "serves_no_queue"})


def _put_parts(db: Session, row: Project, queues: Iterable[Queue], form: ProjectForm) -> None:
    db.add_all(ProjectQueue(project_id=row.id, queue_id=one.id) for one in queues)
    db.add_all(ProjectPerson(project_id=row.id, person_id=one) for one in dict.fromkeys(form.people))
    db.flush()


def _put_edition(unit: Unit, row: Project, number: int, form: ProjectForm) -> None:
    content = form.model_dump(mode="json", include=set(CONTENT))
    unit.db.add(ProjectEdition(project_id=row.id, number=number, from_at=unit.now, content=content))
    unit.db.flush()


def _facts(db: Session, row: Project) -> dict[str, Any]:
    """What the history of a project compares; the content by what an edition is made of."""
    shown = row_of(db, row)
    names = dict(db.execute(select(Person.id, Person.agent_code).where(Person.id.in_(shown.people))).all())
    articles = dict(db.execute(select(Article.id, Article.code).where(Article.id.in_(shown.articles))).all())
    return {
        **shown.model_dump(mode="json", include={*PLAIN, "queues", "edition", "fields"}),
        "steps": [one.model_dump(mode="json") for one in shown.script],
        "project_target": shown.target.model_dump(mode="json"),
        "articles": sorted(articles.values()),
        "people": sorted(str(names[one]) for one in shown.people),
    }


def _queues_of(db: Session, project_id: uuid.UUID) -> list[uuid.UUID]:
    return list(db.scalars(select(ProjectQueue.queue_id).where(ProjectQueue.project_id == project_id)))


def _people_of(db: Session, project_id: uuid.UUID) -> list[uuid.UUID]:
    return list(db.scalars(select(ProjectPerson.person_id).where(ProjectPerson.project_id == project_id)))


# ---------------------------------------------------------------------- running


def _run(unit: Unit, row: Project) -> None:
    """Let exactly its queues' calls belong to it from now on. Raises QueueHasProject."""
    db, wanted = unit.db, set(_queues_of(unit.db, row.id))
    open_ = {
        run.queue_id: run
        for run in db.scalars(
            select(ProjectRun).where(ProjectRun.project_id == row.id, ProjectRun.until_at.is_(None)).with_for_update()
        )
    }
    for queue_id, run in open_.items():
        if queue_id not in wanted:
            run.until_at = unit.now
    for queue in db.scalars(
        select(Queue).where(Queue.id.in_(wanted - open_.keys())).order_by(Queue.id).with_for_update()
    ):
        other = db.scalar(
            select(Project.name)
            .join(ProjectRun, ProjectRun.project_id == Project.id)
            .where(ProjectRun.queue_id == queue.id, ProjectRun.until_at.is_(None))
        )
        if other is not None:
            raise QueueHasProject(queue=queue.name_zh, project=other)
        db.add(ProjectRun(project_id=row.id, queue_id=queue.id, from_at=unit.now))
    db.flush()


def _stop(unit: Unit, row: Project) -> None:
    for run in unit.db.scalars(
        select(ProjectRun).where(ProjectRun.project_id == row.id, ProjectRun.until_at.is_(None))
    ):
        run.until_at = unit.now


def _let_join(unit: Unit, row: Project) -> None:
    """Have exactly its people in its queues where they join with it; who was there before stays when it ends."""
    db = unit.db
    wanted = (
        {(queue_id, person_id) for queue_id in _queues_of(db, row.id) for person_id in _people_of(db, row.id)}
        if row.joins
        else set[tuple[uuid.UUID, uuid.UUID]]()
    )
    _take_away(unit, row, but=wanted)
    for queue_id in sorted({one[0] for one in wanted}):
        joined = membership.join(unit, queue_id, (person for queue, person in wanted if queue == queue_id))
        db.add_all(ProjectJoin(project_id=row.id, queue_id=queue_id, person_id=one) for one in joined)
    db.flush()


def _let_leave(unit: Unit, row: Project) -> None:
    _take_away(unit, row, but=set())


def _take_away(unit: Unit, row: Project, *, but: set[tuple[uuid.UUID, uuid.UUID]]) -> None:
    db = unit.db
    over = [
        one
        for one in db.scalars(select(ProjectJoin).where(ProjectJoin.project_id == row.id))
        if (one.queue_id, one.person_id) not in but
    ]
    for queue_id in sorted({one.queue_id for one in over}):
        membership.leave(unit, queue_id, [one.person_id for one in over if one.queue_id == queue_id])
    for one in over:
        db.delete(one)
    db.flush()


def _give_work(unit: Unit, row: Project, move: ProjectMove) -> None:
    """Its owner says what came of a project that ran; everything else that was to be done is done."""
    if move == "end" and row.started_at is not None:
        put_work(unit, row, "to_report")
    else:
        work_items.end(unit, PROJECT_WORK, row.id)


def put_work(unit: Unit, row: Project, word: str, **said: tuple[str, str]) -> None:
    """Have the owner do something about a project; `said`: what the sentence names, in Chinese and English."""
    names = {"name": (row.name, row.name), **said}
    title = tuple(
        text.format(**{name: both[at] for name, both in names.items()}) for at, text in enumerate(WORK[word].both)
    )
    work_items.put(unit, PROJECT_WORK, row.id, (title[0], title[1]), person_id=row.owner_id, due_at=row.from_at)
