"""Pictures of the papers: each declared once, each used, none older than the screens it shows."""

import importlib
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.demo.screenshots import freshness
from agent_desk.demo.screenshots.__main__ import NAMES
from agent_desk.demo.screenshots.pictures import BY_HAND, PICTURES
from agent_desk.ui.sign_in.demo import DemoAccount, RoleTile

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "docs" / "pictures"


def test_every_picture_of_the_papers_is_declared_once_photographed_and_used() -> None:
    declared = [one.file for one in PICTURES]
    assert len(set(declared)) == len(declared) and not set(declared) & BY_HAND.keys()
    assert {one.name for one in PICTURES} <= set(NAMES), "the walk through the screens passes every one"
    assert {file.stem for file in FOLDER.glob("*.png")} == {*declared, *BY_HAND}
    papers = "".join(file.read_text("utf-8") for file in (ROOT / "README.md", *ROOT.glob("docs/**/*.md")))
    used = set(re.findall(r"pictures/([\w.-]+)\.png", papers))
    assert used == {*declared, *BY_HAND}


def test_no_picture_is_older_than_its_screens() -> None:
    faults = [
        f"docs/pictures/{one.file}.png is older than {', '.join(changed)}"
        for one in PICTURES
        if (changed := freshness.outdated(FOLDER / f"{one.file}.png"))
    ]
    assert not faults, "\n".join([*faults, f"Make them anew, and look at them: {freshness.COMMAND}"])


BEFORE = '''
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

class Panel(QWidget):
    """A panel."""
    def build(self):
        box = QVBoxLayout(self)
        box.addWidget(QLabel(self.tr("Waiting"), self))
'''
UNSEEN = (
    ('"""A panel."""', '"""A panel of the floor, at last."""'),
    ("box = QVBoxLayout(self)", "box = QVBoxLayout(self)  # tall\n        count = 1 + 1"),
    ("def build(self):", "def arrange(self, force: bool = False):"),
)
SEEN = (
    ('"Waiting"', '"Waiting now"'),
    ("box.addWidget", 'box.addWidget(QLabel(self.tr("Hand up"), self)); box.addWidget'),
    ("QLabel(self.tr", "QFrame(self.tr"),
)


@pytest.fixture
def panel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Panel":
    monkeypatch.syspath_prepend(str(tmp_path))
    return Panel(tmp_path, monkeypatch)


class Panel:
    """A module of a screen that changes."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._folder, self._patch, self._number = folder, patch, 0

    def seen(self, source: str) -> list[str]:
        """Return what can be seen of this source."""
        self._number += 1
        name = f"panel_of_a_test_{self._number}"
        (self._folder / f"{name}.py").write_text(source, "utf-8")
        module: ModuleType = importlib.import_module(name)
        self._patch.delitem(sys.modules, name)
        return sorted(freshness.visible(module))


def test_what_nobody_sees_ages_no_picture_and_what_is_seen_does(panel: Panel) -> None:
    before = panel.seen(BEFORE)
    assert before == ["builds QLabel", "builds QVBoxLayout", "says Waiting"]
    for old, new in UNSEEN:
        assert panel.seen(BEFORE.replace(old, new)) == before, new
    for old, new in SEEN:
        assert panel.seen(BEFORE.replace(old, new)) != before, new


def test_a_picture_names_the_screen_that_has_changed_or_gone_since(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    tile = RoleTile(DemoAccount("agent", "a1001", "", "林知微"), window)
    QVBoxLayout(window).addWidget(tile)
    modules = freshness.screens([window])
    assert modules == ["agent_desk.ui.sign_in.demo"], "of what can be seen, screens alone"
    tile.hide()
    assert freshness.screens([window]) == []
    shot = window.grab().toImage()
    assert taken(shot, tmp_path, freshness.written_down(modules)) == []
    assert taken(shot, tmp_path, "agent_desk.ui.sign_in.demo 0123456789ab") == modules
    assert taken(shot, tmp_path, "agent_desk.ui.calls.gone 0123456789ab") == ["agent_desk.ui.calls.gone"]
    assert taken(shot, tmp_path, "") == ["shot.png"], "it does not say what it shows"


def taken(shot: QImage, folder: Path, says: str) -> list[str]:
    """Save a picture that says this of itself; what is out of date of it."""
    image = QImage(shot)
    image.setText(freshness.KEY, says)
    file = folder / "shot.png"
    assert image.save(str(file))
    return freshness.outdated(file)
