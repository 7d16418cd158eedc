"""What calls, queues, call-backs and the lists of calls are called: a call by its time, its number (masked) and its queue."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.naming import Called, EntityName, Naming, keys_of, of_columns
from agent_desk.models.calls.calls import Call, Disposition, NotReadyReason, Queue
from agent_desk.models.calls.measures import QueueMeasure
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.calls.voice_plan import Callback
from agent_desk.models.kit import ImportRun
from agent_desk.models.people import Person
from agent_desk.schemas.calls.words import MEASURES

CENTRE: Final[Called] = ("全中心", "Whole centre")


def call_name(naming: Naming, call: Call, queue: Queue | None) -> Called:
    """Return what a call is called."""
    time, number = naming.time(call.offered_at)[0], naming.telephone(call.caller)
    queue_zh, queue_en = (queue.name_zh, queue.name_en) if queue is not None else ("", "")
    return " ".join(filter(None, (time, number, queue_zh))), " ".join(filter(None, (time, number, queue_en)))


def _calls(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(
        select(Call, Queue).outerjoin(Queue, Queue.id == Call.queue_id).where(Call.id.in_(keys_of(Call.id, wanted)))
    )
    named = {str(call.id): call_name(naming, call, queue) for call, queue in rows}
    # The list of abandoned callers, and calls of long ago that were removed up to a day.
    if "abandoned" in wanted:
        named["abandoned"] = ("放弃来电清单", "list of abandoned callers")
    return named | {
        one: (f"{one} 之前", f"before {one}") for one in wanted if len(one) == 10 and one[4] == one[7] == "-"
    }


def _agents(naming: Naming, wanted: Collection[str]) -> Mapping[str, Called]:
    return naming.of("person", keys_of(Person.id, wanted))


def _callbacks(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.scalars(select(Callback).where(Callback.id.in_(keys_of(Callback.id, wanted))))
    return {str(row.id): 2 * (f"{naming.time(row.asked_at)[0]} {naming.telephone(row.number)}",) for row in rows}


def _recordings(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(
        select(CallRecording.id, CallRecording.call_id).where(CallRecording.id.in_(keys_of(CallRecording.id, wanted)))
    ).all()
    calls = naming.of("call", [call for _, call in rows])
    return {str(key): calls[str(call)] for key, call in rows if str(call) in calls}


def _measures(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(
        select(QueueMeasure, Queue)
        .join(Queue, Queue.id == QueueMeasure.queue_id)
        .where(QueueMeasure.id.in_(keys_of(QueueMeasure.id, wanted)))
    )
    named = {}
    for row, queue in rows:
        (zh, en), word = naming.time(row.from_at), MEASURES[row.does]
        named[str(row.id)] = f"{zh} {queue.name_zh} {word.zh}", f"{en} {queue.name_en} {word.en}"
    return named


def _of_queues_or_centre(naming: Naming, wanted: Collection[str]) -> Mapping[str, Called]:
    queues = of_columns(Queue.code, Queue.name_zh, Queue.name_en)(naming, wanted)
    return {**queues, **({"centre": CENTRE} if "centre" in wanted else {})}


def _queue_called(db: Session, typed: str) -> Iterable[str]:
    return db.scalars(select(Queue.code).where((Queue.name_zh == typed) | (Queue.name_en == typed)))


NAMES: Final[Mapping[str, EntityName]] = {
    "call": EntityName(names=_calls, of_customers=True),
    "agent_state": EntityName(names=_agents),
    "callback": EntityName(names=_callbacks, of_customers=True),
    "queue_measure": EntityName(names=_measures),
    "recording": EntityName(names=_recordings, of_customers=True),
    "recording_policy": EntityName(names=_of_queues_or_centre, find=_queue_called, by_code=True),
    "queue": EntityName(names=_of_queues_or_centre, find=_queue_called, by_code=True),
    "service_target": EntityName(names=_of_queues_or_centre, find=_queue_called, by_code=True),
    "reason": EntityName(
        names=of_columns(NotReadyReason.code, NotReadyReason.name_zh, NotReadyReason.name_en), by_code=True
    ),
    "disposition": EntityName(
        names=of_columns(Disposition.code, Disposition.name_zh, Disposition.name_en), by_code=True
    ),
    "import_run": EntityName(names=of_columns(ImportRun.id, ImportRun.file_name)),
}
