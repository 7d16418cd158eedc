"""The hub goes away and comes back: every panel of every workspace says so meanwhile, and is filled by itself afterwards.

Every class that shows a feed must be seen here, so that a new panel cannot be left out (tests/fixtures/every_panel.py).
"""

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

import agent_desk
from agent_desk.desk.kit.feed import Feed
from agent_desk.desk.kit.live import LiveState
from agent_desk.hub.kit.settings import Settings
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, StaleMark
from tests.fixtures.every_panel import Stand, path_of, stand
from tests.fixtures.hub import AUDIT_KEY

__all__ = ["stand"]

UI = Path(agent_desk.__file__).parent / "ui"
FILLED_WITHIN_S = 3.0


@pytest.fixture
def settings(database_url: str) -> Settings:
    """A hub without an exchange: nobody calls in this journey."""
    return Settings(database=database_url, port=0, audit_key=AUDIT_KEY)


@dataclass
class FeedStand:
    """What is seen of the panels of a stand while its hub goes and comes."""

    stand: Stand

    @property
    def windows(self) -> list[QWidget]:
        """What is open."""
        return self.stand.windows

    # -- what is seen ------------------------------------------------------------------------------------------------

    def unmarked(self) -> list[str]:
        """Panels with an answer that do not say since when it may be old, and feeds that are looked at and marked nowhere."""
        silent = [
            path_of(one)
            for one in self.stand.panels()
            if one.feed.now is not None and not (one.marked and says_so(one))
        ]
        marks = [mark for window in self.windows for mark in window.findChildren(StaleMark)]
        shown = [one for window in self.windows for one in window.findChildren(FeedPanel)]
        covered = {id(feed) for panel in shown for feed in panel.feeds}
        covered |= {id(feed) for mark in marks for feed in mark.feeds if not mark.isHidden()}
        feeds = [one for window in self.windows for one in window.findChildren(Feed)]
        looked_at = [one for one in feeds if one.looked_at and one.now is not None]
        return silent + [path_of(one) for one in looked_at if id(one) not in covered and not inside_a_panel(one)]

    def classes(self) -> set[str]:
        """The classes of everything around the panels in sight."""
        found: set[str] = set()
        for panel in self.stand.panels():
            above = panel.parent()
            while above is not None:
                found |= {kind.__name__ for kind in type(above).__mro__}
                above = above.parent()
        return found

    # -- the hub -----------------------------------------------------------------------------------------------------

    def hub_goes(self) -> None:
        """The hub ends; the line notices."""
        self.stand.hub.stop()
        self.stand.qtbot.waitUntil(lambda: self.stand.seat.context.live.state is LiveState.LOST, timeout=20_000)

    def hub_comes(self) -> None:
        """The hub is back; a person presses "try again" in the status line rather than wait for the line's next attempt."""
        self.stand.hub.start()
        self.stand.seat.context.live.retry_now()
        self.stand.qtbot.waitUntil(lambda: self.stand.seat.context.live.state is LiveState.LIVE, timeout=20_000)


def inside_a_panel(feed: Any) -> bool:
    """Whether a feed is of a part of a panel that shows another: what it says of its own age holds for the part."""
    above = feed.parent()
    while above is not None and not isinstance(above, FeedPanel):
        above = above.parent()
    return above is not None


def says_so(panel: FeedPanel) -> bool:
    """Whether a banner stands above this panel, or above one around it."""
    above: Any = panel
    while above is not None:
        if isinstance(above, FeedPanel) and "stale" in vars(above) and above.stale.isVisible():
            return above.stale.text().startswith("As of ")
        above = above.parentWidget()
    return False


def classes_with_a_feed_panel() -> set[str]:
    """Every class of the desk's screen that shows a feed, as the source has them."""
    found: set[str] = set()
    for file in sorted(UI.rglob("*.py")):
        for kind in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(kind, ast.ClassDef) or kind.name == "FeedPanel":
                continue
            calls = [one.func for one in ast.walk(kind) if isinstance(one, ast.Call)]
            if any(isinstance(one, ast.Name) and one.id == "FeedPanel" for one in calls):
                found.add(kind.name)
    return found


@pytest.fixture
def seen(stand: Stand) -> FeedStand:
    """A centre with a little of everything, and a person who holds every role."""
    return FeedStand(stand)


@pytest.mark.expects_log
def test_what_is_opened_while_the_hub_is_away_is_filled_when_it_is_back(seen: FeedStand) -> None:
    seen.hub_goes()
    seen.stand.open_all()
    assert seen.stand.panels() and all(one.feed.now is None for one in seen.stand.panels())
    seen.hub_comes()
    seen.stand.all_filled(FILLED_WITHIN_S)
    not_seen = sorted(classes_with_a_feed_panel() - seen.classes())
    assert not_seen == [], "opened nowhere in this journey"


@pytest.mark.expects_log
def test_what_is_open_when_the_hub_goes_says_as_of_until_it_is_back(seen: FeedStand) -> None:
    seen.stand.open_all()
    seen.stand.all_filled(30.0)
    seen.hub_goes()
    assert not seen.unmarked()
    seen.hub_comes()
    seen.stand.all_filled(FILLED_WITHIN_S)
