"""The supervisor's workspace: the floor with any call's story, call-backs, complaints that wait for a decision, history."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.kinds.operations import USE as REGISTERS
from agent_desk.schemas.cases.tasks.operations import DO as TASKS
from agent_desk.schemas.cases.tasks.records import CaseTask
from agent_desk.schemas.figures.board import Board
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.calls.call_story import CallStoryView
from agent_desk.ui.calls.callbacks import CallbackList
from agent_desk.ui.calls.routings import RoutingList
from agent_desk.ui.campaigns.page import ProjectsPage
from agent_desk.ui.cases.complaints_view import ComplaintsView
from agent_desk.ui.cases.figures_page import FiguresPage
from agent_desk.ui.cases.kinds.fields import text as registers_text
from agent_desk.ui.cases.kinds.registers_page import RegistersPage
from agent_desk.ui.cases.statistics_page import StatisticsPage
from agent_desk.ui.cases.tasks.task_card import TASK_WORK
from agent_desk.ui.cases.tasks.tasks_page import TasksPage
from agent_desk.ui.cases.tasks.wording import text as tasks_text
from agent_desk.ui.figures.day_picker import DayPicker
from agent_desk.ui.kit import focus, theme, words
from agent_desk.ui.kit.arrangement import place_on_another_screen
from agent_desk.ui.kit.controls import Card, IconButton, Pill, Segmented
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.workspaces.board.board_view import FloorBoard
from agent_desk.ui.workspaces.history import HistoryHolder
from agent_desk.ui.workspaces.load_phone import make_supervisor_phone

OLD_S = 3
"""A board that is so many seconds old says so; a younger one is as good as now."""


class BoardWindow(QWidget):
    """A second board in a window of its own, for another screen. It watches by itself."""

    gone = Signal(object)

    def __init__(self, context: DeskContext, beside: QWidget) -> None:
        super().__init__(None)
        self.setWindowTitle(self.tr("The floor"))
        self.floor = FloorBoard(context)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.floor)
        self.floor.start()
        place_on_another_screen(self, beside)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.floor.close_down()
        self.gone.emit(self)
        super().closeEvent(event)


class SupervisorWorkspace(QWidget):
    """Three pages, one at a time; the others are built when they are first wanted."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Supervisor")
        self.floor = FloorBoard(context)
        supervising = self.floor.agent_actions.supervising
        # A simulated exchange has nobody to speak with.
        speaks = context.settings.telephone == "computer" and not context.session.centre.simulated
        self.phone = make_supervisor_phone(context, supervising.watch, self) if speaks and supervising.allowed else None
        if self.phone is not None:
            supervising.use(self.phone.listening)
        self.complaints: ComplaintsView | None = None
        self.figures: FiguresPage | None = None
        self.statistics: StatisticsPage | None = None
        self.story: CallStoryView | None = None
        self.windows: list[BoardWindow] = []
        self._holders: dict[str, QWidget] = {}
        self.callbacks: CallbackList | None = None
        self.routings: RoutingList | None = None
        self.history: HistoryHolder | None = None
        self.projects: ProjectsPage | None = None
        self.registers: RegistersPage | None = None
        self.tasks: TasksPage | None = None
        may = context.session.may
        pages: list[tuple[object, str]] = [("floor", self.tr("Floor")), ("callbacks", self.tr("Call-backs"))]
        pages += [("routings", self.tr("Routing"))]
        pages += [("complaints", self.tr("Complaints"))] if may("cases.view") else []
        pages += [("tasks", tasks_text("tasks"))] if may(TASKS) else []
        pages += [("statistics", self.tr("Statistics"))] if may("cases.all") else []
        pages += [("projects", self.tr("Projects"))] if may("campaigns.view") else []
        pages += [("registers", registers_text("page"))] if may(REGISTERS) else []
        pages += [("history", self.tr("History"))] if may("reports.view") else []
        self.pages = Segmented(pages)
        self.day = DayPicker()
        self.state = Pill()
        self.as_of = theme.label("", "caption")
        self.top_bar: QWidget = self._make_top_bar()
        self._stack = Pages()
        self._stack.addWidget(self.floor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.pages.changed.connect(self.open_page)
        self.day.picked.connect(self.floor.show_day)
        self.floor.board_shown.connect(self._say_as_of)
        self.floor.watch.feed.stale_changed.connect(lambda _as_of: self._say_state())
        self.floor.watch.aged.connect(self._say_age)
        self.floor.call_wanted.connect(self.tell_story)
        self._say_state()
        self.floor.start()
        # Arrow keys walk the agents from the first moment on.
        self.floor.agents.cards.setFocus()

    def _make_top_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_3, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.pages)
        row.addSpacing(theme.SPACE_4)
        row.addWidget(self.day)
        row.addStretch(1)
        row.addWidget(self.as_of)
        row.addWidget(self.state)
        self.arrange = IconButton("sliders-horizontal", self.tr("Arrange the board"))
        self.arrange.clicked.connect(self.floor.arrange)
        self.another = IconButton("external-link", self.tr("The board in another window"))
        self.another.clicked.connect(self.open_window)
        row.addWidget(self.arrange)
        row.addWidget(self.another)
        bar.setMinimumHeight(44)
        return bar

    def open_page(self, page: object) -> None:
        """ "floor", "callbacks", "routings", "complaints", "tasks", "statistics", "projects", "registers" or "history"."""
        if page == "complaints" and self.complaints is None:
            self.complaints, card = ComplaintsView(self.context), Card()
            card.add(self.complaints, 1)
            self.complaints.case_wanted.connect(self._read_register)
            self._add_page("complaints", card)
        if page == "statistics" and self.statistics is None:
            self.figures = FiguresPage(self.context)
            self.statistics = self.figures.statistics
            self.figures.complaint_wanted.connect(self._read_complaint)
            self._holders["statistics"] = _framed(self.figures)
            self._stack.addWidget(self._holders["statistics"])
        if page == "callbacks" and self.callbacks is None:
            self.callbacks = CallbackList(self.context)
            self._add_page("callbacks", self.callbacks)
        if page == "routings" and self.routings is None:
            self.routings = RoutingList(self.context)
            self.routings.call_wanted.connect(self.tell_story)
            self._add_page("routings", self.routings)
        if page == "history" and self.history is None:
            self.history = self._holders["history"] = HistoryHolder(self.context)
            self._stack.addWidget(self.history)
        if page == "projects" and self.projects is None:
            self.projects = ProjectsPage(self.context)
            self._holders["projects"] = _framed(self.projects)
            self._stack.addWidget(self._holders["projects"])
        if page == "registers" and self.registers is None:
            self.registers = RegistersPage(self.context)
            self.registers.complaint_wanted.connect(self._read_complaint)
            self._holders["registers"] = _framed(self.registers)
            self._stack.addWidget(self._holders["registers"])
        if page == "tasks" and self.tasks is None:
            self.tasks = TasksPage(self.context, opens=True)
            self.tasks.case_wanted.connect(self._read_case)
            self._holders["tasks"] = _framed(self.tasks)
            self._stack.addWidget(self._holders["tasks"])
        on_floor = page == "floor"
        self._stack.setCurrentWidget(self._holders.get(str(page), self.floor))
        for widget in (self.day, self.as_of, self.state, self.arrange, self.another):
            widget.setVisible(on_floor)

    def _add_page(self, name: str, card: Card) -> None:
        self._holders[name] = _framed(card)
        self._stack.addWidget(self._holders[name])

    def tell_story(self, call_id: uuid.UUID) -> None:
        """One call from ring to wrap-up, in the floor's place; back leads to the figure it was found behind."""
        if self.story is None:
            self.story = CallStoryView(self.context)
            self.story.closed.connect(self._story_closed)
            self._story_page = _framed(self.story)
            self._stack.addWidget(self._story_page)
        self.story.show_call(call_id)
        focus.enter(self.story, lambda: self._stack.setCurrentWidget(self._story_page))

    def _story_closed(self) -> None:
        if self.pages.value() == "routings":
            self.open_page("routings")
            return
        self._stack.setCurrentWidget(self.floor)
        self.floor.show_explanation()

    def open_window(self) -> None:
        """The board once more, on another screen where there is one."""
        made = BoardWindow(self.context, self.window())
        if self.phone is not None:
            made.floor.agent_actions.supervising.use(self.phone.listening)
        made.gone.connect(self.windows.remove)
        self.windows.append(made)

    def _say_as_of(self, board: Board) -> None:
        self._say_age(0)
        self._say_state()

    def _say_age(self, age_s: int) -> None:
        board = self.floor.watch.board
        if board is None or not board.live:
            self.as_of.setText("")
            return
        time = words.time_of_day(board.made_at, seconds=True)
        if age_s < OLD_S:
            self.as_of.setText(self.tr("As of {time}").format(time=time))
        else:
            self.as_of.setText(self.tr("As of {time}, {age} s ago").format(time=time, age=age_s))

    def _say_state(self) -> None:
        if self.floor.watch.day is not None:
            self.state.set(self.tr("Past day"), tone="warning", icon="history")
        elif self.floor.stale_text():
            self.state.set(self.tr("Not live"), tone="bad", icon="wifi-off")
        else:
            self.state.set(self.tr("Live"), tone="good", icon="activity")

    def open_work(self, item: WorkItem) -> bool:
        """Show the floor, where hands, alarms and call-backs are, or the complaint."""
        if item.kind in ("complaint", "complaint_time") and self.context.session.may("cases.view"):
            self._read_complaint(item.subject_id)
            return True
        if item.kind == "project" and self.context.session.may("campaigns.view"):
            self.pages.set_value("projects")
            self.open_page("projects")
            assert self.projects is not None
            self.projects.show_project(item.subject_id)
            return True
        if item.kind in TASK_WORK and self.context.session.may(TASKS):
            self.pages.set_value("tasks")
            self.open_page("tasks")
            assert self.tasks is not None
            self.tasks.show_work(item)
            return True
        if item.kind in ("kind_case", "kind_time") and self.context.session.may(REGISTERS):
            self._read_register(item.subject_id)
            return True
        if item.kind in ("hand_up", "alarm", "callback_task"):
            self.pages.set_value("floor")
            self.open_page("floor")
            return True
        return False

    def _read_register(self, case_id: uuid.UUID) -> None:
        self.pages.set_value("registers")
        self.open_page("registers")
        assert self.registers is not None
        self.registers.show_case(case_id)

    def _read_case(self, task: CaseTask) -> None:
        """Read the case of a task."""
        if task.matter == "complaint":
            self._read_complaint(task.case_id)
        else:
            self._read_register(task.case_id)

    def _read_complaint(self, complaint_id: uuid.UUID) -> None:
        self.pages.set_value("complaints")
        self.open_page("complaints")
        assert self.complaints is not None
        self.complaints.show_complaint(complaint_id)

    def close_down(self) -> None:
        """Stop watching; a half-typed note of a complaint goes to the disk."""
        for window in list(self.windows):
            window.close()
        if self.phone is not None:
            self.phone.close_down()
        self.floor.close_down()
        if self.complaints is not None:
            self.complaints.keep_draft()


def _framed(card: QWidget) -> QWidget:
    """Return a card with the page's margins around it."""
    holder = QWidget()
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
    inside.addWidget(card)
    return holder
