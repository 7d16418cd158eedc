"""The complaint handler's workspace: the complaints by their last day and the one being worked on, their statistics, the registers."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.kinds.operations import USE as REGISTERS
from agent_desk.schemas.cases.tasks.operations import DO as TASKS
from agent_desk.schemas.cases.tasks.records import CaseTask
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.cases.complaints_view import ComplaintsView
from agent_desk.ui.cases.figures_page import FiguresPage
from agent_desk.ui.cases.kinds.fields import text as registers_text
from agent_desk.ui.cases.kinds.registers_page import RegistersPage
from agent_desk.ui.cases.statistics_page import StatisticsPage
from agent_desk.ui.cases.tasks.task_card import TASK_WORK
from agent_desk.ui.cases.tasks.tasks_page import TasksPage
from agent_desk.ui.cases.tasks.wording import text as tasks_text
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Segmented
from agent_desk.ui.kit.covers import Pages


class ComplaintsWorkspace(QWidget):
    """What a complaint handler sees: the one that is due first at the top; other pages are built when they are wanted."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Complaints")
        self.complaints = ComplaintsView(context)
        self.figures: FiguresPage | None = None
        self.statistics: StatisticsPage | None = None
        self.registers: RegistersPage | None = None
        self.tasks: TasksPage | None = None
        tasks = [("tasks", tasks_text("tasks"))] if context.session.may(TASKS) else []
        registers = [("registers", registers_text("page"))] if context.session.may(REGISTERS) else []
        self.pages = Segmented([("complaints", self.title), *tasks, ("statistics", self.tr("Statistics")), *registers])
        self.top_bar: QWidget = self._make_top_bar()
        self._stack = Pages()
        self._stack.addWidget(self.complaints)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        layout.addWidget(self._stack)
        self.pages.changed.connect(self.open_page)
        self.complaints.case_wanted.connect(self._read_register)
        # Arrow keys walk the list from the first moment on.
        self.complaints.list.table.setFocus()

    def _make_top_bar(self) -> QWidget:
        bar = QWidget()
        bar.setMinimumHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.addWidget(self.pages)
        row.addStretch(1)
        return bar

    def open_page(self, page: object) -> None:
        """Turn to "complaints", "tasks", "statistics" or "registers"."""
        if page == "tasks" and self.tasks is None:
            self.tasks = TasksPage(self.context, opens=True)
            self.tasks.case_wanted.connect(self._read_case)
            self._stack.addWidget(self.tasks)
        if page == "statistics" and self.statistics is None:
            self.figures = FiguresPage(self.context)
            self.statistics = self.figures.statistics
            self.figures.complaint_wanted.connect(self._read)
            self._stack.addWidget(self.figures)
        if page == "registers" and self.registers is None:
            self.registers = RegistersPage(self.context)
            self.registers.complaint_wanted.connect(self._read)
            self._stack.addWidget(self.registers)
        shown: QWidget | None = {"tasks": self.tasks, "statistics": self.figures, "registers": self.registers}.get(
            str(page)
        )
        self._stack.setCurrentWidget(shown or self.complaints)

    def _read_case(self, task: CaseTask) -> None:
        """Read the case of a task."""
        if task.matter == "complaint":
            self._read(task.case_id)
        else:
            self.pages.set_value("registers")
            self.open_page("registers")
            assert self.registers is not None  # made when it was opened
            self.registers.show_case(task.case_id)

    def _read(self, complaint_id: uuid.UUID) -> None:
        self.pages.set_value("complaints")
        self.open_page("complaints")
        self.complaints.show_complaint(complaint_id)

    def _read_register(self, case_id: uuid.UUID) -> None:
        self.pages.set_value("registers")
        self.open_page("registers")
        assert self.registers is not None  # made when it was opened
        self.registers.show_case(case_id)

    def open_work(self, item: WorkItem) -> bool:
        """Read the complaint, or the case of a register, that a work item is about."""
        if item.kind in ("complaint", "complaint_time"):
            self._read(item.subject_id)
            return True
        if item.kind in TASK_WORK and self.context.session.may(TASKS):
            self.pages.set_value("tasks")
            self.open_page("tasks")
            assert self.tasks is not None  # made when it was opened
            self.tasks.show_work(item)
            return True
        if item.kind in ("kind_case", "kind_time") and self.context.session.may(REGISTERS):
            self._read_register(item.subject_id)
            return True
        return False

    def close_down(self) -> None:
        """A half-typed note goes to the disk."""
        self.complaints.keep_draft()
