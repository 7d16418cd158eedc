"""Recordings and supervisors on the simulated exchange: states and times as a real one has them; the sound is made up (`demo/sound`)."""

import re
from dataclasses import dataclass
from typing import Final

from agent_desk.demo.exchange.refusals import Refused, talking
from agent_desk.demo.exchange.switch import Call, Switch, stop
from agent_desk.hub.exchange.protocol.recording import (
    Listen,
    PauseRecording,
    RecordingCommand,
    RecordingEnded,
    RecordingPaused,
    RecordingStarted,
    StartRecording,
    StopListening,
    StopRecording,
    SupervisionMode,
    SupervisorJoined,
    SupervisorLeft,
    TakenOver,
    TakeOver,
)

ANSWERS_AFTER_MS: Final = 400
"""So long a supervisor's made-up telephone rings."""
EXTENSION: Final = re.compile(r"[0-9]{1,16}[a-z]{0,8}")
FILE: Final = re.compile(r"[A-Za-z0-9_-]{1,80}\.wav")


@dataclass(slots=True, eq=False)
class Running:
    """A recording that runs."""

    recording: str
    file: str
    from_ms: int
    by: str = ""
    """Of a consultation: the agent who asks."""
    paused_from_ms: int | None = None
    paused_ms: int = 0


@dataclass(slots=True, eq=False)
class Supervisor:
    """A supervisor at one agent's part. `mode` None: the telephone still rings."""

    call: Call
    agent: str
    wanted: SupervisionMode
    mode: SupervisionMode | None = None


class Recorder:
    """Recordings by call and whether they are of a consultation, supervisors by the id of their supervision.

    `keeps`: whether there is a folder for files.
    """

    def __init__(self, switch: Switch, *, keeps: bool) -> None:
        self._switch, self._keeps = switch, keeps
        self._recordings: dict[tuple[str, bool], Running] = {}
        self._supervisors: dict[str, Supervisor] = {}
        self.about: dict[str, str] = {}
        """By the file of a recording that has ended: the queue of its call. Whoever writes the file takes it out."""
        switch.parted = self._part_over
        switch.ending = self._call_over

    def carry_out(self, command: RecordingCommand) -> None:
        """One command. Raises Refused."""
        match command:
            case StartRecording():
                self._start(command)
            case StopRecording():
                self._finish(self._recorded(command), command.consult)
            case PauseRecording():
                self._pause(command)
            case Listen():
                self._listen(command)
            case TakeOver():
                self._take_over(command)
            case StopListening():
                self._stop_listening(command.supervision)

    # ------------------------------------------------------------------ recordings

    def _recorded(self, command: StopRecording | PauseRecording) -> Call:
        call = self._switch.calls.get(command.call)
        if call is None:
            raise Refused("no_such_call")
        if (command.call, isinstance(command, StopRecording) and command.consult) not in self._recordings:
            raise Refused("no_recording")
        return call

    def _start(self, command: StartRecording) -> None:
        call = self._switch.calls.get(command.call)
        if call is None:
            raise Refused("no_such_call")
        asked = call.asked if command.consult else None
        if (
            not self._keeps
            or not FILE.fullmatch(command.file)
            or (command.consult and (asked is None or not asked.answered))
        ):
            raise Refused("no_recording")
        running = self._recordings.get((call.key, command.consult))
        if running is not None and running.recording == command.recording:
            return
        if running is not None:
            self._finish(call, command.consult)
        self._recordings[call.key, command.consult] = Running(
            command.recording, command.file, self._switch.clock.now_ms, by=asked.by if asked is not None else ""
        )
        journal = self._switch.journal
        journal.tell(
            RecordingStarted(id=journal.next_id(), at=journal.now(), call=call.key, recording=command.recording)
        )

    def _pause(self, command: PauseRecording) -> None:
        running, now_ms = self._recordings[self._recorded(command).key, False], self._switch.clock.now_ms
        if (running.paused_from_ms is not None) == command.on:
            return
        if command.on:
            running.paused_from_ms = now_ms
        else:
            self._hears_again(running)
        journal = self._switch.journal
        journal.tell(
            RecordingPaused(
                id=journal.next_id(),
                at=journal.now(),
                call=command.call,
                recording=running.recording,
                paused=command.on,
            )
        )

    def _hears_again(self, running: Running) -> None:
        if running.paused_from_ms is not None:
            running.paused_ms += self._switch.clock.now_ms - running.paused_from_ms
            running.paused_from_ms = None

    def _finish(self, call: Call, consult: bool) -> None:
        running = self._recordings.pop((call.key, consult), None)
        if running is None:
            return
        self._hears_again(running)
        self.about[running.file] = call.queue
        journal = self._switch.journal
        journal.tell(
            RecordingEnded(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                recording=running.recording,
                file=running.file,
                recorded_ms=self._switch.clock.now_ms - running.from_ms,
                paused_ms=running.paused_ms,
            )
        )

    # ------------------------------------------------------------------ supervisors

    def _listen(self, command: Listen) -> None:
        call, seat = talking(self._switch, command)
        known = self._supervisors.get(command.supervision)
        if known is None and not EXTENSION.fullmatch(command.extension):
            raise Refused("no_telephone")
        if known is None:
            self._supervisors[command.supervision] = Supervisor(call, seat.agent, command.mode)
            self._switch.clock.after(ANSWERS_AFTER_MS, lambda: self._joins(command.supervision))
            return
        known.wanted = command.mode
        if known.mode is not None:
            self._joins(command.supervision)

    def _joins(self, supervision: str) -> None:
        one = self._supervisors.get(supervision)
        if one is None or one.mode == one.wanted:
            return
        one.mode = one.wanted
        journal = self._switch.journal
        journal.tell(
            SupervisorJoined(
                id=journal.next_id(),
                at=journal.now(),
                call=one.call.key,
                agent=one.agent,
                supervision=supervision,
                mode=one.mode,
            )
        )

    def _take_over(self, command: TakeOver) -> None:
        call, seat = talking(self._switch, command)
        one = self._supervisors.get(command.supervision)
        if one is None or one.mode is None or one.call is not call:
            raise Refused("not_supervising")
        one.agent = ""  # no longer beside an agent: the agent's going does not end it
        self._switch.close_leg(call)
        journal = self._switch.journal
        journal.tell(
            TakenOver(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                agent=seat.agent,
                supervision=command.supervision,
                talk_ms=call.talk_ms,
                hold_ms=call.hold_ms,
            )
        )
        call.state = "talking"
        stop(call.progress)
        call.progress = self._switch.clock.after(call.talk_left_ms, lambda: self._switch.customer_leaves(call))
        self._switch.serve(seat)

    def _stop_listening(self, supervision: str) -> None:
        one = self._supervisors.get(supervision)
        if one is None:
            return
        call = one.call
        self._leaves(supervision)
        if call.agent is None and self._switch.calls.get(call.key) is call and call.state == "talking":
            self._switch.end(call)

    def _leaves(self, supervision: str) -> None:
        one = self._supervisors.pop(supervision)
        journal = self._switch.journal
        journal.tell(SupervisorLeft(id=journal.next_id(), at=journal.now(), call=one.call.key, supervision=supervision))

    # ------------------------------------------------------------------ what ends by itself

    def _part_over(self, call: Call, agent: str) -> None:
        asking = self._recordings.get((call.key, True))
        if asking is not None and asking.by == agent:
            self._finish(call, True)
        for supervision, one in list(self._supervisors.items()):
            if one.call is call and one.agent == agent:
                self._leaves(supervision)

    def _call_over(self, call: Call) -> None:
        for supervision, one in list(self._supervisors.items()):
            if one.call is call:
                self._leaves(supervision)
        self._finish(call, True)
        self._finish(call, False)
