"""Telephones that follow NOTIFY: the desk lifts the receiver, holds and takes back; no hand touches the telephone."""

from collections.abc import Callable
from pathlib import Path

from agent_desk.hub.kit.database import Database
from tests.fixtures.hub_process import hub_process
from tests.fixtures.people import Staff
from tests.pbx.conftest import leave_seat, take_seat
from tests.pbx.customers import Sipp, obedient_phone
from tests.pbx.oracle import Oracle
from tests.pbx.rig import AMI_PORT, Rig, crowd_codes


def test_a_call_answered_held_and_taken_back_from_the_desk(
    asterisk: Rig, database: Database, staff: Staff, calls: Callable[..., Sipp], oracle: Oracle, tmp_path: Path
) -> None:
    (code,) = crowd_codes(1)
    url = database.engine.url.render_as_string(hide_password=False)
    with hub_process(url, asterisk.url_at(AMI_PORT, phones="talk"), tmp_path / "hub.log") as hub:
        telephone, agent = obedient_phone(tmp_path), take_seat(hub.url, staff, code, ["account"])
        agent.ready()
        customer = calls()
        call_id = agent.rings()
        agent.takes(call_id)
        agent.post(f"/{call_id}/hold", {"on": True})
        agent.comes_to("on_hold")
        agent.post(f"/{call_id}/hold", {"on": False})
        agent.comes_to("talking")
        agent.post(f"/{call_id}/hang-up")
        agent.comes_to("after_call_work")
        customer.over()
        telephone.over()
        (call,) = oracle.agrees(1, who=False).values()
        leave_seat(agent)
    assert call["hold_ms"] > 0 and call["ended_by"] == "agent"
