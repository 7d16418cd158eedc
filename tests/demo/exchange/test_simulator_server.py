"""The simulated exchange over its wire: hubs come, go and are killed while calls go on."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from agent_desk.demo.exchange.adapter import SimulatedExchange, SimulatorControl
from agent_desk.demo.exchange.profile import SimulationSettings
from agent_desk.demo.exchange.simulate import main
from agent_desk.demo.exchange.simulator_server import CannotListen, run_simulator
from agent_desk.hub.exchange.connect import exchange_from_url
from agent_desk.hub.exchange.protocol.calls import (
    Answer,
    AnyEvent,
    Ended,
    Exchange,
    ExchangeLost,
    HangUp,
    LineLost,
    Offered,
    Result,
    Ringing,
    SetAvailable,
    SignIn,
)
from tests.fixtures.exchange import QUIET, new_id, running_server
from tests.fixtures.waiting import patience, promised


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with running_server() as port:
        yield port


@pytest.fixture
def control(port: int) -> Iterator[SimulatorControl]:
    with SimulatorControl("127.0.0.1", port) as control:
        yield control
        for call in control.snapshot().calls:
            control.hang_up_customer(call.call)


@pytest.fixture
def hub(port: int, control: SimulatorControl) -> Iterator[SimulatedExchange]:
    """A hub's line that has read everything told so far."""
    exchange = SimulatedExchange("127.0.0.1", port)
    exchange.connect(resume_after=control.snapshot().position)
    yield exchange
    exchange.close()


def read_until(exchange: Exchange, kind: type, times: int = 1) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    deadline = time.monotonic() + patience(10)
    while sum(isinstance(event, kind) for event in events) < times:
        assert time.monotonic() < deadline, events
        events += exchange.events(0.5)
    return events


def names(events: Sequence[AnyEvent]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_a_call_goes_from_ring_to_end_over_the_wire(hub: SimulatedExchange, control: SimulatorControl) -> None:
    assert hub.perform(SignIn(id=new_id(), agent="w1", queues=("account",))).ok
    assert hub.perform(SetAvailable(id=new_id(), agent="w1", available=True)).ok
    call = control.place_call("account", "13800138000")
    ringing = read_until(hub, Ringing)
    assert names(ringing) == ["Offered", "Ringing"]
    assert hub.perform(Answer(id=new_id(), call=call, agent="w1")).ok
    assert hub.snapshot().calls[0].state == "talking"
    assert hub.perform(HangUp(id=new_id(), call=call, agent="w1")).ok
    rest = read_until(hub, Ended)
    assert names(rest) == ["Answered", "LegEnded", "Ended"]
    assert hub.snapshot().position == rest[-1].id
    hub.perform(SetAvailable(id=new_id(), agent="w1", available=False))


def test_a_quiet_line_gives_nothing_and_is_not_lost(hub: SimulatedExchange) -> None:
    assert list(hub.events(0.05)) == []


def test_several_hubs_share_the_exchange_and_a_command_sent_by_two_is_done_once(
    port: int, hub: SimulatedExchange, control: SimulatorControl
) -> None:
    other = SimulatedExchange("127.0.0.1", port)
    other.connect()
    command = SignIn(id=new_id(), agent="w2", queues=("loan",))
    assert hub.perform(command) == other.perform(command) == Result(True)
    wrong = SignIn(id=new_id(), agent="w2", queues=("garden",))
    assert hub.perform(wrong) == other.perform(wrong) == Result(False, "no_such_queue")
    other.close()
    with pytest.raises(ExchangeLost):
        other.perform(command)
    assert hub.perform(command).ok


def test_a_placed_call_with_the_same_id_is_placed_once(control: SimulatorControl) -> None:
    before = control.totals().offered
    id = new_id()
    assert control.place_call("loan", "1", id=id) == control.place_call("loan", "1", id=id)
    assert control.totals().offered == before + 1
    with pytest.raises(ValueError, match="no_such_queue"):
        control.place_call("garden", "1")


def test_a_hub_that_was_away_goes_on_where_it_was_without_loss_or_doubling(
    port: int, hub: SimulatedExchange, control: SimulatorControl
) -> None:
    control.place_call("loan", "1")
    seen = read_until(hub, Offered)
    hub.close()
    calls = [control.place_call("loan", str(number)) for number in range(700)]
    hub.connect(resume_after=seen[-1].id)
    assert [event.call for event in read_until(hub, Offered, 700)] == calls
    again = SimulatedExchange("127.0.0.1", port)
    again.connect(resume_after=seen[-1].id)
    assert [event.call for event in read_until(again, Offered, 700)] == calls
    again.close()


def test_a_line_that_is_cut_raises_and_heals_while_commands_open_theirs_by_themselves(
    hub: SimulatedExchange, control: SimulatorControl
) -> None:
    first = control.place_call("loan", "1")
    last = read_until(hub, Offered)[-1]
    control.drop_lines()
    with pytest.raises(ExchangeLost):
        while True:
            hub.events(5)
    with pytest.raises(ExchangeLost, match="not open"):
        hub.events(5)
    hub.connect(resume_after=last.id)
    control.drop_lines()  # while the line for commands lies idle
    assert first in {call.call for call in hub.snapshot().calls}
    second = control.place_call("loan", "2")
    hub.connect(resume_after=last.id)
    assert [event.call for event in read_until(hub, Offered)] == [second]


def test_closing_from_another_thread_ends_a_read_that_waits(hub: SimulatedExchange) -> None:
    hub.events(0.05)
    trouble: list[Exception] = []

    def read() -> None:
        try:
            hub.events(30)
        except ExchangeLost as lost:
            trouble.append(lost)

    reader = threading.Thread(target=read)
    reader.start()
    hub.close()
    reader.join(patience(5))
    assert not reader.is_alive()
    assert len(trouble) == 1


def test_a_fresh_hub_is_given_all_that_the_exchange_remembers() -> None:
    with running_server() as port, SimulatorControl("127.0.0.1", port) as control:
        calls = [control.place_call("loan", "1") for _ in range(3)]
        hub = SimulatedExchange("127.0.0.1", port)
        hub.connect()
        assert [event.call for event in read_until(hub, Offered, 3)] == calls
        hub.close()


def test_a_hub_that_was_away_too_long_is_told_so_first() -> None:
    with running_server(backlog=5) as port, SimulatorControl("127.0.0.1", port) as control:
        hub = SimulatedExchange("127.0.0.1", port)
        hub.connect()
        control.place_call("loan", "1")
        last = read_until(hub, Offered)[-1]
        hub.close()
        calls = [control.place_call("loan", "1") for _ in range(9)]
        hub.connect(resume_after=last.id)
        events = read_until(hub, Offered, 5)
        assert names(events) == ["LineLost", *["Offered"] * 5]
        assert [event.call for event in events[1:]] == calls[4:]
        hub.connect(resume_after=events[0].id)  # after LineLost one goes on as after any event
        assert [event.call for event in read_until(hub, Offered, 5)] == calls[4:]
        hub.close()


def test_an_exchange_that_started_anew_says_that_the_line_was_lost() -> None:
    with running_server(run="before") as port, SimulatorControl("127.0.0.1", port) as control:
        old = SimulatedExchange("127.0.0.1", port)
        old.connect()
        control.place_call("loan", "1")
        last = read_until(old, Offered)[-1]
    with pytest.raises(ExchangeLost):
        old.events(5)
    with running_server(run="after") as port:
        new = SimulatedExchange("127.0.0.1", port)
        new.connect(resume_after=last.id)
        assert names(read_until(new, LineLost)) == ["LineLost"]
        assert new.snapshot().calls == ()
        new.close()


READER = """
import sys
from agent_desk.demo.exchange.adapter import SimulatedExchange
hub = SimulatedExchange("127.0.0.1", int(sys.argv[1]))
hub.connect()
while True:
    for event in hub.events(1):
        print(event.id, flush=True)
"""


def test_a_hub_killed_while_it_reads_harms_nobody_and_its_successor_misses_nothing() -> None:
    busy = SimulationSettings(per_hour=360_000, start="at_once", again_probability=0.0, seed=5)
    with running_server(busy) as port, SimulatorControl("127.0.0.1", port) as control:
        reader = subprocess.Popen([sys.executable, "-c", READER, str(port)], stdout=subprocess.PIPE, text=True)
        assert reader.stdout is not None
        seen = [reader.stdout.readline().strip() for _ in range(50)]
        reader.kill()
        reader.communicate()
        missed = {control.place_call("loan", "1") for _ in range(100)}
        control.pause_arrivals()
        successor = SimulatedExchange("127.0.0.1", port)
        successor.connect(resume_after=seen[-1])
        position = control.snapshot().position
        rest: list[AnyEvent] = []
        while not rest or rest[-1].id < position:
            rest += successor.events(1)
        successor.close()
    ids = [*seen, *(event.id for event in rest)]
    assert missed <= {event.call for event in rest if isinstance(event, Offered)}
    numbers = [int(id.rpartition("-")[2]) for id in ids]
    assert numbers == list(range(1, len(ids) + 1))


def raw_line(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=patience(10))


def test_the_greeting_says_simulated(port: int) -> None:
    with raw_line(port) as line, line.makefile() as lines:
        greeting = json.loads(lines.readline())
    assert greeting["simulated"] is True
    assert "simulated" in greeting["server"]
    assert SimulatedExchange.simulated


@pytest.mark.parametrize(
    "sent",
    [b"GET / HTTP/1.1\r\n\r\n", b'{"type":"Hello","purpose":"gossip"}\n', b'{"type":"Look"}\n', b"\xff\n"],
)
def test_a_stranger_is_told_what_is_wrong_and_the_exchange_goes_on(
    port: int, control: SimulatorControl, sent: bytes
) -> None:
    with raw_line(port) as line, line.makefile() as lines:
        lines.readline()
        line.sendall(sent)
        assert json.loads(lines.readline())["type"] == "Fault"
        assert lines.readline() == ""
    assert control.totals()


def test_what_is_no_simulated_exchange_is_not_taken_for_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:

        def greet() -> None:
            line, _ = stranger.accept()
            line.sendall(b"Asterisk Call Manager/9.0.0\r\n")
            line.close()

        thread = threading.Thread(target=greet)
        thread.start()
        with pytest.raises(ExchangeLost):
            SimulatedExchange(*stranger.getsockname()).connect()
        thread.join()


def test_an_exchange_that_does_not_answer_is_lost_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        begun = time.monotonic()
        with pytest.raises(ExchangeLost):
            SimulatorControl(*mute.getsockname(), timeout_s=0.2)
        assert time.monotonic() - begun < promised(3)
        address = mute.getsockname()
    with pytest.raises(ExchangeLost, match="No exchange answers"):
        SimulatedExchange(*address).connect()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org", ""])
def test_it_listens_on_this_machine_alone(host: str) -> None:
    with pytest.raises(ValueError, match="this machine alone"):
        run_simulator(host, 0, QUIET, threading.Event())


def test_a_port_that_is_taken_is_one_clear_sentence(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CannotListen, match=str(port)):
        run_simulator("127.0.0.1", port, QUIET, threading.Event())
    assert main(["--port", str(port)], threading.Event()) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--host", "0.0.0.0"], 2),
        (["--speed", "0"], 2),
        (["--port", "70000"], 2),
        (["--callers", "nowhere/callers.txt"], 1),
    ],
)
def test_wrong_use_of_the_command_is_one_clear_sentence(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments, threading.Event()) == status
    assert capsys.readouterr().err.endswith(".\n")


def test_the_command_says_simulated_and_takes_the_callers_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    callers = tmp_path / "callers.txt"
    callers.write_text("# known customers\n13800138000\n\n13800138001\n", encoding="utf-8")
    stop = threading.Event()
    stop.set()
    assert main(["--port", "0", "--callers", str(callers)], stop) == 0
    assert "Simulated exchange (no real calls) at simulated://127.0.0.1:" in capsys.readouterr().out


def test_the_exchange_is_chosen_by_its_address(port: int) -> None:
    exchange = exchange_from_url(f"simulated://127.0.0.1:{port}")
    exchange.connect()
    assert exchange.simulated
    assert exchange.name == "simulated"
    exchange.close()
    for wrong in ("asterisk://pbx", "", "simulated://127.0.0.1", "simulated://127.0.0.1:port"):
        with pytest.raises(ValueError, match="exchange"):
            exchange_from_url(wrong)
