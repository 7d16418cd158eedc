"""The supervisor's page of projects on a real hub: planned, filled in, started, changed by two at once, read as a report."""

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.desk.campaigns import operations
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import QueueMember
from agent_desk.schemas.campaigns.records import MoveForm
from agent_desk.ui.campaigns.page import MoveDialog, NewProjectDialog, ProjectsPage
from agent_desk.ui.kit.pick_many import PickMany
from agent_desk.ui.kit.rows_input import RowsInput
from tests.fixtures import call_rows
from tests.fixtures.campaigns import WANT, project_form
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import Staff
from tests.fixtures.seats import MakeSeat, Seat


@pytest.fixture
def lin(staff: Staff, database: Database) -> uuid.UUID:
    """An agent of the one queue there is."""
    person = staff.person("lin", "agent", agent_code="8001", name="林静")
    with database.write() as db:
        account = call_rows.queue(db, "account")
        db.flush()
        db.add(QueueMember(queue_id=account.id, person_id=person.id))
    return person.id


@pytest.fixture
def boss(lin: uuid.UUID, make_seat: MakeSeat, going_hub: GoingHub) -> Seat:
    return make_seat(going_hub.url, "boss", "supervisor")


def opened(qtbot: QtBot, boss: Seat) -> ProjectsPage:
    page = ProjectsPage(boss.context)
    qtbot.addWidget(page)
    page.resize(1400, 900)
    page.show()
    qtbot.waitUntil(lambda: page._choices.now is not None and page.feed.now is not None, timeout=20_000)
    return page


def test_a_project_is_planned_filled_in_and_started(qtbot: QtBot, boss: Seat, lin: uuid.UUID, tmp_path: Path) -> None:
    page = opened(qtbot, boss)
    page.add_project()
    dialog = page.findChild(NewProjectDialog)
    assert dialog is not None
    begins = datetime.now(UTC).replace(second=0, microsecond=0)
    dialog.form.set_values(
        {"name": "社保卡换卡季", "queues": ("account",), "from_at": begins + timedelta(days=2), "until_at": begins},
        clean=False,
    )
    dialog.send()
    qtbot.waitUntil(lambda: dialog.drafted.state == "refused", timeout=20_000)
    assert "until_at" in dialog.form.errors(), "it ends before it begins"
    dialog.form.set_values({"from_at": begins, "until_at": begins + timedelta(days=9), "by_itself": False}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=20_000)

    editor = page.editor
    assert editor is not None and editor.record.state == "planned"
    script, people = editor.form.field("script"), editor.form.field("people")
    assert isinstance(script, RowsInput) and isinstance(people, PickMany)
    script.add_button.click()
    script.fields.field("text_zh").set_value("您好，可以免费换卡。")  # type: ignore[attr-defined]
    script.add_button.click()
    script.fields.set_values({"text_zh": "请问您要办理吗？", "kind": "yes_no", "label_zh": "办理"}, clean=False)
    script._typed()
    qtbot.keyClick(script.list, Qt.Key.Key_Up)
    script.down_button.click()
    people.set_value((str(lin),))
    editor.save()
    qtbot.waitUntil(lambda: editor.drafted.state == "saved", timeout=20_000)
    (row,) = operations.projects(boss.context.api)
    assert [step.text_zh for step in row.script] == ["请问您要办理吗？", "您好，可以免费换卡。"]
    assert row.script[0].ask is not None and row.script[0].ask.kind == "yes_no" and row.people == [lin]

    assert page.moves["start"].isVisible() and not page.moves["pause"].isVisible()
    page.moves["start"].click()
    asked = page.findChild(MoveDialog)
    assert asked is not None
    asked.send()
    qtbot.waitUntil(lambda: editor.record.state == "running" and page.moves["pause"].isVisible(), timeout=20_000)
    page.feed.take([row])
    assert page.moves["pause"].isVisible(), "a list that was on its way meanwhile is older than what was done"
    qtbot.waitUntil(lambda: "0 calls answered of 0" in page.stands.says.text(), timeout=20_000)
    page.open_report()
    report = page.report
    assert report is not None
    qtbot.waitUntil(lambda: "社保卡换卡季" in report.page.toPlainText(), timeout=20_000)
    for kind in ("xlsx", "pdf"):
        file = tmp_path / f"report.{kind}"
        report.save(kind, file)
        qtbot.waitUntil(file.exists, timeout=20_000)
    report.accept()


def test_two_who_change_a_project_at_once_see_both(qtbot: QtBot, boss: Seat) -> None:
    api = boss.context.api
    first = operations.add(api, project_form(datetime.now(UTC) + timedelta(days=3)))
    page = opened(qtbot, boss)
    editor = page.editor
    assert editor is not None
    qtbot.waitUntil(lambda: editor.record is not None, timeout=20_000)
    editor.form.set_values({"name": "社保卡换卡节"}, clean=False)
    operations.change(
        api, first.id, project_form(first.from_at, fields=[WANT], target={"kind": "none"}, version=first.version)
    )
    editor.save()
    qtbot.waitUntil(lambda: editor.drafted.state == "stale", timeout=20_000)
    editor.drafted.keep_mine()
    qtbot.waitUntil(lambda: editor.drafted.state == "saved", timeout=20_000)
    (now,) = operations.projects(api)
    assert (now.name, [one.code for one in now.fields]) == ("社保卡换卡节", ["want"]), "both changes stand"
    ended = operations.move(api, now.id, MoveForm(move="end", version=now.version))
    qtbot.waitUntil(lambda: editor.record.version == ended.version and not editor.form.isEnabled(), timeout=20_000)
