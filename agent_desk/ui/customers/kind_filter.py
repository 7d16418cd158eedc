"""Which kinds of contact a time line shows: a small button with a menu, so that the list keeps the room."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from agent_desk.schemas.customers.records import ContactKind
from agent_desk.ui.customers import presentation
from agent_desk.ui.kit import icons
from agent_desk.ui.kit.controls import IconButton, Menu

KINDS: tuple[ContactKind, ...] = ("call", "complaint", "case", "message", "note")


class KindFilter(IconButton):
    """`changed` carries the kinds to show; an empty tuple shows all."""

    changed = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("filter", "", size="small", parent=parent)
        self._menu = Menu(self)
        self._group = QActionGroup(self)
        self._add(self.tr("All contacts"), ())
        for kind in KINDS:
            self._add(presentation.contact_kind(kind), (kind,))
        self._group.actions()[0].setChecked(True)
        self.setMenu(self._menu)
        self._say(self.tr("All contacts"), filtered=False)

    def _add(self, text: str, kinds: tuple[ContactKind, ...]) -> None:
        action = QAction(text, self._menu)
        action.setCheckable(True)
        action.triggered.connect(self._chooser(text, kinds))
        self._group.addAction(action)
        self._menu.addAction(action)

    def _chooser(self, text: str, kinds: tuple[ContactKind, ...]) -> Callable[[], None]:
        def choose() -> None:
            self._say(text, filtered=bool(kinds))
            self.changed.emit(kinds)

        return choose

    def _say(self, text: str, *, filtered: bool) -> None:
        self.setIcon(icons.icon("filter", "accent_ink" if filtered else "muted"))
        self.set_tip(self.tr("Shown: {kinds}").format(kinds=text))

    def clear(self) -> None:
        """Show all again, without a signal."""
        self._group.actions()[0].setChecked(True)
        self._say(self.tr("All contacts"), filtered=False)
