"""The parts of a definition as a tree, and what the check finds as a list: both choose, by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from agent_desk.desk.cases import drawing
from agent_desk.schemas.cases.kinds.design_words import PARTS
from agent_desk.schemas.cases.kinds.parts import GENERAL, tables
from agent_desk.ui.cases.kinds.designer import said
from agent_desk.ui.cases.kinds.designer.document import WHOLE, Chosen, Document
from agent_desk.ui.cases.kinds.designer.said import text
from agent_desk.ui.cases.kinds.fields import called
from agent_desk.ui.kit import icons, theme, words
from agent_desk.ui.kit.controls import Button, IconButton
from agent_desk.ui.kit.pick_list import Pick, PickList

_PART = Qt.ItemDataRole.UserRole
_GROUP = Qt.ItemDataRole.UserRole + 1


class Outline(QWidget):
    """The tree. Below it: add to the group, up, down, delete."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._filling = document, False
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setAccessibleName(text("outline"))
        self.add_button = Button(text("add"), icon="plus", size="small")
        self.up_button = IconButton("chevron-up", text("up"), size="small")
        self.down_button = IconButton("chevron-down", text("down"), size="small")
        self.delete_button = IconButton("trash-2", text("delete"), size="small")
        keys = QHBoxLayout()
        keys.setSpacing(theme.SPACE_1)
        keys.addWidget(self.add_button)
        keys.addStretch(1)
        for button in (self.up_button, self.down_button, self.delete_button):
            keys.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.tree, 1)
        column.addLayout(keys)
        self.tree.currentItemChanged.connect(lambda *_: self._picked())
        self.add_button.clicked.connect(self.add_part)
        self.up_button.clicked.connect(lambda: self._shift(-1))
        self.down_button.clicked.connect(lambda: self._shift(1))
        self.delete_button.clicked.connect(self.delete_part)
        document.changed.connect(self.refresh)
        document.chose.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the parts as they are; those at which something is found have a mark."""
        document, kind = self._document, self._document.kind
        self._filling = True
        group = self.group()
        self.tree.clear()
        wrong = {document.place_of(one) for one in document.findings}
        self._item(None, said.table_name(GENERAL), WHOLE, GENERAL, WHOLE in wrong, PARTS["general"].icon)
        chosen = None
        for table in tables():
            parts = getattr(kind, table)
            icon = PARTS.of(table).icon or "circle"
            top = self._item(None, f"{said.table_name(table)} ({len(parts)})", None, table, False, icon)
            for one in parts:
                item = self._item(top, called(one), (table, one.code), table, (table, one.code) in wrong, "")
                if (table, one.code) == document.chosen:
                    chosen = item
            if document.chosen == WHOLE and group == table:
                chosen = top
        self.tree.expandAll()
        shown = chosen or self.tree.topLevelItem(0)
        if shown is not None:
            self.tree.setCurrentItem(shown)
        self._filling = False
        self._enable()

    def _item(
        self, over: QTreeWidgetItem | None, name: str, part: Chosen | None, group: str, wrong: bool, icon: str
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name])
        item.setData(0, _PART, part)
        item.setData(0, _GROUP, group)
        if wrong:
            item.setIcon(0, icons.icon("circle-alert", "bad"))
        elif icon:
            item.setIcon(0, icons.icon(icon, "muted"))
        if over is None:
            self.tree.addTopLevelItem(item)
        else:
            over.addChild(item)
        return item

    def group(self) -> str:
        """Return the table to which a part would be added."""
        item = self.tree.currentItem()
        return str(item.data(0, _GROUP)) if item is not None else GENERAL

    def choose_group(self, table: str) -> None:
        """Choose a group of parts."""
        for at in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(at)
            if item is not None and item.data(0, _GROUP) == table:
                self.tree.setCurrentItem(item)

    def _picked(self) -> None:
        if self._filling:
            return
        item = self.tree.currentItem()
        part = item.data(0, _PART) if item is not None else None
        self._filling = True
        # A tuple comes back from Qt as it went in, or as a list.
        self._document.choose(*(tuple(part) if part else WHOLE))
        self._filling = False
        self._enable()

    def _enable(self) -> None:
        table, code = self._document.chosen
        there = table != GENERAL
        self.add_button.setEnabled(self.group() != GENERAL)
        rows = [one.code for one in getattr(self._document.kind, table)] if there else []
        self.delete_button.setEnabled(there)
        self.up_button.setEnabled(there and rows.index(code) > 0)
        self.down_button.setEnabled(there and rows.index(code) < len(rows) - 1)

    def add_part(self) -> None:
        """Add a part to the group; it is chosen then."""
        table, kind = self.group(), self._document.kind
        if table == "states":
            after, code = drawing.added_state(kind, None, final=False)
        elif table == "transitions":
            start = self._document.chosen[1] if self._document.chosen[0] == "states" else kind.initial
            end = next((one.code for one in kind.states if one.final), kind.initial)
            after, code = drawing.connected(kind, start, end)
        elif table != GENERAL:
            after, code = drawing.added(kind, table)
        else:
            return
        self._document.do(text("did_add").format(what=said.table_name(table)), after, (table, code))

    def delete_part(self) -> None:
        """Delete the chosen part."""
        table, code = self._document.chosen
        if table != GENERAL:
            what = text("did_delete").format(what=said.part_name(self._document.kind, table, code))
            self._document.do(what, drawing.without(self._document.kind, table, code), WHOLE)

    def _shift(self, by: int) -> None:
        table, code = self._document.chosen
        self._document.do(text("did_order"), drawing.shifted(self._document.kind, table, code, by))


class FindingList(QWidget):
    """What the check finds; to choose a line is to go where it belongs."""

    wanted = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.head = theme.label("", "section")
        self.list = PickList(text("nothing_found"))
        self.list.setUniformItemSizes(False)
        self.list.setFixedHeight(84)
        self.list.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self.head)
        column.addWidget(self.list)
        self.list.itemClicked.connect(lambda _item: self._go())
        self.list.itemActivated.connect(self._activated)
        document.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is found now."""
        found = self._document.findings
        said_ = [words.pick(one.zh, one.en) for one in found]
        self.head.setText(text("found").format(n=len(found)) if found else f"✓ {text('nothing_found')}")
        theme.restyle(self.head, tone="bad" if found else "good")
        self.list.setAccessibleName(self.head.text())
        self.list.setVisible(bool(found))
        if said_ == [self.list.item(at).text() for at in range(self.list.count())]:
            return
        self.list.offer([Pick(at, one, "circle-alert", "bad") for at, one in enumerate(said_)])

    def _go(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._document.findings):
            self._document.choose(*self._document.place_of(self._document.findings[at]))

    def _activated(self) -> None:
        self._go()
        self.wanted.emit()
