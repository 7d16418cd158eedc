"""Recording: which calls of each queue are recorded, and what is missing."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import recordings
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls.changes import RecordingPolicyChanged
from agent_desk.schemas.calls.recordings import (
    MissingRecording,
    PolicyFields,
    PolicyRow,
    RecordingMode,
    RecordingSettings,
)
from agent_desk.ui.administration.files_dialog import FilesDialog
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.inputs import NumberInput, Tick
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.foresight import Foresight
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.table_model import TableModel
from agent_desk.ui.kit.tables import Column, Mark, TableView

MODES: dict[RecordingMode, str] = {
    "none": str(QT_TRANSLATE_NOOP("Recording", "No call")),
    "all": str(QT_TRANSLATE_NOOP("Recording", "Every call")),
    "percentage": str(QT_TRANSLATE_NOOP("Recording", "A share of the calls")),
    "on_demand": str(QT_TRANSLATE_NOOP("Recording", "When the agent says so")),
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
        self.files_button = Button(self.tr("Stored files …"), icon="shield-check")
        self.files_button.clicked.connect(self.show_files)
        self.head_actions.addWidget(self.files_button)
        self.lacking = theme.label("", "muted", wrap=True)
        self.missing_button = Button(self.tr("Missing recordings …"), icon="triangle-alert", size="small")
        self.missing_button.clicked.connect(self.show_missing)
        self.foot.addWidget(self.lacking, 1)
        self.foot.addWidget(self.missing_button)
        editor = Editor(context, PolicyRow, _values, self._send, Undo(action="settings.recording_policy"))
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
        Foresight(context, editor)
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

    # -- what is missing --------------------------------------------------------------------------

    def show_files(self) -> None:
        """Whether every stored file is what was stored."""
        self._open(FilesDialog(self._context, self))

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
