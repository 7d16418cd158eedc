"""Recording: which calls of each queue are recorded, the centre's rules, and what is missing."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import recordings
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls.changes import RecordingPolicyChanged
from agent_desk.schemas.calls.recordings import (
    DialledMode,
    MissingRecording,
    PolicyFields,
    PolicyRow,
    RecordingMode,
    RecordingSettings,
    RuleFields,
)
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import NumberInput, Tick
from agent_desk.ui.kit.pages.editor import Editor, Values
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.table_model import TableModel
from agent_desk.ui.kit.tables import Column, Mark, TableView

MODES: dict[RecordingMode, str] = {
    "none": str(QT_TRANSLATE_NOOP("Recording", "No call")),
    "all": str(QT_TRANSLATE_NOOP("Recording", "Every call")),
    "percentage": str(QT_TRANSLATE_NOOP("Recording", "A share of the calls")),
    "on_demand": str(QT_TRANSLATE_NOOP("Recording", "When the agent says so")),
}
DIALLED: dict[DialledMode, str] = {
    "none": MODES["none"],
    "all": MODES["all"],
    "queue": str(QT_TRANSLATE_NOOP("Recording", "As the agent's queue")),
    "percentage": MODES["percentage"],
    "on_demand": MODES["on_demand"],
}
FAULTS: dict[str, str] = {
    "no_folder": str(QT_TRANSLATE_NOOP("Recording", "No store is set in the hub's settings.")),
    "no_file": str(QT_TRANSLATE_NOOP("Recording", "The file did not come.")),
    "unfinished": str(QT_TRANSLATE_NOOP("Recording", "The file was never finished; it lies in the exchange's folder.")),
    "never_began": str(QT_TRANSLATE_NOOP("Recording", "The exchange never said that it began.")),
    "disk": str(QT_TRANSLATE_NOOP("Recording", "The store cannot be written.")),
    "no_recording": str(QT_TRANSLATE_NOOP("Recording", "The exchange cannot record.")),
    "no_such_call": str(QT_TRANSLATE_NOOP("Recording", "The call was over already.")),
}


def _say(source: str) -> str:
    return QCoreApplication.translate("Recording", source)


class RecordingPage(ListPage):
    """The queues with the policy of one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.settings: RecordingSettings | None = None
        self.dialog: Dialog | None = None
        self.rule_button = Button(self.tr("Rules of the centre …"), icon="sliders-horizontal")
        self.rule_button.clicked.connect(self.edit_rule)
        self.head_actions.addWidget(self.rule_button)
        self.lacking = theme.label("", "muted", wrap=True)
        self.missing_button = Button(self.tr("Missing recordings …"), icon="triangle-alert", size="small")
        self.missing_button.clicked.connect(self.show_missing)
        self.foot.addWidget(self.lacking, 1)
        self.foot.addWidget(self.missing_button)
        editor = Editor(context, PolicyRow, _values, self._send)
        form = editor.form
        form.add("mode", self.tr("Recorded"), Choice([(one, _say(text)) for one, text in MODES.items()]), required=True)
        form.add("percent", self.tr("Share of the calls"), NumberInput(0, 100, unit="%"))
        form.add("pause", "", Tick(self.tr("Agents may pause while card data is spoken")))
        form.add("announced", "", Tick(self.tr("Callers are told before they wait")))
        form.add_wide(
            theme.label(
                self.tr("The announcement is part of the dial plan: make it anew after a change."), "caption", wrap=True
            )
        )
        form.edited.connect(lambda _name: self._enable())
        self.put_editor(editor)

    def head(self) -> tuple[str, str]:
        return self.tr("Recording"), self.tr("A change counts from the next call that is answered.")

    def key(self, record: PolicyRow) -> str:
        return record.queue.code

    def columns(self) -> list[Column[PolicyRow]]:
        return [
            Column(self.tr("Queue"), lambda row: words.pick(row.queue.name_zh, row.queue.name_en)),
            Column(self.tr("Recorded"), self._recorded, mark=self._mark, width=190),
            Column(self.tr("Pause"), lambda row: self.tr("yes") if row.pause else self.tr("no"), width=70),
            Column(self.tr("Announced"), lambda row: self.tr("yes") if row.announced else self.tr("no"), width=104),
        ]

    def _recorded(self, row: PolicyRow) -> str:
        return f"{row.percent} %" if row.mode == "percentage" else _say(MODES[row.mode])

    def _mark(self, row: PolicyRow) -> Mark:
        tone, icon = ("muted", "circle-off") if row.mode == "none" else ("accent_ink", "circle-dot")
        return Mark(self._recorded(row), tone, icon)

    def cares(self, change: Change) -> bool:
        return RecordingPolicyChanged.is_told_by(change)

    def ask(self) -> Request[RecordingSettings]:
        return recordings.settings

    def records_of(self, answer: RecordingSettings) -> list[PolicyRow]:
        self.settings = answer
        n = len(answer.missing)
        said = self.tr("{n} recordings are missing.").format(n=n) if n else self.tr("No recording is missing.")
        if not answer.folders:
            said = self.tr("This hub has no store for recordings: set recordings and recordings_from.")
        self.lacking.setText(said)
        theme.restyle(self.lacking, tone="warning" if n or not answer.folders else "")
        self.missing_button.setVisible(n > 0)
        return answer.policies

    def open(self, record: PolicyRow) -> None:
        assert self.editor is not None
        name = words.pick(record.queue.name_zh, record.queue.name_en)
        self.editor.show_record(record, name, "recording_policy", record.queue.code)
        self._enable()

    def _enable(self) -> None:
        assert self.editor is not None
        self.editor.form.field("percent").setEnabled(self.editor.form.values()["mode"] == "percentage")

    def _send(self, record: PolicyRow, values: Values) -> PolicyRow:
        form = PolicyFields.model_validate(values | {"version": record.version})
        return recordings.set_policy(self._context.api, record.queue.code, form)

    # -- the centre's rule, what is missing --------------------------------------------------------------------------

    def edit_rule(self) -> None:
        """When a forgotten pause ends; whether agents see who listens."""
        if self.settings is not None:
            dialog = RuleDialog(self._context, self.settings.rule, self)
            dialog.saved.connect(self.refresh)
            self._open(dialog)

    def show_missing(self) -> None:
        """Which calls have no recording that should have one."""
        if self.settings is not None:
            self._open(MissingDialog(self.settings.missing, self))

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.destroyed.connect(self._gone)
        dialog.open()

    def _gone(self) -> None:
        self.dialog = None


class RuleDialog(Dialog):
    """Saved by the hub before it closes."""

    saved = Signal()

    def __init__(self, context: DeskContext, rule: RuleFields, parent: QWidget) -> None:
        super().__init__(self.tr("Rules of recording"), icon="sliders-horizontal", parent=parent)
        self._context, self._rule = context, rule
        self.form = Form(labels="top")
        self.form.add(
            "pause_limit_s", self.tr("A pause ends by itself after"), NumberInput(10, 1800, unit=self.tr("s"))
        )
        self.form.add("tell_agent", "", Tick(self.tr("Agents see when a supervisor listens")))
        modes = [(one, _say(text)) for one, text in DIALLED.items()]
        self.form.add("dialled", self.tr("Of the calls that agents make"), Choice(modes), required=True)
        self.form.add("dialled_percent", self.tr("Share of them"), NumberInput(0, 100, unit="%"))
        self.form.add(
            "consultations",
            "",
            Tick(self.tr("What agents and whom they ask say is recorded too")),
            hint=self.tr("Where the call is recorded; in a recording of its own, kept with the call."),
        )
        self.form.add(
            "keep_days",
            self.tr("Recordings are deleted after"),
            NumberInput(0, 36_500, unit=self.tr("days")),
            hint=self.tr("0: never. By night; a call with an open complaint is kept until the complaint is over."),
        )
        self.form.edited.connect(lambda _: self._enable())
        self.form.set_values(rule.model_dump(exclude={"version"}))
        self._enable()
        self.body.addWidget(self.form)
        self.add_cancel()
        self.save_button = self.add_button(Button(self.tr("Save"), kind="primary", icon="save"), self._save)

    def _enable(self) -> None:
        self.form.field("dialled_percent").setEnabled(self.form.values()["dialled"] == "percentage")

    def _save(self) -> None:
        form = RuleFields.model_validate(self.form.values() | {"version": self._rule.version})
        api = self._context.api
        self._context.background.run(self, lambda: recordings.set_rule(api, form), self._done, self._failed)

    def _done(self, _rule: RuleFields) -> None:
        self.saved.emit()
        self.accept()

    def _failed(self, error: DeskError) -> None:
        self.form.set_errors({"pause_limit_s": self._context.words(error)})


class MissingDialog(Dialog):
    """A list to read."""

    def __init__(self, missing: list[MissingRecording], parent: QWidget) -> None:
        super().__init__(self.tr("Missing recordings"), icon="triangle-alert", tone="warning", parent=parent)
        self.setMinimumSize(760, 420)
        columns: list[Column[MissingRecording]] = [
            Column(self.tr("Answered"), lambda row: words.date_time(row.asked_at), width=150),
            Column(self.tr("Queue"), lambda row: words.pick(row.queue.name_zh, row.queue.name_en)),
            Column(self.tr("Agent"), self._agent, width=130),
            Column(self.tr("Why"), lambda row: _say(FAULTS[row.error]) if row.error in FAULTS else row.error),
        ]
        self.model: TableModel[MissingRecording] = TableModel(columns, key=lambda row: row.id)
        self.table: TableView[MissingRecording] = TableView(self.model)
        self.table.setAccessibleName(self.tr("Missing recordings"))
        self.model.replace(missing)
        self.body.addWidget(self.table, 1)
        close = self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        close.setDefault(True)

    def _agent(self, row: MissingRecording) -> str:
        return words.pick(row.agent.name, row.agent.name_en) if row.agent is not None else "–"


def _values(row: PolicyRow) -> Values:
    return row.model_dump(include={"mode", "percent", "pause", "announced"})
