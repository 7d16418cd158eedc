"""The script of the call's project, a step at a time, with what the step asks. One key goes on; the focus stays where it was
unless a question is there to be answered."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.campaigns.answers import AnswersWork
from agent_desk.schemas.campaigns.records import AnswerField, ScriptStep
from agent_desk.ui.campaigns.answer_input import AnswerInput, label_of
from agent_desk.ui.kit import shortcuts, theme, words
from agent_desk.ui.kit.controls import Card, IconButton
from agent_desk.ui.kit.pages.feed_panel import StaleMark

_GROUP = str(QT_TRANSLATE_NOOP("Shortcuts", "Work"))
NEXT = shortcuts.register(
    shortcuts.Action(
        "script.next", "F10", str(QT_TRANSLATE_NOOP("Shortcuts", "Script: next step")), _GROUP, place="agent"
    )
)
BACK = shortcuts.register(
    shortcuts.Action(
        "script.back", "Ctrl+F10", str(QT_TRANSLATE_NOOP("Shortcuts", "Script: step before")), _GROUP, place="agent"
    )
)


class ScriptPanel(Card):
    """Hidden while the call has no project with a script."""

    def __init__(self, work: AnswersWork, parent: QWidget | None = None) -> None:
        super().__init__(" ", icon="flag", padding=theme.SPACE_3, parent=parent)
        self.setAccessibleName(self.tr("Script"))
        self.work = work
        self.at = 0
        self.ask: AnswerInput | None = None
        self._shown: tuple[object, ...] = ()
        self._place = theme.label("", "caption")
        self.text = theme.label("", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._question = QHBoxLayout()
        self._question.setSpacing(theme.SPACE_2)
        self.back = IconButton("chevron-left", self.tr("Step before"), size="small")
        self.next = IconButton("chevron-right", self.tr("Next step"), size="small")
        for widget in (StaleMark(work.feed), self._place, self.back, self.next):
            self.add_header(widget)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.text)
        column.addLayout(self._question)
        self.body.addLayout(column)
        self.back.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        shortcuts.bind(self, NEXT.id, lambda: self.go(1))
        shortcuts.bind(self, BACK.id, lambda: self.go(-1))
        work.changed.connect(self._look)
        self.hide()

    @property
    def steps(self) -> list[ScriptStep]:
        """The steps of the call's project."""
        return self.work.project.script if self.work.project is not None else []

    def focus_home(self) -> QWidget:
        """What the step asks, else the way on."""
        return self.ask if self.ask is not None else self.next if self.next.isEnabled() else self.back

    def go(self, by: int) -> None:
        """Show the step after, or before; its question is where the next key goes."""
        if not self.steps or not self.isVisible():
            return
        # The first press on a step with a question that is open goes there, and the next one goes on.
        here = self.ask is not None and not self.ask.isAncestorOf(self.window().focusWidget() or self)
        if not (by > 0 and here and self.ask is not None and self.ask.value() is None):
            self.at = max(0, min(self.at + by, len(self.steps) - 1))
            self._show_step()
        if self.ask is not None:
            self.ask.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_question(self, field: AnswerField) -> bool:
        """Show the step that asks this, with the focus in it; False where none does."""
        for at, step in enumerate(self.steps):
            if step.ask is not None and step.ask.code == field.code:
                self.at = at
                self._show_step()
                if self.ask is not None:
                    self.ask.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _look(self) -> None:
        project = self.work.project
        shown = (project.call_id, project.edition) if project is not None else ()
        if shown != self._shown:
            self._shown, self.at = shown, 0
            self.set_title(project.name if project is not None else " ")
            self.setVisible(bool(self.steps))
            self._show_step()
        elif self.ask is not None:
            self.ask.set_value(self.work.answers.get(self.ask.field.code))

    def _show_step(self) -> None:
        gone, self.ask = self.ask, None
        step = self.steps[self.at] if self.steps else None
        if step is not None:
            self._put_step(step)
        if gone is not None:
            if gone.isAncestorOf(self.window().focusWidget() or self) and step is not None:
                # The task goes on here; Qt would look for the next one anywhere.
                self.focus_home().setFocus(Qt.FocusReason.OtherFocusReason)
            self._question.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def _put_step(self, step: ScriptStep) -> None:
        self.text.setText(words.pick(step.text_zh, step.text_en))
        self._place.setText(self.tr("Step {n} of {all}").format(n=self.at + 1, all=len(self.steps)))
        self.back.setEnabled(self.at > 0)
        self.next.setEnabled(self.at < len(self.steps) - 1)
        if step.ask is not None:
            self.ask = made = AnswerInput(step.ask, parent=self)
            made.setToolTip(label_of(step.ask))
            made.set_value(self.work.answers.get(step.ask.code))
            made.edited.connect(lambda: self.work.answer(made.field.code, made.value()))
            self._question.addWidget(made)
