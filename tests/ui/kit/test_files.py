"""The dialog that asks for a file speaks the language of the desk, also where Qt has to draw it."""

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

import agent_desk
from agent_desk.ui.kit import words

ENGLISH = re.compile(r"[A-Za-z]{3,}")


def test_no_english_word_is_left_in_it(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    words.install(qapp, "zh")
    dialog = QFileDialog(None, "保存报表", str(tmp_path), "工作簿 (*.xlsx)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    qtbot.addWidget(dialog)
    dialog.show()
    said = [one.text() for kind in (QLabel, QPushButton) for one in dialog.findChildren(kind)]
    assert said and not [text for text in said if ENGLISH.search(text)]


def test_there_is_one_place_that_asks_for_files() -> None:
    ui = Path(agent_desk.__file__).parent / "ui"
    places = {
        str(file.relative_to(ui)) for file in ui.rglob("*.py") if "QFileDialog" in file.read_text(encoding="utf-8")
    }
    assert places == {"kit/files.py"}
