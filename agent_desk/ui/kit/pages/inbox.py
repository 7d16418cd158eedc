"""The inbox: what a person has to do, may do, or leads others in doing, of whatever area; taken, handed back, given, or opened where it
is done. As rows, as a board by state, or as who has how much."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.kit import work
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.kit.account import Account
from agent_desk.schemas.kit.changes import WorkItemChanged
from agent_desk.schemas.kit.work_items import (
    DUES,
    KINDS,
    MOST_KEPT,
    STATES,
    VIEWS,
    Inbox,
    KeptChoice,
    KeptChoices,
    WorkChoice,
    WorkItem,
    WorkList,
    WorkView,
)
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, Menu, SearchField, Segmented
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.forms import TextInput
from agent_desk.ui.kit.pages.account import AccountDialog, tell_account
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.give_work import GiveWorkDialog
from agent_desk.ui.kit.pages.inbox_board import InboxBoard
from agent_desk.ui.kit.pages.inbox_load import InboxLoad, load_feed
from agent_desk.ui.kit.pick_many import PickMany
from agent_desk.ui.kit.table_model import Column, Mark, TableModel
from agent_desk.ui.kit.tables import TableView

_WIDE, _HIGH = 1120, 640
_FILTER: Final = 170
_LIKELY: Final = 50
_PERHAPS: Final = 20
T = TypeVar("T")
PRESSING = 2
"""From this priority on an item is marked."""


def inbox_feed(context: DeskContext, parent: QWidget, *, counts_only: bool = False) -> Feed[Inbox]:
    """Make a feed of the caller's inbox. What is anybody's moves for many at once, so they do not all ask in one moment."""
    cares = WorkItemChanged.is_told_by
    return Feed(context, lambda: work.mine, cares=cares, crowd=True, counts_only=counts_only, parent=parent)


class InboxButton(Button):
    """How much there is to do; hidden while there is nothing."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(kind="ghost", size="small", icon="clipboard-list", parent=parent)
        self.feed = inbox_feed(context, self, counts_only=True)
        self.feed.came.connect(self._came)
        self.hide()

    def start(self) -> None:
        """Count from now on."""
        self.feed.start()

    def _came(self, inbox: Inbox) -> None:
        self.retranslate()
        self.setVisible(bool(inbox.items))

    def retranslate(self) -> None:
        """Put its text in the language in force."""
        found = self.feed.now
        count = words.number(len(found.items)) + ("+" if found.more else "") if found is not None else ""
        self.set_label(self.tr("To do: {n}").format(n=count))
        self.set_tip(self.tr("What is waiting for you, or for anybody who may do it"))


class InboxDialog(Dialog):
    """The list, as rows, as a board by state, or as who has how much. `opened` carries a WorkItem that the workspace shall show where
    it is done."""

    opened = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("To do"), icon="clipboard-list", parent=parent)
        self.setMinimumSize(820, 480)
        self.resize(_WIDE, _HIGH)
        self._context = context
        self.account: AccountDialog | None = None
        self.give_dialog: GiveWorkDialog | None = None
        self.keep_dialog: KeepChoiceDialog | None = None
        self._leads = False
        cares = WorkItemChanged.is_told_by
        self.feed: Feed[WorkList] = Feed(context, self._ask, cares=cares, crowd=True, parent=self)
        self.loads = load_feed(context, self, self.choice)
        self.kept: Feed[KeptChoices] = Feed(context, lambda: work.kept_choices, parent=self)
        self._make_filters()
        self.model: TableModel[WorkItem] = TableModel(self._columns(), key=lambda one: one.id)
        self.table: TableView[WorkItem] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(self.tr("To do"))
        self.table.choose_many()
        self.board = InboxBoard(self._short_columns)
        self.rows = Pages()
        self.rows.addWidget(self.table)
        self.rows.addWidget(self.board)
        self.panel = FeedPanel(context, self.feed, self.rows, self._came, also=(self.kept,))
        self.load = InboxLoad(context, self.loads)
        self.pages = Pages()
        self.pages.addWidget(self.panel)
        self.pages.addWidget(self.load)
        self._lay_out()
        self._connect()
        self._selected(None)
        self._offer(leads=False)
        self.table.setFocus()

    def _make_filters(self) -> None:
        self.view = Segmented([(code, words.say(VIEWS[code])) for code in VIEWS])
        self.look = Segmented([("list", self.tr("List")), ("board", self.tr("Board")), ("load", self.tr("Load"))])
        self.search = SearchField(self.tr("Words of the title"))
        self.kinds = PickMany(self.tr("All kinds"), self.tr("{n} kinds"))
        self.kinds.set_options([(code, words.say(KINDS[code])) for code in KINDS])
        self.kinds.setAccessibleName(self.tr("Kinds"))
        self.kinds.setMinimumWidth(_FILTER)
        self.due = Choice([(code, words.say(DUES[code])) for code in DUES])
        self.due.setAccessibleName(self.tr("Due"))
        self.due.set_value("any")
        self.due.setMinimumWidth(_FILTER)
        self.kept_button = Button(self.tr("Kept choices"), icon="star", size="small")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.view)
        top.addStretch(1)
        top.addWidget(self.look)
        filters = QHBoxLayout()
        filters.setSpacing(theme.SPACE_2)
        filters.addWidget(self.search, 1)
        filters.addWidget(self.kinds)
        filters.addWidget(self.due)
        filters.addWidget(self.kept_button)
        self.note = theme.label("", "caption")
        for row in (top, filters):
            self.body.addLayout(row)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.note)
        self.open_button = self.add_button(Button(self.tr("Open"), icon="arrow-right"), self.open_current)
        self.take_button = self.add_button(Button(self.tr("Take"), icon="user-check"), self.take)
        self.back_button = self.add_button(Button(self.tr("Hand back"), icon="undo-2"), self.hand_back)
        self.read_button = self.add_button(Button(self.tr("Read"), icon="check"), self.read_notice)
        self.give_button = self.add_button(Button(self.tr("Give …"), icon="users"), self.give)
        self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)

    def _connect(self) -> None:
        self.table.selected_record.connect(self._selected)
        self.table.activated_record.connect(self._open)
        self.board.selected.connect(self._selected)
        self.board.opened.connect(self._open)
        self.search.searched.connect(lambda _words: self._anew())
        self.search.moved.connect(self.table.step)
        self.search.chosen.connect(self.open_current)
        self.view.changed.connect(lambda _view: self._anew())
        self.kinds.edited.connect(self._anew)
        self.due.edited.connect(self._anew)
        self.look.changed.connect(self._turn)
        self.kept_button.clicked.connect(self._open_kept)

    # -- what is asked for -------------------------------------------------------------------------------------------

    def choice(self) -> WorkChoice:
        """Return what is asked for."""
        return WorkChoice(
            view=cast(WorkView, self.view.value()),
            kinds=list(self.kinds.value()),
            due=self.due.value(),
            q=self.search.value(),
        )

    def choose(self, choice: WorkChoice) -> None:
        """Ask for this."""
        self.view.set_value(choice.view)
        for field, fill in (
            (self.kinds, partial(self.kinds.set_value, choice.kinds)),
            (self.due, partial(self.due.set_value, choice.due)),
            (self.search, partial(self.search.setText, choice.q)),
        ):
            blocked = field.blockSignals(True)
            fill()
            field.blockSignals(blocked)
        self._anew()

    def _ask(self) -> Request[WorkList]:
        choice = self.choice()
        return lambda api: work.listed(api, choice)

    def _anew(self) -> None:
        self.feed.anew(keep=True)
        self.loads.anew(keep=True)

    def _turn(self, look: object) -> None:
        self.pages.setCurrentWidget(self.load if look == "load" else self.panel)
        self.rows.setCurrentWidget(self.board if look == "board" else self.table)
        self._selected(self._current())

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _columns(self) -> list[Column[WorkItem]]:
        return [
            Column(self.tr("What"), lambda one: words.say(KINDS.of(one.kind)), mark=self._kind, width=140),
            Column(self.tr("About"), self._title, tooltip=self._title),
            Column(self.tr("State"), lambda one: words.say(STATES.of(one.state)), mark=self._state, width=120),
            Column(self.tr("For"), self._whose, width=110),
            Column(self.tr("Due"), self._due, width=118, tone=self._due_tone),
            Column(self.tr("Likely late"), self._late, width=96, tone=self._late_tone, tooltip=self._late_tip),
            Column(self.tr("Since"), lambda one: words.short(one.created_at), width=112),
        ]

    def _short_columns(self) -> list[Column[WorkItem]]:
        return [
            Column(self.tr("About"), self._title, tooltip=self._card_tip, icon=lambda one: KINDS.of(one.kind).icon),
            Column(self.tr("Due"), self._due, width=116, tone=self._due_tone),
        ]

    def _title(self, one: WorkItem) -> str:
        return words.pick(one.title_zh, one.title_en)

    def _card_tip(self, one: WorkItem) -> str:
        return f"{words.say(KINDS.of(one.kind))}\n{self._title(one)}\n{self._whose(one)}"

    def _kind(self, one: WorkItem) -> Mark:
        term = KINDS.of(one.kind)
        return Mark(words.say(term), "bad" if one.priority > PRESSING else term.tone, term.icon)

    def _state(self, one: WorkItem) -> Mark:
        return Mark.of(STATES.of(one.state))

    def _whose(self, one: WorkItem) -> str:
        return self.tr("me") if one.mine else words.pick(one.holder, one.holder_en) or self.tr("anybody")

    def _due(self, one: WorkItem) -> str:
        return words.short(one.due_at) if one.due_at is not None else "–"

    def _due_tone(self, one: WorkItem) -> str:
        return "bad" if one.due_at is not None and one.due_at < elapsed.now() else "text"

    def _late(self, one: WorkItem) -> str:
        return "–" if one.late_of_100 is None else words.percent(one.late_of_100 / 100)

    def _late_tone(self, one: WorkItem) -> str:
        share = one.late_of_100 or 0
        return "bad" if share >= _LIKELY else "warning" if share >= _PERHAPS else "muted"

    def _late_tip(self, one: WorkItem) -> str:
        if one.late_of_100 is None:
            return ""
        said = self.tr(
            "Of 100 such that were as old as this one, about {n} took longer than the time that is left (done in the last 90 days)."
        )
        return said.format(n=one.late_of_100)

    def _came(self, found: WorkList) -> Nothing | None:
        self.model.replace(found.items)
        self.board.show_items(found.items)
        self._offer(leads=found.leads)
        counts = found.counts.model_dump()
        for code in VIEWS:
            self.view.set_words(code, f"{words.say(VIEWS[code])} {words.number(counts[code])}")
        late = self.tr("{n} overdue").format(n=words.number(counts["overdue"])) if counts["overdue"] else ""
        more = self.tr("The first {n} are shown.").format(n=words.number(len(found.items))) if found.more else ""
        self.note.setText(" · ".join(part for part in (late, more) if part))
        self._selected(self._current())
        if found.items:
            return None
        if self.choice() != WorkChoice():
            return Nothing("search", self.tr("Nothing found"), self.tr("Try fewer words or another filter."))
        return Nothing("circle-check", self.tr("Nothing to do"), self.tr("What comes up stands here by itself."))

    def _offer(self, *, leads: bool) -> None:
        """Offer other people's work to those who see it."""
        self._leads = leads
        for code in ("others", "all"):
            self.view.offer(code, leads)
        self.look.offer("load", leads)
        self.give_button.setVisible(leads)

    def _shown(self) -> TableView[WorkItem] | InboxBoard:
        return self.board if self.look.value() == "board" else self.table

    def _current(self) -> WorkItem | None:
        return None if self.look.value() == "load" else self._shown().current_record()

    def _selected(self, one: WorkItem | None) -> None:
        here = self._shown().chosen_records() if one is not None else []
        self.open_button.setEnabled(len(here) == 1)
        self.take_button.setEnabled(one is not None and len(here) == 1 and one.may_take)
        self.back_button.setEnabled(one is not None and len(here) == 1 and one.may_hand_back)
        self.read_button.setEnabled(one is not None and len(here) == 1 and one.notice)
        self.give_button.setEnabled(bool(here) and all(item.may_give for item in here))

    # -- what is done ------------------------------------------------------------------------------------------------

    def open_current(self) -> None:
        """Show the selected one where it is done."""
        one = self._current()
        if one is not None:
            self._open(one)

    def _open(self, one: WorkItem) -> None:
        self.opened.emit(one)
        self.accept()

    def take(self) -> None:
        """Have the selected one; somebody who was quicker is named."""
        one = self._current()
        if one is not None:
            item_id = one.id
            self._do(lambda api: work.take(api, item_id))

    def hand_back(self) -> None:
        """Let others have the selected one."""
        one = self._current()
        if one is not None:
            item_id = one.id
            self._do(lambda api: work.hand_back(api, item_id))

    def read_notice(self) -> None:
        """Let the selected one go, which only says something."""
        one = self._current()
        if one is not None:
            item_id = one.id
            self._do(lambda api: work.read_notice(api, item_id))

    def give(self) -> None:
        """Ask to whom the chosen ones shall go."""
        chosen = [one for one in self._shown().chosen_records() if one.may_give]
        if chosen:
            self.give_dialog = GiveWorkDialog(self._context, chosen, self)
            self.give_dialog.accounted.connect(self._given)
            self.give_dialog.open()

    def _given(self, account: Account, names: dict[uuid.UUID, str]) -> None:
        self.account = tell_account(self._context, account, self.tr("Given"), names, self)
        self.feed.refresh()

    def _do(self, what: Callable[[Api], T]) -> None:
        context, api = self._context, self._context.api
        context.background.run(self, lambda: what(api), lambda _item: self.feed.refresh(), self._failed)

    def _failed(self, error: DeskError) -> None:
        self._context.tell(error)
        self.feed.refresh()

    # -- choices that are kept ---------------------------------------------------------------------------------------

    def _open_kept(self) -> None:
        menu = self.kept_menu()
        menu.popup(self.kept_button.mapToGlobal(self.kept_button.rect().bottomLeft()))

    def kept_menu(self) -> Menu:
        """Return the menu of the choices that are kept."""
        menu, found = Menu(self.kept_button), self.kept.now or KeptChoices()
        for one in found.kept:
            menu.add(one.name, partial(self.choose, one.choice), icon="star")
        if found.kept:
            menu.addSeparator()
        menu.add(self.tr("Keep this choice …"), self.keep, icon="plus").setEnabled(len(found.kept) < MOST_KEPT)
        for one in found.kept:
            said = self.tr("Forget “{name}”").format(name=one.name)
            menu.add(said, partial(self.forget, one.name), icon="trash-2")
        return menu

    def keep(self) -> None:
        """Ask for a name for what is asked for now."""
        self.keep_dialog = KeepChoiceDialog(self._context, self.kept.now or KeptChoices(), self.choice(), self)
        self.keep_dialog.saved.connect(self.kept.take)
        self.keep_dialog.open()

    def forget(self, name: str) -> None:
        """Keep a choice no longer."""
        found = self.kept.now or KeptChoices()
        left = found.model_copy(update={"kept": [one for one in found.kept if one.name != name]})
        context, api = self._context, self._context.api
        context.background.run(self, lambda: work.keep_choices(api, left), self.kept.take, self._kept_elsewhere)

    def _kept_elsewhere(self, error: DeskError) -> None:
        self._context.tell(error)
        self.kept.refresh()


class KeepChoiceDialog(FormDialog):
    """A name for a choice of the inbox; one that is taken is another choice from then on."""

    def __init__(self, context: DeskContext, kept: KeptChoices, choice: WorkChoice, parent: QWidget) -> None:
        self._choice = choice
        super().__init__(
            context,
            self.tr("Keep this choice"),
            "work_choice",
            self._keep,
            KeptChoices,
            # What another seat has kept meanwhile is no field of this form: the choice is added to it.
            values_of=lambda _kept: {"name": ""},
            action=self.tr("Keep"),
            action_icon="star",
            icon="star",
            parent=parent,
        )
        self.form.add("name", self.tr("Name"), TextInput(limit=40), required=True)
        self.begin("work_choice", kept, focus="name")

    def _keep(self, sent: Submission[KeptChoices]) -> KeptChoices:
        kept, name = sent.record or KeptChoices(), sent.values["name"].strip()
        others = [one for one in kept.kept if one.name != name]
        form = KeptChoices(version=kept.version, kept=[*others, KeptChoice(name=name, choice=self._choice)])
        return work.keep_choices(self._context.api, form)
