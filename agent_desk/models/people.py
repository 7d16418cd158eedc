"""People, their roles and seats."""

import uuid
from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Moment, Version, Words


class Team(Base):
    """A group of agents under one leader."""

    __tablename__ = "team"

    id: Mapped[IdColumn]
    code: Mapped[str] = mapped_column(unique=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]


class Person(Base):
    """Somebody who may sign in (or whose calls were imported: no password, so no sign-in)."""

    __tablename__ = "person"

    id: Mapped[IdColumn]
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(server_default=text("''"))
    agent_code: Mapped[str | None] = mapped_column(unique=True)
    """The agent's code on the exchange; null for people who take no calls."""
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team.id"), index=True)
    password_hash: Mapped[str | None]
    password_once: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    """Set by an administrator to be used once: it opens nothing but the choice of a new one."""
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    failed_sign_ins: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    locked_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[CreatedAt]
    version: Mapped[Version]


class Role(Base):
    """A named set of permissions; a person may hold several."""

    __tablename__ = "role"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    permissions: Mapped[Words]
    version: Mapped[Version]


class PersonRole(Base):
    """Who holds which role."""

    __tablename__ = "person_role"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role_code: Mapped[str] = mapped_column(ForeignKey("role.code"), primary_key=True, index=True)


class SeatSession(Base):
    """One sign-in at one seat. Only the digest of the token is kept. One open session per person, held by the index."""

    __tablename__ = "seat_session"
    __table_args__ = (
        Index("uq_seat_session_open", "person_id", unique=True, postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[IdColumn]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    seat: Mapped[str]
    started_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    end_reason: Mapped[str | None]
