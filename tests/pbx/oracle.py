"""Asterisk's own queue_log, written independently of its events, against what the product has in its tables."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call, CallLeg, Queue
from agent_desk.models.people import Person
from tests.fixtures.waiting import until
from tests.pbx.rig import Rig

CALL_EVENTS = (
    "ENTERQUEUE",
    "CONNECT",
    "ABANDON",
    "RINGNOANSWER",
    "RINGCANCELED",
    "COMPLETEAGENT",
    "COMPLETECALLER",
    "BLINDTRANSFER",
    "ATTENDEDTRANSFER",
    "EXITWITHTIMEOUT",
)
TRANSFERS = ("BLINDTRANSFER", "ATTENDEDTRANSFER")
TOLERANCE_MS = 1000
"""Asterisk counts in whole seconds of the clock: what it writes as 2 lay between 1 and 3."""


@dataclass
class Told:
    """What queue_log tells of one call."""

    queue: str = ""
    connects: list[tuple[str, int, int]] = field(default_factory=list)
    """Agent, wait and ring in seconds."""
    talks: list[tuple[str, int, str]] = field(default_factory=list)
    """Agent, talk (with hold) in seconds, how it ended."""
    abandons: list[int] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


class Oracle:
    """Both sides since it was made."""

    def __init__(self, rig: Rig, database: Database) -> None:
        self.rig, self._database = rig, database
        self.picked_up: dict[str, str] = {}
        """Who was rung to who picked up: app_queue writes the call down for its own member."""
        self._from = len(rig.queue_log())
        with database.read() as db:
            self._before = set(db.scalars(select(Call.exchange_key)))

    def joined(self, code: str) -> bool:
        """Whether this agent's telephone shares a bridge with somebody: Asterisk counts no transfer before."""
        lines = [line.split("!") for line in self.rig.cli("core show channels concise").splitlines()]
        return any(line[0].startswith(f"PJSIP/{code}-") and len(line) > 13 and bool(line[12]) for line in lines)

    def told(self) -> dict[str, Told]:
        """Asterisk's side, by call."""
        calls: dict[str, Told] = defaultdict(Told)
        for _, key, queue, agent, event, *data in self.rig.queue_log()[self._from :]:
            if event not in CALL_EVENTS:
                continue
            call, agent = calls[key], self.picked_up.get(agent, agent)
            if event == "ENTERQUEUE":
                call.queue = call.queue or queue
            elif event == "CONNECT":
                call.connects.append((agent, int(data[0]), int(data[2])))
            elif event in ("COMPLETEAGENT", "COMPLETECALLER"):
                call.talks.append((agent, int(data[1]), event))
            elif event in TRANSFERS:
                call.talks.append((agent, int(data[3]), event))
            elif event == "ABANDON":
                call.abandons.append(int(data[2]))
            elif event == "RINGNOANSWER":
                call.missed.append(agent)
        return dict(calls)

    def agrees(self, calls: int, within_s: float = 10.0, *, who: bool = True) -> dict[str, dict[str, Any]]:
        """Wait until all of our calls have ended, then compare everything; our calls by key.

        `who`: also who ended it. Asterisk writes a hang-up that was ordered over AMI as the caller's.
        """
        until(lambda: self.ended() == calls, f"{calls} ended calls", within_s)
        ours, theirs = self.ours(), self.told()
        assert set(ours) == set(theirs), "the same calls on both sides"
        for key, told in theirs.items():
            self._compare(ours[key], told, who)
        return ours

    def _compare(self, our: dict[str, Any], told: Told, who: bool) -> None:
        assert our["queue"] == told.queue
        if told.connects:
            assert our["outcome"] == "answered"
            _near(our["wait_ms"], told.connects[0][1])
        else:
            assert our["outcome"] == "abandoned_queue"
            _near(our["wait_ms"], told.abandons[0])
        legs = [leg for leg in our["legs"] if leg["result"] in ("answered", "transferred")]
        by_queue = [leg for leg in legs if leg["agent"] in {agent for agent, _, _ in told.connects}]
        assert [leg["agent"] for leg in by_queue] == [agent for agent, _, _ in told.connects]
        for leg, (_, _, ring_s), (agent, talk_s, how) in zip(by_queue, told.connects, told.talks, strict=True):
            assert leg["agent"] == agent
            _near(leg["ring_ms"], ring_s)
            _near(leg["talk_ms"] + leg["hold_ms"], talk_s)
            assert (leg["result"] == "transferred") == (how in TRANSFERS)
        missed = [leg["agent"] for leg in our["legs"] if leg["result"] in ("missed", "refused")]
        assert missed == told.missed
        if who and told.talks and told.talks[-1][2] not in TRANSFERS and len(legs) == len(told.connects):
            by = {"COMPLETEAGENT": "agent", "COMPLETECALLER": "customer"}
            assert our["ended_by"] == by[told.talks[-1][2]]

    def ended(self) -> int:
        """How many of our calls have ended."""
        with self._database.read() as db:
            return len(set(db.scalars(select(Call.exchange_key).where(Call.state == "ended"))) - self._before)

    def ours(self) -> dict[str, dict[str, Any]]:
        """Our side, by call."""
        with self._database.read() as db:
            from_leg = select(CallLeg, Person.agent_code).join(Person, Person.id == CallLeg.person_id)
            legs: dict[Any, list[dict[str, Any]]] = defaultdict(list)
            for leg, code in db.execute(from_leg.order_by(CallLeg.rung_at)):
                legs[leg.call_id].append(
                    {
                        "agent": code,
                        "result": leg.result,
                        "ring_ms": leg.ring_ms,
                        "talk_ms": leg.talk_ms,
                        "hold_ms": leg.hold_ms,
                        "kind": leg.transfer_kind,
                        "target": leg.transfer_target,
                    }
                )
            return {
                call.exchange_key: {
                    "queue": self._queue(db, call),
                    "outcome": call.outcome,
                    "wait_ms": call.wait_ms,
                    "ended_by": call.ended_by,
                    "talk_ms": call.talk_ms,
                    "hold_ms": call.hold_ms,
                    "caller": call.caller,
                    "legs": legs[call.id],
                }
                for call in db.scalars(select(Call))
                if call.exchange_key not in self._before
            }

    @staticmethod
    def _queue(db: Any, call: Call) -> str:
        from_queue = db.get(Queue, call.queue_id)
        return str(from_queue.code)


def _near(our_ms: int, their_s: int) -> None:
    assert abs(our_ms - their_s * 1000) <= TOLERANCE_MS, f"{our_ms} ms here, {their_s} s there"
