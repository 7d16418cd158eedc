"""A queue that an administrator makes: applied by the hub to a running Asterisk, a call to its number rings at its member."""

from collections.abc import Callable, Iterator

import pytest

from agent_desk.hub.kit.database import Database
from tests.fixtures.centre import Seat
from tests.fixtures.hub_process import HubProcess
from tests.fixtures.waiting import until
from tests.pbx.phones import Phone
from tests.pbx.rig import Rig
from tests.pbx.test_menu import Book, Calls, logged
from tests.pbx.test_plan_applied import Keeper, hub_at_the_folder

NUMBER, QUEUE = "95577", "wealth"
"""Neither is in any file that the rig was configured with."""


@pytest.fixture(scope="module")
def hub(rig: Rig, database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """It may write to Asterisk's folder."""
    with hub_at_the_folder(rig, database, tmp_path_factory.mktemp("hub")) as hub:
        yield hub


def test_a_new_queue_rings_at_its_member_while_they_sit_there(
    seat: Callable[..., Seat],
    phone: Callable[[str], Phone],
    calls: Calls,
    asterisk: Rig,
    database: Database,
    keeper: Callable[[], Seat],
    available: Callable[[str, str], bool],
) -> None:
    desk, agent = phone("8001"), seat("8001", "account")
    agent.ready()
    until(lambda: available("8001", "account"), "ready in the own queue")

    administrator = Keeper(keeper())
    client = administrator.client
    made = client.post("/api/settings/lists/queues", {"code": QUEUE, "name_zh": "理财", "name_en": "Wealth"})
    assert made.ok, made.text
    members = {"members": [{"person_id": agent.view["own"]["person_id"]}], "version": made.json()["version"]}
    joined = client.ask("PUT", f"/api/settings/members/{QUEUE}", members)
    assert joined.ok, joined.text
    assert "No such queue" in asterisk.cli(f"queue show {QUEUE}"), "nothing reaches Asterisk before the plan is applied"

    administrator.applies(numbers=[{"number": NUMBER, "queue": QUEUE}])
    until(lambda: available("8001", QUEUE), "the member is there", within_s=20)
    assert available("8001", "account"), "and still in the queue they had"

    customer = calls(NUMBER, "13700137301", stay_ms=30_000)
    agent.rings()
    desk.takes()
    agent.comes_to("talking")
    desk.press("hangup")
    customer.over()
    (call,) = Book(database, "13700137301").over()
    assert (call["queue"], call["outcome"]) == (QUEUE, "answered")
    assert [one[:2] for one in logged(asterisk, call["key"])] == [
        (QUEUE, "ENTERQUEUE"),
        (QUEUE, "CONNECT"),
        (QUEUE, "COMPLETEAGENT"),
    ]
    agent.comes_to("after_call_work")
