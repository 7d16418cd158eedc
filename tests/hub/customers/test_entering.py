"""Entering a customer whom nobody knows yet: warned of who is alike first, found afterwards, within the person's reach."""

from typing import Any

import pytest
from sqlalchemy import func, select

from agent_desk.hub.kit.database import Database
from agent_desk.models.customers import Customer
from agent_desk.models.kit import AuditEntry
from tests.fixtures.customers import MOBILE, customer
from tests.fixtures.people import Client, Staff

FORM: dict[str, Any] = {"name": "欧阳 娜", "telephone": "139 0000-1111", "gender": "female", "branch_code": "B01"}


@pytest.fixture
def known(database: Database) -> Customer:
    """王小明, born on 1990-01-01, with a telephone."""
    with database.write() as db:
        return customer(db)


@pytest.fixture
def agent(client: Client, staff: Staff) -> Client:
    """A signed-in agent."""
    staff.person("a1001", "agent", agent_code="1001")
    assert client.sign_in("a1001").ok
    return client


def count(database: Database) -> int:
    with database.read() as db:
        return db.scalar(select(func.count()).select_from(Customer)) or 0


def test_an_entered_customer_is_found_by_name_and_telephone_and_no_number_is_verified(
    agent: Client, known: Customer, database: Database
) -> None:
    made = agent.post("/api/customers", FORM).json()
    assert (made["number"], made["name"]["text"], made["branch"]["code"]) == ("N00000001", "欧阳*", "B01")
    (point,) = made["contact_points"]
    assert (point["kind"], point["value"]["text"], point["verified"], point["source"]) == (
        "mobile",
        "139****1111",
        False,
        "call",
    )
    for typed in ("欧阳娜", "13900001111", "N00000001"):
        found = agent.get(f"/api/customers?q={typed}").json()["items"]
        assert [one["number"] for one in found] == ["N00000001"], typed
    assert agent.post("/api/customers", {"name": "李"}).json()["number"] == "N00000002"
    with database.read() as db:
        (entry, _) = db.scalars(
            select(AuditEntry).where(AuditEntry.action == "customers.enter").order_by(AuditEntry.id)
        )
        assert "13900001111" not in str(entry.detail) and "欧阳" not in str(entry.detail)


@pytest.mark.parametrize(
    "alike",
    [
        pytest.param({"name": "张三", "telephone": MOBILE}, id="telephone"),
        pytest.param({"name": "王小明", "born_on": "1990-01-01"}, id="name and birthday"),
    ],
)
def test_who_is_alike_is_told_masked_before_anything_is_stored(
    agent: Client, known: Customer, database: Database, alike: dict[str, Any]
) -> None:
    refused = agent.post("/api/customers", alike)
    assert (refused.status_code, refused.json()["error"]["id"]) == (409, "customers_alike")
    (told,) = refused.json()["error"]["values"]["alike"]
    assert (told["customer_id"], told["name"]["text"]) == (str(known.id), "王*")
    assert MOBILE[3:] not in refused.text and "1990" not in refused.text
    assert count(database) == 1
    with database.read() as db:
        (looked,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "customers.lookup"))
        assert looked.detail["found"] == 1, "a warning is a lookup, and is written down as one"
    made = agent.post("/api/customers", {**alike, "apart_from": [str(known.id)]})
    assert made.ok and count(database) == 2


def test_the_warning_tells_nobody_more_than_a_lookup_would(
    client: Client, staff: Staff, known: Customer, database: Database
) -> None:
    staff.person("s1", "supervisor")
    assert client.sign_in("s1").ok
    # Who may not see a telephone in clear does not learn whose one is.
    assert client.post("/api/customers", {"name": "张三", "telephone": MOBILE}).ok
    answers = [
        client.post("/api/customers", {"name": "王小明", "born_on": "1990-01-01"}).json()["error"]["id"]
        for _ in range(17)
    ]
    assert set(answers[:10]) == {"customers_alike"} and answers[-1] == "too_many_requests"


def test_what_is_wrong_is_said_by_field(agent: Client, known: Customer, database: Database) -> None:
    wrong = {"name": " ", "telephone": "12", "born_on": "2190-01-01", "branch_code": "B99"}
    refused = [agent.post("/api/customers", {**FORM, name: value}) for name, value in wrong.items()]
    assert [one.json()["error"]["values"]["fields"] for one in refused] == [
        {"name": "missing"},
        {"telephone": "not_a_number"},
        {"born_on": "in_future"},
        {"branch_code": "unknown_word"},
    ]
    assert count(database) == 1
