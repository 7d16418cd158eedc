"""What can be wrong with work on the floor."""

from agent_desk.hub.kit.errors import HubError


class CannotCallBack(HubError):
    """The caller's number was withheld."""

    id, status, sentence = "cannot_call_back", 409, "The caller's number was withheld, so nobody can call them back."
