"""People, their roles and seats."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Moment, Version, Words, one_of

SCOPES = ("own", "team", "queue", "branch", "all")
"""How far a role reaches that a person holds; see hub/kit/scope.py."""


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
    branch_code: Mapped[str | None] = mapped_column(ForeignKey("branch.code"), index=True)
    """The branch of the bank, or the site of the centre, that the person belongs to."""
    password_hash: Mapped[str | None]
    password_once: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    """Set by an administrator to be used once: it opens nothing but the choice of a new one."""
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    failed_sign_ins: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    locked_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[CreatedAt]
    version: Mapped[Version]


class Role(Base):
    """A named set of permissions; a person may hold several. A retired one (`active` false) is no longer given and grants nothing."""

    __tablename__ = "role"
    __table_args__ = (CheckConstraint(one_of("default_scope", SCOPES), name="default_scope"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    permissions: Mapped[Words]
    default_scope: Mapped[str] = mapped_column(server_default=text("'all'"), default="all")
    """The scope with which it is given where nothing else is said."""
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class PersonRole(Base):
    """Who holds which role, how far it reaches, and from when to when (half-open; none: without a bound)."""

    __tablename__ = "person_role"
    __table_args__ = (
        CheckConstraint(one_of("scope", SCOPES), name="scope"),
        CheckConstraint("valid_to > valid_from", name="valid"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role_code: Mapped[str] = mapped_column(ForeignKey("role.code"), primary_key=True, index=True)
    scope: Mapped[str] = mapped_column(server_default=text("'all'"), default="all")
    subjects: Mapped[Words]
    """Ids of the teams or queues, codes of the branches that it reaches; none: those that the person belongs to."""
    valid_from: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    valid_to: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Substitution(Base):
    """Who stands in for whom while they are away: the substitute holds their roles, as far as those reach, in [from_at, until_at)."""

    __tablename__ = "substitution"
    __table_args__ = (
        CheckConstraint("person_id <> substitute_id", name="two_people"),
        CheckConstraint("until_at > from_at", name="time"),
        Index("ix_substitution_substitute_id", "substitute_id", "until_at"),
        Index("ix_substitution_person_id", "person_id"),
    )

    id: Mapped[IdColumn]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    substitute_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    from_at: Mapped[Moment]
    until_at: Mapped[Moment]
    reason: Mapped[str]
    made_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[Version]


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
