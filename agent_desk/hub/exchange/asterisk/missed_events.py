"""What came and went while no hub listened: notes that our dial plan leaves in Asterisk's own data base, one per call.

AMI keeps no past. Without these notes a call that began and ended during a broken line would be in no figure, and one that
ended would have no length. They lie under `<context>/<minute of the end>/<call>`, hold the caller's number, and are deleted
a quarter of an hour after they were of use. An Asterisk without our dial plan has none; then only reconciling is left.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Self

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import AmiLine, Message
from agent_desk.hub.exchange.asterisk.mirror import moment, ms
from agent_desk.hub.exchange.asterisk.words import OUTCOMES
from agent_desk.hub.exchange.protocol.calls import Answered, AnyEvent, Ended, LegEnded, Offered, Outcome
from agent_desk.hub.exchange.protocol.menu import Entered

KEEP: Final = timedelta(minutes=15)
MINUTE: Final = "%Y%m%d%H%M"
ASK_S: Final = 5.0
FIELDS: Final = 10


@dataclass(frozen=True, slots=True)
class Note:
    """One call that is over. `joined_at` none: it ended in the voice menu."""

    call: str
    joined_at: float | None
    ended_at: float
    queue: str
    agent: str
    hold_s: int
    status: str
    dialled: str
    entered_at: float | None
    out: str
    caller: str

    @classmethod
    def read(cls, message: Message) -> Self | None:
        """Of one entry of the data base; None where it is none of ours."""
        parts, fields = message.get("Key", "").strip("/").split("/"), message.get("Val", "").split("|", FIELDS - 1)
        if len(parts) != 3 or len(fields) != FIELDS:
            return None
        joined, ended, queue, agent, hold, status, dialled, entered, out, caller = fields
        try:
            joined_at, entered_at = (float(one) if one else None for one in (joined, entered))
            if joined_at is None and entered_at is None:
                return None
            return cls(
                parts[2],
                joined_at,
                float(ended),
                queue,
                agent,
                int(hold or 0),
                status,
                dialled,
                entered_at,
                out,
                caller,
            )
        except ValueError:
            return None

    def events(self) -> Iterator[AnyEvent]:
        """The call as it was, in the exchange's whole seconds. What the hub knows of it already stands: it comes late."""
        ended, key = moment(self.ended_at), self.call
        mark = f"{self.ended_at:.6f}/away"
        if self.entered_at is not None:
            yield Entered(
                id=f"{mark}_entered/{key}",
                at=moment(self.entered_at),
                call=key,
                queue=self.queue,
                caller=self.caller,
                dialled=self.dialled,
            )
        if self.joined_at is None:
            lost: Outcome = "closed" if self.out == "closed" else "abandoned_ivr"
            yield Ended(id=f"{mark}_ended/{key}", at=ended, call=key, outcome=lost, wait_ms=0)
            return
        joined = moment(self.joined_at)
        total_ms = ms(self.joined_at, self.ended_at)
        wait_ms = min(self.hold_s * 1000, total_ms) if self.agent else total_ms
        yield Offered(
            id=f"{mark}_offered/{key}", at=joined, call=key, queue=self.queue, caller=self.caller, dialled=self.dialled
        )
        if self.agent:
            answered = joined + timedelta(milliseconds=wait_ms)
            yield Answered(
                id=f"{mark}_answered/{key}",
                at=answered,
                call=key,
                agent=self.agent,
                queue=self.queue,
                wait_ms=wait_ms,
                ring_ms=0,
            )
            yield LegEnded(
                id=f"{mark}_leg_ended/{key}",
                at=ended,
                call=key,
                agent=self.agent,
                talk_ms=total_ms - wait_ms,
                hold_ms=0,
                by="exchange",
            )
        left: Outcome = "called_back" if self.out == "called_back" else OUTCOMES.get(self.status, "abandoned_queue")
        outcome: Outcome = "answered" if self.agent else left
        yield Ended(id=f"{mark}_ended/{key}", at=ended, call=key, outcome=outcome, wait_ms=wait_ms)


class Notes:
    """Reads and deletes the notes of one Asterisk."""

    def __init__(self, address: Address) -> None:
        self._family = address.context
        self._pruned_to: datetime | None = None

    def missed(self, line: AmiLine, resume_after: str) -> list[AnyEvent]:
        """Events of all calls that ended after the last event that was kept; none for a reader without a past."""
        listed = line.ask_list({"Action": "DBGetTree", "Family": self._family}, ASK_S).items
        notes = sorted(filter(None, map(Note.read, listed)), key=lambda note: note.ended_at)
        self._forget(line, {parts[1] for one in listed if len(parts := one.get("Key", "").strip("/").split("/")) == 3})
        try:
            since = float(resume_after.partition("/")[0])
        except ValueError:
            return []
        return [event for note in notes if note.ended_at > since for event in note.events()]

    def _forget(self, line: AmiLine, minutes: set[str]) -> None:
        self._pruned_to = datetime.now(UTC) - KEEP
        for minute in minutes:
            with suppress(ValueError):
                if datetime.strptime(minute, MINUTE).replace(tzinfo=UTC) < self._pruned_to:
                    self._delete(line, minute)

    def _delete(self, line: AmiLine, minute: str) -> None:
        line.ask({"Action": "DBDelTree", "Family": f"{self._family}/{minute}"}, ASK_S)

    def prune(self, line: AmiLine) -> None:
        """Delete what is old; a minute at a time, so that nothing has to be listed."""
        until = datetime.fromtimestamp(time.time(), UTC) - KEEP
        while self._pruned_to is not None and self._pruned_to < until:
            self._delete(line, self._pruned_to.strftime(MINUTE))
            self._pruned_to += timedelta(minutes=1)
