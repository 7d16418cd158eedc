"""Whether after-call work is finished without a topic: each queue's rule, kept by the hub and asked at the desk."""

from typing import Any

import pytest

from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import AgentState, Queue
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.people import Client, Staff

AT = "/api/settings/lists/queues"


@pytest.fixture
def administrator(hub: HubThread, staff: Staff) -> Client:
    staff.person("admin", "system_administrator")
    client = Client(hub.url)
    assert client.sign_in("admin").ok
    return client


def rule(client: Client, queue: str) -> Any:
    return next(one for one in client.get(AT).json() if one["code"] == queue)


def set_rule(client: Client, queue: str, topic: str) -> Any:
    return client.ask("PUT", f"{AT}/{queue}", rule(client, queue) | {"topic": topic})


def after_a_call(seat: Seat, telephone: Telephone) -> str:
    seat.ready()
    telephone.call("account", talk_ms=600_000)
    call = seat.rings()
    seat.takes(call)
    seat.post(f"/{call}/hang-up")
    seat.comes_to("after_call_work")
    return call


def test_a_queue_that_wants_a_topic_lets_nobody_finish_without(
    hub: HubThread, telephone: Telephone, staff: Staff, administrator: Client
) -> None:
    assert rule(administrator, "account")["topic"] == "asked_once", "what holds where nobody has decided"
    changed = set_rule(administrator, "account", "required")
    assert changed.ok and changed.json()["topic"] == "required"
    stale = administrator.ask("PUT", f"{AT}/account", changed.json() | {"topic": "free", "version": 1})
    assert stale.status_code == 409 and stale.json()["error"]["values"]["current"]["topic"] == "required"

    seat = Seat.take(hub.url, staff, "lin", "8001")
    call = after_a_call(seat, telephone)
    assert seat.view["wrapup_call"]["topic"] == "required"
    refused = seat.client.ask("POST", "/api/calls/seat/done", {})
    assert (refused.status_code, refused.json()["error"]["id"]) == (409, "topic_missing")
    seat.post(f"/{call}/wrap-up", {"notes": "no topic yet", "version": 0}, method="PUT")
    assert seat.client.ask("POST", "/api/calls/seat/done", {}).status_code == 409, "notes are no topic"
    form = {"disposition_code": "account.balance", "notes": "", "version": 1}
    seat.post(f"/{call}/wrap-up", form, method="PUT")
    seat.post("/seat/done")
    seat.comes_to("ready")


@pytest.mark.parametrize("topic", ["asked_once", "free"])
def test_another_queue_lets_the_hub_finish_and_leaves_the_question_to_the_desk(
    hub: HubThread, telephone: Telephone, staff: Staff, administrator: Client, topic: str
) -> None:
    assert set_rule(administrator, "account", topic).ok
    seat = Seat.take(hub.url, staff, "lin", "8001")
    after_a_call(seat, telephone)
    seat.post("/seat/done")
    seat.comes_to("ready")


def test_asking_for_a_state_is_no_way_around_where_it_ends_after_call_work(
    hub: HubThread, telephone: Telephone, staff: Staff, administrator: Client, database: Database
) -> None:
    with database.write() as db:
        for queue in db.query(Queue).filter_by(code="account"):
            queue.acw_mode = "optional"
    assert set_rule(administrator, "account", "required").ok
    seat = Seat.take(hub.url, staff, "lin", "8001")
    after_a_call(seat, telephone)
    refused = seat.client.ask("POST", "/api/calls/seat/ask", {"state": "ready"})
    assert (refused.status_code, refused.json()["error"]["id"]) == (409, "topic_missing")
    seat.post("/seat/sign-out")
    seat.comes_to("signed_out")
    with database.read() as db:
        assert [one.state for one in db.query(AgentState)] == ["signed_out"], "nobody is kept at the seat for it"


def test_only_who_keeps_the_settings_changes_the_rule(hub: HubThread, staff: Staff) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    assert seat.client.get(AT).status_code == 403
    form = {"name_zh": "账户", "name_en": "Accounts", "topic": "free", "version": 1}
    assert seat.client.ask("PUT", f"{AT}/account", form).status_code == 403
