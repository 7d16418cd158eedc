"""Every box where something is chosen finds by pinyin, says in words where it finds nothing, and offers nothing that is refused."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import agent_desk
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import CascadeChoice, Choice, Option
from agent_desk.ui.kit.pick_list import Pick, PickList
from agent_desk.ui.kit.pick_many import PickMany
from tests.ui.kit.pages.test_every_form import FORMS, World, world

__all__ = ["world"]
UI = Path(agent_desk.__file__).parent / "ui"
RAW = {"QComboBox", "QListWidget", "QCompleter", "QFontComboBox", "QInputDialog"}
"""Qt's own choosers, which find by the letters that stand there and say nothing where there is nothing."""
BANK = [("gs", "信用卡挂失"), ("nf", "年费减免"), ("cc", "转账差错"), ("td", "柜面服务态度")]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    # Keys of one word may come slowly on a busy machine.
    usual = QApplication.keyboardInputInterval()
    QApplication.setKeyboardInputInterval(20_000)
    yield
    QApplication.setKeyboardInputInterval(usual)


def raw_choosers(source: str) -> set[str]:
    """Qt's own choosers that a module makes or derives from."""
    tree = ast.parse(source)
    called = {one.func.id for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)}
    bases = {
        base.id
        for one in ast.walk(tree)
        if isinstance(one, ast.ClassDef)
        for base in one.bases
        if isinstance(base, ast.Name)
    }
    return (called | bases) & RAW


def test_no_panel_has_a_chooser_of_its_own() -> None:
    found = {
        str(path.relative_to(UI)): raw
        for path in UI.rglob("*.py")
        if "kit" not in path.relative_to(UI).parts and (raw := raw_choosers(path.read_text("utf-8")))
    }
    assert found == {}, "use Choice, CascadeChoice, PickMany or PickList"


def test_a_planted_chooser_of_qts_own_is_seen() -> None:
    assert raw_choosers("class Mine(QListWidget): ...\nbox = QComboBox()\n") == {"QListWidget", "QComboBox"}


def faults_of(box: QWidget, qtbot: QtBot) -> list[str]:
    """What is wrong with a chooser that was given BANK."""
    faults = []
    if isinstance(box, Choice):
        faults += _typed_into(box, qtbot) if box.isEditable() else _typed_at(box, qtbot)
    elif isinstance(box, QComboBox):
        faults += _typed_at(box, qtbot)
    return faults


def _typed_into(box: Choice, qtbot: QtBot) -> list[str]:
    line, found = box.lineEdit(), box.found
    assert line is not None and found is not None
    faults = []
    for typed, wanted in (("guashi", "gs"), ("zzcc", "cc"), ("fwtd", "td")):
        line.clear()
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        if box.value() != wanted:
            faults.append(f"{typed} chose {box.value()}")
    line.clear()
    qtbot.keyClicks(line, "qqq")
    if found.texts() != ["Nothing found"]:
        faults.append(f"says {found.texts()} where nothing is found")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    return faults


def _typed_at(box: QComboBox, qtbot: QtBot) -> list[str]:
    box.setCurrentIndex(-1)
    qtbot.keyClicks(box, "gmfw")
    return [] if box.currentText() == "柜面服务态度" else [f"gmfw chose {box.currentText()!r}"]


def test_every_choice_of_every_form_finds_by_pinyin(qtbot: QtBot, world: World) -> None:
    walked = 0
    faults: list[str] = []
    for name in FORMS:
        form = world.form(name).widget
        for box in form.findChildren(QComboBox):
            walked += 1
            if not isinstance(box, Choice):
                faults.append(f"{name}: {box.metaObject().className()} is no choice of the kit")
                continue
            blocked = box.blockSignals(True)
            # What is off until there is a call can be typed into here.
            box.setParent(form)
            box.setEnabled(True)
            box.set_options(BANK)
            faults += [f"{name}: {one}" for one in faults_of(box, qtbot)]
            box.blockSignals(blocked)
    assert faults == [] and walked > 20


def test_a_planted_bad_chooser_is_found(qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    for value, text in BANK:
        box.addItem(text, value)
    assert faults_of(box, qtbot) == ["gmfw chose ''"]


def test_what_cannot_be_chosen_is_grey_and_says_why(qtbot: QtBot) -> None:
    box = Choice([Option("gs", "信用卡挂失", why_not="nobody is on duty"), Option("nf", "年费减免")], searchable=True)
    qtbot.addWidget(box)
    line = box.lineEdit()
    assert line is not None and box.why_not("gs") == "nobody is on duty" and box.why_not("nf") == ""
    assert box.itemText(0) == "信用卡挂失 · nobody is on duty"
    qtbot.keyClicks(line, "guashi")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert box.value() is None
    line.clear()
    qtbot.keyClicks(line, "f")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert box.value() == "nf"


def test_enter_takes_the_first_and_tab_takes_nothing(qtbot: QtBot) -> None:
    page = QWidget()
    box, other = Choice(BANK, searchable=True), Choice(BANK)
    column = QVBoxLayout(page)
    column.addWidget(box)
    column.addWidget(other)
    qtbot.addWidget(page)
    page.show()
    line = box.lineEdit()
    assert line is not None
    qtbot.keyClicks(line, "guas")
    line.editingFinished.emit()
    assert (box.value(), line.text()) == (None, "")
    qtbot.keyClicks(line, "guas")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (box.value(), line.text()) == ("gs", "信用卡挂失")


def test_a_choice_in_levels_goes_by_pinyin_to_the_leaf(qtbot: QtBot) -> None:
    tree = [Option("card", "信用卡", (Option("gs", "挂失"), Option("nf", "年费"))), Option("loan", "贷款")]
    box = CascadeChoice(tree, levels=2)
    qtbot.addWidget(box)
    box.show()
    for level, typed in enumerate(("xyk", "nf")):
        line = box.findChildren(Choice)[level].lineEdit()
        assert line is not None
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert box.path() == ("card", "nf")


def test_a_list_that_was_emptied_says_so_in_the_field(qtbot: QtBot) -> None:
    box = Choice(BANK, placeholder="Topic …", searchable=True)
    qtbot.addWidget(box)
    line = box.lineEdit()
    assert line is not None and line.placeholderText() == "Topic …"
    box.set_options([])
    assert line.placeholderText() == "Nothing to choose from"


def test_a_pick_list_narrows_says_nothing_found_and_steps_over_what_is_grey(qtbot: QtBot) -> None:
    picks = PickList("Where to", "Nobody found")
    qtbot.addWidget(picks)
    entries: list[Any] = [
        Pick(1, "信用卡 · 0 ready", quiet=True),
        Pick(2, "邓丽 · 8002", why_not="cannot be reached now"),
        Pick(3, "王明 · 8003", also=("Wang Ming",)),
    ]
    picks.offer(entries)
    now = picks.current()
    assert now is not None and now.value == 3, "what one would choose first is chosen"
    picks.step(-1)
    now = picks.current()
    assert now is not None and now.value == 1, "what cannot be chosen is stepped over"
    picks.offer(entries, "deng")
    assert picks.texts() == ["邓丽 · 8002 · cannot be reached now"] and picks.current() is None
    picks.offer(entries, "ming")
    assert picks.texts() == ["王明 · 8003"]
    picks.offer(entries, "qq")
    assert picks.texts() == ["Nobody found"] and picks.current() is None
    assert isinstance(picks, QListWidget)


def test_ticks_are_found_by_pinyin_and_an_empty_list_says_so(qtbot: QtBot) -> None:
    many = PickMany("All", "{n}")
    qtbot.addWidget(many)
    many.set_options([*BANK, *((str(at), f"队列{at}") for at in range(9))])
    popup = many._popup
    popup._narrow("guashi")
    assert [tick.text() for tick in popup._ticks if not tick.isHidden()] == ["信用卡挂失"]
    popup._narrow("qqq")
    assert not popup._nothing.isHidden() and popup._nothing.text() == "Nothing found"
