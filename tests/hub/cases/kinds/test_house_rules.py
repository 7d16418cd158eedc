"""A rule of the house, over HTTP: read and signed by everybody in person, by branch, reminded, asked anew with a new edition; played."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent_desk.hub.cases.kinds import loading, playing
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.customers import Branch
from agent_desk.models.people import Person, Substitution
from agent_desk.schemas.cases.kinds.checking import check
from agent_desk.schemas.cases.kinds.playing import Actor, PlayForm, PlayStep
from tests.fixtures.people import Client, Staff

SOUTH = "0101"
PEOPLE = {"ann": "supervisor", "bob": "supervisor", "lin": "agent", "mei": "agent"}
RULE = {"rule": "录音调听办法", "edition": "1", "text": "录音只可因工作调听。", "sign_by": "2027-01-31"}


@pytest.fixture
def desks(hub: HubThread, staff: Staff, database: Database) -> dict[str, Client]:
    """Two supervisors and two agents; mei is of a branch."""
    with database.write() as db:
        db.add_all(
            [
                Branch(code=SOUTH, name_zh="城南支行", name_en="South"),
                Branch(code="0102", name_zh="城北支行", name_en="North"),
            ]
        )
    found = {}
    for login, role in PEOPLE.items():
        person = staff.person(login, role, name=login)
        if login == "mei":
            with database.write() as db:
                db.get_one(Person, person.id).branch_code = SOUTH
        found[login] = Client(hub.url)
        assert found[login].sign_in(login).ok
    return found


def opened(client: Client, **fields: str) -> Any:
    answer = client.post("/api/registers/cases", {"kind": "house_rule", "fields": RULE | fields})
    assert answer.ok, answer.text
    return answer.json()


def moved(client: Client, case: Any, way: str, **form: Any) -> Any:
    fresh = client.get(f"/api/registers/cases/{case['id']}").json()
    return client.post(
        f"/api/registers/cases/{case['id']}/move", {"transition": way, "version": fresh["version"], **form}
    )


def open_tasks(client: Client) -> list[Any]:
    return list(client.get("/api/tasks", which="open").json()["items"])


def sign(client: Client) -> Any:
    (task,) = open_tasks(client)
    assert client.post(f"/api/tasks/{task['id']}/done", {"words": "", "version": task["version"]}).ok
    return task


def inbox(client: Client) -> list[str]:
    return [one["title_en"] for one in client.get("/api/work/mine").json()["items"] if one["kind"] == "task_in_person"]


def test_a_rule_is_signed_by_all_in_person_and_a_new_edition_asks_anew(
    desks: dict[str, Client], database: Database
) -> None:
    ann, bob, lin, mei = (desks[one] for one in PEOPLE)
    rule = opened(ann)
    assert moved(ann, rule, "publish").status_code == 403, "never who wrote it"
    published = moved(bob, rule, "publish")
    assert published.ok and published.json()["held_up"], published.text
    (asked,) = open_tasks(lin)
    assert asked["asked"] == RULE["text"] and asked["due_at"].startswith("2027-01-31T16:00") and asked["may"] == ["do"]
    assert inbox(lin) == [f"{rule['number']} · Read and sign"]

    # Whoever stands in for lin signs for nobody but themselves.
    with database.write() as db:
        away = {one.login: one.id for one in db.query(Person)}
        now = utc_now()
        db.add(
            Substitution(
                person_id=away["lin"],
                substitute_id=away["mei"],
                from_at=now - timedelta(hours=1),
                until_at=now + timedelta(days=1),
                reason="年假",
                made_by_id=away["ann"],
                made_at=now,
            )
        )
    assert [one["person"]["name"] for one in open_tasks(mei)] == ["mei"] and len(inbox(mei)) == 1
    assert mei.post(f"/api/tasks/{asked['id']}/done", {"words": "", "version": asked["version"]}).status_code == 403
    passed = {"person": str(away["mei"]), "version": asked["version"]}
    assert lin.post(f"/api/tasks/{asked['id']}/delegate", passed).status_code == 403

    for one in (ann, bob, mei):
        sign(one)
    listed = ann.get(f"/api/tasks/of/kind_case/{rule['id']}").json()
    assert [one["person"]["name"] for one in listed if one["state"] == "open"] == ["lin"], "who has not yet"
    early = moved(bob, rule, "all_signed")
    assert early.status_code == 409 and early.json()["error"]["id"] == "tasks_open"
    assert ann.post(f"/api/tasks/of/kind_case/{rule['id']}/urge", {"words": "请尽快签收"}).ok
    assert inbox(lin) == [f"{rule['number']} · Read and sign (urged 1 times)"] and inbox(mei) == []

    # What lin signs is what was published, whatever was written into the rule since; a new edition asks everybody for its own text.
    fresh = ann.get(f"/api/registers/cases/{rule['id']}").json()
    edited = {"fields": {"text": "录音可以随意调听。"}, "version": fresh["version"]}
    assert bob.ask("PUT", f"/api/registers/cases/{rule['id']}", edited).ok
    assert open_tasks(lin)[0]["asked"] == RULE["text"]
    second = {"edition": "2", "text": "录音只可因工作调听，并须登记。", "changes": "增加登记", "sign_by": "2027-02-28"}
    waits = moved(bob, rule, "revise", fields=second)
    assert waits.status_code == 202 or waits.json()["error"]["id"] == "waits_for_second_person", waits.text
    (approval,) = ann.get("/api/approvals").json()["items"]
    assert ann.post(f"/api/approvals/{approval['id']}/approve", {"digest": approval["digest"], "note": ""}).ok
    for one in desks.values():
        assert [task["asked"] for task in open_tasks(one)] == [second["text"]]
        sign(one)
    assert len(ann.get(f"/api/tasks/of/kind_case/{rule['id']}").json()) == 8
    over = moved(bob, rule, "all_signed")
    assert over.ok and over.json()["state"] == "in_force", over.text


def test_a_rule_of_a_branch_is_for_its_people_alone(desks: dict[str, Client]) -> None:
    ann, bob, lin, mei = (desks[one] for one in PEOPLE)
    assert moved(bob, opened(ann, branch=SOUTH), "publish").ok
    assert [len(open_tasks(one)) for one in (ann, bob, lin, mei)] == [0, 0, 0, 1]
    nobody = moved(bob, opened(ann, branch="0102"), "publish")
    assert nobody.status_code == 409 and nobody.json()["error"]["id"] == "nobody_for_task"


def test_it_is_played_by_made_up_people_alone(
    desks: dict[str, Client], staff: Staff, in_unit: Callable[..., Any], database: Database
) -> None:
    kind = next(one for one in loading.shipped() if one.code == "house_rule")
    (task,) = kind.transitions_by_code["publish"].tasks
    steps = [
        PlayStep(does="open", by=Actor(role="supervisor"), fields=RULE),
        PlayStep(does="move", by=Actor(role="supervisor", other=True), what="publish"),
        *(
            PlayStep(does="task", by=Actor(role=role, other=other), what="sign")
            for role in task.roles
            for other in (False, True)
        ),
        PlayStep(does="move", by=Actor(role="supervisor", owner=True), what="all_signed"),
    ]
    form = PlayForm(
        kind=kind,
        stage=uuid.UUID(int=9),
        starts_at=datetime(2026, 12, 7, 2, tzinfo=UTC),
        steps=steps,
        now=Actor(role="supervisor"),
    )
    found = in_unit(playing.play, form, caller=staff.caller("root", "system_administrator"))
    assert [one.refused for one in found.lines] == [None] * len(steps)
    assert found.case.state == "in_force" and found.tasks == []
    assert [open_tasks(one) for one in desks.values()] == [[], [], [], []], "and the real ones are asked for nothing"


def test_a_task_that_takes_what_a_field_cannot_say_is_found() -> None:
    kind = next(one for one in loading.shipped() if one.code == "house_rule")
    assert check(kind) == []
    ways = [one.model_dump() for one in kind.transitions]
    ways[0]["tasks"][0] |= {"branch": "edition", "shows": "sign_by", "due": "gone"}
    changed = type(kind).model_validate(kind.model_dump() | {"transitions": ways})
    assert [(one.broken, one.at) for one in check(changed)] == [
        ("unknown_field", "sign"),
        ("no_task_field", "sign"),
        ("no_task_field", "sign"),
    ]
