"""The register of seats from a real sign-in to the administrator's page: announced, given a room, an incident reported and mended."""

from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.administration import lists
from agent_desk.desk.equipment import operations
from agent_desk.schemas.equipment.lists import ROOMS
from agent_desk.schemas.kit.edition import PROGRAM
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.administrator import administrator
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import PASSWORD, Staff
from tests.fixtures.seats import Seat
from tests.fixtures.waiting import patience
from tests.ui.test_app import MakeDesk, make_desk, sign_in

__all__ = ["administrator", "make_desk"]


def test_a_seat_that_signs_in_stands_in_the_register_and_what_is_wrong_there_is_mended(
    qtbot: QtBot, qapp: QApplication, make_desk: MakeDesk, administrator: Seat, going_hub: GoingHub, staff: Staff
) -> None:
    staff.person("lin", "agent", agent_code="1001", name="林静")
    lists.add(administrator.context.api, ROOMS, ROOMS.new(code="east", name_zh="东区", name_en="East room"))
    desk = make_desk(going_hub.url, "A-07")
    sign_in(qtbot, desk, "lin", PASSWORD)

    workspace = AdministratorWorkspace(administrator.context)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.open_page("seats")
    workspace.show()
    page: Any = workspace.pages["seats"]
    qtbot.waitUntil(lambda: "A-07" in [row.name for row in page.model.records()], timeout=patience(30_000))
    row = next(one for one in page.model.records() if one.name == "A-07")
    assert (row.program, row.sits_zh, row.state) == (PROGRAM, "林静", "good")
    page.table.select_key(row.id)
    qtbot.waitUntil(lambda: page.editor.record.id == row.id and page.room.count() == 2, timeout=patience(10_000))
    page.editor.form.set_values({"room_code": "east", "network": "E-07/12"}, clean=False)
    with qtbot.waitSignal(page.editor.saved, timeout=patience(10_000)) as told:
        page.editor.save()
    assert (told.args[0].room_en, told.args[0].network) == ("East room", "E-07/12")

    page.report()
    _send(qtbot, page, what="没有拨号音")
    qtbot.waitUntil(
        lambda: "没有拨号音" in page.story.text() and page.mend_button.isEnabled(), timeout=patience(10_000)
    )
    assert operations.seats(administrator.context.api)[0].state == "incident"
    page.mend()
    _send(qtbot, page, solution="更换网线")
    qtbot.waitUntil(lambda: "更换网线" in page.story.text(), timeout=patience(10_000))
    assert not page.mend_button.isEnabled()


def _send(qtbot: QtBot, page: Any, **values: str) -> None:
    dialog = next(one for one in page.findChildren(FormDialog) if one.isVisible())
    dialog.form.set_values(values, clean=False)
    with qtbot.waitSignal(dialog.saved, timeout=patience(10_000)):
        dialog.send()
