"""The customer's card: head, masked fields, products, time line, cases and note. It shows; signals leave, a workspace routes."""

import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from agent_desk.desk.customers import operations
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.customers.changes import CustomerChanged, MaskPolicyChanged
from agent_desk.schemas.customers.records import CustomerCard, CustomerWords, Revealed
from agent_desk.ui.customers import presentation
from agent_desk.ui.customers.fields import Field, FieldGrid, Mark, MaskedField
from agent_desk.ui.customers.header import CardHeader
from agent_desk.ui.customers.kind_filter import KindFilter
from agent_desk.ui.customers.note import NoteEditor
from agent_desk.ui.customers.products import MOST_ROWS, ProductTable
from agent_desk.ui.customers.timeline import Timeline
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Card, Divider
from agent_desk.ui.kit.pages.drafted_form import FormNotice
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.scrolled import ScrollArea

_Fetched = tuple[CustomerCard, CustomerWords]
_TIME_LINE, _CASES, _NOTE = range(3)


class CustomerCardPanel(Card):
    """One customer, for as long as the workspace says. Masks are the hub's; a field in clear is asked for with a reason."""

    loaded = Signal(object)
    """CustomerCard, each time it came from the hub."""
    contact_activated = Signal(object)
    """TimelineItem that was opened."""
    close_wanted = Signal()
    """The person is through with this customer."""
    verify_wanted = Signal(object)
    """CustomerCard whose caller shall be checked."""
    dial_wanted = Signal(str)
    """The contact point that shall be called."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._customer_id: uuid.UUID | None = None
        self._call_id: uuid.UUID | None = None
        self._card: CustomerCard | None = None
        self._words: CustomerWords | None = None
        self.feed: Feed[_Fetched] = Feed(context, self._ask, cares=self._is_about, parent=self)
        self._asking: ReasonFormDialog | None = None
        self.header, self.fields, self.products = CardHeader(), FieldGrid(), ProductTable()
        self.timeline, self.cases = Timeline(context), Timeline(context, ("complaint", "case"))
        self.note = NoteEditor(context)
        self.flags: DraftedForm[CustomerCard] = DraftedForm(
            context, "care_flags", self._send_flags, CustomerCard, values_of=_flags_of, parent=self
        )
        self.flags_notice = FormNotice(
            context,
            self.flags,
            labels={"care_flags": self.tr("Care flags")},
            say=lambda _name, codes: self._flag_names(codes),
            stands_alone=True,
        )
        self.tabs, self.filter = QTabWidget(), KindFilter()
        self._lay_out()
        self._connect()
        self._show_empty()

    def _lay_out(self) -> None:
        content = QWidget()
        page = QVBoxLayout(content)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addWidget(self.header)
        page.addWidget(self.flags_notice)
        page.addWidget(Divider())
        page.addWidget(self.fields)
        page.addWidget(self.products)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.timeline, self.tr("Time line"))
        self.tabs.addTab(self.cases, self.tr("Cases"))
        self.tabs.addTab(ScrollArea(self.note), self.tr("Note"))
        self.tabs.setCornerWidget(self.filter)
        page.addWidget(self.tabs, 1)
        self.states = FeedPanel(self._context, self.feed, content, self._fetched, also=(self.timeline.feed,))
        self.add(self.states, 1)
        self.setAccessibleName(self.tr("Customer"))

    def _connect(self) -> None:
        for source in (self.header, self.fields, self.products):
            source.reveal_wanted.connect(self._ask_reason)
        self.fields.dial_wanted.connect(self.dial_wanted)
        self.header.verify_wanted.connect(lambda: self.verify_wanted.emit(self._card))
        self.header.close_wanted.connect(self.close_wanted)
        self.header.flags_wanted.connect(self._save_flags)
        self.timeline.activated.connect(self.contact_activated)
        self.cases.activated.connect(self.contact_activated)
        self.timeline.counted.connect(self._count_cases)
        self.cases.counted.connect(self._count_cases)
        self.filter.changed.connect(self.timeline.set_kinds)
        self.tabs.currentChanged.connect(self._tab_chosen)
        self.flags.saved.connect(self._saved)
        self.flags.state_changed.connect(self._flags_stand)
        self.note.saved.connect(self._saved)
        self.note.dirty_changed.connect(self._mark_note)

    def set_low(self, low: int) -> None:
        """In a low window fewer products stand in sight at once, so that the time line keeps its room."""
        self.products.show_most(MOST_ROWS - low)

    # -- which customer ----------------------------------------------------------------------------------------------

    @property
    def customer_id(self) -> uuid.UUID | None:
        """Whose card is shown or being fetched."""
        return self._customer_id

    @property
    def card(self) -> CustomerCard | None:
        """What is shown."""
        return self._card

    def show_customer(self, customer_id: uuid.UUID | None, call_id: uuid.UUID | None = None) -> None:
        """Show this customer's card; `call_id` is the call in which the caller may be, or has been, verified."""
        if (customer_id, call_id) == (self._customer_id, self._call_id) and self._card is not None:
            return
        if customer_id != self._customer_id:
            self._forget()
        self._customer_id, self._call_id = customer_id, call_id
        if customer_id is None:
            self._show_empty()
            return
        self.timeline.show_customer(customer_id)
        self.cases.show_customer(customer_id)
        self.feed.anew(keep=True)

    def refresh(self) -> None:
        """Fetch the card again: after a check of the caller, or when the hub says so."""
        self.feed.refresh()

    def _ask(self) -> Request[_Fetched] | None:
        wanted, call, known = self._customer_id, self._call_id, self._words
        if wanted is None:
            return None
        return lambda api: (operations.card(api, wanted, call), known or operations.words(api))

    def focus_home(self) -> QWidget | None:
        """The lines of the page in sight: they are read with the arrows, and no key of theirs changes anything."""
        return {_TIME_LINE: self.timeline.list, _CASES: self.cases.list}.get(
            self.tabs.currentIndex(), self.tabs.tabBar()
        )

    def show_note(self) -> None:
        """Bring the note to the front, with the cursor in it: somebody asked for it."""
        self.tabs.setCurrentIndex(_NOTE)
        self.note.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_down(self) -> None:
        """Typed text goes to the disk; nothing stays in clear."""
        self.note.keep_draft()
        self.flags.keep_draft()
        self._forget()

    def _forget(self) -> None:
        self.feed.forget()
        if self._asking is not None:
            self._asking.put_aside()
        self._card = None
        self.fields.mask_all()
        self.products.mask_all()
        self.header.name.mask_again()
        self.note.show_card(None)
        self.flags.open(None)
        self.filter.clear()
        self.timeline.show_all_kinds()
        self.timeline.show_customer(None)
        self.cases.show_customer(None)

    # -- what came ---------------------------------------------------------------------------------------------------

    def _saved(self, card: CustomerCard) -> None:
        """What a write gave back."""
        if card.customer_id == self._customer_id and self._words is not None:
            self.feed.take((card, self._words))

    def _fetched(self, came: _Fetched) -> None:
        card, self._words = came
        self._card = card
        may_reveal = self._context.session.may("customers.reveal")
        self.header.set_card(card, in_call=self._call_id is not None, may_reveal=may_reveal)
        self.header.set_choices(self._words.care_flags, may_edit=self._context.session.may("customers.edit"))
        self.fields.set_fields(self._fields_of(card), may_reveal)
        self.products.set_holdings(card.holdings, may_reveal)
        self.note.show_card(card, self._call_id)
        if self.flags.key == str(card.customer_id):
            self.flags.renew(card)
        else:
            self.flags.open(str(card.customer_id), card)
        self.loaded.emit(card)

    def _fields_of(self, card: CustomerCard) -> list[Field]:
        found, may_dial = [], self._context.session.may("calls.dial")
        for point in card.contact_points:
            if point.verified:
                mark = Mark("shield-check", "good", self.tr("Verified"))
                extra = ""
            else:
                mark = Mark("circle-help", "warning", self.tr("Not verified"))
                extra = self.tr("not verified, from {source}").format(source=presentation.source(point.source))
            value = point.value
            if point.extension:
                value = value.model_copy(update={"text": f"{value.text} - {point.extension}"})
            dial = str(point.id) if may_dial and point.kind != "mail" else ""
            found.append(Field(presentation.point_kind(point.kind), value, mark, extra, dial))
        if card.identity_number is not None:
            found.append(Field(self.tr("Identity no."), card.identity_number))
        if card.address is not None:
            found.append(Field(self.tr("Address"), card.address))
        return found

    def _show_empty(self) -> None:
        hint = self.tr("Choose a candidate when a call rings, or find somebody with Ctrl+K.")
        self.states.show_empty("user", self.tr("No customer chosen"), hint)

    def _tab_chosen(self, at: int) -> None:
        """Cases are fetched when somebody looks: each reading of a customer is written down."""
        self.filter.setVisible(at == _TIME_LINE)

    def _count_cases(self, count: int) -> None:
        words = self.tr("Cases ({count} open)").format(count=count) if count else self.tr("Cases")
        self.tabs.setTabText(_CASES, words)

    def _mark_note(self, dirty: bool) -> None:
        self.tabs.setTabText(_NOTE, self.tr("Note (unsaved)") if dirty else self.tr("Note"))

    def _is_about(self, change: Change) -> bool:
        if CustomerChanged.is_told_by(change) and change.entity_id == self._customer_id:
            return self._card is None or change.version != self._card.version
        return MaskPolicyChanged.is_told_by(change)

    # -- a field in clear --------------------------------------------------------------------------------------------

    def _ask_reason(self, field: str, *, in_words: bool = False, typed: str = "") -> None:
        """Ask why. `in_words`: there is no call or case of this customer here, so the reason is written out, from `typed` on."""
        wanted, call = self._customer_id, self._call_id
        if self._card is None or wanted is None or self._asking is not None:
            return

        def said(api: Api, reason: str | None, text: str) -> Revealed:
            return operations.reveal(api, wanted, field, reason or "", text, call)

        reasons = [
            (word.code, presentation.name_of(word)) for word in (self._words.reveal_reasons if self._words else [])
        ]
        dialog = ReasonFormDialog(
            self._context,
            "reveal_in_words" if in_words else "reveal",
            f"{wanted}/{field}",
            self.tr("Show in clear"),
            self.tr("Show for 30 seconds"),
            said,
            Revealed,
            text=self._why_asked(in_words),
            reasons=[] if in_words else reasons,
            text_required=in_words or not reasons,
            text_label=self.tr("Reason") if in_words else self.tr("Note"),
            limit=400,
            parent=self,
        )
        if typed:
            dialog.form.set_values({"text": typed}, clean=False)
        # Beside the call, not in its way: the window behind stays usable.
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.saved.connect(lambda revealed: self._revealed(wanted, revealed))
        dialog.refused.connect(lambda error: self._not_revealed(dialog, field, error))
        dialog.finished.connect(lambda _: self._asked(dialog))
        self._asking = dialog
        dialog.show()

    def _why_asked(self, in_words: bool) -> str:
        if in_words:
            return self.tr(
                "You have no call and no case of this customer now. Write the reason in full; your supervisor sees it."
            )
        return self.tr("The reason is written down with your name. The value itself is not.")

    def _asked(self, dialog: ReasonFormDialog) -> None:
        if self._asking is dialog:
            self._asking = None

    def _not_revealed(self, dialog: ReasonFormDialog, field: str, error: DeskError) -> None:
        """Where there is no matter of one's own the reason is asked for in words; anything else the dialog says itself, and stays."""
        if (
            self._asking is dialog
            and "reason" in dialog.form.values()
            and "reason_text" in error.values.get("fields", {})
        ):
            typed = dialog.form.values()["text"]
            dialog.reject()
            self._ask_reason(field, in_words=True, typed=typed)

    def _revealed(self, owner: uuid.UUID, revealed: Revealed) -> None:
        if owner != self._customer_id:
            return
        shown: MaskedField | None = self.header.name if revealed.field == "name" else self.fields.field(revealed.field)
        if shown is not None:
            shown.show_clear(revealed.value, revealed.show_ms)
        else:
            self.products.show_clear(revealed.field, revealed.value, revealed.show_ms)

    # -- care flags --------------------------------------------------------------------------------------------------

    def _save_flags(self, codes: list[str]) -> None:
        self.flags.set_about({"call_id": self._call_id} if self._call_id else {})
        self.flags.type({"care_flags": codes})
        self.flags.save()

    def _send_flags(self, sent: Submission[CustomerCard]) -> CustomerCard:
        return operations.save_care_flags(
            self._context.api,
            uuid.UUID(sent.subject),
            sent.values["care_flags"],
            sent.version,
            sent.about.get("call_id"),
        )

    def _flags_stand(self, state: str) -> None:
        """Flags that are not saved are in the notice alone; the header shows those that the hub has."""
        if state == "stale" and self.flags.theirs is not None:
            self._saved(self.flags.theirs)
        elif state in ("refused", "unreachable", "clean") and self._card is not None:
            self.header.show_flags(self._card.care_flags)

    def _flag_names(self, codes: list[str]) -> str:
        names = {word.code: presentation.name_of(word) for word in (self._words.care_flags if self._words else [])}
        return self.tr(", ").join(names.get(code, code) for code in codes) or self.tr("none")


def _flags_of(card: CustomerCard) -> Values:
    return {"care_flags": [flag.code for flag in card.care_flags]}
