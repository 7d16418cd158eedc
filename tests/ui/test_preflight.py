"""A machine without Qt's libraries or without a display gets one sentence, never a traceback and never an abort."""

import os
import subprocess
import sys

import pytest

from agent_desk.ui import preflight
from tests.fixtures.waiting import patience


def test_missing_libraries_are_named_as_debian_packages() -> None:
    absent = {"libxcb-cursor.so.0", "libEGL.so.1"}
    named = preflight.missing(preflight.ALWAYS | preflight.WINDOW, lambda name: name not in absent)
    assert named == ["libegl1", "libxcb-cursor0"]


def test_every_library_of_the_tables_has_a_package() -> None:
    tables = preflight.ALWAYS | preflight.WINDOW | preflight.SOUND
    assert all(".so." in library and package == package.lower() for library, package in tables.items())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
@pytest.mark.parametrize(("language", "words"), [("en", "There is no display"), ("zh", "没有可用的显示器")])
def test_without_a_display_the_command_says_so_and_fails(language: str, words: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    environment["AGENT_DESK_LANG"] = language
    done = subprocess.run(
        [sys.executable, "-m", "agent_desk.cli"], env=environment, capture_output=True, text=True, timeout=patience(30)
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert "--headless" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_display_that_refuses_is_noticed_before_qt_aborts() -> None:
    assert preflight.display_fault({"DISPLAY": "127.0.0.1:4999"}) == "DISPLAY=127.0.0.1:4999"


def test_offscreen_needs_no_display() -> None:
    assert preflight.problem({"QT_QPA_PLATFORM": "offscreen"}) is None
