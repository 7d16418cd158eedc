"""Settings as an administrator changes them: targets, lists of words, the centre; each with its version and its trail."""

from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Disposition, NotReadyReason, Queue
from agent_desk.models.kit import AuditEntry
from tests.fixtures.people import ADMINISTRATORS, Client, Staff


@pytest.fixture
def admin(client: Client, staff: Staff, database: Database) -> Client:
    """An administrator of a centre with two queues, one reason beside the hub's own, and one topic."""
    staff.person("admin1", *ADMINISTRATORS, name="管理员")
    with database.write() as db:
        db.add_all(
            [Queue(code="card", name_zh="卡", name_en="Cards"), Queue(code="loan", name_zh="贷", name_en="Loans")]
        )
        db.add(NotReadyReason(code="break", name_zh="小休", name_en="Break"))
        db.add(Disposition(code="fee", name_zh="收费", name_en="Fees"))
        db.flush()
        db.add(Disposition(code="fee.sms", parent_code="fee", name_zh="短信费", name_en="SMS fee"))
    assert client.sign_in("admin1").ok
    return client


def trail(database: Database, action: str) -> list[tuple[str, str, dict[str, Any]]]:
    with database.read() as db:
        rows = select(AuditEntry.person_login, AuditEntry.entity_id, AuditEntry.detail)
        return [tuple(row) for row in db.execute(rows.where(AuditEntry.action == action).order_by(AuditEntry.id))]


def fault(answer: Any) -> tuple[int, str, Any]:
    error = answer.json()["error"]
    return answer.status_code, error["id"], error["values"].get("fields")


def test_a_queue_follows_the_centre_until_it_has_a_target_of_its_own(admin: Client, database: Database) -> None:
    at = "/api/settings/targets"
    before = admin.get(at).json()
    assert (before["centre"]["formula"], before["centre"]["threshold_ms"], before["centre"]["version"]) == (
        "F3",
        20000,
        0,
    )
    centre = admin.ask("PUT", f"{at}/centre", before["centre"] | {"formula": "F2", "target": 0.85}).json()
    assert (centre["version"], centre["own"]) == (1, True)
    card = admin.get(at).json()["queues"][0]
    assert (card["queue"]["code"], card["own"], card["formula"], card["target"]) == ("card", False, "F2", 0.85)
    own = admin.ask("PUT", f"{at}/queues/card", card | {"threshold_ms": 15000}).json()
    assert (own["own"], own["threshold_ms"], own["version"]) == (True, 15000, 1)
    back = admin.ask("DELETE", f"{at}/queues/card", version=1).json()
    assert (back["own"], back["threshold_ms"], back["version"]) == (False, 20000, 0)
    assert [(who, what) for who, what, _ in trail(database, "settings.target")] == [
        ("admin1", "centre"),
        ("admin1", "card"),
        ("admin1", "card"),
    ]
    assert trail(database, "settings.target")[1][2]["after"]["threshold_ms"] == 15000


def test_wrong_targets_get_a_sentence(admin: Client) -> None:
    at = "/api/settings/targets"
    form = admin.get(at).json()["centre"]
    assert fault(admin.ask("PUT", f"{at}/centre", form | {"short_ms": 30000}))[2] == {
        "short_ms": "longer_than_threshold"
    }
    assert set(fault(admin.ask("PUT", f"{at}/centre", form | {"target": 1.2, "formula": "F9"}))[2]) == {
        "target",
        "formula",
    }
    assert fault(admin.ask("PUT", f"{at}/queues/nowhere", form))[:2] == (404, "not_found")
    admin.ask("PUT", f"{at}/centre", form | {"formula": "F1"})
    stale = admin.ask("PUT", f"{at}/centre", form | {"formula": "F2"})
    assert fault(stale)[:2] == (409, "stale_version")
    assert stale.json()["error"]["values"]["current"]["formula"] == "F1"


def test_a_retired_reason_keeps_its_name_and_is_no_longer_offered(admin: Client, database: Database) -> None:
    at = "/api/settings/lists/reasons"
    made = admin.post(at, {"code": "training", "name_zh": "培训", "name_en": "Training"}).json()
    assert (made["active"], made["version"]) == (True, 1)
    changed = admin.ask("PUT", f"{at}/training", made | {"name_zh": "集中培训", "active": False}).json()
    assert (changed["name_zh"], changed["active"], changed["version"]) == ("集中培训", False, 2)
    offered = {one["code"]: one["system"] for one in admin_reasons(admin, database)}
    assert {code for code, hidden in offered.items() if not hidden} == {"break"}
    assert "training" in offered, "its name is still known"
    assert [detail["before"] for _, _, detail in trail(database, "settings.reason")] == [
        None,
        {"name_zh": "培训", "name_en": "Training", "active": True},
    ]


def admin_reasons(admin: Client, database: Database) -> Any:
    """What an agent is offered."""
    agent = Client(admin.url)
    Staff(database).person("a1001", "agent", agent_code="1001")
    agent.sign_in("a1001")
    return agent.get("/api/calls/reasons").json()


def test_what_cannot_be_done_to_a_reason(admin: Client) -> None:
    at = "/api/settings/lists/reasons"
    form = {"code": "break", "name_zh": "茶歇", "name_en": "Tea"}
    assert fault(admin.post(at, form))[2] == {"code": "taken"}
    assert fault(admin.post(at, form | {"code": "Tea Break"}))[2] == {"code": "string_pattern_mismatch"}
    system = {"name_zh": "未接来电", "name_en": "Missed calls", "active": False, "version": 1}
    assert fault(admin.ask("PUT", f"{at}/missed_calls", system))[2] == {"active": "system_reason"}
    assert admin.ask("PUT", f"{at}/missed_calls", system | {"active": True}).json()["name_zh"] == "未接来电"
    assert fault(admin.ask("PUT", f"{at}/nowhere", system))[:2] == (404, "not_found")


def test_dispositions_are_renamed_added_and_retired(admin: Client, database: Database) -> None:
    at = "/api/settings/lists/dispositions"
    admin.post(at, {"code": "fee.annual", "parent_code": "fee", "name_zh": "年费", "name_en": "Annual fee"})
    assert [one["code"] for one in admin.get(at).json()] == ["fee", "fee.sms", "fee.annual"]
    below_a_leaf = {"code": "x", "parent_code": "fee.sms", "name_zh": "某", "name_en": "X"}
    assert fault(admin.post(at, below_a_leaf))[2] == {"parent_code": "not_a_topic"}
    sms = {"name_zh": "短信服务费", "name_en": "SMS fee", "active": False, "version": 1}
    assert admin.ask("PUT", f"{at}/fee.sms", sms).json()["version"] == 2
    assert fault(admin.ask("PUT", f"{at}/fee.sms", sms))[:2] == (409, "stale_version")
    agent = Client(admin.url)
    Staff(database).person("a1001", "agent", agent_code="1001")
    agent.sign_in("a1001")
    (topic,) = agent.get("/api/calls/dispositions").json()
    assert [one["code"] for one in topic["children"]] == ["fee.annual"]
    annual = {"name_zh": "年费", "name_en": "Annual fee", "active": False, "version": 1}
    admin.ask("PUT", f"{at}/fee.annual", annual)
    assert agent.get("/api/calls/dispositions").json() == [], "a topic with nothing left is not a disposition"


def test_the_centre_is_named_anew_for_the_next_sign_in(admin: Client, database: Database) -> None:
    at = "/api/settings/values/centre"
    before = admin.get(at).json()
    assert (admin.get("/api/people/me").json()["centre"]["zone"], before["version"]) == ("Asia/Shanghai", 0)
    named = {"name_zh": "齐川银行客户服务中心", "name_en": "Qichuan", "hotline": "96000"}
    saved = admin.ask("PUT", at, {"value": named, "version": 0}).json()
    assert (saved["value"], saved["version"]) == (named | {"area_code": "", "zone": ""}, 1)
    assert fault(admin.ask("PUT", at, {"value": named, "version": 0}))[:2] == (409, "stale_version")
    assert admin.get("/api/people/me").json()["centre"]["zone"] == "Asia/Shanghai"
    assert admin.get("/api/people/me").json()["centre"]["name_zh"] == "齐川银行客户服务中心"
    assert trail(database, "settings.centre")[0][2]["after"]["hotline"] == "96000"


def test_settings_need_their_permission(client: Client, staff: Staff) -> None:
    staff.person("sup1", "supervisor")
    client.sign_in("sup1")
    for path in ("targets", "lists/reasons", "lists/dispositions", "values/centre", "audit"):
        assert client.get(f"/api/settings/{path}").status_code == 403, path
