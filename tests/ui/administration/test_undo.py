"""Every page of the administrator that has a form takes the last change back: what stood there is put into the form, and saved again."""

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from pytestqt.qtbot import QtBot

from agent_desk.desk.calls.members import queue_members
from agent_desk.desk.figures import wallboards
from agent_desk.desk.people import operations as people
from agent_desk.desk.quality import operations as quality
from agent_desk.hub.kit.database import Database
from agent_desk.models.equipment import WorkSeat
from agent_desk.schemas.figures.views import NewWallboard
from agent_desk.schemas.people.directory import GroupForm
from agent_desk.schemas.quality.records import Activation, NewScoreForm
from agent_desk.ui.administration.directory_page import DirectoryPage
from agent_desk.ui.administration.masks_page import MasksPage
from agent_desk.ui.administration.members_page import MembersPage
from agent_desk.ui.administration.people_page import PeoplePage
from agent_desk.ui.administration.roles_page import RolesPage
from agent_desk.ui.administration.working_days.page import WorkingDaysPage
from agent_desk.ui.kit.forms import NumberInput, TextInput, Tick
from agent_desk.ui.kit.pages.editor import Editor
from agent_desk.ui.kit.pages.list_page import ListPage, Page
from agent_desk.ui.quality.forms_page import ScoreFormsPage
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.people import Staff
from tests.fixtures.seats import Seat

PATIENCE_MS: Final = 20_000
Values = dict[str, Any]


def _another_team_and_role(page: Any) -> Values:
    (team,) = page._offers.teams
    teams = tuple(one.id for one in page._offers.subjects if one.scope == "team")
    held = {"role": "agent", "scope": "team", "subjects": teams, "from_on": None, "to_on": None}
    return {"name": "林小晓", "team_id": team.id, "roles": (held,)}


def _fewer_permissions(page: Any) -> Values:
    return {"name_en": "Others", "permissions": page.editor.form.values()["permissions"][1:]}


def _another_member(page: Any) -> Values:
    return {"members": tuple((str(one.id), 2) for one in page._agents)}


def _narrower(_page: Any) -> Values:
    return {"name": "cn=other", "role": "supervisor"}


def _another_way(page: Any) -> Values:
    kind = page.editor.form.values()["kind"]
    return {"kind": "digits" if kind == "hidden" else "hidden"}


def _another_day_off(_page: Any) -> Values:
    return {"holidays": ("2027-02-05",)}


SPECIAL: Final[Mapping[type[Page], Callable[[Any], Values]]] = {
    PeoplePage: _another_team_and_role,
    RolesPage: _fewer_permissions,
    MembersPage: _another_member,
    DirectoryPage: _narrower,
    MasksPage: _another_way,
    WorkingDaysPage: _another_day_off,
}
"""What is changed where the trail has it by codes and in lines; elsewhere any field of the form that can be changed."""


def fill(seat: Seat, staff: Staff, database: Database) -> None:
    """One record for each page that has none in a new centre."""
    api = seat.context.api
    staff.person("lin", "agent", agent_code="8001", name="林晓")
    quality.add_form(api, NewScoreForm(code="calls", name_zh="来电", name_en="Calls"))
    wallboards.add_wallboard(api, NewWallboard(name="hall", pages=["queues"], seconds=20))
    people.add_directory_group(api, GroupForm(source="directory", name="cn=agents", role="agent"))
    with database.write() as db:
        db.add(WorkSeat(id=uuid.uuid4(), name="A-07", first_at=datetime.now(UTC)))


def one_of_each_kind(desk: AdministratorWorkspace) -> dict[type[Page], str]:
    """The name of a page of the tree by its class: pages of settings and of lists come of one declaration each."""
    found: dict[type[Page], str] = {}
    for entry in desk.entries:
        page = desk.open_page(entry.name)
        if page.findChildren(Editor):
            found.setdefault(type(page), entry.name)
    return found


def changed(page: Any, editor: Editor) -> Values:
    """Other values for some of the form's fields."""
    if type(page) in SPECIAL:
        return SPECIAL[type(page)](page)
    for name, value in editor.form.values().items():
        field = editor.form.field(name)
        if not field.isEnabled() or not field.isVisibleTo(editor):
            continue
        if isinstance(field, TextInput):
            return {name: f"{value} x"}
        if isinstance(field, NumberInput) and field.maximum() > field.minimum():
            return {name: value - 1 if value == field.maximum() else value + 1}
        if isinstance(field, Tick):
            return {name: not value}
    return {}


def test_every_page_with_a_form_puts_the_last_change_back(
    qtbot: QtBot, seat: Seat, staff: Staff, database: Database
) -> None:
    fill(seat, staff, database)
    desk = AdministratorWorkspace(seat.context)
    qtbot.addWidget(desk)
    desk.resize(1440, 900)
    desk.show()
    pages = one_of_each_kind(desk)
    assert len(pages) >= 14
    for kind, name in pages.items():
        page: Any = desk.open_page(name)
        editor = page.findChildren(Editor)[0]
        if isinstance(page, PeoplePage):
            qtbot.waitUntil(lambda page=page: len(page._offers.teams) == 1, timeout=PATIENCE_MS)
            qtbot.waitUntil(lambda page=page: page.model.rowCount() == 2, timeout=PATIENCE_MS)
            page.table.select_key(next(row.id for row in page.model.records() if row.login == "lin"))
        qtbot.waitUntil(lambda editor=editor: editor.record is not None, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda editor=editor: editor.drafted.state == "clean", timeout=PATIENCE_MS)
        before = editor.form.values()
        other = changed(page, editor)
        assert other, f"{name}: no field of this form can be changed here"
        editor.form.set_values(other, clean=False)
        after = editor.form.values()
        assert after != before, name
        with qtbot.waitSignal(editor.saved, timeout=PATIENCE_MS):
            editor.save()
        history = editor.history
        qtbot.waitUntil(history.back_button.isVisible, timeout=PATIENCE_MS)
        history.back_button.click()
        assert editor.form.values() == before, f"{name}: {kind.__name__} put back something else"
        assert editor.drafted.dirty, f"{name}: it is looked at, not saved yet"
        with qtbot.waitSignal(editor.saved, timeout=PATIENCE_MS):
            editor.save()
        qtbot.waitUntil(history.back_button.isVisible, timeout=PATIENCE_MS)
        if not isinstance(page, ListPage):
            assert editor.form.values() == before, name
    assert all(not one.members for one in queue_members(seat.context.api).queues)


def test_an_edition_may_be_taken_back_before_its_day_and_says_why_it_stays_once_samples_are_scored_with_it(
    qtbot: QtBot, seat: Seat, staff: Staff, database: Database
) -> None:
    fill(seat, staff, database)
    page = ScoreFormsPage(seat.context)
    qtbot.addWidget(page)
    page.resize(1100, 680)
    page.show()
    qtbot.waitUntil(lambda: page.editor is not None and page.editor.record is not None, timeout=PATIENCE_MS)
    editor = page.editor
    assert editor is not None
    editor.form.set_values({"pass_mark": 61}, clean=False)
    with qtbot.waitSignal(editor.saved, timeout=PATIENCE_MS):
        editor.save()
    qtbot.waitUntil(editor.history.back_button.isVisible, timeout=PATIENCE_MS)
    later = (date.today() + timedelta(days=40)).isoformat()
    activation = Activation.model_validate({"version": editor.record.version, "counts_from": later})
    quality.activate_form(seat.context.api, editor.record.id, activation)
    qtbot.waitUntil(lambda: page.pending.texts() == [f"In force from {later} on"], timeout=PATIENCE_MS)
    qtbot.waitUntil(editor.history.back_button.isVisible, timeout=PATIENCE_MS)
    page.pending.buttons[0].click()
    qtbot.waitUntil(lambda: page.pending.texts() == [], timeout=PATIENCE_MS)
    assert [(one.active, one.counts_on) for one in quality.forms(seat.context.api)] == [(False, None)]
    page.open(editor.record.model_copy(update={"used": True}))
    assert editor.history.back_button.isHidden()
    assert "put an earlier edition in force" in editor.history.why_not.text() and editor.history.why_not.isVisible()
