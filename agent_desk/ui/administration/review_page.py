"""The yearly review of rights: who holds what, confirmed or taken away row by row, finished, and exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.desk.people import operations
from agent_desk.schemas.kit.changes import ApprovalChanged
from agent_desk.schemas.people.changes import PersonChanged, RightsReviewChanged
from agent_desk.schemas.people.review_words import DECISIONS, REACHES, TEXTS
from agent_desk.schemas.people.reviews import Confirmation, Finish, ReviewItemRow, ReviewRow, Reviews, TakeAway
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import banner
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.pages.taking_out import ask_where, write
from agent_desk.ui.kit.tables import Column, Mark

Found = tuple[Reviews, ReviewRow | None, list[ReviewItemRow]]


def text(code: str) -> str:
    """Return a word of the review in the language in force."""
    return words.say(TEXTS[code])


class ReviewPage(ListPage):
    """The rows of a review, and what is done with the chosen one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._wanted: UUID | None = None
        self.review: ReviewRow | None = None
        self.dialog: ReasonFormDialog | None = None
        super().__init__(context, parent)
        self.which = Choice(placeholder=text("which"))
        self.which.setMinimumContentsLength(18)
        self.only_left = Choice([(True, text("left")), (False, text("all"))])
        self.only_left.set_value(True)
        self.progress = theme.label("", "caption", wrap=True)
        self._due, self.due_words = banner("", "warning", "clipboard-list")
        self.begin_button = Button(text("begin"), icon="clipboard-list")
        self.export_button = Button(text("export"), icon="download")
        self.finish_button = Button(text("finish"), icon="circle-check")
        self.remark = TextInput(limit=400)
        self.confirm_button = Button(text("confirm"), icon="circle-check", kind="primary")
        self.person_button = Button(text("confirm_person"), icon="users")
        self.take_button = Button(text("take"), icon="circle-x")
        self._build()

    def head(self) -> tuple[str, str]:
        return text("page"), text("note")

    def key(self, record: ReviewItemRow) -> UUID:
        return record.id

    def columns(self) -> list[Column[ReviewItemRow]]:
        return [
            Column(text("name"), lambda row: f"{words.pick(row.name, row.name_en)} ({row.login})", width=170),
            Column(text("team"), lambda row: words.pick(row.team_zh, row.team_en) or "–", width=100),
            Column(text("role"), role, tooltip=role, width=150),
            Column(text("reach"), reach, tooltip=reach, width=90),
            Column(text("dates"), dates, tooltip=dates, width=110),
            Column(text("given"), given, tooltip=given),
            Column(text("last_sign_in"), last_sign_in, width=110),
            Column(text("decision"), lambda row: mark(row).text, mark=mark, tooltip=said, width=150),
        ]

    def cares(self, change: Change) -> bool:
        return changes_of(RightsReviewChanged, PersonChanged, ApprovalChanged)(change)

    def ask(self) -> Request[Found]:
        wanted = self._wanted

        def asked(api: Api) -> Found:
            found = operations.reviews(api)
            chosen = next((one for one in found.items if one.id == wanted), found.items[0] if found.items else None)
            return found, chosen, operations.review_items(api, chosen.id) if chosen is not None else []

        return asked

    def records_of(self, answer: Found) -> list[ReviewItemRow]:
        found, self.review, rows = answer
        self._offer(found)
        self._say_progress()
        return [row for row in rows if not (self.only_left.value() and settled(row))]

    def open(self, record: ReviewItemRow) -> None:
        self._chosen_row(record)

    # -- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for button in (self.begin_button, self.finish_button, self.export_button):
            self.head_actions.addWidget(button)
        self.filters.addWidget(self.which)
        self.filters.addWidget(self.only_left)
        self.filters.addWidget(self.progress, 1)
        self.remark.setPlaceholderText(text("remark"))
        self.remark.setAccessibleName(text("remark"))
        self.foot.addWidget(self.remark, 1)
        for button in (self.confirm_button, self.person_button, self.take_button):
            self.foot.addWidget(button)
        self.table.set_empty("clipboard-list", text("nothing"))
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self._due)
        column.addWidget(self._card, 1)
        self._due.hide()
        self.body.addLayout(column, 1)
        self.which.edited.connect(self._other)
        self.only_left.edited.connect(self.refresh)
        self.begin_button.clicked.connect(self.begin)
        self.finish_button.clicked.connect(self.finish)
        self.export_button.clicked.connect(lambda: self.export())
        self.confirm_button.clicked.connect(self.confirm)
        self.person_button.clicked.connect(self.confirm_person)
        self.take_button.clicked.connect(self.take_away)
        self.table.selected_record.connect(self._chosen_row)
        self._chosen_row(None)

    def _offer(self, found: Reviews) -> None:
        listed = [
            (
                one.id,
                text("of_done" if one.finished_at else "of").format(day=words.date(one.finished_at or one.begun_at)),
            )
            for one in found.items
        ]
        blocked = self.which.blockSignals(True)
        self.which.set_options(listed)
        self.which.set_value(self.review.id if self.review is not None else None)
        self.which.blockSignals(blocked)
        under_way = any(one.finished_at is None for one in found.items)
        self.begin_button.setEnabled(not under_way)
        last = found.last_finished_at
        self.due_words.setText(text("due_since").format(day=words.date(last)) if last is not None else text("due"))
        self._due.setVisible(found.due and not under_way)

    def _say_progress(self) -> None:
        review = self.review
        self.export_button.setEnabled(review is not None)
        self.finish_button.setVisible(review is not None and review.finished_at is None)
        self.finish_button.setEnabled(review is not None and review.left == 0)
        if review is None:
            self.progress.setText(text("nobody"))
            return
        done = text("progress").format(done=review.rows - review.left, rows=review.rows, taken=review.taken)
        own = text("own_left").format(n=review.own_left) if review.own_left else ""
        self.progress.setText("\n".join(line for line in (done, own) if line))

    # -- what is chosen ----------------------------------------------------------------------------------------------

    def _other(self) -> None:
        self._wanted = self.which.value()
        self.feed.anew(keep=True)

    def _chosen_row(self, row: ReviewItemRow | None) -> None:
        going_on = self.review is not None and self.review.finished_at is None
        may = going_on and row is not None and not row.own and row.holds
        for button in (self.confirm_button, self.person_button, self.remark):
            button.setEnabled(may)
        self.take_button.setEnabled(may and self._context.session.may("people.manage"))

    def confirm(self) -> None:
        """Say that the chosen row is right."""
        row = self.table.current_record()
        if row is not None:
            self._confirm([row])

    def confirm_person(self) -> None:
        """Say that everything is right that this person holds and nobody has settled yet."""
        row = self.table.current_record()
        found = self.feed.now
        if row is not None and found is not None:
            self._confirm([one for one in found[2] if one.person_id == row.person_id and not settled(one)] or [row])

    def _confirm(self, rows: list[ReviewItemRow]) -> None:
        review, api = self.review, self._context.api
        if review is None or not self.confirm_button.isEnabled():
            return
        form = Confirmation(items=[row.id for row in rows], word=self.remark.value())
        self._run(lambda: operations.confirm_rights(api, review.id, form))

    def take_away(self) -> None:
        """Ask why, and have the role taken away from who holds it."""
        row = self.table.current_record()
        if row is None or not self.take_button.isEnabled():
            return

        def said(api: Api, _reason: Any, why: str) -> ReviewItemRow:
            return operations.take_right_away(api, row.id, TakeAway(word=why, version=row.version))

        title = text("take_why").format(name=words.pick(row.name, row.name_en), role=role(row))
        self._ask("take_right_away", str(row.id), title, "take_do", said, danger=True)

    def begin(self) -> None:
        """Have the list made of who holds what now."""
        api = self._context.api
        self._wanted = None
        self._run(lambda: operations.begin_review(api))

    def finish(self) -> None:
        """Ask for the last word, and finish the review."""
        review = self.review
        if review is None or review.left:
            return

        def said(api: Api, _reason: Any, word: str) -> ReviewRow:
            return operations.finish_review(api, review.id, Finish(word=word, version=review.version))

        self._ask("finish_review", str(review.id), text("page"), "finish_do", said, record=ReviewRow, required=False)

    def _ask(
        self,
        kind: str,
        key: str,
        title: str,
        action: str,
        said: Callable[[Api, Any, str], Any],
        *,
        record: type[Any] = ReviewItemRow,
        required: bool = True,
        danger: bool = False,
    ) -> None:
        self.dialog = ReasonFormDialog(
            self._context,
            kind,
            key,
            title,
            text(action),
            said,
            record,
            text_required=required,
            text_label=text("reason") if required else text("word"),
            danger=danger,
            parent=self,
        )
        self.dialog.saved.connect(lambda _row: self.refresh())
        self.dialog.destroyed.connect(self._dialog_gone)
        self.dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None

    def _run(self, work: Callable[[], Any]) -> None:
        self.confirm_button.setEnabled(False)
        self._context.background.run(self, work, self._done, self._failed)

    def _done(self, _answer: Any) -> None:
        self.remark.set_value("")
        self.refresh()

    def _failed(self, error: DeskError) -> None:
        self._context.tell(error)
        self._chosen_row(self.table.current_record())
        self.refresh()

    # -- out of the house --------------------------------------------------------------------------------------------

    def export(self, path: Path | None = None) -> None:
        """Write the review that is shown to a workbook; asks where to."""
        review, api = self.review, self._context.api
        if review is None:
            return
        if path is None:
            name = text("title").format(day=f"{words.local(review.begun_at):%Y-%m-%d}")
            ask_where(self, self._context, text("export"), name, "xlsx", self.export)
            return
        lang = words.language()
        write(self, self._context, path, lambda: operations.review_workbook(api, review.id, lang=lang))


def settled(row: ReviewItemRow) -> bool:
    """Return whether nothing is left to decide of a row."""
    return row.decision == "confirmed" or not row.holds


def mark(row: ReviewItemRow) -> Mark:
    """Return what has become of a row, as a pill."""
    if row.decision == "confirmed":
        return Mark.of(DECISIONS["confirmed"])
    if not row.holds:
        return Mark(text("gone" if row.decision == "take_away" else "since_gone"), "muted", "circle-off")
    if row.decision == "take_away":
        return Mark(text("waits"), "warning", "hourglass") if row.waits else Mark.of(DECISIONS["take_away"])
    return Mark(text("your_own"), "muted", "user") if row.own else Mark.of(DECISIONS["open"])


def said(row: ReviewItemRow) -> str:
    """Return who has decided, when, and in which words."""
    if row.decided_by is None or row.decided_at is None:
        return ""
    by = f"{words.pick(row.decided_by.name, row.decided_by.name_en)}, {words.short(row.decided_at)}"
    return f"{by}: {row.word}" if row.word else by


def role(row: ReviewItemRow) -> str:
    """Return the role, and of whom it is where it is held as a substitute."""
    named = words.pick(row.role_zh, row.role_en)
    return text("as_substitute").format(role=named, login=row.for_login) if row.for_login else named


def reach(row: ReviewItemRow) -> str:
    """Return how far it reaches, in words."""
    return " ".join([words.say(REACHES[row.scope]), *row.subjects])


def dates(row: ReviewItemRow) -> str:
    """Return from when to when it holds, in words."""
    return f"{_day(row.from_on)} – {_day(row.to_on)}" if row.from_on or row.to_on else "–"


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def given(row: ReviewItemRow) -> str:
    """Return since when it is held, and by whom it was given."""
    if row.given_at is None:
        return text("given_before")
    return f"{words.short(row.given_at)}, {row.given_by or text('system')}"


def last_sign_in(row: ReviewItemRow) -> str:
    """Return when its holder last signed in."""
    return words.short(row.last_sign_in_at) if row.last_sign_in_at is not None else text("never")
