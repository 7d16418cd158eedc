"""A bank opens a line for a new business: a queue with its members, hours, number and target, at the desk alone; a call rings there."""

from pytestqt.qtbot import QtBot

from agent_desk.desk.administration import operations
from agent_desk.hub.serve import HubThread
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.centre import Seat as Agent
from tests.fixtures.centre import Telephone
from tests.fixtures.hand import Hand
from tests.fixtures.new_queue import OPEN, give_number_and_hours, make_queue, put_in, set_target
from tests.fixtures.people import ADMINISTRATORS, Client, Staff
from tests.fixtures.seats import MakeSeat, Seat

MOST_CLICKS = 32
"""It took 29 clicks, 12 keys and 95 letters; a page more that has to be opened is found here."""


def test_a_queue_is_made_at_the_desk_and_a_call_rings_there(
    qtbot: QtBot, hub: HubThread, telephone: Telephone, staff: Staff, make_seat: MakeSeat
) -> None:
    staff.person("lin", "agent", agent_code="8001")
    seat: Seat = make_seat(hub.url, "admin1", *ADMINISTRATORS)
    space = AdministratorWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1280, 720)
    space.show()
    space.activateWindow()
    hand = Hand(qtbot)

    make_queue(hand, space, "pension", "养老金", "Pensions")
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
