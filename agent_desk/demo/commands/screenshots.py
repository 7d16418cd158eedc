"""`agent-desk screenshots DIR`: a picture of every screen, on demonstration data, in both languages and both themes."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from agent_desk.demo.stage.scenery import Hands, Scenery, plan_of
from agent_desk.hub.commands.common import JsonOption
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, plain_faults, put, tell
from agent_desk.hub.kit.private_postgres import temporary_folder

_PHOTOGRAPHER = "agent_desk.demo.screenshots"
Language = Literal["zh", "en"]
Theme = Literal["light", "dark"]
_SIZE = "1440x900"
_DOCS_DAYS = 35
"""Enough for a report of the last 30 days and for samples of the last weeks."""


def screenshots(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where the pictures go; made if it is not there.")
    ] = None,
    docs: Annotated[
        bool,
        typer.Option("--docs", help="The pictures of README and docs, all of them anew; DIR is docs/pictures then."),
    ] = False,
    size: Annotated[str, typer.Option(metavar="WxH", help="Size of the window.")] = _SIZE,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only pictures whose name begins so: agent, agent-talking. Repeatable."),
    ] = None,
    lang: Annotated[Language | None, typer.Option(help="One language instead of both.")] = None,
    theme: Annotated[Theme | None, typer.Option(help="One theme instead of both.")] = None,
    days: Annotated[
        int | None,
        typer.Option(
            min=2, max=90, help=f"Days of the past that are made up: less is quicker (90; --docs: {_DOCS_DAYS})."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write NAME.LANGUAGE.THEME.png of every screen: the real desk at a real hub, without a display."""
    began = time.monotonic()
    if docs and (only or lang or theme or size != _SIZE):
        fail(
            "--docs 按声明生成全部图片，不接受其他选项。",
            "--docs makes what is declared, and takes no other option.",
            WRONG_USE,
        )
    folder = folder or (_docs_pictures() if docs else None)
    if folder is None:
        fail("请指定图片文件夹，或用 --docs。", "Give a folder for the pictures, or --docs.", WRONG_USE)
    order = [*(["--docs"] if docs else []), "--size", size, *(f"--only={name}" for name in only or [])]
    order += [*(["--lang", lang] if lang else []), *(["--theme", theme] if theme else [])]
    _look_before(order)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        fail(f"无法写入 {folder}：{fault.strerror}。", f"{folder} cannot be written: {fault.strerror}.")
    with (
        plain_faults(),
        _private_folder() as private,
        Scenery(private, plan_of(days or (_DOCS_DAYS if docs else 90)), _say) as scenery,
    ):
        written = _photograph(folder, private / "seat", order, Hands(scenery))
    _report(folder, written, time.monotonic() - began, as_json)


def _docs_pictures() -> Path | None:
    """Return docs/pictures of the checkout that runs; None where the program was installed without one."""
    found = Path(__file__).resolve().parents[3] / "docs" / "pictures"
    return found if found.is_dir() else None


def _report(folder: Path, written: list[dict[str, Any]], took_s: float, as_json: bool) -> None:
    if as_json:
        put(json.dumps({"folder": str(folder), "took_s": round(took_s, 1), "written": written}, ensure_ascii=False))
        return
    names = sorted({one["name"] for one in written})
    for name in names:
        kinds = " ".join(f"{one['lang']}.{one['theme']}" for one in written if one["name"] == name)
        put(f"{name:<32}{kinds}")
    put(
        pick(
            f"{folder} 共 {len(written)} 张，用时 {took_s:.0f} 秒",
            f"{len(written)} pictures in {folder}, {took_s:.0f} s",
        )
    )


def _look_before(order: list[str]) -> None:
    """Ask the desk's side whether it can: libraries, a font with Chinese, names of pictures that exist."""
    looked = subprocess.run([*_command(), "--check", *order], env=_environment(), check=False, timeout=120)
    if looked.returncode:
        raise typer.Exit(looked.returncode if looked.returncode in (FAILED, WRONG_USE) else FAILED)


def _command() -> list[str]:
    return [sys.executable, "-m", _PHOTOGRAPHER]


def _environment(platform: str = "offscreen") -> dict[str, str]:
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("AGENT_DESK_") or name == "AGENT_DESK_LANG"
    }
    # What a sound system says about itself at length is nothing to the person who wants pictures.
    quiet = "qt.multimedia*=false;*.warning=false"
    return {**ours, "QT_QPA_PLATFORM": platform, "QT_LOGGING_RULES": quiet, "PYTHONUTF8": "1"}


@contextmanager
def _private_folder() -> Iterator[Path]:
    folder = temporary_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _say(stage: str, done: int, total: int) -> None:
    if done == 0 or done == total:
        words = _STAGES.get(stage)
        if words is not None and done == 0:
            tell(pick(*words))


def _screen(seat: Path, size: str) -> str:
    """Return a display that is not there, as large as the window, as at a seat: menus and dialogs keep to it."""
    width, _, height = size.partition("x")
    seat.mkdir(parents=True, exist_ok=True)
    file = seat / "screen.json"
    screen = {"name": "imaginary", "x": 0, "y": 0, "width": int(width), "height": int(height)}
    file.write_text(
        json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}), encoding="utf-8"
    )
    return f"offscreen:configfile={file}"


_STAGES = {
    "database": ("启动本机数据库，生成演示数据", "Starting the private database, making up the demonstration's data"),
    "reviews": ("启动中心服务与模拟电话交换机", "Starting the hub and the simulated exchange"),
}


def _photograph(folder: Path, seat: Path, order: list[str], hands: Hands) -> list[dict[str, Any]]:
    """Let the desk's side walk through the screens, and do what it asks for meanwhile; what it has written."""
    written: list[dict[str, Any]] = []
    arguments = [*_command(), str(folder.absolute()), "--data", str(seat), *order]
    with subprocess.Popen(
        arguments,
        env=_environment(_screen(seat, order[order.index("--size") + 1])),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as desk:
        assert desk.stdin is not None and desk.stdout is not None
        try:
            for line in desk.stdout:
                told = json.loads(line)
                if told["order"] == "wrote":
                    written.append({key: value for key, value in told.items() if key != "order"})
                    continue
                desk.stdin.write(hands.obey(line) + "\n")
                desk.stdin.flush()
        finally:
            desk.stdin.close()
            if desk.poll() is None and sys.exc_info()[0] is not None:
                desk.terminate()
        status = desk.wait()
    if status:
        fail(
            f"截图中断，已写出 {len(written)} 张。",
            f"Taking the pictures was broken off; {len(written)} are written.",
            status if status > 0 else FAILED,
        )
    return written
