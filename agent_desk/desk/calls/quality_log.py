"""What the telephone in the desk measured during one call, handed to the hub when the call is over.

The desk looks every two seconds. A long call is made coarser, two samples into one, before there are more than the hub takes.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from agent_desk.desk.calls.quality import Quality
from agent_desk.schemas.calls.dialling import MOST_SAMPLES, QualityForm, QualitySample

LOOK_MS = 2000


class QualityLog:
    """One call after another. `call` gives the call at the seat; `keep` takes what was measured of one that is over."""

    def __init__(self, call: Callable[[], uuid.UUID | None], keep: Callable[[uuid.UUID, QualityForm], object]) -> None:
        self._call, self._keep = call, keep
        self._of: uuid.UUID | None = None
        self._codec = ""
        self._every_ms = LOOK_MS
        self._samples: list[QualitySample] = []

    def take(self, quality: Quality | None) -> None:
        """One look; None: the talk is over."""
        if quality is None:
            self._close()
            return
        self._of = self._of or self._call()
        self._codec = quality.codec
        self._samples.append(
            QualitySample(
                jitter_ms=min(max(quality.jitter_ms, 0.0), 60_000.0),
                loss_percent=quality.loss_percent,
                round_trip_ms=min(max(quality.round_trip_ms, 0.0), 60_000.0),
                mos=quality.mos,
            )
        )
        if len(self._samples) > MOST_SAMPLES:
            # An odd last one falls away: it comes again with the next look.
            self._samples = [_mean(*pair) for pair in zip(self._samples[::2], self._samples[1::2], strict=False)]
            self._every_ms *= 2

    def _close(self) -> None:
        of, samples = self._of, self._samples
        every_ms, self._every_ms = self._every_ms, LOOK_MS
        self._of, self._samples = None, []
        if of is not None and samples:
            self._keep(of, QualityForm(codec=self._codec, every_ms=every_ms, samples=samples))


def _mean(first: QualitySample, second: QualitySample) -> QualitySample:
    return QualitySample(
        jitter_ms=(first.jitter_ms + second.jitter_ms) / 2,
        loss_percent=(first.loss_percent + second.loss_percent) / 2,
        round_trip_ms=(first.round_trip_ms + second.round_trip_ms) / 2,
        mos=(first.mos + second.mos) / 2,
    )
