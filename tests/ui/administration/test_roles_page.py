"""Roles at the security administrator's seat: made, copied, retired; who holds them; and how far a person holds one."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from agent_desk.desk.people import operations
from agent_desk.hub.kit.database import Database
from agent_desk.models.people import Role
from agent_desk.schemas.administration.records import HeldRole, NewRole, StaffEdit
from agent_desk.ui.administration.approvals_page import ApprovalsPage
from agent_desk.ui.administration.held_roles import HeldRoles
from agent_desk.ui.administration.new_person import NewPersonDialog
from agent_desk.ui.administration.new_role import NewRoleDialog
from agent_desk.ui.administration.people_page import PeoplePage
from agent_desk.ui.administration.reach import Offered, what_is_offered
from agent_desk.ui.administration.roles_page import RolesPage
from agent_desk.ui.kit.dialogs import ConfirmDialog
from agent_desk.ui.kit.pages.list_page import ListPage
from tests.fixtures.people import Client, Staff
from tests.fixtures.seats import Seat

QUICK, SLOW = 10_000, 20_000


def shown(qtbot: QtBot, page: ListPage) -> None:
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.editor is not None and page.editor.record is not None, timeout=QUICK)


@pytest.fixture
def page(qtbot: QtBot, seat: Seat) -> RolesPage:
    """The roles of the product."""
    made = RolesPage(seat.context)
    shown(qtbot, made)
    return made


def choose(qtbot: QtBot, page: ListPage, key: object) -> None:
    assert page.editor is not None
    editor = page.editor
    page.table.select_key(key)
    qtbot.waitUntil(lambda: page.key(editor.record) == key, timeout=QUICK)


def test_a_role_is_copied_with_what_it_may(qtbot: QtBot, page: RolesPage, seat: Seat) -> None:
    choose(qtbot, page, "agent")
    page.copy_button.click()
    (dialog,) = page.findChildren(NewRoleDialog)
    assert dialog.form.values()["name_en"] == "Agent (copy)"
    fewer = tuple(one for one in dialog.permissions.value() if one != "calls.dial")
    dialog.form.set_values({"name_en": "Agent without dialling", "permissions": fewer}, clean=False)
    with qtbot.waitSignal(dialog.saved, timeout=SLOW):
        dialog.send()
    assert page.editor is not None
    qtbot.waitUntil(lambda: page.editor.record.code == "agent_without_dialling", timeout=QUICK)
    made = next(one for one in operations.roles(seat.context.api).roles if one.code == "agent_without_dialling")
    assert "calls.take" in made.permissions and "calls.dial" not in made.permissions
    qtbot.waitUntil(lambda: "role made" in " ".join(page.editor.history.texts()), timeout=QUICK)


def test_a_code_that_is_taken_is_told_at_its_field(qtbot: QtBot, page: RolesPage) -> None:
    page.new_button.click()
    (dialog,) = page.findChildren(NewRoleDialog)
    dialog.form.set_values({"name_zh": "甲", "name_en": "A", "code": "agent"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: dialog.form.errors().get("code") == "This is taken already.", timeout=SLOW)


def test_a_role_is_retired_after_it_was_said_who_holds_it(
    qtbot: QtBot, page: RolesPage, seat: Seat, staff: Staff
) -> None:
    staff.person("lin", "reviewer", name="林静")
    page.refresh()
    choose(qtbot, page, "reviewer")
    qtbot.waitUntil(lambda: [one.login for one in page._holders] == ["lin"], timeout=QUICK)
    page.retire_button.click()
    (asked,) = page.window().findChildren(ConfirmDialog)
    said = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert "Lin" in said and "lose" in said
    asked.action_button.click()
    assert page.editor is not None
    qtbot.waitUntil(lambda: page.editor.record.active is False, timeout=SLOW)
    assert page.restore_button.isVisible() and not page.retire_button.isVisible()
    page.restore_button.click()
    qtbot.waitUntil(lambda: page.editor.record.active is True, timeout=SLOW)
    assert operations.role_holders(seat.context.api, "reviewer")[0].login == "lin"


def test_what_would_change_stands_below_the_form_before_it_is_saved(
    qtbot: QtBot, page: RolesPage, staff: Staff
) -> None:
    staff.person("lin", "auditor", name="林静")
    choose(qtbot, page, "auditor")
    qtbot.waitUntil(lambda: bool(page._holders), timeout=QUICK)
    assert not page.editor.foreseen.isVisible()
    page.permissions.tick("reports.view").click()
    page.permissions.tick("cases.view").click()
    said = page.editor.foreseen.text()
    assert "Gains: see own complaints" in said and "Loses: see reports" in said and "Lin" in said


def test_who_unites_offices_is_told_on_the_page(qtbot: QtBot, seat: Seat, database: Database, staff: Staff) -> None:
    with database.write() as db:
        every = ["people.manage", "settings.manage", "audit.view"]
        db.add(Role(code="administrator", name_zh="管理员", name_en="Old administrator", permissions=every))
    staff.person("old", "administrator", name="旧")
    page = RolesPage(seat.context)
    shown(qtbot, page)
    choose(qtbot, page, "administrator")
    assert page.united.isVisible() and "Old" in page._united_words.text()
    assert page.editor is not None
    assert "System, Security, Audit" in page.editor._said_words.text()


@pytest.fixture
def people(qtbot: QtBot, seat: Seat, staff: Staff) -> PeoplePage:
    """An agent beside the administrator."""
    staff.person("lin", "agent", name="林静")
    made = PeoplePage(seat.context)
    shown(qtbot, made)
    qtbot.waitUntil(lambda: bool(made._offers.roles.roles), timeout=QUICK)
    row = next(one for one in made.model.records() if one.login == "lin")
    choose(qtbot, made, row.id)
    return made


def roles_of(page: PeoplePage) -> HeldRoles:
    assert page.editor is not None
    field = page.editor.form.field("roles")
    assert isinstance(field, HeldRoles)
    return field


def test_a_role_is_given_for_a_team_and_some_days_by_the_keyboard_alone(
    qtbot: QtBot, people: PeoplePage, seat: Seat
) -> None:
    assert people.editor is not None
    team = operations.teams(seat.context.api)[0]
    line = roles_of(people).line("supervisor")
    assert not line.reach_button.isVisible(), "nothing to choose before it is given"
    line.tick.setFocus()
    qtbot.keyClick(line.tick, Qt.Key.Key_Space)
    assert line.reach_button.isVisible() and line.reach_button.text() == "the whole centre"
    qtbot.keyClick(line.tick, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line.reach_button
    qtbot.keyClick(line.reach_button, Qt.Key.Key_Space)
    assert line.reach is not None and line.reach.isVisible() and line.reach.scope.hasFocus()
    line.reach.scope.set_value("team")
    line.reach.subjects.tick(str(team.id)).click()
    line.reach.set_value({**line.reach.value(), "to_on": date(2031, 12, 31)})
    assert line.reach_button.text() == "Team 1 · until 2031-12-31"
    assert "Gains" in people.editor.foreseen.text()
    with qtbot.waitSignal(people.editor.saved, timeout=SLOW):
        people.editor.save()
    saved = operations.person(seat.context.api, people.editor.record.id)
    assert [one.model_dump() for one in saved.held] == [
        HeldRole(role="agent", scope="all").model_dump(),
        HeldRole(role="supervisor", scope="team", subjects=[str(team.id)], to_on=date(2031, 12, 31)).model_dump(),
    ]
    qtbot.waitUntil(
        lambda: (
            "Agent, Supervisor (Team 1 · until 2031-12-31)"
            in [people._roles_words(one) for one in people.model.records()]
        ),
        timeout=QUICK,
    )


def test_a_dialog_for_a_new_person_gives_reach_and_branch(qtbot: QtBot, people: PeoplePage, seat: Seat) -> None:
    people.add_person()
    (dialog,) = people.findChildren(NewPersonDialog)
    dialog.form.set_values({"login": "new1", "name": "新人"}, clean=False)
    line = dialog.roles.line("supervisor")
    line.tick.click()
    line.open()
    assert line.reach is not None
    line.reach.scope.set_value("own")
    with qtbot.waitSignal(dialog.saved, timeout=SLOW) as told:
        dialog.send()
    assert [(one.role, one.scope) for one in told.args[0].held] == [("supervisor", "own")]


def test_a_retired_role_is_offered_to_nobody_and_shown_where_it_is_held(
    qtbot: QtBot, people: PeoplePage, seat: Seat, staff: Staff
) -> None:
    api = seat.context.api
    made = operations.add_role(api, NewRole(code="old_role", name_zh="旧岗位", name_en="Old role", permissions=[]))
    row = operations.person(api, people.editor.record.id)  # type: ignore[union-attr]
    form = StaffEdit(name=row.name, name_en=row.name_en, roles=["agent", "old_role"], active=True, version=row.version)
    operations.edit_person(api, row.id, form)
    operations.retire_role(api, "old_role", made.version)
    held = roles_of(people)

    def told() -> bool:
        line = held.lines().get("old_role")
        return line is not None and line.isVisible() and line.tick.text() == "Old role (retired)"

    qtbot.waitUntil(told, timeout=SLOW)
    admin = next(one for one in people.model.records() if one.login == "admin1")
    choose(qtbot, people, admin.id)
    assert not held.line("old_role").isVisible()


def test_the_second_person_reads_who_gains_and_loses_what(
    qtbot: QtBot, seat: Seat, staff: Staff, people: PeoplePage
) -> None:
    staff.person("sec2", "security_administrator", name="王安")
    author = Client(seat.context.api.hub)
    author.sign_in("sec2")
    team = operations.teams(seat.context.api)[0]
    row = author.get(f"/api/people/{people.editor.record.id}").json()  # type: ignore[union-attr]
    held = [{"role": "supervisor", "scope": "team", "subjects": [str(team.id)]}]
    assert author.ask("PUT", f"/api/people/{row['id']}", row | {"roles": held}).status_code == 409
    page = ApprovalsPage(seat.context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and page._offers is not None, timeout=SLOW)
    page.table.selectRow(0)
    said = page.lines.text()
    assert "roles: Agent → Supervisor (Team 1)" in said
    assert "gains: " in said and "listen to agents' calls" in said
    assert "loses: " in said and "take calls" in said
    assert str(team.id) not in said


def test_names_of_what_a_role_reaches(seat: Seat) -> None:
    offered: Offered = what_is_offered(seat.context.api)
    team = offered.teams[0]
    assert offered.said(HeldRole(role="agent")) == "Agent"
    assert offered.said(HeldRole(role="agent", scope="own")) == "Agent (own work only)"
    assert offered.said(HeldRole(role="agent", scope="team")) == "Agent (own team)"
    assert offered.extent(HeldRole(role="agent", scope="team", subjects=[str(team.id)])) == "Team 1"
    dated = HeldRole(role="agent", from_on=date(2031, 1, 1), to_on=date(2031, 2, 1))
    assert offered.said(dated) == "Agent (the whole centre · 2031-01-01 to 2031-02-01)"
