"""Statistics of complaints: counted by the database in one question, gathered by the levels of the classification, written as one sheet.

A complaint counts by its day of receipt at the centre. Repeats that were merged into another one are counted before the merging and left
out after it; both are printed. Who may not see all complaints has the statistics of those they may see.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.cases import seen
from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.cases.terms import TermTable, term_table
from agent_desk.hub.cases.views import Views
from agent_desk.hub.kit.cells import cell, safe_file_name
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.workbook import workbook
from agent_desk.models.cases import CaseRound, Complaint
from agent_desk.models.customers import Branch
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.statistics import (
    AXES,
    FIGURES,
    SHEET,
    STATISTICS,
    TREES,
    CaseAxis,
    CaseCell,
    CaseChoice,
    CaseColumn,
    CaseRow,
    CasesBehind,
    CaseSheet,
)
from agent_desk.schemas.cases.words import CLASSES
from agent_desk.schemas.kit.table import Cell, FormWord, LanguageWord

LONGEST_DAYS: Final = 3700
MOST_ACROSS: Final = 60
"""More columns than this nobody reads; the axis is then asked for down the page."""
TOTAL: Final = "total"
_LEFT_OUT: Final = ("merged", "withdrawn")
FIRST: Final = select(CaseRound.complaint_id, CaseRound.due_at).where(CaseRound.round == 1).subquery("first")
DUE: Final = func.coalesce(FIRST.c.due_at, Complaint.due_at)
"""The limit of the first round: `told_at` is of it, while `due_at` of one taken up again is of a later one."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What is counted of some complaints; sums of sums are sums. `days`: of those decided together."""

    received: int = 0
    counted: int = 0
    judged: int = 0
    in_time: int = 0
    decided: int = 0
    days: int = 0
    extended: int = 0
    withdrawn: int = 0
    open: int = 0
    overdue: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def _over(part: int, whole: int) -> float | None:
    return part / whole if whole else None


SHOWN: Final[dict[str, tuple[FormWord, Callable[[Sums], float | None]]]] = {
    "received": ("count", lambda one: one.received),
    "counted": ("count", lambda one: one.counted),
    "in_time": ("share", lambda one: _over(one.in_time, one.judged)),
    "days": ("change", lambda one: _over(one.days, one.decided)),
    "extended": ("share", lambda one: _over(one.extended, one.counted)),
    "withdrawn": ("count", lambda one: one.withdrawn),
    "open": ("count", lambda one: one.open),
    "overdue": ("count", lambda one: one.overdue),
}
"""The columns of figures: how each is written and worked out."""


# ---------------------------------------------------------------------- what is asked


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that decides what the table says. `visible`: which complaints may be counted; `everything`: whether that is all."""

    db: Session
    choice: CaseChoice
    zone: tzinfo
    now: datetime
    by: str
    visible: ColumnElement[bool]
    everything: bool

    @classmethod
    def of(cls, unit: Unit, choice: CaseChoice, zone: tzinfo) -> "Asked":
        """As the caller asks: of those that they may see."""
        everything = unit.me.reach(seen.ALL).everything
        return cls(unit.db, choice, zone, unit.now, unit.me.name, seen.visible(unit), everything)


def _window(choice: CaseChoice, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the first instant of the first day and the first one after the last. Raises InvalidForm."""
    if not 0 <= (choice.end - choice.start).days < LONGEST_DAYS:
        raise InvalidForm({"end": "bad_period"})
    if choice.across == choice.rows:
        raise InvalidForm({"across": "same_axis"})
    return day_begins(choice.start, zone), day_begins(choice.end + timedelta(days=1), zone)


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    start_at, end_at = _window(asked.choice, asked.zone)
    return [asked.visible, Complaint.received_at >= start_at, Complaint.received_at < end_at]


def _local_day(at: Any, zone: tzinfo) -> Any:
    return func.date(func.timezone(str(zone), at))


def _key_of(axis: CaseAxis, zone: tzinfo) -> ColumnElement[str]:
    """Return what a complaint is told apart by, as SQL: the month, or the key that is stored."""
    if axis == "month":
        return func.to_char(func.timezone(str(zone), Complaint.received_at), "YYYY-MM")
    if axis == "branch":
        return func.coalesce(Complaint.branch_code, "")
    column: ColumnElement[str] = getattr(Complaint, "case_class" if axis == "class" else axis)
    return column


def _are(now: datetime) -> dict[str, ColumnElement[bool]]:
    """Return which complaints each figure that is a number of them counts, as SQL."""
    counted, judged_state = Complaint.state != "merged", Complaint.state.not_in(_LEFT_OUT)
    is_open = Complaint.state.in_(OPEN_STATES)
    judged = and_(judged_state, or_(Complaint.told_at.is_not(None), now >= DUE))
    return {
        "received": literal(True),
        "counted": counted,
        "judged": judged,
        "in_time": and_(judged, Complaint.told_at < DUE),
        "decided": and_(counted, Complaint.decided_at.is_not(None)),
        "extended": and_(counted, Complaint.case_class == "extended"),
        "withdrawn": Complaint.state == "withdrawn",
        "open": is_open,
        "overdue": and_(is_open, Complaint.due_at <= now),
    }


# ---------------------------------------------------------------------- entries of an axis


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an axis: its key, its name, and its place among the others."""

    key: str
    name: str
    place: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Puts keys that are stored under the entries that are shown."""

    axis: CaseAxis
    level: int
    lang: LanguageWord
    terms: TermTable
    branches: dict[str, tuple[str, str]]

    def entry(self, key: str) -> Entry:
        """Return the entry that a stored key is counted under."""
        if not key:
            return Entry("", SHEET["none"].say(self.lang), (1,))
        if self.axis == "month":
            return Entry(key, key, (0, key))
        if self.axis == "class":
            order = list(CLASSES)
            return Entry(key, CLASSES[key].say(self.lang), (0, order.index(key)))
        if self.axis == "branch":
            return Entry(key, self._said(self.branches.get(key, (key, key))), (0, key))
        found = self.terms.under(self.axis, key, self.level if self.axis in TREES else None)
        return Entry(found.key, self._said(found.name), (0, *found.place))

    def _said(self, name: tuple[str, str]) -> str:
        return name[0] if self.lang == "zh" else name[1]


def _axis(db: Session, axis: CaseAxis, choice: CaseChoice, terms: TermTable) -> Axis:
    rows = db.execute(select(Branch.code, Branch.name_zh, Branch.name_en)) if axis == "branch" else ()
    return Axis(axis, choice.level, choice.lang, terms, {code: (zh, en) for code, zh, en in rows})


# ---------------------------------------------------------------------- counting


def _counts(asked: Asked) -> Select[*tuple[Any, ...]]:
    """Return the one statement: stored keys of the axes, and what is counted of each."""
    choice, zone = asked.choice, asked.zone
    keys = [_key_of(choice.rows, zone).label("down")]
    if choice.across != "figures":
        keys.append(_key_of(choice.across, zone).label("across"))
    are = _are(asked.now)
    days = _local_day(Complaint.decided_at, zone) - _local_day(Complaint.received_at, zone)
    sums = [
        func.coalesce(func.sum(days).filter(are["decided"]), 0)
        if one.name == "days"
        else func.count().filter(are[one.name])
        for one in fields(Sums)
    ]
    return (
        select(*keys, *sums)
        .select_from(Complaint)
        .outerjoin(FIRST, FIRST.c.complaint_id == Complaint.id)
        .where(*_conditions(asked))
        .group_by(*keys)
    )


def sheet(unit: Unit, choice: CaseChoice, zone: tzinfo) -> CaseSheet:
    """Return the statistics as the caller may see them. Raises InvalidForm for days or axes that cannot be."""
    return made(Asked.of(unit, choice, zone))


def made(asked: Asked) -> CaseSheet:
    """Return the statistics. Raises InvalidForm for days or axes that cannot be."""
    choice, db = asked.choice, asked.db
    statement = _counts(asked)
    terms = term_table(db)
    down = _axis(db, choice.rows, choice, terms)
    across = None if choice.across == "figures" else _axis(db, choice.across, choice, terms)
    rows: dict[Entry, Sums] = defaultdict(Sums)
    cells: dict[tuple[Entry, Entry], Sums] = defaultdict(Sums)
    columns: dict[Entry, Sums] = defaultdict(Sums)
    for stored, *more in db.execute(statement):
        at = down.entry(stored)
        sums = Sums(*more[1:] if across is not None else more)
        rows[at] += sums
        if across is not None:
            beside = across.entry(more[0])
            cells[at, beside] += sums
            columns[beside] += sums
    if len(columns) > MOST_ACROSS:
        raise InvalidForm({"across": "too_many_columns"})
    heads = sorted(columns, key=lambda one: one.place)
    total = sum(rows.values(), Sums())
    return CaseSheet(
        title=_title(choice),
        notes=_notes(asked, terms, crossed=across is not None),
        columns=_columns(choice, heads, crossed=across is not None),
        rows=[
            CaseRow(
                key=one.key, cells=[Cell(text=one.name), *_cells(rows[one], [cells[one, at] for at in heads], across)]
            )
            for one in sorted(rows, key=lambda one: one.place)
        ],
        total=CaseRow(
            key=TOTAL,
            cells=[
                Cell(text=SHEET["total"].say(choice.lang)),
                *_cells(total, [columns[at] for at in heads], across),
            ],
        ),
        choice=choice,
        start=choice.start,
        end=choice.end,
        made_at=asked.now,
        made_by=asked.by,
        file_name=safe_file_name(f"{_title(choice)}_{choice.start}_{choice.end}"),
    )


def _cells(whole: Sums, beside: list[Sums], across: Axis | None) -> list[Cell]:
    if across is None:
        return [cell(value(whole), form) for form, value in SHOWN.values()]
    return [cell(one.counted, "count") for one in [*beside, whole]] + [cell(whole.received, "count")]


def _columns(choice: CaseChoice, heads: list[Entry], *, crossed: bool) -> list[CaseColumn]:
    lang = choice.lang
    first = CaseColumn(key="name", title=AXES[choice.rows].say(lang), form="text")
    if not crossed:
        return [first, *(_figure(key, lang, form) for key, (form, _value) in SHOWN.items())]
    across = [CaseColumn(key=f"at:{one.key}", title=one.name, form="count") for one in heads]
    return [first, *across, _figure("counted", lang, "count"), _figure("received", lang, "count")]


def _figure(key: str, lang: LanguageWord, form: FormWord) -> CaseColumn:
    term = FIGURES[key]
    return CaseColumn(key=key, title=term.say(lang), form=form, explain=term.help_zh if lang == "zh" else term.help_en)


def _title(choice: CaseChoice) -> str:
    named = AXES[choice.rows].say(choice.lang)
    if choice.across != "figures":
        named += f" × {AXES[choice.across].say(choice.lang)}"
    return f"{SHEET['title'].say(choice.lang)} · {named}"


def _notes(asked: Asked, terms: TermTable, *, crossed: bool) -> list[str]:
    choice, lang, zone = asked.choice, asked.choice.lang, asked.zone
    local = asked.now.astimezone(zone)
    said = [SHEET["days"].say(lang).format(first=choice.start, last=choice.end, zone=zone)]
    if {choice.rows, choice.across} & set(TREES):
        said.append(SHEET["edition"].say(lang).format(edition=terms.edition))
    said += [SHEET["cross"].say(lang)] if crossed else []
    said += [] if asked.everything else [SHEET["reach"].say(lang)]
    return [*said, SHEET["made"].say(lang).format(name=asked.by, at=f"{local:%Y-%m-%d %H:%M}")]


# ---------------------------------------------------------------------- out of the house, and behind a cell


def exported(unit: Unit, choice: CaseChoice, zone: tzinfo, kind: str = "pdf") -> CaseSheet:
    """As `sheet`, to be printed or made a file; who took it out is in the audit trail."""
    found = sheet(unit, choice, zone)
    _written_down(unit, "cases.export", choice, kind=kind, rows=len(found.rows))
    return found


def _written_down(unit: Unit, action: str, choice: CaseChoice, **more: Any) -> None:
    unit.audit(
        action,
        "report",
        STATISTICS,
        by=[one for one in (choice.rows, choice.across) if one in AXES],
        from_at=choice.start.isoformat(),
        to_at=choice.end.isoformat(),
        **more,
    )


def exported_workbook(unit: Unit, choice: CaseChoice, zone: tzinfo) -> bytes:
    """Return the XLSX file."""
    return workbook(exported(unit, choice, zone, "xlsx"), choice.lang)


def behind(unit: Unit, place: CaseCell, zone: tzinfo) -> CasesBehind:
    """Return the complaints behind a cell, newest first. Raises InvalidForm for a cell there is not."""
    asked = Asked.of(unit, place, zone)
    conditions = _conditions(asked)
    terms = term_table(unit.db)
    if not place.whole:
        conditions.append(_under(asked, place.rows, place.row, terms))
    figure = place.column
    if figure.startswith("at:") and place.across != "figures":
        conditions.append(_under(asked, place.across, figure.removeprefix("at:"), terms))
        figure = "counted"
    # Behind an average stand those it is of, behind a share those it is a share of.
    figure = {"days": "decided", "in_time": "judged", "name": "received"}.get(figure, figure)
    are = _are(unit.now)
    if figure not in are:
        raise InvalidForm({"column": "unknown"})
    conditions.append(are[figure])
    after = place_of(place.after, MOMENT, UUID)
    if after is not None:
        conditions.append(tuple_(Complaint.received_at, Complaint.id) < after)
    limit = page_size(None)
    rows = unit.db.scalars(
        select(Complaint)
        .outerjoin(FIRST, FIRST.c.complaint_id == Complaint.id)
        .where(*conditions)
        .order_by(Complaint.received_at.desc(), Complaint.id.desc())
        .limit(limit + 1)
    ).all()
    shown = rows[:limit]
    views = Views.of(unit, shown, zone)
    last = shown[-1] if len(rows) > limit else None
    _written_down(unit, "cases.list", place, rows=len(shown))
    return CasesBehind(
        items=[views.row(unit, one) for one in shown],
        next=to_cursor(last.received_at, last.id) if last is not None else None,
    )


def _under(asked: Asked, axis: CaseAxis, key: str, terms: TermTable) -> ColumnElement[bool]:
    """Return which complaints are counted under an entry of an axis, as SQL."""
    stored = _key_of(axis, asked.zone)
    if axis not in TREES:
        return stored == key
    gathered = _axis(asked.db, axis, asked.choice, terms)
    # What is stored may be of an earlier edition, so that it is asked what there is.
    there = asked.db.scalars(select(stored).where(*_conditions(asked)).distinct())
    return stored.in_([one for one in there if gathered.entry(one).key == key])
