"""The line between hub and Asterisk is cut while calls come and go: afterwards every call is there, as queue_log has it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call
from tests.fixtures.cable import Cable
from tests.fixtures.hub_process import hub_process
from tests.fixtures.people import Staff
from tests.fixtures.waiting import until
from tests.pbx.conftest import leave_seat, take_seat
from tests.pbx.customers import Sipp
from tests.pbx.oracle import Oracle
from tests.pbx.phones import Phone
from tests.pbx.rig import AMI_PORT, QUEUES, Rig


@pytest.fixture
def cable(asterisk: Rig) -> Iterator[Cable]:
    """The line between hub and Asterisk, to be cut."""
    cable = Cable(AMI_PORT)
    yield cable
    cable.close()


def test_the_line_cut_while_calls_come_and_go(
    cable: Cable,
    database: Database,
    staff: Staff,
    phone: Callable[[str], Phone],
    calls: Callable[..., Sipp],
    asterisk: Rig,
    oracle: Oracle,
    tmp_path: Path,
) -> None:
    address = asterisk.url_at(int(cable.url.rpartition(":")[2]))

    def states(caller: str) -> list[str]:
        with database.read() as db:
            return list(db.scalars(select(Call.state).where(Call.caller == caller)))

    with hub_process(database.engine.url.render_as_string(hide_password=False), address, tmp_path / "hub.log") as other:
        desk, agent = phone("8001"), take_seat(other.url, staff, "8001", QUEUES)
        agent.ready()
        talked = calls("95500", "13800138011")
        agent.rings()
        desk.takes()
        agent.comes_to("talking")

        cable.cut()
        gone = calls("95500", "13800138012", stay_ms=1500)
        gone.over()
        stays = calls("95500", "13800138013", stay_ms=30_000)
        desk.press("hangup")
        talked.over()
        cable.mend()

        agent.comes_to("after_call_work")
        until(lambda: states("+8613800138013") == ["waiting"], "who waits now")
        assert states("+8613800138012") == ["ended"], "who came and went unseen"
        agent.post("/seat/done")
        agent.rings()
        desk.press("accept")
        agent.comes_to("talking")
        desk.press("hangup")
        stays.over()
        agent.comes_to("after_call_work")
        ours = oracle.agrees(3, who=False)
        leave_seat(agent)
    assert sorted(call["outcome"] for call in ours.values()) == ["abandoned_queue", "answered", "answered"]
