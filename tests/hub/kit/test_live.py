"""A seat's line: it hears what it may hear, catches up after a break, and is told when it ends."""

import json
from collections.abc import Callable
from typing import Any

from agent_desk.hub.kit.seats import packed
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.calls.changes import CallChanged
from tests.fixtures.live_line import hear, line, read, signed_in
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until


def say(name: str, to: list[str]) -> Callable[[Unit], None]:
    return lambda unit: unit.change(CallChanged(id=name, queue="account", state="ringing"), to=to)


def test_a_seat_hears_its_own_changes_and_not_those_of_others(
    hub: HubThread, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    agent = signed_in(hub, staff, "a1001", "agent")
    person = agent.get("/api/people/me").json()["person"]["id"]
    with line(hub, agent.token) as socket:
        assert hear(socket, "welcome")["resync"] is False
        in_unit(say("for supervisors", ["perm:floor.view"]))
        in_unit(say("for me", [f"person:{person}"]))
        assert hear(socket, "change")["entity_id"] == "for me"


def test_what_was_missed_during_a_break_arrives(hub: HubThread, staff: Staff, in_unit: Callable[..., Any]) -> None:
    agent = signed_in(hub, staff, "a1001", "agent")
    with line(hub, agent.token) as socket:
        cursor = hear(socket, "welcome")["cursor"]
    for number in range(3):
        in_unit(say(f"missed {number}", ["all"]))
    with line(hub, agent.token, cursor) as socket:
        assert [hear(socket, "change")["entity_id"] for _ in range(3)] == ["missed 0", "missed 1", "missed 2"]


def test_a_seat_that_is_taken_over_is_told_so_and_cut(hub: HubThread, staff: Staff) -> None:
    agent = signed_in(hub, staff, "a1001", "agent")
    with line(hub, agent.token) as socket:
        hear(socket, "welcome")
        Client(hub.url).sign_in("a1001", takeover=True)
        assert hear(socket, "bye")["reason"] == "taken_over"


def test_a_wrong_token_is_refused_with_a_reason(hub: HubThread) -> None:
    with line(hub, "no such token") as socket:
        assert hear(socket, "bye")["reason"] == "not_signed_in"


def test_a_snapshot_reaches_only_those_who_may_watch_it(hub: HubThread, staff: Staff) -> None:
    supervisor, agent = signed_in(hub, staff, "s2001", "supervisor"), signed_in(hub, staff, "a1001", "agent")
    with line(hub, supervisor.token) as above, line(hub, agent.token) as below:
        for socket in (above, below):
            hear(socket, "welcome")
            socket.send(json.dumps({"type": "watch", "names": ["floor.board"]}))
        hear(above, "ping"), hear(below, "ping")
        assert hub.hub_context.seats.loop is not None
        snapshot = packed("floor.board", '{"waiting": 3}')
        hub.hub_context.seats.loop.call_soon_threadsafe(hub.hub_context.seats.push, "floor.board", snapshot)
        # The hub's own board may come first.
        until(lambda: hear(above, "push")["body"] == {"waiting": 3}, "the snapshot")
        Client(hub.url).sign_in("a1001", takeover=True)
        while (message := read(below))["type"] != "bye":
            assert message["type"] != "push"
