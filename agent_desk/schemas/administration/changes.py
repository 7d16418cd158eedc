"""What the hub tells of the settings."""

from agent_desk.schemas.kit.change import Change


class ServiceTargetChanged(Change, area="settings", entity="service_target"):
    """What the centre (no queue) or a queue is measured by."""

    queue: str | None
