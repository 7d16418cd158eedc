"""What waits for a second person's word, and what became of it."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Json, Moment, Version, one_of

APPROVAL_STATES = ("pending", "approved", "refused", "withdrawn", "expired")


class Approval(Base):
    """One request, bound to the digest of what is asked. The author never decides it; one that waits per kind and subject."""

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint(one_of("state", APPROVAL_STATES), name="state"),
        CheckConstraint("(state = 'pending') = (ended_at IS NULL)", name="ended"),
        CheckConstraint("(state IN ('approved', 'refused')) = (decided_by_id IS NOT NULL)", name="decided"),
        CheckConstraint("decided_by_id <> asked_by_id", name="second_person"),
        CheckConstraint("state <> 'approved' OR ended_at < expires_at", name="in_time"),
        CheckConstraint("expires_at > asked_at", name="expires"),
        CheckConstraint("digest ~ '^[0-9a-f]{64}$'", name="digest"),
        Index("uq_approval_pending", "kind", "subject", unique=True, postgresql_where=text("state = 'pending'")),
        Index("ix_approval_asked_at", "asked_at"),
    )

    id: Mapped[IdColumn]
    kind: Mapped[str]
    subject: Mapped[str]
    """What it is about: an id or key of the area that asks."""
    body: Mapped[Json]
    """What is done when it is approved, exactly."""
    digest: Mapped[str]
    """SHA-256 of kind, subject and body; whoever approves names it."""
    reason: Mapped[str]
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    state: Mapped[str] = mapped_column(server_default=text("'pending'"), default="pending")
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(server_default=text("''"), default="")
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When its author did what was approved, where that gives back a secret or a file: once."""
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[Version]
