"""What the floor is run by: targets with their formulas, and the latest snapshot of the board."""

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Milliseconds, Version, one_of


class ServiceTarget(Base):
    """Formula, T, t and targets of one queue (queue null: the centre). A change applies to history too."""

    __tablename__ = "service_target"
    __table_args__ = (
        CheckConstraint(one_of("formula", ("F1", "F2", "F3", "F4", "F5", "F6")), name="formula"),
        CheckConstraint(
            "target > 0 AND target <= 1 AND answer_rate_target > 0 AND answer_rate_target <= 1", name="share"
        ),
        Index("uq_service_target_queue", "queue_id", unique=True, postgresql_nulls_not_distinct=True),
    )

    id: Mapped[IdColumn]
    queue_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("queue.id"))
    formula: Mapped[str] = mapped_column(server_default=text("'F3'"), default="F3")
    threshold_ms: Mapped[Milliseconds] = mapped_column(server_default=text("20000"), default=20000)
    short_ms: Mapped[Milliseconds] = mapped_column(server_default=text("5000"), default=5000)
    target: Mapped[float] = mapped_column(server_default=text("0.8"), default=0.8)
    answer_rate_target: Mapped[float] = mapped_column(server_default=text("0.9"), default=0.9)
    version: Mapped[Version]


class FloorSnapshot(Base):
    """The board as one hub last computed it; every hub sends this same row to its viewers."""

    __tablename__ = "floor_snapshot"

    name: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[CreatedAt]
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)
