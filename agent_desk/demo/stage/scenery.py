"""What stands behind the desk while its screens are photographed: demonstration data at a fixed moment, a quiet exchange, a hub.

Nobody calls by themselves here: calls, and how long somebody has been waiting or talking, come by order (`Hands`).
"""

import json
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import update
from sqlalchemy.orm import Session

from agent_desk.demo.data import cast, seed
from agent_desk.demo.data.centre import set_password
from agent_desk.demo.data.content import content
from agent_desk.demo.data.plan import SeedPlan
from agent_desk.demo.data.progress import Progress, silent
from agent_desk.demo.data.recordings import make_recordings
from agent_desk.demo.exchange.adapter import SimulatorControl
from agent_desk.demo.exchange.profile import SimulationSettings
from agent_desk.demo.exchange.simulator_server import run_simulator
from agent_desk.hub.figures.wallboard import make_token
from agent_desk.hub.kit import clock, trusted_clock
from agent_desk.hub.kit.audit import Witness
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.private_postgres import PrivatePostgres
from agent_desk.hub.kit.security import hash_password
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.migrations import run as migrations
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import AgentInterval, AgentState, Call, CallLeg
from agent_desk.models.people import Person

MOMENT: Final = datetime(2025, 11, 13, 7, 24, tzinfo=UTC)
"""A Thursday, 15:24 in the centre: the morning's peak is on the charts, the afternoon's is coming."""
PASSWORD: Final = "Pictures-2025"  # noqa: S105  (of a database that lives for some minutes)
_STARTS_WITHIN_S: Final = 30.0
_RINGS_MS: Final = 600_000
"""A call rings as long as its picture takes."""

AUDIT_KEY: Final = "the audit key of the pictures, which lock nothing"


def plan_of(days: int) -> SeedPlan:
    """As much of the past as is wanted: 90 days give the whole demonstration."""
    share = min(1.0, days / 90)
    return SeedPlan(
        now=MOMENT, days=days, customers=max(200, round(5000 * share)), complaints=max(20, round(350 * share))
    )


class Exchange:
    """The simulated exchange in a thread of this process, so that it goes by the same clock as the hub."""

    def __init__(self, recordings: Path) -> None:
        self._stop, self._ready = threading.Event(), threading.Event()
        self._port = 0
        self._settings = SimulationSettings(
            per_hour=0, opening_ms=None, ring_timeout_ms=_RINGS_MS, recordings=recordings
        )
        self._thread = threading.Thread(target=self._run, name="exchange", daemon=True)

    def _run(self) -> None:
        run_simulator("127.0.0.1", 0, self._settings, self._stop, ready=self._listens)

    def _listens(self, port: int) -> None:
        self._port = port
        self._ready.set()

    def start(self) -> str:
        """Return its address, as soon as it listens. Raises TimeoutError."""
        self._thread.start()
        if not self._ready.wait(_STARTS_WITHIN_S):
            raise TimeoutError("The simulated exchange did not start.")
        return f"simulated://127.0.0.1:{self._port}"

    def stop(self) -> None:
        """End every line."""
        self._stop.set()
        self._thread.join(5)


class Scenery:
    """A private database filled for `MOMENT`, an exchange, a hub. Raises PrivatePostgresFault, DatabaseDown."""

    def __init__(self, folder: Path, plan: SeedPlan, progress: Progress = silent) -> None:
        self._folder, self.plan, self._progress = folder, plan, progress
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        try:
            self._build()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _build(self) -> None:
        clock.run_from(self.plan.now)
        self._stack.callback(clock.run_from, None)
        self._progress("database", 0, 1)
        server = PrivatePostgres(self._folder)
        self._stack.callback(server.stop)
        self.database = Database(server.ensure_database())
        self.database.witness = Witness(AUDIT_KEY.encode())
        self._stack.callback(self.database.dispose)
        migrations.upgrade(self.database.engine)
        seed.seed(self.database, self.plan, self._progress)
        with self.database.write() as db:
            set_password(db, [one["login"] for one in content().people["staff"]], hash_password(PASSWORD))
            # Its own clock is the machine's; what was made up above is of other days.
            trusted_clock.mark(db, clock.machine_now())
        folders = recorded, kept, reports, papers = [
            self._folder / name for name in ("recorded", "recordings", "reports", "case-files")
        ]
        for folder in folders:
            folder.mkdir(exist_ok=True)
        exchange = Exchange(recorded)
        self._stack.callback(exchange.stop)
        self._exchange_url = exchange.start()
        self.control = SimulatorControl.from_url(self._exchange_url)
        self._stack.callback(self.control.close)
        self._settings = Settings(
            database=self.database.url,
            exchange=self._exchange_url,
            port=0,
            zone=content().bank["zone"],
            audit_key=AUDIT_KEY,
            file_key="5" * 64,
            demo=True,
            recordings_from=str(recorded),
            recordings=str(kept),
            reports=str(reports),
            case_files=str(papers),
        )
        make_recordings(self.database, self._settings, self.plan, self._progress)
        self._stack.callback(self.stop_hub)
        self.hub: HubThread | None = None
        self.start_hub()

    # ------------------------------------------------------------------ the hub comes and goes

    def start_hub(self) -> str:
        """Serve; the hub's address, the same each time."""
        if self.hub is None:
            self.hub = HubThread(self._settings).start()
            port = int(self.hub.url.rpartition(":")[2])
            self._settings = replace(self._settings, port=port)
        return self.hub.url

    def stop_hub(self) -> None:
        """As when the computer room goes dark."""
        hub, self.hub = self.hub, None
        if hub is not None:
            hub.stop()


@dataclass(frozen=True, slots=True)
class Hands:
    """What the photographer may order, as lines of JSON: `{"order": "call", ...}`; every answer is one line too."""

    scenery: Scenery

    def obey(self, line: str) -> str:
        """Carry out one order. Raises ValueError for one that is none."""
        told: dict[str, Any] = json.loads(line)
        work = getattr(self, f"_{told.pop('order')}", None)
        if work is None:
            raise ValueError(f"no such order: {line}")
        return json.dumps(work(**told), ensure_ascii=False)

    def _cast(self) -> dict[str, Any]:
        with self.scenery.database.read() as db:
            return cast.choose(db, self.scenery.plan.begin_at(self.scenery.plan.today)) | {
                "hub": self.scenery.start_hub(),
                "password": PASSWORD,
            }

    def _call(self, queue: str, caller: str) -> dict[str, Any]:
        return {"key": self.scenery.control.place_call(queue, caller)}

    def _hang_up(self, key: str) -> dict[str, Any]:
        return {"done": self.scenery.control.hang_up_customer(key)}

    def _hub(self, on: bool) -> dict[str, Any]:
        if on:
            self.scenery.start_hub()
        else:
            self.scenery.stop_hub()
        return {}

    def _wallboard(self, name: str) -> dict[str, Any]:
        with self.scenery.database.write() as db:
            unit = Unit(db=db, now=datetime.now(UTC), jobs=Jobs(self.scenery.database.dsn))
            return {"token": make_token(unit, name)[1]}

    def _age(self, agents: Mapping[str, int], calls: Mapping[str, int]) -> dict[str, Any]:
        """Let things have lasted longer: seconds by login of an agent, and by the exchange's key of a call."""
        with self.scenery.database.write() as db:
            for login, seconds in agents.items():
                _age_agent(db, login, timedelta(seconds=seconds))
            for key, seconds in calls.items():
                _age_call(db, key, timedelta(seconds=seconds))
        return {}


def _age_agent(db: Session, login: str, by: timedelta) -> None:
    person = db.query(Person.id).filter(Person.login == login).scalar_subquery()
    db.execute(
        update(AgentState)
        .where(AgentState.person_id == person)
        .values(since_at=AgentState.since_at - by, version=AgentState.version + 1)
    )
    db.execute(
        update(AgentInterval)
        .where(AgentInterval.person_id == person, AgentInterval.ended_at.is_(None))
        .values(started_at=AgentInterval.started_at - by)
    )


def _age_call(db: Session, key: str, by: timedelta) -> None:
    moments = ("offered_at", "rung_at", "answered_at")
    call = db.query(Call).filter(Call.exchange_key == key).one()
    legs = db.query(CallLeg).filter(CallLeg.call_id == call.id).all()
    for row in (call, *legs):
        for name in moments:
            at = getattr(row, name, None)
            if at is not None:
                setattr(row, name, at - by)
    call.version += 1
