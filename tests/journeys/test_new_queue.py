"""A bank opens a line for a new business: a queue with its members, hours, number and target, at the desk alone; a call rings there, and
out of its hours it is told that the queue is closed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.desk.administration import operations
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Call
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.centre import Seat as Agent
from tests.fixtures.centre import Telephone
from tests.fixtures.hand import Hand
from tests.fixtures.new_queue import OPEN, give_number_and_hours, make_queue, put_in, rest_on_mondays, set_target
from tests.fixtures.people import ADMINISTRATORS, Client, Staff
from tests.fixtures.seats import MakeSeat, Seat
from tests.fixtures.waiting import until

ZONE = ZoneInfo("Asia/Shanghai")

MOST_CLICKS = 34
"""It took 31 clicks, 12 keys and 105 letters; a page more that has to be opened is found here."""


def test_a_queue_is_made_at_the_desk_and_a_call_rings_there(
    qtbot: QtBot, hub: HubThread, telephone: Telephone, staff: Staff, make_seat: MakeSeat, database: Database
) -> None:
    staff.person("lin", "agent", agent_code="8001")
    work_like_mondays(hub, staff)
    seat: Seat = make_seat(hub.url, "admin1", *ADMINISTRATORS)
    space = AdministratorWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1280, 720)
    space.show()
    space.activateWindow()
    hand = Hand(qtbot)

    make_queue(hand, space, "pension", "养老金", "Pensions", hours="0:00–24:00")
    put_in(hand, space, "pension", "8001")
    set_target(hand, space, "pension", 15, 90)
    page = give_number_and_hours(hand, space, "pension", "95599")

    agent = Agent(Client(hub.url), "lin")
    assert agent.client.sign_in("lin").ok
    agent.post("/seat/sign-in")
    agent.ready()
    telephone.call("pension", "13800138000")
    call = agent.rings()
    assert agent.get(f"/{call}/pop")["call"]["queue"]["name_zh"] == "养老金"
    agent.takes(call)
    target = next(
        one for one in operations.targets(seat.context.api).queues if one.queue and one.queue.code == "pension"
    )
    assert (target.own, target.threshold_ms, target.target) == (True, 15_000, 0.9)
    (number,) = page.view.plan.numbers if page.view is not None else ()
    assert (number.number, number.queue, number.hours) == ("95599", "pension", "pension-hours")
    (hours,) = page.view.plan.hours if page.view is not None else ()
    shown = [", ".join(f"{one.start}-{one.end}" for one in day) for day in hours.week]
    assert shown == [OPEN] * 5 + ["", ""]
    assert hand.clicks <= MOST_CLICKS, hand.says()

    rest_on_mondays(hand, space, "pension")
    until(
        lambda: any(one.shut_at(datetime.now(UTC)) for one in telephone.control.snapshot().queues), "the exchange knows"
    )
    telephone.call("pension", "13800138001")
    until(lambda: outcome(database, "+8613800138001") == "closed", "they have heard that it is closed")
    staff.person("boss", "supervisor")
    board = Client(hub.url)
    assert board.sign_in("boss").ok
    until(lambda: resting(board, "pension"), "the board says that it is closed by its hours")
    mark = resting(board, "pension")
    opens = datetime.fromisoformat(mark["until_at"]).astimezone(ZONE)
    assert opens.date() > datetime.now(ZONE).date() and f"{opens:%H:%M}" == "00:00"


def work_like_mondays(hub: HubThread, staff: Staff) -> None:
    """The calendar says that today and tomorrow are make-up workdays, whatever days they are."""
    staff.person("keeper", "system_administrator")
    client, today = Client(hub.url), datetime.now(ZONE).date()
    assert client.sign_in("keeper").ok
    days = [str(today + timedelta(days=more)) for more in (0, 1)]
    form = {"value": {"holidays": [], "workdays": days}, "version": 0}
    assert client.ask("PUT", "/api/settings/values/working_days", form).ok


def resting(board: Client, queue: str) -> Any:
    """The mark of a queue on the board that is shut by its own hours."""
    rows = {one["queue"]["code"]: one["measures"] for one in board.get("/api/floor/board").json()["queues"]}
    return next((one for one in rows.get(queue, []) if one["by_hours"] and one["does"] == "closed"), None)


def outcome(database: Database, caller: str) -> str | None:
    with database.read() as db:
        return db.scalar(select(Call.outcome).where(Call.caller == caller))
