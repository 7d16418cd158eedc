"""`agent-desk demo`: everything on one machine, with made-up data: to look at, or with robots alone and an account of it."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, Literal

import psycopg
import typer
from sqlalchemy.exc import DBAPIError

from agent_desk.demo.commands import demo_replay
from agent_desk.demo.commands.progress import Progress
from agent_desk.demo.stage import headless as headless_play
from agent_desk.demo.stage import window
from agent_desk.demo.stage.folder import DemoFolder, FolderFault
from agent_desk.demo.stage.logs import logs_into
from agent_desk.demo.stage.processes import Ended
from agent_desk.demo.stage.stage import ReplayOf, Stage, StageSettings
from agent_desk.hub.commands.common import JsonOption, audit_key, data_folder, file_key
from agent_desk.hub.commands.say import CANCELLED, FAILED, WRONG_USE, fail, pick, plain_faults, put, tell
from agent_desk.hub.kit import memory
from agent_desk.hub.kit.errors import DISK_FULL
from agent_desk.hub.kit.private_postgres import temporary_folder

ROBOTS, ROBOTS_ALONE = 12, 20
SPEED, SPEED_ALONE = 1.0, 20.0
FASTEST = 100.0
BREAK_SHARE = 0.12
"""How often a robot beside people goes for a break after a call."""
BUSY_SHARE = 0.65
"""Of the robots beside people, how many the calls are made for: a floor that is busy, not one that drowns."""

_DISK_FULL = (
    "磁盘空间不足，演示无法启动。请清理磁盘，或用 --data 指定其他磁盘上的文件夹。",
    "The disk is full, so the demonstration cannot start. Make room, or give a folder on another disk with --data.",
)
_ENDED = (
    "演示的一个组成程序意外结束（{why}）。日志在 {logs}。",
    "A part of the demonstration ended unexpectedly ({why}). Its log lies in {logs}.",
)

Language = Literal["system", "zh", "en"]
Theme = Literal["system", "light", "dark"]


def demo(
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Folder of the demonstration; else this user's own.")
    ] = None,
    reset: Annotated[
        bool, typer.Option("--reset", help="Begin anew: wipe what an earlier demonstration left.")
    ] = False,
    seats: Annotated[
        int | None, typer.Option(min=0, max=200, help="Robot agents: 12 beside you, 20 without a window.")
    ] = None,
    speed: Annotated[
        float | None,
        typer.Option(
            min=0.1, max=100_000, help="How fast customers and robots are: 1, or 20 without a window; of a replay: 60."
        ),
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option("--replay", metavar="FILE", help="Tell a past queue_log again instead of made-up calls."),
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Time zone that the days of --replay belong to; else the centre's.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people, calls and customers.")] = 1,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the hub on this machine; 0 takes a free one.")
    ] = 0,
    lang: Annotated[Language | None, typer.Option(help="Language of the window.")] = None,
    theme: Annotated[Theme | None, typer.Option(help="Colours of the window.")] = None,
    headless: Annotated[
        bool, typer.Option("--headless", help="No window: robots alone, and an account at the end.")
    ] = False,
    seconds: Annotated[float, typer.Option(min=1, help="How long the robots work (with --headless).")] = 60.0,
    as_json: JsonOption = False,
    check: Annotated[
        bool, typer.Option("--check", help="Say PASS or FAIL at the end (with --headless), for build machines.")
    ] = False,
) -> None:
    """Try everything out on this machine: made-up customers, simulated calls, no real line.

    With a window: sign in by one click; closing the last window ends it all. With --headless robot agents speak to a
    real hub; the exit status is 0 when nothing was lost or doubled, nothing failed, and the report agrees.
    """
    log = demo_replay.log_of(replay, zone) if replay is not None else None
    wanted = _wanted(log, seats, speed, seed, port, headless=headless)
    if lang:
        os.environ["AGENT_DESK_LANG"] = lang
    if not headless:
        tell(pick("正在启动演示 …", "Starting the demonstration …"))
    problem = "" if headless else window.window_problem()
    if problem:
        fail(problem, problem)
    with plain_faults(), _ended_by_signals():
        if log is not None and headless:
            _replayed(data, wanted, log, reset, as_json=as_json, check=check)
        elif headless:
            _alone(data, wanted, reset, seconds, as_json=as_json, check=check)
        else:
            _with_people(data, wanted, reset, lang or "", theme or "")


def _wanted(
    log: ReplayOf | None, seats: int | None, speed: float | None, seed: int, port: int, *, headless: bool
) -> StageSettings:
    """Return what was asked for, with the defaults of its kind; a fault is one sentence and the end."""
    robots = seats if seats is not None else (ROBOTS_ALONE if headless else ROBOTS)
    if log is not None:
        return StageSettings(
            replay=log, robots=0, speed=speed or demo_replay.SPEED, seed=seed, port=port, seats_of_load=1
        )
    if speed is not None and speed > FASTEST:
        fail(f"--speed 最大为 {FASTEST:g}。", f"--speed is {FASTEST:g} at most.", WRONG_USE)
    if headless and robots == 0:
        fail("--headless 至少需要一个席位。", "--headless needs at least one seat.", WRONG_USE)
    return StageSettings(
        robots=robots,
        robots_take_all=headless,
        speed=speed if speed is not None else (SPEED_ALONE if headless else SPEED),
        seed=seed,
        port=port,
        break_share=0.0 if headless else BREAK_SHARE,
        seats_of_load=float(robots) if headless else robots * BUSY_SHARE + 1,
    )


def _with_people(data: Path | None, wanted: StageSettings, reset: bool, lang: str, theme: str) -> None:
    path = data_folder(data)
    if wanted.replay is not None and data is None:
        # A replay's own folder, beside the demonstration's, begins anew each time.
        path, reset = path.with_name("replay"), True
    with _staged(path, wanted, reset) as (stage, folder):
        seeded = stage.seeded
        tell(
            pick(
                f"演示数据在 {folder.path}，中心服务在 {stage.hub.url}",
                f"Data in {folder.path}, hub at {stage.hub.url}",
            )
        )
        if seeded is not None and seeded.fresh:
            tell(pick(f"数据生成用时 {seeded.took_s:.1f} 秒", f"Made up in {seeded.took_s:.1f} s"))
        tell(pick("关闭最后一个窗口即结束演示。", "Closing the last window ends the demonstration."))
        status = window.show(stage, folder, language=lang, theme=theme, others_stay=_say_others_stay)
    if status:
        raise typer.Exit(status if status > 0 else FAILED)


def _say_others_stay() -> None:
    tell(pick("还有其他席位打开着，关闭后演示结束。", "Another seat is still open; the demonstration ends with it."))


def _alone(
    data: Path | None, wanted: StageSettings, reset: bool, seconds: float, *, as_json: bool, check: bool
) -> None:
    path = data if data is not None else temporary_folder()
    try:
        with _staged(path, wanted, reset) as (stage, _folder):
            outcome = headless_play.play(stage, seconds)
    finally:
        if data is None:
            shutil.rmtree(path, ignore_errors=True)
    put(outcome.as_json() if as_json else _as_table(outcome))
    if check:
        words = "PASS" if outcome.sound else "FAIL"
        passed = int(outcome.sound)
        tell(f"{words} headless demonstration: {seconds:g} s, {outcome.seats} seats, {outcome.offered} calls")
        tell(f"{passed} passed, {1 - passed} failed")
    if not outcome.sound:
        raise typer.Exit(FAILED)


def _replayed(
    data: Path | None, wanted: StageSettings, log: ReplayOf, reset: bool, *, as_json: bool, check: bool
) -> None:
    path = data if data is not None else temporary_folder()
    try:
        with _staged(path, wanted, reset) as (stage, _folder):
            outcome = demo_replay.play(stage, log)
    finally:
        if data is None:
            shutil.rmtree(path, ignore_errors=True)
    put(demo_replay.as_json(outcome) if as_json else demo_replay.as_table(outcome))
    if check:
        tell(
            f"{'PASS' if outcome.equal else 'FAIL'} replay: {outcome.calls} calls, {len(outcome.differences)} differences"
        )
    if not outcome.equal:
        raise typer.Exit(FAILED)


def _as_table(outcome: headless_play.Outcome) -> str:
    pops = ", ".join(f"{name} {value} ms" for name, value in outcome.pop_ms.items())
    lines = [
        (pick("进线", "offered"), outcome.offered),
        (pick("接听", "answered"), outcome.answered),
        (pick("放弃", "abandoned"), outcome.abandoned),
        (pick("未结束", "open"), outcome.open),
        (pick("投诉", "complaints"), outcome.complaints),
        (pick("小结", "wrap-ups"), outcome.wrap_ups),
        (pick("丢失", "lost"), outcome.lost),
        (pick("重复", "doubled"), outcome.doubled),
        (pick("错误", "errors"), outcome.errors),
        (pick("弹屏", "screen pop"), pops),
        (pick("报表一致", "report agrees"), pick("是", "yes") if outcome.equal else pick("否", "no")),
    ]
    return "\n".join([*(f"{name}: {value}" for name, value in lines), *outcome.details])


@contextmanager
def _staged(path: Path, wanted: StageSettings, reset: bool) -> Iterator[tuple[Stage, DemoFolder]]:
    """A running demonstration; every foreseen fault is one sentence."""
    folder = DemoFolder(path)
    told = Progress()
    try:
        folder.claim(reset=reset)
        with (
            logs_into(folder.path),
            Stage(folder, audit_key(folder.path), file_key(folder.path), wanted, told.say) as stage,
        ):
            told.done()
            memory.settle()
            memory.answer_quickly()
            yield stage, folder
    except FolderFault as fault:
        fail(fault.zh, fault.en)
    except Ended as fault:
        logs = folder.path / "logs"
        fail(_ENDED[0].format(why=fault, logs=logs), _ENDED[1].format(why=fault, logs=logs))
    except (OSError, DBAPIError, psycopg.Error) as fault:
        if not _disk_full(fault):
            raise
        fail(*_DISK_FULL)
    finally:
        told.done()
        folder.release()


def _disk_full(fault: BaseException) -> bool:
    state = getattr(getattr(fault, "orig", fault), "sqlstate", None)
    return state == "53100" or (isinstance(fault, OSError) and fault.errno in DISK_FULL)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Ctrl-C and a polite kill end it in order, with a word and no traceback."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        tell(pick("演示已结束。", "The demonstration has ended."))
        raise typer.Exit(CANCELLED) from None
    finally:
        signal.signal(signal.SIGTERM, before)
