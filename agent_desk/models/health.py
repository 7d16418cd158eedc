"""How the centre's own machinery is: what each check saw last, when it came to be so, and the proofs of backups."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Json, Moment, one_of

STATES = ("ok", "warn", "unknown", "bad")


class HealthState(Base):
    """What a check saw last. `place`: the hub that looked, empty where it is the whole centre's; `subject`: one of several things."""

    __tablename__ = "health_state"
    __table_args__ = (CheckConstraint(one_of("state", STATES), name="state"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    state: Mapped[str]
    value: Mapped[float | None]
    said_zh: Mapped[str] = mapped_column(server_default=text("''"), default="")
    said_en: Mapped[str] = mapped_column(server_default=text("''"), default="")
    since_at: Mapped[Moment]
    looked_at: Mapped[Moment]
    facts: Mapped[Json]
    """What the check keeps for its next look."""


class HealthChange(Base):
    """A check came to another state. The first look is one where it found something wrong."""

    __tablename__ = "health_change"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        Index("ix_health_change_code", "code", "place", "subject", "at"),
        Index("ix_health_change_at", "at"),
    )

    id: Mapped[IdColumn]
    code: Mapped[str]
    place: Mapped[str]
    subject: Mapped[str]
    state: Mapped[str]
    value: Mapped[float | None]
    said_zh: Mapped[str] = mapped_column(server_default=text("''"), default="")
    said_en: Mapped[str] = mapped_column(server_default=text("''"), default="")
    at: Mapped[Moment]


class BackupRecord(Base):
    """A backup that was made, or one that was restored and looked through: rows are added and never changed."""

    __tablename__ = "backup_record"
    __table_args__ = (
        CheckConstraint(one_of("kind", ("made", "restored")), name="kind"),
        CheckConstraint("kind = 'made' OR newest_at IS NOT NULL", name="newest"),
        Index("ix_backup_record_kind_at", "kind", "at"),
    )

    id: Mapped[IdColumn]
    kind: Mapped[str]
    at: Mapped[Moment]
    note: Mapped[str] = mapped_column(server_default=text("''"), default="")
    newest_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """Of a restored one: of its newest entry of the audit trail."""
    facts: Mapped[Json]
    """Of a restored one: the rows that were counted in it."""
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
