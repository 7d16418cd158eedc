"""What the hub tells of seats."""

from agent_desk.schemas.kit.change import Change


class WorkSeatChanged(Change, area="equipment", entity="work_seat"):
    """A seat announced itself, was edited, or something is or was wrong there."""
