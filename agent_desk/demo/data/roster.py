"""Who was on duty in the past: shifts of the demonstration's agents on one operational day.

An operational day begins at 08:00 of the centre's clock and ends at 08:00, so that no shift is cut in two at midnight.
Times are milliseconds after its beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

HOUR_MS: Final = 3_600_000
MINUTE_MS: Final = 60_000
DAY_BEGINS_AT_HOUR: Final = 8

EARLY, MID, LATE, EVENING, NIGHT = (0.0, 8.5), (1.5, 10.0), (4.0, 12.5), (7.5, 15.5), (13.2, 24.3)
_TURNS: Final = (EARLY, MID, EVENING, EARLY, LATE, NIGHT, MID, EARLY, EVENING, NIGHT)
"""An agent keeps a shift for five days, has two days off, and goes on with the next."""

Turn = tuple[float, float]
Rostered = tuple[int, tuple[int, ...], Turn]
"""Agent, queues, turn."""
_LEAST: Final[tuple[tuple[Turn, int, tuple[Turn, ...]], ...]] = (
    (NIGHT, 3, (MID, LATE)),
    (EVENING, 3, (LATE, MID, EARLY)),
)
"""The least on duty in a turn, and which turns give: a hotline that takes lost cards at any hour is never without somebody, a
meal included. Nobody comes to the early turn from elsewhere: they might still be at work from the night before."""
_ELSEWHERE: Final = 0.1
"""Share of the rostered who are at training, on leave or ill."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Time off the telephone, taken as soon as the agent is free."""

    at_ms: int
    reason: str
    length_ms: int


@dataclass(frozen=True, slots=True)
class Shift:
    """One agent's work on one day. `agent` and `queues` are places in the lists of agents and queues."""

    agent: int
    queues: tuple[int, ...]
    on_ms: int
    off_ms: int
    pauses: tuple[Pause, ...]


def shifts_of(random: Random, day: int, teams: Sequence[tuple[int, tuple[int, ...]]]) -> list[Shift]:
    """Return the shifts of one day; `day` counts days since 1970, `teams` has each agent's rank in the team and queues."""
    found: list[Rostered] = []
    for agent, (rank, queues) in enumerate(teams):
        cycle, turn = divmod(day + agent * 3, 7)
        if turn >= 5 or random.random() < _ELSEWHERE:
            continue
        found.append((agent, queues, _TURNS[(rank + cycle) % len(_TURNS)]))
    shifts = []
    for agent, queues, (begin, end) in _filled(found):
        on_ms = round(begin * HOUR_MS) - random.randrange(1, 9) * MINUTE_MS
        off_ms = round(end * HOUR_MS) + random.randrange(0, 7) * MINUTE_MS
        shifts.append(Shift(agent, queues, on_ms, off_ms, _pauses(random, on_ms, off_ms)))
    return shifts


def _filled(rostered: list[Rostered]) -> list[Rostered]:
    """Return the roster with the least in every turn; a turn that gives keeps somebody."""
    turns = {agent: turn for agent, _, turn in rostered}
    for wanted, least, givers in _LEAST:
        missing = least - list(turns.values()).count(wanted)
        for giver in givers:
            can_go = [agent for agent, turn in turns.items() if turn == giver][1:]
            for agent in can_go[: max(0, missing)]:
                turns[agent] = wanted
                missing -= 1
    return [(agent, queues, turns[agent]) for agent, queues, _ in rostered]


def shift_until_now(
    random: Random, agent: int, queues: tuple[int, ...], now_ms: int, free_from_ms: int
) -> Shift | None:
    """Return the shift of somebody who has been at work for up to eight hours by now; None where the day is too young.

    `free_from_ms`: when the shift before ended, after which an hour of rest is the least.
    """
    on_ms = max(now_ms - 8 * HOUR_MS, -5 * MINUTE_MS, free_from_ms + HOUR_MS)
    if on_ms > now_ms - 10 * MINUTE_MS:
        return None
    off_ms = on_ms + round(8.5 * HOUR_MS)
    return Shift(agent, queues, on_ms, off_ms, _pauses(random, on_ms, off_ms))


def _pauses(random: Random, on_ms: int, off_ms: int) -> tuple[Pause, ...]:
    def minutes(low: int, high: int) -> int:
        return random.randrange(low * MINUTE_MS, high * MINUTE_MS)

    half = (on_ms + off_ms) // 2
    pauses = [
        Pause(on_ms + minutes(90, 150), "break", minutes(8, 15)),
        Pause(half + minutes(-80, 80), "meal", minutes(28, 45)),
        Pause(off_ms - minutes(70, 140), "break", minutes(8, 15)),
    ]
    if random.random() < 0.35:
        reason = random.choice(("paperwork", "coaching", "callback", "meeting", "training"))
        pauses.append(Pause(on_ms + minutes(160, 200), reason, minutes(10, 40)))
    return tuple(sorted(pauses, key=lambda pause: pause.at_ms))
