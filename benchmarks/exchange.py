"""A hub reading a busy Asterisk: `python -m benchmarks.exchange --per-second 20 --seconds 60 --agents 200` prints JSON.

Real parts on one machine: Asterisk of the tests' rig (root, Debian's mirror), SIPp as customers and as telephones, a hub
in a process of its own, a private PostgreSQL. Every agent is signed in at the hub and ready again half a second after
each call. Measured:

- `offered_ms`, `ended_ms`: from the Timestamp of Asterisk's event to the moment another connection was notified of the
  committed row and has read it;
- `lost`: calls, answers and ends in Asterisk's own queue_log that are not in our tables, or there more than once;
- `pop_ms`: from the INVITE of one more customer a second to the painted list of candidates at a real desk (offscreen Qt),
  whose telephone is a baresip; `before_queue_ms`: the part of it that Asterisk takes before the queue has the call;
- CPU seconds of Asterisk, of the hub (reader, jobs and HTTP together), of its reader alone (the line and the rows, by the
  hub's own metrics) and of PostgreSQL.

Targets: nothing lost, p95 of `offered_ms` at most 100, the reader's CPU at most Asterisk's. Exit status 1 when one is not met.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import psutil
import psycopg
import requests
from sqlalchemy import func, select

from agent_desk.hub import areas
from agent_desk.hub.kit.changes import CHANNEL
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.kit.security import hash_password
from agent_desk.hub.migrations import run as migrations
from agent_desk.hub.side_process import FIGURES_EVERY_S
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue, QueueMember
from agent_desk.models.customers import ContactPoint, Customer
from agent_desk.models.people import Person, PersonRole
from benchmarks.parts.usage import own_usage
from benchmarks.screen_pop import summary
from tests.pbx.phones import Phone
from tests.pbx.rig import CROWD_PORT, HERE, IP, SIP_PORT, TRUNK_IP, Rig, Unavailable, crowd_codes

PASSWORD = "Bench-Seat-1"
TARGET_MS = 100.0
TALK_MS, ACW_MS = 4000, 500
MEASURED, CALLER, PATIENCE_MS = "8001", "13800138000", 600
"""The agent at the real desk, who calls them, and how long that customer lets it ring."""
TICK = os.sysconf("SC_CLK_TCK")


def register(database: Database, codes: list[str]) -> None:
    """One queue with as many agents; another with one, and a customer who calls there."""
    migrations.upgrade(database.engine)
    digest = hash_password(PASSWORD)
    with database.write() as db:
        areas.seed_defaults(db)
        queue = Queue(
            code="account", name_zh="账户", name_en="Accounts", acw_mode="mandatory_limit", acw_limit_ms=ACW_MS
        )
        other = Queue(code="credit", name_zh="信用卡", name_en="Cards", acw_mode="optional", acw_limit_ms=0)
        customer = Customer(number="C1", name="王小明", care_flags=[])
        db.add_all([queue, other, customer])
        people = [
            Person(login=code, name="测试", name_en="Bench", agent_code=code, password_hash=digest)
            for code in [*codes, MEASURED]
        ]
        db.add_all(people)
        db.flush()
        for person in people:
            db.add(PersonRole(person_id=person.id, role_code="agent"))
            here = other if person.login == MEASURED else queue
            db.add(QueueMember(queue_id=here.id, person_id=person.id))
        db.add(
            ContactPoint(
                customer_id=customer.id, kind="mobile", value=f"+86{CALLER}", verified=True, source="core_bank"
            )
        )


def take_seat(hub: str, code: str) -> None:
    """Sign in, and be ready."""
    with requests.Session() as http:
        form = {"login": code, "password": PASSWORD, "seat": code}
        token = http.post(f"{hub}/api/people/sign-in", json=form, timeout=60).json()["token"]
        for path, body in (("sign-in", {}), ("ask", {"state": "ready"})):
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"{code}-{path}"}
            http.post(f"{hub}/api/calls/seat/{path}", json=body, headers=headers, timeout=60).raise_for_status()


class Watch(threading.Thread):
    """Sees committed changes of calls as another connection does, and when."""

    def __init__(self, dsn: str) -> None:
        super().__init__(daemon=True)
        self.first: dict[str, float] = {}
        self.last: dict[str, float] = {}
        self._listen = psycopg.connect(dsn, autocommit=True)
        self._listen.execute(f"LISTEN {CHANNEL}")
        self._read = psycopg.connect(dsn, autocommit=True)
        self._done = threading.Event()

    def run(self) -> None:
        """Until it is told to end. Ids may land out of order, so that a few of the last are read again."""
        seen = 0
        while not self._done.is_set():
            for _ in self._listen.notifies(timeout=0.5, stop_after=1):
                found = self._read.execute(
                    "SELECT id, entity_id, hint->>'state' FROM change WHERE entity = 'call' AND id > %s", (seen - 400,)
                )
                rows, now = found.fetchall(), time.time()
                for _, call, state in rows:
                    self.first.setdefault(call, now)
                    if state == "ended":
                        self.last.setdefault(call, now)
                seen = max([seen, *(row[0] for row in rows)])

    def end(self) -> None:
        """Enough."""
        self._done.set()
        self.join(5)


def cpu_s(pid: int) -> float:
    """CPU seconds of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def hub_pids(main: int) -> list[int]:
    """The hub and the processes beside it."""
    return [main, *(one.pid for one in psutil.Process(main).children(recursive=True))]


def postgres_pids(main: int) -> list[int]:
    """The server and its children."""
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    return [main, *map(int, children)]


@contextmanager
def sipp(
    folder: Path, scenario: str, *arguments: str, stay_ms: int, number: str = "138[call_number]"
) -> Iterator[subprocess.Popen[bytes]]:
    """One SIPp for the run."""
    text = (HERE / "sipp" / f"{scenario}.xml").read_text()
    folder.mkdir(exist_ok=True)
    file = folder / f"{scenario}.xml"
    file.write_text(text.replace("@STAY_MS@", str(stay_ms)).replace("@NUMBER@", number))
    command = [
        "sipp",
        f"{IP}:{SIP_PORT}",
        "-sf",
        str(file),
        "-nostdin",
        "-trace_err",
        "-error_file",
        f"{file}.err",
        *arguments,
    ]
    with (folder / f"{scenario}.out").open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=folder)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(10)


@contextmanager
def hub(database: str, exchange: str) -> Iterator[tuple[int, str]]:
    """A hub in a process; its pid and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.parts.hub", database, exchange], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process.pid, process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(15)


@contextmanager
def measured_desk(
    hub_address: str, folder: Path, seconds: int, into: list[float], invited: list[float]
) -> Iterator[None]:
    """The real desk and its telephone; one customer a second rings there. `into`: milliseconds from INVITE to paint."""
    seat, messages = folder / "measured", folder / "invites"
    phone = Phone(folder, MEASURED)
    desk = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "benchmarks.parts.ringing_desk",
            hub_address,
            MEASURED,
            PASSWORD,
            str(seconds + 10),
            str(seat),
        ],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert desk.stdout is not None
    try:
        assert desk.stdout.readline().strip() == "ready"
        callers = sipp(
            seat,
            "caller",
            "-i",
            TRUNK_IP,
            "-mi",
            TRUNK_IP,
            "-p",
            "16306",
            "-mp",
            "47000",
            "-s",
            "95501",
            "-r",
            "1",
            "-m",
            str(seconds),
            "-trace_shortmsg",
            "-shortmessage_file",
            str(messages),
            stay_ms=PATIENCE_MS,
            number=CALLER,
        )
        with callers:
            yield
            painted: list[float] = json.loads(desk.stdout.readline())
        desk.wait(20)
    finally:
        desk.kill()
        phone.stop()
    invited += invites(messages)
    into += since_invite(painted, invited)


def since_invite(moments: list[float], invited: list[float]) -> list[float]:
    """Milliseconds from the last INVITE before each of these moments."""
    return [(at - max(one for one in invited if one <= at)) * 1000 for at in moments if at >= invited[0]]


def invites(messages: Path) -> list[float]:
    """When SIPp sent each INVITE, by its own trace of messages."""
    lines = [line.split("\t") for line in messages.read_text(errors="replace").splitlines()]
    return sorted(
        float(line[2]) for line in lines if len(line) > 5 and line[3] == "S" and line[5].startswith("CSeq:1 INVITE")
    )


def load(rig: Rig, server: PrivatePostgres, folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """The run itself."""
    url = server.ensure_database()
    database, codes = Database(url), crowd_codes(given.agents)
    register(database, codes)
    calls, pops, invited = int(given.per_second * given.seconds), list[float](), list[float]()
    watch = Watch(database.dsn)
    phones = sipp(
        folder, "answerer", "-i", IP, "-mi", IP, "-p", str(CROWD_PORT), "-mp", "36000", "-l", "2000", stay_ms=TALK_MS
    )
    with hub(url, rig.url) as (pid, address), phones:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda code: take_seat(address, code), codes))
        watch.start()
        server_pid = int((server.folder / "postgres" / "postmaster.pid").read_text().split()[0])
        before = {
            "asterisk": cpu_s(rig.pid),
            "hub": sum(map(cpu_s, hub_pids(pid))),
            "postgres": sum(map(cpu_s, postgres_pids(server_pid))),
        }
        began = time.monotonic()
        customers = sipp(
            folder,
            "caller",
            "-i",
            TRUNK_IP,
            "-mi",
            TRUNK_IP,
            "-p",
            "16304",
            "-mp",
            "46000",
            "-l",
            "1500",
            "-s",
            "95500",
            "-r",
            str(given.per_second),
            "-m",
            str(calls),
            "-timeout",
            f"{given.seconds + 90}s",
            stay_ms=600_000,
        )
        desk = nullcontext() if given.no_desk else measured_desk(address, folder, given.seconds, pops, invited)
        with desk, customers as calling:
            calling.wait(given.seconds + 100)
        took_s = time.monotonic() - began
        deadline = time.monotonic() + 10
        while ended(database) < calls and time.monotonic() < deadline:
            time.sleep(0.2)
        after = {
            "asterisk": cpu_s(rig.pid),
            "hub": sum(map(cpu_s, hub_pids(pid))),
            "postgres": sum(map(cpu_s, postgres_pids(server_pid))),
        }
        watch.end()
        # The process that reads the exchange tells its figures every other second.
        time.sleep(FIGURES_EVERY_S + 1)
        metrics = requests.get(f"{address}/metrics/exchange", timeout=10).text
    found = compare(rig, database, watch)
    joined = found.pop("credit")
    found |= {
        **({"pop_ms": summary(pops), "before_queue_ms": summary(since_invite(joined, invited))} if pops else {}),
        "calls": calls,
        "took_s": round(took_s, 1),
        "sipp_status": calling.returncode,
        "cpu_s": {name: round(after[name] - before[name], 1) for name in before} | {"reader": reader_cpu_s(metrics)},
        "metrics": told(metrics),
    }
    database.dispose()
    return found


def ended(database: Database) -> int:
    """Calls that are over."""
    with database.read() as db:
        return db.scalar(select(func.count()).where(Call.state == "ended")) or 0


def reader_cpu_s(metrics: str) -> float:
    """CPU seconds of reading the exchange's events: the line's thread and the one that writes the rows."""
    rows = (line.rsplit(" ", 1) for line in metrics.splitlines() if not line.startswith("#"))
    return round(sum(float(value) for name, value in rows if "reader_cpu_seconds_total" in name), 1)


def told(metrics: str) -> dict[str, float]:
    """What the hub itself counted that should be nothing, or little."""
    wanted = (
        "orphans_total",
        "events_late_total",
        "faulty_total",
        "differences_total",
        "untold_total",
        "commands_total",
    )
    rows = (line.rsplit(" ", 1) for line in metrics.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in rows if any(f"_{word}" in name for word in wanted)}


def compare(rig: Rig, database: Database, watch: Watch) -> dict[str, Any]:
    """Both sides, and how long each row took."""
    theirs = Counter(line[4] for line in rig.queue_log())
    with database.read() as db:
        calls = db.scalars(select(Call)).all()
        legs = Counter(db.scalars(select(CallLeg.result)))
        stuck = db.scalar(select(func.count()).where(AgentState.state.in_(("reserved", "talking", "on_hold"))))
        db.expunge_all()
    answered = sum(call.outcome == "answered" for call in calls)
    completed = theirs["COMPLETEAGENT"] + theirs["COMPLETECALLER"]
    lost = {
        "offered": theirs["ENTERQUEUE"] - len(calls),
        "answered": theirs["CONNECT"] - answered,
        "abandoned": theirs["ABANDON"] - sum(call.outcome == "abandoned_queue" for call in calls),
        "ended_legs": completed - legs["answered"],
        "open": sum(call.state != "ended" for call in calls),
        "stuck": stuck,
    }
    waits = [call.wait_ms for call in calls if call.outcome == "answered"]
    offered = [
        (watch.first[str(one.id)] - one.offered_at.timestamp()) * 1000 for one in calls if str(one.id) in watch.first
    ]
    over = [
        (watch.last[str(one.id)] - one.ended_at.timestamp()) * 1000
        for one in calls
        if one.ended_at is not None and str(one.id) in watch.last
    ]
    return {
        "lost": lost,
        "offered_ms": summary(offered),
        "ended_ms": summary(over),
        "wait_ms": summary([float(one) for one in waits]),
        "queue_log": dict(theirs),
        "legs": dict(legs),
        "credit": [one.offered_at.timestamp() for one in calls if one.caller == f"+86{CALLER}"],
    }


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--per-second", type=float, default=20)
    options.add_argument("--seconds", type=int, default=40)
    options.add_argument("--agents", type=int, default=200)
    options.add_argument(
        "--no-desk", action="store_true", help="without the real desk, which takes a share of the machine"
    )
    given = options.parse_args()
    rig, base, folder = Rig(), temporary_folder(), Path(tempfile.mkdtemp(prefix="agent-desk-exchange-"))
    try:
        with rig.held():
            rig.install()
            rig.stop(signal.SIGKILL)
            rig.configure(crowd=given.agents, announced=())
            rig.start()
            server = PrivatePostgres(base)
            try:
                found = load(rig, server, folder, given)
            finally:
                rig.stop()
                server.stop()
    except Unavailable as fault:
        raise SystemExit(str(fault)) from fault
    finally:
        for one in (base, folder):
            shutil.rmtree(one, ignore_errors=True)
    quick, light = found["offered_ms"]["p95"] <= TARGET_MS, found["cpu_s"]["reader"] <= found["cpu_s"]["asterisk"]
    met = not any(found["lost"].values()) and quick and light
    print(json.dumps({"per_second": given.per_second, "agents": given.agents, "met": met, "own": own_usage(), **found}))
    raise SystemExit(0 if met else 1)


if __name__ == "__main__":
    main()
