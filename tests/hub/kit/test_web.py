"""What every endpoint owes its caller: the commit before the answer, a repeat answered once, a clear refusal."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
import requests
from pydantic import BaseModel
from sqlalchemy import select, text

from agent_desk.hub.kit import pending
from agent_desk.hub.kit.errors import RefusedAfterCommit, StaleVersion, TransitionRefused
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import IdempotentAnswer
from agent_desk.models.people import Person, Team
from agent_desk.schemas.kit.operation import ALL, Operations
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import patience

area = Operations("test")


class NewTeam(BaseModel):
    code: str


@area.write("/test/teams", "cases.open", ALL)
def make_team(form: NewTeam) -> NewTeam: ...


@area.write("/test/fails-at-commit", "cases.open", ALL)
def fails_at_commit() -> NewTeam: ...


@area.write("/test/stale", "cases.open", ALL)
def stale() -> NewTeam: ...


@area.write("/test/counted-and-refused", "cases.open", ALL)
def counted_and_refused(form: NewTeam) -> NewTeam: ...


@area.read("/test/writes", "cases.view", ALL)
def a_read_that_writes() -> NewTeam: ...


@area.write("/test/crash", "cases.open", ALL)
def crash() -> NewTeam: ...


def _make_team(unit: Unit, form: NewTeam) -> NewTeam:
    unit.db.add(Team(code=form.code, name_zh=form.code, name_en=form.code))
    return form


def _fail_at_commit(unit: Unit) -> NewTeam:
    unit.db.execute(text("CREATE TEMP TABLE late (x int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)"))
    unit.db.execute(text("INSERT INTO late VALUES (1), (1)"))
    return NewTeam(code="never")


def _refuse(unit: Unit) -> NewTeam:
    raise StaleVersion(yours=1, current={"version": 2})


def _write_in_a_read(unit: Unit) -> NewTeam:
    unit.db.add(Team(code="x", name_zh="x", name_en="x"))
    unit.db.flush()
    return NewTeam(code="x")


def _crash(unit: Unit) -> NewTeam:
    raise ZeroDivisionError("a secret detail")


def _count_and_refuse(unit: Unit, form: NewTeam) -> NewTeam:
    unit.db.add(Team(code=form.code, name_zh=form.code, name_en=form.code))
    raise RefusedAfterCommit(TransitionRefused(state="x", trigger=form.code))


router = router_of(
    "test",
    serve(make_team, _make_team),
    serve(fails_at_commit, _fail_at_commit),
    serve(stale, _refuse),
    serve(counted_and_refused, _count_and_refuse),
    serve(a_read_that_writes, _write_in_a_read),
    serve(crash, _crash),
)


@pytest.fixture
def agent(hub: HubThread, staff: Staff) -> Iterator[Client]:
    hub.app.include_router(router)
    staff.person("a1001", "agent")
    client = Client(hub.url)
    client.sign_in("a1001")
    yield client


def teams(hub: HubThread) -> list[str]:
    with hub.hub_context.database.read() as db:
        return list(db.scalars(select(Team.code)))


def test_a_repeat_gets_the_first_answer_and_does_nothing(agent: Client, hub: HubThread) -> None:
    first = agent.post("/api/test/teams", {"code": "east"}, key="k1")
    again = agent.post("/api/test/teams", {"code": "east"}, key="k1")
    assert first.json() == again.json() == {"code": "east"}
    assert again.headers["Idempotent-Replay"] == "true"
    assert teams(hub) == ["east"]


def test_a_refusal_that_was_written_down_is_repeated_as_it_was(agent: Client, hub: HubThread) -> None:
    first, again = (agent.post("/api/test/counted-and-refused", {"code": "east"}, key="k1") for _ in range(2))
    assert (first.status_code, first.json()["error"]["id"]) == (409, "transition_refused")
    assert (again.status_code, again.json()) == (409, first.json())
    assert again.headers["Idempotent-Replay"] == "true"
    assert teams(hub) == ["east"]


def test_the_same_key_for_something_else_is_refused(agent: Client, hub: HubThread) -> None:
    agent.post("/api/test/teams", {"code": "east"}, key="k1")
    refused = agent.post("/api/test/teams", {"code": "west"}, key="k1")
    assert refused.json()["error"]["id"] == "idempotency_mismatch"
    assert teams(hub) == ["east"]


def test_ten_repeats_at_once_do_it_once(agent: Client, hub: HubThread) -> None:
    answers: list[requests.Response] = []
    threads = [
        threading.Thread(target=lambda: answers.append(agent.post("/api/test/teams", {"code": "east"}, key="k1")))
        for _ in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [200] * 10
    assert teams(hub) == ["east"]


def test_a_write_without_a_key_does_nothing(agent: Client, hub: HubThread) -> None:
    answer = requests.post(
        f"{hub.url}/api/test/teams",
        json={"code": "east"},
        headers={"Authorization": f"Bearer {agent.token}"},
        timeout=patience(5),
    )
    assert answer.json()["error"]["id"] == "idempotency_missing"
    assert teams(hub) == []


@pytest.mark.expects_log
def test_a_commit_that_fails_is_never_answered_with_success(agent: Client) -> None:
    answer = agent.post("/api/test/fails-at-commit")
    assert answer.status_code == 500
    assert answer.json()["error"]["id"] == "internal_fault"


@pytest.mark.expects_log
def test_an_unforeseen_fault_tells_a_request_number_and_no_detail(agent: Client) -> None:
    answer = agent.post("/api/test/crash")
    assert answer.status_code == 500
    assert answer.json()["error"]["request_id"] == answer.headers["X-Request-Id"]
    assert "secret detail" not in answer.text


def test_a_stale_version_gets_both_versions(agent: Client) -> None:
    answer = agent.post("/api/test/stale")
    assert answer.status_code == 409
    assert answer.json()["error"]["values"]["current"] == {"version": 2}


@pytest.mark.expects_log
def test_a_read_cannot_write_whatever_its_code_says(agent: Client, hub: HubThread) -> None:
    assert agent.get("/api/test/writes").status_code == 500
    assert teams(hub) == []


def test_without_the_permission_nothing_is_done(hub: HubThread, staff: Staff) -> None:
    hub.app.include_router(router)
    staff.person("aud", "auditor")
    auditor = Client(hub.url)
    auditor.sign_in("aud")
    refused = auditor.post("/api/test/teams", {"code": "east"})
    assert (refused.status_code, refused.json()["error"]["values"]["permission"]) == (403, "cases.open")
    assert Client(hub.url).post("/api/test/teams", {"code": "east"}).status_code == 401
    assert teams(hub) == []


def test_every_answer_carries_the_hubs_clock(agent: Client) -> None:
    assert agent.get("/api/people/me").headers["X-Hub-Time"].endswith("+00:00")


def test_first_answers_are_forgotten_after_three_days(agent: Client, hub: HubThread) -> None:
    with hub.hub_context.database.write() as db:
        person = db.scalars(select(Person.id)).first()
        for key, days in (("old", 4), ("young", 2)):
            db.add(
                IdempotentAnswer(
                    person_id=person,
                    key=key,
                    request_digest=b"x",
                    created_at=hub.hub_context.now() - timedelta(days=days),
                )
            )
        db.flush()
        assert pending.prune_answers(db, hub.hub_context.now()) == 1
        assert db.scalars(select(IdempotentAnswer.key).where(IdempotentAnswer.key.in_(["old", "young"]))).all() == [
            "young"
        ]
