"""How good the search is, measured on judged questions: a folder of docs.jsonl, queries.jsonl and qrels.tsv."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from agent_desk.hub.knowledge.service import put_category, put_words
from agent_desk.models.knowledge import Article

SHELF = "evaluation"
DEPTH = 50
"""How far down the list the first right answer is looked for."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and the codes of the articles that answer it."""

    text: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the questions, 0 to 1; times in milliseconds."""

    questions: int
    recall_at_10: float
    """Share of a question's right articles among the first ten (of at most ten that fit there)."""
    success_at_10: float
    """Share of questions with a right article among the first ten."""
    mrr: float
    """Mean reciprocal rank of the first right article; 0 where none is among the first 50."""
    first: float
    """Share of questions whose first hit is right."""
    p50_ms: float
    p95_ms: float


def read_questions(folder: Path, split: str = "dev") -> list[Judged]:
    """Return the judged questions of one split. Raises OSError, ValueError or KeyError for a folder that is not such a set."""
    right: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, _, document, grade = line.split("\t")
        if int(grade) > 0:
            right.setdefault(query, set()).add(document)
    return [
        Judged(row["text"], frozenset(right[row["id"]]))
        for row in _rows(folder / "queries.jsonl")
        if row["split"] == split and row["id"] in right
    ]


def fill(db: Session, folder: Path) -> int:
    """Put the set's documents into an otherwise empty database as articles; returns how many."""
    put_category(db, SHELF, "评测", "Evaluation", 0)
    count = 0
    for row in _rows(folder / "docs.jsonl"):
        article = Article(
            code=row["id"],
            title=row["title"],
            title_en="",
            category_code=SHELF,
            keywords=[],
            audience=[],
            script="",
            body=row["body"],
            changed_at=datetime.now(UTC),
        )
        put_words(article)
        db.add(article)
        count += 1
    db.flush()
    db.execute(text("ANALYZE article"))
    return count


def measure(find: Callable[[str], Sequence[str]], questions: Sequence[Judged]) -> Quality:
    """Ask every question. `find` gives codes, best first."""
    recall = success = reciprocal = first = 0.0
    took: list[float] = []
    for question in questions:
        began = time.perf_counter()
        codes = list(find(question.text))
        took.append((time.perf_counter() - began) * 1000)
        hit = [at for at, code in enumerate(codes[:DEPTH]) if code in question.right]
        near = sum(at < 10 for at in hit)
        recall += near / min(10, len(question.right))
        success += near > 0
        reciprocal += 1 / (hit[0] + 1) if hit else 0.0
        first += hit[:1] == [0]
    of = max(1, len(questions))
    took.sort()
    return Quality(
        questions=len(questions),
        recall_at_10=recall / of,
        success_at_10=success / of,
        mrr=reciprocal / of,
        first=first / of,
        p50_ms=_at(took, 0.5),
        p95_ms=_at(took, 0.95),
    )


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
