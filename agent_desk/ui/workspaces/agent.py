"""The agent's workspace: call, customer and knowledge side by side, wrap-up below. Panels signal, this file routes."""

from __future__ import annotations

import uuid
from functools import cached_property

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.calls import operations
from agent_desk.desk.calls.conversation import Conversation
from agent_desk.desk.calls.recordings import SeatRecordingWatch
from agent_desk.desk.calls.seat import PAINT_FIRST_MS, Seat
from agent_desk.desk.campaigns.answers import AnswersWork
from agent_desk.desk.cases.operations import About
from agent_desk.desk.customers import operations as customer_operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.calls.records import CallBrief, CallRow, Pop, SeatView, Verified
from agent_desk.schemas.cases.kinds.operations import USE as REGISTERS
from agent_desk.schemas.customers.records import (
    Candidate,
    CustomerBrief,
    CustomerCard,
    CustomerWords,
    VerificationForm,
)
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.calls.call_panel import CallPanel
from agent_desk.ui.calls.recent import RecentCalls
from agent_desk.ui.calls.recording_bar import RecordingBar
from agent_desk.ui.calls.state_bar import StateBar
from agent_desk.ui.calls.transfer import TransferDialog
from agent_desk.ui.calls.wrap_up import WrapUpPanel
from agent_desk.ui.campaigns.script_panel import ScriptPanel
from agent_desk.ui.campaigns.wrap_up_fields import WrapUpFields
from agent_desk.ui.customers.candidates import CandidateList
from agent_desk.ui.customers.card import CustomerCardPanel
from agent_desk.ui.customers.lookup import LookupOverlay
from agent_desk.ui.customers.new_customer import NewCustomerDialog
from agent_desk.ui.customers.verification import VerificationChecklist
from agent_desk.ui.kit import focus, shortcuts, tab_order, task_forms, theme, words
from agent_desk.ui.kit.call_first import CallFirst
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.notices import Action
from agent_desk.ui.knowledge.panel import KnowledgePanel
from agent_desk.ui.supervising.call_backs import CallBackCard
from agent_desk.ui.supervising.hand_up import HandUpBar
from agent_desk.ui.supervising.measures import MeasureStrip
from agent_desk.ui.supervising.seat_messages import SeatMessages
from agent_desk.ui.workspaces.agent_middle import Middle
from agent_desk.ui.workspaces.load_phone import make_agent_phone

COLUMNS = (316, 690, 410)
LEFT_PX = 292
LOW_PX, LOWEST_PX = 760, 640
"""Lower than this (windows of 768 and of 720), the columns do with less, and with least."""
REST_MS = 400
"""So long after the window is there, what was not needed for its first picture is built."""


class AgentWorkspace(QWidget):
    """What an agent works with for eight hours: nothing here moves the focus or closes a half-typed form by itself."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Agent")
        self.seat = Seat(context, self)
        self.talk = Conversation(context, self.seat, self)
        self.top_bar: QWidget = StateBar(self.seat)
        self.call_first = CallFirst(self, shortcuts.press_call_key)
        self._transfer: TransferDialog | None = None
        self._work_id: uuid.UUID | None = None
        self._low = 0
        self._make_panels()
        self._lay_out()
        self._route()
        # A simulated exchange has nobody to speak with.
        speaks = context.settings.telephone == "computer" and not context.session.centre.simulated
        self.phone = make_agent_phone(context, self.seat, self.talk, self) if speaks else None
        if self.phone is None:
            self.seat.start()
        QTimer.singleShot(REST_MS, self, self._make_rest)

    def _make_rest(self) -> None:
        """What the first picture did without."""
        self.middle.make_rest()
        for part in self._floor():
            part.start()

    def _floor(self) -> tuple[HandUpBar | CallBackCard | SeatMessages | MeasureStrip, ...]:
        return self.hand_up, self.call_backs, self.messages, self.measures

    def _make_panels(self) -> None:
        context = self.context
        # From the outside in: a panel that moves into another parent is dressed again, and so is all that is in it.
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self._left = QWidget(self.columns)
        self.call = CallPanel(context, self.seat, self.talk, self._left)
        self.recording = RecordingBar(SeatRecordingWatch(context, self.seat, self), self._left)
        self.call_backs = CallBackCard(context, self._left)
        self.messages = SeatMessages(context, self)
        self.measures = MeasureStrip(context, self)
        self._below_call = Pages(self._left)
        self.recent = RecentCalls(context, self._below_call)
        self.middle = Middle(context, self.seat, self.columns)
        self._right = QWidget(self.columns)
        self._beside = Pages(self._right)
        self.knowledge = KnowledgePanel(context, self._beside)
        self.hand_up = HandUpBar(context, self._right)
        self.answers = AnswersWork(context, self)
        self.script = ScriptPanel(self.answers, self._right)
        self.wrap_up = WrapUpPanel(context, self.seat, self)
        fields = WrapUpFields(context, self.answers, self.script.show_question)
        self.wrap_up.put_part(fields, fields, fields.settled)

    @property
    def card(self) -> CustomerCardPanel:
        """The customer's card, in the middle."""
        return self.middle.card

    @cached_property
    def candidates(self) -> CandidateList:
        """Who may be calling."""
        made = CandidateList()
        self._add_below_call(made)
        made.chosen.connect(self._chosen)
        made.dismissed.connect(self._dismiss_candidates)
        made.find_wanted.connect(lambda: self.lookup.open())
        return made

    @cached_property
    def checklist(self) -> VerificationChecklist:
        """The questions to a caller."""
        made = VerificationChecklist()
        self._beside.addWidget(made)
        tab_order.come_after(self.knowledge, made)
        made.submitted.connect(self._check)
        made.cancelled.connect(self._after_check)
        return made

    @cached_property
    def lookup(self) -> LookupOverlay:
        """The search for a customer, over the middle of the window."""
        made = LookupOverlay(self.context, self)
        made.chosen.connect(self._found)
        made.new_wanted.connect(self._enter_customer)
        return made

    def _lay_out(self) -> None:
        self._below_call.addWidget(self.recent)
        left = self._left
        left.setMinimumWidth(LEFT_PX)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.call)
        column.addWidget(self.recording)
        column.addWidget(self.call_backs)
        column.addWidget(self._below_call, 1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.SPACE_3)
        self._beside.addWidget(self.knowledge)
        right.addWidget(self.script)
        right.addWidget(self._beside, 1)
        right.addWidget(self.hand_up)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(theme.SPACE_3)
        columns: tuple[tuple[QWidget, int], ...] = ((left, 0), (self.middle, 1), (self._right, 0))
        for at, (column_of, stretch) in enumerate(columns):
            self.columns.addWidget(column_of)
            self.columns.setStretchFactor(at, stretch)
        self.columns.setSizes(COLUMNS)
        page_layout = QVBoxLayout(self)
        page_layout.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        page_layout.setSpacing(theme.SPACE_3)
        page_layout.addWidget(self.measures)
        page_layout.addWidget(self.columns, 1)
        page_layout.addWidget(self.wrap_up)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = event.size().height()
        low = (height < LOW_PX) + (height < LOWEST_PX)
        if low != self._low:
            self._low = low
            for panel in (self.call, self.checklist, self.wrap_up, self.card):
                panel.set_low(low)

    def _route(self) -> None:
        seat = self.seat
        assert isinstance(self.top_bar, StateBar)
        self.top_bar.mark.follow(self.messages.feed, self.recording.feed)
        self.top_bar.find_wanted.connect(lambda: self.lookup.open())
        seat.popped.connect(self._popped)
        seat.rang.connect(self._rang)
        seat.ringing_over.connect(self._ringing_over)
        seat.view_changed.connect(self._view_changed)
        self.call.transfer_wanted.connect(self._open_transfer)
        self.middle.verify_wanted.connect(self._begin_check)
        self.middle.loaded.connect(self._name_caller)
        self.recent.opened.connect(self._open_past_call)
        self.call_backs.call_wanted.connect(self.talk.call_back)
        self.hand_up.messages_wanted.connect(self.messages.open_list)
        self.recent.taken.connect(self.talk.taken)
        self.middle.customer_wanted.connect(self._show_customer)
        self.middle.dial_wanted.connect(self.talk.dial_contact)
        self.middle.dialled.connect(self.talk.taken)
        self.middle.shows_customer.connect(self.wrap_up.set_customer_shown)
        self.middle.opened.connect(lambda _made: self.card.refresh())
        self.knowledge.insert_wanted.connect(self.wrap_up.insert_note)
        self.wrap_up.complaint_wanted.connect(self._open_complaint)
        self.wrap_up.order_wanted.connect(self._open_order)
        self.wrap_up.finished.connect(self._finished)

    # -- the pop -----------------------------------------------------------------------------------------------------

    def _popped(self, pop: Pop) -> None:
        """Everybody who may be calling; with one checked match the card opens too, attached to nothing yet."""
        self._after_check()
        if pop.customer is not None:
            self._show_customer(pop.customer.customer_id)
            return
        self.candidates.set_candidates(
            pop.candidates,
            pop.call.caller.text,
            withheld=pop.match == "withheld",
            not_understood=pop.match == "not_understood",
        )
        if len(pop.candidates) == 1 and pop.match == "verified":
            self._show_candidates()
            # Who is calling is painted first; fetching the card must not hold that up.
            only = pop.candidates[0].customer_id
            QTimer.singleShot(2 * PAINT_FIRST_MS, self, lambda: self._show_customer(only))
        else:
            self.middle.show_who(self.candidates)
            self._show_below_call(self.recent)

    def _rang(self, call: CallBrief) -> None:
        """Whatever lies over the window says who calls."""
        caller = call.caller.text or self.tr("Number withheld")
        self.call_first.ring(f"{caller} · {words.pick(call.queue.name_zh, call.queue.name_en)}")

    def _ringing_over(self, call: CallBrief) -> None:
        """Withdrawn before the answer: the list goes, since nobody is there to choose for."""
        now = self.seat.call
        if now is None or now.id != call.id:
            self.call_first.hush()
            self._dismiss_candidates()
        elif now.state in ("talking", "on_hold"):
            self.call_first.answer()

    def _dismiss_candidates(self) -> None:
        candidates = vars(self).get("candidates")
        if self._below_call.currentWidget() is candidates:
            self._show_below_call(self.recent)
        if self._beside.currentWidget() is candidates:
            self._beside.setCurrentWidget(self.knowledge)
        if self.middle.showing() == "who":
            self.middle.show_home()

    def _show_below_call(self, panel: QWidget) -> None:
        """The candidates stand here beside a card, or in the middle where no card can be shown yet."""
        if self._below_call.indexOf(panel) < 0:
            self._add_below_call(panel)
        self._below_call.setCurrentWidget(panel)

    def _show_candidates(self) -> None:
        """Below the call; in the lowest window there is no room for them, and they stand beside the card."""
        if self._low < 2:
            self._show_below_call(self.candidates)
        else:
            self._beside.addWidget(self.candidates)
            self._beside.setCurrentWidget(self.candidates)

    def _add_below_call(self, panel: QWidget) -> None:
        self._below_call.addWidget(panel)
        tab_order.come_after(self.recent, panel)

    def _chosen(self, candidate: Candidate) -> None:
        self._attach(candidate.customer_id)

    def _attach(self, customer_id: uuid.UUID) -> None:
        call = self.seat.work
        if call is None:
            self._show_customer(customer_id)
            return
        self.context.background.run(
            self,
            lambda: operations.choose_customer(self.context.api, call.id, customer_id),
            self._attached,
            self._failed,
        )

    def _attached(self, row: CallRow) -> None:
        self._dismiss_candidates()
        self.context.notices.withdraw("attach")
        self._show_customer(row.customer.customer_id if row.customer else None)
        self.seat.refresh()
        if focus.rests() and row.customer is not None:
            focus.to(self.card)

    def _enter_customer(self, typed: str) -> None:
        """Nobody knows them yet: the form comes with the branches of today."""
        self.context.background.run(
            self,
            lambda: customer_operations.words(self.context.api),
            lambda offered: self._ask_customer(offered, typed),
            self._failed,
        )

    def _ask_customer(self, offered: CustomerWords, typed: str) -> None:
        call = self.seat.work
        dialog = NewCustomerDialog(
            self.context, offered.branches, typed, call.id if call is not None else None, parent=self
        )
        dialog.saved.connect(self._found)
        dialog.chosen.connect(self._found)
        dialog.open()

    def _found(self, hit: CustomerBrief) -> None:
        """Found or entered by hand: shown, and offered for the call at the seat. Nothing is attached by itself."""
        self._show_customer(hit.customer_id)
        call = self.seat.work
        if call is not None and call.customer_id != hit.customer_id:
            self.context.notices.info(
                self.tr("{name} is shown, but not attached to this call.").format(name=hit.name.text),
                action=Action(self.tr("Attach to the call"), lambda: self._attach(hit.customer_id)),
                key="attach",
            )

    def _show_customer(self, customer_id: uuid.UUID | None) -> None:
        call = self.seat.work
        if customer_id is None:
            self.middle.show_home()
        else:
            self.middle.show_customer(customer_id, call.id if call is not None else None)

    def _name_caller(self, card: CustomerCard) -> None:
        call = self.seat.call
        if call is not None and call.customer_id == card.customer_id:
            self.call.say_customer(card.name.text)

    def _open_past_call(self, row: CallRow) -> None:
        self.middle.show_call(row.id)

    # -- verification ------------------------------------------------------------------------------------------------

    def _begin_check(self, card: CustomerCard) -> None:
        if self.seat.pop is not None:
            call = self.seat.pop.call
            self.checklist.begin(card, self.seat.pop.verification, call.id, call.queue.code if call.queue else "")
            # Beside the card, where every question can be read at once: below the call there is room for two of them.
            focus.enter(self.checklist, lambda: self._beside.setCurrentWidget(self.checklist))

    def _check(self, form: VerificationForm) -> None:
        call = self.seat.work
        if call is None:
            return
        self.context.background.run(
            self,
            lambda: operations.verify(self.context.api, call.id, form.customer_id, right=form.items, wrong=form.wrong),
            self._checked,
            lambda error: self.checklist.show_error(self.context.words(error)),
        )

    def _checked(self, verified: Verified) -> None:
        self.checklist.show_result(verified.passed)
        if verified.passed:
            self._after_check()
        self._show_customer(verified.customer_id)
        self.card.refresh()
        self.seat.refresh()

    def _after_check(self) -> None:
        self._beside.setCurrentWidget(self.knowledge)

    # -- complaint ---------------------------------------------------------------------------------------------------

    def _open_complaint(self) -> None:
        """F7: the form over the middle column, filled from the call and the customer whose card is open."""
        if self.middle.form_open:
            self.middle.form().leave()
        else:
            self.middle.open_form(self._about())

    def _open_order(self) -> None:
        """F8: the same for a request."""
        if self.middle.order_open:
            self.middle.order_form().leave()
        else:
            self.middle.open_order(self._about())

    def _about(self) -> About:
        """Return what a form is filled from: the call at the seat, and the customer whose card is open unless the call is another's."""
        call, card = self.seat.work, self.card.card
        of_call = call.customer_id if call is not None else None
        shown = card if card is not None and (of_call is None or card.customer_id == of_call) else None
        customer = f"{shown.name.text} · {shown.number}" if shown is not None else ""
        return About(
            call_id=call.id if call is not None else None,
            customer_id=shown.customer_id if shown is not None else of_call,
            customer=customer,
            caller=call.caller.text if call is not None else "",
            called_at=call.offered_at.isoformat() if call is not None else "",
        )

    # -- transfer, state ---------------------------------------------------------------------------------------------

    def _open_transfer(self) -> None:
        if self._transfer is None:
            # Who has the call next reads what is written by now.
            self.wrap_up.work.save()
            self._transfer = TransferDialog(self.context, self)
            self._transfer.chosen.connect(self.seat.transfer)
            self._transfer.ask_wanted.connect(self.talk.consult)
            self._transfer.destroyed.connect(self._transfer_gone)
            self._transfer.open()

    def _transfer_gone(self) -> None:
        self._transfer = None

    def _view_changed(self, view: SeatView) -> None:
        talking = view.call is not None and view.call.state in ("talking", "on_hold")
        if self._transfer is not None and not talking:
            self._transfer.reject()
        self.call_first.set_call(view.call is not None)
        work = self.seat.work
        before, self._work_id = self._work_id, work.id if work is not None else None
        if before is not None and before != self._work_id:
            # Finished by hand or by its limit: what hangs on it goes with it, or says that it is over.
            task_forms.call_over(self, before)
        self.knowledge.set_call(self._work_id)
        self.answers.open(self._work_id)
        self.call_backs.set_busy(view.call is not None)

    def _finished(self) -> None:
        """Done: the customer's card goes, and who may have been calling. What is being read stays."""
        if self.wrap_up.isAncestorOf(self.focusWidget() or self):
            # The next key must not press a button that the cursor falls on when the wrap-up closes.
            self.window().setFocus(Qt.FocusReason.OtherFocusReason)
        self._dismiss_candidates()
        if self.middle.showing() == "customer":
            self.middle.show_home()

    def _failed(self, error: DeskError) -> None:
        self.context.tell(error)

    def open_work(self, item: WorkItem) -> bool:
        """Put the keyboard on the caller who is to be called back, or read the case that waits."""
        if item.kind == "callback_task":
            self.call_backs.point_at(item.subject_id)
            return True
        if item.kind == "kind_case" and self.context.session.may(REGISTERS):
            self.middle.show_case(item.subject_id)
            return True
        return False

    def close_down(self) -> None:
        """Drafts to the disk, the ring silent, nothing in clear."""
        if self.phone is not None:
            self.phone.close_down()
        for part in self._floor():
            part.close_down()
        self.wrap_up.close_down()
        self.answers.close_down()
        self.call.close_down()
        self.middle.close_down()
        self.knowledge.close_down()
