"""What the hub tells of the settings."""

from agent_desk.schemas.kit.change import Change


class ServiceTargetChanged(Change, area="settings", entity="service_target"):
    """What the centre (no queue) or a queue is measured by."""

    queue: str | None


class ReasonChanged(Change, area="settings", entity="reason"):
    """A not-ready reason."""

    code: str


class DispositionChanged(Change, area="settings", entity="disposition"):
    """A topic, or a disposition below one."""

    code: str
