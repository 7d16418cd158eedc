"""The knowledge editor's workspace: search and read, as agents find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.kinds.operations import USE as REGISTERS
from agent_desk.schemas.cases.kinds.words import TEXTS as REGISTER_WORDS
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Segmented
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.knowledge.panel import KnowledgePanel
from agent_desk.ui.workspaces.load_registers import make_registers

if TYPE_CHECKING:
    from agent_desk.ui.cases.kinds.registers_page import RegistersPage

WIDEST_PX = 1040
"""An article is read in a column, not across a whole screen."""


class KnowledgeWorkspace(QWidget):
    """What a knowledge editor sees. Articles are changed by loading their files anew; the top bar says so."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Knowledge")
        self.registers: RegistersPage | None = None
        self.panel = KnowledgePanel(context)
        self.panel.setMaximumWidth(WIDEST_PX)
        # There are no notes of a call to name an article in.
        self.panel.reader.pane.insert_button.hide()
        self.top_bar: QWidget = self._make_top_bar()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        self._stack = Pages()
        self._reading = QWidget()
        self._stack.addWidget(self._reading)
        whole.addWidget(self._stack)
        layout = QHBoxLayout(self._reading)
        layout.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.addWidget(self.panel)
        layout.addStretch(1)
        layout.addLayout(column, 8)
        layout.addStretch(1)
        self.panel.focus_search()

    def _make_top_bar(self) -> QWidget:
        bar = QWidget()
        bar.setMinimumHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.setSpacing(theme.SPACE_4)
        may_registers = self.context.session.may(REGISTERS)
        registers = [("registers", words.say(REGISTER_WORDS["page"]))] if may_registers else []
        self.pages = Segmented([("knowledge", self.title), *registers])
        self.pages.changed.connect(lambda name: self.open_page(str(name)))
        row.addWidget(self.pages if may_registers else theme.label(self.title, "heading"))
        self.hint = theme.label(
            self.tr("Articles are changed in their files; operations load them into the hub."), "muted"
        )
        row.addWidget(self.hint)
        row.addStretch(1)
        return bar

    def open_page(self, name: str) -> None:
        """Turn to "knowledge" or "registers"."""
        self.pages.set_value(name)
        self.hint.setVisible(name == "knowledge")
        if name == "registers" and self.registers is None:
            self.registers = make_registers(self.context)
            self._stack.addWidget(self.registers)
        shown = self.registers if name == "registers" else None
        self._stack.setCurrentWidget(shown or self._reading)

    def open_work(self, item: WorkItem) -> bool:
        """Read the case of a register that a work item is about; nothing else in an inbox is done here."""
        if item.kind != "kind_case" or not self.context.session.may(REGISTERS):
            return False
        self.open_page("registers")
        assert self.registers is not None  # made when it was opened
        self.registers.show_work(item)
        return True

    def close_down(self) -> None:
        """Nobody waits for answers any more."""
        self.panel.close_down()
