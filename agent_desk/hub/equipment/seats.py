"""The register of seats: announced by themselves at sign-in, and what the administrator adds."""

import uuid
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.equipment import Room, SeatIncident, SoundComplaint, WorkSeat
from agent_desk.models.people import Person, SeatSession
from agent_desk.schemas.equipment.changes import WorkSeatChanged
from agent_desk.schemas.equipment.lists import KEEP
from agent_desk.schemas.equipment.records import SeatAnnouncement, SeatForm, SeatRow, SeatState, SelfTest
from agent_desk.schemas.kit import edition as editions
from agent_desk.schemas.people.records import Done

FIELDS: Final = ("room_code", "network", "note", "active")
LATELY: Final = timedelta(days=7)
ORDER: Final[dict[SeatState, int]] = {
    "incident": 0,
    "too_old": 1,
    "too_new": 2,
    "failed": 3,
    "good": 4,
    "silent": 5,
    "retired": 6,
}
AUDIENCE: Final = (f"perm:{KEEP}@all",)
SEATS: Final = Records(
    model=WorkSeat, what="seat", change=lambda row: WorkSeatChanged(id=row.id, version=row.version), to=AUDIENCE
)


def announce(unit: Unit, form: SeatAnnouncement) -> Done:
    """Write down what the seat of the caller's sign-in says of itself."""
    row = brought(unit, unit.me.seat)
    told = form.model_dump(mode="json", exclude={"tests"})
    for name, value in told.items():
        setattr(row, name, value)
    row.tests = [[one.code, one.good, one.detail] for one in form.tests]
    row.told_at, row.active = unit.now, True
    unit.db.flush()
    tell(unit, row)
    return Done()


def brought(unit: Unit, name: str) -> WorkSeat:
    """Return the seat of this name, locked; entered into the register where it is not there yet."""
    new = insert(WorkSeat).values(id=uuid.uuid4(), name=name, first_at=unit.now)
    unit.db.execute(new.on_conflict_do_nothing(index_elements=[WorkSeat.name]))
    return unit.db.scalars(select(WorkSeat).where(WorkSeat.name == name).with_for_update()).one()


def tell(unit: Unit, row: WorkSeat) -> None:
    """Tell who keeps the register; the version is that of what an administrator wrote."""
    unit.change(WorkSeatChanged(id=row.id, version=row.version), to=AUDIENCE)


def listed(unit: Unit) -> list[SeatRow]:
    """Return every seat, those with something wrong first."""
    rows = _rows(unit)
    return sorted(rows, key=lambda one: (ORDER[one.state], one.name))


def edit(unit: Unit, seat_id: uuid.UUID, form: SeatForm) -> SeatRow:
    """Change what the administrator says of a seat. Raises NotFound, InvalidForm, StaleVersion with both versions."""
    row = SEATS.open(unit, seat_id, form.version, lambda one: _one(unit, one.id))
    if form.room_code is not None and unit.db.get(Room, form.room_code) is None:
        raise InvalidForm({"room_code": "unknown"})
    before = {name: getattr(row, name) for name in FIELDS}
    for name in FIELDS:
        setattr(row, name, getattr(form, name))
    after = {name: getattr(row, name) for name in FIELDS}
    SEATS.close(unit, row, "equipment.edit_seat", before=before, after=after)
    unit.db.flush()
    return _one(unit, seat_id)


def edition_state(edition: int) -> SeatState:
    """Return whether a seat's program is understood here."""
    if not edition:
        return "silent"
    return "too_old" if edition < editions.OLDEST else "too_new" if edition > editions.EDITION else "good"


def _state(row: WorkSeat, incidents: int) -> SeatState:
    if not row.active:
        return "retired"
    if incidents:
        return "incident"
    state = edition_state(row.edition)
    return "failed" if state == "good" and not all(good for _code, good, _detail in row.tests) else state


def _one(unit: Unit, seat_id: uuid.UUID) -> SeatRow:
    return next(one for one in _rows(unit) if one.id == seat_id)


def _rows(unit: Unit) -> list[SeatRow]:
    db = unit.db
    rooms = {room.code: room for room in db.scalars(select(Room))}
    said = select(SoundComplaint.seat_id, func.count().label("many")).where(SoundComplaint.at > unit.now - LATELY)
    complaints = {row.seat_id: row.many for row in db.execute(said.group_by(SoundComplaint.seat_id))}
    wrong = select(SeatIncident.seat_id, func.count().label("many")).where(SeatIncident.mended_at.is_(None))
    incidents = {row.seat_id: row.many for row in db.execute(wrong.group_by(SeatIncident.seat_id))}
    sitting = {
        seat: (name, name_en, since)
        for seat, name, name_en, since in db.execute(
            select(SeatSession.seat, Person.name, Person.name_en, SeatSession.started_at)
            .join(Person, Person.id == SeatSession.person_id)
            .where(SeatSession.ended_at.is_(None), SeatSession.expires_at > unit.now)
            .order_by(SeatSession.started_at)
        )
    }
    found = []
    for row in db.scalars(select(WorkSeat)):
        room = rooms.get(row.room_code or "")
        name, name_en, since = sitting.get(row.name, ("", "", None))
        found.append(
            SeatRow(
                id=row.id,
                name=row.name,
                room_code=row.room_code,
                room_zh=room.name_zh if room is not None else "",
                room_en=room.name_en if room is not None else "",
                network=row.network,
                note=row.note,
                active=row.active,
                machine=row.machine,
                program=row.program,
                telephone=row.telephone,
                tests=[SelfTest(code=code, good=good, detail=detail) for code, good, detail in row.tests],
                clock_off_s=row.clock_off_s,
                told_at=row.told_at,
                state=_state(row, incidents.get(row.id, 0)),
                sits_zh=name,
                sits_en=name_en or name,
                sits_since=since,
                complaints=complaints.get(row.id, 0),
                incidents=incidents.get(row.id, 0),
                version=row.version,
            )
        )
    return found
