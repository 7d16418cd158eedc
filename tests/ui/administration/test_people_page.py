"""Managing people at the seat: found, edited, a stale form compared, a one-time password shown once."""

from datetime import UTC, datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.live import LiveState
from agent_desk.desk.people import operations
from agent_desk.hub.kit.files.keys import Keyring, active
from agent_desk.hub.kit.permissions import permissions
from agent_desk.models.people import SecondFactor
from agent_desk.schemas.administration.records import StaffEdit, StaffRow
from agent_desk.schemas.people.words import PERMISSIONS
from agent_desk.ui.administration import permission_words
from agent_desk.ui.administration.held_roles import HeldRoles
from agent_desk.ui.administration.new_person import NewPersonDialog
from agent_desk.ui.administration.people_page import PasswordDialog, PeoplePage
from agent_desk.ui.kit.dialogs import ConfirmDialog
from agent_desk.ui.kit.pages.editor import Editor
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import Client, Staff
from tests.fixtures.seats import Seat


@pytest.fixture
def page(qtbot: QtBot, seat: Seat, staff: Staff) -> PeoplePage:
    """Three agents and the administrator."""
    for number in (1, 2, 3):
        staff.person(f"a100{number}", "agent", agent_code=f"100{number}", name=f"坐席{number}")
    made = PeoplePage(seat.context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=5_000)
    qtbot.waitUntil(lambda: made.model.rowCount() == 4, timeout=10_000)
    qtbot.waitUntil(made.new_button.isEnabled, timeout=10_000)
    return made


Kind = TypeVar("Kind", bound=QWidget)


def editor_of(page: PeoplePage) -> Editor:
    assert page.editor is not None
    return page.editor


def choose(qtbot: QtBot, page: PeoplePage, login: str) -> StaffRow:
    row: StaffRow = next(one for one in page.model.records() if one.login == login)
    page.table.select_key(row.id)
    qtbot.waitUntil(lambda: editor_of(page).record is not None and editor_of(page).record.id == row.id, timeout=5_000)
    return row


def dialog_of(qtbot: QtBot, page: QWidget, kind: type[Kind]) -> Kind:
    qtbot.waitUntil(lambda: page.window().findChild(kind) is not None, timeout=10_000)
    found = page.window().findChild(kind)
    assert isinstance(found, kind)
    return found


def test_the_list_is_searched_as_one_types(qtbot: QtBot, page: PeoplePage) -> None:
    page.search.setText("坐席2")
    qtbot.waitUntil(lambda: [row.login for row in page.model.records()] == ["a1002"], timeout=10_000)


def test_a_change_is_saved_told_and_in_the_history(qtbot: QtBot, page: PeoplePage, seat: Seat) -> None:
    row = choose(qtbot, page, "a1001")
    editor = editor_of(page)
    assert not editor.save_button.isEnabled()
    editor.form.set_values({"name": "林静", "roles": ("agent", "supervisor")}, clean=False)
    editor.form.field("name").setFocus()
    with qtbot.waitSignal(editor.saved, timeout=10_000):
        qtbot.keyClick(editor.form.field("name"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = operations.person(seat.context.api, row.id)
    assert (saved.name, saved.roles, saved.version) == ("林静", ["agent", "supervisor"], 2)
    assert "Saved." in seat.told.texts()
    qtbot.waitUntil(lambda: bool(editor.history.texts()), timeout=10_000)
    assert "name: 坐席1 → 林静; roles: Agent → Agent, Supervisor" in editor.history.texts()[0]


def test_somebody_was_quicker_and_only_the_own_fields_are_kept(qtbot: QtBot, page: PeoplePage, seat: Seat) -> None:
    row = choose(qtbot, page, "a1001")
    editor = editor_of(page)
    editor.form.set_values({"name_en": "Lin Jing"}, clean=False)
    other = StaffEdit(name="林静", agent_code="1001", roles=["agent"], active=True, version=1)
    operations.edit_person(seat.context.api, row.id, other)
    editor.save()
    qtbot.waitUntil(lambda: not editor.notice.mine.isHidden() and "Name" in editor.notice.text(), timeout=10_000)
    with qtbot.waitSignal(editor.saved, timeout=10_000):
        editor.notice.mine.click()
    saved = operations.person(seat.context.api, row.id)
    assert (saved.name, saved.name_en) == ("林静", "Lin Jing")


def test_the_last_administrator_is_told_in_a_sentence(qtbot: QtBot, page: PeoplePage) -> None:
    choose(qtbot, page, "admin1")
    editor = editor_of(page)
    held = editor.form.field("roles")
    assert isinstance(held, HeldRoles)
    held.line("security_administrator").tick.click()
    editor.save()
    qtbot.waitUntil(lambda: "nobody could manage people" in editor.notice.text(), timeout=10_000)
    assert editor.form.dirty(), "what was typed is still there"


def test_leaving_a_changed_form_asks_first(qtbot: QtBot, page: PeoplePage) -> None:
    first = choose(qtbot, page, "a1001")
    editor = editor_of(page)
    editor.form.set_values({"name": "改"}, clean=False)
    second = next(one for one in page.model.records() if one.login == "a1002")
    page.table.select_key(second.id)
    dialog = dialog_of(qtbot, page, ConfirmDialog)
    dialog.cancel_button.click()
    assert editor.record.id == first.id
    assert page.table.current_record() == first
    page.table.select_key(second.id)
    qtbot.waitUntil(lambda: len(page.window().findChildren(ConfirmDialog)) > 0, timeout=5_000)
    page.window().findChildren(ConfirmDialog)[-1].action_button.click()
    qtbot.waitUntil(lambda: editor.record.id == second.id, timeout=5_000)
    assert not editor.form.dirty()


def test_a_new_person_gets_a_one_time_password_that_opens_the_door_once(
    qtbot: QtBot, page: PeoplePage, seat: Seat
) -> None:
    page.new_button.click()
    dialog = dialog_of(qtbot, page, NewPersonDialog)
    dialog.form.set_values({"login": "a1001", "name": "新人", "roles": ("agent",)}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: "login" in dialog.form.errors(), timeout=10_000)
    assert dialog.form.errors()["login"] == "This is taken already."
    dialog.form.set_values({"login": "新人"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: "Small letters" in dialog.form.errors().get("login", ""), timeout=10_000)
    dialog.form.set_values({"login": "A1009"}, clean=False)
    with qtbot.waitSignal(dialog.saved, timeout=10_000):
        dialog.send()
    qtbot.waitUntil(lambda: editor_of(page).record.login == "a1009", timeout=10_000)
    page.password_button.click()
    dialog_of(qtbot, page, ConfirmDialog).action_button.click()
    shown = dialog_of(qtbot, page, PasswordDialog).shown.text()
    refused = Client(seat.context.api.hub).sign_in("a1009", shown).json()["error"]
    assert refused["id"] == "password_change_needed"


def test_a_lost_second_factor_is_taken_away_with_a_reason_that_stays_until_it_is_done(
    qtbot: QtBot, page: PeoplePage, seat: Seat, going_hub: GoingHub, staff: Staff
) -> None:
    row = choose(qtbot, page, "a1002")
    assert not page.factor.isVisible(), "there is none"
    ring = Keyring.of(going_hub.settings)
    with staff.database.write() as db:
        key = active(db, ring)
        sealed = ring.wrap(key, row.id, b"secret")
        db.add(SecondFactor(person_id=row.id, sealed_secret=sealed, key_id=key, confirmed_at=datetime.now(UTC)))
    page.refresh()
    qtbot.waitUntil(page.factor.isVisible, timeout=10_000)
    page.factor.button.click()
    dialog = page.factor.dialog
    assert dialog is not None
    dialog.send()
    assert "text" in dialog.form.errors(), "why is asked for"
    going_hub.stop()
    dialog.form.set_values({"text": "telephone lost, known by voice"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: dialog.drafted.state == "unreachable", timeout=20_000)
    assert dialog.isVisible() and dialog.form.values()["text"] == "telephone lost, known by voice"
    going_hub.start()
    qtbot.waitUntil(lambda: seat.context.live.state is LiveState.LIVE, timeout=20_000)
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.send()
    assert not operations.person(seat.context.api, row.id).second_factor
    qtbot.waitUntil(lambda: not page.factor.isVisible(), timeout=10_000)
    qtbot.waitUntil(lambda: "second factor taken away" in "".join(editor_of(page).history.texts()), timeout=10_000)


def test_every_permission_of_the_hub_has_words() -> None:
    assert set(PERMISSIONS) == set(permissions())
    listed = [code for _, options in permission_words.grouped(permissions()) for code, _ in options]
    assert sorted(listed) == permissions()
