"""Knowledge over HTTP: search as you type, an article, its use, the shelves, and an editor's two writes."""

import uuid
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read, write
from agent_desk.hub.knowledge import service
from agent_desk.hub.knowledge.search import search as search_articles
from agent_desk.schemas.knowledge.records import (
    SEARCH_LIMIT,
    Article,
    ArticleForm,
    Category,
    SearchAnswer,
    UseForm,
)
from agent_desk.schemas.people.records import Done

router = APIRouter(prefix="/api/knowledge", tags=["knowledge"])


def zone_of(hub_context: Annotated[HubContext, Depends(house_of)]) -> str:
    """The centre's zone, in which an article's days of validity begin and end."""
    return hub_context.settings.zone


Zone = Annotated[str, Depends(zone_of)]


def _today(unit: Unit, zone: str) -> date:
    return unit.now.astimezone(ZoneInfo(zone)).date()


@read(router, "/search", permission="knowledge.view")
def search(
    unit: Unit,
    zone: Zone,
    q: Annotated[str, Query(max_length=SEARCH_LIMIT)] = "",
    category: Annotated[str, Query(max_length=64)] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
    call_id: uuid.UUID | None = None,
) -> SearchAnswer:
    """Articles for a question in the customer's words, pinyin, initials or an article's code; best first.

    Without a question: the most used of the last 30 days, then the lately changed. `call_id` marks what was used in the call.
    """
    return search_articles(unit, q, _today(unit, zone), category=category, limit=limit, call_id=call_id)


@read(router, "/categories", permission="knowledge.view")
def categories(unit: Unit, zone: Zone) -> list[Category]:
    """The shelves, with how many articles the caller may read on each."""
    return service.categories(unit.db, unit.me, _today(unit, zone))


@read(router, "/{article_id}", permission="knowledge.view")
def article(unit: Unit, zone: Zone, article_id: uuid.UUID) -> Article:
    """One article, whole. An editor opens drafts and retired ones as well."""
    return service.article(unit.db, unit.me, article_id, _today(unit, zone))


@write(router, "/{article_id}/use", permission="knowledge.view")
def use(unit: Unit, zone: Zone, article_id: uuid.UUID, body: UseForm) -> Done:
    """Note that the article was opened, copied, inserted into the notes, or was right."""
    service.use(unit, article_id, body, _today(unit, zone))
    return Done()


@write(router, "", permission="knowledge.edit")
def add(unit: Unit, zone: Zone, body: ArticleForm) -> Article:
    """A new article."""
    return service.add(unit, body, _today(unit, zone))


@write(router, "/{article_id}", permission="knowledge.edit", method="PUT")
def change(unit: Unit, zone: Zone, article_id: uuid.UUID, body: ArticleForm) -> Article:
    """A new revision; 409 with the present record when `version` is not the present one."""
    return service.change(unit, article_id, body, _today(unit, zone))
