"""The middle of the agent's workspace: one page in sight at a time, and the complaint form that slides over whichever it is."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agent_desk.desk.cases import About
from agent_desk.desk.context import DeskContext
from agent_desk.desk.seat import Seat
from agent_desk.schemas.customers import TimelineItem
from agent_desk.ui.calls.call_story import CallStoryView
from agent_desk.ui.calls.my_day import MyDay
from agent_desk.ui.cases.complaint_detail import ComplaintDetail
from agent_desk.ui.cases.complaint_form import ComplaintForm
from agent_desk.ui.cases.complaint_list import ComplaintList
from agent_desk.ui.cases.slide import SlideOver
from agent_desk.ui.customers.card import CustomerCardPanel
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Card


class Middle(QWidget):
    """Home (the own day), somebody to find out, the customer's card, a past call or a complaint to read.

    What takes a while to build (everything about complaints) is built on first use or by `make_rest`, after the window is
    on the screen.
    """

    customer_wanted = Signal(object)
    """uuid of a customer to show."""
    opened = Signal(object)
    """ComplaintOpened."""
    shows_customer = Signal(bool)
    """Whether a customer's card is what is in sight or one step back."""

    def __init__(self, context: DeskContext, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._seat = context, seat
        self.card = CustomerCardPanel(context)
        self.story = CallStoryView(context)
        self.my_day = MyDay(seat)
        self._complaint: Card | None = None
        self.detail: ComplaintDetail | None = None
        self.list: ComplaintList | None = None
        self._form: ComplaintForm | None = None
        self._slide: SlideOver | None = None
        self._pages = QStackedWidget()
        self._before: QWidget | None = None
        self._who: QWidget | None = None
        self._lay_out()
        self.story.closed.connect(self.go_back)
        self.card.close_wanted.connect(self.show_home)

    def _lay_out(self) -> None:
        self._home = QWidget()
        column = QVBoxLayout(self._home)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.my_day)
        self._mine = Card(self.tr("My complaints"), icon="flag")
        column.addWidget(self._mine, 1)
        for page in (self._home, self.card, self.story):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setMinimumWidth(420)

    # -- built late --------------------------------------------------------------------------------------------------

    def make_rest(self) -> None:
        """Build what was left out: nobody waits for it while the window comes up."""
        if self.list is None and self._context.session.may("cases.view"):
            self.list = ComplaintList(self._context)
            self.list.chosen.connect(self.show_complaint)
            self._mine.add(self.list, 1)
        if self._context.session.may("cases.open"):
            self.form()

    def form(self) -> ComplaintForm:
        """The complaint form; it is kept, with what is typed, when it is out of sight."""
        if self._form is None:
            form = self._form = ComplaintForm(self._context)
            self._slide = SlideOver(self, form)
            form.closed.connect(self.close_form)
            form.opened.connect(self.opened)
            form.complaint_wanted.connect(self.show_complaint)
            form.open_wanted.connect(self._slide.open)
        return self._form

    def _detail(self) -> ComplaintDetail:
        if self.detail is None:
            self.detail = ComplaintDetail(self._context)
            self._complaint = Card()
            self._complaint.add(self.detail, 1)
            self._pages.addWidget(self._complaint)
            self.detail.closed.connect(self.go_back)
            self.detail.customer_wanted.connect(self.customer_wanted)
            self.detail.call_wanted.connect(self.show_call)
        return self.detail

    # -- pages -------------------------------------------------------------------------------------------------------

    def showing(self) -> str:
        """home, who, customer, call or complaint."""
        shown = self._pages.currentWidget()
        names = ((self._home, "home"), (self._who, "who"), (self.card, "customer"), (self.story, "call"))
        return next((name for page, name in names if page is shown), "complaint")

    def show_home(self) -> None:
        """Nobody is open: the own day, and the complaints one has opened."""
        self.card.show_customer(None)
        self._turn_to(self._home)

    def show_who(self, candidates: QWidget) -> None:
        """A call has come and nobody's card can be shown yet: who may be calling, in the whole width. The card of the
        customer before goes, so that it is not taken for theirs."""
        self.card.show_customer(None)
        self._who = candidates
        self._pages.addWidget(candidates)
        self._turn_to(candidates)

    def show_customer(self, customer_id: uuid.UUID, call_id: uuid.UUID | None) -> None:
        """A customer's card."""
        self.card.show_customer(customer_id, call_id)
        self._turn_to(self.card)

    def show_contact(self, item: TimelineItem) -> None:
        """Open a line of a time line, to read."""
        if item.kind == "complaint":
            self.show_complaint(item.entity_id)
        elif item.kind == "call":
            self.show_call(item.entity_id)
        elif item.kind == "note":
            self.card.show_note()

    def show_call(self, call_id: uuid.UUID) -> None:
        """A past call, to read."""
        self.story.show_call(call_id)
        self._read(self.story)

    def show_complaint(self, complaint_id: uuid.UUID) -> None:
        """A complaint, to read."""
        self.close_form()
        self._detail().show_complaint(complaint_id)
        assert self._complaint is not None
        self._read(self._complaint)

    def go_back(self) -> None:
        """From what was read to where one came from."""
        self._turn_to(self._before or self._home)

    def _read(self, page: QWidget) -> None:
        shown = self._pages.currentWidget()
        if shown not in (self.story, self._complaint):
            self._before = shown
        self._pages.setCurrentWidget(page)

    def _turn_to(self, page: QWidget) -> None:
        self._before = None
        self._pages.setCurrentWidget(page)
        self.shows_customer.emit(page is self.card)

    # -- the complaint form ------------------------------------------------------------------------------------------

    def open_form(self, about: About) -> None:
        """Slide the form in, filled from the call and the customer."""
        form = self.form()
        assert self._slide is not None
        self._slide.open()
        form.open_for(
            call_id=about.call_id, customer_id=about.customer_id, customer=about.customer, caller=about.caller
        )  # fmt: skip

    def close_form(self) -> None:
        """Take the form away; its draft is on the disk."""
        if self._slide is not None:
            self._slide.close()

    @property
    def form_open(self) -> bool:
        """Whether the form covers the column."""
        return self._slide is not None and self._slide.is_open

    def close_down(self) -> None:
        """Drafts to the disk, nothing in clear."""
        self.card.close_down()
        if self._form is not None:
            self._form.keep_draft()
        if self.detail is not None:
            self.detail.keep_draft()
