"""An agent's queues changed for a while, as Asterisk itself has them: member, penalty, not paused, and back again."""

from collections.abc import Callable

from tests.fixtures.centre import Seat
from tests.fixtures.hub_process import HubProcess
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until
from tests.pbx.phones import Phone
from tests.pbx.rig import Rig

Available = Callable[[str, str], bool]


def test_an_agent_serves_another_queue_for_a_while_and_goes_back(
    hub: HubProcess,
    staff: Staff,
    asterisk: Rig,
    seat: Callable[..., Seat],
    phone: Callable[..., Phone],
    available: Available,
) -> None:
    phone("8001")
    agent = seat("8001", "account")
    agent.ready()
    until(lambda: available("8001", "account"), "ready in the own queue")
    assert not available("8001", "credit")
    staff.person("boss_of_queues", "supervisor")
    boss = Client(hub.url)
    assert boss.sign_in("boss_of_queues").ok
    path = f"/api/floor/agents/{agent.view['own']['person_id']}/queues"
    form = {"queue": "credit", "member": True, "penalty": 3, "minutes": 60, "why": "many wait"}
    made = boss.post(path, form)
    assert made.ok, made.text
    until(lambda: available("8001", "credit") and available("8001", "account"), "ready in both")
    shown = asterisk.cli("queue show credit")
    assert any("PJSIP/8001" in line and "with penalty 3" in line for line in shown.splitlines()), shown
    assert boss.post(f"/api/floor/overrides/{made.json()['id']}/end", {"why": "quiet again"}).ok
    until(lambda: "PJSIP/8001" not in asterisk.cli("queue show credit"), "out of the other queue")
    until(lambda: available("8001", "account"), "ready in the own queue as before")
    assert agent.state == "ready"
