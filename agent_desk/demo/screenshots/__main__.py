"""`python -m agent_desk.demo.screenshots DIR`: started by `agent-desk screenshots`, which runs its errands behind the scenes."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from agent_desk.demo.screenshots import (
    administrator_scenes,
    agent_scenes,
    reviewer_scenes,
    sign_in_scenes,
    supervisor_scenes,
)
from agent_desk.demo.screenshots.camera import FONT_PACKAGE, Camera, chinese_font
from agent_desk.demo.screenshots.errand import Errands
from agent_desk.demo.screenshots.play import Play
from agent_desk.ui import preflight
from agent_desk.ui.app import build_application
from agent_desk.ui.kit import theme, words

FAILED, WRONG_USE = 1, 2
LANGUAGES: tuple[words.Language, ...] = ("zh", "en")
THEMES: tuple[theme.Mode, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Part:
    """Screens that are reached one from the other; left out when none of them is asked for."""

    names: tuple[str, ...]
    play: Callable[[Play], None]


PARTS = (
    Part(sign_in_scenes.NAMES, sign_in_scenes.play),
    Part(agent_scenes.NAMES, agent_scenes.play),
    Part(supervisor_scenes.NAMES, supervisor_scenes.play),
    Part(reviewer_scenes.NAMES, reviewer_scenes.play),
    Part(administrator_scenes.NAMES, administrator_scenes.play),
)
NAMES = tuple(name for part in PARTS for name in part.names)


def main() -> int:
    """Check what is asked for; then walk through the screens. The exit status."""
    asked = _arguments().parse_args()
    problem = preflight.problem()
    if problem:
        return _fail(problem, problem)
    application = _application()
    if not chinese_font():
        return _fail(
            f"没有含中文的字体，请安装后再试：sudo apt-get install {FONT_PACKAGE}",
            f"No font here has Chinese; install one and try again: sudo apt-get install {FONT_PACKAGE}",
        )
    unknown = [name for name in asked.only if not any(known.startswith(name) for known in NAMES)]
    if unknown:
        return _fail(f"没有名为 {unknown[0]} 的截图。", f"There is no picture called {unknown[0]}.", WRONG_USE)
    if asked.check:
        return 0
    return _take(application, asked)


def _take(application: QApplication, asked: argparse.Namespace) -> int:
    """Both languages, one after the other; a fault anywhere ends it."""
    errands = Errands()
    cast = errands.cast()
    for language in [asked.lang] if asked.lang else LANGUAGES:
        themes = [asked.theme] if asked.theme else THEMES
        camera = Camera(application, asked.folder, themes, lambda: None, errands.wrote, asked.only, asked.docs)
        stage = Play(application, errands, camera, cast, asked.data, language=language, size=asked.size)
        camera.settle = stage.rest
        stage.open()
        for part in PARTS:
            if camera.wants(*part.names):
                part.play(stage)
                stage.check()
        stage.close()
    return 0


def _application() -> QApplication:
    application = build_application(sys.argv[:1])
    application.setCursorFlashTime(0)
    return application


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="agent_desk.demo.screenshots")
    parser.add_argument("folder", type=Path, nargs="?", default=Path())
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--data", type=Path, default=Path())
    parser.add_argument("--size", type=_size, default=QSize(1440, 900))
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--theme", choices=THEMES)
    return parser


def _size(text: str) -> QSize:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) >= 800 and int(height) >= 600):
        raise argparse.ArgumentTypeError(f"{text} is no size like 1440x900")
    return QSize(int(width), int(height))


def _fail(zh: str, en: str, status: int = FAILED) -> int:
    wanted = os.environ.get("AGENT_DESK_LANG") or os.environ.get("LANG", "")
    sys.stderr.write((zh if wanted.startswith("zh") else en) + "\n")
    return status


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    try:
        status = main()
    except Exception:
        # A desk half taken down must not keep the process: the trace, and out.
        logging.exception("the pictures could not all be taken")
        status = FAILED
    sys.stdout.flush()
    # Qt's own taking down of half a desk after the last picture is nobody's concern.
    os._exit(status)
