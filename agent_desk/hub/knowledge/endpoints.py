"""What can be asked of the knowledge base, and the functions that do it."""

import uuid

from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.hub.knowledge import service
from agent_desk.hub.knowledge.search import search
from agent_desk.schemas.knowledge import operations as ops
from agent_desk.schemas.knowledge.records import SearchAnswer, UseForm
from agent_desk.schemas.people.records import Done


def _search(
    unit: Unit, q: str = "", *, category: str = "", limit: int = 20, call_id: uuid.UUID | None = None
) -> SearchAnswer:
    return search(unit, q, unit.today, category=category, limit=limit, call_id=call_id)


def _note_use(unit: Unit, article_id: uuid.UUID, form: UseForm) -> Done:
    service.use(unit, article_id, form, unit.today)
    return Done()


router = router_of(
    "knowledge",
    serve(ops.search, _search),
    serve(ops.categories, lambda unit: service.categories(unit.db, unit.me, unit.today)),
    serve(ops.article, lambda unit, article_id: service.article(unit.db, unit.me, article_id, unit.today)),
    serve(ops.note_use, _note_use),
    serve(ops.add_article, lambda unit, form: service.add(unit, form, unit.today)),
    serve(ops.change_article, lambda unit, article_id, form: service.change(unit, article_id, form, unit.today)),
)
