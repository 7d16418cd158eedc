"""What every test leans on: one private PostgreSQL per run, a fresh database per test, a running hub, logs without warnings."""

import itertools
import logging
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from argon2 import PasswordHasher
from sqlalchemy import create_engine, text

from agent_desk.hub import areas
from agent_desk.hub.kit import log
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.private_postgres import PrivatePostgres
from agent_desk.hub.kit.seats import Seats
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.migrations import run as migrations
from agent_desk.hub.serve import HubThread
from agent_desk.models.people import Person, PersonRole, Role
from tests.folders import server_folder

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
log.shape()

PASSWORD = "Correct-Horse-7"
# The hub takes the costs from the hash: with the real ones the sign-ins of a run took half a minute of both processors.
_PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
_names = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PrivatePostgres]:
    """A real PostgreSQL with a migrated template database."""
    folder = server_folder()
    server = PrivatePostgres(folder)
    # The data of a test need not survive a power cut.
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 200"):
        server.psql(f"ALTER SYSTEM SET {setting}")
    server.psql("SELECT pg_reload_conf()")
    database = Database(server.ensure_database("template_desk"))
    migrations.upgrade(database.engine)
    with database.write() as db:
        areas.seed_defaults(db)
    database.dispose()
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database_url(postgres: PrivatePostgres) -> Iterator[str]:
    """The address of a fresh, migrated, otherwise empty database."""
    name = f"test_{os.getpid()}_{next(_names)}"
    admin = create_engine(postgres.url("postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template_desk STRATEGY file_copy'))
    yield postgres.url(name)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Sessions on the fresh database."""
    opened = Database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Settings of a hub on a free loopback port, without an exchange."""
    return Settings(database=database_url, port=0, audit_key="test-audit-key", file_key="5" * 64)


@pytest.fixture
def hub_context(settings: Settings, database: Database) -> HubContext:
    """A house without threads or HTTP: for tests of services."""
    return HubContext(settings=settings, database=database, jobs=Jobs(database.dsn), seats=Seats())


@pytest.fixture
def hub(settings: Settings) -> Iterator[HubThread]:
    """A running hub on the fresh database."""
    with HubThread(settings) as running:
        yield running


@dataclass
class Staff:
    """Makes people in the fresh database and signs them in."""

    database: Database

    def person(self, login: str, *roles: str, agent_code: str | None = None, name: str = "测试员") -> Person:
        """A person with these roles and the password PASSWORD."""
        with self.database.write() as db:
            person = Person(
                login=login, name=name, name_en=login.title(), agent_code=agent_code, password_hash=_PASSWORD_HASH
            )
            db.add(person)
            db.flush()
            for role in roles:
                db.add(PersonRole(person_id=person.id, role_code=role))
        return person

    def caller(self, login: str, *roles: str, agent_code: str | None = None) -> Caller:
        """The same person as a service sees them, without HTTP."""
        person = self.person(login, *roles, agent_code=agent_code)
        with self.database.read() as db:
            permissions = {word for code in roles for word in db.get_one(Role, code).permissions}
        return Caller(
            person_id=person.id,
            login=login,
            name=person.name,
            session_id=uuid.uuid4(),
            seat="test",
            roles=frozenset(roles),
            permissions=frozenset(permissions),
            agent_code=agent_code,
        )


@pytest.fixture
def staff(database: Database) -> Staff:
    """People for a test."""
    return Staff(database)


@dataclass
class Client:
    """A seat's HTTP without the desk: for tests of endpoints."""

    url: str
    token: str | None = None

    def sign_in(self, login: str, password: str = PASSWORD, **more: Any) -> requests.Response:
        """Sign in and keep the token."""
        answer = requests.post(
            f"{self.url}/api/people/sign-in",
            json={"login": login, "password": password, "seat": f"seat of {login}", **more},
            timeout=10,
        )
        if answer.ok:
            self.token = answer.json()["token"]
        return answer

    def ask(self, method: str, path: str, body: Any = None, key: str | None = None, **params: Any) -> requests.Response:
        """One request; a write gets a fresh key unless one is given."""
        headers = {"Idempotency-Key": key or uuid.uuid4().hex} if method != "GET" else {}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return requests.request(method, self.url + path, json=body, headers=headers, params=params, timeout=15)

    def get(self, path: str, **params: Any) -> requests.Response:
        """GET."""
        return self.ask("GET", path, **params)

    def post(self, path: str, body: Any = None, key: str | None = None) -> requests.Response:
        """POST with an idempotency key."""
        return self.ask("POST", path, body if body is not None else {}, key)


@pytest.fixture
def client(hub: HubThread) -> Client:
    """A client of the running hub, not signed in."""
    return Client(hub.url)


UnitMaker = Callable[..., Any]


@pytest.fixture
def in_unit(hub_context: HubContext) -> Callable[..., Any]:
    """Run one function in a committed unit of work: `in_unit(service.f, 1, caller=c, now=t)` calls f(unit, 1)."""

    def run(
        work: Callable[..., Any], *given: Any, caller: Caller | None = None, now: datetime | None = None, **named: Any
    ) -> Any:
        with hub_context.database.write() as db:
            unit = Unit(db=db, now=now or datetime.now(UTC), jobs=hub_context.jobs, caller=caller)
            return work(unit, *given, **named)

    return run


@pytest.fixture(autouse=True)
def no_warnings_in_the_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or error in the log fails the test, unless it is marked `expects_log` because it provokes one."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    loud = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not loud, "\n".join(loud)


__all__ = ["PASSWORD", "Client", "Staff"]
