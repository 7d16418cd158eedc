"""What the centre promises its callers: formula, thresholds and targets of each queue."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Milliseconds, Version, one_of


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
    formula: Mapped[str]
    threshold_ms: Mapped[Milliseconds]
    short_ms: Mapped[Milliseconds]
    target: Mapped[float]
    answer_rate_target: Mapped[float]
    version: Mapped[Version]
