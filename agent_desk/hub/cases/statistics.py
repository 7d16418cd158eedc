"""Statistics of complaints: counted by the database in one question, gathered by the levels of the classification, written as one sheet.

A complaint counts by its day of receipt at the centre. Repeats that were merged into another one are counted before the merging and left
out after it; both are printed. Who may not see all complaints has the statistics of those they may see.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.cases import counted, counters, seen
from agent_desk.hub.cases.counted import ROUND
from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.cases.terms import TermTable, term_table
from agent_desk.hub.cases.views import Views
from agent_desk.hub.kit.cells import cell, safe_file_name
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.workbook import workbook
from agent_desk.models.cases import COUNTED, UNDECIDED, Complaint
from agent_desk.models.customers import Branch
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
DUE: Final = counted.due_of(Complaint)
COLUMNS: Final[dict[str, str]] = {"class": "case_class", "branch": "branch_code"}
"""Axes whose column has another name."""


@dataclass(slots=True)
class Sums:
    """What is counted of some complaints; sums of sums are sums. `late`: neither told nor within their limit; `took`: how many were
    decided after so many days."""

    received: int = 0
    counted: int = 0
    told: int = 0
    in_time: int = 0
    extended: int = 0
    withdrawn: int = 0
    is_open: int = 0
    late: int = 0
    overdue: int = 0
    took: Counter[int] = field(default_factory=Counter)

    def add(self, other: "Sums") -> None:
        """Count others with these."""
        for name in (*COUNTED, "late", "overdue"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.took.update(other.took)

    @property
    def judged(self) -> int:
        """How many kept or broke their limit."""
        return self.told + self.late

    @property
    def decided(self) -> int:
        """How many were decided."""
        return self.took.total()

    @property
    def days(self) -> int:
        """The days to decide of all that were decided, together."""
        return sum(days * count for days, count in self.took.items())


def _over(part: int, whole: int) -> float | None:
    return part / whole if whole else None


SHOWN: Final[dict[str, tuple[FormWord, Callable[[Sums], float | None]]]] = {
    "received": ("count", lambda one: one.received),
    "counted": ("count", lambda one: one.counted),
    "in_time": ("share", lambda one: _over(one.in_time, one.judged)),
    "days": ("change", lambda one: _over(one.days, one.decided)),
    "extended": ("share", lambda one: _over(one.extended, one.counted)),
    "withdrawn": ("count", lambda one: one.withdrawn),
    "open": ("count", lambda one: one.is_open),
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


def _key_of(axis: CaseAxis, zone: tzinfo) -> ColumnElement[str]:
    """Return what a complaint is told apart by, as SQL: the month, or the key that is stored."""
    if axis == "month":
        return func.to_char(func.timezone(str(zone), Complaint.received_at), "YYYY-MM")
    return counted.keys(Complaint)[COLUMNS.get(axis, axis)]


def _are(now: datetime) -> dict[str, ColumnElement[bool]]:
    """Return which complaints each figure that is a number of them counts, as SQL."""
    facts = counted.facts(Complaint, DUE)
    late = and_(Complaint.state.not_in(counted.LEFT_OUT), Complaint.told_at.is_(None), now >= DUE)
    return facts | {
        "late": late,
        "judged": or_(facts["told"], late),
        "decided": counted.decided_at(Complaint).is_not(None),
        "open": facts["is_open"],
        "overdue": and_(facts["is_open"], Complaint.due_at <= now),
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


def _lines(asked: Asked, axes: list[str]) -> Iterator[tuple[list[str], Sums]]:
    """Give what was counted, by the stored keys of axes: of everything from the counters, of a part from the complaints themselves."""
    choice, zone, db = asked.choice, asked.zone, asked.db
    names = [COLUMNS.get(axis, axis) for axis in axes]
    if asked.everything and counters.read_by(db, zone):
        statement = counters.asked_for(choice.start, choice.end, names, zone)
    else:
        keys: list[ColumnElement[Any]] = [_key_of(cast(CaseAxis, axis), zone) for axis in axes if axis != counters.TOOK]
        keys += [counters.took(counted.decided_at(Complaint), Complaint.received_at, zone)] * (counters.TOOK in axes)
        facts = counted.facts(Complaint, DUE)
        sums = [func.count().filter(facts[name]) for name in COUNTED]
        statement = _of_complaints(asked, keys, sums)
    for row in db.execute(statement):
        given = [str(one) for one in row[: len(axes)]]
        sums_of = Sums(*row[len(axes) :])
        if counters.TOOK in axes:
            days = int(given.pop())
            if days != UNDECIDED:
                # Whoever is decided counts, so that there are as many.
                sums_of.took[days] = sums_of.counted
        yield given, sums_of


def _late(asked: Asked, axis: str) -> Iterator[tuple[str, Sums]]:
    """Give what moves with the clock, by the stored keys of an axis: of those alone that are open, or were not told."""
    are = _are(asked.now)
    sums = [func.count().filter(are[name]) for name in ("late", "overdue")]
    statement = _of_complaints(asked, [_key_of(cast(CaseAxis, axis), asked.zone)], sums).where(counted.PENDING)
    for key, late, overdue in asked.db.execute(statement):
        yield key, Sums(late=late, overdue=overdue)


def _of_complaints(asked: Asked, keys: Sequence[ColumnElement[Any]], sums: Sequence[ColumnElement[int]]) -> Select[Any]:
    return (
        select(*keys, *sums)
        .select_from(Complaint)
        .outerjoin(ROUND, counted.of_first_round(Complaint.id))
        .where(*_conditions(asked))
        .group_by(*keys)
    )


def sheet(unit: Unit, choice: CaseChoice, zone: tzinfo) -> CaseSheet:
    """Return the statistics as the caller may see them. Raises InvalidForm for days or axes that cannot be."""
    return made(Asked.of(unit, choice, zone))


def made(asked: Asked) -> CaseSheet:
    """Return the statistics. Raises InvalidForm for days or axes that cannot be."""
    choice, db = asked.choice, asked.db
    _window(choice, asked.zone)
    terms = term_table(db)
    down = _axis(db, choice.rows, choice, terms)
    across = None if choice.across == "figures" else _axis(db, choice.across, choice, terms)
    rows: dict[Entry, Sums] = defaultdict(Sums)
    cells: dict[tuple[Entry, Entry], Sums] = defaultdict(Sums)
    columns: dict[Entry, Sums] = defaultdict(Sums)
    for keys, sums in _lines(asked, [choice.rows, counters.TOOK if across is None else choice.across]):
        at = down.entry(keys[0])
        rows[at].add(sums)
        if across is not None:
            beside = across.entry(keys[1])
            cells[at, beside].add(sums)
            columns[beside].add(sums)
    if across is None:
        for key, sums in _late(asked, choice.rows):
            rows[down.entry(key)].add(sums)
    if len(columns) > MOST_ACROSS:
        raise InvalidForm({"across": "too_many_columns"})
    heads = sorted(columns, key=lambda one: one.place)
    total = Sums()
    for one in rows.values():
        total.add(one)
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
        .outerjoin(ROUND, counted.of_first_round(Complaint.id))
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
