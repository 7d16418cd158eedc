"""What the seat can do with the knowledge base, and the search-as-you-type that never shows an older answer over a newer one.

The functions are one request each and block; run them by `background.run`. Errors are those of `Api`.
"""

from __future__ import annotations

import logging
import re
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.knowledge import operations as ops
from agent_desk.schemas.knowledge.changes import ArticleChanged
from agent_desk.schemas.knowledge.records import (
    SEARCH_LIMIT,
    Article,
    Category,
    SearchAnswer,
    UseForm,
    UseKind,
)

log = logging.getLogger(__name__)
HITS = 30
"""Hits asked for: more than an agent reads, few enough to paint at once."""


categories = call(ops.categories)
article = call(ops.article)
add_article = call(ops.add_article)
change_article = call(ops.change_article)


def search(
    api: Api, query: str, *, category: str = "", call_id: uuid.UUID | None = None, limit: int = HITS
) -> SearchAnswer:
    """Return articles for a question, best first; without one, the usual ones."""
    return api.ask(ops.search.request(query[:SEARCH_LIMIT], category=category, limit=limit, call_id=call_id))


def note_use(
    api: Api, article_id: uuid.UUID, kind: UseKind, *, call_id: uuid.UUID | None = None, query: str = ""
) -> None:
    """Note that the article was opened, copied, inserted, or was right."""
    api.ask(ops.note_use.request(article_id, UseForm(kind=kind, call_id=call_id, query=query[:SEARCH_LIMIT])))


GATHER_MS = 500
"""Changes of an import come in a flood; one search follows them."""


class Finder(QObject):
    """Searches off the screen thread; what was asked last is what is answered, in whatever order answers come."""

    answered = Signal(object)
    """SearchAnswer to what was asked last."""
    failed = Signal(object)
    """DeskError of what was asked last."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.query, self.category = "", ""
        self.call_id: uuid.UUID | None = None
        self.feed: Feed[SearchAnswer] = Feed(
            context, self._question, cares=changes_of(ArticleChanged), gather_ms=GATHER_MS, parent=self
        )
        self.categories: Feed[list[Category]] = Feed(
            context, lambda: categories, cares=changes_of(ArticleChanged), gather_ms=GATHER_MS, parent=self
        )
        self.feed.start(ask=False)
        self.feed.came.connect(self.answered)
        self.feed.failed.connect(self.failed)

    def ask(self, query: str, category: str = "") -> None:
        """Search. The answer to anything asked before is dropped, even if it is on its way; what is in sight stays until then."""
        self.query, self.category = query, category
        self.feed.anew(keep=True)

    def again(self) -> None:
        """Ask the same once more."""
        self.feed.try_again()

    def drop(self) -> None:
        """Nobody waits for the answer any more."""
        self.feed.forget()

    @property
    def waiting(self) -> bool:
        """Whether an answer is awaited."""
        return self.feed.waiting

    def _question(self) -> Request[SearchAnswer]:
        query, category, call_id = self.query, self.category, self.call_id
        return lambda api: search(api, query, category=category, call_id=call_id)

    def note(
        self,
        article_id: uuid.UUID,
        kind: UseKind,
        done: Callable[[], None] = lambda: None,
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Note a use beside the work. Without `failed` it is a statistic: with the hub away it is left out, and the log says so."""
        query, call_id = self.query, self.call_id
        self._context.background.run(
            self,
            lambda: note_use(self._context.api, article_id, kind, call_id=call_id, query=query),
            lambda _: done(),
            failed or (lambda error: log.info("use of an article not noted: %s", error.error_id)),
        )


@dataclass(slots=True)
class Place:
    """Where an agent was in the knowledge base during one call."""

    query: str = ""
    category: str = ""
    article_id: uuid.UUID | None = None
    terms: tuple[str, ...] = ()
    list_scroll: int = 0
    article_scroll: int = 0


class Places:
    """The places of the last calls, so that going back to a held call finds its article again. None: no call."""

    LIMIT = 20

    def __init__(self) -> None:
        self._places: OrderedDict[uuid.UUID | None, Place] = OrderedDict()

    def keep(self, call_id: uuid.UUID | None, place: Place) -> None:
        """Remember; the place longest not visited is forgotten."""
        self._places[call_id] = place
        self._places.move_to_end(call_id)
        while len(self._places) > self.LIMIT:
            self._places.popitem(last=False)

    def of(self, call_id: uuid.UUID | None) -> Place:
        """Return the place of a call; a fresh one for a call not seen before."""
        return self._places.get(call_id) or Place()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article under its heading, as plain text."""

    title: str
    text: str


_HEADING = re.compile(r"^#{1,6}\s+(.*)$")
_SIGNS = re.compile(r"\*\*|__|`")
_RULE = re.compile(r"^[\s|:-]+$")


def sections(body: str) -> list[Section]:
    """Return the parts of an article for copying: Markdown's signs gone, numbers of steps kept. Text before a heading has no title."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in body.splitlines():
        heading = _HEADING.match(line)
        if heading:
            found.append((heading.group(1).strip(), []))
        elif not _RULE.match(line):
            plain = _SIGNS.sub("", line).strip()
            if plain.startswith("|"):
                plain = "  ".join(cell.strip() for cell in plain.strip("|").split("|"))
            if plain:
                found[-1][1].append(plain)
    return [Section(title, "\n".join(lines)) for title, lines in found if lines]


def full_text(one: Article) -> str:
    """Return an article as plain text, for the clipboard."""
    parts = [one.title, *([one.script] if one.script else [])]
    for section in sections(one.body):
        parts.append(f"{section.title}\n{section.text}" if section.title else section.text)
    return "\n\n".join(parts)


def reference(one: Article) -> str:
    """Return how notes name an article: "K0015《借记卡丢失：电话口头挂失》第6版", so that a reviewer finds what was said."""
    return f"{one.code}《{one.title}》第{one.revision}版"


def find_terms(text: str, terms: list[str]) -> list[tuple[int, int]]:
    """Return where the terms stand in a text, as sorted ranges, overlapping and touching ones joined; capitals do not matter."""
    # Lower case may be longer than the letter it came from (İ); then places would not hold and the letter is left as it is.
    folded = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    places: list[tuple[int, int]] = []
    for term in terms:
        at = folded.find(term)
        while at >= 0:
            places.append((at, at + len(term)))
            at = folded.find(term, at + 1)
    made: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
