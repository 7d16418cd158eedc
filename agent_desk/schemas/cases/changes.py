"""What the hub tells of complaints."""

from agent_desk.schemas.kit.change import Change


class ComplaintChanged(Change, area="cases", entity="complaint"):
    """A complaint."""

    number: str
    state: str
