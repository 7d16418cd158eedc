"""A line to an Asterisk: the Protocol `Exchange` over its manager interface."""

import threading
import time
import uuid
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Self

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import AmiLine, Message
from agent_desk.hub.exchange.asterisk.commands.orders import perform
from agent_desk.hub.exchange.asterisk.events.translator import Translator
from agent_desk.hub.exchange.asterisk.metrics import count
from agent_desk.hub.exchange.asterisk.missed_events import Notes
from agent_desk.hub.exchange.asterisk.queue_states import family, read
from agent_desk.hub.exchange.asterisk.softphone import Pruning, hand_out
from agent_desk.hub.exchange.asterisk.words import MARK
from agent_desk.hub.exchange.protocol.calls import (
    AnyCommand,
    AnyEvent,
    ExchangeLost,
    LineLost,
    Result,
    Snapshot,
    Softphone,
)

SILENCE_S: Final = 5.0
"""A line that has said nothing for so long is asked whether it still lives."""
PING_S: Final = 5.0
CLASSES: Final = "call,agent,user"
NOT_OPEN: Final = "The line to the exchange is not open."
RESULTS_KEPT: Final = 1000
"""Results of commands that are remembered, so that the same command again is answered with the first answer."""
NEVER_WANTED: Final = (
    "Newchannel",
    "Newstate",
    "NewConnectedLine",
    "NewCallerid",
    "NewExten",
    "NewAccountCode",
    "DeviceStateChange",
    "QueueMemberStatus",
    "DialState",
    "BridgeCreate",
    "BridgeDestroy",
    "BridgeEnter",
    "BridgeLeave",
    "BridgeMerge",
    "MusicOnHoldStart",
    "MusicOnHoldStop",
    "SoftHangupRequest",
    "RTCPSent",
    "RTCPReceived",
    "ContactStatus",
    "MixMonitorStart",
    "MixMonitorStop",
    "ChannelTalkingStart",
    "ChannelTalkingStop",
    "ExtensionStatus",
    "LocalBridge",
)


class AsteriskExchange:
    """One line for events and commands; events flow from the first `events` or `snapshot` on.

    Asterisk keeps no past: what came before is lost, so the first event is always LineLost, and the mirror is reconciled.
    """

    name = "asterisk"
    simulated = False

    def __init__(self, address: Address) -> None:
        self._address = address
        self._line: AmiLine | None = None
        self._opening = threading.Lock()
        self._news = threading.Condition()
        self._translator: Translator | None = None
        self._told: deque[AnyEvent] = deque()
        self._position = ""
        self._resume_after = ""
        self._program: str | None = None
        self._notes = Notes(address)
        self._pruning = Pruning()
        self._telephones: dict[str, str] = {}
        self._marks: dict[str, tuple[int, float] | None] = {}
        self._results: OrderedDict[str, Result] = OrderedDict()

    @classmethod
    def from_url(cls, url: str) -> Self:
        """For `asterisk://user:secret@host:5038`. Raises ValueError."""
        return cls(Address.from_url(url))

    def connect(self, resume_after: str = "") -> None:
        with self._opening:
            line = self._line
            if line is not None and not line.lost and self._translator is None and not resume_after:
                return  # somebody else has opened it meanwhile
            self._end()
            self._told.clear()
            self._marks.clear()
            self._position, self._resume_after = "", resume_after
            self._program = None
            address = self._address
            self._line = AmiLine(
                address.host,
                address.port,
                address.user,
                address.secret,
                self._take,
                self._wake,
                NEVER_WANTED,
                tls=address.tls,
            )

    def close(self) -> None:
        with self._opening:
            self._end()

    def _end(self) -> None:
        line, self._line, self._translator = self._line, None, None
        if line is not None:
            line.close()

    def _open_line(self) -> AmiLine:
        line = self._line
        if line is None or line.lost:
            raise ExchangeLost(line.lost if line is not None else NOT_OPEN)
        return line

    # ------------------------------------------------------------------ events

    def _wake(self) -> None:
        with self._news:
            self._news.notify_all()

    def _follow(self, line: AmiLine) -> Translator:
        """Let events flow, once per line."""
        translator = self._translator
        if translator is not None:
            return translator
        translator = Translator(self._address)
        started = line.ask({"Action": "CoreStatus"}, PING_S).response
        at = datetime.now(UTC)
        run = f"{started.get('CoreStartupDate', '')}T{started.get('CoreStartupTime', '')}"
        # It stands where the reader stood: a reader that fails before it has kept what was missed gets that again.
        since = self._resume_after.partition("/")[0] or f"{at.timestamp():.6f}"
        lost = LineLost(id=f"{since}/line_lost/{run}/{at.timestamp():.6f}", at=at, call="")
        # Calls that were over before events flow are in the notes; whatever ends later is told by events.
        with self._news:
            self._translator = translator
        line.ask({"Action": "Events", "EventMask": CLASSES}, PING_S)
        missed = self._notes.missed(line, self._resume_after)
        with self._news:
            told = [lost, *missed]
            self._told.extendleft(reversed(told))
            self._position = self._position or told[-1].id
        return translator

    def _take(self, message: Message) -> None:
        translator = self._translator
        if translator is None:
            return
        with self._news:
            now = time.time()
            if message.get("UserEvent") == MARK:
                if message.get("Mark", "") in self._marks:  # not one of another hub
                    self._marks[message["Mark"]] = translator.mirror.turn, translator.moment_of(message, now)
                    self._news.notify_all()
                return
            told = translator.feed(message, now)
            count(translator.ignored)
            if told:
                self._told.extend(told)
                self._position = told[-1].id
                self._news.notify_all()

    def events(self, timeout_s: float) -> Sequence[AnyEvent]:
        line = self._open_line()
        self._follow(line)
        with self._news:
            self._news.wait_for(lambda: self._told or line.lost, timeout_s)
            told = list(self._told)
            self._told.clear()
        if told:
            return told
        if time.monotonic() - line.heard_at > SILENCE_S:
            line.ask({"Action": "Ping"}, PING_S)
        self._open_line()
        return []

    # ------------------------------------------------------------------ commands

    def perform(self, command: AnyCommand, timeout_s: float = 5.0) -> Result:
        known = self._results.get(command.id)
        if known is not None:
            return known
        try:
            result = perform(command, self._address, self._open_line(), timeout_s, self._telephones)
        except ValueError:  # a value of two lines
            result = Result(False, "bad_command")
        with self._news:
            self._results[command.id] = result
            while len(self._results) > RESULTS_KEPT:
                self._results.popitem(last=False)
        return result

    def softphone(self, agent: str, timeout_s: float = 5.0) -> Softphone | None:
        if not self._address.softphone:
            return None
        return hand_out(self._open_line(), self._address, agent, timeout_s)

    # ------------------------------------------------------------------ the whole

    def snapshot(self, timeout_s: float = 5.0) -> Snapshot:
        """Asterisk's lists, between two marks in the stream: what moved between them is taken from the events instead."""
        deadline = time.monotonic() + timeout_s
        line = self._open_line()
        translator = self._follow(line)
        since, _ = self._mark(line, deadline)
        channels = line.ask_list({"Action": "CoreShowChannels"}, deadline - time.monotonic())
        queues = line.ask_list({"Action": "QueueStatus"}, deadline - time.monotonic())
        for said in (channels, queues):
            if not said.ok:
                raise ExchangeLost(f"The exchange does not show its calls and queues: {said.said}")
        tree = {"Action": "DBGetTree", "Family": family(self._address.context)}
        held = line.ask_list(tree, deadline - time.monotonic())
        _, at = self._mark(line, deadline)
        self._notes.prune(line)
        if self._address.softphone:
            self._pruning.prune(line)
        with self._news:
            translator.mirror.correct(channels.items, queues.items, since, at)
            seen = translator.mirror.snapshot(at, self._position)
        states = tuple(sorted(map(read, held.items), key=lambda one: one.queue))
        return replace(seen, queues=states, program=self._named(line, deadline))

    def _named(self, line: AmiLine, deadline: float) -> str:
        """Return which Asterisk this is, asked once a line; empty where the manager may not ask."""
        if self._program is None:
            said = line.ask({"Action": "CoreSettings"}, deadline - time.monotonic()).response
            version = said.get("AsteriskVersion", "")
            self._program = f"Asterisk {version}" if version else ""
        return self._program

    def _mark(self, line: AmiLine, deadline: float) -> tuple[int, float]:
        """Return a word of ours through Asterisk's own stream of events: when it is back, all that happened before has been told."""
        mark = uuid.uuid4().hex
        with self._news:
            self._marks[mark] = None
        said = line.ask({"Action": "UserEvent", "UserEvent": MARK, "Mark": mark}, deadline - time.monotonic())
        with self._news:
            if said.ok:
                self._news.wait_for(lambda: self._marks.get(mark) or line.lost, deadline - time.monotonic())
            come = self._marks.pop(mark, None)
        if not said.ok:
            raise ExchangeLost("The exchange does not let us tell events: the manager needs 'user' among its rights.")
        if come is None:
            raise ExchangeLost(line.lost or "The exchange's events do not come: the manager needs 'user' in 'read'.")
        return come
