"""How good a call sounds: the mean opinion score that the E-model estimates from what the network did to it.

ITU-T G.107 gives a rating R between 0 and 100 and from it the estimated MOS; with its default values for all that a desk
cannot measure, R = 93.2 - Id - Ie,eff. The parts:

- Id, the delay d (one way, ms) as in Cole and Rosenbluth, "Voice over IP performance monitoring" (ACM SIGCOMM CCR 31(2), 2001),
  a fit of G.107: 0.024 d + 0.11 (d - 177.3) where d is over 177.3, else 0.024 d.
- Ie,eff = Ie + (95 - Ie) * Ppl / (Ppl / BurstR + Bpl) (G.107, 7-29), Ppl in percent, BurstR = 1 (losses at random), with Ie and
  Bpl of G.113 Appendix I: G.711 with loss concealment 0 and 25.1. Opus is taken with the same values, for want of published ones.
- MOS = 1 + 0.035 R + R (R - 60) (100 - R) * 7e-6, 1 below R = 0 and 4.5 above R = 100 (G.107 Annex B).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

BASE: Final = 93.2
IE, BPL, BURST = 0.0, 25.1, 1.0
PACKET_MS: Final = 20.0
"""What a packet holds; it is spoken before it is sent."""
Grade = Literal["good", "fair", "poor"]
GOOD_R, FAIR_R = 80.0, 70.0
"""G.107 Annex B, Table B.1: from 80 on users are satisfied, below 70 many are not."""


@dataclass(frozen=True, slots=True)
class Quality:
    """One look at a call: counts since its beginning, times in milliseconds, loss in percent of the last look's packets."""

    sent: int
    received: int
    lost: int
    loss_percent: float
    jitter_ms: float
    round_trip_ms: float
    buffer_ms: float
    codec: str
    mos: float

    @property
    def grade(self) -> Grade:
        """In one word."""
        return "good" if self.mos >= mos_of(GOOD_R) else "fair" if self.mos >= mos_of(FAIR_R) else "poor"


def rating(delay_ms: float, loss_percent: float) -> float:
    """R of a one-way delay and a loss."""
    delay = max(delay_ms, 0.0)
    loss = min(max(loss_percent, 0.0), 100.0)
    delayed = 0.024 * delay + (0.11 * (delay - 177.3) if delay > 177.3 else 0.0)
    impaired = IE + (95.0 - IE) * loss / (loss / BURST + BPL)
    return BASE - delayed - impaired


def mos_of(r: float) -> float:
    """Return the estimated mean opinion score of a rating."""
    if r <= 0:
        return 1.0
    if r >= 100:
        return 4.5
    return 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6


def measure(facts: dict[str, float | str], before: Quality | None) -> Quality:
    """Of what the page counted; loss is that of the packets since the look before."""
    received, lost = int(facts["received"]), max(int(facts["lost"]), 0)
    came, went = received, lost
    if before is not None and before.received <= received:
        came, went = received - before.received, max(lost - before.lost, 0)
    loss = 100.0 * went / (came + went) if came + went else 0.0
    trip, buffer = float(facts["round_trip_ms"]), float(facts["buffer_ms"])
    return Quality(
        sent=int(facts["sent"]),
        received=received,
        lost=lost,
        loss_percent=loss,
        jitter_ms=float(facts["jitter_ms"]),
        round_trip_ms=trip,
        buffer_ms=buffer,
        codec=str(facts["codec"]),
        mos=mos_of(rating(trip / 2 + buffer + PACKET_MS, loss)),
    )
