"""Pages of what a bank changes every week, at the administrator's desk: the year, the score forms, the wallboards."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.desk.administration import settings
from agent_desk.desk.figures import wallboards
from agent_desk.desk.quality import operations as quality
from agent_desk.schemas.planning.settings import CALENDAR
from agent_desk.ui.administration.wallboards_page import NewWallboardDialog, WallboardKeyDialog, WallboardsPage
from agent_desk.ui.administration.working_days.page import WorkingDaysPage
from agent_desk.ui.quality.form_preview import FormPreview
from agent_desk.ui.quality.forms_page import NewScoreFormDialog, PutInForceDialog, ScoreFormsPage
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.seats import Seat


def shown(qtbot: QtBot, seat: Seat, name: str) -> Any:
    """The page, opened in the tree and filled."""
    desk = AdministratorWorkspace(seat.context)
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    page = desk.open_page(name)
    qtbot.waitUntil(lambda: page.feed.now is not None, timeout=20_000)
    return page


def test_days_are_turned_in_the_year_it_is_said_what_that_changes_and_it_is_taken_back(
    qtbot: QtBot, seat: Seat
) -> None:
    page: WorkingDaysPage = shown(qtbot, seat, "working_days")
    page.go_to(2027)
    qtbot.waitUntil(lambda: page.view.year == 2027, timeout=20_000)
    page.view.go(date(2027, 2, 5))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(page.view, key)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    values = page.editor.form.values()
    assert (values["holidays"], values["workdays"]) == (("2027-02-05", "2027-02-08"), ("2027-02-06",))
    assert page.view.said(date(2027, 2, 6)) == "2027-02-06 Saturday · worked (set by the bank)"
    qtbot.waitUntil(lambda: "2 more days off, 1 more worked" in page.editor.foreseen.text(), timeout=20_000)
    assert "Days off: – → 2027-02-05, 2027-02-08" in page.editor.foreseen.text()
    with qtbot.waitSignal(page.editor.saved, timeout=20_000):
        page.editor.save()
    assert page.editor.foreseen.isHidden()
    button = page.editor.history.back_button
    qtbot.waitUntil(button.isVisible, timeout=20_000)
    button.click()
    assert page.editor.form.values()["holidays"] == () and page.editor.drafted.dirty, "it is looked at, not saved yet"
    with qtbot.waitSignal(page.editor.saved, timeout=20_000):
        page.editor.save()
    assert settings.value(seat.context.api, CALENDAR).value.holidays == []


def test_a_score_form_is_made_tried_out_and_put_in_force(qtbot: QtBot, seat: Seat) -> None:
    with_forms = seat.context.session.may("quality.forms")
    assert with_forms, "who keeps the centre's settings keeps its score forms"
    page: ScoreFormsPage = shown(qtbot, seat, "score_forms")
    page.add_form()
    dialog = page.findChildren(NewScoreFormDialog)[-1]
    dialog.form.set_values({"name_zh": "催收", "name_en": "Collections", "code": "collections"}, clean=False)
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.send()
    qtbot.waitUntil(lambda: page.editor.record is not None, timeout=20_000)
    page.questions.add_row()
    fatal = {"name_zh": "威胁客户", "name_en": "Threatens", "kind": "fatal", "weight": 10}
    page.questions.fields.set_values(fatal, clean=False)
    page.editor.save()
    qtbot.waitUntil(lambda: page.editor.drafted.state == "refused", timeout=20_000)
    page.questions.fields.set_values({"weight": 0}, clean=False)
    with qtbot.waitSignal(page.editor.saved, timeout=20_000):
        page.editor.save()
    page.preview()
    preview = page.findChildren(FormPreview)[-1]
    assert [row.question.name_en for row in preview.rows] == ["Question 1", "Threatens"]
    preview.rows[0].answered.emit("q1", 4)
    assert preview.score.text() == "80.0"
    preview.accept()
    page.ask_force()
    asked = page.findChildren(PutInForceDialog)[-1]
    with qtbot.waitSignal(asked.saved, timeout=20_000):
        asked.send()
    (form,) = quality.forms(seat.context.api)
    assert (form.active, [one.kind for one in form.questions]) == (True, ["points", "fatal"])
    page.edition_button.click()
    qtbot.waitUntil(lambda: page.editor.record is not None and page.editor.record.edition == 2, timeout=20_000)


def test_the_key_of_a_wallboard_is_shown_once_and_withdrawn(qtbot: QtBot, seat: Seat) -> None:
    page: WallboardsPage = shown(qtbot, seat, "wallboards")
    page.add_screen()
    dialog = page.findChildren(NewWallboardDialog)[-1]
    dialog.form.set_values({"name": "hall"}, clean=False)
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.send()
    qtbot.waitUntil(lambda: bool(page.findChildren(WallboardKeyDialog)), timeout=20_000)
    told = page.findChildren(WallboardKeyDialog)[-1]
    first = told.shown.text()
    assert first.startswith("wb_")
    told.accept()
    qtbot.waitUntil(lambda: page.editor.record is not None, timeout=20_000)
    page.editor.form.set_values({"pages": ("queues",)}, clean=False)
    with qtbot.waitSignal(page.editor.saved, timeout=20_000):
        page.editor.save()
    page._renew(page.editor.record)
    qtbot.waitUntil(lambda: page.findChildren(WallboardKeyDialog)[-1:] not in ([], [told]), timeout=20_000)
    another = page.findChildren(WallboardKeyDialog)[-1]
    assert another.shown.text().startswith("wb_") and another.shown.text() != first
    another.accept()
    page._revoke(page.editor.record)
    qtbot.waitUntil(lambda: wallboards.wallboards(seat.context.api)[0].revoked_at is not None, timeout=20_000)
    assert wallboards.wallboards(seat.context.api)[0].pages == ["queues"]
