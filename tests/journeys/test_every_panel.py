"""Every panel of every workspace, opened while the hub is away: it is filled by itself when the hub is back, says since when it may be
old when the hub goes again, and where it shows what the hub says of customers its window is marked and nothing of it is copied.

One walk asks all of it, since opening everything is what costs. Every class that shows a feed must be seen here, so that a new panel
cannot be left out (tests/fixtures/every_panel.py). What is personal is told by the request that was sent, not by what the desk noted.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

import agent_desk
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.feed import Feed
from agent_desk.desk.kit.live import LiveState
from agent_desk.hub.kit.settings import Settings
from agent_desk.schemas.kit.operation import Request, known
from agent_desk.ui.kit.guard import Guard
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, StaleMark
from agent_desk.ui.kit.pages.inbox import InboxButton
from agent_desk.ui.kit.watermark import Watermark
from tests.fixtures.every_panel import Stand, path_of, stand
from tests.fixtures.hub import AUDIT_KEY
from tests.fixtures.operations import EVERY
from tests.fixtures.waiting import promised

pytestmark = pytest.mark.long

__all__ = ["stand"]

UI = Path(agent_desk.__file__).parent / "ui"
FILLED_WITHIN_S = 3.0


@pytest.fixture
def settings(database_url: str) -> Settings:
    """A hub without an exchange: nobody calls in this journey."""
    return Settings(database=database_url, port=0, audit_key=AUDIT_KEY)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[int, set[str]]]:
    """Which operations each answer came of, by the identity of the answer."""
    found: dict[int, set[str]] = {}
    kept: list[Any] = []
    ask = Api.ask

    def noted(api: Api, request: Request[Any], *, key: str | None = None) -> Any:
        answer = ask(api, request, key=key)
        kept.append(answer)
        found.setdefault(id(answer), set()).update(
            one.name for one in EVERY if one.answer == request.answer and one.method == request.method
        )
        return answer

    monkeypatch.setattr(Api, "ask", noted)
    yield found
    kept.clear()


@pytest.fixture
def guard(stand: Stand) -> Iterator[Guard]:
    """What keeps an eye on the windows, as the desk's main window has it."""
    host = QWidget()
    made = Guard(stand.seat.context, host)
    yield made
    made.close()
    stand.close()
    QGuiApplication.clipboard().clear()
    host.deleteLater()


@pytest.mark.expects_log
def test_every_panel_is_filled_by_itself_says_its_age_and_guards_what_is_personal(
    stand: Stand, asked: dict[int, set[str]], guard: Guard
) -> None:
    hub_goes(stand)
    stand.open_all()
    assert stand.panels() and all(one.feed.now is None for one in stand.panels())
    hub_comes(stand)
    stand.all_filled()
    not_seen = sorted(classes_with_a_feed_panel() - classes_around(stand.panels()))
    assert not_seen == [], "opened nowhere in this journey"
    what_is_personal_is_guarded(stand, asked, guard)
    hub_goes(stand)
    found = unmarked(stand)
    assert not found, found
    hub_comes(stand)
    stand.all_filled()


@pytest.mark.expects_log
def test_the_desk_of_one_person_is_filled_within_three_seconds(stand: Stand) -> None:
    """The walk above opens the panels of all roles at once, which nobody does: how long that takes says nothing."""
    hub_goes(stand)
    stand.open("agent")
    hub_comes(stand)
    assert stand.panels() and stand.all_filled() <= promised(FILLED_WITHIN_S)


# ---------------------------------------------------------------------- the hub


def hub_goes(stand: Stand) -> None:
    """The hub ends; the line notices."""
    stand.hub.stop()
    stand.qtbot.waitUntil(lambda: stand.seat.context.live.state is LiveState.LOST, timeout=20_000)


def hub_comes(stand: Stand) -> None:
    """The hub is back; a person presses "try again" in the status line rather than wait for the line's next attempt."""
    stand.hub.start()
    stand.seat.context.live.retry_now()
    stand.qtbot.waitUntil(lambda: stand.seat.context.live.state is LiveState.LIVE, timeout=20_000)


# ---------------------------------------------------------------------- its age


def unmarked(stand: Stand) -> list[str]:
    """Panels with an answer that do not say since when it may be old, and feeds that are looked at and marked nowhere."""
    silent = [path_of(one) for one in stand.panels() if one.feed.now is not None and not (one.marked and says_so(one))]
    marks = [mark for window in stand.windows for mark in window.findChildren(StaleMark)]
    shown = [one for window in stand.windows for one in window.findChildren(FeedPanel)]
    covered = {id(feed) for panel in shown for feed in panel.feeds}
    covered |= {id(feed) for mark in marks for feed in mark.feeds if not mark.isHidden()}
    feeds = [one for window in stand.windows for one in window.findChildren(Feed)]
    looked_at = [one for one in feeds if one.looked_at and one.now is not None]
    return silent + [path_of(one) for one in looked_at if id(one) not in covered and not inside_a_panel(one)]


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


# ---------------------------------------------------------------------- that none is left out


def classes_around(panels: list[FeedPanel]) -> set[str]:
    """The classes of everything around the panels in sight."""
    found: set[str] = set()
    for panel in panels:
        above = panel.parent()
        while above is not None:
            found |= {kind.__name__ for kind in type(above).__mro__}
            above = above.parent()
    return found


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


# ---------------------------------------------------------------------- what is personal


def what_is_personal_is_guarded(stand: Stand, asked: dict[int, set[str]], guard: Guard) -> None:
    """What shows customers' data is marked with who looks, and nothing of it is copied."""
    guard.look()
    personal = [panel for panel in stand.panels() if _is_personal(panel, asked)]
    assert len(personal) > 15, "a good part of all panels shows customers' data"
    assert [path_of(one) for one in personal if not _marked(one.window())] == []
    assert [path_of(one) for one in personal if not guard.holds_back(one)] == []
    # Nobody says so but who shows a number alone.
    counting = [feed for panel in stand.panels() for feed in panel.feeds if feed.counts_only]
    assert {type(one.parent()) for one in counting} <= {InboxButton}


def _is_personal(panel: FeedPanel, asked: dict[int, set[str]]) -> bool:
    operations = [one for one in map(known, asked.get(id(panel.feed.now), set())) if one is not None]
    return bool(operations) and all(one.personal for one in operations)


def _marked(window: QWidget) -> bool:
    return any(one.isVisible() for one in window.findChildren(Watermark))
