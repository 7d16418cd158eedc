"""Files of the hub: what each is, whose, where it lies and with which key; the bytes lie encrypted on disk."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Moment


class FileKey(Base):
    """A key that wraps the keys of files, by its fingerprint: the key itself is never in the database."""

    __tablename__ = "file_key"
    __table_args__ = (Index("uq_file_key_active", "active", unique=True, postgresql_where=text("active")),)

    id: Mapped[str] = mapped_column(primary_key=True)
    active: Mapped[bool]
    """New files are wrapped with it; one at a time."""
    added_at: Mapped[CreatedAt]


class StoredFile(Base):
    """One file of the store. The row stays when the bytes go: what it was, when it went and by which rule."""

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint(
            "(path IS NULL) = (key_id IS NULL) AND (path IS NULL) = (wrapped_key IS NULL)", name="encrypted"
        ),
        CheckConstraint("path IS NOT NULL OR plain_path IS NOT NULL OR deleted_at IS NOT NULL", name="place"),
        CheckConstraint("size_bytes >= 0", name="size"),
        Index("ix_stored_file_owner", "owner", "owner_id"),
        Index("ix_stored_file_kind", "kind", "id"),
        Index("ix_stored_file_key_id", "key_id"),
        Index("ix_stored_file_plain", "id", postgresql_where=text("plain_path IS NOT NULL")),
        Index("ix_stored_file_keep_until", "keep_until", postgresql_where=text("deleted_at IS NULL")),
    )

    id: Mapped[IdColumn]
    kind: Mapped[str]
    owner: Mapped[str]
    """The entity that it belongs to, as call or saved_report."""
    owner_id: Mapped[uuid.UUID]
    media_type: Mapped[str]
    """By its content, not by its name."""
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    """Digest of the plain bytes."""
    path: Mapped[str | None]
    """Where it lies, encrypted, below the folder of its kind; null before it was taken over, and when it is deleted."""
    plain_path: Mapped[str | None]
    """Where an unencrypted file of release 0.1.0 lies, until it is encrypted and removed."""
    key_id: Mapped[str | None] = mapped_column(ForeignKey("file_key.id"))
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The file's own key, encrypted with `key_id`."""
    stored_at: Mapped[Moment]
    keep_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When it goes by itself; null: by the rule of its kind, or never."""
    deleted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    deleted_by: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """The rule by which, as keep_days=90."""
