"""What the hub tells of cases of a kind, and of kinds."""

from agent_desk.schemas.kit.change import Change


class KindCaseChanged(Change, area="kinds", entity="kind_case"):
    """A case was opened, changed, moved, taken, handed back or urged, or a task of it done."""

    kind: str
    state: str


class KindVersionChanged(Change, area="kinds", entity="case_kind"):
    """A version of a kind was drafted, changed, published, retired or thrown away."""

    code: str
