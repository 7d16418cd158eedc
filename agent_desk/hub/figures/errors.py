"""What can be wrong with a board or a figure that was asked for."""

from agent_desk.hub.kit.errors import HubError


class NoSuchDay(HubError):
    """A day the calendar does not have, or that has not begun."""

    id, status, sentence = "no_such_day", 422, "There is no board of {day}: the day has not begun, or is none."
