"""Where to send a call: colleagues and queues with what they do now, the bank's own numbers, or a number typed in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from agent_desk.desk.calls import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.calls.records import Targets
from agent_desk.ui.kit import icons, states, theme, words
from agent_desk.ui.kit.controls import Button, SearchField
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel

KIND, TARGET, FREE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `free`: the call can go there at once; `askable`: they can be asked first."""

    text: str
    kind: str
    target: str
    icon: str
    tone: str = "text"
    free: bool = True
    askable: bool = True


class TransferDialog(Dialog):
    """Type to narrow, arrows to choose, Enter to transfer. The call goes on behind it; it closes when the call ends."""

    chosen = Signal(str, str)
    """(kind, target)"""
    ask_wanted = Signal(str, str)
    """(kind, target): ask first, while the customer waits."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Transfer the call"), icon="phone-forwarded", parent=parent)
        self.feed: Feed[Targets] = Feed(context, lambda: operations.targets, parent=self)
        self.search = SearchField(self.tr("Name, queue, or a number"))
        self.list = QListWidget()
        self.list.setMinimumHeight(300)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.windowTitle())
        self.list.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.list.itemActivated.connect(self._take)
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        self.body.addWidget(self.search)
        self.states = FeedPanel(context, self.feed, self.list, self._fill)
        self.body.addWidget(self.states, 1)
        words_of_both = self.tr(
            'With "Transfer" your part ends at once. With "Ask first" (Ctrl+Enter) the customer waits meanwhile.'
        )
        self.body.addWidget(theme.label(words_of_both, "caption", wrap=True))
        self.add_cancel()
        self._ask = self.add_button(Button(self.tr("Ask first"), icon="phone-call"), self._ask_current)
        self._go = self.add_button(Button(self.tr("Transfer"), kind="primary"), self._take_current)
        self.search.textChanged.connect(self._fill)
        self.search.chosen.connect(self._take_current)
        self.search.moved.connect(self._move)
        first = QShortcut(QKeySequence("Ctrl+Return"), self)
        first.setKeys([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        first.activated.connect(self._ask_current)
        self.search.setFocus()

    def _fill(self, *_: object) -> None:
        targets = self.feed.now
        if targets is None:
            return
        self.list.clear()
        typed = self.search.text().strip()
        for entry in self._entries(targets):
            if typed.lower() in entry.text.lower() or typed in entry.target:
                self._add(entry)
        digits = "".join(letter for letter in typed if letter.isdigit() or letter == "+")
        if len(digits) >= 3 and digits == typed.replace(" ", "").replace("-", ""):
            text = self.tr("Outside number {number}").format(number=digits)
            self._add(Entry(text, "blind_number", digits, "phone-outgoing", "muted"))
        for row in range(self.list.count()):
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(row)
                break
        self._enable()

    def _add(self, entry: Entry) -> None:
        item = QListWidgetItem(icons.icon(entry.icon, entry.tone), entry.text)
        for role, value in ((KIND, entry.kind), (TARGET, entry.target), (FREE, entry.free)):
            item.setData(role, value)
        if not (entry.free or entry.askable):
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        self.list.addItem(item)

    def _enable(self) -> None:
        """A colleague who is not ready can be asked; the call cannot be sent to them."""
        item = self.list.currentItem()
        here = item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)
        self._ask.setEnabled(here)
        self._go.setEnabled(here and item is not None and bool(item.data(FREE)))

    def _entries(self, targets: Targets) -> list[Entry]:
        found: list[Entry] = []
        for queue in targets.queues:
            name = words.pick(queue.queue.name_zh, queue.queue.name_en)
            text = self.tr("{queue} · {waiting} waiting · {ready} ready").format(
                queue=name, waiting=queue.waiting, ready=queue.ready
            )
            found.append(Entry(text, "blind_queue", queue.queue.code, "users"))
        for agent in targets.agents:
            look = states.look(agent.state)
            name = words.pick(agent.person.name, agent.person.name_en)
            text = f"{name} · {agent.person.agent_code or ''} · {words.say(look)}"
            if agent.askable and not agent.free:
                text = self.tr("{colleague} · can be asked first").format(colleague=text)
            code = agent.person.agent_code or ""
            found.append(Entry(text, "blind_agent", code, look.icon, look.tone, agent.free, agent.askable))
        for number in targets.numbers:
            text = f"{words.pick(number.name_zh, number.name_en)} · {number.number}"
            found.append(Entry(text, "blind_number", number.number, "landmark"))
        return found

    def _take_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._take(item)

    def _ask_current(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.ask_wanted.emit(item.data(KIND), item.data(TARGET))
            self.accept()

    def _take(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled and item.data(FREE):
            self.chosen.emit(item.data(KIND), item.data(TARGET))
            self.accept()

    def _move(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(row)
                break
            row += step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_current()
        else:
            super().keyPressEvent(event)
