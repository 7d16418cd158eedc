"""`agent-desk import calls FILE`: load past calls from the exchange's own log."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import typer

from agent_desk.hub.calls.past.importing import (
    FaultWord,
    ImportFault,
    ImportReport,
    LeftOut,
    Phase,
    import_queue_log,
)
from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    centre_zone,
)
from agent_desk.hub.commands.long_work import stopped_by_keys
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, put, tell
from agent_desk.schemas.kit.chinese import width

app = typer.Typer(help="Load data of other systems.", no_args_is_help=True, rich_markup_mode=None)
_LISTED = 200
_WIDE = 100

FAULTS: dict[FaultWord, tuple[str, str]] = {
    "no_file": ("没有这个文件：{file}。", "There is no file {file}."),
    "directory": (
        "{file} 是文件夹，请给出其中的 queue_log 文件。",
        "{file} is a folder; name the queue_log file in it.",
    ),
    "not_a_file": ("{file} 不是普通文件，无法导入。", "{file} is not an ordinary file and cannot be loaded."),
    "unreadable": ("文件 {file} 读不出来：{why}。", "The file {file} cannot be read: {why}."),
    "empty": ("文件 {file} 是空的，没有可导入的内容。", "The file {file} is empty; there is nothing to load."),
    "compressed": ("文件 {file} 是压缩文件，请先解压再导入。", "The file {file} is compressed; unpack it first."),
    "binary": (
        "文件 {file} 是二进制文件，不是 queue_log；未导入任何内容。",
        "The file {file} is binary, not a queue_log; nothing was loaded.",
    ),
    "not_a_queue_log": (
        "文件 {file} 不是 queue_log：{lines} 行中没有一行能识别；未导入任何内容。",
        "The file {file} is not a queue_log: not one of its {lines} lines can be used; nothing was loaded.",
    ),
    "unknown_zone": (
        "没有名为 {zone} 的时区，例如 Asia/Shanghai 或 UTC。",
        "There is no time zone {zone}; for example Asia/Shanghai or UTC.",
    ),
    "other_zone": (
        "队列 {queue} 的通话按时区 {zone} 计日，不能改按 {wanted} 导入；未导入任何内容。",
        "The calls of queue {queue} belong to days of {zone}, not of {wanted}; nothing was loaded.",
    ),
    "import_running": (
        "另一个导入正在进行，请等它结束后再试。",
        "Another import is running; try again when it has ended.",
    ),
}
_WRONG_USE: frozenset[FaultWord] = frozenset({"no_file", "directory", "not_a_file", "unknown_zone"})

REASONS: dict[str, tuple[str, str]] = {
    "encoding": ("字符编码有误", "not UTF-8 text"),
    "torn": ("内容不完整", "torn or incomplete"),
    "time": ("时间有误", "its time is not a Unix time"),
    "call": ("没有通话编号", "no call id"),
    "event_unknown": ("未知事件", "unknown event"),
    "not_a_number": ("数字有误", "not a number"),
    "no_call": ("没有对应的来电（缺少 ENTERQUEUE）", "belongs to no call (no ENTERQUEUE)"),
}


@app.callback()
def loading() -> None:
    """Load data of other systems."""


@app.command("calls")
def calls(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An Asterisk queue_log.")],
    file_format: Annotated[Literal["queue-log"], typer.Option("--format", help="What the file is.")] = "queue-log",
    zone: Annotated[
        str | None, typer.Option(help="Time zone that the days of these calls belong to; else the centre's.")
    ] = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load past calls. Lines that cannot be used are listed and left out; loading a file again changes nothing.

    Ctrl-C stops between two batches; running the command again loads the rest.
    """
    with stopped_by_keys() as stop, at_database(database, settings, data) as (chosen, opening):
        try:
            with _progress(stop) as told:
                report = import_queue_log(
                    opening, file, zone=zone, centre_zone=centre_zone(opening, chosen), progress=told
                )
        except ImportFault as fault:
            zh, en = (words.format(**fault.values) for words in FAULTS[fault.word])
            fail(zh, en, WRONG_USE if fault.word in _WRONG_USE else FAILED)
    if as_json:
        put(json.dumps(_as_json(report), ensure_ascii=False))
    else:
        _print(report)


class _Bar:
    """The progress bar of one phase after the other; silent where nobody watches. Ctrl-C ends the work at its next step."""

    def __init__(self, stop: Callable[[], None]) -> None:
        self._stop = stop
        self._phase: Phase | None = None
        self._bar: Any = None
        self._done = 0

    def __call__(self, phase: Phase, done: int, total: int) -> None:
        self._stop()
        if phase != self._phase:
            self.close()
            words = {"reading": pick("读取", "Reading"), "loading": pick("导入", "Loading")}
            self._bar = typer.progressbar(
                length=max(1, total),
                label=words[phase],
                file=sys.stderr,
                hidden=not sys.stderr.isatty(),
                update_min_steps=max(1, total // 200),
            )
            self._bar.__enter__()
            self._phase, self._done = phase, 0
        self._bar.update(done - self._done)
        self._done = done

    def close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


@contextmanager
def _progress(stop: Callable[[], None]) -> Iterator[_Bar]:
    bar = _Bar(stop)
    try:
        yield bar
    finally:
        bar.close()


def _as_json(report: ImportReport) -> dict[str, Any]:
    said = asdict(report)
    said.update(
        already_loaded=report.already_at is not None,
        already_at=report.already_at.isoformat() if report.already_at else None,
        bad=report.earlier_bad if report.already_at else len(report.bad),
        bad_lines=[{"line": out.line, "reason": out.reason, "text": out.text} for out in report.bad],
    )
    del said["earlier_bad"]
    return said


def _print(report: ImportReport) -> None:
    if report.already_at is not None:
        when = report.already_at.astimezone(ZoneInfo(report.zone)).strftime("%Y-%m-%d %H:%M:%S")
        put(
            pick(
                f"该文件已于 {when} 导入过（{report.calls} 通来电），未作任何更改。",
                f"This file was loaded before, at {when} ({report.calls} calls); nothing was changed.",
            )
        )
        return
    rows = [
        (pick("文件行数", "Lines"), report.lines),
        (pick("来电", "Calls in the file"), report.calls),
        (pick("新导入", "Loaded"), report.loaded),
        (pick("补全", "Completed"), report.completed),
        (pick("已有，未改", "There already"), report.known),
        (pick("文件未记录结束", "Not ended in the file"), report.open),
        (pick("重复行", "Doubled lines"), report.doubled),
        (pick("空行", "Blank lines"), report.blank),
        (pick("其他程序写入的行", "Lines of other programs"), sum(report.foreign.values())),
        (pick("未采用的行", "Bad lines, left out"), len(report.bad)),
    ]
    wide = max(width(name) for name, _ in rows) + 2
    for name, number in rows:
        if number or name in (rows[1][0], rows[2][0], rows[-1][0]):
            put(f"{name}{' ' * (wide - width(name))}{number:>10,}")
    for event, lines in report.foreign.items():
        put(pick(f"  {event}：{lines:,} 行，不影响来电", f"  {event}: {lines:,} lines, no call is touched by them"))
    for out in report.bad[:_LISTED]:
        put(_bad_line(out))
    if len(report.bad) > _LISTED:
        more = len(report.bad) - _LISTED
        put(pick(f"……另有 {more} 行，--json 列出全部", f"... and {more} more; --json lists all of them"))
    if not report.loaded and not report.completed:
        tell(pick("没有新的来电，未作任何更改。", "No new calls; nothing was changed."))


def _bad_line(out: LeftOut) -> str:
    zh, en = REASONS.get(out.reason, (out.reason, out.reason))
    text = out.text if len(out.text) <= _WIDE else out.text[:_WIDE] + "…"
    printable = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return pick(f"  第 {out.line} 行：{zh}：{printable}", f"  line {out.line}: {en}: {printable}")
