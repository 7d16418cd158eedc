"""Requests that a second person confirms: what waits, what would change, and the word of whoever decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.kit import approvals
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.administration.records import AuditRow, Called
from agent_desk.schemas.administration.words import ACTIONS
from agent_desk.schemas.kit.approval_words import STATES, TEXTS
from agent_desk.schemas.kit.approvals import ApprovalList, ApprovalRow, Decision
from agent_desk.schemas.kit.changes import ApprovalChanged
from agent_desk.schemas.people.changes import RoleChanged
from agent_desk.schemas.people.operations import MANAGE
from agent_desk.ui.administration.reach import Offered, what_is_offered
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.controls import Card
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.pages import audit_text, setting_words
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.table_model import Column, Mark


def text(code: str) -> str:
    """Return a word of the page in the language in force."""
    return words.say(TEXTS[code])


def what(row: ApprovalRow) -> str:
    """Return what is asked for, as its area calls it; else as the audit trail does."""
    if row.title_zh:
        return words.pick(row.title_zh, row.title_en)
    changed = row.body.get("changes") or []
    action = str(changed[0][0]) if changed else row.kind
    setting = setting_words.action(action)
    return setting or (words.say(ACTIONS[action]) if action in ACTIONS else row.subject)


def difference(row: ApprovalRow, offered: Offered | None = None) -> list[str]:
    """Return what would change, a line each. `offered`: what roles, teams, queues and branches are called."""
    names = offered.names() if offered is not None else {}
    # As the hub names records in an entry of the trail: a role by "role:code", a team by "team_code:code".
    called = {
        key: Called(zh=name, en=name)
        for one, name in names.items()
        for key in (one, f"role:{one}", one.replace("team:", "team_code:"))
    }
    lines: list[str] = []
    for action, detail in row.body.get("changes") or []:
        told = AuditRow.model_construct(detail=detail, entity="", entity_id="", names=called)
        named = [str(detail["login"])] if "login" in detail else _role(row, action, detail, names)
        lines += named + (audit_text.changes(told) or [f"{name}: {value}" for name, value in audit_text.facts(told)])
    value, setting = row.body.get("value"), setting_words.by_key(row.subject)
    return lines + (setting_words.lines(setting, value) if setting is not None and isinstance(value, dict) else [])


def _role(row: ApprovalRow, action: str, detail: dict[str, Any], names: dict[str, str]) -> list[str]:
    """Return which role it is about: a new one by its names, another by its own."""
    if action == "people.add_role":
        return [words.pick(*detail["named"])]
    code = row.subject.partition(" ")[2]
    return [names.get(code, code)] if action in _OF_A_ROLE else []


_OF_A_ROLE = ("people.edit_role", "people.retire_role", "people.restore_role")


class ApprovalsPage(ListPage):
    """The list of requests, the newest first, with one of them beside it."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._offered: Feed[Offered] = Feed(context, self._ask_names, cares=changes_of(RoleChanged))
        super().__init__(context, parent)
        self._offers: Offered | None = None
        self.shown: ApprovalRow | None = None
        self.title, self.about = theme.label("", "heading", wrap=True), theme.label("", "muted", wrap=True)
        self.lines = theme.label("", wrap=True, selectable=True)
        self.remark = TextInput(limit=500)
        self.approve_button = Button(text("approve"), icon="circle-check", kind="primary")
        self.refuse_button = Button(text("refuse"), icon="circle-x")
        self.withdraw_button = Button(text("withdraw"), icon="undo-2")
        self.table.set_empty("user-check", text("none"))
        self._build()
        self._offered.came.connect(self._take_names)
        self._show(None)

    def head(self) -> tuple[str, str]:
        return text("page"), text("note")

    def key(self, record: ApprovalRow) -> UUID:
        return record.id

    def columns(self) -> list[Column[ApprovalRow]]:
        return [
            Column(text("what"), what),
            Column(text("by"), lambda row: words.pick(row.asked_by.name, row.asked_by.name_en), width=110),
            Column(text("until"), lambda row: words.short(row.expires_at), width=120),
            Column(text("state"), lambda row: _mark(row).text, mark=_mark, width=110),
        ]

    def cares(self, change: Change) -> bool:
        return ApprovalChanged.is_told_by(change)

    def ask(self) -> Request[ApprovalList]:
        return approvals.approvals

    def also(self) -> tuple[Feed[Any], ...]:
        return (self._offered,)

    def _ask_names(self) -> Request[Offered] | None:
        # Who decides about rights may read what roles are called.
        return what_is_offered if self._context.session.may(MANAGE) else None

    def _take_names(self, offered: Offered) -> None:
        self._offers = offered
        self._show(self.shown)

    def records_of(self, answer: ApprovalList) -> list[ApprovalRow]:
        if self.shown is not None:
            self._show(next((row for row in answer.items if row.id == self.shown.id), None))
        return answer.items

    def open(self, record: ApprovalRow) -> None:
        self._show(record)

    def _build(self) -> None:
        card = Card(padding=theme.SPACE_4)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_3)
        for one in (self.title, self.about, theme.label(text("difference"), "strong"), self.lines):
            column.addWidget(one)
        self.remark.setPlaceholderText(text("remark"))
        self.remark.setAccessibleName(text("remark"))
        column.addWidget(self.remark)
        row = QHBoxLayout()
        for button, word in (
            (self.approve_button, approvals.approve),
            (self.refuse_button, approvals.refuse),
        ):
            button.clicked.connect(lambda _on=False, word=word: self._decide(word))
            row.addWidget(button)
        self.withdraw_button.clicked.connect(self._withdraw)
        row.addWidget(self.withdraw_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        card.body.addLayout(column)
        card.setMinimumWidth(360)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._card)
        split.addWidget(card)
        split.setSizes([600, 420])
        self.body.addWidget(split, 1)
        self.table.selected_record.connect(self._show)

    def _show(self, row: ApprovalRow | None) -> None:
        self.shown = row
        self.title.setText(what(row) if row is not None else text("choose"))
        self.about.setText(self._about(row) if row is not None else "")
        self.lines.setText("\n".join(difference(row, self._offers) or [text("secret")]) if row is not None else "")
        mine = row is not None and row.state == "pending" and row.asked_by.id == self._context.session.me.id
        for button in (self.approve_button, self.refuse_button):
            button.setVisible(row is not None and row.may_decide)
        self.remark.setVisible(row is not None and row.may_decide)
        self.withdraw_button.setVisible(mine)

    def _about(self, row: ApprovalRow) -> str:
        return text("reason").format(reason=row.reason)

    def _decide(self, word: Callable[..., ApprovalRow]) -> None:
        row = self.shown
        if row is not None:
            form = Decision(digest=row.digest, note=self.remark.text().strip())
            self._run(lambda api: word(api, row.id, form))

    def _withdraw(self) -> None:
        row = self.shown
        if row is not None:
            self._run(lambda api: approvals.withdraw(api, row.id))

    def _run(self, work: Callable[[Any], ApprovalRow]) -> None:
        api = self._context.api
        self._context.background.run(self, lambda: work(api), self._done, self._failed)

    def _done(self, row: ApprovalRow) -> None:
        self.remark.setText("")
        self._show(row)
        self.refresh()

    def _failed(self, error: DeskError) -> None:
        self._context.tell(error)
        self.refresh()


def _mark(row: ApprovalRow) -> Mark:
    return Mark.of(STATES[row.state])
