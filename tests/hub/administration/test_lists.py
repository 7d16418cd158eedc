"""Every declared list, of every area: added to, renamed, retired, arranged; each edit with its version and its entry in the trail."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.schemas.kit.lists import DeclaredList
from agent_desk.schemas.kit.settings import Choice, Number, Picks, Tick, Week
from agent_desk.schemas.lists import declared_lists
from tests.fixtures import call_rows
from tests.fixtures.people import ADMINISTRATORS, Client, Staff
from tests.hub.administration.test_settings import fault, trail

EVERY = pytest.mark.parametrize("one", declared_lists(), ids=lambda one: one.name)


@pytest.fixture
def admin(client: Client, staff: Staff) -> Client:
    staff.person("admin1", *ADMINISTRATORS, name="管理员")
    assert client.sign_in("admin1").ok
    return client


def form(one: DeclaredList[Any], code: str) -> dict[str, Any]:
    """A new entry that says something in each field."""
    values: dict[str, Any] = {"code": code}
    for name, field in one.own().items():
        if isinstance(field, Number):
            values[name] = field.low + 1
        elif isinstance(field, Choice):
            values[name] = next(iter(field.words))
        elif isinstance(field, Tick):
            values[name] = True
        elif isinstance(field, Picks):
            values[name] = []
        elif isinstance(field, Week):
            values[name] = ["09:00-12:00, 13:30-17:30"] * 5 + ["", ""]
        else:
            values[name] = {"number": "95001", "sound": code}.get(name, f"{code} 名")
    return values


@EVERY
def test_an_entry_is_added_renamed_retired_and_brought_back(
    admin: Client, database: Database, one: DeclaredList[Any]
) -> None:
    at = f"/api/settings/lists/{one.name}"
    before = [row["code"] for row in admin.get(at).json()]
    made = admin.post(at, form(one, "mine")).json()
    assert (made["code"], made["active"], made["system"], made["version"]) == ("mine", True, False, 1)
    renamed = admin.ask("PUT", f"{at}/mine", made | {"name_zh": "改名", "active": False}).json()
    assert (renamed["name_zh"], renamed["active"], renamed["version"]) == ("改名", False, 2)
    stale = admin.ask("PUT", f"{at}/mine", made | {"name_zh": "别人"})
    assert fault(stale)[:2] == (409, "stale_version")
    assert stale.json()["error"]["values"]["current"]["name_zh"] == "改名"
    assert admin.ask("PUT", f"{at}/mine", renamed).json() == renamed, "nothing changed, nothing written"
    back = admin.ask("PUT", f"{at}/mine", renamed | {"active": True}).json()
    assert back == renamed | {"active": True, "version": 3}
    listed = {row["code"]: row for row in admin.get(at).json()}
    assert listed["mine"] == back and set(listed) == {*before, "mine"}
    told = trail(database, f"settings.{one.entity}")
    assert [(who, code) for who, code, _ in told] == [("admin1", "mine")] * 3
    assert told[1][2]["before"]["active"] and not told[1][2]["after"]["active"]


@EVERY
def test_what_cannot_be_done_to_a_list(admin: Client, one: DeclaredList[Any]) -> None:
    at = f"/api/settings/lists/{one.name}"
    admin.post(at, form(one, "mine"))
    assert fault(admin.post(at, form(one, "mine")))[2] == {"code": "taken"}
    assert fault(admin.post(at, form(one, "Mine too")))[2] == {"code": "string_pattern_mismatch"}
    assert fault(admin.post(at, form(one, "x") | {"name_zh": "  "}))[2] == {"name_zh": "string_too_short"}
    assert fault(admin.post(at, form(one, "x") | {"parent_code": "nowhere"}))[2] == {"parent_code": "not_a_topic"}
    nowhere = form(one, "x") | {"version": 1}
    assert fault(admin.ask("PUT", f"{at}/nowhere", nowhere))[:2] == (404, "not_found")
    assert fault(admin.ask("PUT", at, {"codes": ["mine", "mine"]}))[2] == {"codes": "not_the_list"}


@EVERY
def test_a_list_is_put_into_another_order(admin: Client, one: DeclaredList[Any]) -> None:
    at = f"/api/settings/lists/{one.name}"
    for code in ("first", "second", "third"):
        assert admin.post(at, form(one, code)).ok
    own = [row["code"] for row in admin.get(at).json() if not row["system"]]
    assert own[-3:] == ["first", "second", "third"]
    wanted = ["third", "first", *own[:-3], "second"]
    rest = [row["code"] for row in admin.get(at).json() if row["system"]]
    rows = admin.ask("PUT", at, {"codes": [*wanted, *rest]}).json()
    assert [row["code"] for row in rows if not row["system"]] == wanted
    assert [row["code"] for row in admin.get(at).json() if not row["system"]] == wanted


@EVERY
def test_a_list_needs_its_permission(client: Client, staff: Staff, one: DeclaredList[Any]) -> None:
    staff.person("sup1", "supervisor")
    client.sign_in("sup1")
    at = f"/api/settings/lists/{one.name}"
    answers: list[requests.Response] = [client.get(at), client.post(at, form(one, "mine"))]
    answers += [
        client.ask("PUT", f"{at}/mine", form(one, "mine") | {"version": 1}),
        client.ask("PUT", at, {"codes": []}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4


def _codes(rows: Any) -> set[str]:
    return {row["code"] for row in rows}


OFFERED: dict[str, Callable[[Client], set[str]]] = {
    "teams": lambda admin: _codes(admin.get("/api/people/teams").json()),
    "branches": lambda admin: _codes(
        row for row in admin.get("/api/people/subjects").json() if row["scope"] == "branch"
    ),
    "queues": lambda admin: {row["queue"]["code"] for row in admin.get("/api/settings/targets").json()["queues"]},
}


@pytest.mark.parametrize("name", OFFERED)
def test_a_retired_entry_is_no_longer_offered(admin: Client, name: str) -> None:
    one = next(one for one in declared_lists() if one.name == name)
    at = f"/api/settings/lists/{name}"
    made = admin.post(at, form(one, "mine")).json()
    assert "mine" in OFFERED[name](admin)
    admin.ask("PUT", f"{at}/mine", made | {"active": False})
    assert "mine" not in OFFERED[name](admin)


def test_what_is_offered_to_agents_follows_the_lists(admin: Client, staff: Staff) -> None:
    """Levels, care flags, reasons to reveal and what a complaint may say, as the agent's seat gets them."""
    staff.person("lin", "agent", agent_code="8001")
    lin = Client(admin.url)
    lin.sign_in("lin")

    def offered() -> dict[str, set[str]]:
        words, terms = lin.get("/api/customers/words").json(), lin.get("/api/cases/terms").json()
        keys = {name: {one["key"] for one in terms[name]} for name in ("wishes", "sources", "urgencies")}
        return {name: _codes(words[name]) for name in ("levels", "care_flags", "reveal_reasons")} | keys

    of = {
        "customer_levels": "levels",
        "care_flags": "care_flags",
        "reveal_reasons": "reveal_reasons",
        "complaint_wishes": "wishes",
        "complaint_sources": "sources",
        "complaint_urgencies": "urgencies",
    }
    for name, part in of.items():
        one = next(one for one in declared_lists() if one.name == name)
        at = f"/api/settings/lists/{name}"
        made = admin.post(at, form(one, "mine")).json()
        assert "mine" in offered()[part], name
        admin.ask("PUT", f"{at}/mine", made | {"active": False})
        assert "mine" not in offered()[part], name


def test_a_queue_in_which_somebody_waits_is_not_retired(admin: Client, database: Database) -> None:
    at = "/api/settings/lists/queues"
    made = admin.post(at, {"code": "card", "name_zh": "信用卡", "name_en": "Cards", "acw_limit_s": 45}).json()
    assert (made["acw_mode"], made["acw_limit_s"]) == ("mandatory_limit", 45)
    with database.write() as db:
        queue = db.query(Queue).one()
        assert queue.acw_limit_ms == 45_000
        call_rows.call(db, queue, datetime.now(UTC), None, 5)
    assert fault(admin.ask("PUT", f"{at}/card", made | {"active": False}))[2] == {"active": "calls_wait"}
    with database.write() as db:
        db.query(Call).update({"state": "ended", "outcome": "abandoned_queue", "ended_at": datetime.now(UTC)})
    assert not admin.ask("PUT", f"{at}/card", made | {"active": False}).json()["active"]
