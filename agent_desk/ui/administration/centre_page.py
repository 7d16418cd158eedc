"""The centre: its names and hotline, and the zone that decides where a day begins."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.administration.changes import CentreChanged
from agent_desk.schemas.administration.records import CentreFields, CentreRow
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.pages.editor import Editor, Values
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.list_page import Page


class CentrePage(Page):
    """One form."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.editor = Editor(context, CentreRow, _values, self._send)
        form = self.editor.form
        form.add("name_zh", self.tr("Chinese name"), TextInput(limit=60), required=True)
        form.add("name_en", self.tr("English name"), TextInput(limit=80), required=True)
        form.add("hotline", self.tr("Hotline"), TextInput(limit=32))
        self.editor.setMaximumWidth(720)
        self.states = FeedPanel(context, self.feed, self.editor, self._show)
        self.body.addWidget(self.states, 1)

    def head(self) -> tuple[str, str]:
        return self.tr("Centre"), self.tr("Windows and reports show the new name from the next sign-in on.")

    def cares(self, change: Change) -> bool:
        return CentreChanged.is_told_by(change)

    def ask(self) -> Request[CentreRow]:
        return operations.centre

    def _show(self, row: CentreRow) -> None:
        if self.editor.form.dirty():
            return
        self.editor.show_record(row, self.tr("Names"), "setting", "centre")
        self.editor.says(
            self.tr("Time zone {zone}: it decides where a day begins, so it is not changed here.").format(zone=row.zone)
        )

    def leave(self, then: object) -> None:
        self.editor.leave(then)  # type: ignore[arg-type]

    def _send(self, record: CentreRow, values: Values) -> CentreRow:
        form = CentreFields.model_validate(values | {"version": record.version})
        return operations.set_centre(self._context.api, form)


def _values(row: CentreRow) -> Values:
    return {"name_zh": row.name_zh, "name_en": row.name_en, "hotline": row.hotline}
