"""`agent-desk demo --replay FILE`: a past log through the hub as if it happened again, and the proof that the books agree.

The stage is a centre without any made-up past, with the queues and agents of the log. The proof: the same file, imported
into a second database, gives the same figures by everything a report is asked by.
"""

import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agent_desk.demo.data.centre import seed_centre
from agent_desk.demo.data.content import Content, demo_folder
from agent_desk.demo.exchange.adapter import SimulatorControl
from agent_desk.demo.stage.replay_script import ReplayScript
from agent_desk.hub import areas
from agent_desk.hub.calls.intake.transaction import cursor_of
from agent_desk.hub.calls.past.importing import import_queue_log
from agent_desk.hub.cases.loading import load_terms
from agent_desk.hub.figures.counting import GROUPINGS, By
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.database import Database
from agent_desk.hub.knowledge.loading import load_folder
from agent_desk.hub.migrations import run as migrations
from agent_desk.hub.reports.service import service_level
from agent_desk.models.calls.calls import AgentInterval, AgentState, NotReadyReason, Queue
from agent_desk.models.people import Person, SeatSession
from agent_desk.schemas.calls.settings import RINGS
from agent_desk.schemas.reports.records import ServiceLevelReport

STALLED_S: Final = 30.0
"""A hub that reads nothing for so long, though all is told, has stopped."""
LOOK_EVERY_S: Final = 0.1
FOR_EVER: Final = timedelta(days=36_500)


@dataclass(slots=True)
class ReplayOutcome:
    """What came of a replay. `reports` are those of the replayed calls, by grouping; `differences` from the import's."""

    file: str
    speed: float
    calls: int
    events: int = 0
    replayed_s: float = 0.0
    took_s: float = 0.0
    reports: dict[By, ServiceLevelReport] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    @property
    def equal(self) -> bool:
        """The replay ends with the figures of the import."""
        return not self.differences


def fill(db: Session, words: Content, script: ReplayScript, zone: str | None, now: datetime) -> None:
    """A centre with its people and knowledge, and the queues and agents of the log: at their seats until it is over."""
    areas.seed_defaults(db)
    seed_centre(db, words, now)
    load_terms(db, words.centre)
    load_folder(db, demo_folder())
    # The log decides who pauses: no rule of ours comes in between.
    settings_store.seed(db, RINGS, {"misses_allowed": 0})
    db.execute(update(Queue).where(Queue.code.not_in(script.queues)).values(active=False))
    known = set(db.scalars(select(Queue.code)))
    for place, code in enumerate(script.queues):
        if code not in known:
            db.add(Queue(id=uuid.uuid4(), code=code, name_zh=code, name_en=code, position=place))
    db.flush()
    if zone is not None:
        db.execute(update(Queue).where(Queue.code.in_(script.queues)).values(zone=zone))
    reasons = set(db.scalars(select(NotReadyReason.code)))
    for code in script.reasons:
        if code and code not in reasons:
            db.add(NotReadyReason(code=code, name_zh=code, name_en=code, position=99))
    _agents(db, script, now)


def _agents(db: Session, script: ReplayScript, now: datetime) -> None:
    for code in script.agents:
        person = Person(id=uuid.uuid4(), login=code, name=code, name_en=code, agent_code=code, password_hash=None)
        db.add(person)
        db.flush()
        # The log's times must not lie before what is known already.
        since_at = script.start_at - timedelta(days=1)
        state = AgentState(
            person_id=person.id, state="signed_out", since_at=since_at, misses=0, acw_mode="mandatory", version=0
        )
        db.add(state)
        db.add(AgentInterval(person_id=person.id, state="signed_out", started_at=since_at))
        # Nobody is there to be silent: the seat counts as heard for as long as it lasts.
        db.add(
            SeatSession(
                id=uuid.uuid4(),
                person_id=person.id,
                token_digest=secrets.token_bytes(32),
                seat="replay",
                started_at=now,
                expires_at=now + FOR_EVER,
                last_seen_at=now + FOR_EVER,
            )
        )


# ---------------------------------------------------------------------- playing


def play(
    database: Database, control: SimulatorControl, script: ReplayScript, say: Callable[[int, int], None]
) -> tuple[int, float]:
    """Let the calls come and stay until the hub has read the last of them; how many events, in how many seconds.

    Raises TimeoutError for a hub that has stopped reading.
    """
    began = time.monotonic()
    control.pause_arrivals(False)
    moved_at, last = began, ""
    while True:
        told, position = control.totals().events, control.snapshot().position
        say(told, len(script.script))
        with database.read() as db:
            read = cursor_of(db, "replay")
        if told == len(script.script) and read == position:
            return told, round(time.monotonic() - began, 2)
        if read != last or told < len(script.script):
            moved_at, last = time.monotonic(), read
        if time.monotonic() - moved_at > STALLED_S:
            raise TimeoutError(f"the hub has read up to {read or 'nothing'} of {position}")
        time.sleep(LOOK_EVERY_S)


def account(
    database: Database, second: Database, file: Path, script: ReplayScript, zone: str | None, centre_zone: str
) -> tuple[dict[By, ServiceLevelReport], list[str]]:
    """Return the figures of the replay by every grouping, and where those of an import of the same file into `second` differ."""
    migrations.upgrade(second.engine)
    with second.write() as db:
        areas.seed_defaults(db)
    import_queue_log(second, file, zone=zone, centre_zone=centre_zone)
    of_days = ZoneInfo(zone or centre_zone)
    start, end = (at.astimezone(of_days).date().isoformat() for at in (script.start_at, script.end_at))
    reports, differences = dict[By, ServiceLevelReport](), list[str]()
    for by in GROUPINGS:
        found = []
        for one in (database, second):
            with one.read() as db:
                found.append(service_level(db, start, end, by, centre_zone=centre_zone, zone=zone))
        reports[by] = found[0]
        differences += _differences(by, *found)
    return reports, differences


def _differences(by: By, replayed: ServiceLevelReport, imported: ServiceLevelReport) -> list[str]:
    mine, theirs = ({row.key: row.figures for row in report.rows} for report in (replayed, imported))
    return [
        f"{by} {key} {name}: replayed {mine.get(key, {}).get(name)}, imported {theirs.get(key, {}).get(name)}"
        for key in sorted(mine.keys() | theirs.keys())
        for name in sorted(mine.get(key, {}).keys() | theirs.get(key, {}).keys())
        if mine.get(key, {}).get(name) != theirs.get(key, {}).get(name)
    ]
