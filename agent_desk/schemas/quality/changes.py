"""What the hub tells of quality."""

from agent_desk.schemas.kit.change import Change


class ScoreFormChanged(Change, area="quality", entity="score_form"):
    """An edition of a score form."""

    edition: int


class SampleChanged(Change, area="quality", entity="sample"):
    """A sample was drawn."""

    items: int


class ReviewChanged(Change, area="quality", entity="review"):
    """A review; `id` is that of its item."""

    state: str
