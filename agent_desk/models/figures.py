"""What the floor is run by: interval counters, and the latest snapshot of the board."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Moment, Version


class FloorSnapshot(Base):
    """The board as one hub last computed it; every hub sends this same row to its viewers."""

    __tablename__ = "floor_snapshot"

    name: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[CreatedAt]
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)


CELL_MINUTES: Final = 5
"""The base cell: every interval that a board or report knows (5, 10, 15, 20, 30, 60 minutes) is made of it."""
ROLLED_MINUTES: Final = 30
"""What cells are rolled up to after two days (docs/decisions/0018)."""
COUNTED: Final = (
    "offered",
    "answered",
    "abandoned",
    "undecided",
    "unfinished",
    "answered_within",
    "abandoned_within",
    "abandoned_short",
)
SUMMED: Final = ("wait_ms_answered", "talk_ms", "hold_ms", "acw_ms", "abandon_wait_ms")
LONGEST: Final = "longest_wait_ms"
AGENT_COUNTED: Final = ("answered", "unfinished")
AGENT_SUMMED: Final = ("talk_ms", "hold_ms", "acw_ms")


def _numbers(counted: tuple[str, ...], summed: tuple[str, ...]) -> list[Column[int]]:
    return [
        *(Column(name, Integer, nullable=False) for name in counted),
        *(Column(name, BigInteger, nullable=False) for name in summed),
    ]


queue_counter: Final = Table(
    "queue_counter",
    Base.metadata,
    Column("queue_id", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("minutes", SmallInteger, nullable=False),
    Column("folded", Boolean, nullable=False),
    Column("recount", Boolean, nullable=False),
    Column("within_ms", BigInteger, nullable=False),
    Column("short_ms", BigInteger, nullable=False),
    *_numbers(COUNTED, (*SUMMED, LONGEST)),
    CheckConstraint("minutes IN (5, 30)", name="minutes"),
    Index("ix_queue_counter_at", "at", "queue_id"),
    Index("ix_queue_counter_fresh", "at", postgresql_where=text("NOT folded")),
)
"""What the calls offered in a cell come to: a cell's figures are the sum (of `longest_wait_ms` the maximum) of its rows.

A row that a trigger of `call` has added holds a difference (`folded` false). `within_ms` and `short_ms` are the T and t its
row was counted by; `recount` says that its cell must be counted from the calls, since a maximum cannot be taken back.
There is no foreign key: the call's own holds, and a check per row would cost a rebuild more than its counting.
"""

agent_counter: Final = Table(
    "agent_counter",
    Base.metadata,
    Column("person_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("minutes", SmallInteger, nullable=False),
    Column("folded", Boolean, nullable=False),
    *_numbers(AGENT_COUNTED, AGENT_SUMMED),
    CheckConstraint("minutes IN (5, 30)", name="minutes"),
    Index("ix_agent_counter_at", "at", "person_id"),
    Index("ix_agent_counter_fresh", "at", postgresql_where=text("NOT folded")),
)
"""What agents answered of the calls offered in a cell, by the queue of their leg; rows add up as those of `queue_counter`."""


class WallboardToken(Base):
    """The right of one screen on a wall to see the wallboard's snapshot. Only the token's digest is kept."""

    __tablename__ = "wallboard_token"
    __table_args__ = (
        Index("uq_wallboard_token_name", "name", unique=True, postgresql_where=text("revoked_at IS NULL")),
    )

    id: Mapped[IdColumn]
    name: Mapped[str]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    made_at: Mapped[Moment]
    made_by: Mapped[str]
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    pages: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{figures,queues,charts}'"))
    """What the screen shows, in this order."""
    seconds: Mapped[int] = mapped_column(server_default=text("12"), default=12)
    """How long a page stays."""
    version: Mapped[Version]
