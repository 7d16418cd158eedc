"""Recordings and supervisors on the simulated exchange: states and times, and that neither changes the call's own."""

from dataclasses import replace
from pathlib import Path

import pytest

from agent_desk.hub.exchange.protocol.calls import Ended, LegEnded, Transfer
from agent_desk.hub.exchange.protocol.dialling import CompleteTransfer, Consult
from agent_desk.hub.exchange.protocol.recording import (
    Listen,
    PauseRecording,
    RecordingEnded,
    StartRecording,
    StopListening,
    StopRecording,
    SupervisionMode,
    SupervisorLeft,
    TakenOver,
    TakeOver,
)
from tests.fixtures.exchange import QUIET, Bench, new_id


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = Bench(replace(QUIET, recordings=tmp_path))
    bench.ready("8001", "8002")
    return bench


def record(bench: Bench, call: str) -> str:
    order = StartRecording(id=new_id(), call=call, agent="8001", recording="r1", file="r1.wav")
    return bench.do(order).error


def listen(bench: Bench, call: str, mode: SupervisionMode = "listen", extension: str = "8009") -> str:
    order = Listen(id=new_id(), call=call, agent="8001", supervision="s1", extension=extension, mode=mode)
    return bench.do(order).error


def told(bench: Bench, kind: type) -> list[object]:
    bench.news()
    return [event for event in bench.told if isinstance(event, kind)]


def test_a_recording_lasts_from_start_to_the_end_of_the_call_and_counts_its_pauses(bench: Bench) -> None:
    call = bench.talking("8001", talk_ms=20_000)
    assert record(bench, call) == ""
    bench.pass_time(5_000)
    for on in (True, True, False):
        assert bench.do(PauseRecording(id=new_id(), call=call, agent="8001", recording="r1", on=on)).ok
        bench.pass_time(2_000)
    bench.pass_time(20_000)
    (ended,) = told(bench, RecordingEnded)
    assert isinstance(ended, RecordingEnded)
    assert (ended.recorded_ms, ended.paused_ms, ended.file) == (20_000, 4_000, "r1.wav")
    assert bench.names(call)[-5:] == ["RecordingPaused", "RecordingPaused", "LegEnded", "RecordingEnded", "Ended"]


def test_a_recording_goes_on_through_a_transfer_and_can_be_stopped(bench: Bench) -> None:
    call = bench.talking("8001")
    record(bench, call)
    bench.do(Transfer(id=new_id(), call=call, agent="8001", kind="blind_agent", target="8002"))
    assert not told(bench, RecordingEnded)
    assert bench.do(StopRecording(id=new_id(), call=call, agent="8002", recording="r1")).ok
    assert len(told(bench, RecordingEnded)) == 1
    refused = bench.do(PauseRecording(id=new_id(), call=call, agent="8002", recording="r1", on=True))
    assert refused.error == "no_recording"


def test_what_an_agent_and_whom_they_ask_say_is_a_recording_of_its_own(bench: Bench) -> None:
    call = bench.talking("8001")
    record(bench, call)
    consult = StartRecording(id=new_id(), call=call, agent="8001", recording="r2", file="r2.wav", consult=True)
    assert bench.do(consult).error == "no_recording", "nobody is asked"
    assert bench.do(Consult(id=new_id(), call=call, agent="8001", kind="agent", target="8002")).ok
    bench.pass_time(5_000)
    assert bench.do(replace(consult, id=new_id())).ok
    bench.pass_time(4_000)
    assert bench.do(CompleteTransfer(id=new_id(), call=call, agent="8001")).ok
    (ended,) = told(bench, RecordingEnded)
    assert isinstance(ended, RecordingEnded) and (ended.recording, ended.recorded_ms) == ("r2", 4_000)
    stop = StopRecording(id=new_id(), call=call, agent="8001", recording="r2", consult=True)
    assert bench.do(stop).error == "no_recording", "over with the agent's part"
    assert bench.do(replace(stop, id=new_id(), recording="r1", consult=False)).ok, "the call's own goes on"


def test_an_exchange_without_a_folder_refuses_to_record() -> None:
    bench = Bench()
    bench.ready("8001")
    assert record(bench, bench.talking("8001")) == "no_recording"


@pytest.mark.parametrize("file", ["../r1.wav", "/etc/passwd", "r1.mp3", ""])
def test_a_recording_cannot_leave_its_folder(bench: Bench, file: str) -> None:
    order = StartRecording(id=new_id(), call=bench.talking("8001"), agent="8001", recording="r1", file=file)
    assert bench.do(order).error == "no_recording"


def test_a_supervisor_joins_changes_the_mode_and_leaves_with_the_agents_part(bench: Bench) -> None:
    call = bench.talking("8001", talk_ms=10_000)
    assert listen(bench, call) == ""
    bench.pass_time(1_000)
    assert listen(bench, call, "barge") == ""
    bench.pass_time(20_000)
    assert bench.names(call)[-5:] == ["SupervisorJoined", "SupervisorJoined", "SupervisorLeft", "LegEnded", "Ended"]
    (leg,) = told(bench, LegEnded)
    assert isinstance(leg, LegEnded) and leg.talk_ms == 10_000, "listening changes no time of the call"
    assert bench.do(StopListening(id=new_id(), call=call, agent="8001", supervision="s1")).ok, "gone already: no fault"


def test_listening_to_a_call_that_is_over_or_at_no_telephone_is_refused(bench: Bench) -> None:
    call = bench.talking("8001", talk_ms=1_000)
    assert listen(bench, call, extension="trunk") == "no_telephone"
    bench.pass_time(2_000)
    assert listen(bench, call) == "no_such_call"


def test_a_take_over_ends_the_agents_part_and_the_call_goes_on_until_somebody_hangs_up(bench: Bench) -> None:
    call = bench.talking("8001", talk_ms=60_000)
    take = TakeOver(id=new_id(), call=call, agent="8001", supervision="s1")
    assert bench.do(take).error == "not_supervising"
    listen(bench, call)
    bench.pass_time(10_000)
    assert bench.do(replace(take, id=new_id())).ok
    (taken,) = told(bench, TakenOver)
    assert isinstance(taken, TakenOver) and (taken.agent, taken.talk_ms) == ("8001", 10_000)
    (seen,) = bench.model.snapshot().calls
    assert (seen.state, seen.agent) == ("talking", None)
    assert not told(bench, LegEnded) and not told(bench, SupervisorLeft)
    free = {agent.agent: agent.call for agent in bench.model.snapshot().agents}
    assert free["8001"] is None, "the agent is free for the next one"
    bench.do(StopListening(id=new_id(), call=call, agent="8001", supervision="s1"))
    assert [event for event in told(bench, Ended) if getattr(event, "call", "") == call]


def test_a_customer_who_was_taken_over_may_hang_up_first(bench: Bench) -> None:
    call = bench.talking("8001", talk_ms=5_000)
    listen(bench, call)
    bench.pass_time(1_000)
    bench.do(TakeOver(id=new_id(), call=call, agent="8001", supervision="s1"))
    bench.pass_time(10_000)
    assert bench.names(call)[-2:] == ["SupervisorLeft", "Ended"]
