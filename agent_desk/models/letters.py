"""Templates of letters, by version, and the letters that were made of them with their text as it was approved."""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Moment, Version, one_of
from agent_desk.models.kinds import VERSION_STATES

PURPOSES = ("acknowledgement", "decision", "extension", "other")
LETTER_STATES = ("asked", "made", "sent")
WAYS = ("post", "counter", "message")
OWNERS = ("complaint", "kind_case")


class LetterTemplate(Base):
    """A version of a template. What is published is never changed; the newest published one counts. One draft of a code at most."""

    __tablename__ = "letter_template"
    __table_args__ = (
        CheckConstraint(one_of("state", VERSION_STATES), name="state"),
        CheckConstraint(one_of("purpose", PURPOSES), name="purpose"),
        CheckConstraint("number > 0", name="number"),
        UniqueConstraint("code", "number"),
        Index("uq_letter_template_draft", "code", unique=True, postgresql_where=text("state = 'draft'")),
    )

    id: Mapped[IdColumn]
    code: Mapped[str]
    number: Mapped[int]
    state: Mapped[str] = mapped_column(server_default=text("'draft'"), default="draft")
    about: Mapped[str]
    """complaint, or the code of a kind."""
    purpose: Mapped[str]
    second: Mapped[bool]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    body_zh: Mapped[str]
    body_en: Mapped[str]
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """None: it came with the product."""
    made_at: Mapped[Moment]
    version: Mapped[Version]


class CaseLetter(Base):
    """A letter of a complaint or of a register's case; its text is not changed once it is made."""

    __tablename__ = "case_letter"
    __table_args__ = (
        CheckConstraint(one_of("owner", OWNERS), name="owner"),
        CheckConstraint(one_of("state", LETTER_STATES), name="state"),
        CheckConstraint(f"sent_way IS NULL OR {one_of('sent_way', WAYS)}", name="sent_way"),
        CheckConstraint("(state = 'sent') = (sent_on IS NOT NULL AND sent_way IS NOT NULL)", name="sent"),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> made_by_id", name="two_persons"),
        Index("ix_case_letter_owner", "owner", "owner_id"),
    )

    id: Mapped[IdColumn]
    number: Mapped[str] = mapped_column(unique=True)
    owner: Mapped[str]
    owner_id: Mapped[uuid.UUID]
    template_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letter_template.id"))
    language: Mapped[str]
    state: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    digest: Mapped[str]
    made_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Moment]
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case_file.id"))
    sent_on: Mapped[date | None] = mapped_column(Date)
    sent_way: Mapped[str | None]
    sent_words: Mapped[str] = mapped_column(server_default=text("''"), default="")
    sent_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[Version]
