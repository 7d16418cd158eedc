"""Time on the hub's clock, and labels that count up by themselves, all driven by one timer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from agent_desk.ui.kit import theme

_TICK_MS = 500

_offset = timedelta()


def _system_now() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system_now


def set_offset(offset: timedelta) -> None:
    """Hub clock minus this seat's clock, as measured by the connection. The hub's clock is the clock."""
    global _offset
    _offset = offset


def set_source(source: Callable[[], datetime] | None) -> None:
    """Replace the seat's clock (tests); None puts the real one back."""
    global _source
    _source = source or _system_now


def now() -> datetime:
    """Return the hub's time, aware, UTC."""
    return _source() + _offset


def format_ms(milliseconds: int) -> str:
    """Return a duration for people: "0:04", "12:31", "1:02:03". Negative durations (clocks apart) show as "0:00"."""
    seconds = max(0, milliseconds) // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{second:02d}" if hours else f"{minutes}:{second:02d}"


def since_ms(started_at: datetime) -> int:
    """Milliseconds from `started_at` to the hub's now."""
    return round((now() - started_at) / timedelta(milliseconds=1))


class Ticker(QObject):
    """The one timer behind everything that counts up. It runs only while somebody listens."""

    tick = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.tick)
        self._listeners: set[int] = set()

    def running(self) -> bool:
        """Return whether anybody listens."""
        return self._timer.isActive()

    def join(self, who: QObject) -> None:
        """Count `who` among those who need ticks."""
        key = id(who)
        if key not in self._listeners:
            self._listeners.add(key)
            who.destroyed.connect(lambda: self._drop(key))
        if not self._timer.isActive():
            self._timer.start()

    def leave(self, who: QObject) -> None:
        """`who` needs no more ticks."""
        self._drop(id(who))

    def _drop(self, key: int) -> None:
        self._listeners.discard(key)
        if not self._listeners:
            self._timer.stop()


_ticker: Ticker | None = None


def ticker() -> Ticker:
    """Return the shared timer."""
    global _ticker
    if _ticker is None:
        _ticker = Ticker()
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(_ticker._timer.stop)
    return _ticker


class ElapsedLabel(QLabel):
    """Time since a moment on the hub's clock. Past `warn_after_ms` it turns to the warning tone, with a clock symbol
    left to the panel. Its width is fixed per digit, so nothing beside it moves."""

    def __init__(
        self,
        started_at: datetime | None = None,
        *,
        role: str = "strong",
        warn_after_ms: int | None = None,
        bad_after_ms: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self._started_at = started_at
        self._warn_after_ms = warn_after_ms
        self._bad_after_ms = bad_after_ms
        self._tone = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        ticker().tick.connect(self.refresh)
        self.refresh()

    def set_started(self, started_at: datetime | None) -> None:
        """Count from `started_at` (UTC, hub clock); None shows nothing."""
        self._started_at = started_at
        self.refresh()

    def set_tone(self, tone: str) -> None:
        """The colour while no limit is passed: any token, "" for the role's own."""
        self._tone = tone
        self.update()

    def refresh(self) -> None:
        """Show the time as it is now."""
        if self._started_at is None:
            self.setText("")
            return
        text = format_ms(since_ms(self._started_at))
        if text != self.text():
            if len(text) != len(self.text()):
                self.setText(text)
                self.setMinimumWidth(self.sizeHint().width())
            self.setText(text)

    def tone(self) -> str:
        """The token the figure is drawn in now."""
        if self._started_at is not None:
            elapsed = since_ms(self._started_at)
            if self._bad_after_ms is not None and elapsed >= self._bad_after_ms:
                return "bad"
            if self._warn_after_ms is not None and elapsed >= self._warn_after_ms:
                return "warning"
        return self._tone

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = self.tone()
        if not tone:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.current().color(tone))
        painter.drawText(self.contentsRect(), self.alignment(), self.text())

    def showEvent(self, event: QShowEvent) -> None:
        ticker().join(self)
        self.refresh()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        ticker().leave(self)
        super().hideEvent(event)
