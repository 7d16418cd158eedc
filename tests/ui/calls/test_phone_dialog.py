"""The self-test of the telephone: what is chosen, what is heard, and that it never stands before a call."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.calls.phone import Device, Softphone
from agent_desk.ui.calls import phone_words
from agent_desk.ui.calls.phone_dialog import HEARD, PhoneDialog, id_of
from agent_desk.ui.kit import theme, words
from tests.fixtures.keyboard import Keyboard, keyboard
from tests.fixtures.scripted_page import ScriptedPage

__all__ = ["keyboard"]

MICROPHONES = [{"id": "default", "label": "Default"}, {"id": "1", "label": "Headset"}, {"id": "2", "label": "Camera"}]


@pytest.fixture
def page(qapp: QApplication) -> ScriptedPage:
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    return ScriptedPage()


@pytest.fixture
def phone(page: ScriptedPage) -> Softphone:
    phone = Softphone(page)
    page.says("page")
    page.says("line", state="registered")
    page.says("devices", microphones=MICROPHONES, speakers=[{"id": "9", "label": "Headset"}])
    return phone


def opened(qtbot: QtBot, phone: Softphone, microphone: str = "", speaker: str = "") -> PhoneDialog:
    dialog = PhoneDialog(phone, microphone, speaker)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_shows_what_was_remembered_and_tells_what_is_chosen(
    qtbot: QtBot, page: ScriptedPage, phone: Softphone
) -> None:
    dialog = opened(qtbot, phone, "Camera", "Gone")
    assert (dialog.microphone.value(), dialog.speaker.value()) == ("Camera", "")
    chosen: list[tuple[str, str]] = []
    dialog.chosen.connect(lambda microphone, speaker: chosen.append((microphone, speaker)))
    page.says("devices", microphones=MICROPHONES, speakers=[{"id": "9", "label": "Headset"}])
    assert chosen == [], "what is told chooses nothing"
    dialog.microphone.set_value("Headset")
    assert chosen == [("Headset", "")]


def test_a_voice_once_is_enough(qtbot: QtBot, page: ScriptedPage, phone: Softphone) -> None:
    dialog = opened(qtbot, phone)
    assert page.given("meter") == {"on": True}
    page.says("level", microphone=HEARD / 2)
    assert dialog.verdict.text().startswith("Say something")
    with qtbot.waitSignal(dialog.heard, timeout=1000):
        page.says("level", microphone=2 * HEARD)
    page.says("level", microphone=0.0)
    assert dialog.verdict.text() == "The microphone works."
    dialog.done_button.click()
    assert page.given("meter") == {"on": False}, "nobody listens on"


def test_a_ring_closes_it(qtbot: QtBot, page: ScriptedPage, phone: Softphone) -> None:
    dialog = opened(qtbot, phone)
    with qtbot.waitSignal(dialog.finished, timeout=1000):
        page.says("call", state="ringing", who="")
    assert page.words()[-1] == "meter"


def test_a_loudspeaker_that_does_not_play_is_said(qtbot: QtBot, page: ScriptedPage, phone: Softphone) -> None:
    dialog = opened(qtbot, phone)
    page.says("tone", works=False, why="NotAllowedError")
    assert "another" in dialog.verdict.text()


def test_a_device_is_known_by_its_label(phone: Softphone) -> None:
    found = (Device("1", "Headset"), Device("2", ""))
    assert (id_of(found, "Headset"), id_of(found, "Gone"), id_of(found, "")) == ("1", "", "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_state_has_a_word_and_one_sentence(qapp: QApplication, language: words.Language) -> None:
    words.install(qapp, language)
    try:
        looks = [
            phone_words.look(state)
            for state in ("off", "registering", "registered", "lost", "untrusted", "no_microphone", "refused")
        ]
    finally:
        words.install(qapp, "en")
    assert len({look.zh for look in looks}) == len(looks)
    assert all(look.help_zh[-1] == "。" and look.help_en[-1] == "." for look in looks)


def test_it_is_worked_by_keys_alone(qtbot: QtBot, phone: Softphone, keyboard: Keyboard) -> None:
    dialog = opened(qtbot, phone)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert len(keyboard.judge_window(dialog)) >= 4
    assert not keyboard.faults, keyboard.told()
