"""What the hub tells of figures; mostly what hubs tell each other."""

from datetime import datetime

from agent_desk.schemas.kit.change import Change


class BoardWatched(Change, area="floor", entity="watched"):
    """Somebody has begun to watch a snapshot: hubs make it anew."""


class SnapshotMade(Change, area="floor", entity="snapshot"):
    """There are new snapshots."""

    made_at: datetime


class CountersVerified(Change, area="floor", entity="verified"):
    """The interval counters were proved."""

    difference: int


class WallboardChanged(Change, area="floor", entity="wallboard"):
    """A screen was given a key, shows something else, or lost its key."""


class WallboardTokenEnded(Change, area="floor", entity="wallboard_token"):
    """The token of a wallboard counts no more."""

    ended: str
