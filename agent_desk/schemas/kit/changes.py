"""What the hub tells of what every area uses: long jobs, work items, approvals, health."""

from agent_desk.schemas.kit.change import Change


class LongJobChanged(Change, area="kit", entity="long_job"):
    """A long job: how far it is, or its end."""

    state: str
    about: str = ""


class WorkItemChanged(Change, area="kit", entity="work_item"):
    """A work item: put in, taken, handed back, over."""

    state: str
    kind: str


class ApprovalChanged(Change, area="kit", entity="approval"):
    """A request for approval: made, or over."""

    state: str
    kind: str


class HealthChanged(Change, area="kit", entity="health"):
    """A check came to another state, or is no longer looked at."""

    check: str
    state: str
