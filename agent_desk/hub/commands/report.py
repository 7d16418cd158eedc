"""`agent-desk report service-level`: the figures of the board for any days, for people and for programs."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from agent_desk.hub.cases import monthly, statistics
from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    centre_zone,
)
from agent_desk.hub.commands.say import WRONG_USE, fail, pick, put
from agent_desk.hub.figures.rules import FORMULAS
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.private_files import create
from agent_desk.hub.kit.workbook import workbook
from agent_desk.hub.reports import service
from agent_desk.hub.reports.errors import BadInterval, BadWindow, UnknownZone
from agent_desk.schemas.cases.monthly import MonthChoice, MonthlyPaper
from agent_desk.schemas.cases.statistics import AcrossWord, CaseAxis, CaseChoice, CaseSheet, InnerWord
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.kit.chinese import width
from agent_desk.schemas.kit.table import LanguageWord
from agent_desk.schemas.reports.records import Figure, Grouping, ServiceLevelReport

app = typer.Typer(help="Figures of any days.", no_args_is_help=True, rich_markup_mode=None)

_WRONG = {
    BadWindow: (
        "无法统计 {start} 至 {end}：请用 2025-11-13 或 2025-11-13T08:00 这样的日期或时间，且止不早于起。",
        "No report from {start} to {end}: give dates or times like 2025-11-13 or 2025-11-13T08:00, the end after the start.",
    ),
    UnknownZone: (
        "没有名为 {zone} 的时区，例如 Asia/Shanghai。",
        "There is no time zone {zone}; for example Asia/Shanghai.",
    ),
    BadInterval: (
        "时段长度应为 {known} 分钟之一，不能是 {minutes}。",
        "An interval has {known} minutes, not {minutes}.",
    ),
}


@app.callback()
def figures() -> None:
    """Figures of any days."""


@app.command("service-level")
def service_level(
    start: Annotated[str, typer.Option("--from", metavar="WHEN", help="First day (2025-11-13) or time (…T08:00).")],
    end: Annotated[
        str,
        typer.Option(
            "--to", metavar="WHEN", help="Last day, which is included whole, or the time before which to stop."
        ),
    ],
    by: Annotated[Grouping, typer.Option(help="What the figures are grouped by.")] = "all",
    minutes: Annotated[int, typer.Option(help="Length of an interval: 5, 10, 15, 20, 30 or 60.")] = 30,
    zone: Annotated[
        str | None,
        typer.Option(
            help="Time zone of days and times; else the one that the queues with calls there share, else the centre's."
        ),
    ] = None,
    formula: Annotated[FormulaWord | None, typer.Option(help="Formula of the table; else the centre's.")] = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Service level, answer rate, ASA, AHT and counts of the calls offered from --from up to --to.

    Windows are half-open. JSON gives every formula F1 to F6; keys of days and intervals are Unix times of their start.
    """
    with at_database(database, settings, data) as (chosen, opening):
        centre = centre_zone(opening, chosen)
        try:
            with opening.read() as db:
                report = service.service_level(
                    db, start, end, by, centre_zone=centre, zone=zone, minutes=minutes, formula=formula
                )
        except (BadWindow, UnknownZone, BadInterval) as fault:
            zh, en = (words.format_map(fault.values) for words in _WRONG[type(fault)])
            fail(zh, en, WRONG_USE)
    put(json.dumps(as_json_object(report), ensure_ascii=False, indent=0) if as_json else as_table(report))


@app.command("complaints")
def complaints(
    month: Annotated[
        str | None, typer.Option(metavar="2025-11", help="A whole month of receipt; instead of --from and --to.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day of receipt.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day of receipt, included.")] = None,
    rows: Annotated[CaseAxis, typer.Option(help="What stands down the page.")] = "business",
    inner: Annotated[
        InnerWord, typer.Option(help="A second axis down the page, within each entry of the first.")
    ] = "none",
    across: Annotated[AcrossWord, typer.Option(help="Figures, or another axis across the page.")] = "figures",
    level: Annotated[int, typer.Option(min=1, max=3, help="Level of business, cause and channel.")] = 2,
    workbook_file: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FILE", help="Write the same table as a workbook.")
    ] = None,
    whole: Annotated[
        bool, typer.Option("--paper", help="The monthly paper with all its tables, instead of one.")
    ] = False,
    edition: Annotated[
        int | None, typer.Option(min=1, help="The paper as this edition froze it; else as of now.")
    ] = None,
    pdf_file: Annotated[
        Path | None, typer.Option("--pdf", metavar="FILE", help="Write the monthly paper as a PDF.")
    ] = None,
    docx_file: Annotated[
        Path | None, typer.Option("--docx", metavar="FILE", help="Write the monthly paper as a document.")
    ] = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Statistics of complaints by the day of receipt: the table of the desk, cell by cell, or the whole monthly paper."""
    first, last = _days(month, start, end)
    lang: LanguageWord = pick("zh", "en")  # type: ignore[assignment]
    if whole or edition is not None or pdf_file is not None or docx_file is not None:
        if month is None:
            fail("月报需要 --month。", "The monthly paper is of a --month.", WRONG_USE)
        with at_database(database, settings, data) as (chosen, opening):
            paper = _paper(opening, ZoneInfo(centre_zone(opening, chosen)), first, edition, lang)
        made = {"pdf": pdf_file, "docx": docx_file}
        for kind, file in made.items():
            if file is not None:
                _write(file, _paper_file(paper, kind))
        if workbook_file is not None:
            _write(workbook_file, monthly.file_of(paper, lang))
        put(paper.model_dump_json(indent=0) if as_json else _as_text(paper))
        return
    with at_database(database, settings, data) as (chosen, opening):
        zone = ZoneInfo(centre_zone(opening, chosen))
        choice = CaseChoice.model_validate(
            {"rows": rows, "inner": inner, "across": across, "level": level, "start": first, "end": last, "lang": lang}
        )
        try:
            with opening.read() as db:
                found = statistics.made(statistics.Asked.of_all(db, choice, zone, utc_now(), "agent-desk"))
        except InvalidForm as fault:
            faults = ", ".join(f"{name}: {why}" for name, why in fault.values["fields"].items())
            fail(f"不能这样统计（{faults}）。", f"This cannot be asked ({faults}).", WRONG_USE)
    if workbook_file is not None:
        _write(workbook_file, workbook(found, choice.lang))
    put(found.model_dump_json(indent=0) if as_json else _table_text(found))


_papers: list[Callable[[MonthlyPaper, str], bytes]] = []


def make_papers_by(make: Callable[[MonthlyPaper, str], bytes]) -> None:
    """Have papers ("pdf", "docx") made by this: what draws belongs to the desk, and a hub may be installed without it."""
    _papers[:] = [make]


def _paper_file(paper: MonthlyPaper, kind: str) -> bytes:
    if not _papers:
        fail(
            "此计算机没有安装桌面组件，无法生成文件。",
            "What draws papers is not installed on this machine: pip install 'agent-desk[hub]'.",
        )
    return _papers[0](paper, kind)


def _paper(database: Database, zone: ZoneInfo, month: date, edition: int | None, lang: LanguageWord) -> MonthlyPaper:
    with database.read() as db:
        if edition is not None:
            try:
                return monthly.frozen(db, MonthChoice(month=month, edition=edition, lang=lang), zone)
            except NotFound:
                fail(
                    f"{month:%Y-%m} 没有第 {edition} 版。",
                    f"There is no edition {edition} of {month:%Y-%m}.",
                    WRONG_USE,
                )
        own = CaseChoice(start=month, end=month, lang=lang)
        return monthly.made(statistics.Asked.of_all(db, own, zone, utc_now(), "agent-desk"), month, lang)


def _write(path: Path, content: bytes) -> None:
    try:
        path.unlink(missing_ok=True)
        with create(path) as file:
            file.write(content)
    except OSError as fault:
        fail(f"无法写入 {path}：{fault.strerror}。", f"{path} cannot be written: {fault.strerror}.")


def _as_text(paper: MonthlyPaper) -> str:
    parts = [paper.title, *paper.notes]
    return "\n".join([*parts, *(f"\n{_table_text(one)}" for one in paper.sections)])


def _table_text(found: CaseSheet) -> str:
    lines = [[one.title for one in found.columns], *([cell.text for cell in row.cells] for row in found.rows)]
    notes = "\n".join(found.notes)
    return f"{found.title}\n{notes}\n\n{_aligned([*lines, [cell.text for cell in found.total.cells]])}"


def _days(month: str | None, start: str | None, end: str | None) -> tuple[date, date]:
    """Return the first and the last day that were asked for; ends with a sentence where they are none."""
    try:
        if month is not None and start is None and end is None:
            first = date.fromisoformat(f"{month}-01")
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if month is None and start is not None and end is not None:
            return date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        pass
    fail(
        "请给出月份（--month 2025-11），或首末两日（--from 2025-11-01 --to 2025-11-30）。",
        "Give a month (--month 2025-11), or the first and the last day (--from 2025-11-01 --to 2025-11-30).",
        WRONG_USE,
    )


def as_json_object(report: ServiceLevelReport) -> dict[str, Any]:
    """For programs: T and short in seconds, the zone, and the groups under "all", "queue", "day", "agent" or
    "interval_<seconds>". `own_targets` is there only where a queue has a T or t of its own."""
    name = f"interval_{report.minutes * 60}" if report.by == "interval" else report.by
    rows = {row.key: row.figures for row in report.rows}
    said: dict[str, Any] = {
        "T": _seconds(report.threshold_ms),
        "short": _seconds(report.short_ms),
        "zone": report.zone,
        name: rows["all"] if report.by == "all" else rows,
    }
    if report.own_targets:
        said["own_targets"] = {
            own.queue: {"T": _seconds(own.threshold_ms), "short": _seconds(own.short_ms)} for own in report.own_targets
        }
    return said


def _seconds(ms: int) -> float:
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def as_table(report: ServiceLevelReport) -> str:
    """For people: the formula in words, then one aligned line per group."""
    formula = FORMULAS[report.formula]
    zone = ZoneInfo(report.zone)
    start, end = (at.astimezone(zone).strftime("%Y-%m-%d %H:%M") for at in (report.start_at, report.end_at))
    head = pick(
        f"{start} 至 {end}（不含）{report.zone}；服务水平 {report.formula}：{formula.words_zh}，"
        f"T = {_seconds(report.threshold_ms)} 秒，t = {_seconds(report.short_ms)} 秒，目标 {report.target:.0%}",
        f"{start} to {end} (not included), {report.zone}; service level {report.formula}: {formula.words_en}, "
        f"T = {_seconds(report.threshold_ms)} s, t = {_seconds(report.short_ms)} s, target {report.target:.0%}",
    )
    columns = _AGENT_COLUMNS if report.by == "agent" else _COLUMNS
    titles = [pick("分组", "Group"), *(pick(zh, en) for zh, en, _, _ in columns)]
    lines = [titles]
    for row in report.rows:
        name = _group_name(report, row.key, row.starts_at, zone)
        cells = [row.figures[report.formula if key == "SL" else key] for _, _, key, _ in columns]
        lines.append([name, *(_shown(value, form) for value, (_, _, _, form) in zip(cells, columns, strict=True))])
    if len(lines) == 1:
        lines.append([pick("没有来电", "no calls")])
    return f"{head}\n\n{_aligned(lines)}"


_COLUMNS = (
    ("进线", "offered", "offered", "count"),
    ("接听", "answered", "answered", "count"),
    ("放弃", "abandoned", "abandoned", "count"),
    ("服务水平", "SL", "SL", "share"),
    ("接通率", "answer rate", "answer_rate", "share"),
    ("ASA 秒", "ASA s", "asa", "time"),
    ("AHT 秒", "AHT s", "aht", "time"),
    ("最长等待 秒", "longest s", "longest_wait", "time"),
)
_AGENT_COLUMNS = (("接听", "answered", "answered", "count"), ("AHT 秒", "AHT s", "aht", "time"))


def _group_name(report: ServiceLevelReport, key: str, starts_at: datetime | None, zone: ZoneInfo) -> str:
    if report.by == "all":
        return pick("全部", "all")
    if starts_at is None:
        return key
    return starts_at.astimezone(zone).strftime("%Y-%m-%d" if report.by == "day" else "%Y-%m-%d %H:%M")


def _shown(value: Figure, form: str) -> str:
    if value is None:
        return "–"
    return {"count": f"{value:,.0f}", "share": f"{value * 100:.1f} %", "time": f"{value:,.1f}"}[form]


def _aligned(lines: list[list[str]]) -> str:
    """Columns of even width in a terminal, where a Chinese character is two places wide."""
    count = max(len(line) for line in lines)
    wide = [max((width(line[at]) for line in lines if at < len(line)), default=0) for at in range(count)]
    shown = []
    for line in lines:
        cells = [" " * (wide[at] - width(text)) + text for at, text in enumerate(line) if at]
        shown.append("  ".join([line[0] + " " * (wide[0] - width(line[0])), *cells]).rstrip())
    return "\n".join(shown)
