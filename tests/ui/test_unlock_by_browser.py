"""A locked seat of somebody who signs in by the browser alone: the browser asks anew, and the seat opens when the hub says it is they."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.context import DeskContext, Window
from agent_desk.desk.kit.live import Live
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.session import Session
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.ui.kit import theme, words
from agent_desk.ui.locked import LockedPage
from tests.fixtures.small_hub import Asked, SmallHub, refusal, small_hub
from tests.fixtures.waiting import patience


class Stage:
    """A locked page at a small hub, and a browser that only remembers what it was asked to open."""

    def __init__(self, hub: SmallHub, folder: Path, ways: list[str]) -> None:
        self.hub, self.opened = hub, list[str]()
        self.right = True
        hub.answer = self.answer
        api = Api(hub.url, connect_timeout_s=0.5, read_timeout_s=5)
        me = SimpleNamespace(name="张三", name_en="Zhang", login="zhang")
        session = SimpleNamespace(active=True, me=me, seat="A-12", unlock_by=ways, zone=None)
        self.context = DeskContext(
            api=api,
            live=Live(hub.url, clock=api.clock, token=lambda: None),
            outbox=Outbox(api, OutboxFile(folder / "outbox.sqlite"), sentence, autostart=False),
            session=cast(Session, session),
            background=Background(),
            settings=DeskSettings(),
            window=Window(language=words.language),
        )
        self.page = LockedPage(self.context, open_url=self._open)
        self.opens: list[bool] = []
        self.page.unlocked.connect(lambda: self.opens.append(True))

    def _open(self, url: str) -> bool:
        self.opened.append(url)
        return True

    def answer(self, asked: Asked) -> tuple[int, Any]:
        if asked.path.endswith("/unlock"):
            return (200, {"done": True}) if self.right else refusal(401, "wrong_credentials", tries_left=3)
        if asked.path.endswith("/return"):
            return 200, {"login": "zhang", "proof": "sealed"}
        start = asked.body
        return 200, {"url": f"https://login.bank.example/?state={start['state']}&redirect_uri={start['redirect_uri']}"}

    def asked(self, path: str) -> list[Asked]:
        return [one for one in self.hub.asked if one.path.endswith(path)]

    def comes_back(self) -> None:
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.opened[-1]).query).items()}
        requests.get(query["redirect_uri"], params={"code": "c-1", "state": query["state"]}, timeout=patience(5))


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    with small_hub() as hub:
        made = Stage(hub, tmp_path, ["browser"])
        qtbot.addWidget(made.page)
        made.page.show()
        made.page.begin()
        yield made
        made.page.leave()
        made.context.background.close()
        made.context.outbox.close()


def test_the_browser_asks_anew_and_the_seat_opens(stage: Stage, qtbot: QtBot) -> None:
    page = stage.page
    assert page.browser_button.isVisible() and not page.password.isVisible() and not page.unlock_button.isVisible()
    page.browser_button.click()
    qtbot.waitUntil(lambda: len(stage.opened) == 1)
    assert page.browser.isVisible() and not page.browser_button.isVisible()
    (start,) = stage.asked("/people/sign-in/openid")
    assert start.body["anew"] is True
    stage.comes_back()
    qtbot.waitUntil(lambda: bool(stage.opens))
    (unlock,) = stage.asked("/people/me/unlock")
    assert unlock.body["proof"] == "sealed" and not page.browser.isVisible()


def test_who_is_somebody_else_is_told_and_can_try_again(stage: Stage, qtbot: QtBot) -> None:
    stage.right = False
    stage.page.browser_button.click()
    qtbot.waitUntil(lambda: len(stage.opened) == 1)
    stage.comes_back()
    qtbot.waitUntil(lambda: "not you" in stage.page.fault.text())
    assert not stage.opens and stage.page.browser_button.isEnabled()
    stage.right = True
    stage.page.browser_button.click()
    qtbot.waitUntil(lambda: len(stage.opened) == 2)
    stage.comes_back()
    qtbot.waitUntil(lambda: bool(stage.opens))


def test_given_up_it_waits_for_nothing(stage: Stage, qtbot: QtBot) -> None:
    stage.page.browser_button.click()
    qtbot.waitUntil(lambda: len(stage.opened) == 1)
    stage.page.browser.cancel_button.click()
    assert stage.page.browser_button.isVisible() and not stage.page.browser.isVisible()
    qtbot.waitUntil(lambda: stage.context.background.busy == 0)
    with pytest.raises(requests.ConnectionError):
        stage.comes_back()
    assert not stage.opens
