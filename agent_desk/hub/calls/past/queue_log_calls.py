"""Calls put together from the lines of a queue_log (domain, section 5).

A call is counted by its id, once: lines may be doubled or out of order. It belongs to the moment of its first
ENTERQUEUE. Durations are the exchange's own figures, never differences of clock times. queue_log knows neither
holding nor after-call work, so both are 0.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final, Literal

from agent_desk.hub.calls.past.queue_log import Line

_OF_CALLS: Final = frozenset(
    {"ENTERQUEUE", "CONNECT", "COMPLETECALLER", "COMPLETEAGENT", "ABANDON", "RINGNOANSWER", "BLINDTRANSFER"}
    | {"ATTENDEDTRANSFER", "TRANSFER", "EXITWITHTIMEOUT", "EXITEMPTY", "EXITWITHKEY"}
)
_ENDS: Final = frozenset({"COMPLETECALLER", "COMPLETEAGENT", "BLINDTRANSFER", "ATTENDEDTRANSFER", "TRANSFER"})
_LEFT: Final[dict[str, str]] = {
    "ABANDON": "abandoned_queue",
    "EXITWITHTIMEOUT": "timed_out",
    "EXITEMPTY": "leave_empty",
    "EXITWITHKEY": "diverted",
}
_CLOCK_SLACK_S: Final = 2

LegEnd = Literal["customer", "agent", "blind_transfer", "attended_transfer", "unknown"]


@dataclass(slots=True)
class ImportedLeg:
    """One agent's part in a call. `ended_at` None, with `ended_by` unknown: the log has no end of it; `talk_ms` is
    then 0."""

    queue: str
    agent: str
    answered_at: datetime
    wait_ms: int
    ring_ms: int
    ended_at: datetime | None = None
    talk_ms: int = 0
    ended_by: LegEnd = "unknown"
    target: str = ""


@dataclass(frozen=True, slots=True)
class MissedRing:
    """A ring that an agent let go by. A ring cancelled because the caller had gone is never one."""

    agent: str
    at: datetime
    ring_ms: int


@dataclass(slots=True)
class ImportedCall:
    """One call, by its id. `outcome` is a word of the exchange's `Outcome`; None: the log ends before the call does.

    `queue` is the first one. `wait_ms` counts up to the first answer, or to giving up, over every queue waited in.
    `agent`, `answered_at`, `ring_ms` are of the first answer; `talk_ms` sums the legs. `ended_at` is the last thing
    heard of the call; `complete` says whether that was its end.
    """

    key: str
    queue: str
    caller: str
    offered_at: datetime
    ended_at: datetime
    answered_at: datetime | None = None
    outcome: str | None = None
    wait_ms: int = 0
    ring_ms: int = 0
    agent: str | None = None
    legs: list[ImportedLeg] = field(default_factory=list)
    missed: list[MissedRing] = field(default_factory=list)
    talk_ms: int = 0
    hold_ms: int = 0
    acw_ms: int = 0
    complete: bool = True


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


class CallAssembler:
    """Gathers lines by call id in any order, and puts the calls together once all are in.

    After `calls()`, `orphans` holds the lines that belong to no call (no ENTERQUEUE, or an end without a beginning).
    """

    def __init__(self) -> None:
        self.orphans: list[Line] = []
        self._lines: dict[str, list[Line]] = {}

    def feed(self, line: Line) -> None:
        """Take one line. Lines of agents and of the exchange itself are passed over."""
        if line.event in _OF_CALLS:
            found = self._lines.get(line.call)
            if found is None:
                self._lines[line.call] = [line]
            else:
                found.append(line)

    def calls(self) -> list[ImportedCall]:
        """Return every call fed so far, in the order in which the ids came; the gathered lines are given up."""
        done: list[ImportedCall] = []
        unusual: list[ImportedCall] = []
        stray: list[Line] = []
        for key, lines in self._lines.items():
            if (usual := _usual(key, lines)) is not None:
                done.append(usual)
                continue
            if len(lines) > 1:
                lines = _in_order(lines)
            start = next((i for i, line in enumerate(lines) if line.event == "ENTERQUEUE"), None)
            if start is None:
                stray.extend(lines)
            else:
                stray.extend(lines[:start])
                unusual.append(_assemble(key, lines[start:], stray))
                done.append(unusual[-1])
        self._lines = {}
        self.orphans.extend(_attach(stray, unusual) if stray else [])
        for call in unusual:
            _sum_up(call)
        return done


def _usual(key: str, lines: list[Line]) -> ImportedCall | None:
    """Nine calls of ten, without detours: offered and given up, or offered, answered and completed, in order."""
    count = len(lines)
    if not 2 <= count <= 3 or lines[0].event != "ENTERQUEUE" or not lines[0].at <= lines[1].at <= lines[-1].at:
        return None
    (_, offered, _, queue, _, _, offer), (_, at, _, second_queue, agent, event, params) = lines[0], lines[1]
    if second_queue != queue:
        return None
    if count == 2:
        outcome = _LEFT.get(event)
        if outcome is None:
            return None
        return ImportedCall(key, queue, offer[1], _moment(offered), _moment(at), None, outcome, int(params[-1]) * 1000)
    (_, ended, _, _, finisher, end, told) = lines[2]
    if event != "CONNECT" or finisher != agent or end not in ("COMPLETECALLER", "COMPLETEAGENT"):
        return None
    answered_at, ended_at = _moment(at), _moment(ended)
    wait_ms, ring_ms, talk_ms = int(params[0]) * 1000, int(params[2]) * 1000, int(told[1]) * 1000
    by: LegEnd = "customer" if end == "COMPLETECALLER" else "agent"
    leg = ImportedLeg(queue, agent, answered_at, wait_ms, ring_ms, ended_at, talk_ms, by)
    return ImportedCall(
        key,
        queue,
        offer[1],
        _moment(offered),
        ended_at,
        answered_at,
        "answered",
        wait_ms,
        ring_ms,
        agent,
        [leg],
        [],
        talk_ms,
    )


def _in_order(lines: list[Line]) -> list[Line]:
    """By time, doubles gone; within one second an offer stands before the rest, an answer before the end of its leg."""
    unique = list({line[1:]: line for line in reversed(lines)}.values())[::-1] if len(lines) > 2 else lines
    if any(left.at > right.at for left, right in pairwise(unique)):
        unique.sort(key=lambda line: line.at)
    talking: set[str] = set()
    for i, line in enumerate(unique):
        wanted: Line | None = None
        if line.event in _ENDS and line.member not in talking:
            wanted = _same_second(unique, i, "CONNECT", line.member)
        if i == 0 and line.event != "ENTERQUEUE":
            wanted = _same_second(unique, i, "ENTERQUEUE", None) or wanted
        if wanted is not None:
            unique.remove(wanted)
            unique.insert(i, wanted)
            line = wanted
        if line.event == "CONNECT":
            talking.add(line.member)
        elif line.event in _ENDS:
            talking.discard(line.member)
    return unique


def _same_second(lines: list[Line], start: int, event: str, member: str | None) -> Line | None:
    for line in lines[start + 1 :]:
        if line.at != lines[start].at:
            return None
        if line.event == event and member in (None, line.member):
            return line
    return None


def _assemble(key: str, lines: list[Line], stray: list[Line]) -> ImportedCall:
    """Return one call from its lines in order, the first being its ENTERQUEUE."""
    first = lines[0]
    offered_at = _moment(first.at)
    call = ImportedCall(key, first.queue, first.params[1], offered_at, offered_at)
    waiting = False
    for line in lines:
        _, at, _, queue, member, event, params = line
        if event == "ENTERQUEUE":
            waiting = True
        elif event == "CONNECT":
            if waiting or not any(leg.agent == member and leg.ended_at is None for leg in call.legs):
                call.legs.append(ImportedLeg(queue, member, _moment(at), int(params[0]) * 1000, int(params[2]) * 1000))
            if waiting and call.answered_at is None:
                call.wait_ms += int(params[0]) * 1000
                call.answered_at = call.legs[-1].answered_at
            waiting = False
        elif event in _ENDS:
            leg = next((leg for leg in call.legs if leg.agent == member and leg.ended_at is None), None)
            if leg is None:
                stray.append(line)
            else:
                _end_leg(leg, event, at, params)
        elif event == "RINGNOANSWER":
            call.missed.append(MissedRing(member, _moment(at), int(params[0])))
        elif waiting:
            waiting = False
            if call.answered_at is None:
                call.wait_ms += int(params[-1]) * 1000
                call.outcome = _LEFT[event]
        if event not in _ENDS:
            call.ended_at = _moment(at)
    call.complete = not waiting
    if waiting:
        call.outcome = None
    return call


def _end_leg(leg: ImportedLeg, event: str, at: int, params: tuple[str, ...]) -> None:
    leg.ended_at = _moment(at)
    if event in ("COMPLETECALLER", "COMPLETEAGENT"):
        leg.talk_ms = int(params[1]) * 1000
        leg.ended_by = "customer" if event == "COMPLETECALLER" else "agent"
    else:
        leg.talk_ms = int(params[-2]) * 1000
        attended = event == "ATTENDEDTRANSFER"
        leg.ended_by = "attended_transfer" if attended else "blind_transfer"
        leg.target = params[1] if attended else params[0]


def _attach(stray: list[Line], calls: list[ImportedCall]) -> list[Line]:
    """Give ends that carry another call's id (attended transfers do) to the leg they fit; returns what fits nowhere.

    The leg is still open, of the same agent and queue, waited as long, and began as long before as the talk lasted.
    """
    wanted = {(line.queue, line.member) for line in stray if line.event in _ENDS}
    open_legs = [
        leg for call in calls for leg in call.legs if leg.ended_at is None and (leg.queue, leg.agent) in wanted
    ]
    orphans: list[Line] = []
    for line in stray:
        leg = next((leg for leg in open_legs if _fits(line, leg)), None) if line.event in _ENDS else None
        if leg is None:
            orphans.append(line)
        else:
            _end_leg(leg, line.event, line.at, line.params)
    return orphans


def _fits(line: Line, leg: ImportedLeg) -> bool:
    if leg.ended_at is not None or (leg.queue, leg.agent) != (line.queue, line.member):
        return False
    waited, talked = line.params[:2] if line.event.startswith("COMPLETE") else line.params[-3:-1]
    began = line.at - int(talked)
    return leg.wait_ms == int(waited) * 1000 and abs(leg.answered_at.timestamp() - began) <= _CLOCK_SLACK_S


def _sum_up(call: ImportedCall) -> None:
    """The call's own figures from its legs. An answer decides the outcome, whatever comes after it."""
    if not call.legs:
        return
    first = call.legs[0]
    if call.answered_at is not None:
        call.outcome, call.agent, call.ring_ms = "answered", first.agent, first.ring_ms
    for leg in call.legs:
        call.talk_ms += leg.talk_ms
        if leg.ended_at is None:
            call.complete = False
        elif leg.ended_at > call.ended_at:
            call.ended_at = leg.ended_at
