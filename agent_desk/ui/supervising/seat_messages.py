"""What a supervisor writes, at the agent's desk: a notice from the top edge that stays until it is read and takes no focus."""

from __future__ import annotations

import uuid

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.desk.supervising import operations
from agent_desk.schemas.supervising.changes import MessageChanged
from agent_desk.schemas.supervising.records import OwnMessage
from agent_desk.ui.kit import sounds, words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.floor_presentation import person_name
from agent_desk.ui.kit.notices import Action
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView
from agent_desk.ui.supervising.queue_words import news_text


def text_of(message: OwnMessage) -> str:
    """ "Zhou Ming 14:02: system slow"."""
    said = message.words or " ".join(news_text(one) for one in message.queues)
    return f"{person_name(message.sender)} {words.time_of_day(message.sent_at)}: {said}"


class SeatMessages(QObject):
    """Shows each unread message once, until it is read; read at another seat or withdrawn, it goes."""

    def __init__(self, context: DeskContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.feed: Feed[list[OwnMessage]] = Feed(
            context,
            lambda: operations.own_messages,
            cares=changes_of(MessageChanged),
            gather_ms=operations.SOON_MS,
            parent=self,
        )
        self.shown: dict[uuid.UUID, OwnMessage] = {}
        self.dialog: OwnMessagesDialog | None = None
        self.feed.came.connect(self._came)

    def start(self) -> None:
        """Those that came while nobody was here are shown now."""
        self.feed.start()

    def close_down(self) -> None:
        """Watch no more."""
        self.feed.stop()

    def _came(self, unread: list[OwnMessage]) -> None:
        waiting = {one.id for one in unread}
        for gone in self.shown.keys() - waiting:
            del self.shown[gone]
            self._context.notices.withdraw(_key(gone))
        fresh = [one for one in unread if one.id not in self.shown]
        for message in fresh:
            self.shown[message.id] = message
            self._show(message)
        if fresh:
            sounds.chime()

    def _show(self, message: OwnMessage) -> None:
        say = self._context.notices.warning if message.urgent else self._context.notices.info
        done = Action(self.tr("Read"), lambda: self.read(message.id))
        say(text_of(message), action=done, urgent=True, key=_key(message.id))

    def read(self, message_id: uuid.UUID) -> None:
        """Tell the sender that it is read."""
        api = self._context.api
        self._context.background.run(
            self,
            lambda: operations.read_message(api, message_id),
            lambda _message: self.feed.refresh(),
            self._context.tell,
        )

    def open_list(self) -> None:
        """What was written in the last days."""
        self.dialog = OwnMessagesDialog(self._context, self._window.window())
        self.dialog.destroyed.connect(self._dialog_gone)
        self.dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None


def _key(message_id: uuid.UUID) -> str:
    return f"message:{message_id}"


class OwnMessagesDialog(Dialog):
    """The last week's messages, read or not."""

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(
            QCoreApplication.translate("SeatMessages", "Messages of the last 7 days"), icon="mail", parent=parent
        )
        columns = [
            Column(self.tr("Message"), text_of, tooltip=text_of),
            Column(self.tr("Read"), lambda row: self._mark(row).text, mark=self._mark, width=120),
        ]
        self.model: TableModel[OwnMessage] = TableModel(columns, key=lambda row: row.id)
        self.table: TableView[OwnMessage] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(self.windowTitle())
        self.table.set_empty("mail", self.tr("No message"))
        self.feed: Feed[list[OwnMessage]] = Feed(
            context,
            lambda: lambda api: operations.own_messages(api, unread=False),
            cares=changes_of(MessageChanged),
            parent=self,
        )
        holder = QVBoxLayout()
        holder.addWidget(FeedPanel(context, self.feed, self.table, self.model.replace))
        self.body.addLayout(holder, 1)
        self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        self.resize(680, 420)

    def _mark(self, row: OwnMessage) -> Mark:
        if row.read_at is None:
            return Mark(self.tr("not yet"), "warning", "eye-off")
        return Mark(words.time_of_day(row.read_at), "good", "check")
