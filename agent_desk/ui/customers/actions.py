"""The buttons at the foot of a panel: in one row where there is room, else the main one above the others."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button


class ActionRow(QWidget):
    """`first` at the left end, `second` and the `main` one at the right; stacked in a narrow column."""

    def __init__(self, first: Button, second: Button, main: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second, self._main = first, second, main
        self._wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_2)
        self._grid.setVerticalSpacing(theme.SPACE_2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._place(wide=False)

    def minimumSizeHint(self) -> QSize:
        halves = 2 * max(self._first.sizeHint().width(), self._second.sizeHint().width()) + theme.SPACE_2
        height = self._grid.minimumSize().height()
        return QSize(max(halves, self._main.sizeHint().width()), height)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # A button came, went, or got other words.
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        buttons = [button for button in (self._first, self._second, self._main) if not button.isHidden()]
        needed = sum(button.sizeHint().width() for button in buttons) + theme.SPACE_2 * len(buttons)
        self._place(wide=self.width() >= needed)

    def _place(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        while self._grid.takeAt(0) is not None:
            pass
        if wide:
            self._grid.addWidget(self._first, 0, 0)
            self._grid.addWidget(self._second, 0, 2)
            self._grid.addWidget(self._main, 0, 3)
        else:
            self._grid.addWidget(self._main, 0, 0, 1, 4)
            self._grid.addWidget(self._first, 1, 0, 1, 2)
            self._grid.addWidget(self._second, 1, 2, 1, 2)
        for column in range(4):
            self._grid.setColumnStretch(column, int(column == 1) if wide else 1)
        self.updateGeometry()
