"""Every panel of every workspace: where it shows what the hub says of customers, its window is marked and nothing of it is copied.

Who walks is the journey of the feeds (test_feeds_journey.py), which sees to it that no panel is left out. What is personal is told
here by the request that was sent, not by what the desk has noted.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.api import Api
from agent_desk.schemas.kit.operation import Request, known
from agent_desk.ui.kit.guard import Guard
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.inbox import InboxButton
from agent_desk.ui.kit.watermark import Watermark
from tests.fixtures.every_panel import Stand, path_of, stand
from tests.fixtures.operations import EVERY
from tests.journeys.test_feeds_journey import settings

__all__ = ["settings", "stand"]


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


@pytest.mark.expects_log
def test_every_panel_that_shows_customers_is_marked_and_kept_from_being_copied(
    stand: Stand, asked: dict[int, set[str]]
) -> None:
    host = QWidget()
    guard = Guard(stand.seat.context, host)
    try:
        stand.open_all()
        stand.all_filled(60.0)
        guard.look()
        personal = [panel for panel in stand.panels() if _is_personal(panel, asked)]
        assert len(personal) > 15, "a good part of all panels shows customers' data"
        unmarked = [path_of(one) for one in personal if not _marked(one.window())]
        assert unmarked == []
        free = [path_of(one) for one in personal if not guard.holds_back(one)]
        assert free == []
        # Nobody says so but who shows a number alone.
        counting = [one for one in _feeds(stand) if one.counts_only]
        assert {type(one.parent()) for one in counting} <= {InboxButton}
        QGuiApplication.clipboard().clear()
    finally:
        guard.close()
        stand.close()
        host.deleteLater()


def _is_personal(panel: FeedPanel, asked: dict[int, set[str]]) -> bool:
    names = asked.get(id(panel.feed.now), set())
    operations = [one for one in map(known, names) if one is not None]
    return bool(operations) and all(one.personal for one in operations)


def _marked(window: QWidget) -> bool:
    return any(one.isVisible() for one in window.findChildren(Watermark))


def _feeds(stand: Stand) -> list[Any]:
    return [feed for panel in stand.panels() for feed in panel.feeds]
