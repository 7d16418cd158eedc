"""A score form as reviewers see it: its sections and questions, to be tried out; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.quality.operations import running_score
from agent_desk.schemas.quality.records import AnswerValue, Question
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.quality.question_row import QuestionRow

WIDE, HIGH = 560, 420


class FormPreview(Dialog):
    """The questions with their answers and the score that these come to."""

    def __init__(self, questions: Sequence[Question], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("As reviewers see it"), icon="eye", parent=parent)
        self._questions = list(questions)
        self._answers: dict[str, AnswerValue] = {}
        self.score = theme.label("–", "figure")
        self.rows: list[QuestionRow] = []
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, theme.SPACE_1, 0)
        column.setSpacing(1)
        for section, group in groupby(self._questions, lambda one: words.pick(one.section_zh, one.section_en)):
            column.addWidget(theme.label(section, "section"))
            for question in group:
                row = QuestionRow(question)
                row.answered.connect(self._answered)
                row.left.connect(lambda by, row=row: self._step(row, by))
                self.rows.append(row)
                column.addWidget(row)
        column.addStretch(1)
        area = ScrollArea(column)
        area.setMinimumSize(WIDE, HIGH)
        self.body.addWidget(self.score)
        self.body.addWidget(area, 1)
        close = self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        close.setDefault(True)

    def _answered(self, code: str, value: AnswerValue | None) -> None:
        if value is None:
            self._answers.pop(code, None)
        else:
            self._answers[code] = value
        found = running_score(self._questions, self._answers)
        self.score.setText("–" if found.value is None else f"{found.value:.1f}")

    def _step(self, row: QuestionRow, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus()
