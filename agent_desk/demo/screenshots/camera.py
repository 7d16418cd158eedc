"""The camera: a window with whatever lies over it, in one theme after the other, as PNG files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from agent_desk.demo.screenshots.freshness import KEY, screens, written_down
from agent_desk.demo.screenshots.palette import reduced
from agent_desk.demo.screenshots.pictures import of_scene
from agent_desk.ui.kit import theme, words

FONT_PACKAGE = "fonts-noto-cjk"
_BEST = 0
"""Qt's word for the smallest PNG."""
_SHADOW_PX = 28


def chinese_font() -> str:
    """Return a family of this machine that has simplified Chinese; empty where there is none."""
    found = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return next((family for family in theme.families() if family in found), found[0] if found else "")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture on the disk."""

    name: str
    lang: str
    theme: str
    file: str
    bytes: int


@dataclass
class Camera:
    """Writes NAME.LANGUAGE.THEME.png, or the pictures of the papers by their own names (`papers`).

    `settle` lets the screen come to rest; `took` is told of every picture; `only`: beginnings of the names that are asked for.
    """

    application: QApplication
    folder: Path
    themes: Sequence[theme.Mode]
    settle: Callable[[], None]
    took: Callable[[Shot], None]
    only: Sequence[str] = field(default_factory=tuple)
    papers: bool = False

    def wants(self, *names: str) -> bool:
        """Return whether any of these pictures is asked for."""
        if self.papers:
            return any(one.language == words.language() for name in names for one in of_scene(name))
        return not self.only or any(name.startswith(one) for name in names for one in self.only)

    def shoot(self, name: str, window: QWidget) -> None:
        """Take a picture of the window, in every theme. Raises OSError when it cannot be written."""
        if not self.wants(name):
            return
        self.settle()
        for mode, file, width in self._files(name):
            if theme.current().name != mode:
                theme.apply(self.application, mode)
                self.settle()
            image = picture(window).toImage()
            image.setText(KEY, written_down(screens([window, *_above(window)])))
            if self.papers:
                smaller = min(width, image.width())
                image = reduced(image.scaledToWidth(smaller, Qt.TransformationMode.SmoothTransformation))
            if not image.save(str(file), "PNG", _BEST):  # type: ignore[call-overload]
                raise OSError(f"{file} cannot be written")
            self.took(Shot(name, words.language(), mode, file.name, file.stat().st_size))
        if self.papers and theme.current().name != "light":
            theme.apply(self.application, "light")
            self.settle()

    def _files(self, name: str) -> list[tuple[theme.Mode, Path, int]]:
        """Return the theme, the file and the width of each picture of a scene."""
        if self.papers:
            here = [one for one in of_scene(name) if one.language == words.language()]
            return [(one.theme, self.folder / f"{one.file}.png", one.width) for one in here]
        return [(mode, self.folder / f"{name}.{words.language()}.{mode}.png", 0) for mode in self.themes]


def picture(window: QWidget) -> QPixmap:
    """Return the window as it lies on the screen, with its dialogs, menus and lists above it."""
    shown = window.grab()
    painter = QPainter(shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for over in _above(window):
        # A dialog is another window for the system, so it is not in the picture of this one.
        _lay(painter, over, over.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0)))
    painter.end()
    return shown


def _above(window: QWidget) -> list[QWidget]:
    found = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and widget is not window and widget.windowType() != Qt.WindowType.ToolTip
    ]
    mine = [widget for widget in found if _belongs(widget, window)]
    return sorted(mine, key=lambda widget: (widget.windowType() == Qt.WindowType.Popup, _stacked(widget)))


def _stacked(widget: QWidget) -> int:
    """Return how many windows stand below one: a dialog of a dialog is in front of it."""
    over, count = widget.parentWidget(), 0
    while over is not None:
        over, count = over.window().parentWidget(), count + 1
    return count


def _belongs(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and parent.window() is not None and _root(parent) is window


def _root(widget: QWidget) -> QWidget:
    top = widget.window()
    parent = top.parentWidget()
    return top if parent is None else _root(parent)


def _lay(painter: QPainter, over: QWidget, at: QPoint) -> None:
    """A window's frame is the system's own: here a hairline and a soft shadow stand for it."""
    box = QRectF(QPointF(at), over.size().toSizeF())
    popup = over.windowType() == Qt.WindowType.Popup
    painter.setPen(Qt.PenStyle.NoPen)
    reach = _SHADOW_PX // 3 if popup else _SHADOW_PX
    for step in range(reach):
        painter.setBrush(QColor(0, 0, 0, 1 if theme.current().name == "light" else 3))
        painter.drawRoundedRect(box.adjusted(-step, -step + reach / 4, step, step + reach / 4), step + 8, step + 8)
    painter.drawPixmap(at, over.grab())
    if not popup:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.current().color("border_strong"), 1))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
