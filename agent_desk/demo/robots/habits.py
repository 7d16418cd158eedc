"""What a robot will do in one call, drawn when the call comes: so that it is lifelike, and the same for the same seed."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from agent_desk.demo.robots.settings import Complained, RobotSettings


@dataclass(frozen=True, slots=True)
class Intentions:
    """One call as the robot means to handle it. Times are seconds, the speed already applied."""

    answer_s: float
    step_s: float
    choose: bool
    verify: bool
    question: str
    hold_s: float
    transfer: bool
    complaint: Complained | None
    write_up_s: float
    done_s: float
    resolved: bool


class Habits:
    """Draws intentions from one robot's own stream."""

    def __init__(self, settings: RobotSettings, login: str) -> None:
        self._settings = settings
        self._random = Random(f"{settings.seed}/{login}")
        self._owed: dict[str, float] = {}

    @property
    def seconds(self) -> Callable[[float, float], float]:
        """A time that a person would take, at this speed."""
        return lambda low, high: self._random.uniform(low, high) / self._settings.speed

    def intend(self) -> Intentions:
        """For the next call."""
        told, random, seconds = self._settings, self._random, self.seconds
        complains = self._turn("complaint", told.complain_share if told.complaints else 0.0)
        transfers = self._turn("transfer", told.transfer_share) and not complains
        return Intentions(
            answer_s=seconds(1.2, 3.5),
            step_s=seconds(4.0, 12.0),
            choose=complains or random.random() < 0.93,
            verify=random.random() < told.verify_share,
            question=random.choice(told.questions) if told.questions and random.random() < told.search_share else "",
            hold_s=seconds(12.0, 50.0) if self._turn("hold", told.hold_share) else 0.0,
            transfer=transfers,
            complaint=random.choice(told.complaints) if complains else None,
            write_up_s=seconds(5.0, 16.0),
            done_s=seconds(1.5, 5.0),
            resolved=random.random() < 0.88,
        )

    def _turn(self, what: str, share: float) -> bool:
        """Return whether it is time for this again: rare actions come as often as they should in a short run too, each robot's in
        its own turn."""
        owed = self._owed.get(what)
        owed = (self._random.random() if owed is None else owed) + share
        self._owed[what] = owed % 1.0
        return owed >= 1.0

    def takes_break(self) -> tuple[str, float] | None:
        """Return a reason and for how long, or None to go on."""
        told = self._settings
        if not told.break_reasons or self._random.random() >= told.break_share:
            return None
        return self._random.choice(told.break_reasons), self._random.uniform(*told.break_s) / told.speed

    def wrap_up(self, queue: str, complained: bool, sent_on: bool) -> tuple[str | None, str]:
        """Disposition and notes."""
        told = self._settings
        codes = told.dispositions.get(queue) or [code for found in told.dispositions.values() for code in found]
        code = self._random.choice(codes) if codes else None
        if complained and "complaint.opened" in told.notes:
            code = "complaint.opened"
        elif sent_on and "other.transfer" in told.notes:
            code = "other.transfer"
        notes = told.notes.get(code or "", [])
        return code, self._random.choice(notes) if notes else "客户咨询，已解答。"

    def right_answers(self, codes: list[str], mandatory: list[str], required: int) -> list[str]:
        """Return which questions of the identity check the customer answers right: mostly enough of them."""
        more = [code for code in codes if code not in mandatory]
        wanted = max(0, required - len(mandatory)) if self._random.random() < 0.94 else 0
        return [*mandatory, *self._random.sample(more, min(wanted, len(more)))]

    def pick(self, count: int) -> int:
        """Return one of so many, the first most likely."""
        return min(count - 1, int(self._random.expovariate(1.1)))
