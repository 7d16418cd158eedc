"""Service targets: formula, T, t and the shares to be reached, of the centre and of each queue."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.figures.history import counters_proof
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.administration.changes import ServiceTargetChanged
from agent_desk.schemas.administration.records import TargetFields, TargetRow, Targets
from agent_desk.schemas.figures.changes import CountersVerified
from agent_desk.schemas.figures.history import CountersProof
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, label
from agent_desk.ui.kit.inputs import NumberInput
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.foresight import Foresight
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.tables import Column, Mark

FORMULAS: dict[FormulaWord, tuple[str, str]] = {
    "F1": (
        "(answered ≤ T + abandoned ≤ T) / (answered + abandoned)",
        str(QT_TRANSLATE_NOOP("Formulas", "early abandons count as success")),
    ),
    "F2": ("answered ≤ T / answered", str(QT_TRANSLATE_NOOP("Formulas", "abandons are ignored"))),
    "F3": ("answered ≤ T / (answered + abandoned)", str(QT_TRANSLATE_NOOP("Formulas", "every abandon hurts"))),
    "F4": ("answered ≤ T / (answered + abandoned > T)", str(QT_TRANSLATE_NOOP("Formulas", "late abandons hurt"))),
    "F5": (
        "(answered ≤ T + abandoned ≤ t) / (answered + abandoned)",
        str(QT_TRANSLATE_NOOP("Formulas", "only very short abandons are forgiven")),
    ),
    "F6": (
        "answered ≤ T / (offered − abandoned ≤ T)",
        str(QT_TRANSLATE_NOOP("Formulas", "as F4, counted from the calls offered")),
    ),
}
"""Formula in the field's terms, and what it does with abandoned calls (domain, section 3.1)."""
_TERMS: dict[str, str] = {
    "answered": str(QT_TRANSLATE_NOOP("Formulas", "answered")),
    "abandoned": str(QT_TRANSLATE_NOOP("Formulas", "abandoned")),
    "offered": str(QT_TRANSLATE_NOOP("Formulas", "offered")),
}


_FIELDS = {"threshold_ms": "threshold_s", "short_ms": "short_s", "target": "level", "answer_rate_target": "answer_rate"}


def formula_words(formula: FormulaWord) -> str:
    """Return the formula written out in the language in force."""
    text = FORMULAS[formula][0]
    for term, source in _TERMS.items():
        text = text.replace(term, QCoreApplication.translate("Formulas", source))
    return text


def _meaning(formula: FormulaWord) -> str:
    return QCoreApplication.translate("Formulas", FORMULAS[formula][1])


class TargetsPage(ListPage):
    """The centre and its queues with the target of one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.follow_button = Button(self.tr("Follow the centre"), icon="link")
        editor = Editor(context, TargetRow, _values, self._send, Undo(action="settings.target"), fields=_FIELDS)
        form = editor.form
        listed = [(one, f"{one} · {_meaning(one)}") for one in FORMULAS]
        form.add("formula", self.tr("Formula of the service level"), Choice(listed), required=True)
        self._written = label("", "caption", wrap=True)
        form.add_wide(self._written)
        form.add("threshold_s", self.tr("T: answered within"), NumberInput(1, 600, unit=self.tr("s")))
        form.add("short_s", self.tr("t: very short abandon, up to"), NumberInput(0, 60, unit=self.tr("s")))
        form.add("level", self.tr("Service level to be reached"), NumberInput(1, 100, unit="%"))
        form.add("answer_rate", self.tr("Answer rate to be reached"), NumberInput(1, 100, unit="%"))
        form.edited.connect(lambda _name: self._write())
        editor.buttons.insertWidget(0, self.follow_button)
        self.follow_button.clicked.connect(self._follow)
        Foresight(context, editor)
        self.put_editor(editor)
        self._proof = label("", "caption", wrap=True)
        self.foot.addWidget(self._proof, 1)

    def head(self) -> tuple[str, str]:
        says = self.tr("A change applies to history too: boards and reports show past days by the new target at once.")
        return self.tr("Service targets"), says

    def key(self, record: TargetRow) -> str:
        return record.queue.code if record.queue is not None else ""

    def columns(self) -> list[Column[TargetRow]]:
        return [
            Column(self.tr("Queue"), self._name),
            Column(
                self.tr("Formula"), lambda row: row.formula, width=84, tooltip=lambda row: formula_words(row.formula)
            ),
            Column("T", lambda row: self._seconds(row.threshold_ms), align="right", width=64),
            Column("t", lambda row: self._seconds(row.short_ms), align="right", width=60),
            Column(self.tr("Level"), lambda row: words.percent(row.target), align="right", width=70),
            Column(self.tr("Answered"), lambda row: words.percent(row.answer_rate_target), align="right", width=84),
            Column(self.tr("Target"), lambda row: self._mark(row).text, mark=self._mark, width=140),
        ]

    def _name(self, row: TargetRow) -> str:
        return self.tr("Whole centre") if row.queue is None else words.pick(row.queue.name_zh, row.queue.name_en)

    def _seconds(self, milliseconds: int) -> str:
        return self.tr("{n} s").format(n=f"{milliseconds / 1000:g}")

    def _mark(self, row: TargetRow) -> Mark:
        if row.queue is None:
            return Mark(self.tr("Default"), "accent_ink", "target")
        return Mark(self.tr("Own"), "text", "target") if row.own else Mark(self.tr("As the centre"), "muted", "link")

    def cares(self, change: Change) -> bool:
        return changes_of(ServiceTargetChanged, CountersVerified)(change)

    def ask(self) -> Request[tuple[Targets, CountersProof | None]]:
        may = self._context.session.may("floor.view")
        return lambda api: (operations.targets(api), counters_proof(api) if may else None)

    def records_of(self, answer: tuple[Targets, CountersProof | None]) -> list[TargetRow]:
        targets, proof = answer
        self._proof.setText(self._proved(proof) if proof is not None else "")
        return [targets.centre, *targets.queues]

    def _proved(self, proof: CountersProof) -> str:
        if proof.at is None:
            return self.tr(
                "The counters behind board and reports are compared with the calls every night; not yet here."
            )
        told = self.tr("Counters behind board and reports, compared with {calls} calls on {when}: {n} cells differ.")
        when = words.date_time(proof.at)
        return told.format(calls=words.number(proof.calls), when=when, n=words.number(proof.difference))

    def open(self, record: TargetRow) -> None:
        assert self.editor is not None
        entity_id = record.queue.code if record.queue is not None else "centre"
        self.editor.show_record(record, self._name(record), "service_target", entity_id)
        self.follow_button.setVisible(record.queue is not None and record.own)
        follows = record.queue is not None and not record.own
        says = self.tr("Follows the centre. Saving gives this queue a target of its own.") if follows else ""
        self.editor.says(
            says or self.tr("Every queue without a target of its own follows this one.")
            if record.queue is None or follows
            else ""
        )
        self._write()

    def _write(self) -> None:
        assert self.editor is not None
        formula = self.editor.form.values()["formula"]
        self._written.setText(formula_words(formula) if formula else "")

    def _send(self, record: TargetRow, values: Values) -> TargetRow:
        form = TargetFields(
            formula=values["formula"],
            threshold_ms=values["threshold_s"] * 1000,
            short_ms=values["short_s"] * 1000,
            target=values["level"] / 100,
            answer_rate_target=values["answer_rate"] / 100,
            version=record.version,
        )
        queue = record.queue.code if record.queue is not None else None
        return operations.set_target(self._context.api, queue, form)

    def _saved(self, record: TargetRow) -> None:
        super()._saved(record)
        self.open(record)
        self.refresh()

    def _follow(self) -> None:
        editor = self.editor
        if editor is None or editor.record is None or editor.record.queue is None:
            return
        api, code, version = self._context.api, editor.record.queue.code, editor.record.version
        self._context.background.run(
            self, lambda: operations.drop_target(api, code, version), self._followed, editor.failed
        )

    def _followed(self, record: TargetRow) -> None:
        assert self.editor is not None
        self.editor.undo()
        self.editor.take(record)


def _values(row: TargetRow) -> Values:
    return {
        "formula": row.formula,
        "threshold_s": round(row.threshold_ms / 1000),
        "short_s": round(row.short_ms / 1000),
        "level": round(row.target * 100),
        "answer_rate": round(row.answer_rate_target * 100),
    }
