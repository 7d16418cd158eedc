"""Cases of a kind over HTTP: tasks side by side, a second person, handed back, urged, two at once, and versions that stay."""

from typing import Any

import pytest

from agent_desk.hub.cases.kinds import toml_file
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from tests.fixtures.kinds import publish, small_kind
from tests.fixtures.people import Client, Staff

BOTH = ("supervisor", "complaint_handler")


@pytest.fixture
def desks(hub: HubThread, staff: Staff, database: Database) -> dict[str, Client]:
    """Two supervisors and a handler, and a small kind that all of them work on."""
    with database.write() as db:
        publish(db, small_kind(*BOTH))
    found = {}
    for login, role in (("ann", "supervisor"), ("bob", "supervisor"), ("cai", "complaint_handler"), ("root", "")):
        staff.person(login, *([role] if role else ["system_administrator"]), name=login)
        found[login] = Client(hub.url)
        assert found[login].sign_in(login).ok
    return found


def opened(client: Client, **fields: str) -> Any:
    answer = client.post("/api/registers/cases", {"kind": "errand", "fields": {"what": "换锁", **fields}})
    assert answer.ok, answer.text
    return answer.json()


def asked(client: Client, case: Any, what: str, **form: Any) -> Any:
    return client.post(f"/api/registers/cases/{case['id']}/{what}", {"version": case["version"], **form})


def inbox(client: Client) -> list[str]:
    return [
        item["title_en"]
        for item in client.get("/api/work/mine").json()["items"]
        if item["kind"] in ("kind_case", "case_task")
    ]


def test_tasks_beside_come_before_the_next_step(desks: dict[str, Client]) -> None:
    ann, cai = desks["ann"], desks["cai"]
    case = opened(ann)
    assert [title for title in inbox(cai) if case["number"] in title], "its roles work on it while nobody has it"
    assert inbox(desks["root"]) == [], "whose role has nothing to do with it"
    begun = asked(ann, case, "move", transition="begin").json()
    assert begun["owner"]["name"] == "ann" and begun["moves"] == [] and begun["held_up"]
    early = asked(ann, begun, "move", transition="finish", fields={"cost": "12.50"})
    assert early.status_code == 409 and early.json()["error"]["id"] == "tasks_open"
    assert [title for title in inbox(cai) if "Call" in title]
    (task,) = cai.get(f"/api/tasks/of/kind_case/{case['id']}").json()
    done = cai.post(f"/api/tasks/{task['id']}/done", {"words": "已打", "version": task["version"]})
    assert done.ok and done.json()["ended_by"]["name"] == "cai", done.text
    ready = ann.get(f"/api/registers/cases/{case['id']}").json()
    assert ready["moves"] == ["finish"] and ready["story"][0]["en"] == "Task done: Call"
    over = asked(ann, ready, "move", transition="finish", fields={"cost": "12.50"})
    assert over.ok and over.json()["closed_at"] and over.json()["fields"]["cost"] == "12.50"
    assert [one for one in inbox(ann) + inbox(cai) if case["number"] in one] == []


def test_taken_handed_back_and_urged(desks: dict[str, Client]) -> None:
    ann, bob = desks["ann"], desks["bob"]
    case = opened(ann)
    (item,) = [one for one in bob.get("/api/work/mine").json()["items"] if one["kind"] == "kind_case"]
    assert item["may_take"] and bob.post(f"/api/work/{item['id']}/take").ok
    taken = ann.get(f"/api/registers/cases/{case['id']}").json()
    assert taken["owner"]["name"] == "bob" and not taken["may_take"]
    second = asked(ann, taken, "take")
    assert second.status_code == 409 and second.json()["error"]["id"] == "has_owner"
    assert ann.post(f"/api/tasks/of/kind_case/{case['id']}/urge", {"words": "客户在等"}).ok
    urged = ann.get(f"/api/registers/cases/{case['id']}").json()
    assert urged["urged"] == 1 and "(urged 1 times)" in inbox(bob)[0]
    silent = asked(bob, urged, "hand-back")
    assert silent.status_code == 422 and silent.json()["error"]["values"]["fields"] == {"words": "no_reason"}
    back = asked(bob, urged, "hand-back", words="不是我的范围").json()
    assert back["owner"] is None and back["story"][0]["words"] == "不是我的范围"
    assert inbox(ann) and inbox(bob)


def test_two_at_one_case_lose_no_word(desks: dict[str, Client]) -> None:
    ann, bob = desks["ann"], desks["bob"]
    case = opened(ann)
    first = ann.ask("PUT", f"/api/registers/cases/{case['id']}", {"fields": {"cost": "5"}, "version": case["version"]})
    assert first.ok, first.text
    second = bob.ask(
        "PUT", f"/api/registers/cases/{case['id']}", {"fields": {"what": "换门"}, "version": case["version"]}
    )
    error = second.json()["error"]
    assert second.status_code == 409 and error["id"] == "stale_version"
    assert (
        error["values"]["yours"]["fields"] == {"what": "换门"} and error["values"]["current"]["fields"]["cost"] == "5"
    )
    wrong = bob.ask("PUT", f"/api/registers/cases/{case['id']}", {"fields": {"cost": "viel", "x": "1"}, "version": 2})
    assert wrong.json()["error"]["values"]["fields"] == {"cost": "not_this_kind", "x": "unknown_field"}


def test_a_step_that_a_second_person_confirms(desks: dict[str, Client], database: Database) -> None:
    steps = small_kind(*BOTH).model_dump(mode="json")["transitions"]
    steps[0] |= {"second": ["supervisor"], "tasks": []}
    with database.write() as db:
        publish(db, small_kind(*BOTH, code="guarded", prefix="GU", transitions=steps))
    ann, bob = desks["ann"], desks["bob"]
    case = ann.post("/api/registers/cases", {"kind": "guarded", "fields": {"what": "换锁"}}).json()
    waits = asked(ann, case, "move", transition="begin")
    assert waits.status_code == 409 and waits.json()["error"]["id"] == "waits_for_second_person"
    shown = ann.get(f"/api/registers/cases/{case['id']}").json()
    assert shown["state"] == "new" and shown["waits"] and shown["moves"] == []
    (request,) = ann.get("/api/approvals", state="pending").json()["items"]
    own = ann.post(f"/api/approvals/{request['id']}/approve", {"digest": request["digest"]})
    assert own.json()["error"]["id"] == "own_request"
    other = desks["cai"].post(f"/api/approvals/{request['id']}/approve", {"digest": request["digest"]})
    assert other.status_code == 403, "a handler is none of those who confirm"
    assert bob.post(f"/api/approvals/{request['id']}/approve", {"digest": request["digest"]}).ok
    now = ann.get(f"/api/registers/cases/{case['id']}").json()
    assert now["state"] == "doing" and not now["waits"] and now["owner"]["name"] == "ann", "whoever asked has moved it"


def test_a_case_keeps_the_version_on_which_it_began(desks: dict[str, Client]) -> None:
    ann, root = desks["ann"], desks["root"]
    old = opened(ann)
    file = root.get("/api/kinds/errand/1/file").json()["toml"]
    newer = file.replace('name_en = "New"', 'name_en = "Just come"')
    look = root.post("/api/kinds/look", {"toml": newer}).json()
    assert [one["what"] for one in look["differences"]] == ["states.new.name_en"] and not look["findings"]
    draft = root.post("/api/kinds", {"toml": newer}).json()
    assert draft["number"] == 2 and draft["state"] == "draft"
    today = ann.get("/api/registers").json() and draft["made_at"][:10]
    early = root.post("/api/kinds/errand/2/publish", {"from_day": "2020-01-01", "version": draft["version"]})
    assert early.json()["error"]["values"]["fields"] == {"from_day": "day_past"}
    published = root.post("/api/kinds/errand/2/publish", {"from_day": today, "version": draft["version"]})
    assert published.ok, published.text
    assert published.json()["in_force"]
    young = opened(ann)
    assert (young["kind_number"], young["definition"]["states"][0]["name_en"]) == (2, "Just come")
    again = ann.get(f"/api/registers/cases/{old['id']}").json()
    assert (again["kind_number"], again["definition"]["states"][0]["name_en"]) == (1, "New")
    assert asked(ann, again, "move", transition="begin").ok
    listed = {(one["number"], one["open"]) for one in root.get("/api/kinds").json() if one["code"] == "errand"}
    assert listed == {(1, 1), (2, 1)}


def test_nothing_with_findings_is_published_and_nonsense_is_named_by_its_line(desks: dict[str, Client]) -> None:
    root = desks["root"]
    file = toml_file.text_of(small_kind(*BOTH, code="broken", prefix="BR"))
    dead = file.replace('to_state = "over"', 'to_state = "doing"')
    draft = root.post("/api/kinds", {"toml": dead}).json()
    assert {"unreachable", "no_end"} <= {one["broken"] for one in draft["findings"]}
    refused = root.post("/api/kinds/broken/1/publish", {"from_day": "2030-01-01", "version": draft["version"]})
    assert refused.status_code == 409 and refused.json()["error"]["id"] == "kind_has_findings"
    assert desks["ann"].get("/api/kinds").status_code == 403
    unread = root.post(
        "/api/kinds/look", {"toml": file.replace('prefix = "BR"', 'prefix = "br"\nruns = "rm -rf"')}
    ).json()
    assert {one["where"] for one in unread["faults"]} <= {str(at) for at in range(1, 12)} and len(unread["faults"]) == 2
    assert root.post("/api/kinds/broken/1/discard", {"version": draft["version"]}).ok
    assert "broken" not in root.get("/api/kinds").text
