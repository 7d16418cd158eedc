"""The audit trail: searched by person, area, record and day; verified on demand, with its verdict."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.background import Job
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import PagedFeed, PageRequest
from agent_desk.schemas.administration.records import AuditPage, AuditRow, AuditVerdict, AuditWanted
from agent_desk.schemas.administration.words import FINDINGS
from agent_desk.schemas.kit.operation import COPY
from agent_desk.ui.administration.audit_export import AuditExportDialog
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, Card, Icon, KeyValue, SearchField, StateStack, banner
from agent_desk.ui.kit.inputs import DateTimeInput, TextInput
from agent_desk.ui.kit.pages import audit_text
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pages.list_page import Page
from agent_desk.ui.kit.tables import Column, TableModel, TableView

_DAY = timedelta(days=1)
_LATER_MS = 300
_NAMED = 10


class AuditTrailPage(Page):
    """A list of actions with everything one of them says."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._verifying: Job[AuditVerdict] | None = None
        self.person = SearchField(self.tr("Person: login or name"))
        self.area = Choice([("", self.tr("Everything")), *audit_text.areas()])
        self.area.set_value("")
        self.record = TextInput(self.tr("Record: customer, complaint or login"), limit=80)
        today = words.local(elapsed.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        self.first, self.last = DateTimeInput(today - 6 * _DAY, date_only=True), DateTimeInput(today, date_only=True)
        self.model = TableModel(self._columns(), key=lambda row: row.id)
        self.table = TableView(self.model, sortable=False)
        self.more = Button(self.tr("Show more"), size="small")
        self.verify_button = Button(self.tr("Verify now"), icon="shield-check")
        self.stop_button = Button(self.tr("Stop"), size="small")
        self.export_button = Button(self.tr("Export"), icon="download")
        theme.appear(self.export_button, context.session.may(COPY))
        self.dialog: AuditExportDialog | None = None
        self.progress = QProgressBar()
        self._verdict, self.verdict_words = banner("", "info", "shield-check")
        self._facts = KeyValue()
        self._build()
        self._connect()

    def head(self) -> tuple[str, str]:
        says = self.tr(
            "Who did what, when. Every entry is chained to the one before it: a changed or removed one is found."
        )
        return self.tr("Audit trail"), says

    def _columns(self) -> list[Column[AuditRow]]:
        return [
            Column(self.tr("When"), self._when, width=150),
            Column(self.tr("Who"), audit_text.who, width=110, tooltip=audit_text.login),
            Column(self.tr("What"), lambda row: audit_text.action(row.action), width=150),
            Column(self.tr("Record"), audit_text.record, width=260, tooltip=audit_text.record),
            Column(self.tr("Reason"), lambda row: row.reason or "", tooltip=lambda row: row.reason or ""),
        ]

    def _when(self, row: AuditRow) -> str:
        return f"{words.date(row.at, year=False)} {words.time_of_day(row.at, seconds=True)}"

    def _build(self) -> None:
        self.head_actions.addWidget(self.export_button)
        self.head_actions.addWidget(self.verify_button)
        layout = self._verdict.layout()
        assert isinstance(layout, QHBoxLayout)
        self.progress.setFixedWidth(220)
        layout.addWidget(self.progress)
        layout.addWidget(self.stop_button)
        self._verdict.hide()
        self.body.setSpacing(theme.SPACE_3)
        self.body.addWidget(self._verdict)
        filters = QHBoxLayout()
        filters.setSpacing(theme.SPACE_2)
        filters.addWidget(self.person, 3)
        filters.addWidget(self.area, 2)
        filters.addWidget(self.record, 3)
        self.area.setAccessibleName(self.tr("Area"))
        for field, name in ((self.first, self.tr("First day")), (self.last, self.tr("Last day"))):
            field.setAccessibleName(name)
            field.setToolTip(name)
            filters.addWidget(field, 2)
        self.body.addLayout(filters)
        left = Card(padding=theme.SPACE_3)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)
        self.more.hide()
        self.states = FeedPanel(self._context, self.feed, content, self._came)
        left.add(self.states, 1)
        self._detail = Card(self.tr("Entry"), icon="file-text")
        self.detail_states = StateStack(self._scrolled_facts())
        self._detail.add(self.detail_states, 1)
        self.detail_states.show_empty("file-text", self.tr("No entry chosen"))
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._detail)
        split.setSizes([760, 320])
        self.body.addWidget(split, 1)
        self.table.setAccessibleName(self.tr("Audit trail"))

    def _scrolled_facts(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._facts)
        column.addStretch(1)
        return box

    def _connect(self) -> None:
        self._timer = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._timer.timeout.connect(self._anew)
        self.person.searched.connect(lambda _typed: self._anew())
        self.area.edited.connect(self._anew)
        self.record.editingFinished.connect(self._anew)
        for field in (self.first, self.last):
            field.edited.connect(self._timer.start)
        self.table.selected_record.connect(self._show)
        self.more.clicked.connect(self._more)
        self.verify_button.clicked.connect(self.verify)
        self.export_button.clicked.connect(self.export)
        self.stop_button.clicked.connect(self._stop)

    # -- searching ---------------------------------------------------------------------------------------------------

    def make_feed(self) -> PagedFeed[AuditPage]:
        return PagedFeed(self._context, self._ask_page, parent=self)

    def _anew(self) -> None:
        self.feed.anew(keep=True)

    def _more(self) -> None:
        assert isinstance(self.feed, PagedFeed)
        self.feed.more()

    def _wanted(self) -> dict[str, Any]:
        first, last = self.first.value(), self.last.value()
        return {
            "person": self.person.value(),
            "action": self.area.value() or "",
            "entity_id": self.record.value(),
            "from_at": first,
            "to_at": last + _DAY if last is not None else None,
        }

    def export(self) -> None:
        """Have what the filters mean made into a workbook; a dialog shows how far it is and where to save it."""
        wanted = self._wanted()
        record = wanted.pop("entity_id")
        form = AuditWanted(**wanted, record=record, lang=words.language())
        self.dialog = AuditExportDialog(self._context, form, self.window())
        self.dialog.destroyed.connect(self._dialog_gone)
        self.dialog.begin()

    def _dialog_gone(self) -> None:
        self.dialog = None

    def _ask_page(self) -> PageRequest[AuditPage]:
        wanted = self._wanted()
        return lambda api, after: operations.audit(api, **wanted, after=after)

    def _came(self, page: AuditPage) -> Nothing | None:
        self.model.replace(page.items)
        self.more.setVisible(page.next is not None)
        if page.items:
            if self.table.current_record() is None:
                self.table.selectRow(0)
            return None
        self._show(None)
        return Nothing("history", self.tr("No entries"), self.tr("Widen the days or take a filter away."))

    def _show(self, row: AuditRow | None) -> None:
        if row is None:
            self.detail_states.show_empty("file-text", self.tr("No entry chosen"))
            return
        self._facts.set_rows(
            [
                (self.tr("When"), f"{words.date(row.at)} {words.time_of_day(row.at, seconds=True)}"),
                (
                    self.tr("Who"),
                    f"{audit_text.who(row)} ({audit_text.login(row)})" if row.name else audit_text.who(row),
                ),
                (self.tr("What"), audit_text.action(row.action)),
                (self.tr("Record"), audit_text.record(row)),
                (self.tr("Reason"), row.reason or ""),
                (self.tr("In the chain"), f"#{row.seq}" if row.seq is not None else self.tr("not sealed yet")),
                (self.tr("Request"), row.request_id or ""),
                *audit_text.facts(row),
            ]
        )
        self.detail_states.show_content()

    # -- verifying ---------------------------------------------------------------------------------------------------

    def verify(self) -> None:
        """Walk the whole chain, with progress; can be stopped."""
        if self._verifying is not None:
            return
        api = self._context.api
        self._tell(self.tr("Verifying …"), "info", "shield-check")
        self.progress.setRange(0, 0)
        for widget in (self.progress, self.stop_button):
            widget.show()
        self.verify_button.setEnabled(False)
        self._verifying = self._context.background.run_long(
            self,
            lambda job: operations.verify_audit(api, job),
            self._verified,
            self._not_verified,
            self._progressed,
        )

    def _progressed(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        said = self.tr("{done} of {total} entries checked").format(done=words.number(done), total=words.number(total))
        self.verdict_words.setText(said)

    def _verified(self, verdict: AuditVerdict) -> None:
        self._over()
        n = words.number(verdict.entries)
        if verdict.broken:
            named = ", ".join(f"#{one}" for one in verdict.broken[:_NAMED])
            more = (
                self.tr(" and {n} more").format(n=len(verdict.broken) - _NAMED) if len(verdict.broken) > _NAMED else ""
            )
            said = self.tr("Not sound: {count} of {n} entries were changed or removed: {named}{more}.").format(
                count=len(verdict.broken), n=n, named=named, more=more
            )
            self._tell(said, "bad", "shield-alert")
        elif not verdict.head_matches:
            self._tell(
                self.tr("Not sound: the end of the trail was cut off after entry #{n}.").format(n=verdict.checked_to),
                "bad",
                "shield-alert",
            )
        elif verdict.findings:
            first = min(verdict.findings, key=lambda one: one.seq)
            until = words.date_time(first.known_at) if first.known_at else self.tr("unknown")
            said = self.tr("In doubt from entry #{n} on ({what}). Known to be right until: {until}.").format(
                n=first.seq, what=words.say(FINDINGS[first.what]), until=until
            )
            self._tell(said, "bad", "shield-alert")
        else:
            at = words.time_of_day(elapsed.now(), seconds=True)
            said = self.tr("Sound: all {n} entries are as they were written ({time}).").format(n=n, time=at)
            self._tell(said, "good", "shield-check")

    def _not_verified(self, error: DeskError) -> None:
        self._over()
        self._tell(self._context.words(error), "bad", "circle-alert")

    def _stop(self) -> None:
        if self._verifying is not None:
            self._verifying.cancel()
        self._over()
        self._tell(self.tr("Stopped: the trail was not checked to its end."), "warning", "circle-alert")

    def _over(self) -> None:
        self._verifying = None
        self.verify_button.setEnabled(True)
        for widget in (self.progress, self.stop_button):
            widget.hide()

    def _tell(self, text: str, tone: str, icon: str) -> None:
        theme.restyle(self._verdict, tone=tone)
        symbol = self._verdict.findChild(Icon)
        if isinstance(symbol, Icon):
            symbol.set(icon, "accent_ink" if tone == "info" else tone)
        self.verdict_words.setText(text)
        self._verdict.show()
