"""Tables that no area owns: the change feed, idempotent answers, the audit trail, settings and the mask policy."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text, UserDefinedType

from agent_desk.models.base import Base, CreatedAt, IdColumn, Json, Moment, Version


class Xid8(UserDefinedType[int]):
    """PostgreSQL's 64-bit transaction id: what orders changes by commit instead of by drawn id."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "xid8"


class Change(Base):
    """One row per change of an entity, written in the transaction that makes it; see hub/kit/changes.py."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_xid_id", "xid", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    xid: Mapped[int] = mapped_column(Xid8, server_default=text("pg_current_xact_id()"))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    area: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[str]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    audience: Mapped[list[str]] = mapped_column(ARRAY(Text))
    hint: Mapped[Json]


class IdempotentAnswer(Base):
    """The first answer to a write, kept so that a repeat of its key gets the same answer and does nothing."""

    __tablename__ = "idempotent_answer"

    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_digest: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None]
    body: Mapped[Any | None] = mapped_column(JSONB)
    created_at: Mapped[CreatedAt]

    __table_args__ = (Index("ix_idempotent_answer_created_at", "created_at"),)


class AuditEntry(Base):
    """One action worth answering for. Rows are inserted and never changed: the database refuses anything else."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_entity", "entity", "entity_id"),
        Index("ix_audit_entry_at", "at"),
        Index("ix_audit_entry_witness", "witness", "number"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    person_id: Mapped[uuid.UUID | None]
    person_login: Mapped[str]
    action: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[str]
    reason: Mapped[str | None]
    detail: Mapped[Json]
    request_id: Mapped[str | None]
    content_digest: Mapped[bytes] = mapped_column(LargeBinary)
    witness: Mapped[str | None]
    """The process that wrote it; none in entries of releases before marks were made."""
    number: Mapped[int | None] = mapped_column(BigInteger)
    """Its number among the entries of that process."""
    settled: Mapped[int | None] = mapped_column(BigInteger)
    """All entries of that process up to this number were committed before."""
    mark: Mapped[bytes | None] = mapped_column(LargeBinary)
    """HMAC over the content and the three columns before."""


class AuditLink(Base):
    """A link of the chain: what the sealer adds for each entry, in order. Inserted and never changed, as the entries."""

    __tablename__ = "audit_link"
    __table_args__ = (
        UniqueConstraint("entry_id"),
        CheckConstraint("form IN (1, 2)", name="form"),
        Index("ix_audit_link_unwitnessed", "seq", postgresql_where=text("NOT witnessed")),
    )

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    form: Mapped[int] = mapped_column(SmallInteger)
    """1: of a release before marks were made; 2: over the mark as well."""
    witnessed: Mapped[bool]
    """Whether the entry's mark was right when it was sealed."""
    sealed_at: Mapped[CreatedAt]


class AuditHead(Base):
    """How far the chain is sealed, signed with the key: one row, so that cutting off the end of the trail shows."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, server_default=text("1"))
    seq: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[CreatedAt]
    mac: Mapped[bytes | None] = mapped_column(LargeBinary)


class AuditArchive(Base):
    """A part of the trail that was moved into a file: where it ended, signed, so that what is left is verified from there."""

    __tablename__ = "audit_archive"

    to_seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    from_seq: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    """Of its last link."""
    witnesses: Mapped[Json]
    """How many entries each process has in it that also has later ones."""
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    made_at: Mapped[Moment]
    mac: Mapped[bytes] = mapped_column(LargeBinary)


class SettingValue(Base):
    """One value of a declared setting, from when it counts and who gave it. Values are added, never changed: the one in force
    is the last that counts already and was not withdrawn before its day; see hub/kit/settings_store.py."""

    __tablename__ = "setting_value"
    __table_args__ = (
        CheckConstraint("version > 0", name="version"),
        Index("ix_setting_value_key_counts_from", "key", "counts_from"),
        Index("ix_setting_value_untold", "counts_from", postgresql_where=text("NOT told")),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSONB)
    counts_from: Mapped[Moment]
    changed_at: Mapped[Moment]
    changed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told: Mapped[bool] = mapped_column(server_default=text("true"))
    """Whether it has been said that it counts now; false while it waits for its day."""


class ListPlan(Base):
    """A change of an entry of a declared list that waits for its day; gone when it counts, or was taken back. The trail keeps both."""

    __tablename__ = "list_plan"
    __table_args__ = (
        UniqueConstraint("list", "code", "counts_from"),
        Index("ix_list_plan_counts_from", "counts_from"),
    )

    id: Mapped[IdColumn]
    list: Mapped[str]
    code: Mapped[str]
    counts_from: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """The beginning of a day of the centre."""
    changes: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """The fields that become others, and what they become; "active": whether it is offered."""
    planned_at: Mapped[Moment]
    planned_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    fault: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """Code of what stood against it on its day; it is tried again until it counts or is taken back."""


class Setting(Base):
    """A document or a mark of the centre by its key: the voice plan, lists loaded from a file, how far a job has come.
    Settings that an administrator changes are declared, and their values stand in `setting_value`."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSONB)
    version: Mapped[Version]
    changed_at: Mapped[CreatedAt]
    changed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class MaskRule(Base):
    """How one field leaves the hub before and after the call is verified (first `head`, last `tail` characters shown)."""

    __tablename__ = "mask_rule"
    __table_args__ = (UniqueConstraint("field", "verified"),)

    id: Mapped[IdColumn]
    field: Mapped[str]
    verified: Mapped[bool]
    head: Mapped[int]
    tail: Mapped[int]
    kind: Mapped[str] = mapped_column(server_default=text("'digits'"))
    version: Mapped[Version]
    changed_at: Mapped[CreatedAt]


class ImportRun(Base):
    """One file that was loaded: by its digest, so that loading it again changes nothing and says so."""

    __tablename__ = "import_run"
    __table_args__ = (UniqueConstraint("kind", "file_digest"),)

    id: Mapped[IdColumn]
    kind: Mapped[str]
    file_name: Mapped[str]
    file_digest: Mapped[str]
    zone: Mapped[str]
    lines: Mapped[int]
    loaded: Mapped[int]
    bad: Mapped[int]
    bad_lines: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))
    started_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class PersonLayout(Base):
    """One person's own arrangement of one thing (the board, the inbox), kept for every seat; no row: the product's own."""

    __tablename__ = "person_layout"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True, server_default=text("'board'"))
    body: Mapped[Json]
    changed_at: Mapped[Moment]
    version: Mapped[Version]
