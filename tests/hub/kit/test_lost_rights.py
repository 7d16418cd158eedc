"""What a person loses their open live line loses at once: by every way of losing it, and on every hub."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import TimeoutError as PoolTimeout
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.seats import packed
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.serve import HubThread
from agent_desk.models.people import PersonRole, SeatSession
from agent_desk.schemas.calls.changes import CallChanged
from tests.fixtures.database import Databases
from tests.fixtures.live_line import hear, line, read, signed_in
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import patience, until

MOST_PINGS = 12
"""A line on which nothing else is heard for so long says nothing more."""


@dataclass
class Stage:
    """An administrator, and a supervisor whose line is open."""

    admin: Client
    supervisor: Client
    database: Database

    def person(self) -> dict[str, Any]:
        found: dict[str, Any] = self.admin.get("/api/people", q="s2001").json()["items"][0]
        return found

    def edited(self, **values: Any) -> None:
        """The administrator changes the supervisor."""
        now = self.person()
        kept = {name: now[name] for name in ("name", "name_en", "agent_code", "roles", "active", "version")}
        answer = self.admin.ask("PUT", f"/api/people/{now['id']}", kept | values)
        assert answer.ok, answer.text

    def role_edited(self, code: str, without: str) -> None:
        roles = {one["code"]: one for one in self.admin.get("/api/people/roles").json()["roles"]}
        kept = {name: roles[code][name] for name in ("name_zh", "name_en", "version")}
        permissions = [word for word in roles[code]["permissions"] if word != without]
        answer = self.admin.ask("PUT", f"/api/people/roles/{code}", kept | {"permissions": permissions})
        assert answer.ok, answer.text

    def one_time_password(self) -> None:
        assert self.admin.post(f"/api/people/{self.person()['id']}/one-time-password").ok

    def expires(self) -> None:
        with self.database.write() as db:
            soon = datetime.now(UTC) + timedelta(milliseconds=300)
            db.execute(update(SeatSession).where(SeatSession.seat == "seat of s2001").values(expires_at=soon))

    def role_taken_by_hand(self) -> None:
        """Somebody at the database itself; nobody is told."""
        with self.database.write() as db:
            db.execute(delete(PersonRole).where(PersonRole.role_code == "supervisor"))


WAYS: dict[str, tuple[Callable[[Stage], object], str | None]] = {
    "role taken": (lambda stage: stage.edited(roles=["agent"]), None),
    "permission taken from the role": (lambda stage: stage.role_edited("supervisor", "floor.view"), None),
    "disabled": (lambda stage: stage.edited(active=False), "session_expired"),
    "signed out": (lambda stage: stage.supervisor.post("/api/people/sign-out"), "signed_out"),
    "taken over": (lambda stage: Client(stage.supervisor.url).sign_in("s2001", takeover=True), "taken_over"),
    "one-time password": (Stage.one_time_password, "session_expired"),
}
LATER: dict[str, tuple[Callable[[Stage], object], str | None]] = {
    "run out": (Stage.expires, "session_expired"),
    "role taken at the database": (Stage.role_taken_by_hand, None),
}
"""Nobody says so: the hub finds out by itself, within seconds."""


@pytest.fixture
def stage(hub: HubThread, staff: Staff, database: Database) -> Stage:
    return Stage(
        admin=signed_in(hub, staff, "admin", "security_administrator"),
        supervisor=signed_in(hub, staff, "s2001", "supervisor"),
        database=database,
    )


@pytest.fixture(params=["the same hub", "another hub"])
def beside(
    request: pytest.FixtureRequest, hub: HubThread, settings: Settings, databases: Databases
) -> Iterator[HubThread]:
    """The hub at which the line stands, where the deed is done at `hub`."""
    if request.param == "the same hub":
        yield hub
        return
    with databases.lent() as database, HubThread(replace(settings, port=0), database=database) as second:
        yield second


def say(name: str, to: str) -> Callable[[Unit], None]:
    return lambda unit: unit.change(CallChanged(id=name, queue="account", state="ringing"), to=[to])


def push(hub: HubThread, words: str) -> None:
    seats = hub.hub_context.seats
    assert seats.loop is not None
    seats.loop.call_soon_threadsafe(seats.push, "floor.board", packed("floor.board", json.dumps(words)))


def watching(socket: ClientConnection, hub: HubThread) -> None:
    """The line hears the board."""
    hear(socket, "welcome")
    socket.send(json.dumps({"type": "watch", "names": ["floor.board"]}))
    hear(socket, "ping")
    push(hub, "before")
    until(lambda: hear(socket, "push")["body"] == "before", "the board")


def heard_until(socket: ClientConnection, last: str) -> list[str]:
    """What is heard until a change named `last`, or the end of the line: names, "board", "bye <reason>"."""
    heard: list[str] = []
    silent = 0
    while silent < MOST_PINGS:
        try:
            message = read(socket)
        except ConnectionClosed:
            return heard
        kind = message["type"]
        silent = silent + 1 if kind == "ping" else 0
        if kind == "change" and message["area"] == "calls":
            if message["entity_id"] == last:
                return heard
            heard.append(message["entity_id"])
        elif kind == "push" and message["body"] != "before":
            heard.append("board")
        elif kind == "bye":
            heard.append(f"bye {message['reason']}")
    raise AssertionError(f"{last} never came; heard {heard}")


@pytest.mark.parametrize("way", WAYS)
def test_what_is_lost_is_not_heard_any_more(
    stage: Stage, beside: HubThread, in_unit: Callable[..., Any], way: str
) -> None:
    deed, bye = WAYS[way]
    with line(beside, stage.supervisor.token) as socket:
        watching(socket, beside)
        deed(stage)
        in_unit(say("for the floor", "perm:floor.view"))
        push(beside, "after")
        in_unit(say("for all", "all"))
        heard = heard_until(socket, "for all")
    expected = [] if bye is None else [f"bye {bye}"]
    # At another hub the board may be under way already when the news comes; of what is new nothing is heard.
    assert [one for one in heard if one != "board" or beside.hub_context.database is stage.database] == expected


@pytest.mark.parametrize("way", LATER)
def test_what_ends_by_itself_is_found_out_within_seconds(
    hub: HubThread, stage: Stage, in_unit: Callable[..., Any], way: str
) -> None:
    deed, bye = LATER[way]
    with line(hub, stage.supervisor.token) as socket:
        watching(socket, hub)
        deed(stage)
        seats = hub.hub_context.seats
        until(lambda: not any(one.caller.may("floor.view") for one in seats.everybody()), "the right is gone")
        in_unit(say("for the floor", "perm:floor.view"))
        push(hub, "after")
        in_unit(say("for all", "all"))
        heard = [one for one in heard_until(socket, "for all") if one != "board"]
    assert heard == ([] if bye is None else [f"bye {bye}"])


@pytest.mark.expects_log
def test_it_is_found_out_by_a_busy_hub_and_after_a_fault_that_nobody_foresaw(
    hub: HubThread, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seats, database = hub.hub_context.seats, hub.hub_context.database
    with line(hub, stage.supervisor.token) as socket, line(hub, stage.admin.token) as other:
        watching(socket, hub)
        hear(other, "welcome")
        (admin,) = {str(one.caller.person_id) for one in seats.everybody() if not one.caller.may("floor.view")}
        real, failed = database.read, threading.Event()

        def crowded() -> Any:
            """Nothing is free in the pool, once, for whoever reads in a worker of the event loop."""
            if not failed.is_set():
                failed.set()
                raise PoolTimeout("QueuePool limit of size 5 overflow 10 reached")
            return real()

        monkeypatch.setattr(database, "read", crowded)
        stage.role_taken_by_hand()

        def found() -> bool:
            # The rights of somebody else are told to have changed, again and again.
            assert seats.loop is not None
            seats.loop.call_soon_threadsafe(seats.suspect, admin)
            return failed.is_set() and not any(one.caller.may("floor.view") for one in seats.everybody())

        until(found, "the right is gone")


def test_what_is_gained_is_heard_as_well(
    hub: HubThread, stage: Stage, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    stage.edited(roles=["agent"])
    with line(hub, stage.supervisor.token) as socket:
        hear(socket, "welcome")
        stage.edited(roles=["agent", "supervisor"])
        in_unit(say("for the floor", "perm:floor.view"))
        in_unit(say("for all", "all"))
        assert heard_until(socket, "for all") == ["for the floor"]


@pytest.mark.parametrize(
    "hello",
    [
        "[]",
        "null",
        "1",
        '"hello"',
        "{",
        '{"type": "hello"}',
        '{"type": "hello", "token": 5}',
        "\ufeff",
        "[" * 50_000,
        f'{{"type": "hello", "token": "{"x" * 200_000}"}}',
        '{"type": "hello", "token": "a", "cursor": ["1:1"]}',
    ],
    ids=lambda words: words[:12],
)
def test_a_hello_of_any_shape_is_refused_with_a_code(hub: HubThread, hello: str) -> None:
    with connect(hub.url.replace("http", "ws") + "/api/live") as socket:
        socket.send(hello)
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=patience(10))
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 4400


def test_bytes_are_no_hello_either(hub: HubThread) -> None:
    with connect(hub.url.replace("http", "ws") + "/api/live") as socket:
        socket.send(b"\x00\xff")
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=patience(10))
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 4400


@pytest.mark.parametrize("cursor", ["99999999999999999999999:1", "1:99999999999999999999", "٣:٤", "-1:2", "a"])
def test_a_cursor_that_is_none_of_ours_is_passed_over(hub: HubThread, stage: Stage, cursor: str) -> None:
    with line(hub, stage.supervisor.token, cursor) as socket:
        assert hear(socket, "welcome")["cursor"]


@pytest.mark.parametrize(
    "words", ["[]", "null", '{"type": "watch", "names": 5}', '{"type": "watch", "names": [{}]}', "{"]
)
def test_a_message_of_any_shape_ends_the_line_at_most(hub: HubThread, stage: Stage, words: str) -> None:
    with line(hub, stage.supervisor.token) as socket:
        hear(socket, "welcome")
        socket.send(words)
    assert signed_in_still(stage)


def signed_in_still(stage: Stage) -> bool:
    return stage.supervisor.get("/api/people/me").ok
