"""The knowledge base: categories, articles with their search vectors, and what was used in which call."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Computed, DateTime, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Version, Words, one_of


class KnowledgeCategory(Base):
    """A shelf of the knowledge base."""

    __tablename__ = "knowledge_category"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=text("0"))


class Article(Base):
    """One article as it stands now. `*_words` are its segmented tokens, from which PostgreSQL builds the search vector."""

    __tablename__ = "article"
    __table_args__ = (
        CheckConstraint(one_of("state", ("draft", "published", "retired")), name="state"),
        # Without the list of pending entries: every word of a search would read that list from end to end.
        Index("ix_article_search", "search", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    )

    id: Mapped[IdColumn]
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_en: Mapped[str] = mapped_column(server_default=text("''"))
    category_code: Mapped[str] = mapped_column(ForeignKey("knowledge_category.code"), index=True)
    keywords: Mapped[Words]
    audience: Mapped[Words]
    """Role codes that may read it; empty means everybody. One access check serves search, open, insert and print."""
    script: Mapped[str] = mapped_column(server_default=text("''"))
    body: Mapped[str]
    state: Mapped[str] = mapped_column(server_default=text("'published'"), default="published")
    revision: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    title_words: Mapped[str] = mapped_column(server_default=text("''"), default="")
    keyword_words: Mapped[str] = mapped_column(server_default=text("''"), default="")
    body_words: Mapped[str] = mapped_column(server_default=text("''"), default="")
    search: Mapped[str] = mapped_column(
        TSVECTOR,
        Computed(
            "setweight(to_tsvector('simple', title_words), 'A') || "
            "setweight(to_tsvector('simple', keyword_words), 'B') || "
            "setweight(to_tsvector('simple', body_words), 'C')",
            persisted=True,
        ),
    )
    changed_at: Mapped[CreatedAt]
    version: Mapped[Version]


class ArticleUse(Base):
    """An agent used an article (opened, copied, inserted), in a call where there was one."""

    __tablename__ = "article_use"
    __table_args__ = (CheckConstraint(one_of("kind", ("opened", "copied", "inserted", "was_right")), name="kind"),)

    id: Mapped[IdColumn]
    article_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("article.id"), index=True)
    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    query: Mapped[str] = mapped_column(server_default=text("''"))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
