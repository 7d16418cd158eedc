"""What the hub tells of people."""

from agent_desk.schemas.kit.change import Change


class SeatSessionEnded(Change, area="people", entity="seat_session"):
    """A sign-in is over. `ended`: signed_out, taken_over, session_expired."""

    ended: str


class PersonChanged(Change, area="people", entity="person"):
    """A person as an administrator manages them."""


class RoleChanged(Change, area="people", entity="role"):
    """A role and what it allows."""

    code: str


class DirectoryGroupChanged(Change, area="people", entity="directory_group"):
    """What a group of a directory gives."""
