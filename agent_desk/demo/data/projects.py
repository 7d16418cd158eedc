"""The project that runs in the demonstration: planned and started by the service, and answered in the calls of the past days."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.demo.data.acting import acting
from agent_desk.demo.data.content import Content, Weighted, demo_folder
from agent_desk.demo.data.history import EXCHANGE
from agent_desk.demo.data.ids import drawn
from agent_desk.demo.data.plan import SeedPlan
from agent_desk.hub.campaigns import service
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, CallLeg, Queue, QueueMember
from agent_desk.models.campaigns import Project, ProjectAnswers, ProjectRun
from agent_desk.models.knowledge import Article
from agent_desk.models.people import Person
from agent_desk.schemas.campaigns.records import MoveForm, ProjectForm

_DAYS_AGO: Final = 12
_DAYS_TO_COME: Final = 25
_OF_THE_FORM: Final = ("name", "script", "fields", "target")


def make_project(db: Session, plan: SeedPlan, content: Content, jobs: Jobs) -> int:
    """Plan and start it as of some days ago, at the beginning of a day, and answer the calls since; how many calls have answers."""
    said = _said()
    begins = plan.begin_at(plan.today - timedelta(days=min(_DAYS_AGO, plan.days - 1)))
    unit = Unit(db=db, now=min(begins, plan.now), jobs=jobs, caller=acting(db, content, "supervisor")[0])
    serves = (
        select(QueueMember.person_id)
        .join(Queue, Queue.id == QueueMember.queue_id)
        .join(Person, Person.id == QueueMember.person_id)
        .where(Queue.code == said["queue"], QueueMember.penalty == 0, Person.active)
    )
    form = ProjectForm(
        **{name: said[name] for name in _OF_THE_FORM},
        queues=[said["queue"]],
        articles=list(db.scalars(select(Article.id).where(Article.code.in_(said["articles"])))),
        people=list(db.scalars(serves.order_by(Person.login))),
        from_at=begins,
        until_at=begins + timedelta(days=_DAYS_AGO + _DAYS_TO_COME),
    )
    made = service.add(unit, form)
    service.move(unit, made.id, MoveForm(move="start", version=made.version))
    return answer_past_calls(db, plan)


def answer_past_calls(db: Session, plan: SeedPlan) -> int:
    """Fill in what was answered in the made-up calls of projects that run, where nothing is yet; how many calls have answers now.

    Put in as rows: the form at the seat takes answers of a call while it is worked on.
    """
    said, rows = _said(), list[dict[str, Any]]()
    parts = (
        select(CallLeg.call_id, CallLeg.person_id, func.coalesce(CallLeg.ended_at, Call.ended_at), Project.id)
        .join(Call, Call.id == CallLeg.call_id)
        .join(ProjectRun, ProjectRun.queue_id == CallLeg.queue_id)
        .join(Project, Project.id == ProjectRun.project_id)
        .where(
            Call.exchange == EXCHANGE,
            Call.ended_at.is_not(None),
            Project.name == said["name"],
            CallLeg.answered_at >= ProjectRun.from_at,
            ProjectRun.until_at.is_(None) | (CallLeg.answered_at < ProjectRun.until_at),
            ~select(ProjectAnswers.id).where(ProjectAnswers.call_id == CallLeg.call_id).exists(),
        )
        .order_by(CallLeg.rung_at, CallLeg.id)
    )
    for call_id, person_id, ended_at, project_id in db.execute(parts):
        random = Random(f"{plan.seed}/project/{call_id}")
        if random.random() < said["share_asked"]:
            rows.append(
                {
                    "id": drawn(random, int(ended_at.timestamp() * 1000)),
                    "call_id": call_id,
                    "person_id": person_id,
                    "project_id": project_id,
                    "edition": 1,
                    "answers": _answers(random, said["shares"]),
                    "saved_at": ended_at,
                    "version": 1,
                }
            )
    if rows:
        db.execute(insert(ProjectAnswers).on_conflict_do_nothing(), rows)
    return len(rows)


def _answers(random: Random, shares: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    found = {code: str(Weighted(list(one), list(one.values())).draw(random)) for code, one in shares.items()}
    if found["want"] == "登记办理":
        found["day"] = str(random.randint(1, 28))
    return found


def _said() -> dict[str, Any]:
    return tomllib.loads((demo_folder() / "project.toml").read_text(encoding="utf-8"))
