"""What the hub tells of declared lists."""

from agent_desk.schemas.kit.change import Change


class ListChanged(Change, area="settings", entity="list"):
    """An entry of a list is another one now, or the list has another order (no code). `name`: the list's."""

    name: str
    code: str = ""
