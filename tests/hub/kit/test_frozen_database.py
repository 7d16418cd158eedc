"""A database that stands still, is busy or full: whoever waits is told so in time, and afterwards all goes on."""

import errno
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import DatabaseBusy, DatabaseDown, DiskFull, InternalFault, ValueRefused
from agent_desk.hub.kit.handlers import error_of
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.statement_limit import WATCH
from agent_desk.hub.serve import HubThread
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import patience

pytestmark = pytest.mark.expects_log


@pytest.fixture
def limit_s() -> Iterator[float]:
    """A limit that a test can wait for."""
    before, WATCH.limit_s = WATCH.limit_s, patience(0.3)
    yield WATCH.limit_s
    WATCH.limit_s = before


@contextmanager
def frozen(backends: set[int]) -> Iterator[None]:
    """These of the server's processes stand still: their connections stay open and never answer."""
    for pid in backends:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        thaw(backends)


def thaw(backends: set[int]) -> None:
    for pid in backends:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def write(database: Database) -> None:
    with database.write() as db:
        db.execute(text("SELECT 1"))


@pytest.mark.parametrize("where", ["statement", "commit", "rollback"])
def test_a_connection_that_never_answers_is_given_up_in_time(database: Database, limit_s: float, where: str) -> None:
    begun = time.monotonic()
    stopped: set[int] = set()
    try:
        with pytest.raises(DatabaseDown), database.write() if where != "rollback" else database.read() as db:
            db.execute(text("SELECT 1"))
            stopped |= database.backends
            with frozen(stopped) if where == "statement" else _until_later(stopped, limit_s):
                if where == "statement":
                    db.execute(text("SELECT 2"))
        assert limit_s < time.monotonic() - begun < limit_s * 2 + patience(3)
        write(database)
    finally:
        # The test's database is not given up by a server that stands still.
        thaw(stopped)


@contextmanager
def _until_later(backends: set[int], limit_s: float) -> Iterator[None]:
    """Frozen from now on, and for long enough that a commit meets it."""
    for pid in backends:
        os.kill(pid, signal.SIGSTOP)
    threading.Timer(limit_s * 3, thaw, [backends]).start()
    yield


def test_a_statement_within_the_limit_is_left_alone(database: Database, limit_s: float) -> None:
    for _ in range(3):
        with database.read() as db:
            db.execute(text(f"SELECT pg_sleep({limit_s * 0.6})"))
    with database.write() as db:
        db.execute(text("SELECT 1"))
        # A connection at rest within its transaction is no statement.
        threading.Event().wait(limit_s * 2)
        assert db.execute(text("SELECT 2")).scalar_one() == 2


def test_a_frozen_database_is_told_to_a_seat_and_the_hub_goes_on_when_it_is_back(
    hub: HubThread, client: Client, staff: Staff, limit_s: float
) -> None:
    staff.person("a1001", "agent")
    client.sign_in("a1001")
    with frozen(hub.hub_context.database.backends.copy()):
        answer = client.get("/api/people/me")
    assert (answer.status_code, answer.json()["error"]["id"]) == (503, "database_down")
    assert int(answer.headers["Retry-After"]) >= 1
    assert client.get("/api/people/me").ok


def test_a_lock_that_is_waited_for_too_long_says_busy(
    settings: Settings, database_url: str, database: Database, staff: Staff
) -> None:
    impatient = Database(database_url, options="-c lock_timeout=300")
    with HubThread(settings, database=impatient) as hub:
        staff.person("a1001", "agent")
        client = Client(hub.url)
        client.sign_in("a1001")
        with psycopg.connect(database.dsn) as other:
            other.execute("LOCK TABLE idempotent_answer IN ACCESS EXCLUSIVE MODE")
            answer = client.post("/api/people/sign-out")
        assert (answer.status_code, answer.json()["error"]["id"]) == (503, "database_busy")
        assert "Retry-After" in answer.headers and "tried again" in answer.json()["error"]["sentence"]
        assert client.post("/api/people/sign-out").ok


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), DiskFull),
        (OSError(errno.EACCES, "Permission denied"), InternalFault),
        (ValueError("anything"), InternalFault),
    ],
)
def test_a_full_disk_of_the_hub_has_its_own_sentence(fault: Exception, kind: type[Exception]) -> None:
    assert type(error_of(fault)) is kind


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("RAISE EXCEPTION USING ERRCODE = '53100'", DiskFull),
        ("RAISE EXCEPTION USING ERRCODE = '55P03'", DatabaseBusy),
        ("RAISE EXCEPTION USING ERRCODE = '57014'", DatabaseBusy),
        ("RAISE EXCEPTION USING ERRCODE = '40P01'", DatabaseBusy),
        ("RAISE EXCEPTION USING ERRCODE = '22003'", ValueRefused),
        ("RAISE EXCEPTION USING ERRCODE = '42P01'", InternalFault),
    ],
)
def test_what_the_database_says_has_its_own_sentence(database: Database, sql: str, kind: type[Exception]) -> None:
    with pytest.raises(DBAPIError) as told, database.write() as db:
        db.execute(text(f"DO $$ BEGIN {sql}; END $$"))
    assert type(error_of(told.value)) is kind
