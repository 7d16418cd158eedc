"""Statistics of complaints: counted by the database in one question, gathered by the levels of the classification, written as one sheet.

A complaint counts by its day of receipt at the centre. Repeats that were merged into another one are counted before the merging and left
out after it; both are printed. Who may not see all complaints has the statistics of those they may see.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from itertools import chain
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.cases import chance, counted, counters, linked, seen
from agent_desk.hub.cases.counted import ROUND
from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.cases.sizes import Size, Sizes, sizes
from agent_desk.hub.cases.sums import ASKED, LINKED, MOVING, SHOWN, Sums
from agent_desk.hub.cases.terms import TermTable, term_table
from agent_desk.hub.cases.views import Views
from agent_desk.hub.kit.cells import cell, safe_file_name
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.workbook import workbook
from agent_desk.models.cases import COUNTED, UNDECIDED, Complaint
from agent_desk.models.customers import Branch
from agent_desk.schemas.cases.records import AxisWord
from agent_desk.schemas.cases.statistics import (
    AXES,
    CHANCES,
    FIGURES,
    NAMES,
    SHEET,
    STATISTICS,
    TIMES,
    TREES,
    CaseAxis,
    CaseCell,
    CaseChoice,
    CaseColumn,
    CaseRow,
    CasesBehind,
    CaseSheet,
)
from agent_desk.schemas.cases.words import CLASSES, GRADES
from agent_desk.schemas.kit.table import Cell, FormWord, LanguageWord

LONGEST_DAYS: Final = 3700
MOST_ACROSS: Final = 60
"""More columns than this nobody reads; the axis is then asked for down the page."""
TOTAL: Final = "total"
DUE: Final = counted.due_of(Complaint)
COLUMNS: Final[dict[str, str]] = {"class": "case_class", "branch": "branch_code"}
"""Axes whose column has another name."""


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
    terms: TermTable

    @classmethod
    def of(cls, unit: Unit, choice: CaseChoice, zone: tzinfo) -> "Asked":
        """As the caller asks: of those that they may see."""
        everything = unit.me.reach(seen.ALL).everything
        terms = term_table(unit.db)
        return cls(unit.db, choice, zone, unit.now, unit.me.named(choice.lang), seen.visible(unit), everything, terms)

    @classmethod
    def of_all(cls, db: Session, choice: CaseChoice, zone: tzinfo, now: datetime, by: str) -> "Asked":
        """As a command asks, or an edition: of all complaints."""
        return cls(db, choice, zone, now, by, true(), True, term_table(db))


def _window(choice: CaseChoice, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the first instant of the first day and the first one after the last. Raises InvalidForm."""
    if not 0 <= (choice.end - choice.start).days < LONGEST_DAYS:
        raise InvalidForm({"end": "bad_period"})
    if choice.across == choice.rows:
        raise InvalidForm({"across": "same_axis"})
    if choice.inner in (choice.rows, choice.across):
        raise InvalidForm({"inner": "same_axis"})
    if choice.against_start is not None or choice.against_end is not None:
        other = _other_period(choice)
        if not 0 <= (other.end - other.start).days < LONGEST_DAYS:
            raise InvalidForm({"against_end": "bad_period"})
        if choice.across != "figures" or choice.rows in TIMES or choice.inner != "none":
            raise InvalidForm({"across": "not_compared"})
    return day_begins(choice.start, zone), day_begins(choice.end + timedelta(days=1), zone)


def _other_period(choice: CaseChoice) -> CaseChoice:
    """Return the same table of the period it is compared with. Raises InvalidForm where that has no end."""
    if choice.against_start is None or choice.against_end is None:
        raise InvalidForm({"against_end": "bad_period"})
    own = {"start": choice.against_start, "end": choice.against_end, "against_start": None, "against_end": None}
    return choice.model_copy(update=own)


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    start_at, end_at = _window(asked.choice, asked.zone)
    return [asked.visible, Complaint.received_at >= start_at, Complaint.received_at < end_at]


def _key_of(axis: CaseAxis, zone: tzinfo) -> ColumnElement[str]:
    """Return what a complaint is told apart by, as SQL: the month (quarter, year), or the key that is stored."""
    if axis in TIMES:
        return func.to_char(func.timezone(str(zone), Complaint.received_at), counters.TIMES[axis])
    if axis == "grade":
        return cast(ColumnElement[str], Complaint.grade)
    return counted.keys(Complaint)[COLUMNS.get(axis, axis)]


_OF_CASES: Final = dict(
    zip(
        LINKED,
        (linked.REVIEWED, linked.OVERTURNED, linked.MEDIATED, linked.SETTLED, linked.RECTIFIED),
        strict=True,
    )
)


def _are(now: datetime) -> dict[str, ColumnElement[bool]]:
    """Return which complaints each figure that is a number of them counts, as SQL."""
    facts = counted.facts(Complaint, DUE)
    late = and_(Complaint.state.not_in(counted.LEFT_OUT), Complaint.told_at.is_(None), now >= DUE)
    return (
        facts
        | {name: and_(facts["counted"], what) for name, what in _OF_CASES.items()}
        | {
            "late": late,
            "answered": and_(facts["counted"], linked.ANSWERED),
            "content": and_(facts["counted"], linked.CONTENT),
            "judged": or_(facts["told"], late),
            "decided": counted.decided_at(Complaint).is_not(None),
            "open": facts["is_open"],
            "overdue": and_(facts["is_open"], Complaint.due_at <= now),
        }
    )


# ---------------------------------------------------------------------- entries of an axis


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One entry of an axis: its key, its name, and its place among the others. An axis has one of each, so that they are told apart by
    identity, thousands of times for a table."""

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
    _of_stored: dict[str, Entry] = field(default_factory=dict)
    _of_shown: dict[str, Entry] = field(default_factory=dict)

    def entry(self, key: str) -> Entry:
        """Return the entry that a stored key is counted under."""
        if key not in self._of_stored:
            found = self._entry(key)
            self._of_stored[key] = self._of_shown.setdefault(found.key, found)
        return self._of_stored[key]

    def _entry(self, key: str) -> Entry:
        if not key:
            return Entry("", SHEET["none"].say(self.lang), (1,))
        if self.axis in TIMES:
            return Entry(key, key, (0, key))
        if self.axis == "grade":
            return Entry(key, GRADES[key].say(self.lang), (0, list(GRADES).index(key)))
        if self.axis == "class":
            order = list(CLASSES)
            return Entry(key, CLASSES[key].say(self.lang), (0, order.index(key)))
        if self.axis == "branch":
            return Entry(key, self._said(self.branches.get(key, (key, key))), (0, key))
        found = self.terms.under(cast(AxisWord, self.axis), key, self.level if self.axis in TREES else None)
        return Entry(found.key, self._said(found.name), (0, *found.place))

    def _said(self, name: tuple[str, str]) -> str:
        return name[0] if self.lang == "zh" else name[1]


def _axis(db: Session, axis: CaseAxis, choice: CaseChoice, terms: TermTable) -> Axis:
    rows = db.execute(select(Branch.code, Branch.name_zh, Branch.name_en)) if axis == "branch" else ()
    return Axis(axis, choice.level, choice.lang, terms, {code: (zh, en) for code, zh, en in rows})


# ---------------------------------------------------------------------- counting


def _numbers(asked: Asked, axes: list[str]) -> Iterator[tuple[Any, ...]]:
    """Give the stored keys of axes and the numbers of `COUNTED`: of everything from the counters, of a part from the complaints
    themselves."""
    choice, zone, db = asked.choice, asked.zone, asked.db
    names = [COLUMNS.get(axis, axis) for axis in axes]
    # The grade is not among what the counters tell apart.
    if asked.everything and "grade" not in axes and counters.read_by(db, zone):
        terms = asked.terms
        under = {axis: terms.gathered(cast(AxisWord, axis), choice.level) for axis in axes if axis in TREES}
        statement = counters.asked_for(choice.start, choice.end, names, zone, under)
    else:
        keys: list[ColumnElement[Any]] = [_key_of(cast(CaseAxis, axis), zone) for axis in axes if axis != counters.TOOK]
        keys += [counters.took(counted.decided_at(Complaint), Complaint.received_at, zone)] * (counters.TOOK in axes)
        facts = counted.facts(Complaint, DUE)
        sums = [func.count().filter(facts[name]) for name in COUNTED]
        statement = _of_complaints(asked, keys, sums)
    yield from (tuple(row) for row in db.execute(statement))


def _lines(asked: Asked, axes: list[str]) -> Iterator[tuple[list[str], Sums]]:
    """Give what was counted by the stored keys of axes, the days to decide gathered where they are one of them."""
    for row in _numbers(asked, axes):
        given = [str(one) for one in row[: len(axes)]]
        sums_of = Sums(*row[len(axes) :])
        if counters.TOOK in axes:
            days = int(given.pop())
            if days != UNDECIDED:
                # Whoever is decided counts, so that there are as many.
                sums_of.took[days] = sums_of.counted
        yield given, sums_of


def _more(
    asked: Asked, axes: Sequence[CaseAxis], names: Sequence[str], of: ColumnElement[bool]
) -> Iterator[tuple[list[str], Sums]]:
    """Give what no counter has, by the stored keys of axes: of those complaints alone that can have any of it."""
    are = _are(asked.now)
    sums = [func.count().filter(are[name]) for name in names]
    statement = _of_complaints(asked, [_key_of(axis, asked.zone) for axis in axes], sums).where(of)
    for row in asked.db.execute(statement):
        yield list(row[: len(axes)]), Sums(**dict(zip(names, row[len(axes) :], strict=True)))


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
    terms = asked.terms
    down = [_axis(db, axis, choice, terms) for axis in _down(choice)]
    if choice.against_start is not None:
        table = _compared(asked, down)
    elif choice.across == "figures":
        table = _of_figures(asked, down)
    else:
        table = _crossed(asked, down, _axis(db, choice.across, choice, terms))
    title = _title(choice)
    return CaseSheet(
        title=title,
        notes=_notes(asked, terms),
        columns=table.columns,
        rows=table.rows,
        total=table.total,
        choice=choice,
        start=choice.start,
        end=choice.end,
        made_at=asked.now,
        made_by=asked.by,
        file_name=safe_file_name(f"{title}_{choice.start}_{choice.end}"),
    )


def _down(choice: CaseChoice) -> list[CaseAxis]:
    """Return the axes down the page, the outer one first."""
    return [choice.rows] if choice.inner == "none" else [choice.rows, choice.inner]


Place = tuple[Entry, ...]
"""A row by its entries: of the axis, or of both axes down the page; a subtotal has the outer entry alone."""


def _places(down: Sequence[Axis], keys: Sequence[str]) -> list[Place]:
    """Return the rows that what was counted under stored keys stands in: its own, and the subtotal above it."""
    entries = tuple(axis.entry(key) for axis, key in zip(down, keys, strict=True))
    return [entries[:upto] for upto in range(1, len(entries) + 1)]


@dataclass(frozen=True, slots=True)
class _Table:
    columns: list[CaseColumn]
    rows: list[CaseRow]
    total: CaseRow

    @classmethod
    def of(
        cls,
        choice: CaseChoice,
        columns: Sequence[CaseColumn],
        rows: Mapping[Place, Sequence[Cell]],
        total: Sequence[Cell],
    ) -> "_Table":
        """Put rows in order, each with its name, or both, before its cells; a subtotal before its parts."""
        axes, subtotal = _down(choice), Cell(text=SHEET["subtotal"].say(choice.lang))
        heads = [
            CaseColumn(key=key, title=AXES[axis].say(choice.lang), form="text")
            for key, axis in zip(NAMES, axes, strict=False)
        ]
        named = []
        for at in sorted(rows, key=lambda at: [one.place for one in at]):
            names = [*(Cell(text=one.name) for one in at), subtotal][: len(axes)]
            inner = at[1].key if len(at) > 1 else None
            named.append(CaseRow(key=at[0].key, inner=inner, cells=[*names, *rows[at]]))
        sums = [Cell(text=SHEET["total"].say(choice.lang)), Cell(text="")][: len(axes)]
        return cls([*heads, *columns], named, CaseRow(key=TOTAL, cells=[*sums, *total]))


def _by_figures(asked: Asked, down: Sequence[Axis]) -> dict[Place, Sums]:
    """Return what was counted of each row, what moves with the clock and the cases that belong to complaints as well."""
    found: dict[Place, Sums] = defaultdict(Sums)
    axes = _down(asked.choice)
    lines = (
        _lines(asked, [*axes, counters.TOOK]),
        _more(asked, axes, MOVING, counted.PENDING),
        _more(asked, axes, LINKED, linked.WITH_CASES),
        _more(asked, axes, ASKED, linked.ANSWERED),
    )
    for keys, sums in chain(*lines):
        for at in _places(down, keys):
            found[at].add(sums)
    return found


def _whole(rows: Mapping[Place, Sums]) -> Sums:
    """Return the sums of everything: of the subtotals, where rows have parts."""
    found = Sums()
    for at, one in rows.items():
        if len(at) == 1:
            found.add(one)
    return found


def _of_figures(asked: Asked, down: Sequence[Axis]) -> _Table:
    """Return the figures of each row."""
    choice = asked.choice
    rows = _by_figures(asked, down)
    size = _sizes(asked)

    def cells(sums: Sums, of: Size) -> list[Cell]:
        return [cell(value(sums, of), form) for form, value in SHOWN.values()]

    columns = [_figure(key, choice.lang) for key in SHOWN]
    shown = {at: cells(sums, _size_of(size, choice, at)) for at, sums in rows.items()}
    return _Table.of(choice, columns, shown, cells(_whole(rows), size.whole))


def _sizes(asked: Asked) -> Sizes:
    """Return what complaints are set against; nothing for whoever sees a part of them alone."""
    return sizes(asked.db, asked.choice.end, asked.zone) if asked.everything else Sizes()


def _size_of(size: Sizes, choice: CaseChoice, at: Place) -> Size:
    named = {axis: one.key for axis, one in zip(_down(choice), at, strict=False)}
    return size.branches.get(named["branch"], Size()) if "branch" in named else size.whole


def _crossed(asked: Asked, down: Sequence[Axis], across: Axis) -> _Table:
    """Return how many there were by two axes or three, with the sums before and after merging."""
    choice = asked.choice
    received: Counter[Place] = Counter()
    rows: Counter[Place] = Counter()
    cells: Counter[tuple[Place, Entry]] = Counter()
    columns: Counter[Entry] = Counter()
    axes = [*_down(choice), cast(CaseAxis, choice.across)]
    at_received, at_counted = (len(axes) + COUNTED.index(name) for name in ("received", "counted"))
    for row in _numbers(asked, [*axes]):
        beside = across.entry(row[len(down)])
        columns[beside] += row[at_counted]
        for at in _places(down, row[: len(down)]):
            received[at] += row[at_received]
            rows[at] += row[at_counted]
            cells[at, beside] += row[at_counted]
    if len(columns) > MOST_ACROSS:
        raise InvalidForm({"across": "too_many_columns"})
    heads = sorted(columns, key=lambda one: one.place)

    def written(beside: Sequence[int], counted: int, received: int) -> list[Cell]:
        return [cell(one, "count") for one in (*beside, counted, received)]

    def whole(of: Counter[Place]) -> int:
        return sum(number for at, number in of.items() if len(at) == 1)

    return _Table.of(
        choice,
        [
            *(CaseColumn(key=f"at:{one.key}", title=one.name, form="count") for one in heads),
            _figure("counted", choice.lang),
            _figure("received", choice.lang),
        ],
        {at: written([cells[at, one] for one in heads], rows[at], received[at]) for at in received},
        written([columns[one] for one in heads], whole(rows), whole(received)),
    )


BESIDE: Final = ("counted", "in_time", "median", "extended")
"""The figures of which two periods stand side by side; after the first, how it changed and whether by more than chance."""
BEFORE: Final = "before:"


def _compared(asked: Asked, down: Sequence[Axis]) -> _Table:
    """Return two periods side by side."""
    choice, lang = asked.choice, asked.choice.lang
    other = replace(asked, choice=_other_period(choice))
    now, before = _by_figures(asked, down), _by_figures(other, down)
    days, days_before = ((one.end - one.start).days + 1 for one in (choice, other.choice))
    entries = list({**now, **before})
    pairs = {one: (now.get(one, Sums()), before.get(one, Sums())) for one in entries}
    whole = (_whole(now), _whole(before))
    found = chance.changes([(here.counted, there.counted) for here, there in pairs.values()], days, days_before)
    (of_whole,) = chance.changes([(whole[0].counted, whole[1].counted)], days, days_before)

    def cells(here: Sums, there: Sums, change: chance.Change) -> list[Cell]:
        more = _change(here.counted / days, there.counted / days_before)
        said = ("more" if more is None or more > 0 else "less") if change.more_than_chance else "chance"
        shown: list[Cell] = []
        for key in BESIDE:
            form, value = SHOWN[key]
            shown += [cell(value(one, Size()), form) for one in (here, there)]
            if key == "counted":
                shown += [_change_cell(more), Cell(text=CHANCES[said].say(lang))]
        return shown

    columns: list[CaseColumn] = []
    for key in BESIDE:
        figure = _figure(key, lang)
        title = SHEET["before"].say(lang).format(figure=figure.title)
        columns += [figure, figure.model_copy(update={"key": f"{BEFORE}{key}", "title": title})]
        if key == "counted":
            columns += [_figure("change", lang), _figure("chance", lang)]
    shown = {one: cells(*pairs[one], change) for one, change in zip(entries, found, strict=True)}
    return _Table.of(choice, columns, shown, cells(*whole, of_whole))


def _change(now: float, before: float) -> float | None:
    return now / before - 1 if before else None


def _change_cell(change: float | None) -> Cell:
    written = cell(change, "share")
    return written if change is None or change <= 0 else written.model_copy(update={"text": f"+{written.text}"})


def _figure(key: str, lang: LanguageWord) -> CaseColumn:
    term = FIGURES[key]
    form = SHOWN[key][0] if key in SHOWN else OTHER_FORMS[key]
    return CaseColumn(key=key, title=term.say(lang), form=form, explain=term.help_zh if lang == "zh" else term.help_en)


OTHER_FORMS: Final[dict[str, FormWord]] = {"change": "share", "chance": "text"}


def _title(choice: CaseChoice) -> str:
    named = " › ".join(AXES[axis].say(choice.lang) for axis in _down(choice))
    if choice.across != "figures":
        named += f" × {AXES[choice.across].say(choice.lang)}"
    return f"{SHEET['title'].say(choice.lang)} · {named}"


def _notes(asked: Asked, terms: TermTable) -> list[str]:
    choice, lang, zone = asked.choice, asked.choice.lang, asked.zone
    local = asked.now.astimezone(zone)
    said = [SHEET["days"].say(lang).format(first=choice.start, last=choice.end, zone=zone)]
    if choice.against_start is not None:
        said.append(SHEET["against"].say(lang).format(first=choice.against_start, last=choice.against_end))
    if {choice.rows, choice.inner, choice.across} & set(TREES):
        said.append(SHEET["edition"].say(lang).format(edition=terms.edition))
    said += [SHEET["cross"].say(lang)] if choice.across != "figures" else []
    said += [] if asked.everything else [SHEET["reach"].say(lang)]
    return [*said, SHEET["made"].say(lang).format(name=asked.by, at=f"{local:%Y-%m-%d %H:%M}")]


# ---------------------------------------------------------------------- out of the house, and behind a cell


def exported(unit: Unit, choice: CaseChoice, zone: tzinfo, kind: str = "pdf") -> CaseSheet:
    """As `sheet`, to be printed or made a file; who took it out is in the audit trail."""
    found = sheet(unit, choice, zone)
    written_down(unit, "cases.export", choice, kind=kind, rows=len(found.rows))
    return found


def written_down(unit: Unit, action: str, choice: CaseChoice, **more: Any) -> None:
    """Write down that a table was taken out of the house, or looked behind."""
    unit.audit(
        action,
        "report",
        STATISTICS,
        by=[one for one in (choice.rows, choice.inner, choice.across) if one in AXES],
        from_at=choice.start.isoformat(),
        to_at=choice.end.isoformat(),
        **more,
    )


def exported_workbook(unit: Unit, choice: CaseChoice, zone: tzinfo) -> bytes:
    """Return the XLSX file."""
    return workbook(exported(unit, choice, zone, "xlsx"), choice.lang)


BASES: Final = {
    "name": "received",
    "in_time": "judged",
    **dict.fromkeys(("days", "median", "p90"), "decided"),
    **dict.fromkeys(("per_outlets", "per_customers", "change", "chance"), "counted"),
    "inner": "received",
    "overturned": "reviewed",
    "settled": "mediated",
    "content": "answered",
}
"""Figures that are no number of complaints, and the one behind whose cells those stand that they are of."""


def behind(unit: Unit, place: CaseCell, zone: tzinfo) -> CasesBehind:
    """Return the complaints behind a cell, newest first. Raises InvalidForm for a cell there is not."""
    figure = place.column.removeprefix(BEFORE)
    asked = Asked.of(unit, place if figure == place.column else cast(CaseCell, _other_period(place)), zone)
    conditions = _conditions(asked)
    terms = asked.terms
    if not place.whole:
        conditions.append(_under(asked, place.rows, place.row, terms))
        if place.part and place.inner != "none":
            conditions.append(_under(asked, place.inner, place.inner_row, terms))
    if figure.startswith("at:") and place.across != "figures":
        conditions.append(_under(asked, place.across, figure.removeprefix("at:"), terms))
        figure = "counted"
    # Behind an average stand those it is of, behind a share those it is a share of.
    figure = BASES.get(figure, figure)
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
    written_down(unit, "cases.list", place, rows=len(shown))
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
