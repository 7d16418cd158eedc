"""Panels that a person may arrange: which are shown, in which row, how wide and high, and any of them in a window of its own."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme


@dataclass(frozen=True, slots=True)
class Place:
    """Where a panel stands: its row from the top, its share of the row's width, shown or not."""

    name: str
    row: int
    share: int = 1
    shown: bool = True


@dataclass(slots=True)
class Panel:
    """A panel by name, and the place the product gives it."""

    name: str
    title: str
    widget: QWidget
    usual: Place
    window: "PanelWindow | None" = field(default=None)


class PanelWindow(QWidget):
    """One panel in a window of its own, on another screen where there is one. Closed: the panel goes back."""

    closed = Signal()

    def __init__(self, title: str, widget: QWidget, beside: QWidget) -> None:
        super().__init__(None)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        box.addWidget(widget)
        theme.appear(widget, True)
        self._widget = widget
        place_on_another_screen(self, beside)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._widget.setParent(None)
        self.closed.emit()
        super().closeEvent(event)


def place_on_another_screen(window: QWidget, beside: QWidget) -> None:
    """Show the window on a screen that `beside` is not on, filling it; without one, as a window on the same screen."""
    mine = beside.screen()
    other = next((screen for screen in QGuiApplication.screens() if screen is not mine), None)
    if other is not None:
        window.setGeometry(other.availableGeometry())
        window.showMaximized()
    else:
        room = mine.availableGeometry()
        window.resize(room.width() * 2 // 3, room.height() * 2 // 3)
        window.move(room.topLeft() + (room.bottomRight() - room.topLeft()) / 6)
        window.show()


class Arrangement(QWidget):
    """Rows of panels with movable edges. `add` each panel once, then `apply`; adding another one is one line.

    A panel that an arrangement does not name (it is newer) stands where the product puts it.
    """

    changed = Signal()
    """The person has moved an edge, or put a panel elsewhere."""

    def __init__(self, heights: list[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panels: dict[str, Panel] = {}
        self._places: list[Place] = []
        self._usual_heights = heights
        self._heights = list(heights)
        self._rows: list[tuple[int, QSplitter]] = []
        self._column = self._splitter(Qt.Orientation.Vertical)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column)

    def add(self, name: str, title: str, widget: QWidget, *, row: int, share: int = 1, shown: bool = True) -> None:
        """Another panel, with the place the product gives it. `apply` shows it."""
        self.panels[name] = Panel(name, title, widget, Place(name, row, share, shown))
        widget.setParent(self)
        widget.hide()

    def apply(self, places: list[Place], heights: list[int]) -> None:
        """Arrange like this; nothing: the product's own arrangement."""
        known = [place for place in places if place.name in self.panels]
        named = {place.name for place in known}
        self._places = known + [panel.usual for panel in self.panels.values() if panel.name not in named]
        self._heights = list(heights) or list(self._usual_heights)
        self._lay()

    def places(self) -> list[Place]:
        """Return how it is arranged now, with the widths of this moment."""
        self._note_sizes()
        return list(self._places)

    def heights(self) -> list[int]:
        """Height of each row now."""
        self._note_sizes()
        return list(self._heights)

    def set_heights(self, heights: list[int]) -> None:
        """Other heights for the rows, where nothing but the product's own arrangement is meant."""
        self._heights = list(heights)
        self._column.setSizes([self._height(row) for row, _ in self._rows])

    # -- what a person does --------------------------------------------------------------------------------------------

    def show_panel(self, name: str, shown: bool) -> None:
        """Show a panel, or put it away."""
        self._note_sizes()
        self._places = [replace(place, shown=shown) if place.name == name else place for place in self._places]
        self._moved()

    def shift(self, name: str, by: int) -> None:
        """One place towards the top (-1) or the bottom (1); the two panels change places."""
        self._note_sizes()
        at = next(n for n, place in enumerate(self._places) if place.name == name)
        to = at + by
        if not 0 <= to < len(self._places):
            return
        one, other = self._places[at], self._places[to]
        self._places[at] = replace(other, row=one.row, share=one.share)
        self._places[to] = replace(one, row=other.row, share=other.share)
        self._moved()

    def set_beside(self, name: str, beside: bool) -> None:
        """Beside the panel above it, or in a row of its own."""
        self._note_sizes()
        rows, row = [], -1
        for at, place in enumerate(self._places):
            together = at > 0 and place.row == self._places[at - 1].row
            if place.name == name:
                together = beside and at > 0
            row += not together
            rows.append(row)
        self._places = [replace(place, row=row) for place, row in zip(self._places, rows, strict=True)]
        self._moved()

    def pop_out(self, name: str) -> None:
        """Open a panel in a window of its own; once it is there, bring that to the front."""
        panel = self.panels[name]
        if panel.window is not None:
            panel.window.activateWindow()
            return
        self._note_sizes()
        panel.window = PanelWindow(panel.title, panel.widget, self.window())
        panel.window.closed.connect(lambda: self._back(panel))
        self._lay()

    def bring_back(self) -> None:
        """Every panel back from its window."""
        for panel in self.panels.values():
            if panel.window is not None:
                panel.window.close()

    # -- laying out ----------------------------------------------------------------------------------------------------

    def _back(self, panel: Panel) -> None:
        panel.window = None
        self._lay()

    def _moved(self) -> None:
        self._lay()
        self.changed.emit()

    def _splitter(self, way: Qt.Orientation) -> QSplitter:
        made = QSplitter(way)
        made.setChildrenCollapsible(False)
        made.setHandleWidth(theme.SPACE_3)
        made.splitterMoved.connect(lambda *_: self.changed.emit())
        return made

    def _lay(self) -> None:
        for panel in self.panels.values():
            if panel.window is None:
                panel.widget.setParent(self)
                panel.widget.hide()
        for _, splitter in self._rows:
            splitter.setParent(None)
            splitter.deleteLater()
        self._rows = []
        for row in sorted({place.row for place in self._places}):
            here = [place for place in self._places if place.row == row and self._in_sight(place)]
            if not here:
                continue
            splitter = self._splitter(Qt.Orientation.Horizontal)
            for at, place in enumerate(here):
                splitter.addWidget(self.panels[place.name].widget)
                splitter.setStretchFactor(at, place.share)
                self.panels[place.name].widget.show()
            splitter.setSizes([place.share for place in here])
            self._column.addWidget(splitter)
            self._column.setStretchFactor(len(self._rows), self._height(row))
            self._rows.append((row, splitter))
        self._column.setSizes([self._height(row) for row, _ in self._rows])

    def _in_sight(self, place: Place) -> bool:
        return place.shown and self.panels[place.name].window is None

    def _height(self, row: int) -> int:
        return self._heights[row] if row < len(self._heights) else 240

    def _note_sizes(self) -> None:
        """Take over how wide and high things are; before the first showing they have no size yet."""
        if not self.isVisible():
            return
        for (row, _), height in zip(self._rows, self._column.sizes(), strict=True):
            self._heights += [240] * (row + 1 - len(self._heights))
            self._heights[row] = max(1, height)
        for row, splitter in self._rows:
            widths = dict(zip(self._names(splitter), splitter.sizes(), strict=True))
            self._places = [
                replace(place, share=max(1, widths[place.name])) if place.row == row and place.name in widths else place
                for place in self._places
            ]

    def _names(self, splitter: QSplitter) -> list[str]:
        names = {id(panel.widget): name for name, panel in self.panels.items()}
        return [names[id(splitter.widget(at))] for at in range(splitter.count())]
