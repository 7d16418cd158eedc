"""What the exchange is told of a queue beside its voice plan: open or closed out of its hours, an announcement, an overflow."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from agent_desk.hub.exchange.protocol.base import CallCommand

HoursState = Literal["plan", "opened", "closed"]
"""`plan`: by the hours of the voice plan."""
OverflowsTo = Literal["", "queue", "callback", "message"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """One queue. All at their defaults: as the voice plan says.

    `closed_sound`: what callers of a closed queue hear. `announcement`: the sound before the wait. `overflow_to`: where calls go on;
    `target`: the other queue's code, the sound, or the key that asks for a call-back. `waiting`, `after_s`: only where more wait as
    the call comes, or when it has waited so long; both 0: every call, at once. `shut`: times at which it is closed by its own hours,
    from and up to, in seconds since 1970; it counts while `hours` is "plan".
    """

    queue: str
    hours: HoursState = "plan"
    closed_sound: str = ""
    announcement: str = ""
    overflow_to: OverflowsTo = ""
    target: str = ""
    waiting: int = 0
    after_s: int = 0
    shut: tuple[tuple[int, int], ...] = ()

    def shut_at(self, at: datetime) -> bool:
        """Return whether it is closed at this moment by its own hours."""
        return self.hours == "plan" and any(start <= at.timestamp() < end for start, end in self.shut)

    @property
    def as_planned(self) -> bool:
        """Whether nothing holds beside the plan."""
        return self == QueueState(queue=self.queue)

    @property
    def measured(self) -> bool:
        """Whether a measure holds, whatever its own hours are."""
        return not replace(self, shut=()).as_planned

    @property
    def at_once(self) -> bool:
        """Whether every call that comes overflows."""
        return bool(self.overflow_to) and not self.waiting and not self.after_s


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQueueState(CallCommand):
    """Let this hold for one queue from the next call on; it takes the place of what held. It is about no call and no agent."""

    state: QueueState
