"""The list and one complaint together: side by side where there is room, one after the other in a narrow column."""

import uuid
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit import table_file
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.complaint_file import ComplaintFileView
from agent_desk.schemas.cases.records import Terms
from agent_desk.schemas.kit.table_file import TableFileAsk
from agent_desk.ui.cases.complaint_detail import ComplaintDetail
from agent_desk.ui.cases.complaint_file_dialog import ComplaintFileDialog
from agent_desk.ui.cases.complaint_file_dialog import text as file_text
from agent_desk.ui.cases.complaint_form import ComplaintForm
from agent_desk.ui.cases.complaint_list import ComplaintList
from agent_desk.ui.cases.slide import SlideOver
from agent_desk.ui.kit import files, focus, shortcuts, theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.pages.taking_out import folder

_SIDE_BY_SIDE_PX = 1080


class ComplaintsView(QWidget):
    """What a handler works in, and what an agent's middle column shows for "my complaints"."""

    customer_wanted = Signal(object)
    call_wanted = Signal(object)
    case_wanted = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.list, self.detail = ComplaintList(context), ComplaintDetail(context)
        self._reading = False
        self._form: ComplaintForm | None = None
        self._slide: SlideOver | None = None
        self.new_button = Button(self.tr("Register"), size="small", icon="plus")
        self.new_button.clicked.connect(self.open_form)
        theme.appear(self.new_button, context.session.may("cases.open"))
        shortcuts.bind(self.new_button, "case.complaint", self.open_form)
        self.list.add_action(self.new_button)
        self.file_button = Button(file_text("button"), size="small", icon="file-text")
        self.file_button.clicked.connect(lambda: self.choose_file())
        theme.appear(self.file_button, context.session.may("cases.handle"))
        self.list.add_action(self.file_button)
        self.file_dialog: ComplaintFileDialog | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_4)
        row.addWidget(self.list, 6)
        row.addWidget(self.detail, 5)
        self.list.chosen.connect(self.show_complaint)
        self.list.selected.connect(self._selected)
        self.detail.closed.connect(self.show_list)
        self.detail.customer_wanted.connect(self.customer_wanted)
        self.detail.call_wanted.connect(self.call_wanted)
        self.detail.case_wanted.connect(self.case_wanted)
        self._lay()

    def show_complaint(self, complaint_id: uuid.UUID) -> None:
        """Read this one."""
        self._reading = True
        self.detail.show_complaint(complaint_id)
        focus.enter(self.detail, self._lay)

    def show_list(self) -> None:
        """Back to the list."""
        self._reading = False
        self._lay()
        focus.to(self.list)

    # -- registering one that came outside a call ---------------------------------------------------------------------

    def form(self) -> ComplaintForm:
        """Return the complaint form; it is kept, with what is typed, when it is out of sight."""
        if self._form is None:
            form = self._form = ComplaintForm(self._context)
            self._slide = SlideOver(self, form)
            form.closed.connect(self._slide.close)
            form.made_wanted.connect(self._look_at)
            form.open_wanted.connect(self._slide.open)
        return self._form

    def open_form(self) -> None:
        """Slide the blank form in: of a transfer by the regulator, a letter, a branch."""
        form = self.form()
        assert self._slide is not None
        self._slide.open()
        form.open_for()

    # -- lists that a source forwards --------------------------------------------------------------------------------

    def choose_file(self, path: Path | None = None) -> None:
        """Read a list and show what each line is; asks which one."""
        if path is None:
            files.ask_for_file(
                self, file_text("choose"), folder(self._context) / "-", file_text("kinds"), self.choose_file
            )
            return
        api, chosen = self._context.api, path
        self._context.background.run(
            self,
            lambda: (table_file.read(chosen), operations.terms(api)),
            lambda found: self._show_file(*found),
            self._context.tell,
        )

    def _show_file(self, ask: TableFileAsk, terms: Terms) -> None:
        self.file_dialog = ComplaintFileDialog(self._context, ask, terms, parent=self.window())
        self.file_dialog.saved.connect(self._file_taken)
        self.file_dialog.open()

    def _file_taken(self, view: ComplaintFileView) -> None:
        self._context.notices.good(file_text("done").format(n=view.count("new")))
        self.list.refresh()

    def _look_at(self, complaint_id: uuid.UUID) -> None:
        assert self._slide is not None
        self._slide.close()
        self.show_complaint(complaint_id)

    def keep_draft(self) -> None:
        """A half-typed note, and a half-filled form, go to the disk now."""
        self.detail.keep_draft()
        if self._form is not None:
            self._form.keep_draft()

    def _selected(self, complaint_id: uuid.UUID | None) -> None:
        if self.width() >= _SIDE_BY_SIDE_PX and complaint_id is not None:
            self.detail.show_complaint(complaint_id)

    def _lay(self) -> None:
        both = self.width() >= _SIDE_BY_SIDE_PX
        self.list.setVisible(both or not self._reading)
        self.detail.setVisible(both or self._reading)
        self.detail.back.setVisible(not both)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._reading:
            self.show_list()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()
