"""Policies of recording at the administrator's seat, the rule of the centre, and what is missing."""

import uuid
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.desk.administration import settings
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.recording import CallRecording
from agent_desk.schemas.calls.settings import RECORDING_RULES
from agent_desk.ui.administration.recording_page import MissingDialog, RecordingPage
from agent_desk.ui.administration.settings_page import SettingPage
from tests.fixtures.seats import Seat
from tests.ui.administration.test_settings_pages import change


@pytest.fixture
def page(qtbot: QtBot, seat: Seat) -> RecordingPage:
    page = RecordingPage(seat.context)
    qtbot.addWidget(page)
    page.resize(1100, 680)
    page.show()
    qtbot.waitUntil(lambda: page.editor is not None and page.editor.record is not None, timeout=10_000)
    return page


def test_a_queue_is_recorded_by_a_share_and_the_history_says_who_wanted_it(qtbot: QtBot, page: RecordingPage) -> None:
    assert page.editor is not None
    assert not page.editor.form.field("percent").isEnabled(), "a share counts in its own mode alone"
    saved = change(qtbot, page, "loan", mode="percentage", percent=25, pause=False)
    assert (saved.mode, saved.percent, saved.pause) == ("percentage", 25, False)
    assert page._recorded(saved) == "25 %"
    qtbot.waitUntil(lambda: bool(page.editor and page.editor.history.texts()), timeout=10_000)


def test_the_rule_of_the_centre_is_kept(qtbot: QtBot, seat: Seat) -> None:
    page = SettingPage(seat.context, RECORDING_RULES)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.editor.record is not None, timeout=10_000)
    form = page.editor.form
    form.set_values({"pause_limit_s": 90, "tell_agent": False, "consultations": True}, clean=False)
    assert not form.field("dialled_percent").isEnabled(), "a share counts in its own mode alone"
    with qtbot.waitSignal(page.editor.saved, timeout=10_000):
        page.editor.save_button.click()
    held = settings.value(seat.context.api, RECORDING_RULES).value
    assert (held.pause_limit_s, held.tell_agent, held.consultations) == (90, False, True)


def test_a_missing_recording_is_said_and_listed(qtbot: QtBot, page: RecordingPage, database: Database) -> None:
    assert "no store" in page.lacking.text() and page.missing_button.isHidden()
    at = datetime.now(UTC)
    with database.write() as db:
        queue = db.scalars(select(Queue).where(Queue.code == "card")).one()
        call = Call(
            id=uuid.uuid4(),
            exchange="asterisk",
            exchange_key="1.1",
            queue_id=queue.id,
            caller="",
            state="ended",
            outcome="answered",
            offered_at=at,
            ended_at=at,
        )
        db.add(call)
        db.flush()
        db.add(CallRecording(call_id=call.id, why="all", state="missing", file="x.wav", asked_at=at, error="no_file"))
    page.refresh()
    qtbot.waitUntil(lambda: not page.missing_button.isHidden(), timeout=10_000)
    page.missing_button.click()
    dialog = page.dialog
    assert isinstance(dialog, MissingDialog)
    assert [dialog.model.index(0, at).data() for at in (1, 3)] == ["Cards", "The file did not come."]
    dialog.reject()
