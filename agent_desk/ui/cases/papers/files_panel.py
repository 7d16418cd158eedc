"""The files of a case: listed, attached by a dialog or dropped, saved to this computer, removed with a reason."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import papers
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.cases.papers.changes import CaseFilesChanged
from agent_desk.schemas.cases.papers.records import CaseFileRow, CaseFiles, OwnerWord, RemoveFile
from agent_desk.schemas.kit.operation import COPY
from agent_desk.ui.cases.papers.texts import text
from agent_desk.ui.kit import files, layouts, theme, words
from agent_desk.ui.kit.controls import Button, Icon, IconButton, label
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.pages import taking_out
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog

_KB = 1024


def size(octets: int) -> str:
    """Return a number of bytes as people read it."""
    if octets >= _KB * _KB:
        return f"{words.number(octets / _KB / _KB, 1)} MB"
    return f"{words.number(max(1, round(octets / _KB)), 0)} KB"


class FilesPanel(QWidget):
    """The files of one complaint, or of one case of a register. Files that are dropped on it are attached."""

    def __init__(self, context: DeskContext, owner: OwnerWord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._owner = context, owner
        self._owner_id: uuid.UUID | None = None
        self.dialog: FormDialog | None = None
        self.feed: Feed[CaseFiles] = Feed(
            context, self._ask, cares=changes_of(CaseFilesChanged, id_of=lambda: self._owner_id), parent=self
        )
        self.attach_button = Button(text("attach"), size="small", icon="plus")
        self.attach_button.setToolTip(text("attach_hint"))
        self.attach_button.clicked.connect(self.choose)
        self.room = label("", "caption")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.SPACE_2)
        self._lay()
        self.setAccessibleName(text("files"))

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(label(text("files"), "section"))
        head.addWidget(self.room, 1)
        head.addWidget(self.attach_button)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_2)
        inner.addLayout(head)
        inner.addLayout(self.rows)
        self.states = FeedPanel(self._context, self.feed, content, self._came)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)

    def show_owner(self, owner_id: uuid.UUID | None) -> None:
        """Show the files of this case; of none for None."""
        if owner_id == self._owner_id:
            return
        self._owner_id = owner_id
        layouts.empty(self.rows)
        if owner_id is None:
            self.feed.forget()
        else:
            self.feed.anew()

    def _ask(self) -> Request[CaseFiles] | None:
        owner, wanted = self._owner, self._owner_id
        return None if wanted is None else lambda api: papers.files(api, owner, wanted)

    def _came(self, found: CaseFiles) -> None:
        layouts.empty(self.rows)
        for one in found.files:
            self.rows.addWidget(self._line(one, found))
        if not found.files:
            self.rows.addWidget(label(text("no_files"), "muted"))
        taken = text("room").format(used=size(found.used_bytes), most=size(found.most_bytes))
        self.room.setText(taken if found.used_bytes else "")
        self.attach_button.setVisible(found.may_attach)
        self.setAcceptDrops(found.may_attach)

    def _line(self, one: CaseFileRow, found: CaseFiles) -> QWidget:
        gone = one.deleted_at is not None
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(Icon("circle-off" if gone else "file-text", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(label(one.name, "muted" if gone else "strong", wrap=True))
        who = words.pick(one.added_by.name, one.added_by.name_en) if one.added_by is not None else ""
        facts = [one.note, size(one.size_bytes), f"{who} {words.short(one.added_at)}".strip()]
        facts += [text("removed").format(why=one.deleted_by)] if gone else []
        said.addWidget(label(" · ".join(part for part in facts if part), "caption", wrap=True))
        line.setToolTip(text("digest").format(digest=one.sha256))
        line.setAccessibleName(", ".join((one.name, *facts)))
        row.addLayout(said, 1)
        if not gone and self._context.session.may(COPY):
            save = IconButton("download", text("save"), size="small")
            save.clicked.connect(lambda: self.save(one))
            row.addWidget(save)
        if not gone and found.may_remove:
            remove = IconButton("trash-2", text("remove"), size="small")
            remove.clicked.connect(lambda: self.remove(one))
            row.addWidget(remove)
        return line

    # -- attaching ---------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file of this computer."""
        files.ask_for_file(self, text("choose"), taking_out.folder(self._context) / "", text("any_file"), self.attach)

    def attach(self, path: Path) -> None:
        """Ask what a file shows, and send it."""
        if self._owner_id is None or self.dialog is not None:
            return
        self.dialog = AttachDialog(self._context, self._owner, self._owner_id, path, self.window())
        self.dialog.saved.connect(lambda _row: self.feed.refresh())
        self.dialog.finished.connect(self._dialog_gone)
        self.dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and all(one.isLocalFile() for one in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.attach(Path(event.mimeData().urls()[0].toLocalFile()))

    # -- what is there -----------------------------------------------------------------------------------------------

    def save(self, one: CaseFileRow) -> None:
        """Write a file to this computer, where the person says; it is not opened."""
        name, ending = Path(one.name).stem, Path(one.name).suffix.lstrip(".")

        def write(path: Path) -> None:
            api = self._context.api
            taking_out.write(self, self._context, path, lambda: papers.content(api, one.id))

        taking_out.ask_where(self, self._context, text("save"), name, ending, write)

    def remove(self, one: CaseFileRow) -> None:
        """Remove a file, with a reason."""
        if self.dialog is not None:
            return

        def said(api: Api, _reason: Any, words_: str) -> CaseFileRow:
            return papers.remove(api, one.id, RemoveFile(reason=words_))

        self.dialog = ReasonFormDialog(
            self._context,
            "case_file_removed",
            str(one.id),
            f"{text('remove')} · {one.name}",
            text("remove"),
            said,
            CaseFileRow,
            text_required=True,
            text_label=text("reason"),
            limit=400,
            parent=self.window(),
        )
        self.dialog.saved.connect(lambda _row: self.feed.refresh())
        self.dialog.finished.connect(self._dialog_gone)
        self.dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None


class AttachDialog(FormDialog):
    """Asks what a file shows, and sends it. `saved` carries the CaseFileRow; without the hub it can be sent again."""

    def __init__(
        self, context: DeskContext, owner: OwnerWord, owner_id: uuid.UUID, path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            f"{text('attach')} · {path.name}",
            "case_file",
            self._attach,
            CaseFileRow,
            action=text("send"),
            icon="file-text",
            hint=text("sent_hint"),
            parent=parent,
        )
        self._owner: OwnerWord = owner
        self._owner_id, self._path = owner_id, path
        self.form.add("note", text("note"), TextInput(limit=200))
        self.begin(f"{owner_id}/{path}")

    def _attach(self, sent: Submission[CaseFileRow]) -> CaseFileRow:
        return papers.attach(self._context.api, self._owner, self._owner_id, self._path, sent.values["note"])
