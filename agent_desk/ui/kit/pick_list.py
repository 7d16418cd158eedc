"""A list to choose one entry from: found by what is typed, with words where nothing is found, and nothing offered that is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from agent_desk.ui.kit import icons, theme
from agent_desk.ui.kit.finding import finds

PICK = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Pick:
    """One entry. `why_not`: why it cannot be chosen now; it stands beside it, greyed. `also`: other words that find it.

    `quiet`: it can be chosen, but is not what one would choose first.
    """

    value: Any
    text: str
    icon: str = ""
    tone: str = "text"
    why_not: str = ""
    also: tuple[str, ...] = ()
    quiet: bool = False


class PickList(QListWidget):
    """`chosen` comes with Enter or a double click on an entry that can be chosen, `moved` when another is current."""

    chosen = Signal(object)
    """The entry's value."""
    moved = Signal()

    def __init__(self, name: str, nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nothing = nothing
        self._offered: list[Pick] = []
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.itemActivated.connect(lambda _item: self.take())
        self.currentItemChanged.connect(lambda *_: self.moved.emit())

    def offer(self, entries: Sequence[Pick], typed: str = "") -> None:
        """Offer these, as far as what is typed finds them; the choice stays where it was, else it is the first likely one."""
        before = self.current()
        self._offered = list(entries)
        found = [one for one in self._offered if finds(typed, one.text, *one.also)]
        self.clear()
        for one in found:
            self._add(one)
        if not found and (self.nothing or self._offered):
            # Who shows an empty list otherwise (a feed's panel) has named no words for it.
            self._say_nothing()
        open_ = [at for at, one in enumerate(found) if not one.why_not]
        kept = next((at for at in open_ if before is not None and found[at].value == before.value), -1)
        likely = next((at for at in open_ if not found[at].quiet), open_[0] if open_ else -1)
        self.setCurrentRow(kept if kept >= 0 and not typed else likely)
        self.moved.emit()

    def _add(self, one: Pick) -> None:
        text = f"{one.text} · {one.why_not}" if one.why_not else one.text
        item = QListWidgetItem(icons.icon(one.icon, "muted" if one.why_not else one.tone), text) if one.icon else None
        item = item or QListWidgetItem(text)
        item.setData(PICK, one)
        if one.why_not:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            item.setToolTip(one.why_not)
        if one.why_not or one.quiet:
            item.setForeground(theme.current().color("disabled" if one.why_not else "muted"))
        self.addItem(item)

    def _say_nothing(self) -> None:
        item = QListWidgetItem(self.nothing or self.tr("Nothing found"))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(theme.current().color("muted"))
        self.addItem(item)

    def current(self) -> Pick | None:
        """Return the entry that Enter would choose; None where there is none."""
        item = self.currentItem()
        found = item.data(PICK) if item is not None else None
        return found if isinstance(found, Pick) and not found.why_not else None

    def texts(self) -> list[str]:
        """Return what is shown, line by line."""
        return [self.item(row).text() for row in range(self.count())]

    def take(self) -> None:
        """Choose the current entry."""
        found = self.current()
        if found is not None:
            self.chosen.emit(found.value)

    def step(self, by: int) -> None:
        """Go to the next entry up or down that can be chosen."""
        row = self.currentRow() + by
        while 0 <= row < self.count():
            if self.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentRow(row)
                return
            row += by
