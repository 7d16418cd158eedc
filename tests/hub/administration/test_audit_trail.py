"""The audit trail as an auditor searches and verifies it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent_desk.hub.administration import audit_trail
from agent_desk.hub.kit import audit
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.unit import Unit
from tests.fixtures.people import Client, Staff
from tests.fixtures.trail import Intruder

InUnit = Callable[..., Any]
NOW = datetime(2025, 11, 13, 6, 0, tzinfo=UTC)


@pytest.fixture
def deeds(in_unit: InUnit, staff: Staff) -> None:
    """Six deeds of two people, an hour apart."""
    people = [staff.caller("a1001", "agent"), staff.caller("a1002", "agent")]

    def deed(unit: Unit, number: int) -> None:
        action = ("customers.read", "customers.reveal", "calls.wrap_up")[number % 3]
        entity = "call" if action.startswith("calls") else "customer"
        unit.audit(action, entity, f"{entity}-{number}", reason="核实" if "reveal" in action else None, number=number)

    for number in range(6):
        in_unit(deed, number, caller=people[number % 2], now=NOW + timedelta(hours=number))


def numbers(in_unit: InUnit, limit: int | None = None, after: str | None = None, **wanted: Any) -> list[int]:
    page = in_unit(audit_trail.page, limit=limit, after=after, **wanted)
    return [row.detail["number"] for row in page.items]


@pytest.mark.usefixtures("deeds")
def test_actions_are_found_by_person_entity_action_and_day(in_unit: InUnit) -> None:
    assert numbers(in_unit) == [5, 4, 3, 2, 1, 0]
    assert numbers(in_unit, person="a1002") == [5, 3, 1]
    assert numbers(in_unit, person="测试") == [5, 4, 3, 2, 1, 0]
    assert numbers(in_unit, action="customers.") == [4, 3, 1, 0]
    assert numbers(in_unit, action="customers.reveal", person="a1001") == [4]
    assert numbers(in_unit, entity="call") == [5, 2]
    assert numbers(in_unit, entity="customer", entity_id="customer-3") == [3]
    assert numbers(in_unit, from_at=NOW + timedelta(hours=1), to_at=NOW + timedelta(hours=3)) == [2, 1]
    with pytest.raises(InvalidForm):
        numbers(in_unit, from_at=datetime(2025, 11, 13))


@pytest.mark.usefixtures("deeds")
def test_pages_hang_together(in_unit: InUnit) -> None:
    first = in_unit(audit_trail.page, limit=4)
    assert numbers(in_unit, 4, first.next) == [1, 0]
    with pytest.raises(InvalidForm):
        numbers(in_unit, 4, "nonsense")


@pytest.mark.usefixtures("deeds")
def test_a_tampered_trail_is_found_stretch_by_stretch(
    in_unit: InUnit, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_trail, "STRETCH", 4)
    in_unit(lambda unit: audit.seal(unit.db, unit.hub.audit_key))

    def verdict(after_seq: int) -> Any:
        return in_unit(audit_trail.verify, after_seq)

    first = verdict(0)
    assert (first.checked_to, first.last_seq, first.done, first.broken) == (4, 6, False, [])
    last = verdict(first.checked_to)
    assert (last.done, last.broken, last.head_matches) == (True, [], True)
    assert last.unsealed == 1, "that the trail is being verified is itself written down"
    change = "UPDATE audit_entry SET reason = '别的' WHERE id = (SELECT entry_id FROM audit_link WHERE seq = 5)"
    Intruder(database).does(change)
    assert verdict(4).broken == [5]


def test_an_auditor_may_look_and_verify_and_nothing_else(client: Client, staff: Staff) -> None:
    staff.person("audit1", "auditor", name="审计")
    client.sign_in("audit1")
    (row,) = client.get("/api/settings/audit", action="people.sign_in").json()["items"]
    assert (row["action"], row["login"]) == ("people.sign_in", "system")
    assert client.post("/api/settings/audit/verify", {}).json()["broken"] == []
    assert client.get("/api/settings/targets").status_code == 403
    assert client.get("/api/people").status_code == 403
