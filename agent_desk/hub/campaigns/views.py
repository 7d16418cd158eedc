"""Projects as they cross the wire, and the project of a call: by the queue of the agent's part and the moment of its answer."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import plan_of
from agent_desk.hub.calls.views import people_of
from agent_desk.hub.campaigns import rules
from agent_desk.models.calls.calls import CallLeg, Queue
from agent_desk.models.campaigns import Project, ProjectEdition, ProjectPerson, ProjectQueue, ProjectRun
from agent_desk.schemas.campaigns.records import ProjectContent, ProjectKind, ProjectRow, ProjectState


def rows_of(db: Session, projects: Sequence[Project]) -> list[ProjectRow]:
    """Return projects as rows; a handful of queries whatever their number."""
    ids = [one.id for one in projects]
    owners = people_of(db, (one.owner_id for one in projects))
    queues: dict[uuid.UUID, list[str]] = defaultdict(list)
    covered = select(ProjectQueue.project_id, Queue.code).join(Queue, Queue.id == ProjectQueue.queue_id)
    for project_id, code in db.execute(
        covered.where(ProjectQueue.project_id.in_(ids)).order_by(Queue.position, Queue.code)
    ):
        queues[project_id].append(code)
    people: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for one in db.scalars(
        select(ProjectPerson).where(ProjectPerson.project_id.in_(ids)).order_by(ProjectPerson.person_id)
    ):
        people[one.project_id].append(one.person_id)
    editions = {
        one.project_id: one
        for one in db.scalars(
            select(ProjectEdition)
            .join(Project, Project.id == ProjectEdition.project_id)
            .where(Project.id.in_(ids), ProjectEdition.number == Project.edition)
        )
    }
    numbers = plan_of(db)[0].numbers
    return [
        ProjectRow(
            **content_of(editions[one.id]).model_dump(),
            id=one.id,
            name=one.name,
            kind=cast(ProjectKind, one.kind),
            owner=owners[one.owner_id],
            queues=queues[one.id],
            people=people[one.id],
            from_at=one.from_at,
            until_at=one.until_at,
            by_itself=one.by_itself,
            joins=one.joins,
            state=cast(ProjectState, one.state),
            moves=rules.moves_of(cast(ProjectState, one.state)),
            edition=one.edition,
            numbers=[number.number for number in numbers if number.queue in queues[one.id]],
            started_at=one.started_at,
            ended_at=one.ended_at,
            conclusion=one.conclusion,
            version=one.version,
        )
        for one in projects
    ]


def row_of(db: Session, project: Project) -> ProjectRow:
    """Return one project as a row."""
    return rows_of(db, [project])[0]


def content_of(edition: ProjectEdition) -> ProjectContent:
    """Return script, articles, form and target of an edition."""
    return ProjectContent.model_validate(edition.content)


@dataclass(frozen=True, slots=True)
class Found:
    """The project of a call, in the edition under which it was answered."""

    project: Project
    edition: ProjectEdition

    @property
    def content(self) -> ProjectContent:
        """What the edition says."""
        return content_of(self.edition)


def found_for(db: Session, call_id: uuid.UUID, person_id: uuid.UUID, now: datetime | None = None) -> Found | None:
    """Return the project of this agent's part of a call; None where its queue belonged to none at that moment.

    The moment is that of the answer, of a call that rings: `now` (without it: None). Nothing is written for it at the answer, so
    that calls cost no more where there are no projects: runs and editions have moments, and are never changed afterwards.
    """
    part = (
        select(CallLeg.queue_id, CallLeg.answered_at)
        .where(CallLeg.call_id == call_id, CallLeg.person_id == person_id)
        .order_by(CallLeg.rung_at.desc())
        .limit(1)
    )
    leg = db.execute(part).one_or_none()
    at = (leg.answered_at or now) if leg is not None else None
    if leg is None or at is None:
        return None
    run = (
        select(Project, ProjectEdition)
        .join(ProjectRun, ProjectRun.project_id == Project.id)
        .join(ProjectEdition, ProjectEdition.project_id == Project.id)
        .where(
            ProjectRun.queue_id == leg.queue_id,
            ProjectRun.from_at <= at,
            or_(ProjectRun.until_at.is_(None), ProjectRun.until_at > at),
            ProjectEdition.from_at <= at,
        )
        .order_by(ProjectEdition.number.desc())
        .limit(1)
    )
    row = db.execute(run).one_or_none()
    return Found(row[0], row[1]) if row is not None else None
