"""What the hub tells of projects."""

from agent_desk.schemas.kit.change import Change


class ProjectChanged(Change, area="campaigns", entity="project"):
    """A project was planned, changed, started, paused, ended or reported."""

    state: str


class AnswersChanged(Change, area="campaigns", entity="project_answers"):
    """Answers of a call were kept; `id` is the call. Progress counts them anew."""

    project: str
