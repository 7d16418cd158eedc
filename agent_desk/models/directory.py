"""People of the bank's directory and of its OpenID provider: who is who here, and what a group gives."""

import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Moment, Version, Words, one_of
from agent_desk.models.people import SCOPES

SOURCES: Final = ("directory", "openid")


class DirectoryGroup(Base):
    """What a group gives to who is in it: one role. A group may give several."""

    __tablename__ = "directory_group"
    __table_args__ = (
        UniqueConstraint("source", "key", "role_code"),
        CheckConstraint(one_of("source", SOURCES), name="source"),
        CheckConstraint(one_of("scope", SCOPES), name="scope"),
    )

    id: Mapped[IdColumn]
    source: Mapped[str]
    name: Mapped[str]
    """As the administrator wrote it."""
    key: Mapped[str]
    """As it is compared."""
    role_code: Mapped[str] = mapped_column(ForeignKey("role.code"), index=True)
    scope: Mapped[str | None]
    """How far the role reaches that it gives; null: as the role is given by default."""
    subjects: Mapped[Words]
    """As of PersonRole."""
    version: Mapped[Version]


class DirectoryAccount(Base):
    """A person whom a directory vouches for: they sign in by it, and their roles are those that their groups give."""

    __tablename__ = "directory_account"
    __table_args__ = (
        UniqueConstraint("source", "subject"),
        CheckConstraint(one_of("source", SOURCES), name="source"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str]
    """Names them in the directory for ever."""
    checked_at: Mapped[Moment]
    """When the directory last said who they are."""
    gone_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """Since when the directory has disabled them or does not know them any more."""


class UsedProof(Base):
    """A proof of an OpenID sign-in that has opened a session: it opens no second one."""

    __tablename__ = "used_proof"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    expires_at: Mapped[Moment]
