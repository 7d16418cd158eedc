"""Search as you type: which articles have the words (PostgreSQL), which of them come first (`rules`), what is shown of them."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, Text, case, cast, column, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.orm import Session

from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.knowledge import rules, words
from agent_desk.hub.knowledge.access import readable
from agent_desk.hub.knowledge.rules import Fields, Lexeme, Posting, Ranked, Weighed
from agent_desk.hub.knowledge.views import FIRST_IN_CALL
from agent_desk.models.knowledge import Article, ArticleUse
from agent_desk.schemas.knowledge.records import Hit, Marked, SearchAnswer

USUAL_DAYS = 30
"""How far back "most used" looks."""
MOST_HITS = 50


@dataclass(slots=True)
class _Found:
    """Every article that has something of the question, and how many the caller may read at all."""

    ids: list[uuid.UUID]
    categories: list[str]
    postings: list[Posting]
    articles: int


def search(
    unit: Unit, query: str, today: date, *, category: str = "", limit: int = 20, call_id: uuid.UUID | None = None
) -> SearchAnswer:
    """Return the best articles for a question that the caller may read today; without a question the usual ones."""
    limit = max(1, min(limit, MOST_HITS))
    lexemes = words.question(query)
    if not lexemes:
        return _usual(unit, query, today, category, limit, call_id)
    found = _having(unit, lexemes, today)
    question = rules.weigh(lexemes, found.postings, found.articles)
    ranked = _rank(unit.db, question, found)
    counts: dict[str, int] = {}
    for one in ranked:
        counts[found.categories[one.key]] = counts.get(found.categories[one.key], 0) + 1
    shown = [one for one in ranked if not category or found.categories[one.key] == category][:limit]
    return SearchAnswer(
        query=query,
        hits=_hits(unit.db, question, {found.ids[one.key]: one for one in shown}, call_id),
        total=len(ranked),
        categories=counts,
        terms=rules.terms(question),
    )


def _having(unit: Unit, lexemes: list[Lexeme], today: date) -> _Found:
    """Return each word by itself through the index, gathered to one bit per word: counts and matches come in one go."""
    allowed = readable(unit.me, today)
    asked = (
        func.unnest(
            cast([lexeme.query for lexeme in lexemes], ARRAY(Text)),
            cast([1 << at for at in range(len(lexemes))], ARRAY(BigInteger)),
        )
        .table_valued(column("query", Text), column("bit", BigInteger), name="asked")
        .render_derived()
    )
    # Gathered before the readers' condition is joined: PostgreSQL takes that for so selective that it would leave the index.
    matched = (
        select(Article.id.label("id"), func.bit_or(asked.c.bit).label("bits"))
        .select_from(asked)
        .join(Article, Article.search.op("@@")(cast(asked.c.query, TSQUERY)))
        .group_by(Article.id)
        .cte("matched")
    )
    rows = unit.db.execute(
        select(Article.id, Article.category_code, matched.c.bits)
        .join(matched, matched.c.id == Article.id)
        .where(allowed)
        .order_by(Article.code)
    ).all()
    articles = unit.db.scalar(select(func.count()).select_from(Article).where(allowed)) or 0
    return _Found(
        ids=[row[0] for row in rows],
        categories=[row[1] for row in rows],
        postings=[Posting(at, row[2]) for at, row in enumerate(rows)],
        articles=articles,
    )


def _rank(db: Session, question: Weighed, found: _Found) -> list[Ranked]:
    near = rules.shortlist(question, found.postings)
    place = {found.ids[posting.key]: posting.key for posting in near}
    rows = db.execute(select(Article.id, Article.title_words, Article.keyword_words).where(Article.id.in_(place))).all()
    fields = {
        place[key]: Fields(frozenset(title.split()), tuple(frozenset(line.split()) for line in keywords.splitlines()))
        for key, title, keywords in rows
    }
    return rules.rank(question, near, fields)


def _hits(db: Session, question: Weighed, ranked: dict[uuid.UUID, Ranked], call_id: uuid.UUID | None) -> list[Hit]:
    rows = {row.id: row for row in db.scalars(select(Article).where(Article.id.in_(ranked)))}
    used = _used_in(db, call_id)
    latin, wanted = rules.spelt(question), rules.terms(question)
    return [_hit(rows[key], wanted, latin, ranked[key].keyword, key in used) for key in ranked]


def _hit(article: Article, wanted: list[str], latin: list[str], keyword: int | None, used: bool) -> Hit:
    lines = [*([article.script] if article.script else []), *rules.plain_lines(article.body)]
    summary = rules.excerpt(lines, wanted, words.fold)
    return Hit(
        id=article.id,
        code=article.code,
        title=_marked(article.title, wanted, latin),
        title_en=article.title_en,
        category=article.category_code,
        summary=_marked(summary, wanted, []),
        keyword=None if keyword is None else _marked(article.keywords[keyword], wanted, latin),
        used_in_call=used,
    )


def _marked(text: str, wanted: list[str], latin: list[str]) -> Marked:
    found = rules.marks(words.fold(text), wanted)
    if latin:
        found = rules.joined([*found, *rules.sound_marks(words.readings(text), latin)])
    return Marked(text=text, marks=found)


def _used_in(db: Session, call_id: uuid.UUID | None) -> set[uuid.UUID]:
    if call_id is None:
        return set()
    return set(db.scalars(select(ArticleUse.article_id).where(ArticleUse.call_id == call_id).distinct()))


def _first_in(unit: Unit, call_id: uuid.UUID | None) -> list[uuid.UUID]:
    if call_id is None:
        return []
    return list(dict.fromkeys(one for named in FIRST_IN_CALL for one in named(unit, call_id)))


def _usual(unit: Unit, query: str, today: date, category: str, limit: int, call_id: uuid.UUID | None) -> SearchAnswer:
    """Most used in the last 30 days (an answer that was right counts three times, one only opened once), then newest."""
    allowed = readable(unit.me, today)
    worth: Any = func.sum(case((ArticleUse.kind == "was_right", 3), (ArticleUse.kind == "opened", 1), else_=2))
    uses = (
        select(ArticleUse.article_id, worth.label("worth"))
        .where(ArticleUse.at >= unit.now - timedelta(days=USUAL_DAYS))
        .group_by(ArticleUse.article_id)
        .subquery()
    )
    first = _first_in(unit, call_id)
    place = case({one: at for at, one in enumerate(first)}, value=Article.id, else_=len(first)) if first else literal(0)
    wanted = (
        select(Article)
        .outerjoin(uses, uses.c.article_id == Article.id)
        .where(allowed, *([Article.category_code == category] if category else []))
        .order_by(place, func.coalesce(uses.c.worth, 0).desc(), Article.changed_at.desc(), Article.code)
        .limit(limit)
    )
    used = _used_in(unit.db, call_id)
    hits = [
        _hit(article, [], [], None, article.id in used).model_copy(update={"for_call": article.id in first})
        for article in unit.db.scalars(wanted)
    ]
    counts = unit.db.execute(
        select(Article.category_code, func.count()).where(allowed).group_by(Article.category_code)
    ).all()
    categories = {row[0]: row[1] for row in counts}
    return SearchAnswer(query=query, usual=True, hits=hits, total=sum(categories.values()), categories=categories)
