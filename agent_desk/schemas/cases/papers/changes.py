"""What the hub tells of files of cases."""

from agent_desk.schemas.kit.change import Change


class CaseFilesChanged(Change, area="papers", entity="case_file"):
    """A file was attached to a case, or removed; `id` is the case's."""
