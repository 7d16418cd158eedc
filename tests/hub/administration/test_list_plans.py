"""Entries of lists that change from a later day on: every list of every area, until its day, on it, and where it is taken back before."""

from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
import requests
from sqlalchemy import select

from agent_desk.hub import areas
from agent_desk.hub.kit import list_plans
from agent_desk.hub.kit.context import HubContext
from agent_desk.models.calls.calls import Queue
from agent_desk.models.kit import ListPlan
from agent_desk.schemas.calls.lists import QUEUES, REASONS
from agent_desk.schemas.lists import declared_lists
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import ADMINISTRATORS, Client, Staff
from tests.hub.administration.test_lists import form
from tests.hub.administration.test_settings import fault, trail

LATER: Final = (datetime.now(UTC) + timedelta(days=40)).date()


@pytest.fixture
def admin(client: Client, staff: Staff) -> Client:
    staff.person("admin1", *ADMINISTRATORS, name="管理员")
    assert client.sign_in("admin1").ok
    return client


def planned(admin: Client, at: str, row: dict[str, Any], **changes: Any) -> requests.Response:
    return admin.ask("PUT", f"{at}/{row['code']}", row | changes | {"counts_from": LATER.isoformat()})


def entry(admin: Client, at: str, code: str = "mine") -> dict[str, Any]:
    (found,) = [one for one in admin.get(at).json() if one["code"] == code]
    return dict(found)


def on_its_day(hub_context: HubContext) -> int:
    """The duty, on the morning of the day and again."""
    begun = hub_context.clock
    set_clocks(hub_context, lambda: datetime.now(UTC) + timedelta(days=41))
    made = list_plans.keep_days(hub_context)
    assert list_plans.keep_days(hub_context) == 0
    hub_context.clock = begun
    return made


def test_every_list_has_entries_that_change_on_their_day(admin: Client, hub_context: HubContext) -> None:
    areas.register(hub_context)
    for one in declared_lists():
        at = f"/api/settings/lists/{one.name}"
        made = admin.post(at, form(one, "mine")).json()
        told = planned(admin, at, made, name_zh="改名", active=False).json()
        assert (told["name_zh"], told["active"], told["version"]) == (made["name_zh"], True, 1), one.name
        (waits,) = told["pending"]
        assert (waits["counts_from"], waits["by"]) == (LATER.isoformat(), "管理员")
        assert waits["changes"] == {"name_zh": "改名", "active": False}, "the fields that become others alone"
        now = admin.ask("PUT", f"{at}/mine", made | {"name_en": "Meanwhile"}).json()
        assert now["pending"] == [waits]
    assert list_plans.keep_days(hub_context) == 0
    assert on_its_day(hub_context) == len(declared_lists())
    for one in declared_lists():
        row = entry(admin, f"/api/settings/lists/{one.name}")
        assert (row["name_zh"], row["name_en"], row["active"]) == ("改名", "Meanwhile", False), one.name
        assert row["pending"] == [] and row["version"] == 3


def test_a_new_entry_is_offered_from_its_day_on(admin: Client, hub_context: HubContext) -> None:
    areas.register(hub_context)
    at = f"/api/settings/lists/{REASONS.name}"
    made = admin.post(at, form(REASONS, "spring") | {"counts_from": LATER.isoformat()}).json()
    assert (made["active"], made["pending"][0]["changes"]) == (False, {"active": True})
    assert on_its_day(hub_context) == 1
    assert entry(admin, at, "spring")["active"]


def test_a_plan_is_taken_back_and_history_says_both(admin: Client, hub_context: HubContext) -> None:
    areas.register(hub_context)
    at = "/api/settings/lists/queues"
    made = admin.post(at, form(QUEUES, "mine")).json()
    first = planned(admin, at, made, name_zh="先").json()["pending"][0]
    (waits,) = planned(admin, at, made, name_zh="后").json()["pending"]
    assert waits["changes"] == {"name_zh": "后"} and waits["id"] == first["id"], "one for a day: the later decision"
    back = admin.ask("DELETE", f"{at}/mine/planned/{waits['id']}").json()
    assert (back["pending"], back["name_zh"]) == ([], made["name_zh"])
    assert admin.ask("DELETE", f"{at}/mine/planned/{waits['id']}").status_code == 404
    assert on_its_day(hub_context) == 0
    told = [detail for _login, _id, detail in trail(hub_context.database, "settings.queue")]
    assert [one.get("after") for one in told[-3:]] == [{"name_zh": "先"}, {"name_zh": "后"}, None]
    midnight = datetime.combine(LATER, time.min, ZoneInfo("Asia/Shanghai"))
    assert {datetime.fromisoformat(one["counts_from"]) for one in told[-3:]} == {midnight}


def test_what_is_no_later_day_and_what_changes_nothing_is_refused(admin: Client, hub_context: HubContext) -> None:
    at = "/api/settings/lists/queues"
    made = admin.post(at, form(QUEUES, "mine")).json()
    assert fault(planned(admin, at, made))[2] == {"counts_from": "nothing_changes"}
    early = admin.ask("PUT", f"{at}/mine", made | {"name_zh": "早", "counts_from": "2026-01-01"})
    assert fault(early)[2] == {"counts_from": "not_a_later_day"}
    assert fault(planned(admin, at, made | {"version": 9}, name_zh="晚"))[1] == "stale_version"
    with hub_context.database.read() as db:
        assert db.scalar(select(ListPlan.id)) is None


def test_what_something_stands_against_on_its_day_says_so_and_is_tried_again(
    admin: Client, hub_context: HubContext
) -> None:
    areas.register(hub_context)
    with hub_context.database.write() as db:
        db.add(Queue(code="gold", name_zh="贵宾", name_en="Gold"))
    at = "/api/settings/lists/identity_questions"
    rows = {one["code"]: one for one in admin.get(at).json()}
    assert len(rows) == 5, "three of them must stay"
    assert planned(admin, at, rows["mobile"], active=False).ok
    for code in ("branch", "card_tail"):
        assert admin.ask("PUT", f"{at}/{code}", rows[code] | {"active": False}).ok
    assert on_its_day(hub_context) == 0
    late = entry(admin, at, "mobile")
    assert late["active"] and late["pending"][0]["fault"] == "too_few_questions"
    assert admin.ask("PUT", f"{at}/branch", entry(admin, at, "branch") | {"active": True}).ok
    assert on_its_day(hub_context) == 1
    assert not entry(admin, at, "mobile")["active"]
