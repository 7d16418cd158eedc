"""What projects refuse."""

from agent_desk.hub.kit.errors import HubError


class QueueHasProject(HubError):
    """A call belongs to one project."""

    id, status = "queue_has_project", 409
    sentence = "Calls of the queue {queue} belong to the project {project} now. End or pause that first."


class ProjectOver(HubError):
    id, status, sentence = "project_over", 409, "This project has ended; it cannot be changed any more."


class AnswersMissing(HubError):
    id, status = "answers_missing", 409
    sentence = "The project {project} wants these answered before the call is finished: {names}."
