"""Every key of the desk in one registry, so that no two mean different things, and the sheet (F1) that lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakSet, ref

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.buttons import Button, key_text
from agent_desk.ui.kit.dialogs import Dialog


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `text` and `group` are English sources in the translation context `context`.

    `page`: the key of a page works wherever the focus is while the page is shown, and another page may use it too; of two
    that are shown, the one with the focus answers. `inside`: it counts only while the focus is in the panel it is bound to.
    That is for Esc alone, which belongs to whatever has the focus. `place`: the one workspace it belongs to, so that a
    workspace that is never open beside it may use the key too.
    """

    id: str
    keys: str
    text: str
    group: str
    context: str = "Shortcuts"
    page: bool = False
    place: str = ""
    inside: bool = False

    def words(self) -> str:
        return QCoreApplication.translate(self.context, self.text)

    def group_words(self) -> str:
        return QCoreApplication.translate(self.context, self.group)


def _own(id: str, keys: str, text: object, group: object, place: str = "") -> Action:
    return Action(id, keys, str(text), str(group), place=place)


_CALL = QT_TRANSLATE_NOOP("Shortcuts", "Call")
_WORK = QT_TRANSLATE_NOOP("Shortcuts", "Work")
_STATE = QT_TRANSLATE_NOOP("Shortcuts", "State")
_DESK = QT_TRANSLATE_NOOP("Shortcuts", "Desk")

_registry: dict[str, Action] = {
    action.id: action
    for action in (
        _own("call.answer", "F2", QT_TRANSLATE_NOOP("Shortcuts", "Answer"), _CALL),
        _own("call.hold", "F3", QT_TRANSLATE_NOOP("Shortcuts", "Hold or take back"), _CALL),
        _own("call.mute", "F4", QT_TRANSLATE_NOOP("Shortcuts", "Mute or unmute"), _CALL),
        _own("call.transfer", "F6", QT_TRANSLATE_NOOP("Shortcuts", "Transfer"), _CALL),
        _own("call.end", "F9", QT_TRANSLATE_NOOP("Shortcuts", "End call"), _CALL),
        _own("call.dial", "F12", QT_TRANSLATE_NOOP("Shortcuts", "Call a number"), _CALL),
        _own("call.tones", "Ctrl+F8", QT_TRANSLATE_NOOP("Shortcuts", "Press keys while talking"), _CALL),
        _own("call.sound_bad", "Ctrl+F4", QT_TRANSLATE_NOOP("Shortcuts", "Say that the sound is bad"), _CALL),
        _own("call.complete", "Ctrl+F6", QT_TRANSLATE_NOOP("Shortcuts", "Pass on to who was asked"), _CALL),
        _own("call.back", "Ctrl+F3", QT_TRANSLATE_NOOP("Shortcuts", "Back to the customer"), _CALL),
        _own("call.join", "Ctrl+F5", QT_TRANSLATE_NOOP("Shortcuts", "Talk of three"), _CALL),
        _own("call.park", "Ctrl+F7", QT_TRANSLATE_NOOP("Shortcuts", "Park the customer"), _CALL),
        _own("call.parked", "Ctrl+F9", QT_TRANSLATE_NOOP("Shortcuts", "Parked calls"), _CALL),
        _own(
            "call.pick_up", "Ctrl+F2", QT_TRANSLATE_NOOP("Shortcuts", "Pick up a call that rings at a colleague"), _CALL
        ),
        _own("case.complaint", "F7", QT_TRANSLATE_NOOP("Shortcuts", "Open complaint"), _WORK),
        _own("case.order", "F8", QT_TRANSLATE_NOOP("Shortcuts", "Take down a request"), _WORK),
        _own("wrapup.done", "Ctrl+Return", QT_TRANSLATE_NOOP("Shortcuts", "Finish after-call work"), _WORK, "agent"),
        _own("wrapup.go", "F5", QT_TRANSLATE_NOOP("Shortcuts", "Wrap-up: topic, then notes"), _WORK, "agent"),
        _own("customer.find", "Ctrl+K", QT_TRANSLATE_NOOP("Shortcuts", "Find a customer"), _WORK),
        _own("knowledge.search", "Ctrl+E", QT_TRANSLATE_NOOP("Shortcuts", "Search the knowledge base"), _WORK),
        _own("state.ready", "Ctrl+Shift+R", QT_TRANSLATE_NOOP("Shortcuts", "Ready"), _STATE),
        _own("state.not_ready", "Ctrl+Shift+N", QT_TRANSLATE_NOOP("Shortcuts", "Not ready, with a reason"), _STATE),
        _own("desk.sheet", "F1", QT_TRANSLATE_NOOP("Shortcuts", "This sheet"), _DESK),
        _own("desk.notice", "Ctrl+J", QT_TRANSLATE_NOOP("Shortcuts", "Do what the newest notice offers"), _DESK),
        _own("desk.theme", "Ctrl+Shift+D", QT_TRANSLATE_NOOP("Shortcuts", "Light or dark"), _DESK),
        _own("desk.sign_out", "Ctrl+Shift+Q", QT_TRANSLATE_NOOP("Shortcuts", "Sign out"), _DESK),
    )
}
_bound: dict[str, WeakSet[QShortcut]] = {}


def register(action: Action) -> Action:
    """Add an action of an area.

    Raises ValueError when the id means something else, the key is taken, or it would not work wherever its panel is shown.
    """
    if action.inside and action.keys != "Esc":
        raise ValueError(f"{action.keys} has to work wherever {action.id!r} is shown")
    known = _registry.get(action.id)
    if known is not None and known != action:
        raise ValueError(f"shortcut {action.id!r} is registered already")
    for other in _registry.values():
        clash = other.keys == action.keys and other.id != action.id
        apart = bool(action.place) and bool(other.place) and action.place != other.place
        shared = (other.page and action.page) or (other.inside and action.inside)
        if clash and not apart and not shared:
            raise ValueError(f"{action.keys} is the key of {other.id!r} already")
    _registry[action.id] = action
    return action


def registered() -> list[Action]:
    """Every action the desk knows."""
    return list(_registry.values())


def action(id: str) -> Action:
    """Return the action; raises KeyError."""
    return _registry[id]


def keys(id: str) -> str:
    """Return the keys of an action, for `Button(shortcut=...)`; raises KeyError."""
    return _registry[id].keys


def bind(widget: QWidget, id: str, callback: Callable[[], object]) -> QShortcut:
    """Have the action's key call `callback` while `widget` is shown in the active window.

    A Button shows the key on its tooltip and, while disabled, does not answer to it.
    """
    wanted = _registry[id]
    shortcut = _Key(wanted, widget)
    shortcut.pressed.connect(callback)
    if wanted.keys == "Ctrl+Return":
        # The number pad's Enter is another key to Qt.
        shortcut.setKeys([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
    if isinstance(widget, Button):
        widget.set_shortcut(wanted.keys)
    _bound.setdefault(id, WeakSet()).add(shortcut)
    return shortcut


class _Key(QShortcut):
    """A key of one widget. Where it is the key of several pages in sight, the page with the focus answers, else the first."""

    pressed = Signal()

    def __init__(self, action: Action, widget: QWidget) -> None:
        super().__init__(QKeySequence(action.keys), widget)
        self._action, self._widget = action, ref(widget)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self.setContext(inside if action.inside else Qt.ShortcutContext.WindowShortcut)
        self.setAutoRepeat(False)
        self.activated.connect(self.pressed)
        self.activatedAmbiguously.connect(self._choose)

    def _choose(self) -> None:
        rivals = [
            key
            for action in _registry.values()
            if action.keys == self._action.keys
            for key in _bound.get(action.id, ())
            if isinstance(key, _Key) and key.answers_in(self)
        ]
        focused = next((key for key in rivals if key.has_focus), None)
        (focused or min(rivals, key=lambda key: key._action.id)).pressed.emit()

    def answers_in(self, other: _Key) -> bool:
        """Return whether it is in sight in the same window as another, and not off."""
        mine, theirs = self._widget(), other._widget()
        if mine is None or theirs is None or not isValid(mine):
            return False
        return mine.window() is theirs.window() and mine.isVisible() and mine.isEnabled() and self.isEnabled()

    @property
    def has_focus(self) -> bool:
        """Whether the focus is in its widget."""
        mine, now = self._widget(), QApplication.focusWidget()
        return mine is not None and now is not None and (mine is now or mine.isAncestorOf(now))


def press_call_key(window: QWidget, keys: QKeySequence) -> bool:
    """Do what a key of the call does in `window`, whatever lies over it; return whether it is bound there.

    A key that cannot be used now does nothing, as in its own window.
    """
    ids = [one.id for one in _registry.values() if one.group == str(_CALL) and QKeySequence(one.keys) == keys]
    found = False
    for shortcut in [one for id in ids for one in _bound.get(id, ())]:
        widget = shortcut.parent()
        if not isinstance(widget, QWidget) or widget.window() != window:
            continue
        found = True
        if widget.isVisible() and widget.isEnabled() and shortcut.isEnabled():
            shortcut.activated.emit()
    return found


def bound() -> list[Action]:
    """The actions some living widget answers to, in registry order."""
    return [action for action in _registry.values() if len(_bound.get(action.id, ())) > 0]


class ShortcutSheet(Dialog):
    """All keys that work now, by group, in two columns."""

    def __init__(self, actions: list[Action] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(self._title(), icon="keyboard", parent=parent)
        self.setMinimumWidth(680)
        shown = bound() if actions is None else actions
        groups: dict[str, list[Action]] = {}
        for one in shown:
            groups.setdefault(one.group_words(), []).append(one)
        columns = QHBoxLayout()
        columns.setSpacing(48)
        halves = (QVBoxLayout(), QVBoxLayout())
        heights = [0, 0]
        for name, members in groups.items():
            side = 0 if heights[0] <= heights[1] else 1
            heights[side] += len(members) + 2
            halves[side].addWidget(self._group(name, members))
        for half in halves:
            half.setSpacing(theme.SPACE_4)
            half.addStretch(1)
            columns.addLayout(half, 1)
        self.body.addLayout(columns)
        close = self.add_button(Button(self.tr("Close")), self.accept)
        close.setDefault(True)
        self._texts = [one.words() for one in shown]

    def _title(self) -> str:
        return QCoreApplication.translate("ShortcutSheet", "Keys")

    def _group(self, name: str, members: list[Action]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_3)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(theme.label(name, "section"), 0, 0)
        for row, one in enumerate(members, start=1):
            grid.addWidget(theme.label(one.words()), row, 0)
            grid.addWidget(self._keys(one.keys), row, 1, Qt.AlignmentFlag.AlignRight)
        return box

    def _keys(self, sequence: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        for part in key_text(sequence).split("+"):
            row.addWidget(theme.label(part, "key"))
        return box

    def texts(self) -> list[str]:
        """Return the actions listed, in words."""
        return list(self._texts)
