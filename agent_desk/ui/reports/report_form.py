"""A report's name, period and time: kept anew, or changed; two people's changes of the same report are shown, not lost."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.reports import operations
from agent_desk.schemas.reports.sheet import ReportChoice, SavedForm, SavedReport
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.inputs import NumberInput, TextInput, TimeInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.reports.choice_bar import period_options

_FIRST: dict[str, Any] = {"every": "daily", "at": 7 * 60, "weekday": 1, "day": 1, "keep_days": 90}


class ReportDialog(FormDialog):
    """`report` None keeps the choice that is shown by a name; else that report is changed. Opened, never executed."""

    def __init__(
        self,
        context: DeskContext,
        choice: ReportChoice,
        report: SavedReport | None = None,
        parent: QWidget | None = None,
    ) -> None:
        new = report is None
        super().__init__(
            context,
            self.tr("Keep this report") if new else self.tr("Change the report"),
            "report",
            self._keep if new else self._change,
            SavedReport,
            values_of=None if new else _values,
            action=self.tr("Keep") if new else self.tr("Save"),
            icon="save" if new else "pencil",
            fields={"report_name_taken": "name", "fixed_days": "period"},
            parent=parent,
        )
        self._choice = choice
        self._make_form()
        self.form.edited.connect(lambda _name: self._show_what_matters())
        self.begin("new" if report is None else str(report.id), report, blank={**_FIRST, "period": choice.period})
        self._show_what_matters()

    def _show_what_matters(self) -> None:
        """A time where it is made by the clock, a weekday every week, a day every month."""
        every = self.form.values()["every"]
        for name, when in (("at", ("daily", "weekly", "monthly")), ("weekday", ("weekly",)), ("day", ("monthly",))):
            self.form.set_shown(name, every in when)

    def _make_form(self) -> None:
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
        self.form.add("weekday", self.tr("Weekday"), Choice([(at, words.weekday(at)) for at in range(1, 8)]))
        self.form.add(
            "day",
            self.tr("Day"),
            Choice([(at, words.day_of_month(at)) for at in range(1, 32)]),
            hint=self.tr("In a shorter month on its last day."),
        )
        self.form.add("at", self.tr("Time"), TimeInput())
        self.form.add("keep_days", self.tr("Files are kept for"), NumberInput(1, 3660, unit=self.tr("days")))

    def _keep(self, sent: Submission[SavedReport]) -> SavedReport:
        return operations.save(self._context.api, self._form_of(sent, self._choice))

    def _change(self, sent: Submission[SavedReport]) -> SavedReport:
        assert sent.record is not None
        form = self._form_of(sent, sent.record.choice)
        return operations.change_saved(self._context.api, sent.record.id, form)

    def _form_of(self, sent: Submission[SavedReport], choice: ReportChoice) -> SavedForm:
        given = sent.values
        if given["period"] != choice.period:
            choice = choice.model_copy(update={"period": given["period"], "start": None, "end": None})
        return SavedForm(
            name=given["name"],
            choice=choice,
            every=given["every"] or "never",
            at=given["at"],
            on=given["weekday"] if given["every"] == "weekly" else given["day"],
            keep_days=given["keep_days"],
            version=sent.version,
        )


def _values(report: SavedReport) -> dict[str, Any]:
    """Return a report as the form has it."""
    return {
        "name": report.name,
        "period": report.choice.period,
        "every": report.every,
        "at": report.at,
        "weekday": min(report.on, 7),
        "day": report.on,
        "keep_days": report.keep_days,
    }
