"""The hub goes away and comes back: every panel of every workspace says so meanwhile, and is filled by itself afterwards.

Every class that shows a feed must be seen here, so that a new panel cannot be left out: the workspaces find their own pages, and
what is opened from a page (a dialog, a record to read) stands in `Stand.more`.
"""

import ast
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import agent_desk
from agent_desk.desk.cases import operations as complaints
from agent_desk.desk.figures.board import Cell
from agent_desk.desk.kit.api import new_key
from agent_desk.desk.kit.feed import Feed
from agent_desk.desk.kit.live import LiveState
from agent_desk.desk.knowledge.operations import search
from agent_desk.desk.quality import operations as reviews
from agent_desk.desk.reports import operations as reports
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.people.rules import ROLES
from agent_desk.hub.quality import drawing
from agent_desk.schemas.quality.records import NewSample
from agent_desk.schemas.reports.sheet import ReportChoice, Sheet
from agent_desk.ui import workspaces
from agent_desk.ui.calls.call_story import CallStoryView
from agent_desk.ui.calls.ringing import RingingDialog
from agent_desk.ui.calls.transfer import TransferDialog
from agent_desk.ui.cases.complaint_detail import ComplaintDetail
from agent_desk.ui.customers.card import CustomerCardPanel
from agent_desk.ui.customers.lookup import LookupPanel
from agent_desk.ui.figures.explain import ExplainDialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, StaleMark
from agent_desk.ui.kit.pages.inbox import InboxDialog
from agent_desk.ui.knowledge.panel import KnowledgePanel
from agent_desk.ui.reports.cell_calls import CellCallsDialog
from agent_desk.ui.reports.saved_dialog import SavedDialog
from agent_desk.ui.supervising.abandoned import AbandonedPanel
from agent_desk.ui.supervising.alarm_history import AlarmHistory
from agent_desk.ui.supervising.messages import MessagesPanel
from agent_desk.ui.supervising.overrides import OverridesPanel
from agent_desk.ui.supervising.seat_messages import OwnMessagesDialog
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from agent_desk.ui.workspaces.reviewer import ReviewerWorkspace
from tests.fixtures import cases, knowledge, quality
from tests.fixtures.hub import AUDIT_KEY, GoingHub
from tests.fixtures.people import Staff
from tests.fixtures.seats import MakeSeat, Seat
from tests.fixtures.waiting import promised

UI = Path(agent_desk.__file__).parent / "ui"
FILLED_WITHIN_S = 3.0


@pytest.fixture
def settings(database_url: str) -> Settings:
    """A hub without an exchange: nobody calls in this journey."""
    return Settings(database=database_url, port=0, audit_key=AUDIT_KEY)


@dataclass
class Stand:
    """A seat of somebody who may everything, what there is to open, and what is open."""

    seat: Seat
    hub: GoingHub
    qtbot: QtBot
    sheet: Sheet
    call: uuid.UUID
    customer: uuid.UUID
    complaint: uuid.UUID
    article: uuid.UUID
    item: uuid.UUID
    windows: list[QWidget] = field(default_factory=list)

    def show(self, window: QWidget) -> None:
        """Put a window on the screen."""
        self.windows.append(window)
        window.resize(1600, 900)
        window.show()

    # -- what is opened ----------------------------------------------------------------------------------------------

    def open_all(self) -> None:
        """Open every page of every workspace, each in a workspace of its own, and what is opened from them."""
        for name in workspaces.WORKSPACES:
            for page in self._pages(name):
                space: Any = workspaces.open_workspace(name, self.seat.context)
                self.show(space)
                self.show(space.top_bar)
                if page is not None:
                    getattr(space, "open_page", None) and space.open_page(page)
                    getattr(space, "show_page", None) and space.show_page(page)
        for more in self.more():
            more()

    def _pages(self, name: str) -> list[Any]:
        """The names of a workspace's pages, as its own tree or switch has them; [None] for one that has a single page."""
        space: Any = workspaces.open_workspace(name, self.seat.context)
        if isinstance(space, AdministratorWorkspace):
            found: list[Any] = [entry.name for entry in space.entries]
        else:
            found = list(space.pages._values) if hasattr(space, "pages") else [None]
        space.close_down()
        space.deleteLater()
        return found

    def more(self) -> list[Callable[[], object]]:
        """What a person opens from a page."""
        context = self.seat.context
        column = next(one for one in self.sheet.columns if one.figure is not None)
        return [
            *(
                lambda kind=kind: self.show(kind(context))
                for kind in (
                    RingingDialog,
                    TransferDialog,
                    InboxDialog,
                    AbandonedPanel,
                    AlarmHistory,
                    MessagesPanel,
                    OverridesPanel,
                )
            ),
            lambda: self.show(ExplainDialog(context, Cell("offered"))),
            lambda: self.show(CellCallsDialog(context, self.sheet, self.sheet.rows[0], column)),
            lambda: self.show(SavedDialog(context, self.sheet.choice)),
            lambda: self.show(OwnMessagesDialog(context, self.windows[0])),
            lambda: self._shown(CallStoryView(context)).show_call(self.call),
            lambda: self._shown(ComplaintDetail(context)).show_complaint(self.complaint),
            lambda: self._shown(CustomerCardPanel(context)).show_customer(self.customer),
            lambda: self._shown(KnowledgePanel(context)).open_article(self.article),
            lambda: self._shown(LookupPanel(context)).ask("C000123"),
            lambda: self._shown(ReviewerWorkspace(context)).open_item(self.item),
        ]

    def _shown(self, window: Any) -> Any:
        self.show(window)
        return window

    # -- what is seen ------------------------------------------------------------------------------------------------

    def panels(self) -> list[FeedPanel]:
        """Every panel of a feed that is in sight."""
        return [one for window in self.windows for one in window.findChildren(FeedPanel) if one.isVisible()]

    def unmarked(self) -> list[str]:
        """Panels with an answer that do not say since when it may be old, and feeds that are looked at and marked nowhere."""
        silent = [
            path_of(one) for one in self.panels() if one.feed.now is not None and not (one.marked and says_so(one))
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
        for panel in self.panels():
            above = panel.parent()
            while above is not None:
                found |= {kind.__name__ for kind in type(above).__mro__}
                above = above.parent()
        return found

    # -- the hub -----------------------------------------------------------------------------------------------------

    def hub_goes(self) -> None:
        """The hub ends; the line notices."""
        self.hub.stop()
        self.qtbot.waitUntil(lambda: self.seat.context.live.state is LiveState.LOST, timeout=20_000)

    def hub_comes(self) -> None:
        """The hub is back; a person presses "try again" in the status line rather than wait for the line's next attempt."""
        self.hub.start()
        self.seat.context.live.retry_now()
        self.qtbot.waitUntil(lambda: self.seat.context.live.state is LiveState.LIVE, timeout=20_000)

    def all_filled(self, within_s: float) -> None:
        """Every panel is filled, in time."""
        begun = time.monotonic()
        seen: list[FeedPanel] = []
        # A panel that is filled shows the panels in it. Looking for them costs time, so it is done once all that is known is filled.
        while seen != (panels := self.panels()):
            seen = panels
            self.qtbot.waitUntil(partial(self._are_filled, seen), timeout=20_000)
        took = time.monotonic() - begun
        assert took <= promised(within_s), f"it took {took:.1f} s"

    def _are_filled(self, seen: list[FeedPanel]) -> bool:
        missing = [f"{path_of(one)}: {one.showing()}" for one in seen if not is_filled(one)]
        assert not missing, "\n".join(missing)
        return True

    def close(self) -> None:
        """The desk ends."""
        for window in self.windows:
            if isValid(window):
                getattr(window, "close_down", lambda: None)()
                window.deleteLater()
        QApplication.processEvents()


def path_of(found: Any) -> str:
    """Where an object stands: the classes from the outside in."""
    names = []
    while found is not None:
        names.append(type(found).__name__)
        found = found.parent()
    return " > ".join(name for name in reversed(names) if name not in ("QWidget", "QStackedWidget", "QSplitter"))


def is_filled(panel: FeedPanel) -> bool:
    """Whether a panel shows what the hub said, or that there is nothing, and no mark; one that is out of sight need not."""
    if not panel.isVisible():
        return True
    return panel.showing() in ("content", "empty") and not panel.marked and not any(one.error for one in panel.feeds)


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
def stand(
    qtbot: QtBot,
    going_hub: GoingHub,
    make_seat: MakeSeat,
    staff: Staff,
    database: Database,
    in_unit: Callable[..., Any],
) -> Iterator[Stand]:
    """A centre with a little of everything, and a person who holds every role."""
    centre = quality.make_centre(database, staff)
    calls = centre.calls(6)
    cases.terms(database)
    knowledge.demo_articles(database)
    customer = cases.customer(database)
    seat = make_seat(going_hub.url, "everybody", *ROLES)
    api, me = seat.context.api, seat.context.session.me.id
    in_unit(
        drawing.draw,
        NewSample.model_validate(quality.sample_form(centre, reviewers=[str(me)])),
        caller=centre.reviewer,
    )
    complaint = complaints.open_complaint(seat.context.outbox, cases.form(customer_id=customer.id), key=new_key())
    choice = ReportChoice(rows="day", period="last_7_days")
    found = Stand(
        seat=seat,
        hub=going_hub,
        qtbot=qtbot,
        sheet=reports.sheet(api, choice),
        call=calls[0],
        customer=customer.id,
        complaint=complaint.id,
        article=search(api, "").hits[0].id,
        item=reviews.items(api).items[0].id,
    )
    yield found
    found.close()


@pytest.mark.expects_log
def test_what_is_opened_while_the_hub_is_away_is_filled_when_it_is_back(stand: Stand) -> None:
    stand.hub_goes()
    stand.open_all()
    assert stand.panels() and all(one.feed.now is None for one in stand.panels())
    stand.hub_comes()
    stand.all_filled(FILLED_WITHIN_S)
    not_seen = sorted(classes_with_a_feed_panel() - stand.classes())
    assert not_seen == [], "opened nowhere in this journey"


@pytest.mark.expects_log
def test_what_is_open_when_the_hub_goes_says_as_of_until_it_is_back(stand: Stand) -> None:
    stand.open_all()
    stand.all_filled(30.0)
    stand.hub_goes()
    assert not stand.unmarked()
    stand.hub_comes()
    stand.all_filled(FILLED_WITHIN_S)
