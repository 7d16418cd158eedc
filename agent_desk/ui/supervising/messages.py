"""Messages to agents: writing one, and the list of what was written with who has read it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.supervising import operations
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.supervising.changes import MessageChanged
from agent_desk.schemas.supervising.records import Audience, MessagePage, MessageRow, NewMessage, Receipt
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.floor_presentation import person_name
from agent_desk.ui.kit.forms import TextArea
from agent_desk.ui.kit.inputs import Tick
from agent_desk.ui.kit.pages.faults import fault
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView
from agent_desk.ui.supervising.queue_words import news_text

_HOUR = 60
_MOST = 300


class MessageDialog(FormDialog):
    """A few words to everybody, a team, one agent or those who were chosen. `saved` carries the MessageRow."""

    def __init__(self, context: DeskContext, people: Sequence[PersonRef], parent: QWidget) -> None:
        self._people = tuple(people)
        super().__init__(
            context,
            context_title(people),
            "message",
            self._write,
            MessageRow,
            action=self.tr("Send"),
            action_icon="send",
            icon="message-square",
            fault=self._fault_words,
            fields={"audience": "whom", "person_id": "whom", "people": "whom", "team": "whom"},
            parent=parent,
        )
        self.whom = Choice(self._first())
        self.form.add("whom", self.tr("To"), self.whom, required=True)
        self.form.add("words", self.tr("Message"), TextArea(limit=_MOST, lines=3), required=True)
        times = [
            (_HOUR, self.tr("1 hour")),
            (8 * _HOUR, self.tr("This shift (8 hours)")),
            (24 * _HOUR, self.tr("1 day")),
            (7 * 24 * _HOUR, self.tr("7 days")),
        ]
        self.form.add("valid", self.tr("Waits for whoever is away"), Choice(times))
        self.form.add("urgent", "", Tick(self.tr("Urgent")))
        blank = {"whom": self.whom.itemData(0), "words": "", "valid": 8 * _HOUR, "urgent": False}
        self.drafted.saved.connect(self._sent)
        self.begin(",".join(str(one.id) for one in people) or "all", blank=blank, focus="words")
        audience: Feed[Audience] = Feed(context, lambda: operations.audience, parent=self)
        audience.came.connect(self._offer)
        audience.failed.connect(context.tell)
        audience.start()

    def _value(self, person: PersonRef) -> str:
        return f"person:{person.id}"

    def _first(self) -> list[tuple[str, str]]:
        """Return to whom it goes as long as nobody else is chosen."""
        if not self._people:
            return [("all:", self.tr("Everybody"))]
        if len(self._people) == 1:
            return [(self._value(self._people[0]), person_name(self._people[0]))]
        return [("people:", self.tr("The {count} chosen agents").format(count=len(self._people)))]

    def _offer(self, audience: Audience) -> None:
        chosen = self.whom.value()
        teams = [
            (f"team:{one.code}", self.tr("Team {name}").format(name=words.pick(one.name_zh, one.name_en)))
            for one in audience.teams
        ]
        people = [(self._value(one), f"{one.agent_code or ''} {person_name(one)}".strip()) for one in audience.people]
        chosen_ones = self._first() if len(self._people) > 1 else []
        self.whom.set_options([*chosen_ones, ("all:", self.tr("Everybody")), *teams, *people])
        self.whom.set_value(chosen)
        self.notice.refill()

    def _write(self, sent: Submission[MessageRow]) -> MessageRow:
        values = sent.values
        kind, _, which = str(values["whom"]).partition(":")
        form = NewMessage.model_validate(
            {
                "audience": kind,
                "person_id": which if kind == "person" else None,
                "people": [one.id for one in self._people] if kind == "people" else [],
                "team": which if kind == "team" else None,
                "words": values["words"],
                "urgent": values["urgent"],
                "valid_minutes": values["valid"],
            }
        )
        return operations.send_message(self._context.api, form)

    def _sent(self, row: MessageRow) -> None:
        said = self.tr("Sent. Told: {count}; who has read it is on the list of messages.")
        self._context.notices.good(said.format(count=row.told), key="message.sent")

    def _fault_words(self, code: str) -> str:
        return self.tr("Nobody would be told: choose somebody else.") if code == "nobody" else fault(code)


def context_title(people: Sequence[PersonRef]) -> str:
    """Return the dialog's title."""
    if len(people) != 1:
        return QCoreApplication.translate("FloorMessages", "Write to agents")
    return QCoreApplication.translate("FloorMessages", "Write to {name}").format(name=person_name(people[0]))


class MessagesPanel(QWidget):
    """On the left what was written, on the right who was told and when they read it."""

    write_wanted = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: uuid.UUID | None = None
        self._detail: Feed[MessageRow] = Feed(context, self._ask_detail, parent=self)
        self.feed: Feed[MessagePage] = Feed(
            context,
            lambda: operations.messages,
            cares=changes_of(MessageChanged),
            gather_ms=operations.SOON_MS,
            parent=self,
        )
        self.model: TableModel[MessageRow] = TableModel(self._columns(), key=lambda row: row.id)
        self.table: TableView[MessageRow] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(self.tr("Messages"))
        self.table.set_empty("message-square", self.tr("Nothing was written yet"))
        self.receipts: TableModel[Receipt] = TableModel(self._receipt_columns(), key=lambda row: row.person.id)
        self.readers: TableView[Receipt] = TableView(self.receipts, sortable=False)
        self.readers.setAccessibleName(self.tr("Who has read it"))
        self.readers.set_empty("users", self.tr("Choose a message"))
        self.write_button = Button(self.tr("Write to agents"), kind="primary", icon="pencil", size="small")
        self.withdraw_button = Button(self.tr("Withdraw"), icon="undo-2", size="small")
        self.words = theme.label("", "body", wrap=True, selectable=True)
        self.states = FeedPanel(context, self.feed, self._content(), self._came)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.states)
        self.table.selected_record.connect(self._chosen)
        self.write_button.clicked.connect(self.write_wanted)
        self.withdraw_button.clicked.connect(self._withdraw)
        self.setFocusProxy(self.table)

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self.words, 1)
        head.addWidget(self.withdraw_button)
        head.addWidget(self.write_button)
        column.addLayout(head)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.SPACE_3)
        split.addWidget(self.table)
        split.addWidget(FeedPanel(self._context, self._detail, self.readers, self._detailed))
        split.setSizes([660, 340])
        column.addWidget(split, 1)
        return content

    def _columns(self) -> list[Column[MessageRow]]:
        return [
            Column(self.tr("Sent"), lambda row: words.short(row.sent_at), width=96),
            Column(self.tr("From"), lambda row: person_name(row.sender), width=96),
            Column(self.tr("To"), self._whom, width=110),
            Column(self.tr("Message"), message_text, tooltip=message_text),
            Column(self.tr("Read"), lambda row: self.read_mark(row).text, mark=self.read_mark, width=112),
        ]

    def _receipt_columns(self) -> list[Column[Receipt]]:
        return [
            Column(self.tr("Agent"), lambda row: f"{row.person.agent_code or ''} {person_name(row.person)}".strip()),
            Column(self.tr("Read at"), self._read_at, width=108),
        ]

    def _whom(self, row: MessageRow) -> str:
        if row.audience == "all":
            return self.tr("Everybody")
        if row.audience == "team" and row.team is not None:
            return words.pick(row.team.name_zh, row.team.name_en)
        return self.tr("1 person") if row.audience == "person" else self.tr("{count} people").format(count=row.told)

    def read_mark(self, row: MessageRow) -> Mark:
        """Return how many have read it."""
        if row.withdrawn_at is not None:
            return Mark(self.tr("withdrawn"), "muted", "undo-2")
        text = self.tr("{read} of {told}").format(read=row.read, told=row.told)
        if row.read == row.told:
            return Mark(text, "good", "circle-check")
        return Mark(text, "muted" if row.expires_at < elapsed.now() else "warning", "eye")

    def _read_at(self, row: Receipt) -> str:
        return words.short(row.read_at) if row.read_at is not None else self.tr("not yet")

    def _came(self, page: MessagePage) -> None:
        self.model.replace(page.items)
        if self.table.current_record() is None and page.items:
            self.table.selectRow(0)
        else:
            self._detail.refresh()

    def _chosen(self, row: MessageRow | None) -> None:
        before, self._shown = self._shown, row.id if row is not None else None
        self.words.setText(message_text(row) if row is not None else "")
        gone = row is None or row.withdrawn_at is not None or row.expires_at < elapsed.now()
        self.withdraw_button.setVisible(not gone)
        if row is None:
            self.receipts.replace([])
        if before == self._shown:
            self._detail.refresh()
        else:
            self._detail.anew()

    def _ask_detail(self) -> Request[MessageRow] | None:
        shown = self._shown
        return None if shown is None else lambda api: operations.message(api, shown)

    def _detailed(self, row: MessageRow) -> None:
        self.receipts.replace(row.receipts)

    def _withdraw(self) -> None:
        row, api = self.table.current_record(), self._context.api
        if row is not None:
            self._context.background.run(
                self,
                lambda: operations.withdraw_message(api, row.id),
                lambda _row: self.feed.refresh(),
                self._context.tell,
            )


def message_text(row: MessageRow) -> str:
    """Return what was written, or what the hub said of changed queues."""
    return row.words or " ".join(news_text(one) for one in row.queues)
