"""Dialogs of tasks: one given, one passed on or sent again, and the words that go with an answer, a return, an urging."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases import tasks
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.schemas.cases.tasks.records import (
    NAME_LIMIT,
    WORDS_LIMIT,
    CaseTask,
    MatterWord,
    NewTask,
    TaskActionWord,
    TaskChoices,
    TaskPassedOn,
    TaskSent,
    TaskWatched,
    TaskWords,
)
from agent_desk.schemas.cases.tasks.words import ACTIONS
from agent_desk.ui.cases.tasks import wording
from agent_desk.ui.cases.tasks.wording import text
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import DateTimeInput, TextArea, TextInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog

_REQUIRED: Final = frozenset({"hand_back", "withdraw"})
"""What is done with a reason alone."""


def _words(form: Form, caption: str, *, required: bool) -> None:
    form.add("words", caption, TextArea(limit=WORDS_LIMIT, lines=3), required=required)


def _addressee(form: Form, choices: TaskChoices) -> None:
    branches = [Option(one.key, words.pick(one.zh, one.en)) for one in choices.branches]
    roles = [Option(one.key, words.pick(one.zh, one.en)) for one in choices.roles]
    form.add("branch", text("to_branch"), Choice([Option(None, "–"), *branches], searchable=True))
    form.add("role", text("to_role"), Choice([Option(None, "–"), *roles], searchable=True))
    form.add("person", text("to_person"), Choice([Option(None, "–"), *_people(choices)], searchable=True))


def _people(choices: TaskChoices) -> list[Option]:
    return [Option(str(one.id), words.pick(one.name, one.name_en)) for one in choices.people]


def _to(values: Mapping[str, Any]) -> dict[str, Any]:
    chosen = values.get("person")
    person = uuid.UUID(chosen) if chosen else None
    return {"branch": values.get("branch") or None, "role": values.get("role") or None, "person": person}


class GiveDialog(FormDialog):
    """Gives a task of a case. `saved` carries the CaseTask."""

    def __init__(
        self,
        context: DeskContext,
        matter: MatterWord,
        case_id: uuid.UUID,
        number: str,
        choices: TaskChoices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            text("give_for").format(number=number),
            "new_case_task",
            self._give,
            CaseTask,
            action=text("give"),
            icon="check",
            hint=text("to_hint"),
            fault=wording.fault,
            parent=parent,
        )
        self._matter: MatterWord = matter
        self._case_id = case_id
        self.form.add("name", text("name"), TextInput(limit=NAME_LIMIT), required=True)
        self.form.add("asked", text("asked"), TextArea(limit=WORDS_LIMIT, lines=4), required=True)
        _addressee(self.form, choices)
        self.form.add("due_on", text("due_on"), DateTimeInput(optional=True, date_only=True))
        self.begin(str(case_id))

    def _give(self, sent: Submission[CaseTask]) -> CaseTask:
        until = sent.values["due_on"]
        form = NewTask(
            matter=self._matter,
            case_id=self._case_id,
            name=sent.values["name"],
            asked=sent.values["asked"],
            due_on=words.local(until).date() if until is not None else None,
            **_to(sent.values),
        )
        return tasks.give(self._context.api, form)


class SendDialog(FormDialog):
    """Sends a task again that came back. `saved` carries the CaseTask."""

    def __init__(
        self, context: DeskContext, task: CaseTask, choices: TaskChoices, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            f"{wording.action('send')} · {wording.titled(task)}",
            "case_task_send",
            lambda sent: tasks.send(
                context.api,
                task.id,
                TaskSent(words=sent.values["words"], version=task.version, **_to(sent.values)),
            ),
            CaseTask,
            action=wording.action("send"),
            icon=ACTIONS["send"].icon,
            hint=text("to_hint"),
            fault=wording.fault,
            parent=parent,
        )
        _addressee(self.form, choices)
        _words(self.form, text("why_maybe"), required=False)
        self.begin(f"{task.id}/{task.version}")


class PassOnDialog(FormDialog):
    """Passes a task on to somebody else. `saved` carries the CaseTask."""

    def __init__(
        self, context: DeskContext, task: CaseTask, choices: TaskChoices, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            f"{wording.action('delegate')} · {wording.titled(task)}",
            "case_task_delegate",
            lambda sent: tasks.delegate(
                context.api,
                task.id,
                TaskPassedOn(person=sent.values["person"], words=sent.values["words"], version=task.version),
            ),
            CaseTask,
            action=wording.action("delegate"),
            icon=ACTIONS["delegate"].icon,
            fault=wording.fault,
            parent=parent,
        )
        self.form.add("person", text("to_person"), Choice(_people(choices), searchable=True), required=True)
        _words(self.form, text("why_maybe"), required=False)
        self.begin(f"{task.id}/{task.version}")


_SAYS: Final[Mapping[str, Callable[[Api, CaseTask, str], CaseTask]]] = {
    "do": lambda api, task, said: tasks.done(api, task.id, TaskWords(words=said, version=task.version)),
    "hand_back": lambda api, task, said: tasks.hand_back(api, task.id, TaskWords(words=said, version=task.version)),
    "urge": lambda api, task, said: tasks.urge(api, task.id, TaskWords(words=said, version=task.version)),
    "withdraw": lambda api, task, said: tasks.withdraw(api, task.id, TaskWords(words=said, version=task.version)),
    "supervise": lambda api, task, said: tasks.supervise(
        api, task.id, TaskWatched(on=True, words=said, version=task.version)
    ),
    "unsupervise": lambda api, task, said: tasks.supervise(
        api, task.id, TaskWatched(on=False, words=said, version=task.version)
    ),
}


class WordsDialog(FormDialog):
    """Does what takes nothing but words: the result, the reason. `saved` carries the CaseTask."""

    def __init__(
        self, context: DeskContext, task: CaseTask, action: TaskActionWord, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            wording.asked_title(task, action),
            f"case_task_{action}",
            lambda sent: _SAYS[action](context.api, task, sent.values["words"]),
            CaseTask,
            action=wording.offered(task, action),
            action_kind="danger" if action == "withdraw" else "primary",
            icon=ACTIONS[action].icon,
            fault=wording.fault,
            parent=parent,
        )
        required = action in _REQUIRED or (action == "do" and task.needs_words)
        word = "result" if action == "do" else "why"
        _words(self.form, text(word if required else f"{word}_maybe"), required=required)
        self.begin(f"{task.id}/{task.version}")
