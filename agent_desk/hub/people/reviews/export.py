"""A review as a workbook: what was confirmed, by whom and when, for the bank's own files."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.workbook import workbook
from agent_desk.hub.people.reviews import reviewing
from agent_desk.models.people import Person, RightsReview
from agent_desk.schemas.kit.table import Cell, LanguageWord, Table, TableColumn, TableRow
from agent_desk.schemas.people.review_words import DECISIONS, REACHES, TEXTS
from agent_desk.schemas.people.reviews import ReviewItemRow

COLUMNS = (
    "login",
    "name",
    "team",
    "role",
    "reach",
    "dates",
    "given",
    "last_sign_in",
    "decision",
    "decided_by",
    "decided_at",
    "word",
)


def exported(unit: Unit, review_id: uuid.UUID, lang: LanguageWord) -> bytes:
    """Return the review as an XLSX file; that it was exported is written down. Raises NotFound."""
    review = unit.db.get(RightsReview, review_id)
    if review is None:
        raise NotFound(what="review")
    rows = reviewing.items(unit, review_id)
    unit.audit("people.review_export", "rights_review", review.id, rows=len(rows))
    return workbook(_table(unit, review, rows, lang), lang)


def _table(unit: Unit, review: RightsReview, rows: list[ReviewItemRow], lang: LanguageWord) -> Table:
    zone = unit.zone
    begun = review.begun_at.astimezone(zone)
    notes = [
        _say("begun_note", lang).format(when=f"{begun:%Y-%m-%d %H:%M}", name=_name(unit, review.begun_by_id, lang))
    ]
    if review.finished_at is not None:
        done = review.finished_at.astimezone(zone)
        by = _name(unit, review.finished_by_id, lang)
        notes.append(
            _say("finished_note", lang).format(when=f"{done:%Y-%m-%d %H:%M}", name=by, word=review.word or "–")
        )
    return Table(
        title=_say("title", lang).format(day=f"{begun:%Y-%m-%d}"),
        notes=notes,
        columns=[TableColumn(title=_say(code, lang)) for code in COLUMNS],
        rows=[TableRow(cells=[Cell(text=text) for text in _cells(row, zone, lang)]) for row in rows],
    )


def _cells(row: ReviewItemRow, zone: ZoneInfo, lang: LanguageWord) -> list[str]:
    given = _at(row.given_at, zone) or _say("given_before", lang)
    by = row.given_by or (_say("system", lang) if row.given_at is not None else "")
    decided = row.decided_by
    return [
        row.login,
        _pick(row.name, row.name_en, lang),
        _pick(row.team_zh, row.team_en, lang),
        _role(row, lang),
        " ".join([REACHES[row.scope].say(lang), *row.subjects]),
        f"{row.from_on or ''} – {row.to_on or ''}" if row.from_on or row.to_on else "–",
        f"{given} {by}".strip(),
        _at(row.last_sign_in_at, zone) or _say("never", lang),
        decision(row, lang),
        _pick(decided.name, decided.name_en, lang) if decided is not None else "",
        _at(row.decided_at, zone),
        row.word,
    ]


def _role(row: ReviewItemRow, lang: LanguageWord) -> str:
    role = _pick(row.role_zh, row.role_en, lang)
    return _say("as_substitute", lang).format(role=role, login=row.for_login) if row.for_login else role


def decision(row: ReviewItemRow, lang: LanguageWord) -> str:
    """Return what has become of a row, in words."""
    if row.decision == "confirmed":
        return DECISIONS["confirmed"].say(lang)
    if row.holds:
        return _say("waits", lang) if row.waits else DECISIONS[row.decision].say(lang)
    return _say("gone" if row.decision == "take_away" else "since_gone", lang)


def _at(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at is not None else ""


def _name(unit: Unit, person_id: uuid.UUID | None, lang: LanguageWord) -> str:
    person = unit.db.get_one(Person, person_id)
    return _pick(person.name, person.name_en, lang)


def _pick(zh: str, en: str, lang: LanguageWord) -> str:
    return (zh if lang == "zh" else en) or zh or en


def _say(code: str, lang: LanguageWord) -> str:
    return TEXTS[code].say(lang)
