"""A queue_log as the events that a replay tells: the same calls as an import reads, put back into their order.

Within one second what ends goes before what begins, so that an agent who hangs up and answers in the same second is
free for it. An agent the log never signs in is signed in with their first call. After-call work is unknown to the log: 0.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from agent_desk.hub.calls.past.import_rows import is_open
from agent_desk.hub.calls.past.queue_log import Line, read_lines
from agent_desk.hub.calls.past.queue_log_calls import CallAssembler, ImportedCall, ImportedLeg
from agent_desk.hub.exchange.protocol.calls import (
    Answered,
    AnyEvent,
    Ended,
    LegEnded,
    Offered,
    RingEnded,
    Ringing,
    Transferred,
)
from agent_desk.hub.exchange.protocol.replay import AfterCallWorkEnded, AgentTold

ENDS, PRESENCE, CALLS = 0, 1, 2
Told = Literal["ready", "not_ready", "signed_out"]
_PRESENCE: Final[dict[str, Told]] = {
    "AGENTLOGIN": "ready",
    "ADDMEMBER": "ready",
    "UNPAUSE": "ready",
    "UNPAUSEALL": "ready",
    "PAUSE": "not_ready",
    "PAUSEALL": "not_ready",
    "AGENTLOGOFF": "signed_out",
    "REMOVEMEMBER": "signed_out",
}
Placed = tuple[datetime, int, int, AnyEvent]
"""When, what goes first within a second, a number that keeps the steps of one call together, the event."""


@dataclass(frozen=True, slots=True)
class ReplayScript:
    """What is told, and who and what is in it. `calls` counts them; `digest` is the file's SHA-256."""

    script: list[AnyEvent]
    calls: int
    queues: list[str]
    agents: list[str]
    reasons: list[str]
    digest: str

    @property
    def start_at(self) -> datetime:
        """When the first thing happened."""
        return self.script[0].at

    @property
    def end_at(self) -> datetime:
        """When the last thing happened."""
        return self.script[-1].at


def read_replay(file: Path) -> ReplayScript:
    """Return the script of a queue_log; lines that cannot be used are left out, as an import leaves them out.

    Raises OSError, ValueError for a file without any call.
    """
    assembler, presence = CallAssembler(), list[Line]()
    with file.open("rb") as stream:
        for line in read_lines(stream):
            if isinstance(line, Line):
                assembler.feed(line)
                if line.event in _PRESENCE and line.member not in ("", "NONE"):
                    presence.append(line)
    calls = assembler.calls()
    if not calls:
        raise ValueError("no call")
    placed = [one for line in presence for one in _presence(line)]
    for number, call in enumerate(calls):
        placed += _call(number, call)
    placed.sort(key=lambda one: one[:3])
    legs = [leg for call in calls for leg in call.legs]
    agents = {leg.agent for leg in legs} | {ring.agent for call in calls for ring in call.missed}
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return ReplayScript(
        script=list(_with_presence([event for *_, event in placed])),
        calls=len(calls),
        queues=sorted({call.queue for call in calls} | {leg.queue for leg in legs}),
        agents=sorted(agents | {line.member for line in presence}),
        reasons=sorted({line.params[0] for line in presence if _PRESENCE[line.event] == "not_ready" and line.params}),
        digest=digest,
    )


def _presence(line: Line) -> Iterator[Placed]:
    at, state = datetime.fromtimestamp(line.at, UTC), _PRESENCE[line.event]
    reason = line.params[0] if state == "not_ready" and line.params else ""
    yield at, PRESENCE, line.number, AgentTold(id="", at=at, call="", agent=line.member, state=state, reason=reason)


# ---------------------------------------------------------------------- one call


def _call(number: int, call: ImportedCall) -> Iterator[Placed]:
    """The steps of one call in their order."""
    key = call.key
    yield (
        call.offered_at,
        CALLS,
        number,
        Offered(id="", at=call.offered_at, call=key, queue=call.queue, caller=call.caller),
    )
    for ring in call.missed:
        rung_at = _not_before(ring.at, ring.ring_ms, call.offered_at)
        yield rung_at, CALLS, number, Ringing(id="", at=rung_at, call=key, agent=ring.agent, queue=call.queue)
        missed = RingEnded(id="", at=ring.at, call=key, agent=ring.agent, ring_ms=ring.ring_ms, why="missed")
        yield ring.at, CALLS, number, missed
    for place, leg in enumerate(call.legs):
        follows = call.legs[place + 1] if place + 1 < len(call.legs) else None
        yield from _leg(number, call, leg, follows, first=place == 0)
    if not is_open(call):
        # A leg can end after the last line of its call, with the end that came under another call's id.
        at = max([call.ended_at, *(leg.ended_at for leg in call.legs if leg.ended_at is not None)])
        outcome = call.outcome or "abandoned_queue"
        ended = Ended(id="", at=at, call=key, outcome=outcome, wait_ms=call.wait_ms)  # type: ignore[arg-type]
        yield at, ENDS if call.legs and _long(call.legs[-1], at) else CALLS, number, ended


def _leg(
    number: int, call: ImportedCall, leg: ImportedLeg, follows: ImportedLeg | None, *, first: bool
) -> Iterator[Placed]:
    key = call.key
    if leg.ring_ms:
        rung_at = _not_before(leg.answered_at, leg.ring_ms, call.offered_at)
        yield rung_at, CALLS, number, Ringing(id="", at=rung_at, call=key, agent=leg.agent, queue=leg.queue)
    wait_ms = call.wait_ms if first else leg.wait_ms
    yield (
        leg.answered_at,
        CALLS,
        number,
        Answered(
            id="", at=leg.answered_at, call=key, agent=leg.agent, queue=leg.queue, wait_ms=wait_ms, ring_ms=leg.ring_ms
        ),
    )
    if leg.ended_at is None:
        return
    rank = ENDS if _long(leg, leg.ended_at) else CALLS
    over = _leg_end(key, leg, follows)
    yield leg.ended_at, rank, number, over
    worked = AfterCallWorkEnded(id="", at=leg.ended_at, call=key, agent=leg.agent, acw_ms=0)
    yield leg.ended_at, rank, number, worked


def _leg_end(key: str, leg: ImportedLeg, follows: ImportedLeg | None) -> AnyEvent:
    at = leg.ended_at
    assert at is not None
    if leg.target and follows is not None:
        return Transferred(
            id="",
            at=at,
            call=key,
            agent=leg.agent,
            kind="blind_queue",
            target=follows.queue,
            talk_ms=leg.talk_ms,
            hold_ms=0,
        )
    if leg.target:
        return Transferred(
            id="",
            at=at,
            call=key,
            agent=leg.agent,
            kind="blind_number",
            target=leg.target,
            talk_ms=leg.talk_ms,
            hold_ms=0,
        )
    by = leg.ended_by if leg.ended_by in ("customer", "agent") else "exchange"
    return LegEnded(id="", at=at, call=key, agent=leg.agent, talk_ms=leg.talk_ms, hold_ms=0, by=by)


def _not_before(at: datetime, ms: int, offered_at: datetime) -> datetime:
    """Return when a ring of this length began; the log's seconds are whole, so it may seem to begin before the call."""
    return max(at - timedelta(milliseconds=ms), offered_at)


def _long(leg: ImportedLeg, at: datetime) -> bool:
    """Return whether the leg began in an earlier second than this one."""
    return leg.answered_at < at


# ---------------------------------------------------------------------- who is there


def _with_presence(events: list[AnyEvent]) -> Iterator[AnyEvent]:
    """The events with what the log leaves out: the sign-in of an agent who takes a call, and no ring at a busy seat."""
    here: set[str] = set()
    busy: dict[str, str] = {}
    unrung: set[tuple[str, str]] = set()
    for event in events:
        agent = getattr(event, "agent", "")
        if isinstance(event, AgentTold):
            (here.discard if event.state == "signed_out" else here.add)(agent)
        elif agent and agent not in here:
            here.add(agent)
            yield AgentTold(id="", at=event.at, call="", agent=agent, state="ready")
        ring = (agent, event.call)
        if isinstance(event, Ringing) and busy.get(agent, event.call) != event.call:
            unrung.add(ring)
        elif isinstance(event, RingEnded) and ring in unrung:
            unrung.discard(ring)
        else:
            yield event
        if isinstance(event, Ringing | Answered):
            busy.setdefault(agent, event.call)
            if isinstance(event, Answered):
                busy[agent] = event.call
        elif isinstance(event, RingEnded | LegEnded | Transferred) and busy.get(agent) == event.call:
            del busy[agent]
