"""How the board's panels are arranged: shown or not, in which order, beside each other, in a window; back to the usual."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.arrangement import Arrangement
from agent_desk.ui.kit.controls import Button, IconButton
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.inputs import Tick


class ArrangeDialog(Dialog):
    """Each panel a line. What is chosen holds at once; edges are moved on the board itself."""

    reset_wanted = Signal()

    def __init__(self, panels: Arrangement, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Arrange the board"), icon="sliders-horizontal", parent=parent)
        self._panels = panels
        hint = self.tr(
            "Kept with your name, at every seat. Drag the edges between panels to make them wider or higher."
        )
        self.body.addWidget(theme.label(hint, "muted", wrap=True))
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_3)
        self._grid.setColumnStretch(0, 1)
        self.body.addWidget(self._holder)
        self.shown: dict[str, Tick] = {}
        self.beside: dict[str, Tick] = {}
        self.up: dict[str, IconButton] = {}
        self.out: dict[str, IconButton] = {}
        self.reset = self.add_button(Button(self.tr("As it came"), icon="undo-2"), self._reset)
        self.add_button(Button(self.tr("Done"), kind="primary"), self.accept).setDefault(True)
        self._list()

    def _list(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        places = self._panels.places()
        for at, place in enumerate(places):
            panel = self._panels.panels[place.name]
            self._line(
                at, place.name, panel.title, place.shown, at > 0 and place.row == places[at - 1].row, len(places)
            )

    def _line(self, at: int, name: str, title: str, shown: bool, together: bool, count: int) -> None:
        tick, beside = Tick(title), Tick(self.tr("beside the one above"))
        tick.set_value(shown)
        beside.set_value(together)
        beside.setEnabled(at > 0)
        beside.setAccessibleName(self.tr("{panel} beside the one above").format(panel=title))
        up = IconButton("arrow-up", self.tr("{panel} up").format(panel=title))
        down = IconButton("arrow-down", self.tr("{panel} down").format(panel=title))
        out = IconButton("external-link", self.tr("{panel} in a window of its own").format(panel=title))
        up.setEnabled(at > 0)
        down.setEnabled(at < count - 1)
        tick.edited.connect(lambda: self._do(lambda: self._panels.show_panel(name, tick.value())))
        beside.edited.connect(lambda: self._do(lambda: self._panels.set_beside(name, beside.value())))
        up.clicked.connect(lambda: self._do(lambda: self._panels.shift(name, -1)))
        down.clicked.connect(lambda: self._do(lambda: self._panels.shift(name, 1)))
        out.clicked.connect(lambda: self._panels.pop_out(name))
        for column, widget in enumerate((tick, beside, up, down, out)):
            self._grid.addWidget(widget, at, column)
        self.shown[name], self.beside[name], self.up[name], self.out[name] = tick, beside, up, out

    def _do(self, work: Callable[[], None]) -> None:
        work()
        self._list()

    def _reset(self) -> None:
        self.reset_wanted.emit()
        self._list()
