"""What can be wrong with a report that was asked for."""

from agent_desk.hub.kit.errors import HubError


class BadWindow(HubError):
    """The days or times of a report cannot be used."""

    id, status = "bad_window", 422
    sentence = (
        "The report cannot be made from {start} to {end}: give dates or times like 2025-11-13 or 2025-11-13T08:00."
    )


class UnknownZone(HubError):
    """No such time zone."""

    id, status, sentence = "unknown_zone", 422, "There is no time zone {zone}; for example Asia/Shanghai."


class BadInterval(HubError):
    """Intervals of that length do not divide the hour."""

    id, status, sentence = "bad_interval", 422, "An interval has {known} minutes, not {minutes}."
