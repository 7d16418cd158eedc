"""Work of the hub that takes long: what was asked, how far it is, what came of it."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Json, Moment, Version, one_of

JOB_STATES = ("waiting", "running", "done", "failed", "stopped", "interrupted")
OPEN_JOB = ("waiting", "running")


class LongJob(Base):
    """One piece of long work. A worker holds it while its heartbeat is fresh; one whose worker died is taken up by another."""

    __tablename__ = "long_job"
    __table_args__ = (
        CheckConstraint(one_of("state", JOB_STATES), name="state"),
        CheckConstraint("(state = 'running') = (worker IS NOT NULL)", name="worker"),
        CheckConstraint("(state IN ('waiting', 'running')) = (ended_at IS NULL)", name="ended"),
        CheckConstraint("done >= 0 AND (total IS NULL OR total >= 0)", name="progress"),
        Index("uq_long_job_open_about", "kind", "about", unique=True, postgresql_where=text(one_of("state", OPEN_JOB))),
        Index("ix_long_job_open", "asked_at", postgresql_where=text(one_of("state", OPEN_JOB))),
        Index("ix_long_job_asked_at", "asked_at"),
    )

    id: Mapped[IdColumn]
    kind: Mapped[str]
    about: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """What it works on; of a kind only one job is open about the same thing."""
    args: Mapped[Json]
    asked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Null: the hub itself."""
    asked_at: Mapped[Moment]
    state: Mapped[str] = mapped_column(server_default=text("'waiting'"), default="waiting")
    done: Mapped[int] = mapped_column(BigInteger, server_default=text("0"), default=0)
    total: Mapped[int | None] = mapped_column(BigInteger)
    stop_asked: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    worker: Mapped[uuid.UUID | None]
    heartbeat_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """By the database's clock."""
    checkpoint: Mapped[Json]
    """Where it goes on after an interruption."""
    tries: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    """How many workers have begun it."""
    result: Mapped[Any | None] = mapped_column(JSONB)
    fault: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """Id of the error by which it failed."""
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[Version]
