"""The simulated exchange as a model: pure, on a virtual clock, repeatable from its seed.

Nothing here knows of sockets or of real time. `advance` moves the clock, `perform` carries out a command at the present
moment, `take_events` gives what was told since. The server (`simulator_server.py`) lets it follow the real clock.
"""

from collections import OrderedDict
from datetime import datetime
from random import Random
from typing import cast

from agent_desk.demo.exchange.callers import Customer, DrawnCustomer, ScriptedCustomer, caller_book
from agent_desk.demo.exchange.clock import VirtualClock
from agent_desk.demo.exchange.commands import DONE, carry_out
from agent_desk.demo.exchange.control import (
    AnySimCommand,
    SimAnswerDials,
    SimAskCallback,
    SimDropLines,
    SimEnterMenu,
    SimHangUpCustomer,
    SimPauseArrivals,
    SimPlaceCall,
    SimResult,
    SimTotals,
    Totals,
)
from agent_desk.demo.exchange.conversation import Answering, ConversationSwitch
from agent_desk.demo.exchange.demand import Demand
from agent_desk.demo.exchange.journal import Journal
from agent_desk.demo.exchange.profile import SimulationSettings
from agent_desk.demo.exchange.reception import Reception
from agent_desk.demo.exchange.refusals import Refused
from agent_desk.demo.exchange.simulation_recording import Recorder
from agent_desk.demo.exchange.switch import Call, Seat
from agent_desk.demo.exchange.voice import MenuVisit, VoiceMenu, drawn
from agent_desk.hub.exchange.protocol.calls import (
    AnyCommand,
    AnyEvent,
    Outcome,
    Result,
    SeenAgent,
    SeenCall,
    SetAvailable,
    Snapshot,
)
from agent_desk.hub.exchange.protocol.menu import FactName, RouteCall
from agent_desk.hub.exchange.protocol.queue_state import SetQueueState
from agent_desk.hub.exchange.protocol.recording import RecordingCommand

REMEMBERED_ANSWERS = 10_000
"""So many commands are known again by their id; a hub repeats one within seconds or never."""
_FIRST_PATIENCE_MS, _FIRST_TALK_MS = 300_000, 900_000
"""Of those who are known to come first: whoever answers looks around for the first time."""


class Simulation:
    """The model. `run` is part of every call key and event id and must differ between starts that share a database."""

    def __init__(self, settings: SimulationSettings, run: str, started_at: datetime) -> None:
        self.settings = settings
        self.clock = VirtualClock()
        self.journal = Journal(run, started_at, self.clock)
        self.switch = ConversationSwitch(
            self.clock,
            self.journal,
            (queue.code for queue in settings.queues),
            settings.ring_timeout_ms,
            settings.ring_again_after_ms,
            self._gave_up,
        )
        self._recorder = Recorder(self.switch, keeps=settings.recordings is not None)
        self.reception = Reception(self.clock, self.journal, self.switch, settings.hotline)
        self.voice = VoiceMenu(self.clock, self.journal, self.switch, settings.hotline, self.reception)
        self.demand = Demand(self.clock, settings, caller_book(settings.callers), self._arrive)
        self._answers: OrderedDict[str, Result | SimResult] = OrderedDict()
        self._paused = False
        self._keys = 0
        self._again = 0
        self._greetings: dict[str, int] = {}
        calls_come = settings.opening_ms is not None and settings.calls_per_hour > 0
        self._first_callers = dict(settings.first_callers) if calls_come else {}
        if settings.start == "at_once":
            self.demand.begin()

    # ------------------------------------------------------------------ time

    @property
    def now_ms(self) -> int:
        """The virtual clock, milliseconds since the start."""
        return self.clock.now_ms

    def next_due_ms(self) -> int | None:
        """Return when something happens next by itself, or None."""
        return self.clock.next_due_ms()

    def advance(self, to_ms: int) -> None:
        """Let time pass up to `to_ms`."""
        self.clock.advance(to_ms)

    def follow_wall_clock(self, wall: datetime) -> None:
        """Take over the machine's clock where it was set, or slept."""
        self.journal.follow_wall_clock(wall)

    def take_events(self) -> list[AnyEvent]:
        """Return what was told since the last time, in order."""
        return self.journal.take()

    # ------------------------------------------------------------------ commands

    def perform(self, command: AnyCommand) -> Result:
        """Carry out one command now; the same id again is answered with the first answer and does nothing."""
        known = self._answers.get(command.id)
        if known is not None:
            return known if isinstance(known, Result) else Result(False, "bad_command")
        if not command.id:
            return Result(False, "bad_command")
        if isinstance(command, SetAvailable) and command.agent in self.switch.seats:
            self.switch.seats[command.agent].awaits = self._first_callers.get(command.agent, "")
        result = self._carry_out(command)
        self._remember(command.id, result)
        if result.ok and isinstance(command, SetAvailable) and command.available:
            self._greet(self.switch.seats[command.agent])
        return result

    def _carry_out(self, command: AnyCommand) -> Result:
        if isinstance(command, SetQueueState):
            return self.reception.set(command.state)
        if isinstance(command, RouteCall):
            return self.voice.route(command)
        return self._record(command) if isinstance(command, RecordingCommand) else carry_out(self.switch, command)

    def _record(self, command: RecordingCommand) -> Result:
        try:
            self._recorder.carry_out(command)
        except Refused as refused:
            return Result(False, str(refused))
        return DONE

    def perform_sim(self, command: AnySimCommand) -> SimResult:
        """Carry out one Sim order now; idempotent like `perform`, but for the count, which is always fresh."""
        if isinstance(command, SimTotals):
            return SimResult(result=Result(True), totals=self.totals())
        known = self._answers.get(command.id)
        if known is not None:
            return known if isinstance(known, SimResult) else SimResult(result=Result(False, "bad_command"))
        result = self._sim(command) if command.id else SimResult(result=Result(False, "bad_command"))
        self._remember(command.id, result)
        return result

    def _remember(self, id: str, result: Result | SimResult) -> None:
        if id:
            self._answers[id] = result
        if len(self._answers) > REMEMBERED_ANSWERS:
            self._answers.popitem(last=False)

    def _sim(
        self,
        command: SimEnterMenu
        | SimAskCallback
        | SimPlaceCall
        | SimHangUpCustomer
        | SimAnswerDials
        | SimPauseArrivals
        | SimDropLines,
    ) -> SimResult:
        match command:
            case SimEnterMenu():
                return self._enter(command)
            case SimAskCallback():
                waits = self.switch.calls.get(command.call)
                if waits is None or not self.voice.ask_callback(waits, self._key):
                    return SimResult(result=Result(False, "no_such_call"))
            case SimPlaceCall():
                if command.queue not in self.switch.waiting:
                    return SimResult(result=Result(False, "no_such_queue"))
                customer = ScriptedCustomer(command.caller, command.patience_ms, command.talk_ms)
                return SimResult(result=Result(True), call=self._offer(command.queue, customer))
            case SimHangUpCustomer():
                if self.voice.hang_up(command.call):
                    return SimResult(result=Result(True))
                call = self.switch.calls.get(command.call)
                if call is None:
                    return SimResult(result=Result(False, "no_such_call"))
                self.switch.customer_leaves(call)
            case SimAnswerDials():
                self.switch.scripts[command.number] = Answering(command.outcome, command.ring_ms, command.talk_ms)
            case SimPauseArrivals():
                self._paused = command.paused
            case SimDropLines():
                pass  # the server's own business; here it is only answered
        return SimResult(result=Result(True))

    # ------------------------------------------------------------------ customers

    def _key(self) -> str:
        self._keys += 1
        return f"{self.journal.run}.{self._keys}"

    def _offer(self, queue: str, customer: Customer, again_of: str | None = None) -> str:
        key = self._key()
        self.reception.come(key, queue, customer, again_of)
        return key

    def _enter(self, command: SimEnterMenu) -> SimResult:
        """By order, through the menu."""
        facts = [one.partition("=")[::2] for one in command.facts]
        if command.queue not in self.switch.waiting or command.ends not in ("", "abandoned_ivr", "closed"):
            return SimResult(result=Result(False, "no_such_queue" if not command.ends else "bad_command"))
        visit = MenuVisit(
            facts=tuple((cast(FactName, name), value) for name, value in facts),
            menu_ms=command.menu_ms,
            ends=cast(Outcome, command.ends) if command.ends else None,
            survey=command.survey,
        )
        key, customer = self._key(), ScriptedCustomer(command.caller, command.patience_ms, command.talk_ms)
        self.voice.enter(key, command.queue, customer, visit)
        return SimResult(result=Result(True), call=key)

    def _arrive(self, queue: str, customer: DrawnCustomer) -> None:
        """Somebody calls by themselves; a centre that opens with its first agent is shut again when the last has left."""
        shut = self.settings.start == "first_available" and not self.switch.seats
        if self._paused or shut:
            return
        if not self.settings.menu:
            self._offer(queue, customer)
            return
        key, place = self._key(), list(self.switch.waiting).index(queue) + 1
        visit = drawn(Random(f"{self.settings.seed}/menu/{key}"), place, self.settings.speed)
        self.voice.enter(key, queue, customer, visit)

    def _gave_up(self, call: Call) -> None:
        delay_ms = call.customer.again_ms()
        if delay_ms is not None:
            self.clock.after(delay_ms, lambda: self._call_again(call))

    def _call_again(self, call: Call) -> None:
        if not self._paused:
            self._again += 1
            self._offer(call.queue, call.customer, again_of=call.key)

    def _greet(self, seat: Seat) -> None:
        """The first agent lets the customers begin; each agent's first readiness brings a call soon."""
        self.demand.begin()
        if seat.greeted and not seat.awaits:
            return
        seat.greeted = True
        time = self._greetings[seat.agent] = self._greetings.get(seat.agent, 0) + 1
        opening = self.demand.opening(seat.agent, time, seat.queues) if seat.free else None
        if opening is not None:
            delay_ms, queue, customer = opening
            self.clock.after(delay_ms, lambda: self._open(seat, queue, customer, time))

    def _open(self, seat: Seat, queue: str, customer: DrawnCustomer, time: int) -> None:
        """Call until this agent is rung: those who have idled longer come before, unless it is known who comes first here."""
        if seat.awaits:
            if not self._paused and seat.free and queue in seat.queues:
                caller = self._first_callers.pop(seat.agent)
                self._offer(queue, ScriptedCustomer(caller, _FIRST_PATIENCE_MS, _FIRST_TALK_MS))
            return
        for turn in range(len(self.switch.seats)):
            if self._paused or not seat.free or queue not in seat.queues:
                return
            if turn:
                customer = self.demand.customer(queue, f"opening/{seat.agent}/{time}/{turn}")
            self._offer(queue, customer)

    # ------------------------------------------------------------------ what is

    def queue_of(self, file: str) -> str:
        """Return the queue of the call of a recording that has ended; asked once, when its file is written."""
        return self._recorder.about.pop(file, "")

    def snapshot(self) -> Snapshot:
        """Everything that is held now."""
        calls = tuple(
            SeenCall(
                call=call.key,
                queue=call.queue,
                state=call.state,
                agent=call.agent,
                caller=call.customer.caller,
                also=tuple(call.also),
            )
            for call in self.switch.calls.values()
        )
        agents = tuple(
            SeenAgent(
                agent=seat.agent,
                queues=seat.queues,
                available=seat.available,
                call=seat.call.key if seat.call is not None else None,
            )
            for seat in self.switch.seats.values()
            if seat.signed_in
        )
        calls += tuple(self.voice.seen())
        return Snapshot(
            at=self.journal.now(),
            calls=calls,
            agents=agents,
            position=self.journal.position,
            queues=self.reception.states,
        )

    def totals(self) -> Totals:
        """Return the exchange's own count since the start."""
        tally = self.switch.tally
        return Totals(
            offered=tally.offered,
            answered=tally.answered,
            abandoned=tally.abandoned,
            still_open=sum(call.first_wait_ms is None for call in self.switch.calls.values()),
            open_calls=len(self.switch.calls),
            again=self._again,
            transferred=tally.transferred,
            events=self.journal.number,
        )
