"""Recordings of past calls: those that quality drew, those of open complaints, and the latest ones, as files of the hub's own store."""

import uuid
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from agent_desk.demo.data.history import EXCHANGE
from agent_desk.demo.data.ids import named
from agent_desk.demo.data.plan import SeedPlan
from agent_desk.demo.data.progress import Progress
from agent_desk.demo.sound.talk import LONGEST_MS, Held, write_talk
from agent_desk.hub.calls.recording.store import take_over
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.keys import Keyring, require_keys
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.cases import Complaint
from agent_desk.models.quality import SampleItem

_LATEST: Final = 24
_HELD_FROM: Final = 0.4
"""Where in the recording the customer was put on hold."""


def make_recordings(database: Database, settings: Settings, plan: SeedPlan, progress: Progress) -> int:
    """Make those that are not there; how many. Raises OSError.

    `settings`: those the hub will run with, for its folder of recordings and its key of files.
    """
    with database.write() as db:
        require_keys(db, Keyring.of(settings))
        calls = _calls(db)
        db.expunge_all()
    with TemporaryDirectory() as folder:
        for number, (call, queue) in enumerate(calls, start=1):
            _make(database, settings, plan, (call, queue), Path(folder) / "r.wav")
            progress("recordings", number, len(calls))
    return len(calls)


def _calls(db: Session) -> list[tuple[Call, str]]:
    answered = (
        select(Call, Queue.code)
        .join(Queue, Queue.id == Call.queue_id)
        .where(Call.exchange == EXCHANGE, Call.answered_at.is_not(None))
    )
    drawn: ColumnElement[bool] = Call.id.in_(select(SampleItem.call_id))
    complained: ColumnElement[bool] = Call.id.in_(select(Complaint.call_id).where(Complaint.closed_at.is_(None)))
    asked = db.execute(answered.where(or_(drawn, complained)).order_by(Call.offered_at)).all()
    latest = db.execute(answered.order_by(Call.offered_at.desc()).limit(_LATEST)).all()
    there = set(db.scalars(select(CallRecording.call_id)))
    found = {call.id: (call, queue) for call, queue in (*asked, *latest)}
    return [one for call_id, one in found.items() if call_id not in there]


def _make(database: Database, settings: Settings, plan: SeedPlan, about: tuple[Call, str], file: Path) -> None:
    call, queue = about
    assert call.answered_at is not None and call.ended_at is not None
    length_ms = min(call.talk_ms + call.hold_ms, LONGEST_MS)
    held = Held(int(length_ms * _HELD_FROM), call.hold_ms) if call.hold_ms else None
    write_talk(file, length_ms, queue, call.id.hex, held)
    row = CallRecording(
        id=named("recording", call.id.hex),
        call_id=call.id,
        person_id=call.agent_id,
        why="all",
        state="ended",
        file=f"{uuid.UUID(call.id.hex)}.wav",
        asked_at=call.answered_at,
        started_at=call.answered_at,
        ended_at=call.ended_at,
        recorded_ms=length_ms,
        stored_at=call.ended_at,
    )
    # The file stays only if its row is there when `take_over` ends: the transaction lies within.
    with take_over(settings, file, call.ended_at) as taken, database.write() as db:
        unit = Unit(db=db, now=plan.now, jobs=Jobs(database.dsn))
        row.file_id = store.keep(unit, taken.file, call.id).id
        row.state, row.duration_ms = "stored", taken.duration_ms
        db.add(row)
