"""A visitor from appointment to leaving, over HTTP: who may, what is missing, what is told, and two at one case."""

from typing import Any

import pytest

from agent_desk.hub.serve import HubThread
from tests.fixtures.people import Client, Staff


@pytest.fixture
def boss(hub: HubThread, staff: Staff) -> Client:
    staff.person("boss", "supervisor", name="周敏")
    client = Client(hub.url)
    assert client.sign_in("boss").ok
    return client


def opened(client: Client, host: str, **more: str) -> Any:
    fields = {
        "visitor": "王小明",
        "company": "齐川科技",
        "telephone": "13800138000",
        "host": host,
        "expected": "2026-12-01T09:30:00+08:00",
        "purpose": "business",
        **more,
    }
    return client.post("/api/registers/cases", {"kind": "visitor", "fields": fields})


def test_a_visitor(boss: Client, staff: Staff, hub: HubThread) -> None:
    host = staff.person("host", "agent", name="林静")
    (visitors,) = [one for one in boss.get("/api/registers").json() if one["kind"]["code"] == "visitor"]
    assert visitors["may_open"] and visitors["open"] == 0
    answer = opened(boss, str(host.id))
    assert answer.ok, answer.text
    case = answer.json()
    assert case["number"].startswith("FK") and case["title"] == "王小明"
    assert "13800138000" not in answer.text, "masked"
    assert set(case["moves"]) == {"come_in", "cancel"}
    move = {"transition": "come_in", "fields": {"badge": "A12"}, "version": case["version"]}
    missing = boss.post(f"/api/registers/cases/{case['id']}/move", move)
    assert missing.status_code == 422 and missing.json()["error"]["values"]["fields"] == {"areas": "missing"}, (
        missing.text
    )
    move["fields"]["areas"] = "floor"
    moved = boss.post(f"/api/registers/cases/{case['id']}/move", move)
    assert moved.ok, moved.text
    assert moved.json()["state"] == "inside"
    listed = boss.get("/api/registers/cases", kind="visitor", state="inside").json()["items"]
    assert [one["number"] for one in listed] == [case["number"]]
    out = {"transition": "leave", "version": moved.json()["version"]}
    left = boss.post(f"/api/registers/cases/{case['id']}/move", out)
    assert left.ok, left.text
    assert left.json()["closed_at"] and [one["kind"] for one in left.json()["story"]] == ["moved", "moved", "opened"]
    assert boss.get("/api/registers/cases", kind="visitor").json()["items"] == []
    assert len(boss.get("/api/registers/cases", kind="visitor", over="true").json()["items"]) == 1
