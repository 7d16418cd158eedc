"""Knowledge on the wire: what a search finds, an article, its use in a call, and the form an editor sends."""

import uuid
from datetime import date, datetime
from typing import Literal

from pydantic import Field

from agent_desk.schemas.kit.bounded import Count, Day, Line, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord

UseKind = Literal["opened", "copied", "inserted", "was_right"]
ArticleState = Literal["draft", "published", "retired"]
SEARCH_LIMIT = 200
"""Most characters of a question."""


class Marked(WireRecord):
    """A text and what in it answers the question: half-open ranges of characters (code points), sorted, apart."""

    text: OwnText
    marks: list[tuple[int, int]] = []


class Hit(WireRecord):
    """One found article. `keyword`: the customers' wording that matched better than the title."""

    id: uuid.UUID
    code: str
    title: Marked
    title_en: OwnText = ""
    category: str
    summary: Marked
    keyword: Marked | None = None
    used_in_call: bool = False
    """Whether somebody has used it in the call that the search names."""
    for_call: bool = False
    """Whether it comes first because of what the call is about: the project that it belongs to."""


class SearchAnswer(WireRecord):
    """Hits, best first. `usual`: nothing was asked, so these are the most used and the lately changed."""

    query: FreeText
    usual: bool = False
    hits: list[Hit]
    total: int
    """Articles worth showing in all categories together."""
    categories: dict[str, int]
    """How many of `total` lie in each category; the chosen category does not narrow these counts."""
    terms: list[str] = []
    """What to highlight in an opened article, longest first."""


class Category(WireRecord):
    """A shelf. `articles`: how many of it the caller may read today."""

    code: str
    name_zh: OwnText
    name_en: OwnText
    articles: int = 0


class Related(WireRecord):
    """Another article the caller may read. `cited`: this one names it, or it names this one."""

    id: uuid.UUID
    code: str
    title: OwnText
    cited: bool


class Article(WireRecord):
    """One article. `body` is Markdown; `script` may be read to the customer word by word."""

    id: uuid.UUID
    code: str
    title: OwnText
    title_en: OwnText
    category: Category
    keywords: list[OwnText]
    audience: list[str]
    """Role codes that may read it; empty: everybody."""
    script: OwnText
    body: OwnText
    state: ArticleState
    revision: int
    """Counts what the editors published; shown to people."""
    version: int
    """For the next write."""
    valid_from: date | None
    valid_until: date | None
    """The last day on which it holds."""
    changed_at: datetime
    related: list[Related] = []


class ArticleForm(WireRecord):
    """An article as an editor writes it. `version`: the one the editor read; left out for a new article."""

    title: Line = Field(min_length=1, max_length=120)
    title_en: Line = Field(default="", max_length=200)
    category: Line = Field(min_length=1, max_length=64)
    keywords: list[Line] = Field(default=[], max_length=60)
    audience: list[Line] = Field(default=[], max_length=100)
    script: Text = Field(default="", max_length=2000)
    body: Text = Field(min_length=1, max_length=40_000)
    state: ArticleState = "published"
    valid_from: Day | None = None
    valid_until: Day | None = None
    version: Count | None = None


class UseForm(WireRecord):
    """An agent used an article. `query`: what they had asked; long numbers are taken out before it is kept."""

    kind: UseKind
    call_id: uuid.UUID | None = None
    query: Line = Field(default="", max_length=SEARCH_LIMIT)


class ArticleUsed(WireRecord):
    """An article that was used in a call, for those who read the call afterwards."""

    article_id: uuid.UUID
    code: str
    title: OwnText
    kinds: list[UseKind]
    first_at: datetime
