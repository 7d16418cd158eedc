"""What tasks refuse."""

from agent_desk.hub.kit.errors import HubError


class TasksOpen(HubError):
    """What stands beside has to be done before a case goes on."""

    id, status, sentence = "tasks_open", 409, "These tasks have to be done first: {names}."


class TaskNotYours(HubError):
    """Somebody else has to do it, or may."""

    id, status, sentence = "task_not_yours", 403, "This task is for somebody else: {task}."


class TaskTaken(HubError):
    id, status, sentence = "task_taken", 409, "{name} has taken this task already."
