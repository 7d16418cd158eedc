"""What the hub does with projects by itself: start and end them at their time, and say what somebody must do about one."""

import uuid
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.campaigns import service
from agent_desk.hub.campaigns.errors import QueueHasProject
from agent_desk.hub.campaigns.service import PROJECT_WORK, PROJECTS
from agent_desk.hub.kit import work_items
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.campaigns import Project, ProjectPerson
from agent_desk.schemas.campaigns.records import ProjectMove
from agent_desk.schemas.campaigns.words import WORK

EVERY_S: Final = 5.0
SOON: Final = timedelta(days=1)
"""So long before it begins a project has its people, or its owner is told."""


def look(hub_context: HubContext) -> int:
    """Start and end what is due, each project in a transaction of its own; how many."""
    now = hub_context.now()
    due = or_(
        and_(Project.state == "planned", Project.from_at <= now),
        and_(Project.state.in_(("running", "paused")), Project.until_at <= now),
    )
    nobody = ~exists().where(ProjectPerson.project_id == Project.id)
    begins = and_(Project.state == "planned", Project.from_at > now, Project.from_at <= now + SOON)
    with hub_context.database.read() as db:
        moved = list(db.scalars(select(Project.id).where(due, Project.by_itself).order_by(Project.until_at)))
        soon = db.execute(select(Project.id, nobody).where(begins)).all()
    for project_id in moved:
        _move(hub_context, project_id)
    for project_id, alone in soon:
        _tell(hub_context, project_id, alone=alone)
    return len(moved)


def _unit(hub_context: HubContext, db: Session) -> Unit:
    return Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, context=hub_context)


def _move(hub_context: HubContext, project_id: uuid.UUID) -> None:
    with hub_context.database.write() as db:
        unit = _unit(hub_context, db)
        row = PROJECTS.lock(unit, project_id)
        move: ProjectMove = "start" if row.state == "planned" and row.until_at > unit.now else "end"
        if not row.by_itself or row.ended_at is not None or (move == "end" and row.until_at > unit.now):
            return
        try:
            with db.begin_nested():
                service.step(unit, row, move)
        except (QueueHasProject, InvalidForm) as fault:
            service.put_work(unit, row, "not_started", why=WORK[fault.id].both)


def _tell(hub_context: HubContext, project_id: uuid.UUID, *, alone: bool) -> None:
    with hub_context.database.write() as db:
        unit = _unit(hub_context, db)
        row = PROJECTS.lock(unit, project_id)
        if not alone:
            work_items.end(unit, PROJECT_WORK, row.id)
            return
        zone = ZoneInfo(centre_zone(db, hub_context.settings.zone))
        time = f"{row.from_at.astimezone(zone):%m-%d %H:%M}"
        service.put_work(unit, row, "nobody", time=(time, time))


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("start and end projects", EVERY_S, look)]
