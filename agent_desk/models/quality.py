"""Quality: score forms by version, samples of calls, and their reviews."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Json, Moment, Version, one_of


class ScoreForm(Base):
    """One edition of a score form. An edition that has been used is never changed: a new edition is made.

    The `active` edition of a code is the one that new samples are scored with; there is one at most.
    """

    __tablename__ = "score_form"
    __table_args__ = (
        UniqueConstraint("code", "edition"),
        CheckConstraint("pass_mark BETWEEN 0 AND 100", name="pass_mark"),
        Index("uq_score_form_active", "code", unique=True, postgresql_where=text("active")),
    )

    id: Mapped[IdColumn]
    code: Mapped[str]
    edition: Mapped[int]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    pass_mark: Mapped[int] = mapped_column(server_default=text("80"), default=80)
    """Scores below it count as not passed."""
    counts_from: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When it is to be in force by itself; None once it is, or where nobody has said."""
    created_at: Mapped[CreatedAt]
    version: Mapped[Version]


class ScoreQuestion(Base):
    """One weighted question of an edition."""

    __tablename__ = "score_question"
    __table_args__ = (
        UniqueConstraint("form_id", "code"),
        CheckConstraint(one_of("kind", ("points", "yesno", "fatal")), name="kind"),
        CheckConstraint("weight >= 0", name="weight"),
    )

    id: Mapped[IdColumn]
    form_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("score_form.id", ondelete="CASCADE"))
    code: Mapped[str]
    section_zh: Mapped[str]
    section_en: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    help_zh: Mapped[str] = mapped_column(server_default=text("''"), default="")
    help_en: Mapped[str] = mapped_column(server_default=text("''"), default="")
    kind: Mapped[str]
    weight: Mapped[int]
    position: Mapped[int]


class Sample(Base):
    """A draw of ended calls: criteria and seed, so that the same draw can be shown to be fair. One edition scores it all."""

    __tablename__ = "sample"

    id: Mapped[IdColumn]
    name: Mapped[str]
    seed: Mapped[int] = mapped_column(BigInteger)
    criteria: Mapped[Json]
    form_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("score_form.id"), index=True)
    drawn_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    drawn_at: Mapped[Moment]
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class SampleItem(Base):
    """One call of a sample, given to a reviewer."""

    __tablename__ = "sample_item"
    __table_args__ = (UniqueConstraint("sample_id", "call_id"),)

    id: Mapped[IdColumn]
    sample_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sample.id", ondelete="CASCADE"))
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), index=True)
    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    stratum: Mapped[str] = mapped_column(server_default=text("''"), default="")
    position: Mapped[int]


class Review(Base):
    """The scoring of one sampled call: a draft until submitted, then final."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint(one_of("state", ("draft", "submitted")), name="state"),
        CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="submitted"),
        CheckConstraint("score IS NULL OR score BETWEEN 0 AND 100", name="score"),
        Index("ix_review_submitted_at", "submitted_at"),
    )

    id: Mapped[IdColumn]
    item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sample_item.id", ondelete="CASCADE"), unique=True)
    form_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("score_form.id"))
    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    agent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"), default=dict)
    comment: Mapped[str] = mapped_column(server_default=text("''"), default="")
    score: Mapped[float | None]
    fatal: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    state: Mapped[str] = mapped_column(server_default=text("'draft'"), default="draft")
    submitted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[Version]
