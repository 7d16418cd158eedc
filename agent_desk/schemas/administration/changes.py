"""What the hub tells of the settings."""

from agent_desk.schemas.kit.change import Change


class ServiceTargetChanged(Change, area="settings", entity="service_target"):
    """What the centre (no queue) or a queue is measured by."""

    queue: str | None


class CentreFileKept(Change, area="settings", entity="centre_file"):
    """What held before a file was taken is kept. `office`: whose configuration it is."""

    office: str
