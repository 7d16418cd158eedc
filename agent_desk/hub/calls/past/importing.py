"""Loading past calls from an Asterisk queue_log: whole batches in short transactions, the same file never twice.

Nothing is written before the whole file has been read. A batch is there or not; stopping between two leaves what is
there sound, and loading again adds the rest. Rows go in by COPY: short transactions, since a long one would hold back
the change feed.
"""

import gc
import hashlib
import io
import re
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.past.import_rows import (
    CALL_COLUMNS,
    EXCHANGE,
    LEG_COLUMNS,
    RowMaker,
    end_of,
    is_open,
    new_id,
    rung_at,
)
from agent_desk.hub.calls.past.queue_log import BadLine, Line, read_lines
from agent_desk.hub.calls.past.queue_log_calls import CallAssembler, ImportedCall
from agent_desk.hub.kit.batches import Account, in_batches
from agent_desk.hub.kit.centre import area_code
from agent_desk.hub.kit.clock import Clock, utc_now
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.leases import Lease
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, CallLeg, Queue
from agent_desk.models.kit import ImportRun
from agent_desk.models.people import Person
from agent_desk.schemas.calls.changes import CallsImported

KIND: Final = "calls.queue_log"
BATCH: Final = 4000
_LINES_STORED: Final = 1000
_EVENT: Final = re.compile(r"[A-Z][A-Z0-9_-]{1,31}")
"""An event's name, of whichever program."""
_BEHIND_LOCAL: Final = ("Local/", "hint:")
_LOCAL_MEMBER: Final = re.compile(r"(?:Local/|hint:)([^/@]+)@.+")
FOREIGN: Final = frozenset({"DID", "INFO"})
"""Events that FreePBX and its modules write into the log of the queues."""
_ODD: Final = 20
"""Lines of an unknown event up to which each of them is named; more of them are another program's."""
_LINES_PER_REPORT: Final = 2048
_LAST_POSITION: Final = 1000
"""Position of a queue that an import makes: after those the centre has set up."""

FaultWord = Literal[
    "no_file",
    "directory",
    "not_a_file",
    "unreadable",
    "empty",
    "compressed",
    "binary",
    "not_a_queue_log",
    "unknown_zone",
    "other_zone",
    "import_running",
]
Phase = Literal["reading", "loading"]
Progress = Callable[[Phase, int, int], None]
"""Told (phase, done, of how many): bytes while reading, calls while loading. What it raises stops the import."""


class ImportFault(Exception):
    """The file cannot be loaded; nothing was changed. `word` says why, `values` of what."""

    def __init__(self, word: FaultWord, **values: str) -> None:
        super().__init__(word)
        self.word, self.values = word, values


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that was left out: its number, why (queue_log.Reason, or "no_call": it belongs to no call), what it says."""

    line: int
    reason: str
    text: str
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class ImportReport:
    """What an import did. `known` calls were there already, `completed` ones were open and are not any more.

    `open` counts the calls that the file does not end. `already_at` is set when this very file had been loaded before;
    nothing else was looked at then, and the figures are those of that time.
    """

    file: str
    digest: str
    zone: str
    lines: int = 0
    calls: int = 0
    loaded: int = 0
    completed: int = 0
    known: int = 0
    open: int = 0
    blank: int = 0
    doubled: int = 0
    bad: list[LeftOut] = field(default_factory=list)
    foreign: dict[str, int] = field(default_factory=dict)
    """Lines that other programs write into the same log (FreePBX: DID, INFO), by their event: passed over, nothing is lost."""
    already_at: datetime | None = None
    earlier_bad: int = 0
    seconds: float = 0.0


def import_queue_log(
    database: Database,
    path: Path,
    *,
    zone: str | None = None,
    centre_zone: str = "UTC",
    clock: Clock = utc_now,
    progress: Progress = lambda _phase, _done, _all: None,
) -> ImportReport:
    """Load a queue_log. `zone`: the zone its calls' days belong to; None: the centre's, which is `centre_zone`.

    Raises ImportFault (nothing was changed), Interrupted from whatever stops it while calls are loaded.
    """
    begun, started_at = time.monotonic(), clock()
    _check(path, zone)
    with _opened(path) as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    report = ImportReport(file=path.name, digest=digest, zone=zone or "")
    if not _loaded_before(database, report):
        with Lease(database.dsn, "import calls") as lease:
            if not lease.take():
                raise ImportFault("import_running")
            with _opened(path) as stream, _collector_at_rest():
                calls = _read(stream, path, report, progress)
            if zone is not None:
                _refuse_other_zone(database, {call.queue for call in calls}, zone, centre_zone)
            _load(database, calls, zone, report, progress, started_at, clock)
    report.seconds = round(time.monotonic() - begun, 3)
    return report


def _check(path: Path, zone: str | None) -> None:
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
            raise ImportFault("unknown_zone", zone=zone) from fault
    try:
        if path.is_dir():
            raise ImportFault("directory", file=str(path))
        if not path.exists():
            raise ImportFault("no_file", file=str(path))
        if not path.is_file():
            raise ImportFault("not_a_file", file=str(path))
    except (OSError, ValueError) as fault:
        raise ImportFault("unreadable", file=str(path), why=_why(fault)) from fault


def _opened(path: Path) -> io.BufferedReader:
    try:
        return path.open("rb")
    except OSError as fault:
        raise ImportFault("unreadable", file=str(path), why=_why(fault)) from fault


def _why(fault: Exception) -> str:
    return getattr(fault, "strerror", None) or str(fault)


def _loaded_before(database: Database, report: ImportReport) -> bool:
    with database.read() as db:
        run = db.execute(
            select(ImportRun.ended_at, ImportRun.zone, ImportRun.lines, ImportRun.loaded, ImportRun.bad).where(
                ImportRun.kind == KIND, ImportRun.file_digest == report.digest
            )
        ).one_or_none()
    if run is None or run.ended_at is None:
        return False
    report.already_at, report.zone = run.ended_at, run.zone
    report.lines, report.calls, report.known, report.earlier_bad = run.lines, run.loaded, run.loaded, run.bad
    return True


def _read(stream: io.BufferedReader, path: Path, report: ImportReport, progress: Progress) -> list[ImportedCall]:
    """Return every call of the file; the lines that were left out go into the report."""
    assembler, sound, number = CallAssembler(), 0, 0
    counted: Counter[str] = Counter()
    unknown: defaultdict[str, list[LeftOut]] = defaultdict(list)
    size = path.stat().st_size
    try:
        for line in read_lines(_watched(stream, size, progress)):
            number = line.number
            if isinstance(line, Line):
                if line.member.startswith(_BEHIND_LOCAL):
                    line = line._replace(member=_of_local(line.member))
                assembler.feed(line)
                sound += 1
            elif line.reason in ("blank", "doubled"):
                counted[line.reason] += 1
            elif line.reason == "event_unknown" and _EVENT.fullmatch(line.values[1]):
                unknown[line.values[1]].append(_left_out(line))
            else:
                report.bad.append(_left_out(line))
    except OSError as fault:
        raise ImportFault("unreadable", file=str(path), why=_why(fault)) from fault
    if not sound:
        raise _useless(path, number)
    for event, lines in sorted(unknown.items(), key=lambda one: -len(one[1])):
        if event in FOREIGN or len(lines) > _ODD:
            report.foreign[event] = len(lines)
        else:
            report.bad += lines
    calls = assembler.calls()
    report.bad += [
        LeftOut(line.number, "no_call", "|".join((str(line.at), *line[2:6], *line.params))[:200], (line.event,))
        for line in assembler.orphans
    ]
    report.bad.sort(key=lambda out: out.line)
    report.lines, report.calls = number, len(calls)
    report.blank, report.doubled = counted["blank"], counted["doubled"]
    report.open = sum(1 for call in calls if is_open(call))
    return calls


def _of_local(member: str) -> str:
    """Return the extension of a member that FreePBX and Issabel write as Local/8001@from-queue/n, or hint:8001@ext-local."""
    found = _LOCAL_MEMBER.fullmatch(member)
    return found[1] if found else member


def _watched(stream: Iterable[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    for number, raw in enumerate(stream):
        done += len(raw)
        if number % _LINES_PER_REPORT == 0:
            progress("reading", min(done, size), size)
        yield raw
    progress("reading", size, size)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Reading makes records by the hundred thousand and no cycle among them: walking them again and again would take
    two fifths of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _left_out(line: BadLine) -> LeftOut:
    return LeftOut(line.number, line.reason, line.text, line.values)


def _useless(path: Path, lines: int) -> ImportFault:
    """Not one line could be used: say what the file is."""
    with _opened(path) as stream:
        head = stream.read(8192)
    if not head.strip():
        return ImportFault("empty", file=str(path))
    if head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x03\x04", b"\x28\xb5\x2f\xfd")):
        return ImportFault("compressed", file=str(path))
    if b"\x00" in head:
        return ImportFault("binary", file=str(path))
    return ImportFault("not_a_queue_log", file=str(path), lines=str(lines))


# ---------------------------------------------------------------------- loading


def _load(
    database: Database,
    calls: Sequence[ImportedCall],
    zone: str | None,
    report: ImportReport,
    progress: Progress,
    started_at: datetime,
    clock: Clock,
) -> None:
    def store(db: Session, batch: Sequence[ImportedCall], account: Account) -> None:
        loaded, completed = _load_batch(db, batch, zone)
        account.added += loaded
        account.changed += completed
        account.unchanged += len(batch) - loaded - completed
        _remember(db, Unit(db=db, now=clock(), jobs=Jobs(database.dsn)), report, account, started_at)

    def told(done: int, of: int) -> None:
        progress("loading", done, of)

    account = in_batches(database, calls, BATCH, store, told)
    report.loaded, report.completed, report.known = account.added, account.changed, account.unchanged


def _refuse_other_zone(database: Database, codes: set[str], zone: str, centre_zone: str) -> None:
    """A queue's days belong to one zone; a file may not move those of calls that are there."""
    with database.read() as db:
        held = select(Call.id).where(Call.queue_id == Queue.id).exists()
        there = func.coalesce(Queue.zone, centre_zone)
        row = db.execute(select(Queue.code, there).where(Queue.code.in_(codes), there != zone, held)).first()
    if row is not None:
        raise ImportFault("other_zone", queue=row[0], zone=row[1], wanted=zone)


def _load_batch(db: Session, batch: Sequence[ImportedCall], zone: str | None) -> tuple[int, int]:
    """Add what is new, complete what was open; returns how many of each."""
    there = {
        row.exchange_key: row
        for row in db.execute(
            select(Call.exchange_key, Call.id, Call.state, Call.ended_at, Call.answered_at).where(
                Call.exchange == EXCHANGE, Call.exchange_key.in_([call.key for call in batch])
            )
        )
    }
    fresh = [(call, new_id()) for call in batch if call.key not in there]
    grown = [
        (call, str(there[call.key].id)) for call in batch if call.key in there and _has_grown(call, there[call.key])
    ]
    if not fresh and not grown:
        return 0, 0
    rows = _row_maker(db, [call for call, _ in (*fresh, *grown)], zone)
    for call, call_id in grown:
        _complete(db, rows, call, call_id)
    db.flush()
    connection = db.connection().connection.driver_connection
    assert connection is not None
    _copy(connection, "call", CALL_COLUMNS, [rows.call(call, call_id) for call, call_id in fresh])
    legs = [leg for call, call_id in (*fresh, *grown) for leg in rows.legs(call, call_id)]
    _copy(connection, "call_leg", LEG_COLUMNS, legs)
    return len(fresh), len(grown)


def _has_grown(call: ImportedCall, there: Any) -> bool:
    """Return whether the file knows more of this call than the database."""
    if there.ended_at is not None:
        return not is_open(call) and call.ended_at > there.ended_at
    return not is_open(call) or (call.answered_at is not None and there.answered_at is None)


def _complete(db: Session, rows: RowMaker, call: ImportedCall, call_id: str) -> None:
    """Bring a call that was open at the end of an earlier file to where this file has it; its legs are made anew."""
    row, end = db.get_one(Call, uuid.UUID(call_id)), end_of(call)
    row.state, row.outcome, row.ended_at, row.ended_by = end
    row.answered_at, row.rung_at = call.answered_at, rung_at(call)
    row.wait_ms, row.talk_ms, row.hold_ms, row.acw_ms = call.wait_ms, call.talk_ms, call.hold_ms, call.acw_ms
    row.agent_id = uuid.UUID(rows.people[call.agent]) if call.agent else None
    row.version += 1
    db.execute(delete(CallLeg).where(CallLeg.call_id == row.id))


def _copy(connection: Any, table: str, columns: Sequence[str], rows: Sequence[str]) -> None:
    if rows:
        command = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(command) as copy:
            copy.write("".join(rows))


def _row_maker(db: Session, calls: Sequence[ImportedCall], zone: str | None) -> RowMaker:
    """Ids of every queue and agent in these calls, made where there are none: people without a password."""
    codes = {call.queue for call in calls} | {leg.queue for call in calls for leg in call.legs}
    agents = {leg.agent for call in calls for leg in call.legs} | {ring.agent for call in calls for ring in call.missed}
    found = db.scalars(select(Queue).where(Queue.code.in_(codes))).all()
    queues = {queue.code: queue.id for queue in found}
    if zone is not None:
        for queue in found:
            # Calls of another zone have been refused before, so this queue has none yet.
            queue.zone = zone
    for code in sorted(codes - queues.keys()):
        # Not in use: nobody may send a live call into the past.
        made = Queue(
            id=uuid.uuid4(), code=code, name_zh=code, name_en=code, zone=zone, position=_LAST_POSITION, active=False
        )
        db.add(made)
        queues[code] = made.id
    people = dict(db.execute(select(Person.agent_code, Person.id).where(Person.agent_code.in_(agents))).all())
    taken = set(db.scalars(select(Person.login).where(Person.login.in_(agents))))
    for code in sorted(agents - people.keys()):
        login = f"{code} ({uuid.uuid4().hex[:6]})" if code in taken else code
        person = Person(id=uuid.uuid4(), login=login, name=code, name_en=code, agent_code=code, password_hash=None)
        db.add(person)
        people[code] = person.id
    db.flush()
    return RowMaker(
        {code: str(queue_id) for code, queue_id in queues.items()},
        {code: str(person_id) for code, person_id in people.items() if code is not None},
        area_code(db),
    )


def _remember(db: Session, unit: Unit, report: ImportReport, account: Account, started_at: datetime) -> None:
    """Tell of a batch, in its own transaction: the audit trail, and a change that open boards and lists hear. With the last one the
    file is loaded, and its digest is kept."""
    run_id = uuid.uuid4()
    if account.whole:
        run = ImportRun(
            id=run_id,
            kind=KIND,
            file_name=report.file,
            file_digest=report.digest,
            zone=report.zone,
            lines=report.lines,
            loaded=report.calls,
            bad=len(report.bad),
            started_at=started_at,
            ended_at=unit.now,
            # Numbers and reasons alone: a line's text may hold a caller's number.
            bad_lines=[[out.line, out.reason] for out in report.bad[:_LINES_STORED]],
        )
        db.add(run)
    unit.audit(
        "calls.import",
        "import_run",
        run_id,
        file=report.file,
        calls=report.calls,
        done=account.done,
        loaded=account.added,
        completed=account.changed,
        bad=len(report.bad),
    )
    unit.change(CallsImported(id=run_id, loaded=account.added + account.changed), to=["perm:calls.all@all"])
