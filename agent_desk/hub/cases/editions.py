"""Frozen editions of a month: its tables and the facts of its complaints, as they were reported. Added, never changed.

An edition is made of one snapshot of the database. Its digest is that of its content as canonical JSON, and stands in the audit trail as
well. What a later edition changed is read off both contents: cell by cell of the tables, fact by fact of the complaints.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from hashlib import sha256
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from agent_desk.hub.cases import counted, months
from agent_desk.hub.cases.counted import ROUND
from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.cases.statistics import DUE, Asked
from agent_desk.hub.cases.terms import TermTable, term_table
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.files.errors import FileDamaged
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import COUNTED_BY, Complaint, ComplaintEdition
from agent_desk.models.customers import Branch
from agent_desk.models.people import Person
from agent_desk.schemas.cases.changes import ComplaintMonthFrozen
from agent_desk.schemas.cases.monthly import (
    FIELDS,
    MONTHLY,
    SECTIONS,
    DifferenceChoice,
    Differences,
    Edition,
    FreezeForm,
)
from agent_desk.schemas.cases.operations import EVERYTHING, FREEZE
from agent_desk.schemas.cases.words import CLASSES, STATES
from agent_desk.schemas.kit.table import Cell, LanguageWord, Table, TableColumn, TableRow

LANGUAGES: Final[tuple[LanguageWord, ...]] = ("zh", "en")
MOST_DIFFERENCES: Final = 2000
"""More lines of differences than this nobody reads."""
Content = dict[str, Any]


# ---------------------------------------------------------------------- freezing


def content(database: Database, month: date, zone: tzinfo, now: datetime, by: Callable[[LanguageWord], str]) -> Content:
    """Return all that an edition of a month holds, as of one moment. `by`: who makes it, in a language."""
    with database.read() as db:
        db.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        tables = {
            lang: [
                one.model_dump(mode="json")
                for one in months.sections(
                    lambda choice: Asked.of_all(db, choice, zone, now, by(choice.lang)), month, lang
                )
            ]
            for lang in LANGUAGES
        }
        return {"month": month.isoformat(), "sections": tables, "cases": dict(_facts(db, month, zone))}


def _facts(db: Session, month: date, zone: tzinfo) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the facts of each complaint received in the month, by its number."""
    first, after = day_begins(month, zone), day_begins(months.next_month(month), zone)
    facts = counted.facts(Complaint, DUE)
    rows = (
        select(
            Complaint.number,
            Complaint.received_at,
            *(what.label(name) for name, what in counted.keys(Complaint).items()),
            Complaint.state,
            counted.decided_at(Complaint).label("decided_at"),
            Complaint.told_at,
            facts["told"].label("told"),
            facts["in_time"].label("in_time"),
        )
        .outerjoin(ROUND, counted.of_first_round(Complaint.id))
        .where(Complaint.received_at >= first, Complaint.received_at < after)
        .order_by(Complaint.number)
    )
    for row in db.execute(rows):
        yield (
            row.number,
            {
                "received": _day(row.received_at, zone),
                **{name: getattr(row, name) for name in COUNTED_BY},
                "state": row.state,
                "decided": _day(row.decided_at, zone),
                "told": _day(row.told_at, zone),
                "in_time": row.in_time if row.told else None,
            },
        )


def _day(at: datetime | None, zone: tzinfo) -> str:
    return at.astimezone(zone).date().isoformat() if at is not None else ""


def _canonical(found: Content) -> bytes:
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def freeze(unit: Unit, form: FreezeForm) -> Edition:
    """Freeze a month as it is now. Raises InvalidForm: it is not over, no reason for a correction, nothing has changed."""
    scope.require_everything(unit.me, FREEZE)
    month = months.first_of(form.month)
    if months.last_of(month) >= unit.today:
        raise InvalidForm({"month": "not_over"})
    unit.db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"edition {month}", 0))))
    last = _last(unit.db, month)
    found = content(unit.hub.database, month, unit.zone, unit.now, unit.me.named)
    if last is not None:
        if not form.reason.strip():
            raise InvalidForm({"reason": "missing"})
        if not any(True for _ in _differing(opened(last), found, "zh")):
            raise InvalidForm({"month": "nothing_changed"})
    whole = _canonical(found)
    row = ComplaintEdition(
        id=uuid4(),
        month=month,
        number=last.number + 1 if last is not None else 1,
        frozen_at=unit.now,
        frozen_by=unit.me.person_id,
        reason=form.reason.strip(),
        complaints=len(found["cases"]),
        digest=sha256(whole).hexdigest(),
        content=zlib.compress(whole, 9),
    )
    unit.db.add(row)
    unit.db.flush()
    unit.audit(
        "cases.freeze",
        "complaint_edition",
        row.id,
        reason=row.reason or None,
        month=f"{month:%Y-%m}",
        number=row.number,
        digest=row.digest,
        rows=row.complaints,
    )
    unit.change(ComplaintMonthFrozen(id=row.id, number=row.number), to=[f"perm:{EVERYTHING}@all"])
    return view(unit.db, row)


def _last(db: Session, month: date) -> ComplaintEdition | None:
    of_month = select(ComplaintEdition).where(ComplaintEdition.month == month)
    return db.scalar(of_month.order_by(ComplaintEdition.number.desc()).limit(1))


# ---------------------------------------------------------------------- reading


def require(db: Session, month: date, number: int) -> ComplaintEdition:
    """Return an edition. Raises NotFound."""
    found = db.scalar(
        select(ComplaintEdition).where(ComplaintEdition.month == month, ComplaintEdition.number == number)
    )
    if found is None:
        raise NotFound(what="edition")
    return found


def opened(row: ComplaintEdition) -> Content:
    """Return what an edition holds. Raises FileDamaged where that is not what was frozen."""
    try:
        whole = zlib.decompress(row.content)
    except zlib.error as fault:
        raise FileDamaged() from fault
    if sha256(whole).hexdigest() != row.digest:
        raise FileDamaged()
    found: Content = json.loads(whole)
    return found


def view(db: Session, row: ComplaintEdition) -> Edition:
    """Return what a list shows of an edition."""
    by = db.get_one(Person, row.frozen_by)
    names = ("id", "month", "number", "frozen_at", "reason", "complaints", "digest")
    return Edition(frozen_by=by.name, **{name: getattr(row, name) for name in names})


def listed(unit: Unit) -> list[Edition]:
    """Return the editions, the latest month and the latest edition first."""
    scope.require_everything(unit.me, EVERYTHING)
    rows = unit.db.scalars(
        select(ComplaintEdition).order_by(ComplaintEdition.month.desc(), ComplaintEdition.number.desc()).limit(400)
    )
    return [view(unit.db, one) for one in rows]


# ---------------------------------------------------------------------- what differs


def differences(unit: Unit, choice: DifferenceChoice) -> Differences:
    """Return what an edition changed against the one before it, or what one frozen now would change; nothing where there is
    none before it. Raises NotFound."""
    scope.require_everything(unit.me, EVERYTHING)
    month = months.first_of(choice.month)
    if choice.edition is None:
        last = _last(unit.db, month)
        after = content(unit.hub.database, month, unit.zone, unit.now, unit.me.named)
        before = opened(last) if last is not None else after
    else:
        after = opened(require(unit.db, month, choice.edition))
        before = opened(require(unit.db, month, choice.edition - 1)) if choice.edition > 1 else after
    named = _named(term_table(unit.db), unit.db, choice.lang)
    return Differences(
        cells=_table(
            "cells", ("table", "row", "column", "before", "after"), _cells(before, after, choice.lang), choice.lang
        ),
        cases=_table("cases", ("number", "field", "before", "after"), _cases(before, after, named), choice.lang),
    )


def _differing(before: Content, after: Content, lang: LanguageWord) -> Iterator[tuple[str, ...]]:
    yield from _cells(before, after, lang)
    yield from _cases(before, after, lambda field, value: (field, str(value)))


def _cells(before: Content, after: Content, lang: LanguageWord) -> Iterator[tuple[str, ...]]:
    """Give each cell that is not the same: table, row, column, what stood there and what stands there."""
    shown = [_by_place(one["sections"][lang]) for one in (before, after)]
    for place in sorted({**shown[0], **shown[1]}, key=lambda one: (list(SECTIONS).index(one[0]), *one[1:])):
        old, new = (one.get(place, ("", "")) for one in shown)
        if old[1] != new[1]:
            section, (row, column) = place[0], (new[0] or old[0])
            yield SECTIONS[section].say(lang), row, column, old[1], new[1]


def _by_place(sections: list[dict[str, Any]]) -> dict[tuple[str, str, str], tuple[Any, str]]:
    found: dict[tuple[str, str, str], tuple[Any, str]] = {}
    for one in sections:
        for row in [*one["rows"], one["total"]]:
            for column, cell in zip(one["columns"][1:], row["cells"][1:], strict=True):
                place = (one["section"], row["key"], column["key"])
                found[place] = ((row["cells"][0]["text"], column["title"]), cell["text"])
    return found


Named = Callable[[str, Any], tuple[str, str]]
"""What a fact and its value are called."""


def _cases(before: Content, after: Content, named: Named) -> Iterator[tuple[str, ...]]:
    """Give each fact of a complaint that is not the same: number, fact, what it was and what it is."""
    old, new = before["cases"], after["cases"]
    for number in sorted({**old, **new}):
        one, other = old.get(number), new.get(number)
        if one is None or other is None:
            (field, was), (_field, now) = (named("there", facts is not None) for facts in (one, other))
            yield number, field, was, now
            continue
        for name in FIELDS:
            if one.get(name) != other.get(name):
                (field, was), (_field, now) = named(name, one.get(name)), named(name, other.get(name))
                yield number, field, was, now


def _named(terms: TermTable, db: Session, lang: LanguageWord) -> Named:
    branches: Mapping[str, tuple[str, str]] = {
        code: (zh, en) for code, zh, en in db.execute(select(Branch.code, Branch.name_zh, Branch.name_en))
    }

    def said(pair: tuple[str, str]) -> str:
        return pair[0] if lang == "zh" else pair[1]

    def name(field: str, value: Any) -> tuple[str, str]:
        word = FIELDS[field].say(lang)
        if value is None or value == "":
            return word, ""
        if isinstance(value, bool):
            return word, MONTHLY["yes" if value else "no"].say(lang)
        if field in ("channel", "business", "cause", "source", "wish", "urgency"):
            ref = terms.ref(field, value)  # type: ignore[arg-type]
            return word, said((ref.name_zh, ref.name_en))
        if field == "branch_code":
            return word, said(branches.get(value, (value, value)))
        words = {"case_class": CLASSES, "state": STATES}.get(field)
        return word, words[value].say(lang) if words is not None else str(value)

    return name


def _table(title: str, columns: tuple[str, ...], lines: Iterator[tuple[str, ...]], lang: LanguageWord) -> Table:
    rows = [
        TableRow(cells=[Cell(text=one) for one in line])
        for line, _ in zip(lines, range(MOST_DIFFERENCES), strict=False)
    ]
    return Table(
        title=MONTHLY[title].say(lang),
        columns=[TableColumn(title=MONTHLY[one].say(lang)) for one in columns],
        rows=rows,
    )
