"""Where to send a call: colleagues and queues with what they do now, the bank's own numbers, or a number typed in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.calls.records import AgentTarget, QueueTarget, Targets
from agent_desk.ui.kit import states, theme, words
from agent_desk.ui.kit.controls import Button, SearchField
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pick_list import Pick, PickList


@dataclass(frozen=True, slots=True)
class Target:
    """Where a line leads. `free`: the call can go there at once; `why_not_ask`: why nobody there can be asked first."""

    kind: str
    target: str
    free: bool = True
    why_not_ask: str = ""


class TransferDialog(Dialog):
    """Type to narrow, arrows to choose, Enter to transfer. The call goes on behind it; it closes when the call ends."""

    chosen = Signal(str, str)
    """(kind, target)"""
    ask_wanted = Signal(str, str)
    """(kind, target): ask first, while the customer waits."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Transfer the call"), icon="phone-forwarded", parent=parent)
        self.feed: Feed[Targets] = Feed(context, lambda: operations.targets, parent=self)
        self.search = SearchField(self.tr("Name, pinyin, queue, or a number"))
        self.list = PickList(
            self.tr("Where to"), self.tr("Nobody found: try a part of the name, pinyin, or a whole number.")
        )
        self.list.setMinimumSize(480, 300)
        self.list.chosen.connect(lambda _target: self._take_current())
        self.list.moved.connect(self._enable)
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
        self.search.moved.connect(self.list.step)
        first = QShortcut(QKeySequence("Ctrl+Return"), self)
        first.setKeys([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        first.activated.connect(self._ask_current)
        self.search.setFocus()

    def _fill(self, *_: object) -> None:
        targets = self.feed.now
        if targets is None:
            return
        typed = self.search.text().strip()
        entries = self._entries(targets)
        digits = "".join(letter for letter in typed if letter.isdigit() or letter == "+")
        if len(digits) >= 3 and digits == typed.replace(" ", "").replace("-", ""):
            text = self.tr("Outside number {number}").format(number=digits)
            entries.append(Pick(Target("blind_number", digits), text, "phone-outgoing", "muted", also=(typed,)))
        self.list.offer(entries, typed)

    def _enable(self) -> None:
        """A colleague who is not ready can be asked; the call cannot be sent to them. A queue where nobody is ready: the reverse."""
        target = self._target()
        why_not = target.why_not_ask if target is not None else ""
        self._ask.setEnabled(target is not None and not why_not)
        self._ask.set_tip(why_not)
        self._go.setEnabled(target is not None and target.free)

    def _target(self) -> Target | None:
        pick = self.list.current()
        return pick.value if pick is not None and isinstance(pick.value, Target) else None

    def _entries(self, targets: Targets) -> list[Pick]:
        found = [self._queue(one) for one in targets.queues] + [self._agent(one) for one in targets.agents]
        for number in targets.numbers:
            text = f"{words.pick(number.name_zh, number.name_en)} · {number.number}"
            also = (number.name_zh, number.name_en)
            found.append(Pick(Target("blind_number", number.number), text, "landmark", also=also))
        return found

    def _queue(self, one: QueueTarget) -> Pick:
        queue = one.queue
        text = self.tr("{queue} · {waiting} waiting · {ready} ready").format(
            queue=words.pick(queue.name_zh, queue.name_en), waiting=one.waiting, ready=one.ready
        )
        why_not = "" if one.ready else self.tr("nobody is ready to be asked")
        if why_not:
            text = f"{text} · {why_not}"
        also = (queue.name_zh, queue.name_en, queue.code)
        target = Target("blind_queue", queue.code, why_not_ask=why_not)
        return Pick(target, text, "users", "muted" if why_not else "text", also=also, quiet=bool(why_not))

    def _agent(self, one: AgentTarget) -> Pick:
        look = states.look(one.state)
        code = one.person.agent_code or ""
        text = f"{words.pick(one.person.name, one.person.name_en)} · {code} · {words.say(look)}"
        if one.askable and not one.free:
            text = self.tr("{colleague} · can be asked first").format(colleague=text)
        closed = "" if one.free or one.askable else self.tr("cannot be reached now")
        also = (one.person.name, one.person.name_en)
        target = Target("blind_agent", code, free=one.free, why_not_ask="" if one.askable else closed)
        return Pick(target, text, look.icon, look.tone, why_not=closed, also=also, quiet=not one.free)

    def _take_current(self) -> None:
        target = self._target()
        # Enter in the list is the default button's as well: once is enough.
        if target is not None and target.free and self.isVisible():
            self.chosen.emit(target.kind, target.target)
            self.accept()

    def _ask_current(self) -> None:
        target = self._target()
        if target is not None and not target.why_not_ask and self.isVisible():
            self.ask_wanted.emit(target.kind, target.target)
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_current()
        else:
            super().keyPressEvent(event)
