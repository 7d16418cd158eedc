"""A feed: asked while somebody looks, once for a burst, marked while the line is gone, filled again when it is back."""

import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import BaseModel
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, PagedFeed, Push, Request, changes_of
from agent_desk.desk.kit.live import Change, Live, LiveState
from agent_desk.schemas.kit.change import Change as Told
from agent_desk.schemas.kit.operation import Request as Asking
from tests.fixtures.small_hub import Answer, Asked, SmallHub, refusal, small_hub

ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


class ThingChanged(Told, area="things", entity="thing"):
    """A thing."""


class LidChanged(Told, area="things", entity="lid"):
    """Its lid."""


class Numbers(BaseModel):
    items: list[int]
    next: str | None = None


class Snapshot(BaseModel):
    made_at: datetime
    n: int


@dataclass
class Desk:
    """What a feed needs of the desk. The live line is not connected: a test says what it says."""

    api: Api
    live: Live
    background: Background
    hub: SmallHub
    answers: dict[str, Any] = field(default_factory=dict)
    held: threading.Event | None = None
    """While it is set to one, the next answer waits for it."""

    def hub_now(self) -> datetime:
        return self.api.hub_now()

    def answer(self, asked: Asked) -> Answer:
        held, self.held = self.held, None
        told = self.answers[asked.path.removeprefix("/api")]
        if held is not None:
            held.wait(20)
        return told if isinstance(told, tuple) else (200, told)

    def asked(self) -> list[str]:
        return [one.path.removeprefix("/api") for one in self.hub.asked]

    def tells(self, entity: str = "thing", entity_id: uuid.UUID = ONE) -> None:
        self.live.changed.emit(Change(id=1, area="things", entity=entity, entity_id=entity_id, version=1))


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with small_hub(SmallHub()) as hub:
        api, background = Api(hub.url, connect_timeout_s=1, read_timeout_s=20), Background()
        made = Desk(api, Live(hub.url, clock=api.clock, token=lambda: None), background, hub)
        hub.answer = made.answer
        yield made
        background.close()
        api.close()


def number(api: Api) -> int:
    return api.ask(Asking("GET", "/number", None, int))


def looked_at(desk: Desk, **more: Any) -> Feed[int]:
    made: Feed[int] = Feed(desk, lambda: number, cares=changes_of(ThingChanged), **more)
    made.start()
    return made


def test_it_says_which_changes_matter() -> None:
    def change(area: str, entity: str, entity_id: uuid.UUID = ONE) -> Change:
        return Change(id=1, area=area, entity=entity, entity_id=entity_id, version=1)

    assert changes_of(ThingChanged, LidChanged)(change("things", "thing")) and not changes_of(ThingChanged, LidChanged)(
        change("people", "thing")
    )
    assert changes_of(ThingChanged, LidChanged)(change("things", "lid"))
    assert not changes_of(ThingChanged)(change("things", "lid"))
    assert changes_of(ThingChanged, LidChanged, id_of=lambda: ONE)(change("things", "thing"))
    assert not changes_of(ThingChanged, LidChanged, id_of=lambda: OTHER)(change("things", "thing"))
    assert not changes_of(ThingChanged, LidChanged, id_of=lambda: None)(change("things", "thing"))


def test_a_burst_of_changes_is_one_question(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = 1
    feed = looked_at(desk)
    qtbot.waitUntil(lambda: feed.now == 1)
    desk.answers["/number"] = 2
    for _ in range(20):
        desk.tells()
    desk.tells("lid")
    qtbot.waitUntil(lambda: feed.now == 2)
    assert desk.asked() == ["/number", "/number"]


def test_while_nobody_looks_nothing_is_asked_and_then_what_changed_is(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = 1
    feed = looked_at(desk)
    qtbot.waitUntil(lambda: feed.now == 1)
    feed.stop()
    feed.start()
    assert not feed.waiting, "nothing changed meanwhile"
    feed.stop()
    desk.answers["/number"] = 2
    desk.tells()
    feed.refresh()
    assert not feed.waiting
    feed.start()
    qtbot.waitUntil(lambda: feed.now == 2)
    assert len(desk.asked()) == 2


def test_the_answer_to_an_earlier_question_is_dropped(qtbot: QtBot, desk: Desk) -> None:
    desk.answers |= {"/number": 1, "/other": 2}
    wanted: list[str] = ["/number"]

    def ask() -> Request[int]:
        path = wanted[0]
        return lambda api: api.ask(Asking("GET", path, None, int))

    came: list[int] = []
    feed: Feed[int] = Feed(desk, ask)
    feed.came.connect(came.append)
    held = desk.held = threading.Event()
    feed.start()
    qtbot.waitUntil(lambda: desk.asked() == ["/number"])
    wanted[0] = "/other"
    feed.anew()
    qtbot.waitUntil(lambda: feed.now == 2)
    held.set()
    qtbot.waitUntil(lambda: desk.background.busy == 0)
    assert came == [2]


def test_a_change_during_a_question_is_asked_about_after_it(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = 1
    held = desk.held = threading.Event()
    feed = looked_at(desk, gather_ms=0)
    qtbot.waitUntil(lambda: len(desk.asked()) == 1)
    desk.tells()
    qtbot.waitUntil(lambda: not feed._soon.isActive())
    desk.answers["/number"] = 2
    held.set()
    qtbot.waitUntil(lambda: feed.now == 2)


def test_what_was_opened_while_the_hub_was_away_fills_itself_when_the_line_is_back(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = refusal(503, "internal_fault")
    faults: list[DeskError] = []
    desk.live.state_changed.emit(LiveState.LOST)
    feed = looked_at(desk)
    feed.failed.connect(faults.append)
    qtbot.waitUntil(lambda: feed.error is not None)
    assert faults == [feed.error] and feed.now is None and feed.stale_as_of is None
    desk.answers["/number"] = 1
    desk.live.state_changed.emit(LiveState.LIVE)
    qtbot.waitUntil(lambda: feed.now == 1)
    assert feed.error is None


def test_news_that_may_wait_do_not_hold_up_those_that_may_not(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = 1
    feed = looked_at(desk)
    qtbot.waitUntil(lambda: feed.now == 1)
    desk.answers["/number"] = 2
    feed.news(within_ms=600_000)
    desk.tells()
    qtbot.waitUntil(lambda: feed.now == 2)
    desk.answers["/number"] = 3
    feed.news(within_ms=600_000)
    desk.live.state_changed.emit(LiveState.LOST)
    desk.live.state_changed.emit(LiveState.LIVE)
    qtbot.waitUntil(lambda: feed.now == 3 and feed.stale_as_of is None)


def test_a_question_that_failed_on_a_line_that_stands_is_asked_again(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = refusal(503, "internal_fault")
    feed = looked_at(desk)
    qtbot.waitUntil(lambda: feed.error is not None)
    desk.answers["/number"] = 1
    qtbot.waitUntil(lambda: feed.now == 1, timeout=10_000)


def test_while_the_line_is_gone_it_is_as_of_then_until_it_was_asked_again(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = 1
    feed = looked_at(desk)
    marks: list[datetime | None] = []
    feed.stale_changed.connect(marks.append)
    qtbot.waitUntil(lambda: feed.now == 1)
    desk.live.state_changed.emit(LiveState.LOST)
    as_of = feed.stale_as_of
    assert as_of is not None and abs(desk.hub_now() - as_of) < timedelta(seconds=20)
    desk.answers["/number"] = 2
    desk.live.state_changed.emit(LiveState.LIVE)
    assert feed.stale_as_of == as_of, "what is shown is still the old answer"
    qtbot.waitUntil(lambda: feed.now == 2)
    assert marks == [as_of, None]


def test_what_a_person_may_not_see_any_more_goes(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = 1
    feed = looked_at(desk)
    qtbot.waitUntil(lambda: feed.now == 1)
    desk.answers["/number"] = refusal(403, "permission_needed")
    desk.tells()
    qtbot.waitUntil(lambda: feed.error is not None)
    assert feed.now is None and feed.error is not None and feed.error.error_id == "permission_needed"


def test_with_nothing_to_ask_about_there_is_nothing_to_show(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = 1
    wanted: list[Request[int] | None] = [number]
    feed: Feed[int] = Feed(desk, lambda: wanted[0])
    feed.start()
    qtbot.waitUntil(lambda: feed.now == 1)
    wanted[0] = None
    feed.refresh()
    assert feed.now is None and not feed.waiting


def test_what_the_hub_said_otherwise_counts_unless_it_is_older(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = 5
    feed = looked_at(desk, older=lambda found, now: found < now)
    qtbot.waitUntil(lambda: feed.now == 5)
    feed.take(4)
    assert feed.now == 5
    feed.take(6)
    assert feed.now == 6


def test_a_list_goes_on_by_its_cursor_and_is_read_again_as_far_as_it_was_read(qtbot: QtBot, desk: Desk) -> None:
    desk.answers |= {"/first": {"items": [1, 2], "next": "x"}, "/x": {"items": [2, 3], "next": None}}

    def page(api: Api, after: str | None) -> Numbers:
        return api.ask(Asking("GET", f"/{after or 'first'}", None, Numbers))

    feed: PagedFeed[Numbers] = PagedFeed(
        desk, lambda: page, key=lambda item: item, cares=changes_of(ThingChanged, LidChanged)
    )
    feed.start()
    qtbot.waitUntil(lambda: feed.now is not None)
    assert feed.now == Numbers(items=[1, 2], next="x")
    feed.more()
    qtbot.waitUntil(lambda: feed.now == Numbers(items=[1, 2, 3]))
    feed.more()
    assert not feed.waiting, "this is the end"
    desk.answers["/x"] = {"items": [4], "next": None}
    desk.tells()
    qtbot.waitUntil(lambda: feed.now == Numbers(items=[1, 2, 4]))
    desk.answers["/first"] = {"items": [7, 8], "next": "x"}
    feed.anew()
    qtbot.waitUntil(lambda: feed.now == Numbers(items=[7, 8], next="x"))


def test_a_pushed_snapshot_is_old_when_the_next_does_not_come(qtbot: QtBot, desk: Desk) -> None:
    push: Push[Snapshot] = Push(
        "board", Snapshot.model_validate, lambda found: found.made_at, stale_after=timedelta(seconds=1)
    )
    feed: Feed[Snapshot] = Feed(desk, lambda: None, push=push)
    feed.start()
    made_at = datetime.now(UTC)
    desk.live.pushed.emit("board", {"made_at": made_at.isoformat(), "n": 1})
    assert feed.now is not None and feed.now.n == 1 and feed.stale_as_of is None
    qtbot.waitUntil(lambda: feed.stale_as_of == made_at, timeout=10_000)
    desk.live.pushed.emit("another", {"made_at": made_at.isoformat(), "n": 3})
    assert feed.now.n == 1
    desk.live.pushed.emit("board", {"made_at": datetime.now(UTC).isoformat(), "n": 2})
    assert feed.now is not None and feed.now.n == 2 and feed.stale_as_of is None


def test_a_pushed_snapshot_stays_when_there_is_news_but_nothing_to_ask(qtbot: QtBot, desk: Desk) -> None:
    push: Push[Snapshot] = Push(
        "board", Snapshot.model_validate, lambda found: found.made_at, stale_after=timedelta(minutes=10)
    )
    feed: Feed[Snapshot] = Feed(desk, lambda: None, push=push)
    feed.start()
    made_at = datetime.now(UTC)
    desk.live.pushed.emit("board", {"made_at": made_at.isoformat(), "n": 1})
    desk.live.resync.emit()
    qtbot.waitUntil(lambda: not feed._soon.isActive())
    assert feed.now is not None and feed.now.n == 1
    desk.live.state_changed.emit(LiveState.LOST)
    assert feed.stale_as_of == made_at


def test_it_can_ask_regularly_where_no_change_tells(qtbot: QtBot, desk: Desk) -> None:
    desk.answers["/number"] = 1
    feed: Feed[int] = Feed(desk, lambda: number, poll_ms=50)
    feed.start()
    qtbot.waitUntil(lambda: len(desk.asked()) >= 3)
    feed.stop()
    assert feed.now == 1
