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


class BadChoice(HubError):
    """A table that cannot be narrowed to that."""

    id, status, sentence = "bad_choice", 422, "A table by {rows} cannot be narrowed to {of}."


class BadDays(HubError):
    """The days of a report cannot be used."""

    id, status, sentence = (
        "bad_days",
        422,
        "Choose a first and a last day, the last not before the first, ten years at most.",
    )


class TooManyRows(HubError):
    """More rows than a person reads; the figures themselves have no limit."""

    id, status, sentence = (
        "too_many_rows",
        422,
        "That would be {rows} rows. Choose a shorter period or longer rows, {most} rows at most.",
    )


class NameTaken(HubError):
    """A saved report has that name."""

    id, status, sentence = "report_name_taken", 409, "There is a saved report named {name} already."


class FixedDays(HubError):
    """The same days again and again."""

    id, status, sentence = (
        "fixed_days",
        422,
        "A report that is made again and again needs a period that moves, such as last week.",
    )


class NoReportFolder(HubError):
    """The hub was given no folder."""

    id, status = "no_report_folder", 409
    sentence = "This hub has no folder for reports: set `reports` in its settings file."


class NoFile(HubError):
    """Not made, or removed after its time."""

    id, status, sentence = "no_report_file", 404, "That report has no file: it was not made, or its time is over."
