"""Giving work to somebody: who has least to do stands first, and what could not be given says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit import work
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.kit.account import Account
from agent_desk.schemas.kit.work_items import GiveWork, WorkItem, WorkPerson
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.inputs import TextArea
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pages.form_dialog import FormDialog

_WORDS = 400


class GiveWorkDialog(FormDialog):
    """To whom, and a word for them. `accounted` carries the Account, and what each item was called."""

    accounted = Signal(object, object)

    def __init__(self, context: DeskContext, items: Sequence[WorkItem], parent: QWidget) -> None:
        self._items = tuple(items)
        super().__init__(
            context,
            self.tr("Give {count} to somebody").format(count=words.number(len(items))),
            "work_give",
            self._give,
            Account,
            action=self.tr("Give"),
            action_icon="user-check",
            icon="user-check",
            parent=parent,
        )
        kinds = sorted({one.kind for one in items})
        self.people: Feed[list[WorkPerson]] = Feed(
            context, lambda: lambda api: work.receivers(api, kinds=kinds), parent=self
        )
        self.person = Choice([])
        self.form.add("person", self.tr("To"), self.person, required=True)
        self.form.add("words", self.tr("A word for them"), TextArea(limit=_WORDS, lines=2))
        order = theme.label(self.tr("Who has least to do stands first."), "muted", wrap=True)
        self.body.insertWidget(0, FeedPanel(context, self.people, order, self._came))
        self.drafted.saved.connect(self._given)
        self.begin(",".join(sorted(str(one.id) for one in items)), focus="person")

    def _came(self, people: list[WorkPerson]) -> Nothing | None:
        said = self.tr("{name} · {count} to do")
        self.person.set_options(
            [
                (one.id, said.format(name=words.pick(one.name, one.name_en), count=words.number(one.open)))
                for one in people
            ]
        )
        if people:
            return None
        return Nothing(
            "user-x",
            self.tr("Nobody to give it to"),
            self.tr("Nobody whom you lead may do all of these kinds of work."),
        )

    def _give(self, sent: Submission[Any]) -> Account:
        form = GiveWork(
            ids=[one.id for one in self._items], person_id=sent.values["person"], words=sent.values["words"]
        )
        return work.give(self._context.api, form)

    def _given(self, account: Account) -> None:
        self.accounted.emit(account, {one.id: words.pick(one.title_zh, one.title_en) for one in self._items})
