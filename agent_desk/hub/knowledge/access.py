"""Who may read which article: one condition, and everything that finds, opens, inserts or notes an article asks it."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from agent_desk.hub.kit.security import Caller
from agent_desk.models.knowledge import Article


def readable(caller: Caller, today: date) -> ColumnElement[bool]:
    """Published, valid today (the centre's day), and meant for one of the caller's roles or for everybody."""
    in_time: ColumnElement[Any] = and_(
        or_(Article.valid_from.is_(None), Article.valid_from <= today),
        or_(Article.valid_until.is_(None), Article.valid_until >= today),
    )
    meant = or_(func.cardinality(Article.audience) == 0, Article.audience.overlap(sorted(caller.roles)))
    return and_(Article.state == "published", in_time, meant)


def may_edit(caller: Caller) -> bool:
    """Return whether the caller opens any article, in whatever state, in order to edit it. Searching and using stay as for all."""
    return caller.may("knowledge.edit")
