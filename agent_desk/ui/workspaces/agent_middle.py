"""The middle of the agent's workspace: one page in sight at a time, and the forms about a call that slide over whichever it is."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import asdict
from functools import cached_property

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.cases.operations import About
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.kinds.operations import USE as REGISTERS
from agent_desk.schemas.customers.records import TimelineItem
from agent_desk.ui.calls.call_story import CallStoryView
from agent_desk.ui.calls.my_day import MyDay
from agent_desk.ui.cases.complaint_detail import ComplaintDetail
from agent_desk.ui.cases.complaint_form import ComplaintForm
from agent_desk.ui.cases.complaint_list import ComplaintList
from agent_desk.ui.cases.kinds.case_detail import CaseDetail
from agent_desk.ui.cases.kinds.order_form import OrderForm
from agent_desk.ui.cases.kinds.registers_page import RegistersPage
from agent_desk.ui.cases.slide import SlideOver
from agent_desk.ui.customers.card import CustomerCardPanel
from agent_desk.ui.kit import focus, tab_order, theme
from agent_desk.ui.kit.controls import Card, Segmented
from agent_desk.ui.kit.covers import Pages

PIECE_MS = 20
"""Between one piece of the rest and the next: room for a key press."""


class Middle(QWidget):
    """Home (the own day), somebody to find out, the customer's card, a past call or a complaint to read.

    What takes a while to build (the card, the call to read, everything about complaints) is built on first use or by
    `make_rest`, after the window is on the screen.
    """

    customer_wanted = Signal(object)
    """uuid of a customer to show."""
    opened = Signal(object)
    """ComplaintOpened or KindCase: something was taken down here."""
    loaded = Signal(object)
    """CustomerCard, each time it came from the hub."""
    verify_wanted = Signal(object)
    """CustomerCard whose caller shall be checked."""
    dial_wanted = Signal(str)
    """A contact point that shall be called."""
    dialled = Signal()
    """The hub calls whom a case is about: this seat's telephone rings first."""
    shows_customer = Signal(bool)
    """Whether a customer's card is what is in sight or one step back."""

    def __init__(self, context: DeskContext, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._seat = context, seat
        self._complaint: Card | None = None
        self.detail: ComplaintDetail | None = None
        self.list: ComplaintList | None = None
        self._form: ComplaintForm | None = None
        self._slide: SlideOver | None = None
        self._order: OrderForm | None = None
        self._order_slide: SlideOver | None = None
        self.registers: RegistersPage | None = None
        self.case: CaseDetail | None = None
        self._pages = Pages(self)
        self._before: QWidget | None = None
        self._who: QWidget | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self._home = QWidget(self._pages)
        column = QVBoxLayout(self._home)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        self.my_day = MyDay(self._seat, self._home)
        column.addWidget(self.my_day)
        self._mine = Card("", parent=self._home)
        self.lists = Segmented(
            [("complaints", self.tr("My complaints")), ("registers", self.tr("Requests and registers"))]
        )
        self.lists.changed.connect(lambda _which: self._show_list())
        self._lists = Pages(self._mine)
        if self._context.session.may(REGISTERS):
            self._mine.add(self.lists)
        self._mine.add(self._lists, 1)
        column.addWidget(self._mine, 1)
        self._pages.addWidget(self._home)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setMinimumWidth(420)

    # -- built late --------------------------------------------------------------------------------------------------

    @cached_property
    def card(self) -> CustomerCardPanel:
        """The customer's card."""
        card = CustomerCardPanel(self._context)
        card.close_wanted.connect(self.show_home)
        card.contact_activated.connect(self.show_contact)
        card.verify_wanted.connect(self.verify_wanted)
        card.dial_wanted.connect(self.dial_wanted)
        card.loaded.connect(self.loaded)
        self._add_page(card)
        return card

    @cached_property
    def story(self) -> CallStoryView:
        """A past call."""
        story = CallStoryView(self._context)
        story.closed.connect(self.go_back)
        self._add_page(story)
        return story

    def _add_page(self, page: QWidget) -> None:
        self._pages.addWidget(page)
        tab_order.come_after(self._home, page)

    def _built(self, name: str) -> bool:
        return name in vars(self)

    def make_rest(self) -> None:
        """Build what was left out, a piece at a time: nobody waits for it, and the screen thread is free in between."""
        pieces: tuple[Callable[[], object], ...] = (
            lambda: self.card,
            self._make_list,
            self._make_form,
            self._make_order,
            lambda: self.story,
        )
        for at, piece in enumerate(pieces):
            QTimer.singleShot(at * PIECE_MS, self, piece)

    def _make_list(self) -> None:
        if self.list is None and self._context.session.may("cases.view"):
            self.list = ComplaintList(self._context)
            self.list.chosen.connect(self.show_complaint)
            self._lists.addWidget(self.list)
            tab_order.come_after(self.my_day, self.list)

    def _show_list(self) -> None:
        """Turn to one's complaints, or to the registers."""
        if self.lists.value() == "registers" and self.registers is None:
            self.registers = RegistersPage(self._context, in_calls_first=True)
            self.registers.heading.hide()
            self.registers.detail.calls.dialled.connect(self.dialled)
            self._lists.addWidget(self.registers)
        shown = self.registers if self.lists.value() == "registers" else self.list
        if shown is not None:
            self._lists.setCurrentWidget(shown)

    def _make_form(self) -> None:
        if self._context.session.may("cases.open"):
            self.form()

    def _make_order(self) -> None:
        if self._context.session.may(REGISTERS):
            self.order_form()

    def form(self) -> ComplaintForm:
        """Return the complaint form; it is kept, with what is typed, when it is out of sight."""
        if self._form is None:
            form = self._form = ComplaintForm(self._context)
            self._slide = SlideOver(self, form)
            tab_order.come_after(self._pages, form)
            form.closed.connect(self.close_form)
            form.opened.connect(self.opened)
            form.made_wanted.connect(self.show_complaint)
            form.open_wanted.connect(self._slide.open)
        return self._form

    def order_form(self) -> OrderForm:
        """Return the form of a request; it is kept, with what is typed. One of a kind that is out of date is made anew."""
        if self._order is not None and self._order.outdated and not self._order.touched():
            assert self._order_slide is not None
            self._order_slide.close()
            self._order_slide.deleteLater()
            self._order.deleteLater()
            self._order = None
        if self._order is None:
            form = self._order = OrderForm(self._context)
            slide = self._order_slide = SlideOver(self, form)
            tab_order.come_after(self._pages, form)
            form.closed.connect(slide.close)
            form.opened.connect(self.opened)
            form.made_wanted.connect(self.show_case)
            form.open_wanted.connect(slide.open)
        return self._order

    def _case(self) -> CaseDetail:
        if self.case is None:
            self.case = CaseDetail(self._context, back=True)
            self._add_page(self.case)
            self.case.closed.connect(self.go_back)
            self.case.calls.dialled.connect(self.dialled)
        return self.case

    def _detail(self) -> ComplaintDetail:
        if self.detail is None:
            self.detail = ComplaintDetail(self._context)
            self._complaint = Card()
            self._complaint.add(self.detail, 1)
            self._add_page(self._complaint)
            self.detail.closed.connect(self.go_back)
            self.detail.calls.dialled.connect(self.dialled)
            self.detail.customer_wanted.connect(self.customer_wanted)
            self.detail.call_wanted.connect(self.show_call)
        return self.detail

    # -- pages -------------------------------------------------------------------------------------------------------

    def showing(self) -> str:
        """home, who, customer, call, case or complaint."""
        shown = self._pages.currentWidget()
        card, story = vars(self).get("card"), vars(self).get("story")
        names = ((self._home, "home"), (self._who, "who"), (card, "customer"), (story, "call"), (self.case, "case"))
        return next((name for page, name in names if page is shown), "complaint")

    def show_home(self) -> None:
        """Nobody is open: the own day, and the complaints one has opened."""
        self._forget_customer()
        self._turn_to(self._home)

    def _forget_customer(self) -> None:
        if self._built("card"):
            self.card.show_customer(None)

    def show_who(self, candidates: QWidget) -> None:
        """A call has come and nobody's card can be shown yet: who may be calling, in the whole width. The card of the
        customer before goes, so that it is not taken for theirs."""
        self._forget_customer()
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
        elif item.kind == "case":
            self.show_case(item.entity_id)
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

    def show_case(self, case_id: uuid.UUID) -> None:
        """A request or another case of a register, to read and to go on with."""
        self.close_form()
        self._case().show_case(case_id)
        self._read(self._case())

    def go_back(self) -> None:
        """From what was read to where one came from."""
        self._turn_to(self._before or self._home)

    def _read(self, page: QWidget) -> None:
        """The keyboard goes along, and comes back to the line that was opened."""
        shown = self._pages.currentWidget()
        if self.showing() not in ("call", "case", "complaint"):
            self._before = shown
        focus.enter(page, lambda: self._pages.setCurrentWidget(page))

    def _turn_to(self, page: QWidget) -> None:
        self._before = None
        self._pages.setCurrentWidget(page)
        self.shows_customer.emit(self.showing() == "customer")

    # -- the forms about a call --------------------------------------------------------------------------------------

    def open_form(self, about: About) -> None:
        """Slide the form in, filled from the call and the customer."""
        if self._order_slide is not None:
            self._order_slide.close()
        form = self.form()
        assert self._slide is not None
        self._slide.open()
        form.open_for(**asdict(about))

    def open_order(self, about: About) -> None:
        """Slide the form of a request in, filled likewise."""
        if self._slide is not None:
            self._slide.close()
        form = self.order_form()
        assert self._order_slide is not None
        self._order_slide.open()
        form.open_for(**asdict(about))

    def close_form(self) -> None:
        """Take the forms away; their drafts are on the disk."""
        for slide in (self._slide, self._order_slide):
            if slide is not None:
                slide.close()

    @property
    def form_open(self) -> bool:
        """Whether the complaint form covers the column."""
        return self._slide is not None and self._slide.is_open

    @property
    def order_open(self) -> bool:
        """Whether the form of a request covers the column."""
        return self._order_slide is not None and self._order_slide.is_open

    def close_down(self) -> None:
        """Drafts to the disk, nothing in clear."""
        if self._built("card"):
            self.card.close_down()
        if self._form is not None:
            self._form.keep_draft()
        if self._order is not None:
            self._order.keep_draft()
        if self.detail is not None:
            self.detail.keep_draft()
