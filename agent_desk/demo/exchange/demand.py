"""Who calls the simulated exchange, and when: a non-homogeneous Poisson process for each queue, by thinning.

Source of the method: Lewis and Shedler, Simulation of nonhomogeneous Poisson processes by thinning, Naval Research
Logistics Quarterly 26 (1979). Every queue, and every customer, has its own stream of random numbers.
"""

from collections.abc import Callable, Sequence
from random import Random

from agent_desk.demo.exchange.callers import CallerSource, DrawnCustomer
from agent_desk.demo.exchange.clock import VirtualClock
from agent_desk.demo.exchange.profile import DAY_MS, HALF_HOUR_MS, QueueProfile, SimulationSettings

HOUR_MS = 3_600_000


class Demand:
    """Draws the customers and lets them call: `arrive(queue code, customer)` is told at the moment of each call."""

    def __init__(
        self,
        clock: VirtualClock,
        settings: SimulationSettings,
        callers: CallerSource,
        arrive: Callable[[str, DrawnCustomer], None],
    ) -> None:
        self._clock = clock
        self._settings = settings
        self._callers = callers
        self._arrive = arrive
        self._queues = {queue.code: queue for queue in settings.queues}
        self._peak = max(settings.day)
        self.begun = False

    def begin(self) -> None:
        """From now on customers call. A second time does nothing; at no calls an hour nobody ever does."""
        if self.begun:
            return
        self.begun = True
        whole = sum(queue.share for queue in self._settings.queues)
        for queue in self._settings.queues:
            per_ms = self._settings.calls_per_hour * queue.share / whole * self._peak * self._settings.speed / HOUR_MS
            if per_ms > 0:
                self._follow(queue, per_ms)

    def customer(self, queue: str, name: str) -> DrawnCustomer:
        """Return a customer of a queue, the same for the same name and seed whatever has happened so far."""
        settings = self._settings
        random = Random(f"{settings.seed}/{name}")
        return DrawnCustomer(
            caller=self._callers(random),
            random=random,
            queue=self._queues[queue],
            speed=settings.speed,
            again_probability=settings.again_probability,
            again_delay_ms=settings.again_delay.draw_ms,
        )

    def opening(self, agent: str, time: int, queues: Sequence[str]) -> tuple[int, str, DrawnCustomer] | None:
        """Return the call that greets an agent who begins work: delay (real milliseconds), queue and customer."""
        known = [self._queues[queue] for queue in queues if queue in self._queues]
        if self._settings.opening_ms is None or self._settings.calls_per_hour == 0 or not known:
            return None
        random = Random(f"{self._settings.seed}/opening/{agent}/{time}")
        queue = random.choices(known, [max(one.share, 1e-9) for one in known])[0].code
        return random.randint(*self._settings.opening_ms), queue, self.customer(queue, f"opening/{agent}/{time}/caller")

    def _follow(self, queue: QueueProfile, per_ms: float) -> None:
        random = Random(f"{self._settings.seed}/arrivals/{queue.code}")
        begin_ms = float(self._clock.now_ms)
        due_ms, number = begin_ms, 0

        def next_one() -> None:
            nonlocal due_ms
            due_ms += random.expovariate(per_ms)
            while random.random() * self._peak >= self._weight(due_ms - begin_ms):
                due_ms += random.expovariate(per_ms)
            self._clock.after(round(due_ms) - self._clock.now_ms, come)

        def come() -> None:
            nonlocal number
            number += 1
            self._arrive(queue.code, self.customer(queue.code, f"customer/{queue.code}/{number}"))
            next_one()

        next_one()

    def _weight(self, since_begin_ms: float) -> float:
        settings = self._settings
        time_of_day_ms = (settings.day_start_ms + since_begin_ms * settings.speed) % DAY_MS
        return settings.day[int(time_of_day_ms // HALF_HOUR_MS)]
