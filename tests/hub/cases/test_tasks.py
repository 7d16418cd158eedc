"""Tasks of complaints over HTTP: to a branch and back, in parallel and joined, handed back, urged, supervised, passed on, by a substitute,
and who is kept out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent_desk.hub.cases.kinds.versions import stored
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.customers import Branch
from agent_desk.models.kinds import CaseKindVersion
from agent_desk.models.people import Person, PersonRole, Role, Substitution
from agent_desk.schemas.cases.kinds.definition import Kind
from tests.fixtures.cases import terms
from tests.fixtures.kinds import publish
from tests.fixtures.people import Client, Staff
from tests.hub.cases.test_definition import own

COMPLAINT = {
    "complainant": "李芳",
    "source": "12378",
    "channel": "phone",
    "business": "debit_card",
    "cause": "pricing",
    "wish": "refund",
    "narrative": "短信费扣了两次，要求退还。",
}
ASK = {"matter": "complaint", "name": "支行核实", "asked": "请核实扣费依据。"}


class Desks:
    """A handler, a supervisor, and two clerks of a branch who may do tasks and nothing else; a clerk of another branch."""

    def __init__(self, hub: HubThread, staff: Staff, database: Database) -> None:
        with database.write() as db:
            db.add_all(
                [
                    Branch(code="0101", name_zh="城南支行", name_en="South"),
                    Branch(code="0102", name_zh="城北支行", name_en="North"),
                ]
            )
            db.add(
                Role(
                    code="branch_clerk",
                    name_zh="支行经办",
                    name_en="Branch clerk",
                    permissions=["tasks.do"],
                    default_scope="branch",
                )
            )
        self.people, self.at = {}, {}
        people = [("han", "complaint_handler", None), ("sun", "supervisor", None), ("ann", "agent", None)]
        people += [("lin", "branch_clerk", "0101"), ("mei", "branch_clerk", "0101"), ("zhu", "branch_clerk", "0102")]
        for login, role, branch in people:
            person = staff.person(login, role, name=login)
            with database.write() as db:
                found = db.get_one(type(person), person.id)
                found.branch_code = branch
                if branch:
                    held = db.get_one(PersonRole, (person.id, role))
                    held.scope, held.subjects = "branch", []
            self.people[login] = person.id
            self.at[login] = Client(hub.url)
            assert self.at[login].sign_in(login).ok

    def post(self, who: str, path: str, form: Any) -> Any:
        return self.at[who].post(f"/api{path}", form)

    def done(self, who: str, path: str, form: Any) -> Any:
        answer = self.post(who, path, form)
        assert answer.ok, answer.text
        return answer.json()

    def refused(self, who: str, path: str, form: Any) -> tuple[int, str]:
        answer = self.post(who, path, form)
        assert not answer.ok, answer.text
        return answer.status_code, answer.json()["error"]["id"]

    def get(self, who: str, path: str) -> Any:
        answer = self.at[who].get(f"/api{path}")
        assert answer.ok, answer.text
        return answer.json()

    def complaint(self, **more: Any) -> Any:
        return self.done("han", "/cases/complaints", COMPLAINT | more)

    def inbox(self, who: str) -> list[str]:
        return [f"{one['kind']} {one['title_en']}" for one in self.get(who, "/work/mine")["items"]]

    def tasks(self, who: str, which: str = "open") -> list[str]:
        return [one["name_en"] for one in self.get(who, f"/tasks?which={which}")["items"]]

    def give(self, complaint: Any, **to: Any) -> Any:
        return self.done("han", "/tasks", ASK | {"case_id": complaint["id"]} | to)

    def now(self, task: Any, who: str = "han") -> Any:
        return self.get(who, f"/tasks/{task['id']}")


@pytest.fixture
def desks(hub: HubThread, staff: Staff, database: Database) -> Iterator[Desks]:
    terms(database)
    yield Desks(hub, staff, database)


def said(task: Any, words: str = "") -> dict[str, Any]:
    return {"words": words, "version": task["version"]}


def test_a_complaint_goes_to_a_branch_and_comes_back_with_its_answer(desks: Desks) -> None:
    one = desks.complaint()
    desks.done("han", f"/cases/complaints/{one['id']}/transition", {"to": "in_progress"})
    task = desks.give(one, branch="0101")
    other = desks.give(one, role="supervisor", name="复核")
    assert (task["to_en"], other["to_zh"]) == ("South", "班长")
    entry = f"case_task {one['number']} · 支行核实"
    assert entry in desks.inbox("lin") and entry in desks.inbox("mei"), "one entry for each of the branch"
    for outside in ("zhu", "sun", "ann"):
        assert entry not in desks.inbox(outside) and "支行核实" not in desks.tasks(outside)
    assert (
        desks.tasks("lin") == ["支行核实"]
        and desks.at["lin"].get(f"/api/cases/complaints/{one['id']}").status_code == 403
    )
    assert not desks.now(task, "lin")["sees_case"]
    held_up = desks.get("han", f"/cases/complaints/{one['id']}")["complaint"]
    assert held_up["held_up"] and "decided" not in held_up["moves"] and "withdrawn" in held_up["moves"]
    early = {"to": "decided", "words": "退还 12 元。"}
    assert desks.refused("han", f"/cases/complaints/{one['id']}/transition", early) == (409, "tasks_open")

    taken = desks.done("lin", f"/tasks/{task['id']}/take", said(task))
    assert entry in desks.inbox("lin") and entry not in desks.inbox("mei")
    assert desks.refused("mei", f"/tasks/{task['id']}/done", said(taken, "我来")) == (404, "not_found")
    assert desks.refused("lin", f"/tasks/{task['id']}/done", said(taken)) == (422, "invalid_form"), "with a result"
    done = desks.done("lin", f"/tasks/{task['id']}/done", said(taken, "核实：重复扣费 12 元。"))
    assert (done["state"], done["ended_by"]["name"], done["may"]) == ("done", "lin", [])
    news = f"task_answer {one['number']} · 支行核实 · Task done"
    assert news in desks.inbox("han") and entry not in desks.inbox("lin")
    assert desks.refused("han", f"/cases/complaints/{one['id']}/transition", early) == (409, "tasks_open"), "joined"
    desks.done("sun", f"/tasks/{other['id']}/done", said(other, "同意。"))
    story = desks.get("han", f"/cases/complaints/{one['id']}")
    assert [event["en"] for event in story["events"][:2]] == ["Task done: 复核", "Task done: 支行核实"]
    assert "decided" in story["complaint"]["moves"]
    (notice,) = [item for item in desks.get("han", "/work/mine")["items"] if "支行核实" in item["title_zh"]]
    assert notice["notice"] and desks.at["han"].post(f"/api/work/{notice['id']}/read").ok
    assert news not in desks.inbox("han")
    desks.done("han", f"/cases/complaints/{one['id']}/transition", early)


def test_handed_back_sent_again_urged_supervised_and_withdrawn(desks: Desks) -> None:
    one = desks.complaint()
    task = desks.give(one, branch="0101", role="branch_clerk", due_on="2099-01-01")
    assert desks.refused("lin", f"/tasks/{task['id']}/hand-back", said(task)) == (422, "invalid_form"), "with a reason"
    back = desks.done("lin", f"/tasks/{task['id']}/hand-back", said(task, "户主在城北"))
    assert (back["state"], back["words"]) == ("handed_back", "户主在城北")
    assert f"case_task {one['number']} · 支行核实 (handed back)" in desks.inbox("han") and not desks.tasks("lin")
    sent = desks.done("han", f"/tasks/{task['id']}/send", {"branch": "0102", "version": back["version"]})
    assert desks.tasks("zhu") == ["支行核实"] and sent["state"] == "open"
    urged = desks.done("han", f"/tasks/{task['id']}/urge", said(sent, "客户在等"))
    assert f"case_task {one['number']} · 支行核实 (urged 1 times)" in desks.inbox("zhu")
    assert desks.refused("han", f"/tasks/{task['id']}/supervise", {"on": True, "version": urged["version"]})[0] == 403
    watched = desks.done("sun", f"/tasks/{task['id']}/supervise", {"on": True, "version": urged["version"]})
    assert watched["supervised_by"]["name"] == "sun" and desks.tasks("sun", "watched") == ["支行核实"]
    top = desks.get("zhu", "/work/mine")["items"][0]
    assert (top["priority"], top["title_en"]) == (3, f"{one['number']} · 支行核实 (supervised, urged 1 times)")
    stale = desks.post("zhu", f"/tasks/{task['id']}/done", said(urged, "查无此人"))
    assert stale.status_code == 409 and stale.json()["error"]["id"] == "stale_version"
    passed = desks.done("zhu", f"/tasks/{task['id']}/delegate", said(watched) | {"person": str(desks.people["mei"])})
    assert passed["delegated_by"]["name"] == "zhu" and desks.tasks("mei") == ["支行核实"] and not desks.tasks("zhu")
    desks.done("mei", f"/tasks/{task['id']}/done", said(passed, "已核实。"))
    assert f"task_watch {one['number']} · 支行核实 · Task done" in desks.inbox("sun"), "whoever supervises hears of it"
    again = desks.give(one, branch="0101")
    gone = desks.done("han", f"/tasks/{again['id']}/withdraw", said(again, "不需要了"))
    assert gone["state"] == "withdrawn" and not desks.tasks("lin")
    last = desks.give(one, branch="0101")
    desks.done("han", f"/cases/complaints/{one['id']}/transition", {"to": "withdrawn", "words": "客户撤诉"})
    assert desks.now(last)["state"] == "withdrawn" and desks.inbox("lin") == [], "a complaint that is over asks nobody"


def test_a_substitute_does_it_and_nobody_else_does(desks: Desks, database: Database) -> None:
    one = desks.complaint()
    task = desks.give(one, person=str(desks.people["lin"]))
    assert desks.tasks("lin") == ["支行核实"] and desks.tasks("mei") == []
    assert desks.refused("mei", f"/tasks/{task['id']}/done", said(task, "我来")) == (404, "not_found")
    assert desks.refused("sun", f"/tasks/{task['id']}/done", said(task, "我来")) == (403, "task_not_yours")
    now = datetime.now(UTC)
    with database.write() as db:
        db.add(
            Substitution(
                person_id=desks.people["lin"],
                substitute_id=desks.people["mei"],
                from_at=now - timedelta(hours=1),
                until_at=now + timedelta(days=1),
                reason="年假",
                made_by_id=desks.people["sun"],
                made_at=now,
            )
        )
    assert desks.tasks("mei") == ["支行核实"] and f"case_task {one['number']} · 支行核实" in desks.inbox("mei")
    assert desks.now(task, "mei")["stands_in"]["name"] == "lin"
    done = desks.done("mei", f"/tasks/{task['id']}/done", said(task, "已核实。"))
    assert done["ended_by"]["name"] == "mei"


def test_who_is_complained_of_gets_no_task(desks: Desks) -> None:
    one = desks.complaint(about_person_id=str(desks.people["lin"]))
    answer = desks.post("han", "/tasks", ASK | {"case_id": one["id"], "person": str(desks.people["lin"])})
    assert answer.json()["error"]["values"]["fields"] == {"person": "recused"}
    task = desks.give(one, branch="0101")
    assert desks.tasks("mei") == ["支行核实"] and desks.tasks("lin") == [], "of the branch, but about them"
    assert desks.inbox("lin") == [] and len(desks.inbox("mei")) == 1
    assert desks.refused("lin", f"/tasks/{task['id']}/take", said(task))[0] in (403, 404)
    passed = desks.post("mei", f"/tasks/{task['id']}/delegate", said(task) | {"person": str(desks.people["lin"])})
    assert passed.json()["error"]["values"]["fields"] == {"person": "recused"}
    about = desks.complaint(about_branch_code="0101")
    whole = desks.post("han", "/tasks", ASK | {"case_id": about["id"], "branch": "0101"})
    assert whole.json()["error"]["values"]["fields"] == {"branch": "recused"}, "nobody of the branch complained of"
    assert desks.refused("ann", "/tasks", ASK | {"case_id": one["id"], "branch": "0102"})[0] in (403, 404)


def test_a_task_for_each_of_a_role_passes_by_whom_recusal_bars(desks: Desks, database: Database) -> None:
    """Whether a person gives it or a step does; where nobody is left, the step is refused."""
    kind = own().model_dump()
    for way in kind["transitions"]:
        for task in way["tasks"]:
            task |= {"roles": ["branch_clerk"], "each": True, "shows": "basis"}
    with database.write() as db:
        publish(db, Kind.model_validate(kind), number=2)
    ask = {"to": "at_branch", "fields": {"basis": "系统流水"}}
    one = desks.complaint(about_person_id=str(desks.people["lin"]))
    desks.done("han", f"/cases/complaints/{one['id']}/transition", {"to": "in_progress"})
    desks.done("han", f"/cases/complaints/{one['id']}/transition", ask)
    given = desks.get("han", f"/tasks/of/complaint/{one['id']}")
    assert sorted(task["person"]["name"] for task in given) == ["mei", "zhu"]
    assert {task["asked"] for task in given} == {"系统流水"} and desks.tasks("lin") == []
    with database.write() as db:
        for login in ("mei", "zhu"):
            db.get_one(Person, desks.people[login]).active = False
    other = desks.complaint(about_person_id=str(desks.people["lin"]))
    path = f"/cases/complaints/{other['id']}/transition"
    desks.done("han", path, {"to": "in_progress"})
    assert desks.refused("han", path, ask) == (409, "nobody_for_task")


def test_a_state_of_the_banks_own_with_a_field_a_task_and_a_second_person(desks: Desks, database: Database) -> None:
    before = desks.complaint()
    kind = own().model_dump()
    for way in kind["transitions"]:
        if way["code"] == "checked":
            way["second"] = ["supervisor"]
    definition, digest = stored(type(own()).model_validate(kind))
    now = datetime.now(UTC)
    with database.write() as db:
        db.add(
            CaseKindVersion(
                code="complaint",
                number=2,
                definition=definition,
                digest=digest,
                state="published",
                from_day=now.date() - timedelta(days=1),
                made_at=now,
                published_at=now,
            )
        )
    one = desks.complaint()
    path = f"/cases/complaints/{one['id']}/transition"
    begun = desks.done("han", path, {"to": "in_progress"})
    assert "at_branch" in begun["moves"]
    running = desks.done("han", f"/cases/complaints/{before['id']}/transition", {"to": "in_progress"})
    assert "at_branch" not in running["moves"], "one that runs stays on its version"
    empty = desks.post("han", path, {"to": "at_branch"})
    assert empty.json()["error"]["values"]["fields"] == {"basis": "missing"}
    asked = desks.done("han", path, {"to": "at_branch", "fields": {"basis": "系统流水"}})
    assert (asked["state"], asked["step"]["name_en"], asked["held_up"]) == ("in_progress", "At the branch", True)
    assert (
        asked["own"] == [{"zh": "核实依据", "en": "Basis", "value": "系统流水"}] and asked["due_on"] == begun["due_on"]
    )
    (task,) = desks.get("han", f"/tasks/of/complaint/{one['id']}")
    assert desks.refused("han", path, {"to": "in_progress"}) == (409, "tasks_open")
    desks.done("han", f"/tasks/{task['id']}/done", said(task))
    assert desks.refused("han", path, {"to": "in_progress"}) == (409, "waits_for_second_person")
    waits = desks.get("han", f"/cases/complaints/{one['id']}")["complaint"]
    assert waits["waits"]["name_en"] == "Checked" and waits["moves"] == []
    (approval,) = desks.get("sun", "/approvals?state=pending")["items"]
    desks.done("sun", f"/approvals/{approval['id']}/approve", {"digest": approval["digest"]})
    back = desks.get("han", f"/cases/complaints/{one['id']}")["complaint"]
    assert (back["state"], back["step"], back["waits"]) == ("in_progress", None, None) and "decided" in back["moves"]
