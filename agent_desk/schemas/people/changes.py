"""What the hub tells of people."""

from agent_desk.schemas.kit.change import Change


class SeatSessionEnded(Change, area="people", entity="seat_session"):
    """A sign-in is over. `ended`: signed_out, taken_over, session_expired."""

    ended: str


class PersonChanged(Change, area="people", entity="person"):
    """A person as an administrator manages them."""


class RightsChanged(Change, area="people", entity="rights"):
    """What people may do, or how far, is another thing from now on: of the person who hears it, or (no id) perhaps of everybody.

    An open live line looks at once again at what its caller holds.
    """


class SubstitutionChanged(Change, area="people", entity="substitution"):
    """Who stands in for whom."""


class RoleChanged(Change, area="people", entity="role"):
    """A role and what it allows."""

    code: str


class DirectoryGroupChanged(Change, area="people", entity="directory_group"):
    """What a group of a directory gives."""


class RightsReviewChanged(Change, area="people", entity="rights_review"):
    """A review of rights: begun, confirmed in part, finished."""
