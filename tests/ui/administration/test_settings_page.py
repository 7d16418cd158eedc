"""A setting is one declaration: the page, the endpoints, the check, the audit words and the history come of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

import pytest
import requests
from pytestqt.qtbot import QtBot

from agent_desk.desk.administration import settings
from agent_desk.schemas.calls.settings import DIALLING
from agent_desk.schemas.kit.settings import (
    Number,
    Setting,
    SettingRecord,
    Text,
    Tick,
    Words,
    declare,
    undeclare,
)
from agent_desk.ui.administration.settings_page import SettingPage
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.pages import audit_text
from agent_desk.ui.kit.pages.declared_fields import TextListInput
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.seats import Seat
from tests.fixtures.waiting import patience


class Tea(SettingRecord):
    minutes: Annotated[int, Number(label=Words("茶歇时长", "A tea break lasts"), low=0, high=30)] = 10
    sort: Annotated[str, Text(label=Words("茶", "Tea"), longest=10, required=True)] = "green"
    hot: Annotated[bool, Tick(label=Words("热饮", "It is hot"))] = True


@pytest.fixture(autouse=True)
def tea() -> Iterator[Setting[Tea]]:
    """The one declaration."""
    made = declare(
        Setting(
            key="test.tea",
            name="tea",
            record=Tea,
            title=Words("茶歇", "Tea"),
            subject=Words("茶歇规则", "Rules of tea"),
            counts=Words("自下一次茶歇起生效。", "From the next tea on."),
            icon="coffee",
            check=lambda tea: {"minutes": "too_hasty"} if tea.minutes == 1 else {},
            faults={"too_hasty": Words("太短了。", "Nobody drinks tea in a minute.")},
        )
    )
    yield made
    undeclare(made)


@pytest.fixture
def page(qtbot: QtBot, tea: Setting[Tea], seat: Seat) -> Iterator[SettingPage]:
    """Its page, as the administrator's tree opens it."""
    desk = AdministratorWorkspace(seat.context)
    qtbot.addWidget(desk)
    desk.resize(1366, 720)
    desk.show()
    (entry,) = [one for one in desk.entries if one.name == "tea"]
    assert (entry.text, entry.icon) == ("Tea", "coffee")
    page = desk.open_page("tea")
    assert isinstance(page, SettingPage)
    qtbot.waitUntil(lambda: page.editor.record is not None, timeout=10_000)
    yield page
    desk.close_down()


def save(qtbot: QtBot, page: SettingPage, **values: object) -> None:
    page.editor.form.set_values(values, clean=False)
    with qtbot.waitSignal(page.editor.saved, timeout=10_000):
        page.editor.save()


def test_a_declared_setting_is_changed_on_its_page_and_has_a_history(
    qtbot: QtBot, page: SettingPage, tea: Setting[Tea], seat: Seat
) -> None:
    assert page.editor.form.values() == {"minutes": 10, "sort": "green", "hot": True, "counts_from": None}
    save(qtbot, page, minutes=15, hot=False)
    assert settings.value(seat.context.api, tea).value == Tea(minutes=15, hot=False)
    qtbot.waitUntil(lambda: bool(page.editor.history.texts()), timeout=10_000)
    (line,) = page.editor.history.texts()
    assert "rules of tea changed; A tea break lasts: 10 → 15; It is hot: yes → no" in line
    assert audit_text.action("settings.tea") == "rules of tea changed"


def test_its_endpoint_checks_bounds_and_rights(going_hub: GoingHub, page: SettingPage, seat: Seat) -> None:
    at = f"{going_hub.url}/api/settings/values/tea"
    assert requests.get(at, timeout=patience(10)).status_code == 401
    bearer = {"Authorization": f"Bearer {seat.context.api.token}"}
    openapi = requests.get(f"{going_hub.url}/openapi.json", headers=bearer, timeout=patience(10)).json()
    described = openapi["components"]["schemas"]
    assert described["Tea"]["properties"]["minutes"]["maximum"] == 30
    wrong = {"value": {"minutes": 31, "sort": ""}, "version": 0}
    headers = bearer | {"Idempotency-Key": "one"}
    refused = requests.put(at, json=wrong, headers=headers, timeout=patience(10))
    assert refused.status_code == 422
    assert {name.rsplit(".", 1)[-1] for name in refused.json()["error"]["values"]["fields"]} == {"minutes", "sort"}


def test_what_is_wrong_is_said_at_its_field(qtbot: QtBot, page: SettingPage) -> None:
    page.editor.form.set_values({"minutes": 1}, clean=False)
    page.editor.save()
    qtbot.waitUntil(lambda: bool(page.editor.form.errors()), timeout=10_000)
    assert page.editor.form.errors() == {"minutes": "Nobody drinks tea in a minute."}
    today = words.local(elapsed.now()).date().isoformat()
    page.editor.form.set_values({"minutes": 5, "counts_from": today}, clean=False)
    page.editor.save()
    qtbot.waitUntil(lambda: "counts_from" in page.editor.form.errors(), timeout=10_000)
    assert page.editor.form.errors() == {"counts_from": "Choose a day after today."}


def test_a_value_waits_for_its_day_and_is_taken_back(
    qtbot: QtBot, page: SettingPage, tea: Setting[Tea], seat: Seat
) -> None:
    day = words.local(elapsed.now() + timedelta(days=3)).date().isoformat()
    save(qtbot, page, minutes=20, counts_from=day)
    assert page.editor.form.values()["minutes"] == 10, "what holds until then"
    (line,) = page.pending.texts()
    assert line == f"From {day} (Admin1): A tea break lasts: 20; Tea: green; It is hot: yes"
    with qtbot.waitSignal(page.editor.saved, timeout=10_000):
        page.pending.buttons[0].click()
    assert page.pending.texts() == []
    assert settings.value(seat.context.api, tea).pending == []
    qtbot.waitUntil(lambda: len(page.editor.history.texts()) == 2, timeout=10_000)
    taken, decided = page.editor.history.texts()
    assert decided.endswith(f"rules of tea changed; From {day}; A tea break lasts: 10 → 20")
    assert taken.endswith(f"rules of tea changed; Taken back: {day}")


def test_a_list_is_typed_in_one_line_and_each_entry_is_checked(qtbot: QtBot, seat: Seat) -> None:
    page = SettingPage(seat.context, DIALLING)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.editor.record is not None, timeout=10_000)
    assert page.editor.form.values()["forbidden"] == ("110", "119", "120", "122")
    line = page.editor.form.field("forbidden")
    assert isinstance(line, TextListInput)
    line.setText("110，1390013, rubbish")
    page.editor.save()
    qtbot.waitUntil(lambda: bool(page.editor.form.errors()), timeout=10_000)
    assert page.editor.form.errors() == {"forbidden": "Digits only, 2 to 20 for each number."}
    line.setText("110，1390013")
    with qtbot.waitSignal(page.editor.saved, timeout=10_000):
        page.editor.save()
    assert settings.value(seat.context.api, DIALLING).value.forbidden == ["110", "1390013"]
    assert not page.editor.form.dirty()
