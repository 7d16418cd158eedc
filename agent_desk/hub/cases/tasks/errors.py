"""What tasks refuse."""

from agent_desk.hub.kit.errors import HubError


class TasksOpen(HubError):
    """What stands beside has to be done before a case goes on."""

    id, status, sentence = "tasks_open", 409, "These tasks have to be done first: {names}."


class NobodyForTask(HubError):
    """A task of the step would be for nobody: no one of that role and branch works here, or all of them have to stand back."""

    id, status, sentence = (
        "nobody_for_task",
        409,
        "Nobody could do the task {name}: no one of that role and branch works here.",
    )


class TaskNotYours(HubError):
    """Somebody else has to do it, or may."""

    id, status, sentence = "task_not_yours", 403, "This task is for somebody else: {task}."


class TaskTaken(HubError):
    id, status, sentence = "task_taken", 409, "{name} has taken this task already."
