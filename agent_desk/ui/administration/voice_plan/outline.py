"""The parts of a voice plan as an outline: choose one, add one, take one away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from agent_desk.ui.administration.voice_plan import parts
from agent_desk.ui.administration.voice_plan.parts import Kind, Lists, Part
from agent_desk.ui.kit import icons, theme
from agent_desk.ui.kit.controls import Button, Menu

Path = tuple[str | int, ...]
Draft = dict[str, Any]
PATH: Final = Qt.ItemDataRole.UserRole
LISTS: Final[dict[str, Kind]] = {
    "numbers": "number",
    "hours": "hours",
    "days": "day",
    "menus": "menu",
    "queues": "queue",
    "callers": "caller",
    "choices": "choice",
}
NAMES: Final[dict[Kind, str]] = {
    "number": "number",
    "hours": "code",
    "menu": "code",
    "queue": "queue",
    "caller": "who",
    "choice": "key",
}
ICONS: Final[dict[Kind, str]] = {
    "number": "phone",
    "hours": "clock",
    "day": "calendar",
    "menu": "list",
    "queue": "users",
    "caller": "user",
    "choice": "keyboard",
    "identity": "id-card",
    "survey": "star",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A part of the draft: where it is, and what kind."""

    kind: Kind
    path: Path


def part_at(draft: Draft, path: Path) -> Any:
    """Return what stands at a place of the draft."""
    found: Any = draft
    for step in path:
        found = found[step]
    return found


def put_at(draft: Draft, path: Path, value: Any) -> None:
    """Another value at a place of the draft."""
    part_at(draft, path[:-1])[path[-1]] = value


def said(section: str, value: Any) -> str:
    """Return what a section holds, in one line: the names of its parts, or its settings."""
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values() if one) or "–"
    name = NAMES.get(LISTS[section], "day")
    return ", ".join(str(one[name]) for one in value) or "–"


class VoiceOutline(QWidget):
    """Sections with their parts; a menu's keys stand below it."""

    chosen = Signal(object)
    """Chosen, or None."""
    changed = Signal()
    """A part was added or taken away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft = {}
        self._queues: list[tuple[str, str]] = []
        self._callers: list[tuple[str, str]] = []
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.tree.setIndentation(theme.SPACE_4)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setAccessibleName(self.tr("Parts of the voice plan"))
        self.tree.currentItemChanged.connect(lambda *_: self._chosen())
        self.add_button = Button(self.tr("Add"), icon="plus", size="small")
        self.remove_button = Button(self.tr("Remove"), icon="trash-2", size="small")
        self.up_button = Button(self.tr("Up"), icon="chevron-up", size="small")
        self.up_button.setToolTip(self.tr("Ask this rule sooner"))
        self.up_button.clicked.connect(self.move_up)
        theme.appear(self.up_button, False)
        self.add_button.clicked.connect(self._offer)
        self.remove_button.clicked.connect(self.remove)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addWidget(self.up_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.tree, 1)
        column.addLayout(row)

    def sections(self) -> list[tuple[str, str]]:
        """Return (name, words) of the sections of a plan, in their order."""
        return [
            ("numbers", self.tr("Numbers")),
            ("hours", self.tr("Hours")),
            ("menus", self.tr("Menus")),
            ("callers", self.tr("By who calls")),
            ("queues", self.tr("Queues: overflow, call-back")),
            ("days", self.tr("Special days")),
            ("identity", self.tr("Identity digits")),
            ("survey", self.tr("Survey")),
        ]

    @property
    def lists(self) -> Lists:
        """What a part can lead to now: codes that were just typed are among them."""
        menus, hours = ([one["code"] for one in self._draft.get(name, [])] for name in ("menus", "hours"))
        return Lists(self._queues, menus, hours, self._callers)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_draft(self, draft: Draft, queues: list[tuple[str, str]], callers: list[tuple[str, str]]) -> None:
        """The parts of this draft; the choice stays, where it still is."""
        self._draft, self._callers = draft, callers
        self._queues = queues
        before = self.current()
        blocked = self.tree.blockSignals(True)
        self.tree.clear()
        for name, text in self.sections():
            section = self._item(None, text, (name,), ICONS[LISTS[name]] if name in LISTS else ICONS[name])  # type: ignore[index]
            if name in LISTS:
                section.setText(0, f"{text} ({len(draft[name])})" if draft[name] else text)
                self._add_parts(section, (name,))
            section.setExpanded(name != "days")
        self.tree.blockSignals(blocked)
        self.select(before.path if before is not None else ("numbers", 0))

    def _add_parts(self, above: QTreeWidgetItem, path: Path) -> None:
        kind = LISTS[str(path[-1])]
        for at, part in enumerate(part_at(self._draft, path)):
            item = self._item(above, parts.title(kind, part, self.lists), (*path, at), ICONS[kind])
            if kind == "menu":
                self._add_parts(item, (*path, at, "choices"))
                item.setExpanded(True)

    def _item(self, above: QTreeWidgetItem | None, text: str, path: Path, icon: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setIcon(0, icons.icon(icon, "muted"))
        item.setData(0, PATH, path)
        if above is None:
            self.tree.addTopLevelItem(item)
        else:
            above.addChild(item)
        return item

    def rename(self, path: Path) -> None:
        """The words of a part have changed."""
        item = self._find(path)
        chosen = self._of(path)
        if item is not None and chosen is not None and isinstance(path[-1], int):
            item.setText(0, parts.title(chosen.kind, part_at(self._draft, path), self.lists))

    # -- the choice --------------------------------------------------------------------------------------------------

    def current(self) -> Chosen | None:
        """Return the part that is chosen; None on the heading of a list."""
        item = self.tree.currentItem()
        return self._of(tuple(item.data(0, PATH))) if item is not None else None

    def words(self) -> str:
        """Of the part that is chosen."""
        item = self.tree.currentItem()
        return item.text(0) if item is not None else ""

    @staticmethod
    def _of(path: Path) -> Chosen | None:
        if path in (("identity",), ("survey",)):
            return Chosen("identity" if path == ("identity",) else "survey", path)
        return Chosen(LISTS[str(path[-2])], path) if isinstance(path[-1], int) else None

    def select(self, path: Path) -> None:
        """Choose this part, or what stands above it."""
        while path:
            item = self._find(path)
            if item is not None:
                self.tree.setCurrentItem(item)
                break
            path = path[:-1]
        self._chosen()

    def _find(self, path: Path) -> QTreeWidgetItem | None:
        waiting = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop()
            if item is None:
                continue
            if tuple(item.data(0, PATH)) == path:
                return item
            waiting += [item.child(at) for at in range(item.childCount())]
        return None

    def _chosen(self) -> None:
        chosen = self.current()
        self.remove_button.setEnabled(chosen is not None and isinstance(chosen.path[-1], int))
        theme.appear(self.up_button, chosen is not None and chosen.kind == "caller" and chosen.path[-1] != 0)
        self.chosen.emit(chosen)

    # -- adding, taking away -----------------------------------------------------------------------------------------

    def _offer(self) -> None:
        menu = Menu(self)
        offers: list[tuple[str, Path]] = [
            (self.tr("Number"), ("numbers",)),
            (self.tr("Hours"), ("hours",)),
            (self.tr("Menu"), ("menus",)),
            (self.tr("Rule about callers"), ("callers",)),
            (self.tr("Queue's rules"), ("queues",)),
            (self.tr("Special day"), ("days",)),
        ]
        chosen = self.current()
        if chosen is not None and chosen.path[0] == "menus":
            offers.insert(0, (self.tr("Key of this menu"), (*chosen.path[:2], "choices")))
        for text, path in offers:
            menu.add(text, partial(self.add, path))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Opened, never executed: calls and clocks go on behind it.
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def add(self, path: Path) -> None:
        """A new part at the end of this list."""
        kind, listed = LISTS[str(path[-1])], part_at(self._draft, path)
        names = [one[NAMES[kind]] for one in listed] if kind in NAMES else []
        listed.append(parts.new_part(kind, self.lists, names))
        self._changed((*path, len(listed) - 1))

    def remove(self) -> None:
        """The chosen part goes."""
        chosen = self.current()
        if chosen is None or not isinstance(chosen.path[-1], int):
            return
        listed: list[Part] = part_at(self._draft, chosen.path[:-1])
        del listed[chosen.path[-1]]
        self._changed((*chosen.path[:-1], max(0, chosen.path[-1] - 1)))

    def move_up(self) -> None:
        """The chosen rule is asked one place sooner: the first that holds decides."""
        chosen = self.current()
        if chosen is None or chosen.kind != "caller" or not isinstance(chosen.path[-1], int) or not chosen.path[-1]:
            return
        at, listed = chosen.path[-1], part_at(self._draft, chosen.path[:-1])
        listed[at - 1 : at + 1] = [listed[at], listed[at - 1]]
        self._changed((*chosen.path[:-1], at - 1))

    def _changed(self, path: Path) -> None:
        self.show_draft(self._draft, self._queues, self._callers)
        self.select(path)
        self.changed.emit()
