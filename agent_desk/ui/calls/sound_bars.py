"""How an agent's part of a call sounded: one bar per look, as high as its estimated opinion score, and the means in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desk.desk.calls.quality import FAIR_R, GOOD_R, mos_of
from agent_desk.schemas.calls.dialling import LegQuality
from agent_desk.ui.kit import theme

BARS = 40
WIDTH_PX, HEIGHT_PX = 160, 24
LEAST, MOST = 1.0, 4.5


def tone_of(mos: float) -> str:
    """Good, fair or poor, as the status line has it (ITU-T G.107 Annex B)."""
    return "good" if mos >= mos_of(GOOD_R) else "warning" if mos >= mos_of(FAIR_R) else "bad"


def gathered(scores: list[float], most: int = BARS) -> list[float]:
    """At most so many bars; the worst look of a stretch stands for it, so that no dip is smoothed away."""
    if len(scores) <= most:
        return scores
    return [min(scores[at * len(scores) // most : (at + 1) * len(scores) // most]) for at in range(most)]


class Bars(QWidget):
    """The picture."""

    def __init__(self, scores: list[float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores = gathered(scores)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / max(len(self._scores), 12)
        for at, score in enumerate(self._scores):
            high = max(2.0, (score - LEAST) / (MOST - LEAST) * self.height())
            painter.setBrush(theme.current().color(tone_of(score)))
            painter.drawRoundedRect(QRectF(at * step, self.height() - high, max(step - 1.5, 1.0), high), 1, 1)


class SoundRow(QWidget):
    """Bars with their words."""

    def __init__(self, quality: LegQuality, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        bars = Bars(quality.bars)
        said = self.tr(
            "Sound {mos:.1f} of 4.5 · jitter {jitter:.0f} ms · loss {loss:.1f} % · round trip {trip:.0f} ms"
        ).format(mos=quality.mos, jitter=quality.jitter_ms, loss=quality.loss_percent, trip=quality.round_trip_ms)
        tip = self.tr(
            "Estimated mean opinion score (ITU-T G.107), every {seconds:.0f} s; at worst {least:.1f}. {codec}"
        ).format(seconds=quality.every_ms / 1000, least=quality.mos_least, codec=quality.codec)
        words = theme.label(said, "caption", wrap=True)
        for widget in (bars, words):
            widget.setToolTip(tip)
        bars.setAccessibleName(said)
        row.addWidget(bars)
        row.addWidget(words, 1)
