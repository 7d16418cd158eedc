"""What the hub tells of what every area uses: requests that wait for a second person."""

from agent_desk.schemas.kit.change import Change


class ApprovalChanged(Change, area="kit", entity="approval"):
    """A request was made, or is over."""

    state: str
    kind: str
