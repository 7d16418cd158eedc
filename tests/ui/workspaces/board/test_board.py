"""The board on a real hub: it moves when the floor does, steers agents, explains itself, looks back, and says when it is old."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.desk.figures.views import layout
from agent_desk.desk.kit.context import DeskContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import AgentState, NotReadyReason, Queue, QueueMember
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.calls.changes import CallChanged
from agent_desk.schemas.figures.board import Board
from agent_desk.ui.kit import words
from agent_desk.ui.kit.notices import RecordedNotices
from agent_desk.ui.workspaces.board.board_view import FloorBoard
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.boards import busy_board
from tests.fixtures.call_rows import agent, call, queue
from tests.fixtures.seats import MakeSeat


@pytest.fixture
def furnished(database: Database) -> None:
    """Two agents on one queue, a call of a minute ago."""
    now = datetime.now(UTC)
    with database.write() as db:
        db.add(NotReadyReason(code="break", name_zh="小休", name_en="Break"))
        cards = queue(db, "cards")
        one = agent(db, "1", cards, state="ready", since_at=now)
        two = agent(db, "2", cards, state="not_ready", since_at=now)
        db.get_one(AgentState, two.id).reason = "break"
        call(db, cards, now - timedelta(seconds=60), "answered", 5, by=one, talk_s=30)


@pytest.fixture
def context(furnished: None, hub: HubThread, make_seat: MakeSeat) -> DeskContext:
    """A supervisor's seat."""
    return make_seat(hub.url, "s1", "supervisor").context


@pytest.fixture
def floor(qtbot: QtBot, context: DeskContext) -> FloorBoard:
    """The board of that seat, shown."""
    made = FloorBoard(context)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: made.showing() == "content", timeout=10_000)
    # What else it asks for as it opens has come, so that a test that ends the hub cuts nothing off.
    qtbot.waitUntil(
        lambda: made.measures.feed.now is not None and made.layouts.drafted.record is not None, timeout=10_000
    )
    yield made  # type: ignore[misc]
    made.close_down()


def states(floor: FloorBoard) -> dict[str | None, str | None]:
    return {row.person.agent_code: row.state for row in floor.agents.rows()}


def test_the_board_moves_when_a_call_comes_and_never_asks(
    qtbot: QtBot, floor: FloorBoard, in_unit: Callable[..., Any], database: Database
) -> None:
    assert floor.tiles.level.text() == "100 %" and states(floor) == {"1": "ready", "2": "not_ready"}

    def comes(unit: Any) -> None:
        made = call(unit.db, queue(unit.db, "loans"), datetime.now(UTC), None)
        unit.change(CallChanged(id=made.id, queue="account", state="ended"), to=["perm:floor.view"])

    in_unit(comes)
    qtbot.waitUntil(lambda: floor.tiles.waiting.text() == "1", timeout=5000)
    assert "loans" in [line.queue.code for line in floor.queues.model.records() if line.queue]


def test_an_agent_is_set_not_ready_by_keys_with_a_reason_that_is_written_down(
    qtbot: QtBot, floor: FloorBoard, context: DeskContext, database: Database
) -> None:
    floor.agents.choose(floor.agents.rows()[0].person.id)
    floor.agents.cards.setFocus()
    qtbot.waitUntil(lambda: bool(floor.agent_actions._reasons))
    qtbot.keyClick(floor.agents.cards, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    dialog = floor.agent_actions.dialog
    assert dialog is not None and dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.form.errors(), "nothing goes without a reason"
    dialog.form.set_values({"reason": "break", "text": "fire drill"})
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: states(floor)["1"] == "not_ready", timeout=5000)
    told = context.notices
    assert isinstance(told, RecordedNotices)
    qtbot.waitUntil(lambda: any("Not ready" in notice.text for notice in told.said))
    with database.read() as db:
        entry = db.scalars(select(AuditEntry).where(AuditEntry.action == "floor.set_state")).one()
        assert (entry.reason, entry.person_login) == ("fire drill", "s1")


def test_several_agents_are_chosen_by_keys_and_steered_with_one_reason_that_is_kept(
    qtbot: QtBot, floor: FloorBoard, context: DeskContext, database: Database
) -> None:
    cards = floor.agents.cards
    cards.setFocus()
    floor.agents.choose(floor.agents.rows()[0].person.id)
    qtbot.keyClick(cards, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert [row.person.agent_code for row in floor.agents.chosen_many()] == ["1", "2"]
    qtbot.waitUntil(lambda: bool(floor.agent_actions.reasons))
    qtbot.keyClick(cards, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    dialog = floor.agent_actions.dialog
    assert dialog is not None and "2 agents" in dialog.windowTitle()
    dialog.form.set_values({"reason": "break", "text": "fire drill"})
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: set(states(floor).values()) == {"not_ready"}, timeout=5000)
    assert len(floor.agents.chosen_many()) == 2, "who was chosen stays chosen while the board moves"
    with database.read() as db:
        entries = db.scalars(select(AuditEntry).where(AuditEntry.action == "floor.set_state")).all()
        assert [entry.reason for entry in entries] == ["fire drill"] * 2
    told = context.notices
    assert isinstance(told, RecordedNotices)
    qtbot.waitUntil(lambda: any("done for 2" in notice.text for notice in told.said))
    floor.agent_actions.set_not_ready(*floor.agents.chosen_many())
    again = floor.agent_actions.dialog
    assert again is not None and again.form.values() == {"reason": "break", "text": "fire drill"}
    again.reject()


def test_what_could_not_be_done_for_some_is_told_with_why(qtbot: QtBot, floor: FloorBoard, database: Database) -> None:
    """One of the two has just signed out: the other is set, and the account says so of each."""
    rows = floor.agents.rows()
    with database.write() as db:
        db.get_one(AgentState, rows[0].person.id).state = "signed_out"
    floor.agent_actions.set_ready(*rows)
    dialog = floor.agent_actions.dialog
    assert dialog is not None
    dialog.form.set_values({"text": "many wait"})
    dialog.action_button.click()
    qtbot.waitUntil(lambda: floor.agent_actions.account is not None, timeout=5000)
    account = floor.agent_actions.account
    assert account is not None
    refused, done = account.model.records()
    assert (refused.id, done.id, done.why) == (rows[0].person.id, rows[1].person.id, "")
    assert "This is not possible now" in refused.why
    account.accept()


def test_a_queue_gets_agents_for_a_while_from_its_row(
    qtbot: QtBot, floor: FloorBoard, context: DeskContext, database: Database
) -> None:
    with database.write() as db:
        queue(db, "loans")
    floor.agent_actions.staff_queue("loans")
    pick = floor.agent_actions.pick
    assert pick is not None and len(pick.model.records()) == 2
    pick.table.selectAll()
    pick.action_button.click()
    dialog = floor.agent_actions.queue_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.action_button.isEnabled(), timeout=5000)
    assert dialog.queue.value() == "loans", "the queue of the row is offered first"
    dialog.form.set_values({"why": "many wait"})
    dialog.action_button.click()
    told = context.notices
    assert isinstance(told, RecordedNotices)
    qtbot.waitUntil(lambda: any("done for 2" in notice.text for notice in told.said), timeout=5000)
    with database.read() as db:
        serve = select(QueueMember).join(Queue, Queue.id == QueueMember.queue_id).where(Queue.code == "loans")
        assert len(db.scalars(serve).all()) == 2


def test_several_queues_are_chosen_by_keys_closed_with_one_reason_and_taken_back(
    qtbot: QtBot, floor: FloorBoard, context: DeskContext, in_unit: Callable[..., Any], database: Database
) -> None:
    """Chosen rows stay chosen while the board moves; what holds stands over the board and beside its queue."""

    def comes(unit: Any) -> None:
        loans = unit.db.scalar(select(Queue).where(Queue.code == "loans")) or queue(unit.db, "loans")
        made = call(unit.db, loans, datetime.now(UTC), None)
        unit.change(CallChanged(id=made.id, queue="account", state="ended"), to=["perm:floor.view"])

    in_unit(comes)
    table = floor.queues.table
    qtbot.waitUntil(lambda: floor.queues.model.rowCount() == 3, timeout=5000)
    table.setFocus()
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    in_unit(comes)
    qtbot.waitUntil(lambda: floor.tiles.waiting.text() == "2", timeout=5000)
    assert [one.code for one in floor.queues.chosen_queues()] == ["cards", "loans"]
    assert floor.measures.isHidden(), "nothing is said while nothing holds"
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    dialog = floor.queue_actions.dialog
    assert dialog is not None and dialog.windowTitle() == "Close 2 queues"
    qtbot.waitUntil(dialog.action_button.isEnabled, timeout=5000)
    assert dialog.form.values()["until"] == "end" and dialog.sound.value() == "closed"
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.form.errors(), "nothing goes without a reason"
    dialog.form.set_values({"why": "fire alarm"}, clean=False)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(floor.measures.isVisible, timeout=5000)
    assert floor.measures.state.text() == "2 measures" and "until 24:00" in floor.measures.text.text()

    def shown() -> list[list[str]]:
        return [[one.does for one in line.measures] for line in floor.queues.model.records()]

    qtbot.waitUntil(lambda: shown() == [[], ["closed"], ["closed"]], timeout=5000)
    floor.measures.button.click()
    assert floor.work.window_ is not None
    panel: Any = floor.work.window_.panel
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2, timeout=5000)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    panel.dialog.form.set_values({"text": "false alarm"})
    qtbot.keyClick(panel.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: floor.measures.state.text() == "Closed", timeout=5000)
    with database.read() as db:
        over = db.scalars(select(AuditEntry).where(AuditEntry.action == "floor.queue_measure_over")).one()
        assert (over.reason, over.person_login) == ("false alarm", "s1")


def test_agents_are_lines_or_cards_as_each_person_likes_and_twenty_four_fit(
    qtbot: QtBot, floor: FloorBoard, context: DeskContext
) -> None:
    floor.resize(1416, 800)
    floor._show(busy_board(24))
    cards = floor.agents.cards
    assert cards.look == "rows"
    qtbot.waitUntil(lambda: cards.verticalScrollBar().maximum() == 0)
    floor.agents.look.click()
    assert cards.look == "cards"
    floor.layouts.save_now()
    qtbot.waitUntil(lambda: layout(context.api).agents == "cards", timeout=5000)
    assert not floor.arranged(), "lines or cards alone do not make the arrangement one's own"


def test_the_menu_offers_what_is_possible_now(qtbot: QtBot, floor: FloorBoard) -> None:
    rows = {row.person.agent_code: row for row in floor.agents.rows()}
    floor.agents.choose(rows["1"].person.id)
    qtbot.keyClick(floor.agents.cards, Qt.Key.Key_Return)
    menu = floor.agent_actions.menu
    assert menu is not None
    offered = {action.text().split("\t")[0]: action.isEnabled() for action in menu.actions() if action.text()}
    menu.close()
    ears = dict.fromkeys(("Listen …", "Whisper to the agent …", "Barge in …", "Take over …"), False)
    assert offered == ears | {
        "Set ready …": False,
        "Set not ready …": True,
        "Sign out …": True,
        "Free, if stuck …": False,
        "Change queues for a while …": True,
        "Message …": True,
    }


def test_what_the_hub_refuses_is_said(qtbot: QtBot, floor: FloorBoard, context: DeskContext) -> None:
    gone = floor.agents.rows()[0].model_copy(deep=True)
    gone.person.id = uuid.uuid4()
    floor.agent_actions.free(gone)
    dialog = floor.agent_actions.dialog
    assert dialog is not None
    dialog.form.set_values({"text": "stuck"})
    dialog.action_button.click()
    qtbot.waitUntil(lambda: dialog.notice.text() == "There is no such agent.", timeout=5000)
    assert dialog.isVisible() and dialog.form.values()["text"] == "stuck", "what was typed is not lost"
    dialog.reject()


def test_who_may_not_steer_gets_no_menu(qtbot: QtBot, furnished: None, hub: HubThread, make_seat: MakeSeat) -> None:
    board = FloorBoard(make_seat(hub.url, "admin", "system_administrator").context)
    qtbot.addWidget(board)
    board.start()
    qtbot.waitUntil(lambda: bool(board.agents.rows()), timeout=10_000)
    board.agents.choose(board.agents.rows()[0].person.id)
    qtbot.keyClick(board.agents.cards, Qt.Key.Key_Return)
    assert board.agent_actions.menu is None
    board.close_down()


def test_a_figure_explains_itself_down_to_its_calls(qtbot: QtBot, floor: FloorBoard) -> None:
    qtbot.keyClick(floor.tiles.level, Qt.Key.Key_Return)
    told = floor.explanation
    assert told is not None
    qtbot.waitUntil(lambda: bool(told.model.records()), timeout=5000)
    assert told.value.text() == "100.0 %"
    assert told.words.text() == "F3: answered within T / (answered + abandoned)"
    assert told.sum.text() == "1 ÷ (1 + 0) = 100.0 %"
    (one,) = told.model.records()
    assert [column.value(one) for column in told.model.columns][2:5] == ["Cards", "138****8000", "0:05"]
    assert told.how_many.text() == "1 calls"
    told.figure.set_value("ready")
    qtbot.waitUntil(lambda: told.value.text() == "1", timeout=5000)
    told.reject()
    qtbot.waitUntil(lambda: floor.explanation is None)


def test_from_a_queue_to_its_calls_to_one_calls_story_and_back(qtbot: QtBot, context: DeskContext) -> None:
    space = SupervisorWorkspace(context)
    qtbot.addWidget(space)
    qtbot.addWidget(space.top_bar)
    space.resize(1400, 800)
    space.show()
    floor = space.floor
    qtbot.waitUntil(lambda: floor.showing() == "content", timeout=10_000)
    menu = floor.queues._menu(floor.queues.model.records()[1])
    next(action for action in menu.actions() if action.text() == "Its calls").trigger()
    told = floor.explanation
    assert told is not None
    qtbot.waitUntil(lambda: bool(told.model.records()), timeout=5000)
    told.table.selectRow(0)
    told.story.click()
    qtbot.waitUntil(lambda: space.story is not None and space.story.states.showing() == "content", timeout=5000)
    assert space.story is not None and space.story.isVisible() and not told.isVisible()
    space.story.back.click()
    assert floor.isVisible() and told.isVisible(), "back where the person was"
    told.reject()
    floor.agents.choose(floor.agents.rows()[0].person.id)
    qtbot.keyClick(floor.agents.cards, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    own = floor.explanation
    assert own is not None and own.cell.agent == floor.agents.rows()[0].person.id
    qtbot.waitUntil(lambda: own.value.text() == "1", timeout=5000)
    space.close_down()


def test_panels_are_arranged_kept_with_the_person_and_put_back(
    qtbot: QtBot, floor: FloorBoard, context: DeskContext
) -> None:
    qtbot.waitUntil(lambda: floor.layouts.drafted.record is not None, timeout=5000)
    floor.arrange()
    dialog = floor.arranging
    assert dialog is not None
    dialog.shown["charts"].set_value(False)
    dialog.up["agents"].click()
    assert not floor.charts.isVisible() and floor.agents.isVisible()
    qtbot.waitUntil(lambda: floor.layouts.drafted.state == "saved", timeout=5000)
    another = FloorBoard(context)
    qtbot.addWidget(another)
    another.resize(1400, 800)
    another.show()
    another.start()
    qtbot.waitUntil(lambda: another.arranged() and another.showing() == "content", timeout=10_000)
    assert [place.name for place in another.panels.places()] == ["charts", "agents", "queues", "work"]
    assert not another.charts.isVisible(), "the other seat shows it as it was arranged here"
    another.close_down()
    dialog.reset.click()
    assert floor.charts.isVisible() and [place.name for place in floor.panels.places()] == [
        "charts",
        "queues",
        "agents",
        "work",
    ]
    assert not floor.load.isVisible()
    dialog.shown["work"].set_value(True)
    assert floor.load.isVisible(), "who wants complaints beside the calls has them there"
    dialog.reset.click()
    qtbot.waitUntil(lambda: layout(context.api).panels == [], timeout=5000)
    dialog.accept()


def test_a_panel_and_the_board_go_to_a_window_of_their_own_and_live_on_there(
    qtbot: QtBot, context: DeskContext, in_unit: Callable[..., Any]
) -> None:
    space = SupervisorWorkspace(context)
    qtbot.addWidget(space)
    qtbot.addWidget(space.top_bar)
    space.show()
    floor = space.floor
    qtbot.waitUntil(lambda: floor.showing() == "content", timeout=10_000)
    floor.panels.pop_out("queues")
    window = floor.queues.window()
    assert window is not space.window() and window.isVisible() and window.windowTitle() == "Queues"
    space.open_window()
    board = space.windows[0].floor
    qtbot.waitUntil(lambda: board.showing() == "content", timeout=10_000)

    def comes(unit: Any) -> None:
        made = call(unit.db, queue(unit.db, "loans"), datetime.now(UTC), None)
        unit.change(CallChanged(id=made.id, queue="account", state="ended"), to=["perm:floor.view"])

    in_unit(comes)
    qtbot.waitUntil(lambda: board.tiles.waiting.text() == "1", timeout=5000)
    qtbot.waitUntil(lambda: len(floor.queues.model.records()) == 3, timeout=5000)
    window.close()
    assert floor.queues.window() is space.window() and floor.queues.isVisible()
    space.windows[0].close()
    assert space.windows == []
    space.close_down()


def test_a_past_day_is_shown_with_its_banner_and_the_live_board_comes_back(
    qtbot: QtBot, context: DeskContext, database: Database
) -> None:
    today = datetime.now(words.zone()).date()
    with database.write() as db:
        call(db, queue(db, "old"), datetime.now(UTC) - timedelta(days=3), "abandoned_queue", 50)
    space = SupervisorWorkspace(context)
    qtbot.addWidget(space)
    qtbot.addWidget(space.top_bar)
    qtbot.waitUntil(lambda: space.floor.showing() == "content", timeout=10_000)
    space.day.pick(today - timedelta(days=3))
    qtbot.waitUntil(lambda: bool(space.floor.past_text()), timeout=5000)
    assert "not live" in space.floor.past_text() and space.state.text() == "Past day"
    assert (space.floor.tiles.offered.text(), space.floor.tiles.level.text()) == ("1", "0 %")
    space.day.on.click()
    qtbot.waitUntil(lambda: space.floor.tiles.offered.text() == "0", timeout=5000)
    space.day.live.click()
    qtbot.waitUntil(lambda: not space.floor.past_text() and space.state.text() == "Live", timeout=5000)
    assert space.floor.tiles.level.text() == "100 %"
    space.close_down()


def test_tomorrow_cannot_be_chosen(qtbot: QtBot, context: DeskContext) -> None:
    space = SupervisorWorkspace(context)
    qtbot.addWidget(space)
    qtbot.addWidget(space.top_bar)
    picked: list[date | None] = []
    space.day.picked.connect(picked.append)
    space.day.pick(space.day.today() + timedelta(days=1))
    assert picked == [] and not space.day.on.isEnabled()
    space.close_down()


def test_when_the_hub_goes_the_board_says_how_old_it_is_and_recovers(
    qtbot: QtBot, furnished: None, settings: Settings, make_seat: MakeSeat
) -> None:
    hub = HubThread(settings).start()
    context = make_seat(hub.url, "s1", "supervisor").context
    board = FloorBoard(context)
    qtbot.addWidget(board)
    shown: list[Board] = []
    board.board_shown.connect(shown.append)
    board.start()
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)
    hub.stop()
    qtbot.waitUntil(lambda: board.stale_text().startswith("As of "), timeout=10_000)
    as_of = words.time_of_day(shown[-1].made_at, seconds=True)
    assert board.stale_text() == f"As of {as_of}, reconnecting"
    assert board.showing() == "content", "the last figures stay in sight"
    again = HubThread(replace(settings, port=int(hub.url.rsplit(":", 1)[1]))).start()
    try:
        context.live.retry_now()
        qtbot.waitUntil(lambda: board.stale_text() == "", timeout=20_000)
    finally:
        board.close_down()
        again.stop()


def test_a_seat_without_a_hub_is_told_and_may_try_again(
    qtbot: QtBot, furnished: None, settings: Settings, make_seat: MakeSeat
) -> None:
    hub = HubThread(settings).start()
    context = make_seat(hub.url, "s1", "supervisor").context
    hub.stop()
    board = FloorBoard(context)
    qtbot.addWidget(board)
    board.start()
    qtbot.waitUntil(lambda: board.showing() == "error", timeout=10_000)
    board.close_down()
