"""Measures for a queue at a real Asterisk: a closed queue is heard as closed, an overflow rings in the other queue, both are lifted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agent_desk.hub.kit.database import Database
from agent_desk.models.kit import Setting
from tests.fixtures.centre import Seat
from tests.fixtures.hub_process import HubProcess
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until
from tests.pbx.phones import Phone, TalkingCustomer
from tests.pbx.rig import Rig, tone
from tests.pbx.sound import loudness, samples
from tests.pbx.test_menu import Book, Calls

NUMBER = "95500"
"""It leads straight to the queue account."""
PITCH, LOUD = 850.0, 600.0
PATH = "/api/calls/measures"


class Boss:
    """A supervisor who takes measures, and waits until the exchange has them."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def page(self) -> Any:
        answer = self._client.get(PATH)
        assert answer.ok, answer.text
        return answer.json()

    def takes(self, queue: str, **form: Any) -> str:
        """Take one; its id."""
        ids = {one["queue"]["code"]: one["id"] for one in self.page["queues"]}
        answer = self._client.post(PATH, {"queues": [ids[queue]], "why": "outage", **form})
        assert answer.ok and not answer.json()["items"][0]["error"], answer.text
        until(lambda: [row["in_force"] for row in self.page["held"]] == [True], "the exchange has taken it")
        return str(self.page["held"][0]["id"])

    def takes_back(self, measure: str, asterisk: Rig) -> None:
        """Let it be as the voice plan says."""
        assert self._client.post(f"{PATH}/{measure}/end", {"why": "quiet again"}).ok
        until(lambda: "0 results" in asterisk.cli("database show agent-desk-measures"), "the exchange has let go")


@pytest.fixture
def boss(hub: HubProcess, staff: Staff, database: Database, asterisk: Rig) -> Boss:
    """The supervisor; there is one recorded sentence."""
    tone(asterisk.root / "usr/share/asterisk/sounds/agent-desk/outage.ulaw", 1.5, PITCH)
    says = [
        {"code": "outage", "name_zh": "系统故障", "name_en": "Outage", "sound": "outage", "says": "", "active": True}
    ]
    with database.write() as db:
        db.add(Setting(key="announcements", value=says))
    staff.person("s2001", "supervisor", name="周明")
    client = Client(hub.url)
    assert client.sign_in("s2001").ok
    return Boss(client)


def test_a_queue_is_closed_overflows_and_is_as_before_again(
    boss: Boss,
    seat: Callable[..., Seat],
    phone: Callable[[str], Phone],
    calls: Calls,
    database: Database,
    asterisk: Rig,
    tmp_path: Path,
) -> None:
    closed = boss.takes("account", does="closed", sound="outage")
    customer = TalkingCustomer(tmp_path, "13700137201", 700.0, NUMBER)
    (call,) = Book(database, "13700137201").over()
    assert (call["queue"], call["outcome"], call["facts"]) == ("account", "closed", {"turned_away": "account/outage"})
    customer.happens("CALL_CLOSED")
    customer.stop()
    assert loudness(samples(customer.heard), PITCH) > LOUD, "they have heard why"
    assert boss.page["held"][0]["turned_away"] == 1
    boss.takes_back(closed, asterisk)

    desk, agent = phone("8001"), seat("8001", "credit")
    agent.ready()
    overflow = boss.takes("account", does="overflow", overflow_to="queue", target="credit")
    passed = calls(NUMBER, "13700137202", stay_ms=20_000)
    agent.rings()
    desk.takes()
    agent.comes_to("talking")
    desk.press("hangup")
    passed.over()
    (call,) = Book(database, "13700137202").over()
    assert (call["queue"], call["outcome"]) == ("credit", "answered")
    assert call["facts"] == {"overflow": "account>credit/measure"}
    agent.comes_to("ready")

    boss.takes_back(overflow, asterisk)
    late = boss.takes("account", does="overflow", overflow_to="queue", target="credit", after_s=5)
    waited = calls(NUMBER, "13700137203", stay_ms=25_000)
    agent.rings()
    (call,) = Book(database, "13700137203").calls()
    assert (call["queue"], call["facts"]) == ("account", {"overflow": "account>credit/measure_wait"})
    waited.stop()
    boss.takes_back(late, asterisk)

    told = boss.takes("account", does="announcement", sound="outage")
    calls(NUMBER, "13700137204", stay_ms=5_000).over()
    (call,) = Book(database, "13700137204").over()
    assert (call["outcome"], call["facts"]) == ("abandoned_queue", {"announcement": "account/outage"})
    boss.takes_back(told, asterisk)
    calls(NUMBER, "13700137205", stay_ms=5_000).over()
    (call,) = Book(database, "13700137205").over()
    assert (call["outcome"], call["facts"]) == ("abandoned_queue", {}), "as before any measure"


def test_a_queue_outside_its_own_hours_is_heard_as_closed_and_within_them_it_rings(
    hub: HubProcess,
    staff: Staff,
    seat: Callable[..., Seat],
    phone: Callable[[str], Phone],
    calls: Calls,
    database: Database,
    asterisk: Rig,
    tmp_path: Path,
) -> None:
    tone(asterisk.root / "usr/share/asterisk/sounds/agent-desk/closed.ulaw", 1.5, PITCH)
    staff.person("keeper", "system_administrator")
    keeper = Client(hub.url)
    assert keeper.sign_in("keeper").ok
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    days = [str(now.date() + timedelta(days=more)) for more in (0, 1)]
    calendar = {"value": {"holidays": [], "workdays": days}, "version": 0}
    assert keeper.ask("PUT", "/api/settings/values/working_days", calendar).ok, "today is a Monday"
    here, there = ("00:00-14:00", "14:00-24:00") if now.hour < 12 else ("10:00-24:00", "00:00-10:00")

    def opens(period: str) -> str:
        """Give the queue these hours on Mondays; what the exchange holds of it then."""
        before = asterisk.cli("database show agent-desk-measures")
        queues = keeper.get("/api/settings/lists/queues").json()
        (row,) = [one for one in queues if one["code"] == "account"]
        form = {**row, "hours": [period, *["08:00-20:00"] * 4, "", ""]}
        answer = keeper.ask("PUT", "/api/settings/lists/queues/account", form)
        assert answer.ok, answer.text
        until(lambda: asterisk.cli("database show agent-desk-measures") != before, "the exchange has the hours")
        return asterisk.cli("database show agent-desk-measures")

    assert "account" in opens(there)
    customer = TalkingCustomer(tmp_path, "13700137211", 700.0, NUMBER)
    (call,) = Book(database, "13700137211").over()
    assert (call["queue"], call["outcome"], call["facts"]) == ("account", "closed", {"turned_away": "account/closed"})
    customer.happens("CALL_CLOSED")
    customer.stop()
    assert loudness(samples(customer.heard), PITCH) > LOUD, "they have heard that it is closed"

    assert "account" in opens(here), "it is told when it will be shut"
    desk, agent = phone("8001"), seat("8001", "account")
    agent.ready()
    within = calls(NUMBER, "13700137212", stay_ms=20_000)
    agent.rings()
    desk.takes()
    agent.comes_to("talking")
    desk.press("hangup")
    within.over()
    (call,) = Book(database, "13700137212").over()
    assert (call["queue"], call["outcome"], call["facts"]) == ("account", "answered", {})
