"""The health page at the administrator's seat: the worst first, what to do, what changed, and a look at once."""

from typing import Any

from pytestqt.qtbot import QtBot

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.health.round import Rounds
from agent_desk.models.health import HealthState
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.seats import Seat


def test_what_is_bad_stands_first_says_what_to_do_and_goes_when_it_is_mended(
    qtbot: QtBot, seat: Seat, going_hub: GoingHub, database: Database
) -> None:
    workspace = AdministratorWorkspace(seat.context)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.open_page("health")
    workspace.show()
    page: Any = workspace.pages["health"]
    context = going_hub.running.app.state.hub_context
    with database.write() as db:
        db.add(HealthState(code="hub_program", place="gone:1", subject="", state="ok", **_long_ago(context)))
    page.look()
    qtbot.waitUntil(lambda: page.model.rowCount() > 5 and page.look_button.isEnabled(), timeout=30_000)
    assert page.model.record(0).state == "bad" and page.summary.tone() == "bad"
    heard = next(row for row in page.model.records() if row.check == "hub_heard" and row.subject == "gone:1")
    page.table.select_key(heard.id)
    assert page.title.text() == "Hubs run" and "service manager" in page.todo.text()
    qtbot.waitUntil(lambda: "Bad" in page.lines.text(), timeout=10_000)
    with database.write() as db:
        db.query(HealthState).filter(HealthState.place == "gone:1").delete()
    Rounds(context, "centre").look(at_once=True)
    qtbot.waitUntil(lambda: all(row.subject != "gone:1" for row in page.model.records()), timeout=10_000)
    assert page.shown is None or page.shown.subject != "gone:1"


def _long_ago(context: Any) -> dict[str, Any]:
    then = context.now().replace(year=context.now().year - 1)
    return {"since_at": then, "looked_at": then}
