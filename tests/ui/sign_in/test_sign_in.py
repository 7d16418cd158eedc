"""The sign-in window: what it says, in both languages, and what leaves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.errors import DeskError, HubRefused, HubUnreachable, SettingsFault
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.ui.kit import words
from agent_desk.ui.sign_in.demo import DemoAccount, accounts_for_seat, load_demo_accounts
from agent_desk.ui.sign_in.sign_in import SignInForm, SignInWindow

HUB = "https://hub.bank.example:8800"
ACCOUNTS = [
    DemoAccount("agent", "agent01", "p", "李佳", "Li Jia"),
    DemoAccount("agent", "agent02", "p", "孙玲", "Sun Ling"),
    DemoAccount("supervisor", "lead01", "p", "王敏", "Wang Min"),
]


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[SignInWindow]:
    words.install(qapp, "en")
    made = SignInWindow(DeskSettings(hub=HUB), accounts_for_seat(ACCOUNTS, 1))
    qtbot.addWidget(made)
    made.show()
    yield made
    words.install(qapp, "en")


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (HubRefused("wrong_credentials", {"tries_left": 3}), "还可尝试 3 次", "Tries left: 3"),
        (HubRefused("sign_in_delayed", {"seconds": 40}), "请 40 秒后再试", "in 40 seconds"),
        (HubUnreachable("no_connection", HUB), "连接不上中心服务", "cannot be reached"),
        (HubUnreachable("timeout", HUB), "没有及时响应", "did not answer in time"),
        (HubUnreachable("certificate", HUB), "密码没有发送", "no password was sent"),
        (HubRefused("seat_taken", {"seat": "A-07", "since_at": "x"}), "坐席 A-07 登录", "signed in at seat A-07"),
    ],
)
def test_every_fault_is_a_sentence_in_both_languages(
    window: SignInWindow, qapp: QApplication, error: DeskError, zh: str, en: str
) -> None:
    window.show_error(error)
    assert en in window.error_text()
    words.install(qapp, "zh")
    qapp.processEvents()
    assert zh in window.error_text()


def test_typing_again_takes_the_sentence_away(window: SignInWindow, qtbot: QtBot) -> None:
    window.show_error(HubRefused("wrong_credentials", {"tries_left": 3}))
    qtbot.keyClicks(window.password, "x")
    assert window.error_text() == ""


def test_a_taken_seat_is_taken_over_with_what_was_typed(window: SignInWindow, qtbot: QtBot) -> None:
    forms: list[SignInForm] = []
    window.submitted.connect(forms.append)
    qtbot.keyClicks(window.login, "lin")
    qtbot.keyClicks(window.password, "secret")
    qtbot.keyClick(window.password, Qt.Key.Key_Return)
    window.set_busy(False)
    window.show_error(HubRefused("seat_taken", {"seat": "A-07", "since_at": "x"}))
    window.take_over()
    assert [(form.login, form.password, form.takeover) for form in forms] == [
        ("lin", "secret", False),
        ("lin", "secret", True),
    ]
    assert "secret" not in repr(forms)


def test_a_one_time_password_is_replaced_before_the_door_opens(window: SignInWindow, qtbot: QtBot) -> None:
    forms: list[SignInForm] = []
    window.submitted.connect(forms.append)
    qtbot.keyClicks(window.login, "lin")
    qtbot.keyClicks(window.password, "K7MQ-2XPA-9TRD")
    qtbot.keyClick(window.password, Qt.Key.Key_Return)
    window.set_busy(False)
    window.show_error(HubRefused("password_change_needed"))
    side = window.new_password
    assert side.isVisible()
    assert "one use" in side.told_words.text()
    qtbot.keyClicks(side.first, "Green-Kettle-42")
    qtbot.keyClicks(side.again, "Green-Kettle-4")
    qtbot.keyClick(side.again, Qt.Key.Key_Return)
    assert "differ" in side.fault.text()
    assert len(forms) == 1
    side.again.setText("Green-Kettle-42")
    side.send_button.click()
    assert (forms[-1].password, forms[-1].new_password) == ("K7MQ-2XPA-9TRD", "Green-Kettle-42")
    assert "Green" not in repr(forms[-1])
    window.set_busy(False)
    window.show_error(HubRefused("weak_password", {"least": 10}))
    assert "at least 10" in side.told_words.text()
    window.show_error(HubRefused("seat_taken", {"seat": "A-07", "since_at": "x"}))
    assert not side.isVisible()
    window.take_over()
    assert (forms[-1].takeover, forms[-1].new_password) == (True, "Green-Kettle-42")
    window.clear_password()
    assert side.first.text() == ""


def test_nothing_leaves_twice_while_a_sign_in_is_under_way(window: SignInWindow, qtbot: QtBot) -> None:
    forms: list[SignInForm] = []
    window.submitted.connect(forms.append)
    window.ask(SignInForm("lin", "secret"))
    window.ask(SignInForm("lin", "secret"))
    assert len(forms) == 1
    assert not window.submit.isEnabled()


@pytest.mark.parametrize(
    ("text", "modifier", "shown"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
    ],
)
def test_caps_lock_is_noticed(
    window: SignInWindow, qapp: QApplication, text: str, modifier: Qt.KeyboardModifier, shown: bool
) -> None:
    from_keyboard = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text)
    qapp.sendEvent(window.password, from_keyboard)
    assert window._caps.isVisible() is shown


def test_another_hub_is_checked_before_it_is_saved(window: SignInWindow, qtbot: QtBot) -> None:
    saved: list[DeskSettings] = []
    window.settings_wanted.connect(saved.append)
    hub = window._hub
    window._turn_to_settings()
    hub._hub.setText("hub.bank")
    qtbot.keyClick(hub._hub, Qt.Key.Key_Return)
    assert saved == []
    assert "must look like https://host:port" in hub._fault.text()
    hub._hub.setText("https://other.bank:8800/")
    qtbot.keyClick(hub._hub, Qt.Key.Key_Return)
    assert [settings.hub for settings in saved] == ["https://other.bank:8800"]


def test_two_seats_of_the_demonstration_do_not_share_an_agent() -> None:
    first, second = accounts_for_seat(ACCOUNTS, 1), accounts_for_seat(ACCOUNTS, 2)
    assert first["agent"].login != second["agent"].login
    assert first["supervisor"] == second["supervisor"]


def test_a_broken_file_of_accounts_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    file.write_text('[{"role": "agent"}]', encoding="utf-8")
    with pytest.raises(SettingsFault):
        load_demo_accounts(file)
    assert load_demo_accounts(None) == []


def test_it_paints_once_and_says_so(qtbot: QtBot) -> None:
    made = SignInWindow(DeskSettings(hub=HUB), {})
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.painted):
        made.show()
