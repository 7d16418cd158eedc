"""A report's name, period and time: kept anew, or changed; two people's changes of the same report are shown, not lost."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.reports import operations
from agent_desk.schemas.reports.sheet import ReportChoice, SavedForm, SavedReport
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import NumberInput, TextInput
from agent_desk.ui.kit.placeholders import banner
from agent_desk.ui.reports.choice_bar import period_options

_FIRST: dict[str, Any] = {"every": "daily", "hour": 7, "minute": 0, "on": 1, "keep_days": 90}


class ReportDialog(Dialog):
    """`report` None keeps the choice that is shown by a name; else that report is changed. Opened, never executed."""

    saved = Signal()

    def __init__(
        self,
        context: DeskContext,
        choice: ReportChoice,
        report: SavedReport | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Keep this report") if report is None else self.tr("Change the report")
        super().__init__(title, icon="save" if report is None else "pencil", parent=parent)
        self._context, self._choice, self._report = context, choice, report
        self._theirs: SavedReport | None = None
        self._make_form()
        self._make_stale()
        self.body.addWidget(self._stale)
        self.body.addWidget(self.form)
        self.add_cancel()
        word = self.tr("Keep") if report is None else self.tr("Save")
        self.action = self.add_button(Button(word, kind="primary"), self.send)
        first = {**_FIRST, "period": choice.period} if report is None else _values(report)
        self.form.set_values(first)

    def _make_form(self) -> None:
        self.form = Form(labels="top")
        every = Choice(
            [
                Option("never", self.tr("by hand only")),
                Option("daily", self.tr("every day")),
                Option("weekly", self.tr("every week")),
                Option("monthly", self.tr("every month")),
            ]
        )
        # Fixed days are the history page's to choose; a report that has them keeps them, or moves on.
        fixed = self._choice.period == "dates"
        period = Choice([one for one in period_options() if fixed or one.value != "dates"])
        self.form.add("name", self.tr("Name"), TextInput(limit=80), required=True)
        self.form.add("period", self.tr("Period"), period, required=True)
        self.form.add("every", self.tr("Made"), every)
        self.form.add("hour", self.tr("Hour"), NumberInput(0, 23))
        self.form.add("minute", self.tr("Minute"), NumberInput(0, 59))
        self.form.add("on", self.tr("Weekday (1 to 7) or day of the month"), NumberInput(1, 31))
        self.form.add("keep_days", self.tr("Files are kept for"), NumberInput(1, 3660, unit=self.tr("days")))

    def _make_stale(self) -> None:
        self._stale, self.stale_words = banner("", "warning", "triangle-alert")
        self.mine = Button(self.tr("Keep mine"), size="small")
        self.theirs = Button(self.tr("Take the other"), size="small")
        self.mine.clicked.connect(self._keep_mine)
        self.theirs.clicked.connect(self._take_theirs)
        row = self._stale.layout()
        assert isinstance(row, QHBoxLayout)
        row.addWidget(self.mine)
        row.addWidget(self.theirs)
        self._stale.hide()

    # ------------------------------------------------------------------ sending

    def send(self) -> None:
        """Save it; a refusal stays in the dialog."""
        if not self.form.check():
            return
        given, context, report = self.form.values(), self._context, self._report
        form = SavedForm(
            name=given["name"],
            choice=self._chosen(given["period"]),
            every=given["every"] or "never",
            at=given["hour"] * 60 + given["minute"],
            on=given["on"],
            keep_days=given["keep_days"],
            version=report.version if report is not None else 0,
        )
        self.action.setEnabled(False)

        def sent() -> SavedReport:
            if report is None:
                return operations.save(context.api, form)
            return operations.change_saved(context.api, report.id, form)

        context.background.run(self, sent, self._done, self._refused)

    def _chosen(self, period: Any) -> ReportChoice:
        if period == self._choice.period:
            return self._choice
        return self._choice.model_copy(update={"period": period, "start": None, "end": None})

    def _done(self, _saved: SavedReport) -> None:
        self.saved.emit()
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.action.setEnabled(True)
        if error.error_id == "stale_version" and "current" in error.values:
            self._show_stale(SavedReport.model_validate(error.values["current"]))
            return
        field = {"report_name_taken": "name", "fixed_days": "period"}.get(error.error_id, "every")
        self.form.set_errors({field: self._context.words(error)})

    # ------------------------------------------------------------------ two versions

    def _show_stale(self, theirs: SavedReport) -> None:
        assert self._report is not None
        self._theirs = theirs
        before, now = _values(self._report), _values(theirs)
        other = [self.form.field(name).accessibleName().split(",")[0] for name in now if now[name] != before[name]]
        said = self.tr("Somebody else changed this meanwhile: {fields}.")
        self.stale_words.setText(said.format(fields=self.tr(", ").join(other)))
        self._stale.show()

    def _keep_mine(self) -> None:
        """What was typed here over the other version; what was not touched follows the other."""
        assert self._report is not None and self._theirs is not None
        before, typed = _values(self._report), self.form.values()
        own = {name: value for name, value in typed.items() if value != before[name]}
        self._take_theirs()
        self.form.set_values(own, clean=False)
        self.send()

    def _take_theirs(self) -> None:
        assert self._theirs is not None
        self._report, self._choice = self._theirs, self._theirs.choice
        self.form.set_values(_values(self._report))
        self._stale.hide()


def _values(report: SavedReport) -> dict[str, Any]:
    """A report as the form has it."""
    return {
        "name": report.name,
        "period": report.choice.period,
        "every": report.every,
        "hour": report.at // 60,
        "minute": report.at % 60,
        "on": report.on,
        "keep_days": report.keep_days,
    }
