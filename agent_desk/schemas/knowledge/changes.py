"""What the hub tells of the knowledge base."""

from agent_desk.schemas.kit.change import Change


class ArticleChanged(Change, area="knowledge", entity="article"):
    """An article has a new revision."""

    revision: int
