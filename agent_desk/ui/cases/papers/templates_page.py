"""Templates of letters: their versions, a draft of the next one, and its publication by two persons."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.cases import papers
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.cases.kinds.records import VersionOf
from agent_desk.schemas.cases.papers.changes import TemplateChanged
from agent_desk.schemas.cases.papers.records import TemplateForm, TemplateRow
from agent_desk.schemas.cases.papers.words import PURPOSES
from agent_desk.ui.cases.papers.texts import fault, text
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.inputs import TextArea, TextInput, Tick
from agent_desk.ui.kit.pages.form_dialog import WAITS, FormDialog
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.kit.tables import Column, Mark

_FIELDS = tuple(TemplateForm.model_fields)


class TemplatesPage(ListPage):
    """Every version; a change of one makes the next, as a draft."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.dialog: TemplateDialog | None = None
        self.new_button = Button(text("new_template"), icon="plus")
        self.change_button = Button(text("change_template"), icon="pencil")
        self.publish_button = Button(text("publish"), kind="primary", icon="check")
        self.discard_button = Button(text("discard"), icon="x")
        for button, do in (
            (self.discard_button, self.discard),
            (self.change_button, self.change),
            (self.publish_button, self.publish),
            (self.new_button, self.add),
        ):
            button.clicked.connect(lambda _=False, what=do: what())
            self.head_actions.addWidget(button)
        self.body.addWidget(self._card, 1)
        self.table.set_empty("mail", text("templates_page"))
        self.table.selected_record.connect(self._offer)
        self._offer(None)

    def head(self) -> tuple[str, str]:
        return text("templates_page"), text("templates_note")

    def key(self, record: TemplateRow) -> Any:
        return record.id

    def columns(self) -> list[Column[TemplateRow]]:
        return [
            Column(text("template"), lambda row: words.pick(row.name_zh, row.name_en)),
            Column(text("version"), lambda row: str(row.number), align="right", width=70),
            Column(text("state"), lambda row: _state(row).text, mark=_state, width=110),
            Column(text("about"), lambda row: text("complaint") if row.about == "complaint" else row.about, width=130),
            Column(text("purpose"), lambda row: words.say(PURPOSES[row.purpose]), width=140),
            Column(text("second"), lambda row: text("yes" if row.second else "no"), width=140),
        ]

    def cares(self, change: Change) -> bool:
        return TemplateChanged.is_told_by(change)

    def ask(self) -> Request[list[TemplateRow]]:
        return papers.templates

    def _offer(self, row: TemplateRow | None) -> None:
        draft = row is not None and row.state == "draft"
        self.change_button.setEnabled(row is not None)
        self.publish_button.setEnabled(draft)
        self.discard_button.setEnabled(draft)

    # -- what can be done --------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Draft a template that is new."""
        self._open(TemplateDialog(self._context, None, self.window()))

    def change(self) -> None:
        """Draft the next version of the one chosen."""
        row = self.table.current_record()
        if row is not None:
            self._open(TemplateDialog(self._context, row, self.window()))

    def publish(self) -> None:
        """Ask for the publication of the draft chosen; a second person confirms it."""
        self._do(papers.publish_template)

    def discard(self) -> None:
        """Throw the draft chosen away."""
        self._do(papers.discard_template)

    def _do(self, what: Any) -> None:
        row = self.table.current_record()
        if row is None or row.state != "draft":
            return
        api, form = self._context.api, VersionOf(version=row.version)
        self._context.background.run(
            self, lambda: what(api, row.code, row.number, form), lambda _row: self.refresh(), self._refused
        )

    def _refused(self, error: DeskError) -> None:
        """That a second person is asked is no fault."""
        if error.error_id == WAITS:
            self._context.notices.info(self._context.words(error), key=WAITS)
        else:
            self._context.tell(error)
        self.refresh()

    def _open(self, dialog: TemplateDialog) -> None:
        self.dialog = dialog
        dialog.saved.connect(lambda _row: self.refresh())
        dialog.finished.connect(self._dialog_gone)
        dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None


class TemplateDialog(FormDialog):
    """Drafts a template: a new one, or the next version of `row`. `saved` carries the TemplateRow."""

    def __init__(self, context: DeskContext, row: TemplateRow | None, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            text("new_template")
            if row is None
            else f"{text('change_template')} · {words.pick(row.name_zh, row.name_en)}",
            "letter_template",
            self._draft,
            TemplateRow,
            icon="mail",
            hint=text("places").format(places=words.listed([f"{{{one}}}" for one in row.places]))
            if row is not None
            else "",
            fault=fault,
            parent=parent,
        )
        self._row = row
        if row is None:
            self.form.add("code", text("code"), TextInput(limit=40), required=True)
            self.form.add("about", text("about"), TextInput(limit=40), required=True)
        purposes = [(one.code, words.say(one)) for one in PURPOSES.values()]
        self.form.add("purpose", text("purpose"), Choice(purposes), required=True)
        self.form.add("second", text("second"), Tick(text("second")))
        for name in ("name_zh", "name_en", "title_zh", "title_en"):
            self.form.add(name, text(name), TextInput(limit=120), required=True)
        for name in ("body_zh", "body_en"):
            self.form.add(name, text(name), TextArea(limit=4000, lines=8), required=True)
        self.body.removeWidget(self.form)
        column = QVBoxLayout()
        column.addWidget(self.form)
        self.body.addWidget(ScrollArea(column), 1)
        self.resize(720, 640)
        now = row.model_dump(include={*_FIELDS} - {"code", "about"}) if row is not None else {"about": "complaint"}
        self.begin(f"{row.code}/{row.number}/{row.version}" if row is not None else "new", blank=now)

    def _draft(self, sent: Submission[TemplateRow]) -> TemplateRow:
        about = {"code": self._row.code, "about": self._row.about} if self._row is not None else {}
        form = TemplateForm.model_validate({**sent.values, **about})
        return papers.draft_template(self._context.api, form)


def _state(row: TemplateRow) -> Mark:
    if row.state == "draft":
        return Mark(text("draft"), "warning", "pencil")
    return Mark(text("in_force"), "good", "circle-check") if row.in_force else Mark(text("earlier"), "muted", "circle")
