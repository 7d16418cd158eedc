"""What a seat loads before its sign-in window, and how translations are kept whole."""

import subprocess
import sys
from pathlib import Path

from PySide6 import __version__
from PySide6.QtCore import QObject

HEAVY = ("pydantic", "requests", "numpy", "PySide6.QtMultimedia", "PySide6.QtNetwork")
ROOT = Path(__file__).resolve().parents[3]


def test_the_kit_loads_nothing_heavy_for_a_sign_in_window() -> None:
    program = (
        "import sys\n"
        "from agent_desk.ui.kit import theme, controls, forms, tables, notices, dialogs, shortcuts, sounds, states, words\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_qt_binding_gives_back_the_nones_it_borrows() -> None:
    """PySide6 6.12.0 loses a reference to None (and True) per call on Python 3.11: after some 5,000 calls the desk dies."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("x")
    lost = before - sys.getrefcount(None)
    assert lost < 100, (
        f"PySide6 {__version__} on Python {sys.version.split()[0]} loses references: take another version"
    )


def test_a_string_without_a_translation_is_found_and_one_with_it_is_built(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "translations"
    script.write_text((ROOT / ".ci" / "translations").read_text(encoding="utf-8"), encoding="utf-8")
    panel = tmp_path / "agent_desk" / "ui" / "calls" / "panel.py"
    panel.parent.mkdir(parents=True)
    panel.write_text("class Panel(QWidget):\n    def a(self):\n        return self.tr('Answer')\n", encoding="utf-8")

    def run(verb: str) -> tuple[int, str]:
        done = subprocess.run([sys.executable, str(script), verb], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    assert run("check")[0] == 1
    run("update")
    code, said = run("check")
    assert code == 1
    assert "calls.ts: unfinished: [Panel] Answer" in said
    ts = tmp_path / "resources" / "translations" / "calls.ts"
    filled = ts.read_text(encoding="utf-8").replace(
        '<translation type="unfinished"></translation>', "<translation>接听</translation>"
    )
    ts.write_text(filled, encoding="utf-8")
    assert "is not what" in run("check")[1]
    run("build")
    assert run("check")[0] == 0
    panel.write_text("class Panel(QWidget):\n    pass\n", encoding="utf-8")
    assert "obsolete: [Panel] Answer" in run("check")[1]
