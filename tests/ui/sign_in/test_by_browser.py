"""Signing in with the browser at the sign-in window: offered by the hub, waited for, given up, gone on with."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.browser_sign_in import Offer
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.desk.kit.transport import Transport
from agent_desk.ui import workspaces
from agent_desk.ui.kit import words
from agent_desk.ui.sign_in.by_browser import ByBrowser
from agent_desk.ui.sign_in.sign_in import SignInForm, SignInWindow
from tests.fixtures.small_hub import Asked, SmallHub, refusal, small_hub
from tests.fixtures.waiting import patience

OFFER = {"directory": True, "openid": True, "openid_zh": "用行内账号登录", "openid_en": "Bank account"}


class Stage:
    """A sign-in window at a small hub, and a browser that only remembers what it was asked to open."""

    def __init__(self, hub: SmallHub) -> None:
        self.hub, self.opened = hub, list[str]()
        self.has_browser = True
        self.window = SignInWindow(DeskSettings(hub=hub.url), {})
        self.background = Background()
        self.by_browser = ByBrowser(
            self.window,
            self.background,
            workspaces.load_browser_sign_in,
            lambda: (Transport(hub.url), "A-12"),
            open_url=self._open,
            parent=self.window,
        )
        self.asked: list[SignInForm] = []
        self.window.submitted.connect(self.asked.append)

    def _open(self, url: str) -> bool:
        self.opened.append(url)
        return self.has_browser

    def answer(self, code: str = "c-1") -> None:
        """Come back from the provider's page."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.opened[-1]).query).items()}
        requests.get(query["redirect_uri"], params={"code": code, "state": query["state"]}, timeout=patience(5))


def answered(asked: Asked) -> tuple[int, Any]:
    if asked.path.endswith("/offer"):
        return 200, OFFER
    if asked.path.endswith("/return"):
        if asked.body["code"] == "bad":
            return refusal(401, "openid_refused")
        return 200, {"login": "zhang", "proof": "sealed"}
    start = asked.body
    return 200, {"url": f"https://login.bank.example/?state={start['state']}&redirect_uri={start['redirect_uri']}"}


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot) -> Iterator[Stage]:
    words.install(qapp, "en")
    with small_hub(SmallHub(answer=answered)) as hub:
        made = Stage(hub)
        qtbot.addWidget(made.window)
        made.window.show()
        yield made
        assert made.background.close()
    words.install(qapp, "en")


def test_the_hub_decides_what_is_offered_and_by_which_name(stage: Stage, qtbot: QtBot, qapp: QApplication) -> None:
    assert not stage.window.by_browser.isVisible()
    stage.by_browser.ask_offer()
    qtbot.waitUntil(stage.window.by_browser.isVisible)
    assert stage.window.by_browser.text() == "Bank account"
    words.install(qapp, "zh")
    qtbot.waitUntil(lambda: stage.window.by_browser.text() == "用行内账号登录")
    stage.window.set_offer(Offer(off=True))
    assert not stage.window.by_browser.isVisible()
    assert any("行内目录登录已停用" in label.text() for label in stage.window.findChildren(QLabel) if label.isVisible())


def test_the_browser_is_opened_and_its_answer_signs_in(stage: Stage, qtbot: QtBot) -> None:
    stage.window.browser_wanted.emit()
    qtbot.waitUntil(lambda: len(stage.opened) == 1)
    assert stage.window.waits_for_browser
    stage.window.browser.again_button.click()
    assert stage.opened == [stage.opened[0]] * 2, "the same page once more"
    stage.answer()
    qtbot.waitUntil(lambda: bool(stage.asked))
    (form,) = stage.asked
    assert (form.login, form.password, form.proof) == ("zhang", "", "sealed")
    assert "sealed" not in repr(form)
    assert not stage.window.waits_for_browser


def test_given_up_nothing_comes_any_more(stage: Stage, qtbot: QtBot) -> None:
    stage.window.browser_wanted.emit()
    qtbot.waitUntil(lambda: len(stage.opened) == 1)
    stage.window.browser.cancel_button.click()
    assert not stage.window.waits_for_browser
    qtbot.waitUntil(lambda: stage.background.busy == 0)
    with pytest.raises(requests.ConnectionError):
        stage.answer()
    assert not stage.asked and stage.window.error_text() == ""
    stage.window.browser_wanted.emit()
    qtbot.waitUntil(lambda: len(stage.opened) == 2)
    stage.answer()
    qtbot.waitUntil(lambda: bool(stage.asked))


def test_a_refusal_and_a_seat_without_a_browser_are_said(stage: Stage, qtbot: QtBot) -> None:
    stage.window.browser_wanted.emit()
    qtbot.waitUntil(lambda: len(stage.opened) == 1)
    stage.answer("bad")
    qtbot.waitUntil(lambda: "did not succeed" in stage.window.error_text())
    assert not stage.window.waits_for_browser
    stage.has_browser = False
    stage.window.browser_wanted.emit()
    qtbot.waitUntil(lambda: "browser could not be opened" in stage.window.error_text())
    assert not stage.asked
