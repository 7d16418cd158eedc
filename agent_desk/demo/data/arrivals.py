"""Who called in the past: when, which queue, from which number, and who called again after giving up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from agent_desk.demo.data.content import Weighted
from agent_desk.demo.data.customers import LANDLINE_PREFIX, MOBILE_PREFIX, Known
from agent_desk.demo.data.day import PastCall
from agent_desk.demo.exchange.profile import (
    AGAIN_DELAY,
    AGAIN_PROBABILITY,
    BANK_DAY,
    HALF_HOUR_MS,
    QUEUES,
    QueueProfile,
)

WEEK: Final = (1.16, 1.08, 1.04, 1.03, 1.02, 0.86, 0.81)
"""Calls of each weekday from Monday on, against the mean."""
NIGHT_FLOOR: Final = 0.16
"""The least weight of a half hour: a hotline that never closes is never quite silent."""
TALK_LIMITS_MS: Final = (8_000, 2_400_000)
PATIENCE_LIMITS_MS: Final = (1_500, 3_000_000)
_KNOWN, _UNKNOWN, _WITHHELD = 0.85, 0.07, 0.05
_UNKNOWN_FROM: Final = 80_000_000
"""Numbers of the made-up range from here on belong to no customer."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is on the line. `number` is canonical, empty when withheld; `known` is who it really is, if a customer."""

    number: str
    raw: str
    known: Known | None


class Arrivals:
    """Draws the calls of one operational day after the other."""

    def __init__(self, customers: Sequence[Known], queue_codes: Sequence[str], calls_per_day: float, seed: int) -> None:
        self._calls_per_day = calls_per_day
        profiles = {profile.code: profile for profile in QUEUES}
        self._profiles: list[QueueProfile] = [profiles[code] for code in queue_codes]
        self._queues = Weighted(range(len(queue_codes)), [profile.share for profile in self._profiles])
        weights = [max(NIGHT_FLOOR, weight) for weight in BANK_DAY]
        # An operational day begins at 08:00: the sixteenth half hour comes first.
        self._weights = [weight / sum(weights) for weight in weights[16:] + weights[:16]]
        random = Random(f"{seed}/callers")
        # A few call often, many hardly ever.
        self._customers = Weighted(customers, [random.paretovariate(1.6) for _ in customers])

    def of_day(self, random: Random, day: date) -> list[PastCall]:
        """Return every first call of the day, in order of time; milliseconds after the day's beginning."""
        expected = self._calls_per_day * WEEK[day.weekday()] * random.lognormvariate(0, 0.07)
        calls = []
        for place, weight in enumerate(self._weights):
            for _ in range(_poisson(random, expected * weight)):
                offered_ms = place * HALF_HOUR_MS + random.randrange(HALF_HOUR_MS)
                calls.append(self._call(random, offered_ms, self._queues.draw(random), self._caller(random)))
        return sorted(calls, key=lambda call: call.offered_ms)

    def again(self, random: Random, call: PastCall) -> PastCall | None:
        """Return the call of somebody who gave up and tries once more, or None."""
        if random.random() >= AGAIN_PROBABILITY or not isinstance(call.caller, Caller):
            return None
        delay_ms = min(3_600_000, int(AGAIN_DELAY.draw_ms(random)))
        later = self._call(random, call.ended_ms + max(20_000, delay_ms), call.queue, call.caller)
        later.again_of = call
        return later

    def _call(self, random: Random, offered_ms: int, queue: int, caller: Caller) -> PastCall:
        profile = self._profiles[queue]
        talk_ms = _within(profile.talk.draw_ms(random), TALK_LIMITS_MS)
        return PastCall(
            queue, offered_ms, _within(profile.patience.draw_ms(random), PATIENCE_LIMITS_MS), talk_ms, caller
        )

    def _caller(self, random: Random) -> Caller:
        lot = random.random()
        if lot < _KNOWN:
            known: Known = self._customers.draw(random)
            return Caller(known.telephone, known.telephone[3:], known)
        if lot < _KNOWN + _UNKNOWN:
            number = f"{MOBILE_PREFIX}{random.randrange(_UNKNOWN_FROM, 100_000_000)}"
            return Caller(number, number[3:], None)
        if lot < _KNOWN + _UNKNOWN + _WITHHELD:
            return Caller("", random.choice(("anonymous", "")), None)
        number = f"{LANDLINE_PREFIX}{random.randrange(8_000_000, 9_000_000)}"
        return Caller(number, f"{number}-{random.randrange(100, 1000)}", None)


def _within(value: float, limits: tuple[int, int]) -> int:
    return int(min(limits[1], max(limits[0], value)))


def _poisson(random: Random, mean: float) -> int:
    """Return a Poisson count by multiplication of uniforms (Knuth, The Art of Computer Programming, 3.4.1)."""
    limit, count, product = math.exp(-mean), 0, random.random()
    while product > limit:
        count += 1
        product *= random.random()
    return count
