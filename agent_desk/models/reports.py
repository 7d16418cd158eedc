"""Reports that are kept by name, and the files that are made of them by the clock."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Moment, Version, one_of

EVERY = ("never", "daily", "weekly", "monthly")
FILE_STATES = ("due", "made", "failed", "gone")


class SavedReport(Base):
    """A report with its choices. `next_at` null: it is made by hand alone. What was made of it stays when it is retired."""

    __tablename__ = "saved_report"
    __table_args__ = (
        CheckConstraint(one_of("every", EVERY), name="every"),
        CheckConstraint("at_minute BETWEEN 0 AND 1439 AND on_day BETWEEN 1 AND 31 AND keep_days > 0", name="clock"),
        CheckConstraint("(next_at IS NOT NULL) = (active AND every <> 'never')", name="next"),
        Index("uq_saved_report_name", "name", unique=True, postgresql_where=text("active")),
        Index("ix_saved_report_next_at", "next_at"),
    )

    id: Mapped[IdColumn]
    name: Mapped[str]
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    choice: Mapped[dict[str, Any]] = mapped_column(JSONB)
    every: Mapped[str] = mapped_column(server_default=text("'never'"), default="never")
    at_minute: Mapped[int] = mapped_column(server_default=text("420"), default=420)
    on_day: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    keep_days: Mapped[int] = mapped_column(server_default=text("90"), default=90)
    next_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class ReportFile(Base):
    """One making of a saved report: one per moment it was due, however often the job runs."""

    __tablename__ = "report_file"
    __table_args__ = (
        UniqueConstraint("report_id", "due_at"),
        CheckConstraint(one_of("state", FILE_STATES), name="state"),
        CheckConstraint("state <> 'made' OR (made_at IS NOT NULL AND file_id IS NOT NULL)", name="made"),
    )

    id: Mapped[IdColumn]
    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("saved_report.id"), index=True)
    due_at: Mapped[Moment]
    made_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(server_default=text("'due'"), default="due")
    name: Mapped[str] = mapped_column(server_default=text("''"), default="")
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    error: Mapped[str] = mapped_column(server_default=text("''"), default="")
    expires_at: Mapped[Moment]
    """How long the file is kept, once it is made."""
