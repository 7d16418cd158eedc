"""The centre as a file: saved, chosen, compared and taken; and what held before each file, to go back to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.administration import centre_file
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.desk.kit.user_files import text_of
from agent_desk.schemas.administration.centre_file import CentreFileAsk, Difference, KeptFile
from agent_desk.schemas.administration.changes import CentreFileKept
from agent_desk.schemas.kit.file_text import in_pieces
from agent_desk.schemas.people.offices import Office
from agent_desk.ui.administration.centre_file_dialog import FaultsDialog, TakeFileDialog, text
from agent_desk.ui.kit import files, theme, words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pages.taking_out import ask_where, folder, kind, write
from agent_desk.ui.kit.tables import Column


class CentreFilePage(ListPage):
    """What was kept, and the buttons that save and choose a file."""

    def __init__(self, context: DeskContext, office: Office, parent: QWidget | None = None) -> None:
        self.office: Office = office
        self.dialog: TakeFileDialog | FaultsDialog | None = None
        super().__init__(context, parent)
        self.export_button = Button(text("export"), icon="download")
        self.choose_button = Button(text("choose"), icon="upload", kind="primary")
        self.save_button = Button(text("save_kept"), icon="save")
        self.undo_button = Button(text("undo"), icon="undo-2")
        for button in (self.export_button, self.choose_button):
            self.head_actions.addWidget(button)
        self.filters.addWidget(theme.label(text("kept"), "section"))
        self.foot.addStretch(1)
        for button in (self.save_button, self.undo_button):
            self.foot.addWidget(button)
        self.table.set_empty("history", text("nothing_kept"), text("nothing_kept_hint"))
        self.body.addWidget(self._card, 1)
        self.export_button.clicked.connect(lambda: self.export())
        self.choose_button.clicked.connect(lambda: self.choose())
        self.save_button.clicked.connect(lambda: self.save_kept())
        self.undo_button.clicked.connect(self.undo)
        self.table.selected_record.connect(self._enable)
        self._enable(None)

    def head(self) -> tuple[str, str]:
        return text(f"page_{self.office}"), text("note")

    def key(self, record: KeptFile) -> Any:
        return record.id

    def columns(self) -> list[Column[KeptFile]]:
        return [
            Column(text("when"), lambda row: words.date_time(row.kept_at), width=170),
            Column(text("who"), lambda row: words.pick(row.by, row.by_en)),
            Column(text("until"), lambda row: row.until_on.isoformat() if row.until_on else "–", width=130),
        ]

    def cares(self, change: Change) -> bool:
        told = CentreFileKept.read(change)
        return told is not None and told.office == self.office

    def ask(self) -> Request[list[KeptFile]]:
        office = self.office
        return lambda api: centre_file.kept(api, office)

    def open(self, record: KeptFile) -> None:
        self._enable(record)

    def _enable(self, record: KeptFile | None) -> None:
        for button in (self.save_button, self.undo_button):
            button.setEnabled(record is not None)

    # -- out ---------------------------------------------------------------------------------------------------------

    def export(self, path: Path | None = None) -> None:
        """Write what holds now to the disk; asks where to."""
        if path is None:
            self._ask_where(
                text(f"file_name_{self.office}").format(day=words.date(self._context.hub_now())), self.export
            )
            return
        api, office = self._context.api, self.office
        write(self, self._context, path, lambda: centre_file.export(api, office))

    def save_kept(self, path: Path | None = None) -> None:
        """Write what held before to the disk; asks where to."""
        record = self.table.current_record()
        if record is None:
            return
        if path is None:
            day = words.date_time(record.kept_at).replace(":", "").replace(" ", "-")
            self._ask_where(f"{text('before_name').format(day=day)}.toml", self.save_kept)
            return
        api, office = self._context.api, self.office
        write(self, self._context, path, lambda: centre_file.kept_text(api, office, record).encode())

    def _ask_where(self, name: str, then: Callable[[Path], object]) -> None:
        ask_where(self, self._context, text("export"), name.removesuffix(".toml"), "toml", then)

    # -- in ----------------------------------------------------------------------------------------------------------

    def choose(self, path: Path | None = None) -> None:
        """Read a file and show what it would change; asks which one."""
        if path is None:
            files.ask_for_file(self, text("choose"), folder(self._context) / "-", kind("toml"), self.choose)
            return
        chosen = path
        self._compare(chosen.name, lambda _api: text_of(chosen))

    def undo(self) -> None:
        """Show what going back to the chosen state would change."""
        record, office = self.table.current_record(), self.office
        if record is not None:
            name = text("before_name").format(day=words.date_time(record.kept_at))
            self._compare(name, lambda api: centre_file.kept_text(api, office, record))

    def _compare(self, name: str, asked: Any) -> None:
        api, office = self._context.api, self.office

        def work() -> tuple[str, Difference]:
            said = asked(api)
            return said, centre_file.compare(api, office, CentreFileAsk(pieces=in_pieces(said), name=name[:200]))

        self._context.background.run(self, work, lambda found: self._show(name, *found), self._context.tell)

    def _show(self, name: str, said: str, found: Difference) -> None:
        if found.faults:
            self.dialog = FaultsDialog(name, found.faults, self)
        else:
            self.dialog = TakeFileDialog(self._context, self.office, name, said, found, self)
            self.dialog.saved.connect(self._taken)
        self.dialog.open()

    def _taken(self, found: Difference) -> None:
        added = sum(one.added for one in found.parts)
        changed = sum(one.changed + one.retired for one in found.parts)
        self._context.notices.good(text("taken").format(added=added, changed=changed))
        self.refresh()


def system_page(context: DeskContext) -> CentreFilePage:
    """Return the page of the system's office."""
    return CentreFilePage(context, "system")


def security_page(context: DeskContext) -> CentreFilePage:
    """Return the page of security's office."""
    return CentreFilePage(context, "security")
