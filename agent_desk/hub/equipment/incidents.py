"""What is wrong at seats: incidents that stand in the inbox until they are mended, and complaints of bad sound."""

import uuid
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.calls.service import require_own_call
from agent_desk.hub.equipment.seats import AUDIENCE, SEATS, brought, tell
from agent_desk.hub.kit import foreseeing, settings_in_force, work_items
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, register
from agent_desk.models.calls.calls import CallLeg
from agent_desk.models.calls.dialling import CallQuality
from agent_desk.models.equipment import Device, SeatIncident, SoundComplaint, WorkSeat
from agent_desk.schemas.equipment import records as schemas
from agent_desk.schemas.equipment.lists import KEEP
from agent_desk.schemas.equipment.words import TEXTS
from agent_desk.schemas.kit.retention import RETENTION, Retention

OFTEN: Final = 3
"""So many complaints of bad sound at a seat within a day are an incident."""
DAY: Final = timedelta(days=1)
SHOWN: Final = 50
INCIDENT: Final = register(WorkKind("seat_incident", offered=True))


def report(unit: Unit, seat_id: uuid.UUID, form: schemas.IncidentForm) -> schemas.IncidentRow:
    """Note that something is wrong at a seat. Raises NotFound."""
    seat = SEATS.lock(unit, seat_id)
    row = SeatIncident(
        id=uuid.uuid4(), seat_id=seat.id, cause="reported", what=form.what, at=unit.now, person_id=unit.me.person_id
    )
    unit.db.add(row)
    unit.db.flush()
    unit.audit("equipment.report_incident", "work_seat", seat.id, what=form.what)
    _open(unit, seat, row, (form.what, form.what))
    return _incident(row)


def mend(unit: Unit, incident_id: uuid.UUID, form: schemas.MendForm) -> schemas.IncidentRow:
    """Say how it was mended. Raises NotFound (also where it is mended already), StaleVersion."""
    row = unit.db.get(SeatIncident, incident_id, with_for_update=True)
    if row is None:
        raise NotFound(what="incident")
    require_version(row.version, form.version, lambda: _incident(row))
    row.solution, row.mended_at, row.mended_by_id = form.solution, unit.now, unit.me.person_id
    row.version += 1
    unit.db.flush()
    work_items.end(unit, INCIDENT, row.id)
    unit.audit("equipment.mend", "work_seat", row.seat_id, what=row.what, solution=form.solution)
    tell(unit, unit.db.get_one(WorkSeat, row.seat_id))
    return _incident(row)


def sound_was_bad(unit: Unit, call_id: uuid.UUID) -> schemas.SoundNoted:
    """Note that the sound of the caller's own call is bad; often at one seat is an incident. Raises NotFound."""
    require_own_call(unit, call_id)
    seat = brought(unit, unit.me.seat)
    new = insert(SoundComplaint).values(
        id=uuid.uuid4(), seat_id=seat.id, call_id=call_id, person_id=unit.me.person_id, at=unit.now
    )
    made = unit.db.scalar(new.on_conflict_do_nothing().returning(SoundComplaint.id))
    if made is None:
        return schemas.SoundNoted(again=True)
    unit.audit("equipment.sound_was_bad", "work_seat", seat.id, call=str(call_id))
    lately = select(func.count()).where(SoundComplaint.seat_id == seat.id, SoundComplaint.at > unit.now - DAY)
    times = unit.db.scalar(lately) or 0
    if times >= OFTEN:
        _often(unit, seat, times)
    tell(unit, seat)
    return schemas.SoundNoted(again=False)


def _often(unit: Unit, seat: WorkSeat, times: int) -> None:
    """One incident about the sound of a seat is open at a time."""
    said = TEXTS["sound_often"]
    new = insert(SeatIncident).values(
        id=uuid.uuid4(), seat_id=seat.id, cause="sound", what=said.zh.format(times=times), at=unit.now, version=1
    )
    made = unit.db.scalar(new.on_conflict_do_nothing().returning(SeatIncident.id))
    if made is not None:
        row = unit.db.get_one(SeatIncident, made)
        _open(unit, seat, row, (said.zh.format(times=times), said.en.format(times=times)))


def _open(unit: Unit, seat: WorkSeat, row: SeatIncident, what: tuple[str, str]) -> None:
    said = TEXTS["work"]
    title = said.zh.format(seat=seat.name, what=what[0]), said.en.format(seat=seat.name, what=what[1])
    work_items.put(unit, INCIDENT, row.id, title, permission=KEEP, audience=AUDIENCE, priority=2)
    tell(unit, seat)


def story(unit: Unit, seat_id: uuid.UUID) -> schemas.SeatStory:
    """Return what a seat has, and what was wrong there. Raises NotFound."""
    seat = unit.db.get(WorkSeat, seat_id)
    if seat is None:
        raise NotFound(what="seat")
    devices = select(Device).where(Device.seat == seat.name, Device.active).order_by(Device.kind, Device.code)
    incidents = select(SeatIncident).where(SeatIncident.seat_id == seat_id)
    quality = (
        select(CallQuality.jitter_ms, CallQuality.loss_percent, CallQuality.mos, CallLeg.call_id, CallLeg.person_id)
        .join(CallLeg, CallLeg.id == CallQuality.leg_id)
        .subquery()
    )
    sounds = (
        select(SoundComplaint.at, quality.c.jitter_ms, quality.c.loss_percent, quality.c.mos)
        .outerjoin(
            quality,
            (quality.c.call_id == SoundComplaint.call_id) & (quality.c.person_id == SoundComplaint.person_id),
        )
        .where(SoundComplaint.seat_id == seat_id)
        .order_by(SoundComplaint.at.desc())
        .limit(SHOWN)
    )
    newest = incidents.order_by(SeatIncident.mended_at.is_(None).desc(), SeatIncident.at.desc()).limit(SHOWN)
    return schemas.SeatStory(
        devices=[
            schemas.DeviceRef(code=one.code, name_zh=one.name_zh, name_en=one.name_en)
            for one in unit.db.scalars(devices)
        ],
        incidents=[_incident(one) for one in unit.db.scalars(newest)],
        sounds=[
            schemas.SoundRow(at=at, jitter_ms=jitter, loss_percent=loss, mos=mos)
            for at, jitter, loss, mos in unit.db.execute(sounds)
        ],
    )


def _incident(row: SeatIncident) -> schemas.IncidentRow:
    return schemas.IncidentRow(
        id=row.id,
        cause=row.cause,
        what=row.what,
        at=row.at,
        solution=row.solution,
        mended_at=row.mended_at,
        version=row.version,
    )


def prune(hub_context: HubContext) -> None:
    """Forget who said long ago that the sound was bad, and what was mended then."""
    now = now_to_delete(hub_context)
    with hub_context.database.write() as db:
        before = now - timedelta(days=settings_in_force.read(db, RETENTION, now).seats_days)
        db.execute(delete(SoundComplaint).where(SoundComplaint.at < before))
        db.execute(delete(SeatIncident).where(SeatIncident.mended_at < before))


def foreseen(unit: Unit, value: Retention) -> list[tuple[str, str]]:
    """Say how much another retention would remove within the hour."""
    before = unit.now - timedelta(days=value.seats_days)
    return [
        *foreseeing.would_go(unit, SoundComplaint.at, before, "席位的音质反馈", "Complaints of sound"),
        *foreseeing.would_go(unit, SeatIncident.mended_at, before, "席位的已修复故障", "Mended incidents of seats"),
    ]
