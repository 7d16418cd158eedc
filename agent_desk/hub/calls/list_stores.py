"""Where the lists of calls lie."""

import re
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.measures.state import ALIGN, tell_exchange
from agent_desk.hub.calls.seat.queries import TRANSFER_NUMBERS as NUMBERS
from agent_desk.hub.kit.lists import DocumentStore, Kept, TableStore
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, Disposition, NotReadyReason, Queue
from agent_desk.schemas.calls.lists import ANNOUNCEMENTS, DISPOSITIONS, QUEUES, REASONS, TRANSFER_NUMBERS

SOUND: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


def _read_queue(columns: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(columns)
    fields["acw_limit_s"], fields["topic"] = fields.pop("acw_limit_ms") // 1000, fields.pop("topic_rule")
    return fields


def _write_queue(fields: Mapping[str, Any]) -> dict[str, Any]:
    columns = dict(fields)
    columns["acw_limit_ms"], columns["topic_rule"] = columns.pop("acw_limit_s") * 1000, columns.pop("topic")
    return columns


def _calls_wait(db: Session, entry: Kept) -> dict[str, str]:
    """A queue in which somebody waits is not retired: they would stand on no board."""
    open_calls = exists().where(Call.queue_id == Queue.id, Call.ended_at.is_(None))
    waits = not entry.active and db.scalar(select(Queue.id).where(Queue.code == entry.code, open_calls)) is not None
    return {"active": "calls_wait"} if waits else {}


def _told(unit: Unit, entry: Kept) -> None:
    """Tell the exchange of a queue's hours at once; what a command changes it is told at its next comparison."""
    if unit.jobs.knows(ALIGN):
        tell_exchange(unit, unit.db.scalars(select(Queue).where(Queue.code == entry.code)).one())


def _plays(_db: Session, entry: Kept) -> dict[str, str]:
    """Return what is wrong with the name of a sound file: it goes into the exchange's dial plan."""
    return {} if SOUND.fullmatch(str(entry.fields["sound"])) else {"sound": "not_a_sound"}


SPOKEN: Final = DocumentStore(declared=ANNOUNCEMENTS, key="announcements", check=_plays)
LISTS = (
    TableStore(
        declared=QUEUES,
        model=Queue,
        columns=("name_zh", "name_en", "acw_mode", "acw_limit_ms", "topic_rule", "hours"),
        read=_read_queue,
        write=_write_queue,
        check=_calls_wait,
        then=_told,
    ),
    TableStore(declared=REASONS, model=NotReadyReason, system="system"),
    TableStore(declared=DISPOSITIONS, model=Disposition, parent="parent_code"),
    DocumentStore(declared=TRANSFER_NUMBERS, key=NUMBERS),
    SPOKEN,
)
