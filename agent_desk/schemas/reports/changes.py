"""What the hub tells of reports."""

from agent_desk.schemas.kit.change import Change


class SavedReportChanged(Change, area="reports", entity="saved_report"):
    """A report kept by name."""


class ReportFileChanged(Change, area="reports", entity="report_file"):
    """A file was made of a saved report, or could not be."""

    state: str
