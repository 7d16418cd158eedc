"""What the hub tells of tasks."""

from agent_desk.schemas.kit.change import Change


class CaseTaskChanged(Change, area="tasks", entity="case_task"):
    """A task was given, taken, done, handed back, passed on, urged, put under supervision or withdrawn."""

    number: str
    state: str
