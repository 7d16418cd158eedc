"""Recording and supervisors: Asterisk's events into ours, our orders into its actions, and the part of the dial plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import Answer as Said
from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.commands import orders
from agent_desk.hub.exchange.asterisk.events.translator import Translator
from agent_desk.hub.exchange.asterisk.setup import configure_recording
from agent_desk.hub.exchange.protocol.calls import AnyCommand, AnyEvent, Transfer, TransferKind
from agent_desk.hub.exchange.protocol.recording import (
    Listen,
    PauseRecording,
    RecordingEnded,
    StartRecording,
    StopListening,
    StopRecording,
    SupervisorJoined,
    TakenOver,
    TakeOver,
)

ADDRESS = Address(host="pbx", user="hub", secret="s")
CUSTOMER, AGENT = "100.1", "100.2"


@pytest.fixture
def translator() -> Translator:
    """A customer talks to 8001 since second 10."""
    made = Translator(ADDRESS)
    made.mirror.join("8001", "PJSIP/8001", "account", False)
    of = {"Linkedid": CUSTOMER, "Uniqueid": CUSTOMER, "Queue": "account"}
    agent = {"DestUniqueid": AGENT, "DestChannel": "PJSIP/8001-1", "Interface": "PJSIP/8001", "MemberName": "8001"}
    told(made, 5, Event="QueueCallerJoin", **of)
    told(made, 6, Event="AgentCalled", **of, **agent)
    told(made, 10, Event="AgentConnect", **of, **agent)
    return made


def told(translator: Translator, at: float, **message: str) -> list[AnyEvent]:
    return translator.feed({"Timestamp": f"{at:.6f}", **message}, at)


def own(translator: Translator, at: float, kind: str, **more: str) -> list[AnyEvent]:
    return told(translator, at, Event="UserEvent", UserEvent=kind, Leg=CUSTOMER, Recording="r1", **more)


def names(events: list[AnyEvent]) -> list[str]:
    return [type(event).__name__ for event in events]


def hangup(translator: Translator, at: float, uniqueid: str = CUSTOMER) -> list[AnyEvent]:
    return told(translator, at, Event="Hangup", Uniqueid=uniqueid, Linkedid=CUSTOMER)


# ---------------------------------------------------------------------- events


def test_a_recording_ends_with_the_customers_channel_before_the_call(translator: Translator) -> None:
    assert names(own(translator, 10, "AgentDeskRecords", File="r1.wav")) == ["RecordingStarted"]
    assert own(translator, 10, "AgentDeskRecords", File="r1.wav") == [], "told twice"
    assert names(own(translator, 15, "AgentDeskPaused", State="on")) == ["RecordingPaused"]
    assert own(translator, 16, "AgentDeskPaused", State="on") == []
    assert names(own(translator, 18, "AgentDeskPaused", State="off")) == ["RecordingPaused"]
    ended, *rest = hangup(translator, 30)
    assert isinstance(ended, RecordingEnded)
    assert (ended.recorded_ms, ended.paused_ms, ended.file, ended.call) == (20_000, 3_000, "r1.wav", CUSTOMER)
    assert names(rest) == ["LegEnded", "Ended"]


def test_a_recording_that_began_before_we_followed_can_still_be_paused_and_ends(
    translator: Translator,
) -> None:
    assert names(own(translator, 15, "AgentDeskPaused", State="on")) == ["RecordingPaused"]
    ended = hangup(translator, 20)[0]
    assert isinstance(ended, RecordingEnded) and (ended.recorded_ms, ended.paused_ms) == (0, 5_000)


def test_a_recording_of_a_channel_that_is_not_ours_tells_nothing(translator: Translator) -> None:
    assert told(translator, 9, Event="UserEvent", UserEvent="AgentDeskRecords", Leg="7.7", Recording="r1") == []


def test_a_supervisor_is_known_by_the_channels_id_and_is_no_leg(translator: Translator) -> None:
    spy = {"Event": "ChanSpyStart", "SpyerUniqueid": "ad-spy-s1", "SpyerExten": "whisper", "SpyeeUniqueid": AGENT}
    (joined,) = told(translator, 12, **spy)
    assert isinstance(joined, SupervisorJoined)
    assert (joined.supervision, joined.mode, joined.agent, joined.call) == ("s1", "whisper", "8001", CUSTOMER)
    assert told(translator, 12, **spy | {"SpyerUniqueid": "99.9"}) == [], "somebody else's ChanSpy"
    assert told(translator, 12, **spy | {"SpyeeUniqueid": "99.9"}) == [], "not one of our calls"
    assert names(hangup(translator, 14, "ad-spy-s1")) == ["SupervisorLeft"]
    (call,) = translator.mirror.calls.values()
    assert list(call.legs) == [AGENT]


def test_a_take_over_ends_the_leg_and_the_call_stays(translator: Translator) -> None:
    transfer = {
        "Event": "BlindTransfer",
        "Result": "Success",
        "TransfererUniqueid": AGENT,
        "Context": "agent-desk-takeover",
        "Extension": "s1",
    }
    (taken,) = told(translator, 25, **transfer)
    assert isinstance(taken, TakenOver) and (taken.supervision, taken.talk_ms) == ("s1", 15_000)
    (seen,) = translator.mirror.snapshot(26, "").calls
    assert (seen.state, seen.agent) == ("talking", None)
    assert hangup(translator, 26, AGENT) == [], "the agent's channel has nothing more to say"
    assert names(hangup(translator, 40)) == ["Ended"]


# ---------------------------------------------------------------------- orders


@dataclass
class Line:
    """Answers as Asterisk would."""

    channels: list[Message] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    refuse: tuple[str, ...] = ()
    asked: list[Mapping[str, str]] = field(default_factory=list)

    def ask(self, action: Mapping[str, str], timeout_s: float) -> Said:
        self.asked.append(action)
        value = self.variables.get(action.get("Variable", ""), "")
        ok = action["Action"] not in self.refuse
        return Said({"Response": "Success" if ok else "Error", "Value": value})

    def ask_list(self, action: Mapping[str, str], timeout_s: float) -> Said:
        queues: list[Message] = [{"Event": "QueueParams", "Queue": "credit"}]
        listed = {"CoreShowChannels": self.channels, "QueueStatus": queues}
        return Said({"Response": "Success"}, listed.get(action["Action"], []))

    def did(self, action: str) -> list[Mapping[str, str]]:
        return [one for one in self.asked if one["Action"] == action]


@pytest.fixture
def line() -> Line:
    return Line(
        channels=[
            {"Channel": "PJSIP/trunk-0", "Uniqueid": CUSTOMER, "Linkedid": CUSTOMER, "ChannelStateDesc": "Up"},
            {"Channel": "PJSIP/8001-1", "Uniqueid": AGENT, "Linkedid": CUSTOMER, "ChannelStateDesc": "Up"},
        ],
        variables={"DEVICE_STATE(PJSIP/8009)": "NOT_INUSE", "AD_RECORDING": "0x7f"},
    )


def perform(line: Line, command: AnyCommand) -> str:
    return orders.perform(command, ADDRESS, line, 5.0, {}).error


ABOUT: Any = {"id": "c1", "call": CUSTOMER, "agent": "8001"}
LISTEN = Listen(**ABOUT, supervision="s1", extension="8009", mode="listen")


def test_the_customers_channel_is_recorded_into_our_folder(line: Line) -> None:
    assert perform(line, StartRecording(**ABOUT, recording="r1", file="r1.wav")) == ""
    (order,) = line.did("MixMonitor")
    assert (order["Channel"], order["File"]) == ("PJSIP/trunk-0", "agent-desk/r1.wav")
    assert "Command" not in order
    assert line.did("UserEvent")[0]["Recording"] == "r1"


def test_it_goes_on_in_the_same_file_when_another_comes_into_the_talk_silent_where_paused(line: Line) -> None:
    again = StartRecording(**ABOUT, recording="r1", file="r1.wav", again=True, paused=True)
    assert perform(line, again) == ""
    assert [one["Action"] for one in line.asked if "Mix" in one["Action"]] == [
        "StopMixMonitor",
        "MixMonitor",
        "MixMonitorMute",
    ]
    assert line.did("MixMonitor")[0]["Options"].startswith("a")


def passed_on(line: Line, kind: TransferKind = "blind_queue", target: str = "credit") -> str:
    return perform(line, Transfer(**ABOUT, kind=kind, target=target))


def deeds(line: Line) -> list[str]:
    return [one["Action"] for one in line.asked if "Mix" in one["Action"] or one["Action"] == "BlindTransfer"]


def test_the_recording_rests_while_the_call_is_passed_on_and_goes_on_with_the_next(line: Line) -> None:
    assert passed_on(line) == ""
    assert deeds(line) == ["StopMixMonitor", "BlindTransfer"], "while the agent can still be heard"
    line.refuse = ("StopMixMonitor",)  # Asterisk knows of none any more
    assert perform(line, StartRecording(**ABOUT, recording="r1", file="r1.wav", again=True)) == ""
    assert line.did("MixMonitor")[0]["Options"].startswith("a")


def test_a_transfer_that_is_refused_leaves_the_recording_as_it_was_silent_where_paused(line: Line) -> None:
    line.refuse = ("BlindTransfer",)
    line.variables |= {"MIXMONITOR_FILENAME": "/spool/agent-desk/r1.wav", "AD_RECORDING_PAUSED": "1"}
    assert passed_on(line) == "no_such_target"
    assert deeds(line) == ["StopMixMonitor", "BlindTransfer", "MixMonitor", "MixMonitorMute"]
    order = line.did("MixMonitor")[0]
    assert (order["File"], order["Options"][0]) == ("/spool/agent-desk/r1.wav", "a")


def test_a_call_that_is_not_recorded_or_leaves_the_house_is_passed_on_as_it_is(line: Line) -> None:
    assert passed_on(line, "blind_number", "13900139000") == ""
    line.variables.clear()
    assert passed_on(line) == ""
    assert deeds(line) == ["BlindTransfer", "BlindTransfer"]
    assert passed_on(line, "blind_queue", "nowhere") == "no_such_target"


def test_what_an_agent_and_whom_they_ask_say_is_recorded_at_the_agents_channel(line: Line) -> None:
    assert perform(line, StartRecording(**ABOUT, recording="r2", file="r2.wav", consult=True)) == ""
    assert perform(line, StopRecording(**ABOUT, recording="r2", consult=True)) == ""
    channels = {one["Channel"] for one in (*line.did("MixMonitor"), *line.did("StopMixMonitor"))}
    assert channels == {"PJSIP/8001-1"}
    assert {one["Leg"] for one in line.did("UserEvent")} == {AGENT}


@pytest.mark.parametrize("file", ["../../etc/x.wav", "a/b.wav", "x.wav;rm", ""])
def test_a_file_that_leaves_the_folder_is_refused(line: Line, file: str) -> None:
    assert perform(line, StartRecording(**ABOUT, recording="r1", file=file)) == "bad_command"
    assert not line.did("MixMonitor")


def test_an_asterisk_that_cannot_record_says_so_and_nothing_is_told(line: Line) -> None:
    line.refuse = ("MixMonitor",)
    assert perform(line, StartRecording(**ABOUT, recording="r1", file="r1.wav")) == "no_recording"
    assert not line.did("UserEvent")


def test_a_pause_is_about_our_own_recording_alone(line: Line) -> None:
    assert perform(line, PauseRecording(**ABOUT, recording="r1", on=True)) == ""
    (order,) = line.did("MixMonitorMute")
    assert (order["MixMonitorID"], order["Direction"], order["State"]) == ("0x7f", "both", "1")
    line.variables.clear()
    assert perform(line, PauseRecording(**ABOUT, recording="r1", on=True)) == "no_recording"


def test_listening_rings_the_supervisor_with_an_id_of_ours(line: Line) -> None:
    assert perform(line, LISTEN) == ""
    (order,) = line.did("Originate")
    assert (order["Channel"], order["ChannelId"], order["Exten"]) == ("PJSIP/8009", "ad-spy-s1", "listen")
    assert (order["Context"], order["Variable"]) == ("agent-desk-spy", f"AD_SPIED={AGENT}")


@pytest.mark.parametrize(
    ("state", "error"), [("INVALID", "no_telephone"), ("UNAVAILABLE", "no_telephone"), ("INUSE", "extension_busy")]
)
def test_a_telephone_that_cannot_ring_is_not_rung(line: Line, state: str, error: str) -> None:
    line.variables["DEVICE_STATE(PJSIP/8009)"] = state
    assert perform(line, LISTEN) == error
    assert not line.did("Originate")


def test_nobody_listens_at_a_trunk_or_to_an_agent_who_does_not_talk(line: Line) -> None:
    outside = Listen(**ABOUT, supervision="s1", extension="trunk", mode="listen")
    assert perform(line, outside) == "no_telephone"
    line.channels[1]["ChannelStateDesc"] = "Ringing"
    assert perform(line, LISTEN) == "not_talking"


def test_another_mode_is_no_second_ring(line: Line) -> None:
    line.channels.append({"Channel": "PJSIP/8009-9", "Uniqueid": "ad-spy-s1", "ChannelStateDesc": "Up"})
    assert perform(line, Listen(**ABOUT, supervision="s1", extension="8009", mode="barge")) == ""
    (order,) = line.did("Redirect")
    assert (order["Channel"], order["Exten"]) == ("ad-spy-s1", "barge")
    assert not line.did("Originate")


def test_a_take_over_needs_the_supervisor_in_the_call(line: Line) -> None:
    take = TakeOver(**ABOUT, supervision="s1")
    assert perform(line, take) == "not_supervising"
    line.channels.append({"Channel": "PJSIP/8009-9", "Uniqueid": "ad-spy-s1", "ChannelStateDesc": "Ringing"})
    assert perform(line, take) == "not_supervising"
    line.channels[-1] |= {"ChannelStateDesc": "Up", "Application": "Wait"}
    assert perform(line, take) == ""
    assert line.did("Redirect")[0]["Exten"] == "ready", "out of ChanSpy first"
    assert line.did("Setvar")[0]["Value"] == "PJSIP/8009-9"
    (order,) = line.did("BlindTransfer")
    assert (order["Channel"], order["Context"]) == ("PJSIP/8001-1", "agent-desk-takeover")


def test_leaving_what_one_has_left_is_no_fault(line: Line) -> None:
    assert perform(line, StopListening(**ABOUT, supervision="s1")) == ""
    assert not line.did("Hangup")


# ---------------------------------------------------------------------- the dial plan


def test_the_announcement_is_said_for_the_queues_that_want_it_alone() -> None:
    plan = configure_recording.plan("agent-desk", ["account", "credit"], ["credit"])
    assert "exten => credit,1,Playback(agent-desk-recorded)" in plan
    assert "exten => account,1,NoOp()" in plan
    for context in ("announce", "spy", "takeover"):
        assert f"[agent-desk-{context}]" in plan
