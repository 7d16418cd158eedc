"""What the tests with a real Asterisk lean on: the rig, a furnished centre, a hub in a process of its own."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent_desk.hub.kit.database import Database
from tests.conftest import Staff
from tests.journeys.centre import Seat, furnish
from tests.journeys.hub_process import HubProcess
from tests.pbx.customers import Sipp, customer, outside
from tests.pbx.oracle import Oracle
from tests.pbx.phones import Phone
from tests.pbx.rig import Rig, Unavailable


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the rig, and runs only when it is asked for: pytest -m pbx."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.pbx)


@pytest.fixture(scope="session")
def rig() -> Iterator[Rig]:
    """A running Asterisk, for this run alone; skipped in words where it cannot be had."""
    rig = Rig()
    try:
        with rig.held():
            rig.install()
            rig.stop(signal.SIGKILL)
            rig.configure()
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
            for queue in ("account", "credit"):
                rig.cli(f"queue remove member {interface} from {queue}")


@pytest.fixture
def hub(asterisk: Rig, database: Database, tmp_path: Path) -> Iterator[HubProcess]:
    """A hub that is joined to the rig; its log must stay without warnings."""
    furnish(database)
    log = tmp_path / "hub.log"
    hub = HubProcess(str(database.engine.url.render_as_string(hide_password=False)), asterisk.url, log)
    hub.start()
    yield hub
    hub.kill()
    loud = [line for line in log.read_text().splitlines() if '"level": "warning"' in line or '"level": "error"' in line]
    assert not loud, "\n".join(loud)
    assert "rig-manager-secret" not in log.read_text(), "the secret is in the log"


@pytest.fixture
def seat(hub: HubProcess, staff: Staff) -> Callable[..., Seat]:
    """An agent takes a seat: `seat("8001")`, for the queues named or all."""

    def take(agent: str, *queues: str) -> Seat:
        return Seat.take(hub.url, staff, f"agent{agent}", agent, queues or ("account", "credit"))

    return take


@pytest.fixture
def phone(asterisk: Rig, tmp_path: Path) -> Iterator[Callable[[str], Phone]]:
    """Desk telephones, registered: `phone("8001")`."""
    phones: list[Phone] = []

    def make(agent: str) -> Phone:
        phones.append(Phone(tmp_path, agent))
        return phones[-1]

    yield make
    for one in phones:
        one.stop()


@pytest.fixture
def calls(asterisk: Rig, tmp_path: Path) -> Iterator[Callable[..., Sipp]]:
    """Customers: `calls("95500", "13800138000", stay_ms=3000)`."""
    running: list[Sipp] = []

    def call(dialled: str = "95500", number: str = "13800138000", stay_ms: int = 60_000) -> Sipp:
        running.append(customer(tmp_path, dialled, number, stay_ms))
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
