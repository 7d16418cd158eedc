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
from agent_desk.schemas.kit.operation import COMMON, OWN, Operations
from agent_desk.schemas.kit.paging import After, Limit

DO: Final = "tasks.do"
SUPERVISE: Final = "tasks.supervise"
area = Operations("tasks")


@area.read("/tasks", DO, OWN, summed="tasks.list")
def tasks(*, which: TaskList = "open", limit: Limit = None, after: After = None) -> TaskPage:
    """Return the caller's tasks, the first due first: for them, their role or branch, or for whom they stand in; what they gave; what they
    supervise; what they have done."""


@area.read("/tasks/choices", DO, COMMON)
def choices() -> TaskChoices:
    """Return the roles, branches and people that a task can be for."""


@area.read("/tasks/of/{matter}/{case_id}", DO, OWN, summed="tasks.list")
def tasks_of(matter: MatterWord, case_id: uuid.UUID) -> list[CaseTask]:
    """Return the tasks of a case that the caller may read, in their order."""


@area.read("/tasks/{task_id}", DO, OWN, audits="tasks.read")
def task(task_id: uuid.UUID) -> CaseTask:
    """Return one task."""


@area.write("/tasks", DO, OWN)
def give(form: NewTask) -> CaseTask:
    """Give a task of a case that the caller works on."""


@area.write("/tasks/{task_id}/take", DO, OWN)
def take(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Have a task that is for a role or branch."""


@area.write("/tasks/{task_id}/done", DO, OWN)
def done(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Say that a task is done, with its result."""


@area.write("/tasks/{task_id}/hand-back", DO, OWN)
def hand_back(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Hand a task back to whoever gave it, with a reason."""


@area.write("/tasks/{task_id}/delegate", DO, OWN)
def delegate(task_id: uuid.UUID, form: TaskPassedOn) -> CaseTask:
    """Pass a task on to somebody else."""


@area.write("/tasks/{task_id}/send", DO, OWN)
def send(task_id: uuid.UUID, form: TaskSent) -> CaseTask:
    """Send a task again that came back, to the same or to others."""


@area.write("/tasks/{task_id}/urge", DO, OWN)
def urge(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Urge whoever has to do a task."""


@area.write("/tasks/{task_id}/supervise", SUPERVISE, OWN)
def supervise(task_id: uuid.UUID, form: TaskWatched) -> CaseTask:
    """Put a task under supervision, or take it out."""


@area.write("/tasks/{task_id}/withdraw", DO, OWN)
def withdraw(task_id: uuid.UUID, form: TaskWords) -> CaseTask:
    """Take a task back that is not needed any more."""


@area.write("/tasks/of/{matter}/{case_id}/supervise", SUPERVISE, OWN)
def supervise_case(matter: MatterWord, case_id: uuid.UUID, form: CaseWatched) -> None:
    """Put a case under supervision, or take it out."""


@area.write("/tasks/of/{matter}/{case_id}/urge", DO, OWN)
def urge_case(matter: MatterWord, case_id: uuid.UUID, form: CaseUrged) -> None:
    """Urge whoever has to go on with a case."""
