"""Projects on the wire: a queue or campaign with its script, articles, wrap-up form, target, people and period as one thing."""

import re
import uuid
from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import Field

from agent_desk.schemas.calls.records import PersonRef, QueueRef
from agent_desk.schemas.kit.bounded import Count, Line, Moment, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.table import Table

ProjectKind = Literal["inbound", "campaign"]
ProjectState = Literal["planned", "running", "paused", "ended", "reported"]
ProjectMove = Literal["start", "pause", "resume", "end", "report"]
AnswerKind = Literal["choice", "text", "number", "date", "yes_no"]
TargetKind = Literal["none", "service_level", "handled", "answers"]
MOST_STEPS: Final = 30
MOST_FIELDS: Final = 8
ANSWER_LIMIT: Final = 500
Name = Annotated[Line, Field(max_length=80)]
Code = Annotated[Line, Field(pattern=r"^[a-z][a-z0-9_]{0,19}$")]
"""Names a field of the wrap-up form or a question of the script in one project; it stays when the wording is changed."""
Choice = Annotated[Line, Field(min_length=1, max_length=40)]
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


class AnswerField(WireRecord):
    """Something that is asked and whose answer is kept. `choices`: of a choice alone; a choice's words are its code."""

    code: Code
    label_zh: Name = Field(min_length=1)
    label_en: Name = ""
    kind: AnswerKind = "text"
    required: bool = False
    choices: list[Choice] = Field(default=[], max_length=30)

    def takes(self, answer: str) -> bool:
        """Return whether an answer is one of this field's kind: a choice of its own, a number, a day, "yes" or "no"."""
        if self.kind == "choice":
            return answer in self.choices
        if self.kind == "yes_no":
            return answer in ("yes", "no")
        if self.kind == "number":
            return _NUMBER.fullmatch(answer) is not None
        if self.kind == "date":
            try:
                return date.fromisoformat(answer).isoformat() == answer
            except ValueError:
                return False
        return True


class ScriptStep(WireRecord):
    """One step of the talk: what the agent says, and what they may ask there."""

    text_zh: Annotated[Text, Field(min_length=1, max_length=1000)]
    text_en: Annotated[Text, Field(max_length=1000)] = ""
    ask: AnswerField | None = None


def asked_in(script: list[ScriptStep], fields: list[AnswerField]) -> list[AnswerField]:
    """Return everything that is asked: the script's questions in the order of the talk, then the wrap-up form."""
    return [*(step.ask for step in script if step.ask is not None), *fields]


class ProjectTarget(WireRecord):
    """What the project shall reach. `value`: a share in percent of a service level, else how many. `code`, `answer`: of "answers",
    which answers to which question are counted."""

    kind: TargetKind = "none"
    value: Count = 0
    code: Annotated[Line, Field(max_length=20)] = ""
    answer: Annotated[Line, Field(max_length=40)] = ""


class ProjectContent(WireRecord):
    """What agents work with; each edit of it is an edition, and a call keeps the one under which it was answered."""

    script: list[ScriptStep] = Field(default=[], max_length=MOST_STEPS)
    articles: list[uuid.UUID] = Field(default=[], max_length=20)
    fields: list[AnswerField] = Field(default=[], max_length=MOST_FIELDS)
    target: ProjectTarget = ProjectTarget()

    def asked(self) -> list[AnswerField]:
        """Return everything that is asked, in the order of the talk: the script's questions, then the wrap-up form."""
        return asked_in(self.script, self.fields)


class ProjectFields(ProjectContent):
    """What people enter. `from_at`, `until_at`: moments of the centre's calendar, half-open.

    `by_itself`: it starts and ends at its time without anybody. `joins`: who works on it serves its queues from its start to its end.
    """

    name: Name = Field(min_length=1)
    kind: ProjectKind = "inbound"
    queues: list[Line] = Field(min_length=1, max_length=50)
    """Codes of the queues whose calls belong to it while it runs."""
    from_at: Moment
    until_at: Moment
    by_itself: bool = True
    joins: bool = False
    people: list[uuid.UUID] = Field(default=[], max_length=500)


class ProjectForm(ProjectFields):
    """An edit, made from `version`; None for a new one."""

    version: Count | None = None


class MoveForm(WireRecord):
    """A step in the life of a project, with why (of a report: what came of it); made from `version`."""

    move: ProjectMove
    why: Text = Field(default="", max_length=1000)
    version: Count


class ProjectRow(ProjectFields):
    """A project as it is. `moves`: what may be done with it now. `edition`: of its content. `numbers`: that lead to its queues."""

    id: uuid.UUID
    owner: PersonRef
    state: ProjectState
    moves: list[ProjectMove]
    edition: int
    numbers: list[OwnText] = []
    started_at: datetime | None = None
    ended_at: datetime | None = None
    conclusion: FreeText = ""
    version: int


class ArticleRef(WireRecord):
    """An article that may be chosen."""

    id: uuid.UUID
    code: str
    title: OwnText


class ProjectChoices(WireRecord):
    """What a project may be made of: queues within reach, agents with the codes of the queues they serve, articles."""

    queues: list[QueueRef]
    agents: list["Worker"]
    articles: list[ArticleRef]


class Worker(WireRecord):
    """An agent and the codes of the queues they serve."""

    person: PersonRef
    queues: list[str]


class CallProject(WireRecord):
    """The project of a call at the seat, in the edition under which it was answered, and what was answered so far.

    Without a project `project_id` is None. `version`: of the answers, 0 while nothing is kept.
    """

    call_id: uuid.UUID
    project_id: uuid.UUID | None = None
    name: OwnText = ""
    edition: int = 0
    script: list[ScriptStep] = []
    fields: list[AnswerField] = []
    answers: dict[str, FreeText] = {}
    version: int = 0

    def asked(self) -> list[AnswerField]:
        """Return everything that is asked, in the order of the talk."""
        return asked_in(self.script, self.fields)


class AnswersForm(WireRecord):
    """What was answered in a call, by the code of what was asked: the words of a choice, digits, a day (2026-12-01), "yes" or "no"."""

    answers: dict[Code, Annotated[Text, Field(min_length=1, max_length=ANSWER_LIMIT)]] = Field(
        default={}, max_length=60
    )
    version: Count = 0


class ProjectProgress(WireRecord):
    """How a project stands. `reached`: of its target, None without one or without a basis; a service level is a share of 1."""

    project_id: uuid.UUID
    handled: int
    offered: int
    service_level: float | None = None
    answered_calls: int = 0
    """Calls of which answers are kept."""
    value: float | None = None
    met: bool | None = None


class ProjectSheet(WireRecord):
    """The report of a project: figures by day, answers counted, people; one table each."""

    project: ProjectRow
    progress: ProjectProgress
    tables: list[Table]
    file_name: str
    """Without an ending; safe on every file system."""
