"""What can be asked about tasks of cases."""

import uuid
from typing import Final

from agent_desk.schemas.cases.tasks.records import (
    CaseTask,
    CaseUrged,
    CaseWatched,
    MatterWord,
    NewTask,
    TaskChoices,
    TaskList,
    TaskPage,
    TaskPassedOn,
    TaskSent,
    TaskWatched,
    TaskWords,
)
from agent_desk.schemas.kit.operation import COMMON, HELD, Operations
from agent_desk.schemas.kit.paging import After, Limit

DO: Final = "tasks.do"
SUPERVISE: Final = "tasks.supervise"
area = Operations("tasks")


@area.read("/tasks", DO, HELD, summed="tasks.list")
def tasks(*, which: TaskList = "open", limit: Limit = None, after: After = None) -> TaskPage:
    """Return the caller's tasks, the first due first: for them, their role or branch, or for whom they stand in; what they gave; what they
    supervise; what they have done."""


@area.read("/tasks/choices", DO, COMMON)
def choices() -> TaskChoices:
    """Return the roles, branches and people that a task can be for."""


@area.read("/tasks/of/{matter}/{case_id}", DO, HELD, summed="tasks.list")
def tasks_of(matter: MatterWord, case_id: uuid.UUID) -> list[CaseTask]:
    """Return the tasks of a case that the caller may read, in their order."""


@area.read("/tasks/{task_id}", DO, HELD, audits="tasks.read")
def task(task_id: uuid.UUID) -> CaseTask:
    """Return one task."""


@area.write("/tasks", DO, HELD)
def give(form: NewTask) -> CaseTask:
    """Give a task of a case that the caller works on."""


@area.write("/tasks/{task_id}/take", DO, HELD)
def take(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Have a task that is for a role or branch."""


@area.write("/tasks/{task_id}/done", DO, HELD)
def done(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Say that a task is done, with its result."""


@area.write("/tasks/{task_id}/hand-back", DO, HELD)
def hand_back(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Hand a task back to whoever gave it, with a reason."""


@area.write("/tasks/{task_id}/delegate", DO, HELD)
def delegate(task_id: uuid.UUID, form: TaskPassedOn) -> CaseTask:
    """Pass a task on to somebody else."""


@area.write("/tasks/{task_id}/send", DO, HELD)
def send(task_id: uuid.UUID, form: TaskSent) -> CaseTask:
    """Send a task again that came back, to the same or to others."""


@area.write("/tasks/{task_id}/urge", DO, HELD)
def urge(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Urge whoever has to do a task."""


@area.write("/tasks/{task_id}/supervise", SUPERVISE, HELD)
def supervise(task_id: uuid.UUID, form: TaskWatched) -> CaseTask:
    """Put a task under supervision, or take it out."""


@area.write("/tasks/{task_id}/withdraw", DO, HELD)
def withdraw(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Take a task back that is not needed any more."""


@area.write("/tasks/of/{matter}/{case_id}/supervise", SUPERVISE, HELD)
def supervise_case(matter: MatterWord, case_id: uuid.UUID, form: CaseWatched) -> None:
    """Put a case under supervision, or take it out."""


@area.write("/tasks/of/{matter}/{case_id}/urge", DO, HELD)
def urge_case(matter: MatterWord, case_id: uuid.UUID, form: CaseUrged) -> None:
    """Urge whoever has to go on with a case."""
