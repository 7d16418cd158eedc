"""Articles from files: Markdown with facts in TOML between two +++ lines, and the shelves from categories.toml."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.batches import Progress
from agent_desk.hub.kit.user_files import UserFileFault, read_toml, read_words
from agent_desk.hub.knowledge.service import put_category, put_words, roles_of
from agent_desk.models.knowledge import Article

FENCE = "+++"


class KnowledgeFault(Exception):
    """A file cannot be used; the sentence names the file and what is wrong in it."""


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """What a file says about its article."""

    code: str
    title: str
    title_en: str
    category: str
    keywords: tuple[str, ...]
    audience: tuple[str, ...]
    script: str
    body: str
    revision: int
    valid_from: date | None
    valid_until: date | None


@dataclass(slots=True)
class Loaded:
    """What a load did."""

    categories: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0


def read_article(source: str, name: str) -> ArticleFile:
    """Return an article from the text of a file. Raises KnowledgeFault."""
    opening, facts, body = [*source.lstrip("\ufeff").split(FENCE, 2), "", ""][:3]
    if opening.strip() or not facts or not body.strip():
        raise KnowledgeFault(f"{name}: expected facts between two {FENCE} lines, then the article.")
    try:
        read = tomllib.loads(facts)
        audience = read.get("audience", "all")
        return ArticleFile(
            code=_text(read, "id"),
            title=_text(read, "title"),
            title_en=str(read.get("title_en", "")),
            category=_text(read, "category"),
            keywords=tuple(str(word) for word in read.get("keywords", [])),
            audience=tuple(roles_of([audience] if isinstance(audience, str) else audience)),
            script=str(read.get("script", "")).strip(),
            body=body.strip(),
            revision=int(read.get("revision", 1)),
            valid_from=_day(read, "valid_from"),
            valid_until=_day(read, "valid_until"),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, RecursionError) as fault:
        raise KnowledgeFault(f"{name}: {fault}") from fault


def read_file(file: Path) -> ArticleFile:
    """Return the article in a file. Raises KnowledgeFault."""
    try:
        return read_article(read_words(file), file.name)
    except UserFileFault as fault:
        raise KnowledgeFault(str(fault)) from fault


def _text(read: dict[str, Any], key: str) -> str:
    value = read.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"'{key}' is missing or is no text")
    return value.strip()


def _day(read: dict[str, Any], key: str) -> date | None:
    value = read.get(key)
    if value is not None and (isinstance(value, datetime) or not isinstance(value, date)):
        raise ValueError(f"'{key}' is not a date like 2025-04-10")
    return value


def load_folder(db: Session, folder: Path, progress: Progress = lambda _done, _of: None) -> Loaded:
    """Load `categories.toml` and `knowledge/*.md` of a folder (that of the demonstration: resources/demo).

    Running it again changes nothing; a file with a higher revision than the stored one takes its place, a lower one does
    not. All or nothing, if the caller commits only on success. Raises KnowledgeFault, and what
    `progress` raises.
    """
    done = Loaded(categories=_load_categories(db, folder / "categories.toml"))
    files = sorted((folder / "knowledge").glob("*.md"))
    present = {one.code: one for one in db.scalars(select(Article))}
    for number, file in enumerate(files):
        progress(number, len(files))
        read = read_file(file)
        old = present.get(read.code)
        if old is not None and old.revision >= read.revision:
            done.unchanged += 1
            continue
        if old is None:
            old = present[read.code] = Article(code=read.code, version=1)
            db.add(old)
            done.added += 1
        else:
            old.version += 1
            done.changed += 1
        _take_over(old, read)
    db.flush()
    progress(len(files), len(files))
    if done.added or done.changed:
        # Fresh statistics now, not when the server gets round to it: without them a search takes three times as long.
        db.execute(text("ANALYZE article"))
    return done


def _load_categories(db: Session, file: Path) -> int:
    try:
        shelves = read_toml(file)["categories"]
        for position, shelf in enumerate(shelves):
            put_category(db, _text(shelf, "code"), _text(shelf, "name_zh"), _text(shelf, "name_en"), position)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, RecursionError) as fault:
        raise KnowledgeFault(f"{file.name}: {fault}") from fault
    return len(shelves)


def _take_over(made: Article, read: ArticleFile) -> None:
    made.title, made.title_en, made.category_code = read.title, read.title_en, read.category
    made.keywords, made.audience = list(read.keywords), list(read.audience)
    made.script, made.body, made.revision = read.script, read.body, read.revision
    made.valid_from, made.valid_until, made.state = read.valid_from, read.valid_until, "published"
    # The file says from when it holds: the nearest thing to when it was written that does not change from load to load.
    made.changed_at = datetime.combine(read.valid_from, time(1), UTC) if read.valid_from else datetime.now(UTC)
    put_words(made)
