"""What the hub tells of customers."""

from agent_desk.schemas.kit.change import Change


class CustomerChanged(Change, area="customers", entity="customer"):
    """A customer."""


class TimelineChanged(Change, area="customers", entity="timeline"):
    """A line in the time line of a customer; `id` is that of the customer."""

    kind: str


class MaskPolicyChanged(Change, area="customers", entity="mask_policy"):
    """How fields leave the hub."""
