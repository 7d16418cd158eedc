"""The score card: sections of questions, the running score, a comment; saved by itself, submitted once."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.quality import operations
from agent_desk.desk.quality.review import ReviewWork
from agent_desk.schemas.quality.records import (
    COMMENT_LIMIT,
    AnswerValue,
    Review,
    ReviewForm,
    ReviewItem,
    ScoreForm,
)
from agent_desk.ui.kit import layouts, shortcuts, theme, words
from agent_desk.ui.kit.controls import Button, Card, Divider, Icon, Pill, StateStack, banner
from agent_desk.ui.kit.inputs import TextArea
from agent_desk.ui.kit.pages.drafted_form import FormNotice, standing
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.quality import presentation
from agent_desk.ui.quality.question_row import QuestionRow

_GROUP = str(QT_TRANSLATE_NOOP("Shortcuts", "Score card"))
_SYMBOLS = {"info": "info", "good": "circle-check", "warning": "triangle-alert", "bad": "circle-alert"}
SUBMIT = shortcuts.register(
    shortcuts.Action(
        "quality.submit",
        "Ctrl+Return",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Submit the review")),
        _GROUP,
        place="reviewer",
    )
)
SAVE = shortcuts.register(
    shortcuts.Action(
        "quality.save", "Ctrl+S", str(QT_TRANSLATE_NOOP("Shortcuts", "Save the draft now")), _GROUP, page=True
    )
)


class ScoreCard(Card):
    """The right column. `submitted` carries the Review when it is final; `next_wanted` asks for another call."""

    submitted = Signal(object)
    next_wanted = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Score card"), icon="award", padding=theme.SPACE_3, parent=parent)
        self._context = context
        self.work = ReviewWork(context, self)
        self.rows: list[QuestionRow] = []
        self._section_scores: dict[str, QLabel] = {}
        self._filling = False
        self._edition = theme.label("", "caption")
        self.add_header(self._edition)
        self.score = theme.label("–", "figure")
        self._fatal = Pill()
        self._progress = theme.label("", "caption", wrap=True)
        self.state_words = theme.label("", "caption", wrap=True)
        self._told, self.told_words = banner("", "info", "info")
        self._told.hide()
        self.notice = FormNotice(
            context,
            self.work.drafted,
            labels={"answers": self.tr("Answers"), "comment": self.tr("Comment for the agent")},
            say=lambda _name, answers: self._answers_words(answers),
            texts={"comment"},
            head=self._elsewhere,
            words=self._refused,
        )
        self.comment = TextArea(self.tr("Comment for the agent"), limit=COMMENT_LIMIT, lines=2)
        self.save_button = Button(self.tr("Save draft"), icon="save")
        self.submit_button = Button(self.tr("Submit"), kind="primary", icon="check")
        self._help = theme.label("", "caption", wrap=True)
        self._build()
        self._connect()
        self._show_state("clean")

    # -- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(self._head())
        column.addWidget(self.notice)
        column.addWidget(self._told)
        column.addWidget(Divider())
        column.addWidget(self._scrolled(), 1)
        column.addWidget(Divider())
        self._help.setFixedHeight(34)
        self._help.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._help)
        column.addWidget(self.comment)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addWidget(self.state_words, 1)
        foot.addWidget(self.save_button)
        foot.addWidget(self.submit_button)
        column.addLayout(foot)
        self.states = StateStack(content)
        self.add(self.states, 1)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_3)
        self.score.setAccessibleName(self.tr("Score so far"))
        self.score.setMinimumWidth(78)
        head.addWidget(self.score)
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(self._fatal)
        side.addWidget(self._progress)
        head.addLayout(side, 1)
        self._fatal.hide()
        return head

    def _scrolled(self) -> ScrollArea:
        self._questions = QVBoxLayout()
        self._questions.setContentsMargins(0, 0, theme.SPACE_1, 0)
        self._questions.setSpacing(1)
        self._area = ScrollArea(self._questions)
        return self._area

    def _connect(self) -> None:
        work = self.work
        work.loaded.connect(self._fill)
        work.state_changed.connect(self._show_state)
        self.notice.shown.connect(self._may_keep)
        work.missing.connect(self._show_missing)
        work.submitted.connect(self._done)
        self.comment.edited.connect(self._commented)
        self.save_button.clicked.connect(work.save)
        self.submit_button.clicked.connect(self._submit)
        shortcuts.bind(self, SAVE.id, work.save)
        self.save_button.set_shortcut(SAVE.keys)
        shortcuts.bind(self.submit_button, SUBMIT.id, self._submit)

    # -- a call ------------------------------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """No call is open."""
        self.work.open(None)
        self._edition.setText("")
        self.states.show_empty("award", self.tr("Nothing to score"), self.tr("The questions appear with the call."))

    def show_item(self, item: ReviewItem) -> None:
        """Score this call, or show how it was scored."""
        self._lay_questions(item.form)
        self._edition.setText(presentation.form_words(item.form.name_zh, item.form.name_en, item.form.edition))
        self.states.show_content()
        self._area.verticalScrollBar().setValue(0)
        self.work.open(item)
        if self.work.editable:
            self.focus_first()

    def focus_first(self) -> None:
        """Put the cursor on the first question without an answer."""
        for row in self.rows:
            if row.value() is None:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _lay_questions(self, form: ScoreForm) -> None:
        layouts.empty(self._questions)
        self.rows, self._section_scores = [], {}
        for question in form.questions:
            if question.section_zh not in self._section_scores:
                self._questions.addWidget(self._section(question.section_zh, question.section_en))
            row = QuestionRow(question)
            row.answered.connect(self._answered)
            row.left.connect(lambda by, row=row: self._step(row, by))
            row.focused.connect(self._show_help)
            self.rows.append(row)
            self._questions.addWidget(row)
        self._questions.addStretch(1)
        previous: QWidget | None = None
        for widget in (*self.rows, self.comment.editor, self.save_button, self.submit_button):
            if previous is not None:
                QWidget.setTabOrder(previous, widget)
            previous = widget

    def _section(self, zh: str, en: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(10, theme.SPACE_2, theme.SPACE_2, 2)
        row.addWidget(theme.label(words.pick(zh, en), "section"), 1)
        shown = theme.label("", "section")
        self._section_scores[zh] = shown
        row.addWidget(shown)
        return box

    def _fill(self, form: ReviewForm) -> None:
        self._filling = True
        for row in self.rows:
            row.show_value(form.answers.get(row.question.code))
            row.mark_missing(False)
        if form.comment != self.comment.value():
            self.comment.set_value(form.comment)
        self._filling = False
        self.say("")
        self._explain(self.work.state)
        self._show_help(None)
        self._count()

    # -- answering ---------------------------------------------------------------------------------------------------

    def _answered(self, code: str, value: AnswerValue | None) -> None:
        self.work.answer(code, value)
        self._count()

    def _commented(self) -> None:
        if not self._filling:
            self.work.comment(self.comment.value())

    def _step(self, row: QuestionRow, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif at >= len(self.rows):
            self.comment.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_help(self, row: QuestionRow | None) -> None:
        if row is None:
            keys = self.tr("Keys: 0 to 5, Y, N, − for not applicable; Backspace takes an answer back.")
            self._help.setText(keys if self.work.editable else "")
            return
        self._area.ensureWidgetVisible(row, 0, theme.SPACE_5)
        self._help.setText(words.pick(row.question.help_zh, row.question.help_en))
        self._help.setToolTip(self._help.text())

    def _count(self) -> None:
        """The running score; the hub's own is the same by a test."""
        item = self.work.item
        if item is None:
            return
        found = operations.running_score(item.form.questions, self.work.form.answers)
        self.score.setText(presentation.score(found.value))
        low = found.value is not None and found.value < item.form.pass_mark
        theme.restyle(self.score, tone="bad" if found.fatal else "warning" if low else "")
        self._fatal.setVisible(found.fatal)
        self._fatal.set(self.tr("Fatal fault"), tone="bad", icon="circle-alert")
        whole = len(item.form.questions)
        self._progress.setText(
            self.tr("{n} of {all} answered · passed from {mark}").format(
                n=whole - len(found.missing), all=whole, mark=item.form.pass_mark
            )
        )
        for name, shown in self._section_scores.items():
            value = found.sections.get(name)
            shown.setText("" if value is None else presentation.score(value))

    def _submit(self) -> None:
        if self.submit_button.isEnabled() and self.isVisible():
            if self.comment.too_long():
                self.comment.setFocus(Qt.FocusReason.OtherFocusReason)
                self.say(self.tr("The comment is too long."), "warning")
            else:
                self.work.submit()

    # -- how it stands -----------------------------------------------------------------------------------------------

    def say(self, text: str, tone: str = "info") -> None:
        """A line above the questions; "" takes it away."""
        theme.restyle(self._told, tone=tone)
        symbol = self._told.findChild(Icon)
        if isinstance(symbol, Icon):
            symbol.set(_SYMBOLS[tone], "accent_ink" if tone == "info" else tone)
        self.told_words.setText(text)
        self._told.setVisible(bool(text))

    def _show_missing(self, codes: list[str]) -> None:
        lacking = [row for row in self.rows if row.question.code in codes]
        for row in self.rows:
            row.mark_missing(row in lacking)
        self.say(self.tr("Not submitted yet: {n} questions need an answer, or n/a.").format(n=len(lacking)), "warning")
        if lacking:
            lacking[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self, state: str) -> None:
        waits = self.work.drafted.waiting or state == "sending"
        if waits and self.work.drafted.action:
            said = self.tr("will be submitted when the hub is back") if state != "sending" else self.tr("submitting …")
        else:
            said = standing(self.work.drafted)
        self.state_words.setText(said)
        editable = self.work.editable
        for row in self.rows:
            row.set_editable(editable)
        self.comment.editor.setReadOnly(not editable)
        final = self.work.item is not None and (not self.work.item.own or self.work.item.review.state == "submitted")
        for button in (self.save_button, self.submit_button):
            button.setVisible(not final)
        self.save_button.setEnabled(editable and state in ("drafted", "clean", "refused"))
        self.submit_button.setEnabled(editable and state != "stale")
        self._explain(state)

    def _explain(self, state: str) -> None:
        """Why it cannot be changed, where it cannot."""
        item = self.work.item
        if item is None:
            return
        if item.review.state == "submitted" and item.review.submitted_at is not None:
            at = words.date_time(item.review.submitted_at)
            by = presentation.person(item.reviewer)
            self.say(self.tr("Submitted by {name} on {time}; it is final.").format(name=by, time=at), "good")
        elif not item.own:
            self.say(self.tr("You took part in this call, so somebody else has to score it."), "warning")
        elif state in ("sending", "saved"):
            self.say("")

    def _elsewhere(self, _theirs: Review) -> str:
        return self.tr("You scored this call at another seat meanwhile.")

    def _answers_words(self, answers: dict[str, AnswerValue]) -> str:
        item = self.work.item
        found = operations.running_score(item.form.questions if item is not None else [], answers)
        return self.tr("{score}, {n} answers").format(score=presentation.score(found.value), n=len(answers))

    def _refused(self, _error: DeskError) -> str | None:
        """Questions without an answer are told at their rows."""
        return "" if "missing" in self.work.drafted.faults.values() else None

    def _may_keep(self) -> None:
        """A review that was submitted elsewhere is final."""
        theirs = self.work.drafted.theirs
        if theirs is not None and theirs.state == "submitted":
            self.notice.mine.hide()

    def _done(self, review: Review) -> None:
        self._count()
        self.submitted.emit(review)

    def close_down(self) -> None:
        """The workspace goes: what is typed is on the disk, and on its way."""
        self.work.leave()
