"""Knowledge: opening, using and editing articles. Who may read is asked of `access` alone; finding is `search`."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, cast

from sqlalchemy import Integer, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.knowledge import rules, words
from agent_desk.hub.knowledge.access import may_edit, readable
from agent_desk.models.knowledge import Article, ArticleUse, KnowledgeCategory
from agent_desk.models.people import Role
from agent_desk.schemas.knowledge.changes import ArticleChanged
from agent_desk.schemas.knowledge.records import Article as ArticleRecord
from agent_desk.schemas.knowledge.records import (
    ArticleForm,
    ArticleState,
    ArticleUsed,
    Category,
    Related,
    UseForm,
)

MOST_RELATED = 5
ARTICLES: Final = Records(
    model=Article,
    what="article",
    change=lambda row: ArticleChanged(id=row.id, version=row.version, revision=row.revision),
    to=("perm:knowledge.view",),
)


def cut(text: str) -> list[str]:
    """Return a text cut into its words as the dictionary has them; put together again they are the text."""
    return words.cut(text)


def categories(db: Session, caller: Caller, today: date) -> list[Category]:
    """Return the shelves in their order, with how many articles the caller may read on each."""
    rows = db.execute(
        select(KnowledgeCategory, func.count(Article.id))
        .outerjoin(Article, (Article.category_code == KnowledgeCategory.code) & readable(caller, today))
        .group_by(KnowledgeCategory.code)
        .order_by(KnowledgeCategory.position, KnowledgeCategory.code)
    ).all()
    return [_category(shelf, count) for shelf, count in rows]


def article(db: Session, caller: Caller, article_id: uuid.UUID, today: date) -> ArticleRecord:
    """Return one article with what is related to it. Raises NotFound, for one the caller may not read as well."""
    found = db.get(Article, article_id) if may_edit(caller) else _readable_one(db, caller, article_id, today)
    if found is None:
        raise NotFound(what="article")
    return _record(db, caller, found, today)


def use(unit: Unit, article_id: uuid.UUID, form: UseForm, today: date) -> None:
    """Note that the caller used an article. Raises NotFound, InvalidForm for a call that does not exist."""
    if _readable_one(unit.db, unit.me, article_id, today) is None:
        raise NotFound(what="article")
    try:
        with unit.db.begin_nested():
            unit.db.add(
                ArticleUse(
                    article_id=article_id,
                    call_id=form.call_id,
                    person_id=unit.me.person_id,
                    kind=form.kind,
                    query=rules.without_numbers(form.query),
                    at=unit.now,
                )
            )
            unit.db.flush()
    except IntegrityError as fault:
        # The call is the only thing named here that was not looked up; calls are an area above this one.
        raise InvalidForm({"call_id": "unknown"}) from fault


def used_in_call(db: Session, call_id: uuid.UUID) -> list[ArticleUsed]:
    """Return what was used in a call, in order of first use; for the areas above, whatever has become of the article since."""
    rows = db.execute(
        select(Article, func.array_agg(ArticleUse.kind.distinct()), func.min(ArticleUse.at).label("first_at"))
        .join(ArticleUse, ArticleUse.article_id == Article.id)
        .where(ArticleUse.call_id == call_id)
        .group_by(Article.id)
        .order_by("first_at")
    ).all()
    return [
        ArticleUsed.model_validate(
            {"article_id": one.id, "code": one.code, "title": one.title, "kinds": sorted(kinds), "first_at": first_at}
        )
        for one, kinds, first_at in rows
    ]


def add(unit: Unit, form: ArticleForm, today: date) -> ArticleRecord:
    """Return a new article, with the next free code. Raises InvalidForm."""
    _check(unit.db, form)
    made = Article(code=_next_code(unit.db), version=1, revision=1)
    _take_over(unit, made, form)
    unit.db.add(made)
    ARTICLES.tell(unit, made, "knowledge.article_added", **_told(made))
    return _record(unit.db, unit.me, made, today)


def change(unit: Unit, article_id: uuid.UUID, form: ArticleForm, today: date) -> ArticleRecord:
    """Return a new revision of an article. Raises NotFound, InvalidForm, StaleVersion (with the record as it stands)."""
    found = ARTICLES.open(unit, article_id, form.version, lambda row: _record(unit.db, unit.me, row, today))
    _check(unit.db, form)
    found.revision += 1
    _take_over(unit, found, form)
    ARTICLES.close(unit, found, "knowledge.article_changed", **_told(found))
    return _record(unit.db, unit.me, found, today)


def put_words(made: Article) -> None:
    """Cut the article anew for the search column; after every change of title, keywords, script or body."""
    made.title_words = words.title_words(made.code, made.title, made.title_en)
    made.keyword_words = words.keyword_words(made.keywords)
    made.body_words = words.body_words(f"{made.script}\n{made.body}")


def put_category(db: Session, code: str, name_zh: str, name_en: str, position: int) -> None:
    """Add a shelf, or name it anew."""
    named = {"name_zh": name_zh, "name_en": name_en, "position": position}
    db.execute(
        insert(KnowledgeCategory)
        .values(code=code, **named)
        .on_conflict_do_update(index_elements=[KnowledgeCategory.code], set_=named)
    )


def _readable_one(db: Session, caller: Caller, article_id: uuid.UUID, today: date) -> Article | None:
    return db.scalar(select(Article).where(Article.id == article_id, readable(caller, today)))


def _check(db: Session, form: ArticleForm) -> None:
    wrong: dict[str, str] = {}
    if not form.title.strip():
        wrong["title"] = "required"
    if not form.body.strip():
        wrong["body"] = "required"
    if db.get(KnowledgeCategory, form.category) is None:
        wrong["category"] = "unknown"
    if form.valid_from and form.valid_until and form.valid_until < form.valid_from:
        wrong["valid_until"] = "before_start"
    if set(form.audience) - set(db.scalars(select(Role.code))):
        wrong["audience"] = "unknown_role"
    if wrong:
        raise InvalidForm(wrong)


def _take_over(unit: Unit, made: Article, form: ArticleForm) -> None:
    made.title, made.title_en = form.title.strip(), form.title_en.strip()
    made.category_code = form.category
    made.keywords = list(dict.fromkeys(word for word in (one.strip() for one in form.keywords) if word))
    made.audience = sorted(set(form.audience))
    made.script, made.body = form.script.strip(), form.body.strip()
    made.state = form.state
    made.valid_from, made.valid_until = form.valid_from, form.valid_until
    made.changed_at = unit.now
    put_words(made)


def _next_code(db: Session) -> str:
    """K and four digits, one more than the highest. Two editors at once wait for each other until the commit."""
    db.execute(text("SELECT pg_advisory_xact_lock(hashtext('knowledge.code'))"))
    highest = db.scalar(
        select(func.max(func.substr(Article.code, 2).cast(Integer))).where(Article.code.regexp_match(r"^K\d{4,8}$"))
    )
    return f"K{(highest or 0) + 1:04d}"


def _told(made: Article) -> dict[str, Any]:
    return {"code": made.code, "revision": made.revision, "state": made.state}


def _category(shelf: KnowledgeCategory, count: int = 0) -> Category:
    return Category(code=shelf.code, name_zh=shelf.name_zh, name_en=shelf.name_en, articles=count)


def _record(db: Session, caller: Caller, found: Article, today: date) -> ArticleRecord:
    return ArticleRecord(
        id=found.id,
        code=found.code,
        title=found.title,
        title_en=found.title_en,
        category=_category(db.get_one(KnowledgeCategory, found.category_code)),
        keywords=found.keywords,
        audience=found.audience,
        script=found.script,
        body=found.body,
        state=cast(ArticleState, found.state),
        revision=found.revision,
        version=found.version,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        changed_at=found.changed_at,
        related=_related(db, caller, found, today),
    )


def _related(db: Session, caller: Caller, found: Article, today: date) -> list[Related]:
    """Return what it names, then what names it, then its neighbours on the shelf that share most words of the title."""
    codes = rules.cited(f"{found.script}\n{found.body}")
    code_word = found.code.lower()
    names_it = Article.search.op("@@")(func.to_tsquery("simple", code_word))
    rows = db.scalars(
        select(Article).where(
            Article.id != found.id,
            readable(caller, today),
            or_(Article.code.in_(codes), names_it, Article.category_code == found.category_code),
        )
    ).all()
    own = _title(found)

    def order(other: Article) -> tuple[int, float, str]:
        if other.code in codes:
            return (0, codes.index(other.code), other.code)
        if found.code in rules.cited(other.body):
            return (1, 0, other.code)
        theirs = _title(other)
        return (2, -len(own & theirs) / max(1, len(own | theirs)), other.code)

    chosen = sorted(rows, key=order)[:MOST_RELATED]
    return [Related(id=one.id, code=one.code, title=one.title, cited=order(one)[0] < 2) for one in chosen]


def _title(one: Article) -> set[str]:
    return {word for word in one.title_words.split() if not word.isascii()}


def roles_of(codes: Iterable[str]) -> list[str]:
    """Role codes of an audience as written in a file: "all" means everybody."""
    return sorted(set(codes) - {"all"})
