"""The head of a customer's card: who it is, whether the call is verified, and what to be careful about."""

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.schemas.customers.records import CustomerCard, Word
from agent_desk.ui.customers import presentation
from agent_desk.ui.customers.fields import Field, MaskedField
from agent_desk.ui.customers.flow import Flow
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Avatar, Button, IconButton, Menu, Pill, label

VERIFY = shortcuts.register(
    shortcuts.Action(
        "customer.verify",
        "Ctrl+Shift+V",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Check the caller's identity")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
    )
)


class CardHeader(QWidget):
    """Name, number, branch, level; verified or the way to it; care flags, with a menu to set them."""

    reveal_wanted = Signal(str)
    verify_wanted = Signal()
    close_wanted = Signal()
    flags_wanted = Signal(list)
    """Codes of the care flags as they shall be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avatar = Avatar("", 44)
        self.name = MaskedField("title")
        self.name.reveal_wanted.connect(self.reveal_wanted)
        self._level = Pill()
        self._person = label("", "muted")
        self._place = label("", "muted", selectable=True)
        self.verified = Pill(self.tr("Verified"), "good", "shield-check")
        self.verify = Button(self.tr("Verify"), icon="shield-check", size="small")
        self.verify.clicked.connect(self.verify_wanted)
        shortcuts.bind(self.verify, VERIFY.id, self.verify_wanted.emit)
        self.close_button = IconButton("x", self.tr("Close this customer"), size="small")
        self.close_button.clicked.connect(self.close_wanted)
        self._flags = QWidget()
        self._flow = Flow(self._flags, theme.SPACE_1)
        self.edit_flags = IconButton("tag", self.tr("Care flags"), size="small")
        self._menu = Menu(self)
        self._codes: list[str] = []
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.SPACE_2)
        first.addWidget(self.name)
        first.addWidget(self._level)
        first.addWidget(self._person)
        first.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addLayout(first)
        texts.addWidget(self._place)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_3)
        top.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        top.addWidget(self.verified, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.verify, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addLayout(top)
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE_1)
        below.addWidget(self._flags, 1)
        below.addWidget(self.edit_flags, 0, Qt.AlignmentFlag.AlignTop)
        page.addLayout(below)

    def set_card(self, card: CustomerCard, *, in_call: bool, may_reveal: bool) -> None:
        """Show this customer. `in_call`: there is a call in which the caller can be checked."""
        self._avatar.set_name(card.name.text)
        self.name.set_field(Field(self.tr("Name"), card.name), may_reveal)
        tone, icon = presentation.level_look(card.level)
        self._level.set(presentation.name_of(card.level), tone=tone, icon=icon)
        self._level.setVisible(bool(icon))
        age = self.tr("{age} years").format(age=card.age) if card.age is not None else ""
        self._person.setText(" · ".join(part for part in (presentation.gender(card.gender), age) if part))
        branch = presentation.name_of(card.branch) if card.branch else ""
        self._place.setText(" · ".join(part for part in (card.number, branch) if part))
        self.verified.setVisible(card.verified)
        self.verify.setVisible(in_call and not card.verified)
        self.setAccessibleName(f"{card.name.text} {card.number}")
        self.show_flags(card.care_flags)

    def set_choices(self, flags: list[Word], *, may_edit: bool) -> None:
        """The bank's care flags to choose from."""
        self._menu.clear()
        for flag in flags:
            action = QAction(presentation.name_of(flag), self._menu)
            action.setCheckable(True)
            action.setData(flag.code)
            action.setChecked(flag.code in self._codes)
            action.triggered.connect(self._flag_pressed(flag.code))
            self._menu.addAction(action)
        self.edit_flags.setMenu(self._menu)
        self.edit_flags.setVisible(may_edit and bool(flags))

    def show_flags(self, flags: list[Word]) -> None:
        """Show these flags, here and in the menu."""
        self._codes = [flag.code for flag in flags]
        self._flow.clear()
        for flag in presentation.grave_first(flags):
            tone, icon = presentation.flag_look(flag)
            self._flow.addWidget(Pill(presentation.name_of(flag), tone, icon))
        for action in self._menu.actions():
            action.setChecked(action.data() in self._codes)

    def flags(self) -> list[str]:
        """Codes of the flags that are shown."""
        return list(self._codes)

    def _flag_pressed(self, code: str) -> Callable[[bool], None]:
        def pressed(on: bool) -> None:
            rest = [one for one in self._codes if one != code]
            self.flags_wanted.emit([*rest, code] if on else rest)

        return pressed
