"""Rules of alarms: which figure, of what, past which threshold, for how long; how bad that is and when it makes no sound."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.administration import lists
from agent_desk.desk.administration import operations as settings_admin
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.desk.supervising import operations as floor_work
from agent_desk.schemas.administration.changes import ServiceTargetChanged
from agent_desk.schemas.administration.records import Targets
from agent_desk.schemas.calls.lists import REASONS
from agent_desk.schemas.lists.changes import ListChanged
from agent_desk.schemas.supervising.changes import AlarmRuleChanged
from agent_desk.schemas.supervising.records import (
    BELOW,
    OF_AGENTS,
    OF_WORK,
    SHARES,
    TIMES,
    AlarmFigure,
    AlarmRuleEdit,
    AlarmRuleRow,
    NewAlarmRule,
    Severity,
)
from agent_desk.ui.administration.lists_page import NewEntryDialog
from agent_desk.ui.kit import states, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.forms import TextInput
from agent_desk.ui.kit.inputs import NumberInput, Tick
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.foresight import Foresight
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.tables import Column, Mark

FIGURES: dict[AlarmFigure, str] = {
    "service_level": str(QT_TRANSLATE_NOOP("AlarmRules", "Service level (%)")),
    "answer_rate": str(QT_TRANSLATE_NOOP("AlarmRules", "Answer rate (%)")),
    "abandoned": str(QT_TRANSLATE_NOOP("AlarmRules", "Abandoned calls")),
    "waiting": str(QT_TRANSLATE_NOOP("AlarmRules", "Callers waiting")),
    "longest_wait": str(QT_TRANSLATE_NOOP("AlarmRules", "Longest wait (s)")),
    "ready": str(QT_TRANSLATE_NOOP("AlarmRules", "Agents ready")),
    "state_too_long": str(QT_TRANSLATE_NOOP("AlarmRules", "An agent too long in a state (s)")),
    "flapping": str(QT_TRANSLATE_NOOP("AlarmRules", "State flaps: moves in 5 minutes")),
    "seat_lost": str(QT_TRANSLATE_NOOP("AlarmRules", "Seat lost (s)")),
    "complaints_overdue": str(QT_TRANSLATE_NOOP("AlarmRules", "Complaints overdue")),
    "complaints_day": str(QT_TRANSLATE_NOOP("AlarmRules", "Complaints due within a day")),
    "work_overdue": str(QT_TRANSLATE_NOOP("AlarmRules", "Other work overdue")),
}
SEVERITIES: dict[Severity, tuple[str, str, str]] = {
    "critical": (str(QT_TRANSLATE_NOOP("AlarmRules", "Critical")), "bad", "circle-alert"),
    "warning": (str(QT_TRANSLATE_NOOP("AlarmRules", "Warning")), "warning", "triangle-alert"),
    "info": (str(QT_TRANSLATE_NOOP("AlarmRules", "Notice")), "accent_ink", "info"),
}
_CENTRE, _EACH = "", "*"
_FIELDS = {"queue": "about", "each_queue": "about"}
_STATES = ("not_ready", "after_call_work", "talking", "on_hold", "reserved", "ready")
_HOURS = tuple(f"{hour:02d}:00" for hour in range(24))


def _word(text: str) -> str:
    return QCoreApplication.translate("AlarmRules", text)


class AlarmRulesPage(ListPage):
    """The centre's and queues' rules first, then those of agents; retired ones last."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._targets: Feed[Targets] = Feed(
            context, lambda: settings_admin.targets, cares=changes_of(ServiceTargetChanged)
        )
        self._reasons: Feed[list[Any]] = Feed(
            context, lambda: lambda api: lists.entries(api, REASONS), cares=changes_of(ListChanged)
        )
        super().__init__(context, parent)
        self.new_button = Button(self.tr("Add"), icon="plus")
        self.head_actions.addWidget(self.new_button)
        self.new_button.clicked.connect(self.add_rule)
        self.dialog: NewEntryDialog | None = None
        self.put_editor(self._editor(context), (640, 440))
        self._targets.came.connect(self._know_queues)
        self._reasons.came.connect(self._know_reasons)

    def _editor(self, context: DeskContext) -> Editor:
        editor = Editor(context, AlarmRuleRow, _values, self._send, Undo(action="settings.alarm_rule"), fields=_FIELDS)
        form = editor.form
        form.add("name_zh", self.tr("Chinese name"), TextInput(limit=60), required=True)
        form.add("name_en", self.tr("English name"), TextInput(limit=80), required=True)
        form.add(
            "figure", self.tr("Figure"), Choice([(one, _word(text)) for one, text in FIGURES.items()]), required=True
        )
        self._about = Choice([(_CENTRE, self.tr("Whole centre")), (_EACH, self.tr("Each queue"))])
        form.add("about", self.tr("Of"), self._about)
        counted = [
            ("now", self.tr("As it is now")),
            ("recent", self.tr("The last 30 minutes")),
            ("day", self.tr("Today")),
        ]
        form.add("counted", self.tr("Counted over"), Choice(counted))
        listed = [("", self.tr("(no state)")), *((one, states.word(one)) for one in _STATES)]
        form.add("state", self.tr("Agent's state"), Choice(listed))
        self._reason = Choice([("", self.tr("Any reason"))])
        form.add("reason", self.tr("Not-ready reason"), self._reason)
        form.add(
            "threshold",
            self.tr("Threshold"),
            NumberInput(0, 86_400),
            required=True,
            hint=self.tr("Percent, calls, agents or seconds, by the figure."),
        )
        form.add(
            "clear_at",
            self.tr("Over again at"),
            NumberInput(0, 86_400),
            required=True,
            hint=self.tr("The alarm stays until the figure is back at this, so that it does not come and go."),
        )
        form.add("hold_s", self.tr("Only when it lasts for"), NumberInput(0, 3_600, unit=self.tr("s")))
        form.add("least_calls", self.tr("With so many calls at least"), NumberInput(0, 10_000))
        form.add(
            "severity", self.tr("Severity"), Choice([(one, _word(text)) for one, (text, _, _) in SEVERITIES.items()])
        )
        hours = [("", self.tr("None")), *((hour, hour) for hour in _HOURS)]
        form.add(
            "quiet_from",
            self.tr("Quiet hours from"),
            Choice(hours),
            hint=self.tr("Then alarms are shown and kept, without a sound."),
        )
        form.add("quiet_to", self.tr("Quiet hours to"), Choice(hours))
        form.add("active", "", Tick(self.tr("In force")))
        Foresight(context, editor)
        return editor

    def head(self) -> tuple[str, str]:
        says = self.tr(
            "Alarms on the supervisors' board. A change is in force within a second; alarms raised so far stay as they were."
        )
        return self.tr("Alarms"), says

    def key(self, record: AlarmRuleRow) -> str:
        return record.code

    def columns(self) -> list[Column[AlarmRuleRow]]:
        return [
            Column(self.tr("Alarm"), lambda row: words.pick(row.name_zh, row.name_en)),
            Column(self.tr("Figure"), lambda row: _word(FIGURES[row.figure]), width=190),
            Column(self.tr("Of"), self._subject, width=110),
            Column(self.tr("Threshold"), self._threshold, align="right", width=88),
            Column(self.tr("Severity"), lambda row: self.mark(row).text, mark=self.mark, width=108),
        ]

    def _subject(self, row: AlarmRuleRow) -> str:
        if row.figure in OF_AGENTS:
            return states.word(row.state) if row.state is not None else self.tr("Agents")
        if row.queue is not None:
            return row.queue
        return self.tr("Each queue") if row.each_queue else self.tr("Whole centre")

    def _threshold(self, row: AlarmRuleRow) -> str:
        sign = "<" if row.figure in BELOW else "≥"
        if row.figure in SHARES:
            return f"{sign} {words.percent(row.threshold)}"
        if row.figure in TIMES:
            return f"{sign} {words.duration(round(row.threshold * 1000))}"
        return f"{sign} {words.number(row.threshold)}"

    def mark(self, row: AlarmRuleRow) -> Mark:
        """Return how bad, or that it is retired."""
        if not row.active:
            return Mark(self.tr("Retired"), "muted", "circle-off")
        text, tone, icon = SEVERITIES[row.severity]
        return Mark(_word(text), tone, icon)

    def cares(self, change: Change) -> bool:
        return AlarmRuleChanged.is_told_by(change)

    def ask(self) -> Request[list[AlarmRuleRow]]:
        return floor_work.alarm_rules

    def also(self) -> tuple[Feed[Any], ...]:
        return self._targets, self._reasons

    def open(self, record: AlarmRuleRow) -> None:
        assert self.editor is not None
        self.editor.show_record(record, words.pick(record.name_zh, record.name_en), "alarm_rule", record.code)

    def _know_queues(self, found: Targets) -> None:
        chosen = self._about.value()
        queues = [
            (row.queue.code, words.pick(row.queue.name_zh, row.queue.name_en)) for row in found.queues if row.queue
        ]
        self._about.set_options([(_CENTRE, self.tr("Whole centre")), (_EACH, self.tr("Each queue")), *queues])
        self._about.set_value(chosen)

    def _know_reasons(self, found: list[Any]) -> None:
        chosen = self._reason.value()
        names = [(row.code, words.pick(row.name_zh, row.name_en)) for row in found]
        self._reason.set_options([("", self.tr("Any reason")), *names])
        self._reason.set_value(chosen)

    def _send(self, record: AlarmRuleRow, values: Values) -> AlarmRuleRow:
        form = AlarmRuleEdit.model_validate({**_form(values), "version": record.version})
        return floor_work.edit_alarm_rule(self._context.api, record.code, form)

    def add_rule(self) -> None:
        """A new rule begins as a retired one that watches waiting callers; the editor makes it what it shall be."""
        self.dialog = NewEntryDialog(
            self._context, self.tr("New alarm"), "new_alarm_rule", self._add, AlarmRuleRow, parent=self
        )
        self.dialog.saved.connect(self._added)
        self.dialog.destroyed.connect(self._dialog_gone)
        self.dialog.open()

    def _add(self, values: Values) -> AlarmRuleRow:
        form = NewAlarmRule(
            code=values["code"],
            name_zh=values["name_zh"],
            name_en=values["name_en"],
            figure="waiting",
            threshold=10,
            clear_at=5,
            active=False,
        )
        return floor_work.add_alarm_rule(self._context.api, form)

    def _added(self, record: AlarmRuleRow) -> None:
        self.model.replace([*self.model.records(), record])
        self.table.select_key(record.code)

    def _dialog_gone(self) -> None:
        self.dialog = None


def _values(row: AlarmRuleRow) -> Values:
    scale = 100 if row.figure in SHARES else 1
    return {
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "figure": row.figure,
        "about": row.queue or (_EACH if row.each_queue else _CENTRE),
        "counted": row.counted,
        "state": row.state or "",
        "reason": row.reason or "",
        "threshold": round(row.threshold * scale),
        "clear_at": round(row.clear_at * scale),
        "hold_s": row.hold_s,
        "least_calls": row.least_calls,
        "severity": row.severity,
        "quiet_from": row.quiet_from or "",
        "quiet_to": row.quiet_to or "",
        "active": row.active,
    }


def _form(values: Values) -> Values:
    """Return the form's fields as the hub names them."""
    scale = 100 if values["figure"] in SHARES else 1
    about = values["about"]
    alone = values["figure"] in OF_AGENTS | OF_WORK
    return {
        **values,
        "queue": about if about not in (_CENTRE, _EACH) and not alone else None,
        "each_queue": about == _EACH,
        "state": values["state"] or None,
        "reason": values["reason"] or None,
        "threshold": values["threshold"] / scale,
        "clear_at": values["clear_at"] / scale,
        "quiet_from": values["quiet_from"] or None,
        "quiet_to": values["quiet_to"] or None,
    }
