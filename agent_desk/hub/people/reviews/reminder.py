"""A reminder in the inbox of who may review rights, as long as the last finished review is older than the bank's rule allows."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, end, put, register
from agent_desk.models.people import Person, RightsReview
from agent_desk.schemas.people.operations import REVIEW
from agent_desk.schemas.people.review_words import TEXTS
from agent_desk.schemas.people.settings import RIGHTS

EVERY_S: Final = 3600.0
DUE: Final = register(WorkKind("rights_review"))
_ROW: Final = uuid.UUID(int=2)
_MONTH: Final = timedelta(days=365.25 / 12)


def is_due(db: Session, now: datetime) -> bool:
    """Return whether the last finished review is too old; in a house that has had none, its first person counts."""
    months = settings_in_force.read(db, RIGHTS, now).review_months
    last = db.scalar(select(func.max(RightsReview.finished_at))) or db.scalar(select(func.min(Person.created_at)))
    return months > 0 and last is not None and now - last >= months * _MONTH


def remind(unit: Unit) -> None:
    """Put the reminder into the inbox, or take it away."""
    if not is_due(unit.db, unit.now):
        end(unit, DUE, _ROW)
        return
    under_way = unit.db.scalar(select(RightsReview.id).where(RightsReview.finished_at.is_(None))) is not None
    said = TEXTS["under_way" if under_way else "due_work"]
    put(unit, DUE, _ROW, (said.zh, said.en), permission=REVIEW)


def look(hub_context: HubContext) -> None:
    """The regular duty."""
    with hub_context.database.write() as db:
        remind(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, context=hub_context))
