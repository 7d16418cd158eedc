"""`agent-desk wallboard --hub URL --token-file FILE`: a screen on a wall, without anybody signed in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from agent_desk.desk.figures.wallboard import TokenFault, WallboardWatch
from agent_desk.desk.kit.settings import check_hub
from agent_desk.schemas.figures.words import WALL_SECONDS
from agent_desk.ui.app import build_application
from agent_desk.ui.figures.wallboard import PAGES, WallboardView
from agent_desk.ui.kit import theme, words

FAILED = 1


def run(arguments: list[str]) -> int:
    """Show the wallboard until its window is closed; the exit status."""
    given = _arguments().parse_args(arguments)
    application = build_application(["agent-desk"])
    application.setQuitOnLastWindowClosed(True)
    words.install(application, given.lang)
    theme.apply(application, given.theme)
    try:
        watch = WallboardWatch(given.hub, given.token_file, given.ca)
    except TokenFault as fault:
        zh = f"无法从 {given.token_file} 读取令牌：{fault}。请用 agent-desk setup wallboard-token 生成。"
        en = f"No token in {given.token_file}: {fault}. Make one with 'agent-desk setup wallboard-token'."
        sys.stderr.write((zh if words.language() == "zh" else en) + "\n")
        return FAILED
    view = WallboardView(watch, seconds=given.seconds, pages=given.pages)
    watch.start()
    if given.window:
        view.resize(1280, 720)
        view.show()
    else:
        view.showFullScreen()
    status = application.exec()
    watch.stop()
    view.deleteLater()
    return status


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="agent-desk wallboard", description=__doc__)
    parser.add_argument("--hub", required=True, type=_hub, metavar="URL", help="the hub's address")
    parser.add_argument("--token-file", required=True, type=Path, metavar="FILE", help="the token of this screen")
    parser.add_argument("--ca", type=Path, metavar="FILE", help="the bank's certificate authority")
    parser.add_argument(
        "--seconds",
        type=_seconds,
        metavar="N",
        help=f"a page stays so long, whatever the administrator's page says ({WALL_SECONDS})",
    )
    parser.add_argument("--pages", type=_pages, metavar="NAMES", help=f"which, of {','.join(PAGES)}")
    parser.add_argument("--lang", choices=("zh", "en", "system"), default="system")
    parser.add_argument("--theme", choices=("light", "dark"), default="dark")
    parser.add_argument("--window", action="store_true", help="in a window, not the whole screen")
    return parser


def _hub(text: str) -> str:
    if check_hub(text) is not None:
        raise argparse.ArgumentTypeError(f"{text} is no address like https://hub.example:8800")
    return text.rstrip("/")


def _seconds(text: str) -> int:
    if not text.isdecimal() or not 3 <= int(text) <= 3600:
        raise argparse.ArgumentTypeError("a page stays from 3 to 3600 seconds")
    return int(text)


def _pages(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if not names or set(names) - set(PAGES):
        raise argparse.ArgumentTypeError(f"pages are some of {','.join(PAGES)}")
    return names
