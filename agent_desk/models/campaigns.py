"""Projects: what agents work on from when to when, its editions, when each queue's calls belonged to it, and the answers kept."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Json, Moment, Version, one_of

PROJECT_KINDS = ("inbound", "campaign")
PROJECT_STATES = ("planned", "running", "paused", "ended", "reported")


class Project(Base):
    """One thing that is planned, started, ended and reported. `from_at`, `until_at`: its period as planned, half-open."""

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("until_at > from_at", name="period"),
        CheckConstraint(one_of("kind", PROJECT_KINDS), name="kind"),
        CheckConstraint(one_of("state", PROJECT_STATES), name="state"),
        CheckConstraint("(state IN ('ended', 'reported')) = (ended_at IS NOT NULL)", name="ended"),
        Index("ix_project_open", "state", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[IdColumn]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(server_default=text("'inbound'"), default="inbound")
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    from_at: Mapped[Moment]
    until_at: Mapped[Moment]
    by_itself: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    joins: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    state: Mapped[str] = mapped_column(server_default=text("'planned'"), default="planned")
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    conclusion: Mapped[str] = mapped_column(server_default=text("''"), default="")
    edition: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    version: Mapped[Version]


class ProjectQueue(Base):
    """A queue whose calls belong to a project while it runs."""

    __tablename__ = "project_queue"

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("project.id"), primary_key=True)
    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"), primary_key=True, index=True)


class ProjectPerson(Base):
    """Who works on a project."""

    __tablename__ = "project_person"

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("project.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class ProjectEdition(Base):
    """Script, articles, wrap-up form and target from a moment on; an edition is never changed."""

    __tablename__ = "project_edition"

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    from_at: Mapped[Moment]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ProjectRun(Base):
    """A stretch [from_at, until_at) in which a queue's calls belong to a project; of one project at a time."""

    __tablename__ = "project_run"
    __table_args__ = (
        CheckConstraint("until_at >= from_at", name="time"),
        Index("uq_project_run_open", "queue_id", unique=True, postgresql_where=text("until_at IS NULL")),
        Index("ix_project_run_queue_id_from_at", "queue_id", "from_at"),
        Index("ix_project_run_project_id", "project_id"),
    )

    id: Mapped[IdColumn]
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("project.id"))
    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"))
    from_at: Mapped[Moment]
    until_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ProjectJoin(Base):
    """A membership of a queue that a project has made, and takes away when it ends."""

    __tablename__ = "project_join"

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("project.id"), primary_key=True)
    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)


class ProjectAnswers(Base):
    """What one agent's call of a project answered, under the edition under which the call was answered."""

    __tablename__ = "project_answers"
    __table_args__ = (
        UniqueConstraint("call_id", "person_id"),
        Index("ix_project_answers_project_id", "project_id"),
    )

    id: Mapped[IdColumn]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("project.id"))
    edition: Mapped[int]
    answers: Mapped[Json]
    saved_at: Mapped[CreatedAt]
    version: Mapped[Version]
