"""The one icon set (Lucide, ISC licence, `resources/icons/`), drawn in a theme colour at any size and scale.

An icon asks the theme for its colour while it paints, so what was handed out earlier follows a change of theme; the
style sheet put on at that change repaints every widget.
"""

from functools import lru_cache
from typing import TypeAlias

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from agent_desk.ui.kit import resources, theme

_Key: TypeAlias = tuple[str, str, int, int, float]
_pixmaps: dict[_Key, QPixmap] = {}
_KEEP = 600
# Qt owns a cloned engine, but the binding would free it when Python lets go of it: a crash on QIcon.detach().
_clones: list[QIconEngine] = []

SIZE = 16
"""The usual edge of an icon in device-independent pixels."""


class _Engine(QIconEngine):
    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        scale = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        tone = "disabled" if mode == QIcon.Mode.Disabled else self._tone
        return _pixmap(self._name, tone, size.width(), size.height(), scale)

    def clone(self) -> QIconEngine:
        made = _Engine(self._name, self._tone)
        _clones.append(made)
        return made


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    file = resources.path("icons", f"{name}.svg")
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyError(f"no icon named {name!r} in {file.parent}") from None


def _pixmap(name: str, tone: str, width: int, height: int, scale: float) -> QPixmap:
    colour = theme.current().color(tone).name()
    key = (name, colour, width, height, scale)
    found = _pixmaps.get(key)
    if found is not None:
        return found
    if len(_pixmaps) >= _KEEP:
        _pixmaps.clear()
    made = QPixmap(QSize(max(1, round(width * scale)), max(1, round(height * scale))))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    svg = _source(name).replace("currentColor", colour)
    edge = min(width, height)
    box = QRectF(0, (height - edge) / 2, edge, edge)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, box)
    painter.end()
    _pixmaps[key] = made
    return made


@lru_cache(maxsize=512)
def icon(name: str, tone: str = "text") -> QIcon:
    """Return the icon `name` in the colour of the token `tone`. Raises KeyError for a name that is not in the set."""
    _source(name)
    return QIcon(_Engine(name, tone))


def paint(painter: QPainter, rect: QRect, name: str, tone: str = "text") -> None:
    """Draw the icon into `rect` (device-independent pixels) of a widget that paints itself."""
    icon(name, tone).paint(painter, rect)


def pixmap(name: str, tone: str = "text", size: int = SIZE, scale: float = 1.0) -> QPixmap:
    """Return a picture of the icon for a QLabel: `size` in device-independent pixels. It keeps its colour: see `changed`."""
    return QPixmap(_pixmap(name, tone, size, size, scale))


def app_icon() -> QIcon:
    """Return the product's own icon, for windows and the task bar."""
    return QIcon(str(resources.path("icons", "app.png")))


def names() -> list[str]:
    """Return every icon of the set."""
    return sorted(file.stem for file in resources.path("icons").glob("*.svg") if file.stem != "app")


__all__ = ["SIZE", "app_icon", "icon", "names", "paint", "pixmap"]
