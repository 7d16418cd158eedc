"""Everything of a demonstration but its audience: database, data, exchange, hub, robots; built up in order, taken down in reverse."""

import json
import logging
import secrets
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import select

from agent_desk.demo.data import cast
from agent_desk.demo.data import seed as seeding
from agent_desk.demo.data.centre import ensure_agents, set_password
from agent_desk.demo.data.content import Content, content
from agent_desk.demo.data.lines import robot_lines
from agent_desk.demo.data.plan import ONE_CLICK, SeedPlan
from agent_desk.demo.data.recordings import make_recordings
from agent_desk.demo.directory.adapter import ensure_groups
from agent_desk.demo.exchange.adapter import SimulatorControl
from agent_desk.demo.stage.folder import DemoFolder, FolderFault
from agent_desk.demo.stage.logs import LoudLog
from agent_desk.demo.stage.processes import Program
from agent_desk.demo.stage.replay import fill
from agent_desk.demo.stage.replay_script import ReplayScript
from agent_desk.demo.stage.tidying import tidy
from agent_desk.hub.kit import trusted_clock
from agent_desk.hub.kit.audit import Witness
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.private_files import make_folder
from agent_desk.hub.kit.private_postgres import PrivatePostgres
from agent_desk.hub.kit.security import hash_password
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.migrations import run as migrations
from agent_desk.hub.serve import HubThread, bind
from agent_desk.models.calls.calls import Call
from agent_desk.models.customers import ContactPoint
from agent_desk.models.knowledge import Article
from agent_desk.models.people import Person

STARTS_WITHIN_S: Final = 60.0

Say = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSettings:
    """How a demonstration is set up. `plan` None: the whole 90 days, up to now."""

    robots: int = 12
    robots_take_all: bool = False
    """Whether robots sit at the seats that are otherwise kept for people."""
    speed: float = 1.0
    seed: int = 1
    port: int = 0
    break_share: float = 0.0
    seats_of_load: float
    """How many busy agents the calls are made for."""
    plan: SeedPlan | None = None
    replay: "ReplayOf | None" = None
    """A past log that is told again instead of made-up calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayOf:
    """A log to be told again. `zone`: what its days belong to; None: the centre's."""

    file: Path
    script: ReplayScript
    zone: str | None


class Stage:
    """A running demonstration. Raises PrivatePostgresFault, DatabaseDown, PortTaken, and Ended while it is being built."""

    def __init__(self, folder: DemoFolder, audit_key: str, file_key: str, settings: StageSettings, say: Say) -> None:
        self._folder, self.settings, self._say = folder, settings, say
        self._audit_key, self._file_key = audit_key, file_key
        self._stack = ExitStack()
        self.words: Content = content()
        self.password = secrets.token_urlsafe(12)
        self.loud = LoudLog()
        self.logins: list[str] = []
        self.seeded: seeding.Seeded | None = None
        self.logs = folder.path / "logs"

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

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        if self.settings.port:
            # Said before the data are made, not after.
            bind("127.0.0.1", self.settings.port).close()
        self._hear_complaints()
        make_folder(self.logs)
        self._say("database", 0, 1)
        self.server = PrivatePostgres(self._folder.path)
        self._stack.callback(self.server.stop)
        self.database = self._open(self.server)
        self._stack.callback(self._leave)
        settings = Settings(
            database=self.database.url,
            directory=f"simulated://demo?password={self.password}",
            port=self.settings.port,
            zone=self.words.bank["zone"],
            audit_key=self._audit_key,
            audit_anchors=str(self._folder.path / "audit-anchors"),
            file_key=self._file_key,
            recordings_from=str(self._recordings("recorded")),
            recordings=str(self._recordings("recordings")),
            reports=str(self._recordings("reports")),
            case_files=str(self._recordings("case-files")),
            demo=True,
        )
        self._fill(settings)
        self._say("exchange", 0, 1)
        self.exchange_url = self._start_exchange()
        self.hub = HubThread(replace(settings, exchange=self.exchange_url))
        self._stack.callback(self.hub.stop)
        self.hub.start()

    def _open(self, server: PrivatePostgres) -> Database:
        """Return the migrated database; one whose seeding was broken off is made anew."""
        for again in (True, False):
            database = Database(server.ensure_database())
            database.witness = Witness(self._audit_key.encode())
            migrations.upgrade(database.engine)
            with database.read() as db:
                broken = seeding.half_seeded(db)
            if not (broken and again):
                break
            database.dispose()
            server.psql('DROP DATABASE "agent_desk" WITH (FORCE)')
        return database

    def _leave(self) -> None:
        """Hub and exchange are gone by now: nobody is left at a seat, and no call."""
        with suppress(HubError), self.database.write() as db:
            tidy(db, datetime.now(UTC))
        self.database.dispose()

    def _hear_complaints(self) -> None:
        root = logging.getLogger()
        root.addHandler(self.loud)
        self._stack.callback(root.removeHandler, self.loud)

    def _fill(self, settings: Settings) -> None:
        now = datetime.now(UTC)
        if self.settings.replay is not None:
            self._fill_for(self.settings.replay, now)
            return
        with self.database.write() as db:
            tidy(db, now)
        plan = self.settings.plan or SeedPlan(now=now, seed=self.settings.seed)
        self.seeded = seeding.seed(self.database, plan, self._say)
        if not self.settings.robots_take_all:
            make_recordings(self.database, settings, plan, self._say)
        wanted = self.settings.robots + (0 if self.settings.robots_take_all else len(ONE_CLICK))
        with self.database.write() as db:
            agents = ensure_agents(db, self.words, wanted, now)
            staff = [one["login"] for one in self.words.people["staff"] if one["role"] != "agent"]
            set_password(db, [*agents, *staff], hash_password(self.password))
            ensure_groups(db)
            # A demonstration that was shut for weeks is no centre whose clock is wrong.
            trusted_clock.mark(db, now)
        self.logins = self._seats_of_robots(agents)

    def _fill_for(self, replay: ReplayOf, now: datetime) -> None:
        """The centre of a replay, which must be empty: other calls would be in its figures."""
        self._say("centre", 0, 1)
        with self.database.write() as db:
            if db.scalar(select(Call.id).limit(1)) is not None:
                raise FolderFault(
                    f"{self._folder.path} 里已有通话数据，重放需要空的文件夹，或加 --reset。",
                    f"There are calls in {self._folder.path} already; a replay needs an empty folder, or --reset.",
                )
            fill(db, self.words, replay.script, replay.zone, now)
            staff = [one["login"] for one in self.words.people["staff"]]
            set_password(db, staff, hash_password(self.password))

    def _seats_of_robots(self, agents: list[str]) -> list[str]:
        """So many agents, every team by its share: the calls of a queue need somebody who takes them."""
        free = [login for login in agents if self.settings.robots_take_all or login not in ONE_CLICK]
        with self.database.read() as db:
            found = db.execute(select(Person.login, Person.team_id).where(Person.login.in_(free)))
            teams = dict(found.all())
        sizes = {team: sum(one == team for one in teams.values()) for team in teams.values()}
        seen: dict[Any, int] = {}
        places = {}
        for login in free:
            team = teams[login]
            places[login] = (seen.get(team, 0) + 0.5) / sizes[team]
            seen[team] = seen.get(team, 0) + 1
        return sorted(free, key=lambda login: (places[login], login))[: self.settings.robots]

    def _start_exchange(self) -> str:
        exchange = Program("exchange", "agent_desk.demo.stage.exchange", log=self.logs / "exchange.log")
        self._stack.callback(exchange.end)
        if self.settings.replay is not None:
            exchange.tell(json.dumps({"replay": str(self.settings.replay.file), "speed": self.settings.speed}))
            return f"replay://127.0.0.1:{int(exchange.hear(STARTS_WITHIN_S))}"
        with self.database.read() as db:
            numbers = select(ContactPoint.value).where(ContactPoint.kind != "mail").order_by(ContactPoint.value)
            callers = list(db.scalars(numbers))
            stars = cast.stars(db, len(ONE_CLICK))
            first_callers = dict(zip((login.removeprefix("a") for login in ONE_CLICK), stars, strict=False))
        told = {
            "seed": self.settings.seed,
            "speed": self.settings.speed,
            "seats": max(1, round(self.settings.seats_of_load)),
            "flat": True,
            "callers": callers,
            "first_callers": {} if self.settings.robots_take_all else first_callers,
            "hotline": self.words.bank["hotline"],
            "recordings": str(self._recordings("recorded")),
        }
        exchange.tell(json.dumps(told))
        return f"simulated://127.0.0.1:{int(exchange.hear(STARTS_WITHIN_S))}"

    def _recordings(self, name: str) -> Path:
        """Return where the exchange puts its made-up recordings, and where the hub keeps them and its reports."""
        folder = self._folder.path / name
        make_folder(folder)
        return folder

    # ------------------------------------------------------------------ what is played on it

    def control(self) -> SimulatorControl:
        """Return a hand on the exchange: its count, and a stop to the arrivals."""
        return SimulatorControl.from_url(self.exchange_url)

    def start_robots(self) -> Program:
        """Let the robots sign in; they say `ready` when all are at work."""
        robots = Program("robots", "agent_desk.demo.robots", log=self.logs / "robots.log")
        self._stack.callback(robots.end)
        robots.tell(json.dumps(self._robot_settings(), ensure_ascii=False))
        return robots

    def _robot_settings(self) -> dict[str, Any]:
        with self.database.read() as db:
            keywords = db.scalars(select(Article.keywords).order_by(Article.code))
            questions = sorted({word for words in keywords for word in words})
        return {
            "hub": self.hub.url,
            "logins": self.logins,
            "password": self.password,
            "data": str(self._robot_folder()),
            "seed": self.settings.seed,
            "speed": self.settings.speed,
            "break_share": self.settings.break_share,
            "break_reasons": ["break", "paperwork", "coaching", "callback"],
            **robot_lines(self.words, questions, datetime.now(UTC), self.settings.seed),
        }

    def _robot_folder(self) -> Path:
        folder = self._folder.path / "robots"
        make_folder(folder)
        return folder
