"""The identity check: the bank's questions, ticked right or wrong while the caller answers. The hub decides what it is worth."""

import uuid
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.schemas.customers.records import (
    CustomerBrief,
    VerificationForm,
    VerificationPolicy,
    VerificationQuestion,
)
from agent_desk.ui.customers import rows
from agent_desk.ui.kit import icons, theme, words
from agent_desk.ui.kit.controls import Button, Card, IconButton, Pill, label
from agent_desk.ui.kit.scrolled import ScrollArea

Answer = Literal["", "right", "wrong"]


class QuestionRow(QWidget):
    """One question. Space or Y: answered right; N: wrong; then the next one. Backspace: not asked. The arrows walk."""

    answered = Signal()
    step = Signal(int)

    def __init__(self, question: VerificationQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.answer: Answer = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._text = label(words.pick(question.question_zh, question.question_en), wrap=True)
        self._must = label(self.tr("required") if question.mandatory else "", "caption")
        self.right = self._button("check", self.tr("Right (Space)"), "right")
        self.wrong = self._button("x", self.tr("Wrong (N)"), "wrong")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_3, theme.SPACE_1, theme.SPACE_1, theme.SPACE_1)
        layout.setSpacing(theme.SPACE_1)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._must)
        layout.addWidget(self.right)
        layout.addWidget(self.wrong)
        theme.appear(self._must, question.mandatory)
        self._show()

    def _button(self, icon: str, tip: str, answer: Answer) -> IconButton:
        button = IconButton(icon, tip, size="small")
        button.setCheckable(True)
        # The row itself is the stop of the Tab key: two more per question would make sixteen of eight.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.set_answer("" if self.answer == answer else answer))
        return button

    def set_answer(self, answer: Answer) -> None:
        """Answered right, wrong, or not asked."""
        self.answer = answer
        self._show()
        self.answered.emit()

    def _show(self) -> None:
        self.right.setChecked(self.answer == "right")
        self.wrong.setChecked(self.answer == "wrong")
        right, wrong = self.answer == "right", self.answer == "wrong"
        self.right.setIcon(icons.icon("circle-check", "good") if right else icons.icon("check", "muted"))
        self.wrong.setIcon(icons.icon("circle-x", "bad") if wrong else icons.icon("x", "muted"))
        said = {"": self.tr("not asked"), "right": self.tr("right"), "wrong": self.tr("wrong")}[self.answer]
        self.setAccessibleName(f"{self._text.text()} {said}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answers: dict[int, Answer] = {
            Qt.Key.Key_Space: "" if self.answer == "right" else "right",
            Qt.Key.Key_Y: "right",
            Qt.Key.Key_N: "wrong",
            Qt.Key.Key_Backspace: "",
        }
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in answers:
            self.set_answer(answers[event.key()])
            if self.answer:
                self.step.emit(1)
        elif plain and event.key() in steps:
            self.step.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.set_answer("" if self.answer == "right" else "right")

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(40, super().sizeHint().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        rows.ground(painter, self.rect(), selected=focused, hovered=self.underMouse(), focused=focused)


class VerificationChecklist(Card):
    """The panel. `submitted` carries a VerificationForm: a workspace sends it to the call, and tells the result back."""

    submitted = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, title=self.tr("Identity check"), icon="shield-check")
        self._policy: VerificationPolicy | None = None
        self._customer: CustomerBrief | None = None
        self._busy = self._low = False
        self._call_id: uuid.UUID | None = None
        self.rows: list[QuestionRow] = []
        self.count = Pill()
        self.add_header(self.count)
        self._who = label("", "muted", wrap=True)
        self._questions = QVBoxLayout()
        self._questions.setContentsMargins(0, 0, 0, 0)
        self._questions.setSpacing(0)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.cancel = IconButton("x", self.tr("Later (Esc)"), size="small")
        self.add_header(self.cancel)
        self.fail = Button(self.tr("Not verified"))
        self.confirm = Button(self.tr("Verified"), kind="primary", icon="shield-check")
        self.add(self._who)
        self._questions.addStretch(1)
        self._area = ScrollArea(self._questions)
        self.add(self._area, 1)
        self.add(self.verdict)
        actions = QHBoxLayout()
        actions.setSpacing(theme.SPACE_2)
        actions.addWidget(self.fail, 1)
        actions.addWidget(self.confirm, 1)
        self.body.addLayout(actions)
        self.cancel.clicked.connect(self.cancelled)
        self.fail.clicked.connect(self._submit)
        self.confirm.clicked.connect(self._submit)
        self._show()

    def set_low(self, low: int) -> None:
        """In a low window the questions get the room of the sentence: the mark in the heading says how many are right."""
        self._low = low > 0
        self._say(self.verdict.text(), str(self.verdict.property("tone") or ""))

    def hangs_on(self) -> uuid.UUID | None:
        """Return the call whose caller is checked."""
        return self._call_id if not self.isHidden() else None

    def touched(self) -> bool:
        """Return False: answers are those of who is on the line, and say nothing about anybody when the call is over."""
        return False

    def put_away(self) -> None:
        """The call is over."""
        self._call_id = None
        self.cancelled.emit()

    def say_over(self) -> None:
        """A check goes with its call, so there is nothing to say."""

    def begin(
        self, customer: CustomerBrief, policy: VerificationPolicy, call_id: uuid.UUID | None = None, queue: str = ""
    ) -> None:
        """Start a check of this customer's caller, nothing answered yet; the first question takes the next key.

        `queue`: the code of the one that the caller came by.
        """
        policy = policy.asked_of(customer.level.code, queue)
        self._customer, self._policy, self._busy, self._call_id = customer, policy, False, call_id
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._made(question) for question in policy.questions]
        self._who.setText(
            self.tr("Caller says to be {name}, {number}").format(name=customer.name.text, number=customer.number)
        )
        self._show()

    def focus_home(self) -> QWidget | None:
        """The first question that is not answered."""
        return next((row for row in self.rows if not row.answer), self.rows[0] if self.rows else None)

    def _made(self, question: VerificationQuestion) -> QuestionRow:
        row = QuestionRow(question)
        row.answered.connect(self._show)
        row.step.connect(self._stepper(row))
        self._questions.insertWidget(self._questions.count() - 1, row)
        # A layout shows what it is given later; the first question must be able to take the focus now.
        row.show()
        return row

    def _stepper(self, row: QuestionRow) -> Callable[[int], None]:
        def step(by: int) -> None:
            at = self.rows.index(row) + by
            if 0 <= at < len(self.rows):
                self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
                self._area.ensureWidgetVisible(self.rows[at], 0, 4)

        return step

    def codes(self, answer: Answer) -> list[str]:
        """Codes of the questions with this answer."""
        return [row.question.code for row in self.rows if row.answer == answer]

    def enough(self) -> bool:
        """Return whether the answers would do, as far as the desk can tell; the hub decides."""
        if self._policy is None:
            return False
        right = set(self.codes("right"))
        mandatory = {question.code for question in self._policy.questions if question.mandatory}
        few_wrong = len(self.codes("wrong")) <= self._policy.max_wrong
        return mandatory <= right and len(right) >= self._policy.required and few_wrong

    def show_result(self, verified: bool) -> None:
        """What the hub decided. A check that failed stays open and can go on."""
        self._busy = False
        self._show()
        if verified:
            self._say(self.tr("The caller is verified."), "good")
        else:
            self._say(self.tr("Not verified: give no account data and change nothing."), "bad")

    def show_error(self, sentence: str) -> None:
        """The answer did not reach the hub; what was ticked is kept."""
        self._busy = False
        self._show()
        self._say(sentence, "bad")

    def _say(self, text: str, tone: str) -> None:
        self.verdict.setText(text)
        theme.restyle(self.verdict, tone=tone)
        self.verdict.setAccessibleName(text)
        self.verdict.setVisible(not self._low or tone == "bad")

    def _show(self) -> None:
        right, wrong = len(self.codes("right")), len(self.codes("wrong"))
        needed = self._policy.required if self._policy else 0
        done = self.enough()
        text = self.tr("{right} of {needed} right").format(right=right, needed=needed)
        self.count.set(text, tone="good" if done else "muted", icon="circle-check" if done else "circle-dot")
        self.confirm.setEnabled(done and not self._busy)
        self.fail.setEnabled(not done and not self._busy)
        if self._policy is not None and wrong > self._policy.max_wrong:
            self._say(self.tr("Too many wrong answers: this caller cannot be verified."), "bad")
        elif done:
            self._say(self.tr("Enough right answers."), "good")
        else:
            self._say(self._missing(right), "muted")

    def _missing(self, right: int) -> str:
        if self._policy is None:
            return ""
        mandatory = sum(row.question.mandatory and row.answer != "right" for row in self.rows)
        left = max(self._policy.required - right, mandatory)
        if mandatory:
            return self.tr("Still needed: {count}, the required questions among them.").format(count=left)
        return self.tr("Still needed: {count}.").format(count=left)

    def _submit(self) -> None:
        if self._customer is None or self._busy:
            return
        self._busy = True
        self._show()
        form = VerificationForm(
            customer_id=self._customer.customer_id, items=self.codes("right"), wrong=self.codes("wrong")
        )
        self.submitted.emit(form)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif enter and self.confirm.isEnabled():
            self._submit()
        else:
            super().keyPressEvent(event)
