"""What the tests with a real Asterisk lean on: the rig, a furnished centre, a hub in a process of its own."""

import os
import signal
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres
from agent_desk.models.calls.calls import QueueMember
from agent_desk.models.kit import Change
from agent_desk.models.people import Person
from tests.fixtures.centre import Seat, join, register
from tests.fixtures.hub_process import HubProcess, hub_process
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until
from tests.pbx.customers import Sipp, customer, outside
from tests.pbx.oracle import Oracle
from tests.pbx.phones import Phone
from tests.pbx.rig import AMI_SECRET, QUEUES, Rig, Unavailable


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the rig, and runs only when it is asked for: pytest -m pbx."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.pbx)


@pytest.fixture(scope="session")
def rig() -> Iterator[Rig]:
    """A running Asterisk, for this run alone; skipped in words where it cannot be had."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        pytest.fail("There is one rig: run these tests in one process, pytest -m pbx -n 0 tests/pbx")
    rig = Rig()
    try:
        with rig.held():
            rig.install()
            rig.stop(signal.SIGKILL)
            rig.configure(crowd=1)
            rig.start()
            yield rig
            rig.stop()
    except Unavailable as fault:
        pytest.skip(str(fault))


@pytest.fixture
def asterisk(rig: Rig) -> Iterator[Rig]:
    """The rig with nobody in its queues and no call, before and after."""
    if not rig.pid:
        rig.start()
    _tidy(rig)
    yield rig
    if rig.pid:
        _tidy(rig)


def _tidy(rig: Rig) -> None:
    rig.cli("channel request hangup all")
    for line in rig.cli("queue show").splitlines():
        words = line.split()
        if "(dynamic)" in line and words:
            interface = line[line.index("(") + 1 : line.index(")")].split()[0]
            for queue in QUEUES:
                rig.cli(f"queue remove member {interface} from {queue}")


@pytest.fixture(scope="module")
def database(postgres: PrivatePostgres) -> Iterator[Database]:
    """One furnished centre for all the calls of a file: what a test leaves behind must not trouble the next."""
    name = f"pbx_{uuid.uuid4().hex[:8]}"
    postgres.psql(f'CREATE DATABASE "{name}" TEMPLATE template_desk STRATEGY file_copy')
    opened = Database(postgres.url(name))
    register(opened)
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def hub(rig: Rig, database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub that is joined to the rig; its log must stay without warnings, and without the secret."""
    log = tmp_path_factory.mktemp("hub") / "hub.log"
    with hub_process(database.engine.url.render_as_string(hide_password=False), rig.url, log) as hub:
        until(hub.reads_the_exchange, "the reading of the exchange", within_s=30)
        yield hub
    loud = [line for line in log.read_text().splitlines() if '"level": "warning"' in line or '"level": "error"' in line]
    assert not loud, "\n".join(loud)
    assert AMI_SECRET not in log.read_text(), "the secret is in the log"


@pytest.fixture
def staff(database: Database) -> Staff:
    """People of the module's centre."""
    return Staff(database)


@pytest.fixture
def seat(hub: HubProcess, staff: Staff, asterisk: Rig) -> Iterator[Callable[..., Seat]]:
    """An agent takes a seat: `seat("8001")`, for the queues named or all; leaves it after the test."""
    taken: list[Seat] = []

    def take(agent: str, *queues: str) -> Seat:
        taken.append(take_seat(hub.url, staff, agent, queues or QUEUES))
        return taken[-1]

    yield take
    asterisk.cli("channel request hangup all")
    for one in taken:
        leave_seat(one)


def take_seat(url: str, staff: Staff, agent: str, queues: Sequence[str]) -> Seat:
    """Sign in, a new person or one of an earlier test, as a member of these queues alone."""
    login = f"agent{agent}"
    with staff.database.write() as db:
        person = db.scalar(select(Person).where(Person.login == login))
        if person is not None:
            db.execute(delete(QueueMember).where(QueueMember.person_id == person.id))
    if person is None:
        person = staff.person(login, "agent", agent_code=agent)
    join(staff.database, person, queues)
    seat = Seat(Client(url), login)
    assert seat.client.sign_in(login, takeover=True).ok
    seat.post("/seat/sign-in")
    return seat


def leave_seat(seat: Seat) -> None:
    """Out of whatever there is, as an agent would at the end of the shift."""

    def out() -> bool:
        if seat.state == "after_call_work":
            seat.client.ask("POST", "/api/calls/seat/done", {})
        elif seat.state in ("ready", "not_ready"):
            seat.client.ask("POST", "/api/calls/seat/sign-out", {})
        return seat.state == "signed_out"

    until(out, f"{seat.login} leaves")


@pytest.fixture
def keeper(hub: HubProcess, staff: Staff) -> Callable[[], Seat]:
    """An administrator of the module's centre, signed in."""

    def sign_in() -> Seat:
        with staff.database.read() as db:
            known = db.scalar(select(Person.id).where(Person.login == "keeper")) is not None
        if not known:
            staff.person("keeper", "system_administrator")
        made = Seat(Client(hub.url), "keeper")
        assert made.client.sign_in("keeper", takeover=True).ok
        return made

    return sign_in


@pytest.fixture
def phone(asterisk: Rig, tmp_path: Path) -> Iterator[Callable[..., Phone]]:
    """Desk telephones, registered: `phone("8001")`, or with another voice: `phone("8001", 440)`."""
    phones: list[Phone] = []

    def make(agent: str, pitch: float = 200.0) -> Phone:
        phones.append(Phone(tmp_path, agent, pitch))
        return phones[-1]

    yield make
    for one in phones:
        one.stop()


@pytest.fixture
def calls(asterisk: Rig, tmp_path: Path) -> Iterator[Callable[..., Sipp]]:
    """Customers: `calls("95500", "13800138000", stay_ms=3000)`."""
    running: list[Sipp] = []

    def call(
        dialled: str = "95500",
        number: str = "13800138000",
        stay_ms: int = 60_000,
        *,
        echo: bool = False,
        keys: Sequence[tuple[int, str]] = (),
        events: bool = False,
    ) -> Sipp:
        running.append(customer(tmp_path, dialled, number, stay_ms, echo=echo, keys=keys, events=events))
        return running[-1]

    yield call
    for one in running:
        one.stop()


@pytest.fixture
def stranger(asterisk: Rig, tmp_path: Path) -> Iterator[Callable[[int], Sipp]]:
    """Whoever answers at outside numbers: `stranger(stay_ms)`."""
    running: list[Sipp] = []

    def answer(stay_ms: int) -> Sipp:
        running.append(outside(tmp_path, stay_ms))
        return running[-1]

    yield answer
    for one in running:
        one.stop()


@pytest.fixture
def oracle(asterisk: Rig, database: Database) -> Oracle:
    """Asterisk's own log against our tables, from now on."""
    return Oracle(asterisk, database)


@pytest.fixture
def refused(database: Database) -> Callable[[str], bool]:
    """Whether somebody was told, since the test began, that the exchange refused with this word."""
    began = datetime.now(UTC)

    def look(word: str) -> bool:
        with database.read() as db:
            ours = Change.area == "calls", Change.entity == "command", Change.at > began
            said = db.scalars(select(Change).where(*ours)).all()
            return any(one.hint.get("error") == word for one in said)

    return look


@pytest.fixture
def available(asterisk: Rig) -> Callable[[str, str], bool]:
    """Whether Asterisk itself would ring this agent for this queue."""

    def look(agent: str, queue: str) -> bool:
        lines = asterisk.cli(f"queue show {queue}").splitlines()
        return any(f"PJSIP/{agent}" in line and "paused" not in line for line in lines)

    return look
