"""Tasks of cases on the wire."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.kit.bounded import Count, Day, Line, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.paging import Page
from agent_desk.schemas.kit.record import WireRecord

MatterWord = Literal["complaint", "kind_case"]
"""What a task belongs to: a complaint, or a case of a register."""
TaskStateWord = Literal["open", "handed_back", "done", "withdrawn"]
TaskActionWord = Literal["take", "do", "hand_back", "delegate", "send", "urge", "supervise", "unsupervise", "withdraw"]
TaskList = Literal["open", "given", "watched", "ended"]
NAME_LIMIT = 60
WORDS_LIMIT = 2000
Said = Annotated[Text, Field(max_length=WORDS_LIMIT)]


class CaseTask(WireRecord):
    """A task. `to_zh`, `to_en`: for whom it is; `stands_in`: for whom the caller would do it, who is away; `may`: what the caller may do
    with it; `sees_case`: whether they may read the case that it belongs to."""

    id: uuid.UUID
    matter: MatterWord
    case_id: uuid.UUID
    number: str
    kind_zh: OwnText
    kind_en: OwnText
    name_zh: FreeText
    name_en: FreeText
    asked: FreeText
    to_zh: OwnText
    to_en: OwnText
    person: PersonRef | None
    holder: PersonRef | None
    given_by: PersonRef | None
    delegated_by: PersonRef | None
    supervised_by: PersonRef | None
    stands_in: PersonRef | None
    state: TaskStateWord
    due_at: datetime | None
    made_at: datetime
    ended_at: datetime | None
    ended_by: PersonRef | None
    words: FreeText
    urged: int
    needs_words: bool
    """Whether it is only done with a result in words."""
    in_person: bool
    """Whether it is one of several, each of which its person does, and nobody for them."""
    sees_case: bool
    may: list[TaskActionWord]
    version: int


class TaskPage(Page[CaseTask]):
    """Some tasks."""


class RoleChoice(WireRecord):
    """A role that a task can be for."""

    key: OwnText
    zh: OwnText
    en: OwnText


class TaskChoices(WireRecord):
    """Whom a task can be given to."""

    roles: list[RoleChoice]
    branches: list[RoleChoice]
    people: list[PersonRef]


class Addressee(WireRecord):
    """For whom a task is: a person; else a role, a branch, or those of a branch that have the role."""

    role: Annotated[Line, Field(max_length=60)] | None = None
    branch: Annotated[Line, Field(max_length=40)] | None = None
    person: uuid.UUID | None = None


class NewTask(Addressee):
    """A task that is given by hand. `due_on`: the last day, in the centre's zone."""

    matter: MatterWord
    case_id: uuid.UUID
    name: Annotated[Line, Field(max_length=NAME_LIMIT)] = ""
    asked: Said = ""
    due_on: Day | None = None


class TaskWords(WireRecord):
    """What is said with it: the result, the reason; made from `version`."""

    words: Said = ""
    version: Count


class TaskPassedOn(WireRecord):
    """To whom an addressee passes it on; made from `version`."""

    person: uuid.UUID
    words: Said = ""
    version: Count


class TaskSent(Addressee):
    """To whom a task goes that came back; made from `version`."""

    words: Said = ""
    version: Count


class TaskWatched(WireRecord):
    """Whether a task is to be under supervision; made from `version`."""

    on: bool
    words: Said = ""
    version: Count


class CaseWatched(WireRecord):
    """Whether a case is to be under supervision."""

    on: bool
    words: Said = ""


class CaseUrged(WireRecord):
    """What is said to whoever has to go on with a case."""

    words: Said = ""
