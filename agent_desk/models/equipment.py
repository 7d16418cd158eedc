"""What the centre's people sit at: rooms, seats, headsets and telephones, what was wrong with them."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Moment, Version, one_of

DEVICE_KINDS = ("headset", "telephone", "computer", "screen", "other")
DEVICE_STATES = ("in_stock", "given", "broken", "in_repair")


class Room(Base):
    """A room with seats."""

    __tablename__ = "room"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class WorkSeat(Base):
    """A seat as it announced itself at the last sign-in, and what the administrator says of it."""

    __tablename__ = "work_seat"
    __table_args__ = (CheckConstraint(one_of("telephone", ("desk", "computer", "")), name="telephone"),)

    id: Mapped[IdColumn]
    name: Mapped[str] = mapped_column(unique=True)
    """As colleagues and the audit trail know it: what its settings say, else the machine's name."""
    machine: Mapped[str] = mapped_column(server_default=text("''"), default="")
    program: Mapped[str] = mapped_column(server_default=text("''"), default="")
    edition: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    telephone: Mapped[str] = mapped_column(server_default=text("''"), default="")
    tests: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"), default=list)
    """What it tested of itself: [code, good, detail] each."""
    clock_off_s: Mapped[float | None]
    first_at: Mapped[Moment]
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When it announced itself last; none where an administrator has written it down and nobody has sat there yet."""
    room_code: Mapped[str | None] = mapped_column(ForeignKey("room.code"))
    network: Mapped[str] = mapped_column(server_default=text("''"), default="")
    note: Mapped[str] = mapped_column(server_default=text("''"), default="")
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class Device(Base):
    """A headset, a telephone or what else is lent to seats; `code`: its number in the inventory."""

    __tablename__ = "device"
    __table_args__ = (
        CheckConstraint(one_of("kind", DEVICE_KINDS), name="kind"),
        CheckConstraint(one_of("state", DEVICE_STATES), name="state"),
        CheckConstraint("(state = 'given') = (seat <> '')", name="given"),
        Index("ix_device_seat", "seat"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]
    seat: Mapped[str] = mapped_column(server_default=text("''"), default="")
    serial: Mapped[str] = mapped_column(server_default=text("''"), default="")
    position: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class SoundComplaint(Base):
    """An agent said, in a call, that the sound was bad. What was measured of the call stands with its leg."""

    __tablename__ = "sound_complaint"
    __table_args__ = (
        Index("ix_sound_complaint_seat_id_at", "seat_id", "at"),
        Index("ix_sound_complaint_call_id", "call_id"),
        Index("uq_sound_complaint_call", "call_id", "person_id", unique=True),
    )

    id: Mapped[IdColumn]
    seat_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("work_seat.id"))
    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id", ondelete="SET NULL"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]


class SeatIncident(Base):
    """Something is wrong at a seat, until it is mended."""

    __tablename__ = "seat_incident"
    __table_args__ = (
        CheckConstraint(one_of("cause", ("reported", "sound")), name="cause"),
        CheckConstraint("(mended_at IS NULL) = (solution = '')", name="mended"),
        Index("ix_seat_incident_seat_id", "seat_id"),
        Index(
            "uq_seat_incident_sound",
            "seat_id",
            unique=True,
            postgresql_where=text("cause = 'sound' AND mended_at IS NULL"),
        ),
    )

    id: Mapped[IdColumn]
    seat_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("work_seat.id"))
    cause: Mapped[str]
    what: Mapped[str] = mapped_column(server_default=text("''"), default="")
    at: Mapped[Moment]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who reported it; none where the hub did by itself."""
    solution: Mapped[str] = mapped_column(server_default=text("''"), default="")
    mended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    mended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[Version]
