"""What can be asked of the knowledge base: search as you type, an article, its use, the shelves, and an editor's two writes."""

import uuid
from typing import Annotated

from pydantic import Field

from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.operation import ALL, COMMON, Operations
from agent_desk.schemas.knowledge.records import (
    SEARCH_LIMIT,
    Article,
    ArticleForm,
    Category,
    SearchAnswer,
    UseForm,
)
from agent_desk.schemas.people.records import Done

VIEW, EDIT = "knowledge.view", "knowledge.edit"
area = Operations("knowledge")


@area.read("/knowledge/search", VIEW, COMMON)
def search(
    q: Annotated[Line, Field(max_length=SEARCH_LIMIT)] = "",
    *,
    category: Annotated[Line, Field(max_length=64)] = "",
    limit: Annotated[int, Field(ge=1, le=50)] = 20,
    call_id: uuid.UUID | None = None,
) -> SearchAnswer:
    """Return articles for a question in the customer's words, pinyin, initials or an article's code; best first.

    Without a question: the most used of the last 30 days, then the lately changed. `call_id` marks what was used in the call.
    """


@area.read("/knowledge/categories", VIEW, COMMON)
def categories() -> list[Category]:
    """Return the shelves in their order, with how many articles the caller may read on each."""


@area.read("/knowledge/{article_id}", VIEW, COMMON)
def article(article_id: uuid.UUID) -> Article:
    """Return one article. An editor opens drafts and retired ones as well."""


@area.write("/knowledge/{article_id}/use", VIEW, COMMON)
def note_use(article_id: uuid.UUID, form: UseForm) -> Done:
    """Note that the article was opened, copied, inserted into the notes, or was right."""


@area.write("/knowledge", EDIT, ALL)
def add_article(form: ArticleForm) -> Article:
    """Add an article."""


@area.write("/knowledge/{article_id}", EDIT, ALL, method="PUT")
def change_article(article_id: uuid.UUID, form: ArticleForm) -> Article:
    """Make a new revision; 409 with the present record when `version` is not the present one."""
