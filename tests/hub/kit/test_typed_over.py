"""What is typed over a masked text keeps the numbers that the mask hid: in a document of a register as in a column of a complaint."""

from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.cases import Complaint
from agent_desk.models.kinds import KindCase
from tests.fixtures import cases
from tests.fixtures.kinds import publish, small_kind
from tests.fixtures.people import Client, Staff

NUMBER, CARD = "13800138000", "6217001234567890122"


@pytest.fixture
def boss(hub: HubThread, staff: Staff, database: Database) -> Client:
    cases.terms(database)
    with database.write() as db:
        publish(db, small_kind("supervisor"))
    staff.person("boss", "supervisor", "agent")
    client = Client(hub.url)
    assert client.sign_in("boss").ok
    return client


def done(answer: Any) -> dict[str, Any]:
    assert answer.ok, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_text_that_is_changed_around_its_masks_keeps_its_numbers(boss: Client, database: Database) -> None:
    said = f"请回电 {NUMBER}，卡号 {CARD}"
    case = done(boss.post("/api/registers/cases", {"kind": "errand", "fields": {"what": said}}))
    complaint = done(boss.post("/api/cases/complaints", cases.filled(complainant=f"李芳 {NUMBER}")))
    shown = done(boss.get(f"/api/registers/cases/{case['id']}"))
    seen = shown["fields"]["what"]
    assert NUMBER not in seen and CARD not in seen and "*" in seen
    assert NUMBER not in complaint["complainant"]

    done(
        boss.ask(
            "PUT",
            f"/api/registers/cases/{case['id']}",
            {"fields": {"what": f"加急：{seen}（上午）"}, "version": shown["version"]},
        )
    )
    done(
        boss.ask(
            "PUT",
            f"/api/cases/complaints/{complaint['id']}",
            {"complainant": complaint["complainant"].replace("芳", "芳女士"), "version": complaint["version"]},
        )
    )
    with database.read() as db:
        assert db.scalars(select(KindCase)).one().fields["what"] == f"加急：{said}（上午）"
        assert db.scalars(select(Complaint)).one().complainant == f"李芳女士 {NUMBER}"
