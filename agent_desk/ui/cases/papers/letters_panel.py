"""The letters of a case: made after a preview, approved as they stand, painted to a PDF that the case keeps, marked as sent."""

from __future__ import annotations

import html
import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import papers
from agent_desk.desk.kit import approvals
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.cases.papers.changes import CaseLettersChanged
from agent_desk.schemas.cases.papers.records import (
    CaseLetter,
    CaseLetters,
    LetterSent,
    LetterText,
    LetterWanted,
    OwnerWord,
    TemplateChoice,
)
from agent_desk.schemas.cases.papers.words import LETTER_STATES, WAYS
from agent_desk.schemas.kit.approvals import Decision
from agent_desk.ui.cases.papers.texts import fault, place, text
from agent_desk.ui.kit import elapsed, layouts, paper, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, Pill, label
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.inputs import DayInput, TextInput
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, StaleMark
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.scrolled import ScrollArea

WIDE_PX = 660
"""A letter is read in lines as long as on paper."""
POINTS = 11.0
"""Size of a letter's text on paper."""


def painted(letter: CaseLetter) -> bytes:
    """Return the PDF of a letter: its title, its paragraphs, its number at the end. Fonts are embedded."""
    lines = "".join(f"<div>{html.escape(line) or '&nbsp;'}</div>" for line in letter.body.split("\n"))
    head = f'<h1 align="center">{html.escape(letter.title)}</h1><p>&nbsp;</p>'
    return paper.pdf(letter.title, f"{head}{lines}<p>&nbsp;</p><p>{html.escape(letter.number)}</p>", points=POINTS)


def _called(template: TemplateChoice) -> str:
    return words.pick(template.name_zh, template.name_en)


class LettersPanel(QWidget):
    """The letters of one complaint, or of one case of a register; nothing is seen where there are none and none can be made."""

    def __init__(self, context: DeskContext, owner: OwnerWord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._owner = context, owner
        self._owner_id: uuid.UUID | None = None
        self.dialog: Dialog | None = None
        self.now: CaseLetters | None = None
        self.feed: Feed[CaseLetters] = Feed(
            context, self._ask, cares=changes_of(CaseLettersChanged, id_of=lambda: self._owner_id), parent=self
        )
        self.make_button = Button(text("new_letter"), size="small", icon="mail")
        self.make_button.clicked.connect(self.make)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.SPACE_2)
        self._lay()
        self.setAccessibleName(text("letters"))

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(label(text("letters"), "section"), 1)
        head.addWidget(self.make_button)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_2)
        inner.addLayout(head)
        inner.addLayout(self.rows)
        self.states = FeedPanel(self._context, self.feed, content, self._came)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)

    def show_owner(self, owner_id: uuid.UUID | None) -> None:
        """Show the letters of this case; of none for None."""
        if owner_id == self._owner_id:
            return
        self._owner_id, self.now = owner_id, None
        layouts.empty(self.rows)
        if owner_id is None:
            self.feed.forget()
        else:
            self.feed.anew()

    def _ask(self) -> Request[CaseLetters] | None:
        owner, wanted = self._owner, self._owner_id
        return None if wanted is None else lambda api: papers.letters(api, owner, wanted)

    def _came(self, found: CaseLetters) -> None:
        self.now = found
        layouts.empty(self.rows)
        for one in found.letters:
            self.rows.addWidget(self._line(one, may_write=found.may_write))
        if not found.letters:
            self.rows.addWidget(label(text("no_letters"), "muted"))
        self.make_button.setVisible(bool(found.templates))

    def _line(self, one: CaseLetter, *, may_write: bool) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        term = LETTER_STATES[one.state]
        head.addWidget(Pill(words.say(term), tone=term.tone, icon=term.icon), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(f"{_called(one.template)} {one.number}", "strong", wrap=True), 1)
        read = Button(text("read_letter"), size="small")
        read.clicked.connect(lambda: self.read(one))
        head.addWidget(read)
        if may_write and one.state == "made" and one.file_id is None:
            made = Button(text("paper"), size="small", icon="printer")
            made.clicked.connect(lambda: self.paint(one))
            head.addWidget(made)
        if may_write and one.state == "made" and one.file_id is not None:
            sent = Button(text("mark_sent"), size="small", icon="check")
            sent.clicked.connect(lambda: self.mark_sent(one))
            head.addWidget(sent)
        column.addLayout(head)
        column.addWidget(label(self._facts(one), "caption", wrap=True))
        line.setAccessibleName(f"{_called(one.template)} {one.number}, {words.say(term)}, {self._facts(one)}")
        return line

    def _facts(self, one: CaseLetter) -> str:
        facts = []
        if one.made_by is not None:
            facts.append(f"{words.pick(one.made_by.name, one.made_by.name_en)} {words.short(one.made_at)}")
        if one.approved_by is not None:
            who = words.pick(one.approved_by.name, one.approved_by.name_en)
            facts.append(text("approved_by").format(who=who))
        if one.sent_way is not None and one.sent_on is not None:
            facts.append(f"{words.say(WAYS[one.sent_way])} {one.sent_on.isoformat()} {one.sent_words}".strip())
        return " · ".join(facts)

    # -- what can be done --------------------------------------------------------------------------------------------

    def make(self) -> None:
        """Ask for template and language, with the letter as it would be in sight."""
        if self.now is not None and self._owner_id is not None and self.dialog is None:
            dialog = LetterDialog(self._context, self._owner, self._owner_id, self.now.templates, self.window())
            dialog.saved.connect(self._made)
            dialog.asked.connect(self.feed.refresh)
            self._open(dialog)

    def _made(self, letter: CaseLetter) -> None:
        self.feed.refresh()
        if letter.state == "made":
            self.paint(letter)

    def paint(self, letter: CaseLetter) -> None:
        """Make the PDF of a letter, and hand it in."""
        # Fonts and painting belong to the screen's thread; the way to the hub does not.
        content, api = painted(letter), self._context.api
        self._context.background.run(
            self,
            lambda: papers.put_paper(api, letter.id, content),
            lambda _row: self.feed.refresh(),
            self._context.tell,
        )

    def mark_sent(self, letter: CaseLetter) -> None:
        """Ask when and how it went out."""
        if self.dialog is None:
            dialog = SentDialog(self._context, letter, self.window())
            dialog.saved.connect(lambda _row: self.feed.refresh())
            self._open(dialog)

    def read(self, letter: CaseLetter) -> None:
        """Read a letter; whoever may approves or refuses it there."""
        if self.dialog is None:
            dialog = ReadLetterDialog(self._context, letter, self.window())
            dialog.decided.connect(self.decide)
            self._open(dialog)

    def decide(self, letter: CaseLetter, confirmed: bool) -> None:
        """Approve or refuse a letter that waits."""
        waits = letter.waits
        if waits is None:
            return
        api, do = self._context.api, approvals.approve if confirmed else approvals.refuse
        decision = Decision(digest=waits.digest)
        self._context.background.run(
            self, lambda: do(api, waits.approval_id, decision), lambda _row: self.feed.refresh(), self._not_decided
        )

    def _not_decided(self, error: DeskError) -> None:
        self._context.tell(error)
        self.feed.refresh()

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._dialog_gone)
        dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None


class Sheet(QWidget):
    """A letter as it will be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.title = label("", "heading", wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body = label("", "body", wrap=True)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        inner.setSpacing(theme.SPACE_3)
        inner.addWidget(self.title)
        inner.addWidget(self.body)
        inner.addStretch(1)
        area = ScrollArea(inner, read=text("preview"))
        area.setMinimumHeight(300)
        column.addWidget(area)

    def show_text(self, title: str, body: str) -> None:
        """Show these words."""
        self.title.setText(title)
        self.body.setText(body)


class LetterDialog(FormDialog):
    """Asks which letter, in which language; shows it as it would be. `saved` carries the CaseLetter."""

    def __init__(
        self,
        context: DeskContext,
        owner: OwnerWord,
        owner_id: uuid.UUID,
        templates: list[TemplateChoice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            text("new_letter"),
            "case_letter",
            self._make,
            CaseLetter,
            action=text("make"),
            icon="mail",
            fault=fault,
            parent=parent,
        )
        self.setMinimumWidth(WIDE_PX)
        self._owner: OwnerWord = owner
        self._owner_id = owner_id
        self._second = {one.code: one.second for one in templates}
        self.template = Choice([(one.code, _called(one)) for one in templates])
        self.language = Choice([("zh", text("zh")), ("en", text("en"))])
        self.form.add("template", text("template"), self.template, required=True)
        self.form.add("language", text("language"), self.language, required=True)
        self.says = label("", "caption", wrap=True)
        self.sheet = Sheet()
        self.preview: Feed[LetterText] = Feed(context, self._ask, parent=self)
        self.body.addWidget(self.says)
        self.body.addWidget(StaleMark(self.preview))
        self.body.addWidget(self.sheet, 1)
        self.preview.came.connect(self._show)
        self.preview.failed.connect(self.notice.tell)
        self.preview.start(ask=False)
        self.form.edited.connect(lambda _field: self._look())
        self.action_button.setEnabled(False)
        self.begin(f"{owner}/{owner_id}", blank={"template": templates[0].code, "language": "zh"})
        self._look()

    def _ask(self) -> Request[LetterText] | None:
        template, language = self.template.value(), self.language.value()
        owner, owner_id = self._owner, self._owner_id
        if not template or not language:
            return None
        return lambda api: papers.preview_letter(api, owner, owner_id, template, language)

    def _look(self) -> None:
        self.action_button.setEnabled(False)
        self.preview.anew(keep=True)

    def _show(self, found: LetterText) -> None:
        self.sheet.show_text(found.title, found.body)
        self.action_button.setEnabled(not found.missing)
        missing = words.listed([place(one) for one in found.missing])
        second = text("needs_second") if self._second.get(self.template.value() or "") else ""
        self.says.setText(text("missing").format(what=missing) if found.missing else second)

    def _make(self, sent: Submission[CaseLetter]) -> CaseLetter:
        form = LetterWanted.model_validate({**sent.values, "owner": self._owner, "owner_id": self._owner_id})
        return papers.make_letter(self._context.api, form)


class SentDialog(FormDialog):
    """Asks when and how a letter went out. `saved` carries the CaseLetter."""

    def __init__(self, context: DeskContext, letter: CaseLetter, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            f"{text('mark_sent')} · {letter.number}",
            "letter_sent",
            self._sent,
            CaseLetter,
            action=text("mark_sent"),
            icon="mail",
            fault=fault,
            parent=parent,
        )
        self._letter = letter
        self.form.add("day", text("day"), DayInput(), required=True)
        self.form.add("way", text("way"), Choice([(one.code, words.say(one)) for one in WAYS.values()]), required=True)
        self.form.add("words", text("words"), TextInput(limit=200))
        today = words.local(elapsed.now()).date().isoformat()
        self.begin(f"{letter.id}/{letter.version}", blank={"day": today, "way": "post"})

    def _sent(self, sent: Submission[CaseLetter]) -> CaseLetter:
        form = LetterSent.model_validate({**sent.values, "version": self._letter.version})
        return papers.letter_sent(self._context.api, self._letter.id, form)


class ReadLetterDialog(Dialog):
    """A letter to read. `decided`: whoever may has approved it (True) or refused it."""

    decided = Signal(object, bool)

    def __init__(self, context: DeskContext, letter: CaseLetter, parent: QWidget | None = None) -> None:
        super().__init__(f"{_called(letter.template)} · {letter.number}", icon="mail", parent=parent)
        self.setMinimumWidth(WIDE_PX)
        self._letter = letter
        self.sheet = Sheet()
        self.sheet.show_text(letter.title, letter.body)
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(label(text("digest").format(digest=letter.digest), "caption", wrap=True, selectable=True))
        close = self.add_button(Button(self.tr("Close")), self.reject)
        self.approve_button: Button | None = None
        self.refuse_button: Button | None = None
        if letter.waits is not None and letter.waits.may_decide:
            self.refuse_button = self.add_button(Button(self.tr("Refuse"), icon="x"), lambda: self._decide(False))
            self.approve_button = self.add_button(
                Button(self.tr("Approve"), kind="good", icon="check"), lambda: self._decide(True)
            )
        else:
            close.setDefault(True)

    def _decide(self, confirmed: bool) -> None:
        self.decided.emit(self._letter, confirmed)
        self.accept()
