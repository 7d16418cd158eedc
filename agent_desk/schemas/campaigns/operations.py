"""What can be asked about projects."""

import uuid
from typing import Final

from agent_desk.schemas.campaigns.records import (
    AnswersForm,
    CallProject,
    MoveForm,
    ProjectChoices,
    ProjectForm,
    ProjectRow,
)
from agent_desk.schemas.kit.operation import HELD, OWN, Operations

VIEW: Final = "campaigns.view"
MANAGE: Final = "campaigns.manage"
TAKE: Final = "calls.take"
area = Operations("campaigns")


@area.read("/projects", VIEW, HELD, summed="campaigns.list")
def projects() -> list[ProjectRow]:
    """Return the projects with a queue within reach, the latest first."""


@area.read("/projects/choices", MANAGE, HELD)
def choices() -> ProjectChoices:
    """Return what a project may be made of."""


@area.write("/projects", MANAGE, HELD)
def add(form: ProjectForm) -> ProjectRow:
    """Plan a project; whoever plans it is its owner."""


@area.write("/projects/{project_id}", MANAGE, HELD, method="PUT")
def change(project_id: uuid.UUID, form: ProjectForm) -> ProjectRow:
    """Change a project that is not over; 409 with both versions where somebody else was quicker."""


@area.write("/projects/{project_id}/move", MANAGE, HELD)
def move(project_id: uuid.UUID, form: MoveForm) -> ProjectRow:
    """Start, pause, resume, end a project, or say what came of it."""


@area.read("/projects/calls/{call_id}", TAKE, OWN, summed="calls.list")
def of_call(call_id: uuid.UUID) -> CallProject:
    """Return the project of an own call with its script, form and the own answers."""


@area.write("/projects/calls/{call_id}/answers", TAKE, OWN, method="PUT")
def save_answers(call_id: uuid.UUID, form: AnswersForm) -> CallProject:
    """Keep what was answered in an own call; 409 with both versions when the form is stale."""
