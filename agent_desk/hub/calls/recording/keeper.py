"""What the hub does by itself for recordings and supervisors: takes over files, ends forgotten pauses, settles what was lost.

One hub at a time, by a lease of its own: a slow folder must not hold up the other duties.
"""

import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

import psycopg
import structlog
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.intake.transaction import persistently
from agent_desk.hub.calls.recording import lifecycle, retention, rules, supervision
from agent_desk.hub.calls.recording.store import NotFinished, Taken, take_over
from agent_desk.hub.calls.state import metrics
from agent_desk.hub.exchange.protocol.recording import StopListening
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.files import store as files
from agent_desk.hub.kit.files.errors import FileKeyMissing
from agent_desk.hub.kit.files.places import PathOutside, inside
from agent_desk.hub.kit.leases import Lease
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call
from agent_desk.models.calls.dialling import Consultation
from agent_desk.models.calls.recording import OPEN_RECORDING, CallRecording, Supervision
from agent_desk.models.people import Person
from agent_desk.schemas.calls.changes import RecordingPolicyChanged

LEASE: Final = "recordings"
ROUND_S: Final = 1.0
LATE_EVERY: Final = 60
"""Missing files are looked for once in so many rounds."""
AT_ONCE: Final = 50
"""So many files in one round."""
ASK_AGAIN: Final = timedelta(seconds=5)
MOST_TRIES: Final = 6
ANSWERS_WITHIN: Final = timedelta(seconds=40)
"""A supervisor's telephone that was not answered so long after the order never will be."""
NO_FOLDER, NO_FILE, UNFINISHED, NEVER_BEGAN = "no_folder", "no_file", "unfinished", "never_began"

log = structlog.get_logger()


class RecordingKeeper(threading.Thread):
    """Makes its rounds while this hub holds the lease "recordings"."""

    def __init__(self, hub_context: HubContext) -> None:
        super().__init__(name="recording-keeper", daemon=True)
        self._hub_context = hub_context

    def run(self) -> None:
        """Until the hub stops."""
        rounds = 0
        with Lease(self._hub_context.database.dsn, LEASE) as lease:
            while not self._hub_context.stopping.wait(ROUND_S):
                try:
                    if lease.take():
                        late = rounds % LATE_EVERY == 0
                        make_round(self._hub_context, late=late)
                        if late:
                            retention.by_night(self._hub_context)
                        rounds += 1
                except (psycopg.Error, DatabaseDown) as fault:
                    lease.drop()
                    log.info("recordings wait for the database", cause=type(fault).__name__)
                except Exception:
                    # A fault of ours must not end the taking over for good.
                    log.exception("a round of the recordings failed")


def make_round(hub_context: HubContext, *, late: bool = False) -> None:
    """Everything once. `late`: missing files are looked for too."""
    states = ("ended", "missing") if late else ("ended",)
    now = hub_context.now()
    # Most rounds find nothing to do: that is one question.
    looked = select(
        _recordings(*_paused(now)).exists(),
        _recordings(*_over(now)).exists(),
        _recordings(*_lost(now)).exists(),
        _supervisions(now).exists(),
        select(CallRecording.id).where(*_files(now, states)).exists(),
        _MISSING.scalar_subquery(),
    )
    with hub_context.database.read() as db:
        *due, missing = db.execute(looked).one()
    steps = (_end_forgotten_pauses, _settle, _ask_again, _end_supervisions, partial(_take_files, states=states))
    first = next((place for place, one in enumerate(due) if one), len(steps))
    for step in steps[first:]:
        step(hub_context)  # a step may be what gives the next its work
    if first < len(steps):
        with hub_context.database.read() as db:
            missing = db.scalar(_MISSING)
    metrics.RECORDINGS_MISSING.set(missing or 0)


_MISSING: Final = select(func.count()).where(CallRecording.state == "missing")


def _recordings(*conditions: ColumnElement[bool]) -> Select[uuid.UUID]:
    joined = (
        select(CallRecording.id)
        .join(Call, Call.id == CallRecording.call_id)
        .outerjoin(Consultation, Consultation.id == CallRecording.consultation_id)
    )
    return joined.where(*conditions)


# ---------------------------------------------------------------------- pauses, lost events, lost orders


def _each(hub_context: HubContext, ids: list[uuid.UUID], work: Callable[[Unit, uuid.UUID], None]) -> None:
    for one in ids:
        persistently(hub_context, partial(_do, work=work, row_id=one))


def _do(unit: Unit, work: Callable[[Unit, uuid.UUID], None], row_id: uuid.UUID) -> None:
    work(unit, row_id)


def _ids(hub_context: HubContext, *conditions: ColumnElement[bool]) -> list[uuid.UUID]:
    with hub_context.database.read() as db:
        return list(db.scalars(_recordings(*conditions).order_by(CallRecording.asked_at).limit(AT_ONCE)))


def _paused(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return CallRecording.state == "paused", CallRecording.resume_at <= now


def _end_forgotten_pauses(hub_context: HubContext) -> None:
    _each(hub_context, _ids(hub_context, *_paused(hub_context.now())), _resume)


def _resume(unit: Unit, row_id: uuid.UUID) -> None:
    row = unit.db.get_one(CallRecording, row_id, with_for_update=True)
    if row.state != "paused" or row.resume_at is None or row.resume_at > unit.now:
        return
    # Until the exchange has done it, it is asked again every few seconds.
    row.resume_at = unit.now + ASK_AGAIN
    lifecycle.order_pause(unit, row, unit.db.get_one(Call, row.call_id), _code(unit.db, row), on=False)
    unit.audit("calls.recording_resumed", "call", row.call_id)


def _code(db: Session, row: CallRecording) -> str:
    return (db.scalar(select(Person.agent_code).where(Person.id == row.person_id)) or "") if row.person_id else ""


def _over(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Recordings that run on although their call, or their consultation, has ended: their end was told to nobody."""
    last = now - rules.SETTLES_AFTER
    return CallRecording.state.in_(OPEN_RECORDING), (Call.ended_at <= last) | (Consultation.ended_at <= last)


def _settle(hub_context: HubContext) -> None:
    _each(hub_context, _ids(hub_context, *_over(hub_context.now())), _end)


def _end(unit: Unit, row_id: uuid.UUID) -> None:
    row = unit.db.get_one(CallRecording, row_id, with_for_update=True)
    if row.state not in OPEN_RECORDING:
        return
    asked = unit.db.get(Consultation, row.consultation_id) if row.consultation_id is not None else None
    ended_at = asked.ended_at if asked is not None else None
    row.ended_at, row.resume_at = ended_at or unit.db.get_one(Call, row.call_id).ended_at, None
    row.version += 1
    row.error = NEVER_BEGAN if row.started_at is None else ""
    # One that nobody saw begin may still have been recorded: its file decides.
    row.state = "ended"
    lifecycle.told(unit, row)


def _lost(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        CallRecording.state == "wanted",
        Call.state != "ended",
        CallRecording.tries < MOST_TRIES,
        CallRecording.asked_at <= now - ASK_AGAIN,
        Consultation.ended_at.is_(None),
    )


def _ask_again(hub_context: HubContext) -> None:
    _each(hub_context, _ids(hub_context, *_lost(hub_context.now())), _start_again)


def _start_again(unit: Unit, row_id: uuid.UUID) -> None:
    row = unit.db.get_one(CallRecording, row_id, with_for_update=True)
    if row.state == "wanted":
        row.tries, row.asked_at = row.tries + 1, unit.now
        lifecycle.order_start(unit, row, unit.db.get_one(Call, row.call_id), _code(unit.db, row))


def _supervisions(now: datetime) -> Select[uuid.UUID]:
    return (
        select(Supervision.id)
        .join(Call, Call.id == Supervision.call_id)
        .where(
            Supervision.ended_at.is_(None),
            (Call.ended_at <= now - rules.SETTLES_AFTER)
            | ((Supervision.state == "calling") & (Supervision.asked_at <= now - ANSWERS_WITHIN)),
        )
    )


def _end_supervisions(hub_context: HubContext) -> None:
    with hub_context.database.read() as db:
        due = list(db.scalars(_supervisions(hub_context.now())))
    _each(hub_context, due, _end_supervision)


def _end_supervision(unit: Unit, row_id: uuid.UUID) -> None:
    row = unit.db.get_one(Supervision, row_id, with_for_update=True)
    if row.state == "ended":
        return
    row.error = "not_answered" if row.joined_at is None else row.error
    row.state, row.ended_at = "ended", unit.now
    supervision.order(unit, row, StopListening)
    supervision.tell(unit, row)


# ---------------------------------------------------------------------- files


def _files(now: datetime, states: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    return CallRecording.state.in_(states), CallRecording.ended_at > now - rules.LOOKED_FOR


def _take_files(hub_context: HubContext, states: tuple[str, ...]) -> None:
    with hub_context.database.read() as db:
        found = select(CallRecording).where(*_files(hub_context.now(), states))
        rows = list(db.scalars(found.order_by(CallRecording.ended_at).limit(AT_ONCE)))
        db.expunge_all()
    for row in rows:
        if hub_context.stopping.is_set():
            return
        take_file(hub_context, row)


def take_file(hub_context: HubContext, row: CallRecording) -> None:
    """One file: into the store and into its row, then away from the exchange's folder; or missing, when it is time."""
    error = ""
    try:
        if not hub_context.settings.recordings_from or not hub_context.settings.recordings:
            error = NO_FOLDER
        else:
            source = inside(Path(hub_context.settings.recordings_from), row.file)
            with take_over(hub_context.settings, source, row.ended_at or row.asked_at) as taken:
                stored = persistently(hub_context, partial(_stored, row_id=row.id, taken=taken))
    except (FileNotFoundError, IsADirectoryError, PathOutside):
        error = row.error or NO_FILE
    except NotFinished:
        error = UNFINISHED
    except FileKeyMissing as fault:
        error = "no_key"
        log.info("a recording cannot be stored", recording=str(row.id), cause=fault.render())
    except OSError as fault:
        error = "disk"
        log.info("a recording cannot be taken over", recording=str(row.id), cause=fault.strerror)
    if not error:
        if stored:
            metrics.RECORDINGS.labels("stored").inc()
            _remove(source)
    elif row.state == "ended" and row.ended_at is not None and hub_context.now() - row.ended_at > rules.MISSING_AFTER:
        persistently(hub_context, partial(_missing, row_id=row.id, error=error))
        metrics.RECORDINGS.labels("missing").inc()
        log.info("a recording is missing", recording=str(row.id), error=error)


def _stored(unit: Unit, row_id: uuid.UUID, taken: Taken) -> bool:
    """Name the file in its row; whether it was, since another hub may have been first."""
    row = unit.db.get_one(CallRecording, row_id, with_for_update=True)
    if row.state not in ("ended", "missing"):
        return False
    row.file_id, row.duration_ms = files.keep(unit, taken.file, row.call_id).id, taken.duration_ms
    row.state, row.stored_at, row.error, row.version = "stored", unit.now, "", row.version + 1
    lifecycle.told(unit, row)
    return True


def _missing(unit: Unit, row_id: uuid.UUID, error: str) -> None:
    row = unit.db.get_one(CallRecording, row_id, with_for_update=True)
    if row.state == "ended":
        row.state, row.error, row.version = "missing", error, row.version + 1
        lifecycle.told(unit, row)
        unit.change(RecordingPolicyChanged(id=row.id), to=["perm:settings.manage"])


def _remove(source: Path) -> None:
    """The store has it: away with the exchange's. Where the hub may not, the bank clears that folder itself."""
    try:
        source.unlink(missing_ok=True)
    except OSError as fault:
        log.info("a recording that was taken over stays in the exchange's folder", cause=fault.strerror)
