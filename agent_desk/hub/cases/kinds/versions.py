"""Versions of kinds as they lie in the database: which counts today, and a definition read from its row."""

import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import NotFound
from agent_desk.models.kinds import CaseKindVersion, KindCase
from agent_desk.schemas.cases.kinds.definition import Kind


def stored(kind: Kind) -> tuple[dict[str, Any], str]:
    """Return a definition as it is stored, and its digest."""
    said = kind.model_dump(mode="json", exclude_defaults=True)
    words = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return said, sha256(words.encode()).hexdigest()


_read: Final[dict[str, Kind]] = {}
_MOST_READ: Final = 500


def kind_of(row: CaseKindVersion) -> Kind:
    """Return the definition of a version. Read once in a process: what has a digest does not change."""
    found = _read.get(row.digest)
    if found is None:
        if len(_read) >= _MOST_READ:
            _read.clear()
        found = _read[row.digest] = Kind.model_validate(row.definition)
    return found


def numbered(db: Session, code: str, number: int) -> Kind:
    """Return the definition that a case runs on, by the code and number of its version. Raises NotFound."""
    found = select(CaseKindVersion.digest).where(CaseKindVersion.code == code, CaseKindVersion.number == number)
    return _read.get(db.scalar(found) or "") or kind_of(version_of(db, code, number))


def in_force(db: Session, today: date, *, of_complaints: bool = False) -> dict[str, CaseKindVersion]:
    """Return the version of each kind on which cases are opened on a day. `of_complaints`: those alone that belong to complaints."""
    found = (
        select(CaseKindVersion)
        .ext(distinct_on(CaseKindVersion.code))
        .where(CaseKindVersion.state == "published", CaseKindVersion.from_day <= today)
        .order_by(CaseKindVersion.code, CaseKindVersion.from_day.desc(), CaseKindVersion.number.desc())
    )
    if of_complaints:
        found = found.where(CaseKindVersion.definition.has_key("complaint"))
    return {row.code: row for row in db.scalars(found)}


def newest(db: Session) -> dict[str, CaseKindVersion]:
    """Return the newest version of each kind that was ever published: by it people see cases, also of a kind that is retired."""
    found = (
        select(CaseKindVersion)
        .ext(distinct_on(CaseKindVersion.code))
        .where(CaseKindVersion.state != "draft")
        .order_by(CaseKindVersion.code, CaseKindVersion.number.desc())
    )
    return {row.code: row for row in db.scalars(found)}


def version_of(db: Session, code: str, number: int, *, lock: bool = False) -> CaseKindVersion:
    """Return a version. Raises NotFound."""
    found = select(CaseKindVersion).where(CaseKindVersion.code == code, CaseKindVersion.number == number)
    row = db.scalar(found.with_for_update() if lock else found)
    if row is None:
        raise NotFound(what="case_kind")
    return row


def of_case(db: Session, case: KindCase) -> Kind:
    """Return the definition that a case runs on."""
    return numbered(db, case.kind, case.kind_number)


def definitions(db: Session, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Kind]:
    """Return the definitions that cases run on, by code and number; one question."""
    pairs = set(wanted)
    found = select(CaseKindVersion).where(CaseKindVersion.code.in_({code for code, _ in pairs}))
    rows = db.scalars(found).all() if pairs else []
    return {(row.code, row.number): kind_of(row) for row in rows if (row.code, row.number) in pairs}


def seers(kind: Kind) -> set[str]:
    """Return the roles that see the register: who may look, and who has something to do in it; who only opens sees their own."""
    return kind.roles() - set(kind.opens) | set(kind.sees)


def next_number(db: Session, code: str) -> int:
    """Return the number of the next version of a kind."""
    numbers = db.scalars(select(CaseKindVersion.number).where(CaseKindVersion.code == code))
    return max(numbers, default=0) + 1
