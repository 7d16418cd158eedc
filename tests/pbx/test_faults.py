"""What must survive: Asterisk killed in the middle of calls, its line cut, the reading hub killed, many calls at once."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import AgentState, Call, CallLeg
from tests.fixtures.centre import Seat
from tests.fixtures.hub_process import HubProcess, hub_process
from tests.fixtures.people import Staff
from tests.fixtures.waiting import until
from tests.pbx.customers import Sipp
from tests.pbx.oracle import Oracle
from tests.pbx.phones import Phone
from tests.pbx.rig import Rig

Calls = Callable[..., Sipp]
Seats = Callable[..., Seat]
Phones = Callable[[str], Phone]


def count(database: Database, *conditions: object) -> int:
    with database.read() as db:
        return db.scalar(select(func.count()).where(*conditions)) or 0


def nothing_is_stuck(database: Database) -> None:
    assert count(database, Call.state != "ended") == 0, "no call is open"
    assert count(database, CallLeg.ended_at.is_(None)) == 0, "no leg is open"
    assert count(database, AgentState.state.in_(("reserved", "talking", "on_hold"))) == 0, "no agent is stuck"


def test_asterisk_killed_in_the_middle_of_calls(
    seat: Seats, phone: Phones, calls: Calls, database: Database, asterisk: Rig, hub: HubProcess
) -> None:
    desk, talks = phone("8001"), seat("8001")
    talks.ready()
    talking = calls("95500", "13800138001")
    talks.rings()
    desk.takes()
    talks.comes_to("talking")
    phone("8002")
    rung = seat("8002")
    rung.ready()
    ringing = calls("95500", "13800138002")
    rung.rings()
    waiting = calls("95500", "13800138003")
    until(lambda: count(database, Call.state == "waiting") == 1, "one who waits")

    asterisk.kill()
    for customer in (talking, ringing, waiting):
        customer.stop()
    asterisk.start(fresh=False)

    talks.comes_to("after_call_work", within_s=30)
    rung.comes_to("ready", within_s=30)
    until(lambda: count(database, Call.state != "ended") == 0, "every call is closed")
    nothing_is_stuck(database)
    with database.read() as db:
        assert {call.ended_by for call in db.scalars(select(Call))} == {"lost"}
    # Whoever was signed in is so again, at an Asterisk that knew nobody: the next call rings.
    heard, again = len(desk.events), phone("8002")
    talks.post("/seat/done")
    customer = calls("95500", "13800138004", stay_ms=6000)
    until(lambda: "reserved" in (talks.state, rung.state), "the next call rings", within_s=15)
    assert len(desk.events) > heard or again.events
    customer.over()


def test_the_reading_hub_killed_another_takes_over(
    hub: HubProcess,
    database: Database,
    staff: Staff,
    phone: Phones,
    calls: Calls,
    oracle: Oracle,
    asterisk: Rig,
    tmp_path: Path,
    seat: Seats,
) -> None:
    desk, agent = phone("8001"), seat("8001")
    # Before it rings: a hub may take longer to start than a telephone rings.
    with hub_process(_url(database), asterisk.url, tmp_path / "second.log"):
        agent.ready()
        customer = calls("95500", "13800138021")
        agent.rings()
        hub.kill()
        desk.takes()
        until(lambda: count(database, Call.state == "talking") == 1, "the other hub sees it", within_s=8)
        hub.start()
        desk.press("hangup")
        customer.over()
        agent.comes_to("after_call_work")
        nothing_is_stuck(database)
        assert len(oracle.told()) == 1
        agent.post("/seat/done")


def test_many_calls_at_once_are_all_there_once(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, database: Database
) -> None:
    desks = [phone(code) for code in ("8001", "8002", "8003")]
    agents = [seat(code) for code in ("8001", "8002", "8003")]
    for agent in agents:
        agent.ready()
    customers = [calls("95500", f"1370013{n:04}", stay_ms=3000 + 700 * n) for n in range(12)]
    for desk in desks:
        desk.rings()
        desk.press("accept")
    for customer in customers:
        customer.over()
    oracle.agrees(12)
    nothing_is_stuck(database)


def _url(database: Database) -> str:
    return str(database.engine.url.render_as_string(hide_password=False))
