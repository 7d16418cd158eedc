"""The figures of a report before they are written: one row per stretch of time, queue, team or agent, and the whole."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.figures.service import Counts, Goals, Window, counting, rules
from agent_desk.hub.reports import periods
from agent_desk.hub.reports.agents import Work, work_of
from agent_desk.hub.reports.columns import Made, agent_columns, call_columns
from agent_desk.hub.reports.errors import TooManyRows
from agent_desk.hub.reports.scope import Of
from agent_desk.models.calls.calls import Queue
from agent_desk.models.people import Person, Team
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.kit.table import LanguageWord
from agent_desk.schemas.kit.week import NAMES
from agent_desk.schemas.reports.charts import TIME_ROWS

MOST_ROWS: Final = 3000
MOST_CUTS_OF_WORK: Final = 120
"""Each stretch of agents' work is a question of its own to the database."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `subject` is what its figures are worked out of (Counts or Work)."""

    key: str
    label: str
    start_at: datetime
    end_at: datetime
    of: str
    subject: Any
    formula: FormulaWord | None = None

    def value(self, made: Made[Any]) -> float | None:
        """Return a figure of this row; a queue's service level by the queue's own formula."""
        if made.key == "service_level" and self.formula is not None:
            return rules.service_level(self.subject, self.formula)
        return made.value(self.subject)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, the whole, and the columns they are written in."""

    columns: list[Made[Any]]
    rows: list[Row]
    total: Row


def table(
    db: Session, rows: str, of: Of, window: Window, goals: Goals, minutes: int, now: datetime, lang: LanguageWord
) -> Table:
    """Return the figures of one period. Raises TooManyRows."""
    if rows in TIME_ROWS:
        starts = periods.cuts(rows, window, minutes)
        if len(starts) > MOST_ROWS or (not of.of_calls and len(starts) > MOST_CUTS_OF_WORK):
            raise TooManyRows(rows=len(starts), most=MOST_ROWS if of.of_calls else MOST_CUTS_OF_WORK)
        make = _calls_in_time if of.of_calls else _work_in_time
        return make(db, rows, of, window, goals, starts, now, lang)
    if rows == "queue":
        return _queues(db, window, goals, lang)
    return _people(db, rows, of, window, now, lang)


def _total_row(of: Of, window: Window, subject: object, formula: FormulaWord | None = None) -> Row:
    return Row("total", "", window.start_at, window.end_at, of.word, subject, formula)


# ---------------------------------------------------------------------- calls


def call_made(goals: Goals, queue_id: uuid.UUID | None) -> list[Made[Any]]:
    """The columns of calls, with the formula of the centre or of a queue."""
    formula = goals.of(queue_id).target.formula
    return list(call_columns(partial(rules.service_level, formula=formula), formula))


def _calls_in_time(
    db: Session,
    rows: str,
    of: Of,
    window: Window,
    goals: Goals,
    starts: list[datetime],
    _now: datetime,
    lang: LanguageWord,
) -> Table:
    queue_id = of.queue.id if of.queue is not None else None
    found = counting.cells(db, window, starts, goals)
    mine = {key: counts for key, counts in found.items() if queue_id in (None, key[0])}
    by_cut = counting.rolled_up(mine, lambda _queue, cut: cut)
    made = [
        Row(str(place), time_label(rows, begin, end, window, lang), begin, end, of.word, by_cut.get(place, Counts()))
        for place, (begin, end) in enumerate(stretches(starts, window))
    ]
    return Table(call_made(goals, queue_id), made, _total_row(of, window, counting.total(mine)))


def _queues(db: Session, window: Window, goals: Goals, lang: LanguageWord) -> Table:
    found = counting.by_queue(db, window, goals)
    queues = db.scalars(select(Queue).where(Queue.id.in_(found)).order_by(Queue.position, Queue.code))
    rows = [
        Row(
            queue.code,
            queue.name_zh if lang == "zh" else queue.name_en,
            window.start_at,
            window.end_at,
            f"queue:{queue.code}",
            found[queue.id],
            goals.of(queue.id).target.formula,
        )
        for queue in queues
    ]
    return Table(call_made(goals, None), rows, _total_row(Of("centre"), window, sum(found.values(), Counts())))


# ---------------------------------------------------------------------- work


def _added(works: Iterable[Work]) -> Work:
    return sum(works, Work(people=0))


def _work_in_time(
    db: Session,
    rows: str,
    of: Of,
    window: Window,
    _goals: Goals,
    starts: list[datetime],
    now: datetime,
    lang: LanguageWord,
) -> Table:
    def of_stretch(begin: datetime, end: datetime) -> Work:
        found = work_of(db, Window(begin, end, window.zone), now)
        return _added(work for person, work in found.items() if of.people is None or person in of.people)

    made = [
        Row(str(place), time_label(rows, begin, end, window, lang), begin, end, of.word, of_stretch(begin, end))
        for place, (begin, end) in enumerate(stretches(starts, window))
    ]
    return Table(list(agent_columns()), made, _total_row(of, window, of_stretch(window.start_at, window.end_at)))


def _people(db: Session, rows: str, of: Of, window: Window, now: datetime, lang: LanguageWord) -> Table:
    found = work_of(db, window, now)
    mine = {person: work for person, work in found.items() if of.people is None or person in of.people}
    people = db.scalars(select(Person).where(Person.id.in_(mine)).order_by(Person.agent_code, Person.login)).all()
    made = (_by_team if rows == "team" else _by_agent)(db, people, mine, window, lang)
    return Table(list(agent_columns()), made, _total_row(of, window, _added(mine.values())))


def person_label(person: Person, lang: LanguageWord) -> str:
    """ "Li Na (1001)"."""
    name = person.name if lang == "zh" else person.name_en or person.name
    code = person.agent_code
    return f"{name} ({code})" if code and code != name else name


def _by_agent(
    _db: Session, people: Iterable[Person], found: dict[uuid.UUID, Work], window: Window, lang: LanguageWord
) -> list[Row]:
    return [
        Row(
            person.agent_code or person.login,
            person_label(person, lang),
            window.start_at,
            window.end_at,
            f"agent:{person.agent_code or person.login}",
            found[person.id],
        )
        for person in people
    ]


def _by_team(
    db: Session, people: Iterable[Person], found: dict[uuid.UUID, Work], window: Window, lang: LanguageWord
) -> list[Row]:
    members: dict[uuid.UUID | None, list[Work]] = {}
    for person in people:
        members.setdefault(person.team_id, []).append(found[person.id])
    rows = [
        Row(
            team.code,
            team.name_zh if lang == "zh" else team.name_en,
            window.start_at,
            window.end_at,
            f"team:{team.code}",
            _added(members[team.id]),
        )
        for team in db.scalars(select(Team).where(Team.id.in_(members)).order_by(Team.code))
    ]
    if None in members:
        label = "未分班组" if lang == "zh" else "In no team"
        rows.append(Row("", label, window.start_at, window.end_at, "centre", _added(members[None])))
    return rows


# ---------------------------------------------------------------------- rows of time


def stretches(starts: list[datetime], window: Window) -> list[tuple[datetime, datetime]]:
    """Return each row's beginning and end; the last one ends with the window."""
    return list(zip(starts, [*starts[1:], window.end_at], strict=True))


def time_label(rows: str, begin: datetime, end: datetime, window: Window, lang: LanguageWord) -> str:
    """Return how a stretch is named: "2025-11-13 Thu", "2025-11-13 08:00", "2025-11-10 – 11-16", "2025-11"."""
    at = begin.astimezone(window.zone)
    if rows == "interval":
        return at.strftime("%Y-%m-%d %H:%M")
    last = (end - _INSTANT).astimezone(window.zone)
    if rows == "week":
        return f"{at:%Y-%m-%d} – {last:%m-%d}"
    if rows == "month":
        return at.strftime("%Y-%m")
    return f"{at:%Y-%m-%d} {weekday(at.weekday(), lang)}"


def weekday(number: int, lang: LanguageWord) -> str:
    """Monday is 0."""
    return NAMES[lang][number]


_INSTANT: Final = timedelta(microseconds=1)
