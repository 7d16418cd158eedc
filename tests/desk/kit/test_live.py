"""The live line: acts once on what is said twice, mends itself, and knows when it is not to be believed."""

import uuid
from collections.abc import Callable
from queue import Queue

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit import live as live_module
from agent_desk.desk.kit.clock import HubClock
from agent_desk.desk.kit.live import Change, Live, LiveState, back_off_ms
from tests.fixtures.small_hub import LiveHub, live_hub

MakeLive = Callable[..., Live]


@pytest.fixture
def make_live(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MakeLive:
    """A line that reconnects at once, stopped after the test."""
    monkeypatch.setattr(live_module, "FIRST_WAIT_MS", 10)
    lines: list[Live] = []

    def make(hub: LiveHub, **more: object) -> Live:
        line = Live(hub.url, clock=HubClock(), token=lambda: "token-1", **more)  # type: ignore[arg-type]
        lines.append(line)
        return line

    yield make  # type: ignore[misc]
    for line in lines:
        line.stop()
        line.deleteLater()


def next_of(qtbot: QtBot, queue: "Queue[dict[str, object]]") -> dict[str, object]:
    """The next message the hub heard; Qt's loop must run meanwhile, or nothing is sent."""
    qtbot.waitUntil(lambda: not queue.empty())
    return queue.get()


def change(number: int, cursor: str) -> dict[str, object]:
    return {
        "type": "change",
        "id": number,
        "area": "calls",
        "entity": "call",
        "entity_id": str(uuid.uuid4()),
        "version": 1,
        "hint": {"state": "ringing"},
        "cursor": cursor,
    }


def test_a_change_that_is_said_twice_is_told_once(qtbot: QtBot, make_live: MakeLive) -> None:
    with live_hub() as hub:
        line = make_live(hub)
        told: list[Change] = []
        line.changed.connect(told.append)
        with qtbot.waitSignal(line.state_changed, check_params_cb=lambda state: state is LiveState.LIVE):
            line.start()
        assert next_of(qtbot, hub.hellos) == {"type": "hello", "token": "token-1", "cursor": None}
        hub.say(change(7, "c7"))
        hub.say(change(7, "c7"))
        hub.say(change(5, "c8"))
        qtbot.waitUntil(lambda: line.cursor == "c8")
        assert [one.id for one in told] == [7, 5], "out of order is fine, twice is not"
        assert told[0].hint == {"state": "ringing"}


def test_after_a_break_it_says_where_it_stood_and_what_it_watches(qtbot: QtBot, make_live: MakeLive) -> None:
    kept: list[str] = []
    with live_hub() as hub:
        line = make_live(hub, keep_cursor=kept.append)
        line.watch("floor.board")
        with qtbot.waitSignal(line.state_changed, check_params_cb=lambda state: state is LiveState.LIVE):
            line.start()
        next_of(qtbot, hub.hellos)
        assert next_of(qtbot, hub.heard) == {"type": "watch", "names": ["floor.board"]}
        hub.say(change(1, "c41"))
        qtbot.waitUntil(lambda: line.cursor == "c41")
        with qtbot.waitSignals([line.state_changed, line.state_changed]):
            hub.hang_up()
        assert next_of(qtbot, hub.hellos)["cursor"] == "c41", "not the hub's own: the missed changes would be skipped"
        assert next_of(qtbot, hub.heard) == {"type": "watch", "names": ["floor.board"]}
        assert kept[-1] == "c41"


def test_a_cursor_that_is_too_old_means_fetch_everything(qtbot: QtBot, make_live: MakeLive) -> None:
    with live_hub(LiveHub(resync=True)) as hub:
        line = make_live(hub, cursor="ancient")
        with qtbot.waitSignal(line.resync):
            line.start()
        assert next_of(qtbot, hub.hellos)["cursor"] == "ancient"
        assert line.cursor == "c0"


def test_what_happened_before_the_first_connection_is_fetched(qtbot: QtBot, make_live: MakeLive) -> None:
    """Panels fetch as soon as they stand; a change between that and the hub's welcome reaches nobody otherwise."""
    with live_hub() as hub:
        line = make_live(hub)
        with qtbot.waitSignal(line.resync):
            line.start()
        with qtbot.assertNotEmitted(line.resync):
            hub.say(change(1, "c1"))
            qtbot.waitUntil(lambda: line.cursor == "c1")
            with qtbot.waitSignals([line.state_changed, line.state_changed]):
                hub.hang_up()


def test_a_hub_without_a_heartbeat_is_lost_and_called_again(qtbot: QtBot, make_live: MakeLive) -> None:
    with live_hub(LiveHub(heartbeat_s=0.05)) as hub:
        line = make_live(hub)
        states: list[LiveState] = []
        line.state_changed.connect(states.append)
        line.start()
        next_of(qtbot, hub.hellos)
        qtbot.waitUntil(lambda: states[:3] == [LiveState.CONNECTING, LiveState.LIVE, LiveState.LOST])
        qtbot.waitUntil(lambda: LiveState.LIVE in states[3:])


def test_pings_are_answered_and_pushes_arrive(qtbot: QtBot, make_live: MakeLive) -> None:
    with live_hub() as hub:
        line = make_live(hub)
        with qtbot.waitSignal(line.state_changed, check_params_cb=lambda state: state is LiveState.LIVE):
            line.start()
        with qtbot.waitSignal(line.pushed) as pushed:
            hub.say({"type": "ping", "n": 3, "hub_time": "2030-01-01T00:00:05+00:00"})
            hub.say({"type": "push", "name": "floor.board", "body": {"waiting": 4}})
        assert pushed.args == ["floor.board", {"waiting": 4}]
        assert next_of(qtbot, hub.heard) == {"type": "pong", "n": 3}
        assert line.heard_at is not None


@pytest.mark.parametrize("reason", ["taken_over", "session_expired", "signed_out"])
def test_a_lasting_goodbye_ends_it(qtbot: QtBot, make_live: MakeLive, reason: str) -> None:
    with live_hub() as hub:
        line = make_live(hub)
        with qtbot.waitSignal(line.state_changed, check_params_cb=lambda state: state is LiveState.LIVE):
            line.start()
        with qtbot.waitSignal(line.ended) as ended:
            hub.say({"type": "bye", "reason": reason})
        assert ended.args == [reason]
        assert line.state is LiveState.OFF


def test_a_hub_that_stops_is_called_again(qtbot: QtBot, make_live: MakeLive) -> None:
    with live_hub() as hub:
        line = make_live(hub)
        with qtbot.waitSignal(line.state_changed, check_params_cb=lambda state: state is LiveState.LIVE):
            line.start()
        next_of(qtbot, hub.hellos)
        hub.say({"type": "bye", "reason": "hub_stopping"})
        qtbot.waitUntil(lambda: not hub.hellos.empty())
        assert line.state in (LiveState.LOST, LiveState.LIVE)


def test_waiting_grows_from_half_a_second_to_ten() -> None:
    assert [back_off_ms(attempt, 1.0) for attempt in range(7)] == [500, 1000, 2000, 4000, 8000, 10_000, 10_000]
    assert back_off_ms(0, 0.5) == 250


def test_what_was_seen_is_forgotten_oldest_first(qtbot: QtBot) -> None:
    seen = live_module._Seen(2)
    assert [seen.add(number) for number in (1, 2, 1, 3, 2)] == [True, True, False, True, True]
