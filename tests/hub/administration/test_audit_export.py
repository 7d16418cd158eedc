"""The trail as a workbook: in people's words, with real dates, by right, written down, and by two persons where it is large."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.people import Role
from agent_desk.schemas.administration.audit_words import UUID
from tests.fixtures.customers import one_customer
from tests.fixtures.people import Client, Staff
from tests.fixtures.trail import A_CODE
from tests.fixtures.waiting import until

InUnit = Callable[..., Any]


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A hub that has a folder for files that are made."""
    folder = tmp_path / "made"
    folder.mkdir()
    return replace(settings, reports=str(folder))


@pytest.fixture
def auditor(hub: HubThread, staff: Staff, database: Database) -> Client:
    """An auditor of a trail in which an agent has looked at a customer."""
    owner = one_customer(database)
    staff.person("a1001", "agent", agent_code="1001", name="林静")
    agent = Client(hub.url)
    agent.sign_in("a1001")
    assert agent.get(f"/api/customers/{owner.id}").status_code == 200
    staff.person("audit1", "auditor", name="审计")
    client = Client(hub.url)
    client.sign_in("audit1")
    return client


def exported(client: Client, **wanted: Any) -> Any:
    """The workbook, as it is fetched when its job is done."""
    asked = client.post("/api/settings/audit/export", wanted)
    assert asked.status_code == 200, asked.text
    job = asked.json()["id"]
    until(lambda: client.get(f"/api/jobs/{job}").json()["ended_at"] is not None)
    told = client.get(f"/api/jobs/{job}").json()
    assert (told["state"], told["fault"]) == ("done", "")
    answer = client.get(f"/api/settings/audit/export/{job}")
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content)).active


def test_the_workbook_says_what_the_screen_says(auditor: Client) -> None:
    page = exported(auditor, action="customers.", lang="zh")
    lines = [[one.value for one in line] for line in page.iter_rows() if any(one.value for one in line)]
    assert lines[0][0] == "审计日志"
    head = next(at for at, line in enumerate(lines) if line[0] == "时间")
    assert lines[head] == ["时间", "操作人", "操作", "记录", "理由", "详情", "链上序号"]
    (row,) = lines[head + 1 :]
    assert isinstance(row[0], datetime), "a real date"
    assert row[1:4] == ["林静", "查看客户", "客户 C000123 王*"]
    words = " ".join(str(one) for line in lines for one in line)
    assert not UUID.search(words)
    assert not A_CODE.search(words.replace("Asia/Shanghai", ""))
    assert not [one for line in page.iter_rows() for one in line if one.data_type == "f"]


def test_it_is_an_entry_of_the_trail_and_so_is_each_fetching(auditor: Client) -> None:
    exported(auditor, action="customers.")
    rows = auditor.get("/api/settings/audit", action="audit.export").json()["items"]
    assert [row["login"] for row in rows] == ["audit1", "audit1"]
    assert rows[-1]["detail"]["rows"] == 1


def test_only_who_may_copy_takes_the_trail_out(auditor: Client, hub: HubThread, staff: Staff) -> None:
    job = auditor.post("/api/settings/audit/export", {"action": "customers."}).json()["id"]
    until(lambda: auditor.get(f"/api/jobs/{job}").json()["ended_at"] is not None)
    staff.person("audit2", "auditor")
    other = Client(hub.url)
    other.sign_in("audit2")
    assert other.get(f"/api/settings/audit/export/{job}").status_code == 404, "it is for who asked"
    with staff.database.write() as db:
        role = db.get_one(Role, "auditor")
        role.permissions = [one for one in role.permissions if one != "personal.copy"]
    for refused in (
        auditor.post("/api/settings/audit/export", {}),
        auditor.get(f"/api/settings/audit/export/{job}"),
    ):
        assert (refused.status_code, refused.json()["error"]["values"]["permission"]) == (403, "personal.copy")


def test_many_entries_wait_for_a_second_person(auditor: Client, staff: Staff, hub: HubThread, in_unit: InUnit) -> None:
    in_unit(lambda unit: [unit.audit("customers.read", "customer", "", number=one) for one in range(5_001)])
    staff.person("audit2", "auditor", name="复核")
    waits = auditor.post("/api/settings/audit/export", {"action": "customers."})
    assert (waits.status_code, waits.json()["error"]["id"]) == (409, "waits_for_second_person")
    other = Client(hub.url)
    other.sign_in("audit2")
    (request,) = [one for one in other.get("/api/approvals").json()["items"] if one["state"] == "pending"]
    approved = other.post(f"/api/approvals/{request['id']}/approve", {"digest": request["digest"]})
    assert approved.status_code == 200, approved.text
    page = exported(auditor, action="customers.")
    assert page.max_row > 5_000
