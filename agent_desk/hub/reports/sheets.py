"""A report written out as one sheet: titles, notes, cells. Screen, XLSX and PDF all show this, so they cannot differ."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.figures.service import FORMULAS, BadMoment, Goals, Window, goals_of, shared_zone
from agent_desk.hub.kit.cells import DASH, cell, safe_file_name
from agent_desk.hub.kit.masking import TextMask
from agent_desk.hub.reports import periods
from agent_desk.hub.reports.columns import Made, change
from agent_desk.hub.reports.errors import BadDays
from agent_desk.hub.reports.measures import taken
from agent_desk.hub.reports.periods import BadPeriod, Days
from agent_desk.hub.reports.scope import Of
from agent_desk.hub.reports.score_card import Card, card
from agent_desk.hub.reports.tables import Row, Table, table
from agent_desk.models.calls.calls import Queue
from agent_desk.schemas.kit.table import Cell, GrainWord, LanguageWord
from agent_desk.schemas.reports.sheet import (
    ReportChoice,
    Sheet,
    SheetColumn,
    SheetGoal,
    SheetRow,
)

TITLES: Final[dict[str, tuple[str, str]]] = {
    "interval": ("按时段统计", "By interval"),
    "day": ("按日统计", "By day"),
    "week": ("按周统计", "By week"),
    "month": ("按月统计", "By month"),
    "queue": ("按队列统计", "By queue"),
    "team": ("按班组统计", "By team"),
    "agent": ("按坐席统计", "By agent"),
    "score_card": ("坐席绩效卡", "Agent score card"),
    "measures": ("应急措施", "Measures taken"),
}
HEADS: Final[dict[str, tuple[str, str]]] = {
    "interval": ("时段", "Interval"),
    "day": ("日期", "Day"),
    "week": ("周", "Week"),
    "month": ("月份", "Month"),
    "queue": ("队列", "Queue"),
    "team": ("班组", "Team"),
    "agent": ("坐席", "Agent"),
    "score_card": ("指标", "Figure"),
    "measures": ("开始", "From"),
}
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "centre": ("", ""),
    "queue": ("队列 ", "queue "),
    "team": ("班组 ", "team "),
    "agent": ("坐席 ", "agent "),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that decides what the sheet says."""

    choice: ReportChoice
    of: Of
    days: Days
    window: Window
    against: Days | None
    goals: Goals
    now: datetime
    made_by: str

    @property
    def lang(self) -> LanguageWord:
        """The language it is written in."""
        return self.choice.lang

    def pick(self, words: tuple[str, str]) -> str:
        """Chinese or English."""
        return words[0] if self.lang == "zh" else words[1]


def asked(db: Session, choice: ReportChoice, of: Of, centre_zone: str, now: datetime, made_by: str) -> Asked:
    """Settle the days, the zone they belong to and the goals in force. Raises BadDays."""
    centre = ZoneInfo(centre_zone)
    try:
        days = periods.days_of(choice, choice.as_of or now.astimezone(centre).date())
        against = periods.compared(choice, days)
        window = days.window(centre)
        window = days.window(shared_zone(db, window.start_at, window.end_at, centre))
    except (BadPeriod, BadMoment) as fault:
        raise BadDays() from fault
    return Asked(choice, of, days, window, against, goals_of(db), now, made_by)


def sheet(db: Session, about: Asked) -> Sheet:
    """Return the report. Raises TooManyRows, BadDays."""
    if about.choice.rows == "score_card":
        return _card_sheet(db, about, card(db, about.of, about.window, about.now, about.lang))
    if about.choice.rows == "measures":
        return _measures_sheet(db, about)
    now = _table(db, about, about.window)
    if about.against is None:
        columns, rows, total = _plain(about, now)
    else:
        try:
            before = _table(db, about, about.against.window(about.window.zone))
        except BadMoment as fault:
            raise BadDays() from fault
        columns, rows, total = _compared(about, now, before)
    return _sheet(db, about, columns, rows, total)


def _table(db: Session, about: Asked, window: Window) -> Table:
    choice = about.choice
    return table(db, choice.rows, about.of, window, about.goals, choice.minutes, about.now, about.lang)


# ---------------------------------------------------------------------- cells

Written = tuple[list[SheetColumn], list[SheetRow], SheetRow | None]


def _head(about: Asked) -> SheetColumn:
    return SheetColumn(key="name", title=about.pick(HEADS[about.choice.rows]), form="text")


def _row(row: Row, cells: list[Cell]) -> SheetRow:
    return SheetRow(key=row.key, start_at=row.start_at, end_at=row.end_at, of=row.of, cells=cells)


_GRAINS: Final[dict[str, GrainWord]] = {"interval": "minute", "day": "day", "month": "month"}


def _name(about: Asked, row: Row, label: str) -> Cell:
    """Return the first cell of a row: a real date where the rows are stretches that one date names."""
    grain = _GRAINS.get(about.choice.rows)
    if grain is None or row.key == "total":
        return Cell(text=label)
    return Cell(text=label, at=row.start_at.astimezone(about.window.zone), grain=grain)


def _column(about: Asked, made: Made[Any], *, suffix: str = "", title: str = "") -> SheetColumn:
    return SheetColumn(
        key=made.key + suffix,
        title=title or made.title(about.lang),
        form="change" if suffix == ":change" else made.form,
        figure=made.figure if suffix == "" else None,
        explain=about.pick(made.explain),
    )


def _plain(about: Asked, found: Table) -> Written:
    columns = [_head(about), *(_column(about, made) for made in found.columns)]

    def write(row: Row, label: str) -> SheetRow:
        return _row(row, [_name(about, row, label), *(cell(row.value(made), made.form) for made in found.columns)])

    return columns, [write(row, row.label) for row in found.rows], write(found.total, about.pick(("合计", "Total")))


def _compared(about: Asked, now: Table, before: Table) -> Written:
    """Rows of time stand beside the row in the same place of the other period, the others beside their namesake."""
    made = [one for one in now.columns if one.compared]
    columns = [_head(about)]
    for one in made:
        title = one.title(about.lang)
        columns += [
            _column(about, one),
            _column(about, one, suffix=":before", title=about.pick((f"{title}（对比）", f"{title}, before"))),
            _column(about, one, suffix=":change", title=about.pick(("增减", "Change"))),
        ]
    others = {row.key: row for row in before.rows}

    def write(row: Row, other: Row | None, label: str) -> SheetRow:
        cells = [_name(about, row, label)]
        for one in made:
            value, was = row.value(one), other.value(one) if other is not None else None
            # Differences are of what is written, so that a reader's subtraction agrees.
            mine, theirs = cell(value, one.form), cell(was, one.form)
            cells += [mine, theirs, change(mine.value, theirs.value, one.form, about.lang)]
        return _row(row, cells)

    rows = [write(row, others.get(row.key), row.label) for row in now.rows]
    return columns, rows, write(now.total, before.total, about.pick(("合计", "Total")))


def _card_sheet(db: Session, about: Asked, found: Card) -> Sheet:
    mean = about.pick((f"班组均值（{found.people} 人）", f"Team mean ({found.people})"))
    columns = [
        _head(about),
        SheetColumn(key="mine", title=about.pick(("本人", "Agent")), form="text"),
        SheetColumn(key="team", title=mean, form="text"),
        SheetColumn(key="change", title=about.pick(("与均值之差", "Against the mean")), form="change"),
    ]
    start, end = about.window.start_at, about.window.end_at
    rows = []
    for one in found.rows:
        mine, team = cell(one.mine, one.form), cell(one.team, one.form)
        cells = [Cell(text=one.label), mine, team, change(mine.value, team.value, one.form, about.lang)]
        rows.append(SheetRow(key=one.key, start_at=start, end_at=end, of=about.of.word, cells=cells))
    return _sheet(db, about, columns, rows, None)


def _measures_sheet(db: Session, about: Asked) -> Sheet:
    columns = [
        _head(about),
        SheetColumn(key="what", title=about.pick(("措施", "What")), form="text"),
        SheetColumn(key="to", title=about.pick(("结束", "To")), form="text"),
        SheetColumn(key="by", title=about.pick(("操作人", "By")), form="text"),
        SheetColumn(key="why", title=about.pick(("原因", "Why")), form="text"),
        SheetColumn(key="calls", title=about.pick(("来电", "Calls")), form="count"),
    ]
    rows, mask = [], TextMask(db)
    for one in taken(db, about.of, about.window, about.now):
        cells = [_moment(about, one.from_at), Cell(text=about.pick(one.what)), _moment(about, one.to_at)]
        cells += [Cell(text=about.pick(one.by)), Cell(text=mask(one.why)), cell(one.calls, "count")]
        end = one.to_at or about.window.end_at
        rows.append(SheetRow(key=one.key, start_at=one.from_at, end_at=end, of=about.of.word, cells=cells))
    return _sheet(db, about, columns, rows, None)


def _moment(about: Asked, at: datetime | None) -> Cell:
    if at is None:
        return Cell(text=DASH)
    here = at.astimezone(about.window.zone)
    return Cell(text=f"{here:%Y-%m-%d %H:%M}", at=here, grain="minute")


# ---------------------------------------------------------------------- words


def _sheet(
    db: Session, about: Asked, columns: list[SheetColumn], rows: list[SheetRow], total: SheetRow | None
) -> Sheet:
    goal = about.goals.of(about.of.queue.id if about.of.queue is not None else None)
    name = about.pick((about.of.name_zh, about.of.name_en or about.of.name_zh))
    title = f"{about.pick(TITLES[about.choice.rows])} · {name}"
    days = f"{about.days.first:%Y%m%d}-{about.days.last:%Y%m%d}"
    return Sheet(
        title=title,
        notes=_notes(db, about, name),
        columns=columns,
        rows=rows,
        total=total,
        choice=about.choice,
        start=about.days.first,
        end=about.days.last,
        zone=str(about.window.zone),
        goal=SheetGoal(formula=goal.target.formula, level=goal.target.level, answer_rate=goal.answer_rate),
        made_at=about.now,
        made_by=about.made_by,
        file_name=safe_file_name(f"{about.pick(TITLES[about.choice.rows])}_{name}_{days}"),
    )


def _notes(db: Session, about: Asked, name: str) -> list[str]:
    zone = str(about.window.zone)
    whose = about.pick(_KINDS[about.of.kind]) + name
    window = about.pick(
        (
            f"{whose}；{about.days.first} 至 {about.days.last}（含首尾两日），时区 {zone}",
            f"{whose}; {about.days.first} to {about.days.last} (both days included), {zone}",
        )
    )
    if about.against is not None and about.choice.rows not in ("score_card", "measures"):
        first, last = about.against.first, about.against.last
        window += about.pick((f"；对比 {first} 至 {last}", f"; compared with {first} to {last}"))
    notes = [window, *(_about_calls(db, about) if _of_calls(about) else [_about_work(about)])]
    at = about.now.astimezone(about.window.zone)
    return [
        *notes,
        about.pick(
            (f"制表 {at:%Y-%m-%d %H:%M:%S}，{about.made_by}", f"Made {at:%Y-%m-%d %H:%M:%S} by {about.made_by}")
        ),
    ]


def _of_calls(about: Asked) -> bool:
    return about.of.of_calls and about.choice.rows not in ("team", "agent", "score_card", "measures")


def _about_calls(db: Session, about: Asked) -> list[str]:
    goal = about.goals.of(about.of.queue.id if about.of.queue is not None else None)
    target, formula = goal.target, FORMULAS[goal.target.formula]
    seconds = f"{target.within_ms / 1000:g}", f"{target.short_ms / 1000:g}"
    said = [
        about.pick(
            (
                f"服务水平 {formula.id}：{formula.words_zh}，T = {seconds[0]} 秒，t = {seconds[1]} 秒，目标 ≥ {target.level:.0%}；"
                f"接通率 = 接听 ÷ 进线，目标 ≥ {goal.answer_rate:.0%}",
                f"Service level {formula.id}: {formula.words_en}, T = {seconds[0]} s, t = {seconds[1]} s, target ≥ "
                f"{target.level:.0%}; answer rate = answered / offered, target ≥ {goal.answer_rate:.0%}",
            )
        )
    ]
    if about.of.queue is None:
        own = db.execute(
            select(Queue.name_zh, Queue.name_en).where(Queue.id.in_(about.goals.queues)).order_by(Queue.position)
        )
        names = [zh if about.lang == "zh" else en for zh, en in own]
        if names:
            said.append(
                about.pick(
                    (
                        f"按各自的公式与 T、t 统计：{'、'.join(names)}",
                        f"With a formula, T and t of their own: {', '.join(names)}",
                    )
                )
            )
    return said


def _about_work(about: Asked) -> str:
    if about.choice.rows == "measures":
        return about.pick(
            (
                "此期间执行过的措施；来电为措施执行期间受其影响的来电：未接入、溢出或听到公告",
                "What held at some time in these days; calls: those that met it while it held, turned away, overflowed or told",
            )
        )
    return about.pick(
        (
            f"按坐席在通话中的部分统计，通话计入其进线的时段；利用率 = 处理 ÷（处理 + 就绪）；“{DASH}”表示无从计算",
            "Counted by the agents' parts in calls, in the interval in which a call was offered; occupancy = handling / "
            f"(handling + ready); “{DASH}”: no basis",
        )
    )
