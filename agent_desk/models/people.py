"""People, their roles and seats."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Computed, DateTime, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Moment, Version, Words, one_of

SCOPES = ("own", "team", "queue", "branch", "all")
"""How far a role reaches that a person holds; see hub/kit/scope.py."""
SUBSTITUTION_STATES = ("planned", "running", "over")


class Team(Base):
    """A group of agents under one leader. A retired one is no longer offered."""

    __tablename__ = "team"

    id: Mapped[IdColumn]
    code: Mapped[str] = mapped_column(unique=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class Person(Base):
    """Somebody who may sign in (or whose calls were imported: no password, so no sign-in)."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("NOT password_once OR password_given_at IS NOT NULL", name="once_given"),)

    id: Mapped[IdColumn]
    login: Mapped[str] = mapped_column(unique=True)
    login_key: Mapped[str] = mapped_column(Computed("login_key(login)", persisted=True), unique=True)
    """The login as it is compared: capitals, full width and signs that show nothing make no difference."""
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
    password_given_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the one-time password was given: it opens nothing any more after some hours."""
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
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
    given_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When it was given, or last changed; none: before this was written down."""
    given_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who gave it, or approved that; none: a directory's group, or the set-up."""


class Substitution(Base):
    """Who stands in for whom while they are away: the substitute holds their roles, as far as those reach, in [from_at, until_at)."""

    __tablename__ = "substitution"
    __table_args__ = (
        CheckConstraint("person_id <> substitute_id", name="two_people"),
        CheckConstraint("until_at > from_at", name="time"),
        CheckConstraint(one_of("told", SUBSTITUTION_STATES), name="told"),
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
    told: Mapped[str] = mapped_column(server_default=text("'planned'"), default="planned")
    """How it stood when that was last told: a duty tells when it begins and ends by itself."""
    version: Mapped[Version]


class RightsReview(Base):
    """One review of who may do what: begun, confirmed row by row, finished. One is under way at a time."""

    __tablename__ = "rights_review"
    __table_args__ = (
        CheckConstraint("(finished_at IS NULL) = (finished_by_id IS NULL)", name="finished"),
        Index(
            "uq_rights_review_open",
            text("(finished_at IS NULL)"),
            unique=True,
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: Mapped[IdColumn]
    begun_at: Mapped[Moment]
    begun_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    finished_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    word: Mapped[str] = mapped_column(server_default=text("''"), default="")
    version: Mapped[Version]


class RightsReviewItem(Base):
    """A role that somebody held when the review was begun, their own or as a substitute, as it stood then, and what a reviewer has said of
    it; never its holder."""

    __tablename__ = "rights_review_item"
    __table_args__ = (
        CheckConstraint(one_of("scope", SCOPES), name="scope"),
        CheckConstraint(one_of("decision", ("open", "confirmed", "take_away")), name="decision"),
        CheckConstraint(
            "(decision = 'open') = (decided_by_id IS NULL) AND (decision = 'open') = (decided_at IS NULL)",
            name="decided",
        ),
        CheckConstraint("decided_by_id <> person_id", name="not_own"),
        CheckConstraint("(substitution_id IS NULL) = (for_login = '')", name="substitution"),
        Index("uq_rights_review_item_person_id", "review_id", "person_id", "role_code", "substitution_id", unique=True),
    )

    id: Mapped[IdColumn]
    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rights_review.id", ondelete="CASCADE"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    login: Mapped[str]
    name: Mapped[str]
    name_en: Mapped[str]
    team_zh: Mapped[str]
    team_en: Mapped[str]
    role_code: Mapped[str]
    role_zh: Mapped[str]
    role_en: Mapped[str]
    scope: Mapped[str]
    subjects: Mapped[Words]
    """Names of the teams, queues or branches that it reached."""
    valid_from: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    valid_to: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    given_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    given_by: Mapped[str]
    last_sign_in_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    substitution_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("substitution.id"))
    """The substitution by which it was held; none: their own."""
    for_login: Mapped[str] = mapped_column(server_default=text("''"), default="")
    decision: Mapped[str] = mapped_column(server_default=text("'open'"), default="open")
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    word: Mapped[str] = mapped_column(server_default=text("''"), default="")
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


class SignInLimit(Base):
    """Failed sign-ins in a row, of one name, address, both, a known seat, or all: no more of them before `until_at`."""

    __tablename__ = "sign_in_limit"
    __table_args__ = (CheckConstraint(one_of("kind", ("pair", "name", "address", "all", "seat")), name="kind"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    login_digest: Mapped[str | None] = mapped_column(index=True)
    """Of the name that was tried, known or not: what was typed may be a password in the wrong field."""
    failures: Mapped[int]
    last_at: Mapped[Moment]
    until_at: Mapped[Moment]


class KnownSeat(Base):
    """A seat at which a person has signed in before; it proves so by a secret, of which only the digest is kept."""

    __tablename__ = "known_seat"

    id: Mapped[IdColumn]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    secret_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    seat: Mapped[str]
    last_at: Mapped[Moment]


class SecondFactor(Base):
    """A person's second factor (TOTP). The secret is encrypted with one of the hub's file keys."""

    __tablename__ = "second_factor"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    sealed_secret: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str] = mapped_column(ForeignKey("file_key.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the first code was right; null: shown, and not in force yet."""
    last_step: Mapped[int] = mapped_column(BigInteger, server_default=text("0"), default=0)
    """The time step of the newest code that was used: a code opens once."""


class RecoveryCode(Base):
    """A code for the day the telephone with the second factor is lost; each opens once. Only digests are kept."""

    __tablename__ = "recovery_code"

    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("second_factor.person_id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
