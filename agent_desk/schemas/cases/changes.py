"""What the hub tells of complaints."""

from agent_desk.schemas.kit.change import Change


class ComplaintChanged(Change, area="cases", entity="complaint"):
    """A complaint."""

    number: str
    state: str


class ComplaintMonthFrozen(Change, area="cases", entity="complaint_edition"):
    """An edition of a month was frozen."""

    number: int
