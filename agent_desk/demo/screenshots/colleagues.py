"""The other people of the floor: they sit at seats without a screen, so that boards and lists have somebody to show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from agent_desk.demo.robots.account import NoMemory
from agent_desk.desk.calls import operations
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.begin import begin, finish
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.core import DeskCore
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.front_door import FrontDoor
from agent_desk.desk.kit.settings import DeskSettings


class Colleague(QObject):
    """One agent at a seat of their own; what they do is asked of the hub as every desk asks it."""

    def __init__(self, settings: DeskSettings, login: str, password: str, background: Background) -> None:
        super().__init__()
        self.login = login
        self._password, self._background = password, background
        number = login.lstrip("abcdefghijklmnopqrstuvwxyz")
        self._core = DeskCore(
            settings, background, seat=f"A-{number[-2:]}", memory=NoMemory, language=lambda: "zh", parent=self
        )
        self.context: DeskContext | None = None
        self.seat: Seat | None = None
        background.run(self, self._sign_in, self._signed_in, _broken)

    def _sign_in(self) -> list[str]:
        settings = self._core.settings
        door = FrontDoor(settings.hub, settings.ca_file, self._core.session.seat)
        return self._core.accept(door, door.knock(self.login, self._password, True), self.login)

    def _signed_in(self, _roles: list[str]) -> None:
        context = self.context = begin(self._core)
        self.seat = Seat(context, self)
        context.live.start()
        self.seat.start()

    @property
    def state(self) -> str:
        """The state that holds at this seat; empty until the hub has told."""
        view = self.seat.view if self.seat is not None else None
        return view.own.state if view is not None else ""

    def ask(self, order: Callable[[Api], object]) -> None:
        """Have the hub do something in this person's name."""
        assert self.context is not None
        api = self.context.api
        self._background.run(self, lambda: order(api), lambda _: None, _broken)

    def not_ready(self, reason: str) -> None:
        """Take no calls."""
        self.ask(lambda api: operations.ask_not_ready(api, reason))

    def ready(self) -> None:
        """Take calls."""
        self.ask(operations.ask_ready)

    def fall_silent(self) -> None:
        """As when the seat's cable is pulled: the hub hears nothing of it any more."""
        if self.context is not None:
            self.context.live.stop()

    def leave(self) -> None:
        """Hang up the line; the hub sees the seat go silent."""
        if self.context is not None:
            finish(self.context)
            self.context = None


def settings_for(hub: str, folder: Path) -> DeskSettings:
    """Return a seat's settings for these people."""
    return DeskSettings(hub=hub, language="zh", theme="light", data_dir=folder, seat="", file=folder / "desk.toml")


def _broken(error: DeskError) -> None:
    raise error
