"""The report of a project on the screen, with its way out of the house: a workbook or a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.reports import operations
from agent_desk.schemas.campaigns.changes import AnswersChanged, ProjectChanged
from agent_desk.schemas.campaigns.records import ProjectRow, ProjectSheet
from agent_desk.schemas.kit.table import LanguageWord
from agent_desk.ui.kit import paper
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.taking_out import ask_where, write, write_paper


class ReportDialog(Dialog):
    """Figures by day, answers, people; made anew while calls go on."""

    def __init__(self, context: DeskContext, project: ProjectRow, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Report · {name}").format(name=project.name), icon="file-text", parent=parent)
        self.setMinimumSize(940, 580)
        self._context, self._project = context, project
        self.sheet: ProjectSheet | None = None
        self.page = QTextBrowser()
        self.page.setAccessibleName(self.windowTitle())
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.feed: Feed[ProjectSheet] = Feed(
            context, self._ask, cares=changes_of(ProjectChanged, AnswersChanged), gather_ms=1_500, parent=self
        )
        self.states = FeedPanel(context, self.feed, self.page, self._came, parent=self)
        self.body.addWidget(self.states, 1)
        self.workbook = self.add_button(Button(self.tr("Workbook"), icon="download"), lambda: self.save("xlsx"))
        self.pdf = self.add_button(Button(self.tr("PDF"), icon="printer"), lambda: self.save("pdf"))
        self.add_button(Button(self.tr("Close"), kind="primary"), self.accept).setDefault(True)

    @property
    def _lang(self) -> LanguageWord:
        return self._context.language()  # type: ignore[return-value]

    def _ask(self) -> Request[ProjectSheet]:
        return lambda api: operations.project_sheet(api, self._project.id, lang=self._lang)

    def _came(self, sheet: ProjectSheet) -> None:
        self.sheet = sheet
        self.page.setHtml("<br>".join(paper.table_html(one) for one in sheet.tables))

    def save(self, kind: str, path: Path | None = None) -> None:
        """Write the report to a file; asks where to."""
        if self.sheet is None or not self._context.window.may_take_out(self.states, "print"):
            return
        if path is None:
            title, name = self.tr("Save the report"), self.sheet.file_name
            ask_where(self, self._context, title, name, kind, lambda chosen: self.save(kind, chosen))
            return
        context, project, lang = self._context, self._project.id, self._lang
        if kind == "xlsx":
            write(self, context, path, lambda: operations.export_project_workbook(context.api, project, lang=lang))
        else:
            write_paper(self, context, path, lambda: operations.export_project(context.api, project, lang=lang), _pdf)


def _pdf(sheet: ProjectSheet) -> bytes:
    wide = max(len(one.columns) for one in sheet.tables) > paper.WIDE_COLUMNS
    return paper.pdf(sheet.tables[0].title, "".join(paper.table_html(one) for one in sheet.tables), lying=wide)
