"""Buttons. They take the focus from the keyboard only: a mouse click on Hold leaves the cursor in the half-typed note.

One that has the focus is pressed by Enter as by Space.
"""

import sys
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from agent_desk.ui.kit import icons, theme

Kind = Literal["primary", "secondary", "ghost", "danger", "good", "link"]
Size = Literal["small", "normal", "large"]

_ICON_TONE = {"primary": "accent_text", "good": "on_fill", "danger": "on_fill", "link": "accent_ink"}


def key_text(keys: str) -> str:
    """Return a key as it is printed on the keyboard: "F2", "Ctrl+Return" -> "Ctrl+Enter"; on macOS its symbols."""
    # Native text elsewhere is in the language of the interface, but a Chinese keyboard says Enter too.
    native = sys.platform == "darwin"
    form = QKeySequence.SequenceFormat.NativeText if native else QKeySequence.SequenceFormat.PortableText
    text = QKeySequence(keys).toString(form) or keys
    return text.replace("Return", "Enter")


class Button(QPushButton):
    """A push button. One `primary` per panel; `good` answers a call; `danger` names what it ends or deletes.

    `shortcut` is shown on the tooltip ("Answer (F2)") and is not bound here: `shortcuts.bind` does both.
    """

    def __init__(
        self,
        text: str = "",
        *,
        kind: Kind = "secondary",
        icon: str = "",
        shortcut: str = "",
        size: Size = "normal",
        tooltip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._tip = tooltip
        self._shortcut = shortcut
        self._icon_name = icon
        self.setProperty("sizing", size)  # "size" is a property of every widget already
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # The icon stands left in a wider box: the style sheet has no word for the gap to the text.
        self.setIconSize(QSize(icons.SIZE + (theme.SPACE_1 if text else 0), icons.SIZE))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.set_kind(kind)
        self._refresh_tip()

    def set_kind(self, kind: Kind) -> None:
        """Change the weight of the button."""
        self._kind = kind
        theme.restyle(self, kind=kind)
        self._refresh_icon()

    def set_icon(self, name: str) -> None:
        """Another symbol of the set; "" for none."""
        self._icon_name = name
        self._refresh_icon()

    def set_label(self, text: str) -> None:
        """Other words; the tooltip and the accessible name follow."""
        self.setText(text)
        self._refresh_tip()

    def set_shortcut(self, keys: str) -> None:
        """Show `keys` on the tooltip."""
        self._shortcut = keys
        self._refresh_tip()

    def set_tip(self, text: str) -> None:
        """Other words for the tooltip, for instance why the button is off; "" goes back to the button's own text."""
        self._tip = text
        self._refresh_tip()

    def set_menu(self, menu: QMenu) -> None:
        """Open `menu` on click, with a small arrow."""
        self.setProperty("menu", True)
        self.setMenu(menu)
        theme.restyle(self, menu=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif self.menu() is not None:
            self.showMenu()
        elif not event.isAutoRepeat():
            self.click()

    def _refresh_icon(self) -> None:
        named = self._icon_name
        self.setIcon(icons.icon(named, _ICON_TONE.get(self._kind, "text")) if named else QIcon())

    def _refresh_tip(self) -> None:
        words = self._tip or self.text()
        self.setToolTip(f"{words} ({key_text(self._shortcut)})" if self._shortcut else self._tip)
        self.setAccessibleName(self.text() or words)


class IconButton(Button):
    """A square button with a symbol alone; `text` is its tooltip and accessible name."""

    def __init__(
        self,
        icon: str,
        text: str,
        *,
        kind: Kind = "ghost",
        shortcut: str = "",
        size: Size = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind=kind, icon=icon, shortcut=shortcut, size=size, tooltip=text, parent=parent)
        theme.restyle(self, square=True)

    def set_label(self, text: str) -> None:
        self.set_tip(text)

    def _refresh_tip(self) -> None:
        super()._refresh_tip()
        if not self.toolTip():
            self.setToolTip(self._tip)


class Menu(QMenu):
    """A menu with rounded corners. `add` takes a symbol of the set; a danger is told by its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setProperty("rounded", True)
        self.setToolTipsVisible(True)

    def add(
        self, text: str, pressed: Callable[[], object], *, icon: str = "", tone: str = "text", shortcut: str = ""
    ) -> QAction:
        """Return an entry; `shortcut` is shown, not bound."""
        action = self.addAction(icons.icon(icon, tone), text) if icon else self.addAction(text)
        if shortcut:
            action.setText(f"{text}\t{key_text(shortcut)}")
        action.triggered.connect(lambda: pressed())
        return action


class Segmented(QWidget):
    """A few exclusive choices side by side, for a filter or a view."""

    changed = Signal(object)

    def __init__(self, options: list[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for at, (_, text) in enumerate(options):
            button = Button(text, kind="ghost", size="small")
            button.setCheckable(True)
            button.setChecked(at == 0)
            self._group.addButton(button, at)
            layout.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(lambda at: self.changed.emit(self.values[at]))

    def value(self) -> object:
        return self.values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose without a signal; raises ValueError for a value that is no option."""
        self._group.button(self.values.index(value)).setChecked(True)

    def choose(self, value: object) -> None:
        """Press a button from outside; raises ValueError for a value that is no option."""
        self._group.button(self.values.index(value)).click()

    def set_words(self, value: object, text: str) -> None:
        """Say something else on a button, such as its words with a count."""
        button = self._group.button(self.values.index(value))
        button.setText(text)
        button.setAccessibleName(text)

    def offer(self, value: object, wanted: bool) -> None:
        """Offer an option, or not."""
        self._group.button(self.values.index(value)).setVisible(wanted)

    def texts(self) -> list[str]:
        """Return what the buttons say."""
        return [button.text() for button in self._group.buttons()]
