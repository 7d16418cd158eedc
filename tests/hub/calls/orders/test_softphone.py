"""The telephone in the desk at the hub: who is given a secret, and that it is kept nowhere."""

from sqlalchemy import select

from agent_desk.hub.calls.seat import seats
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import AuditEntry, IdempotentAnswer
from tests.fixtures.calls import Story
from tests.fixtures.people import Client, Staff
from tests.fixtures.softphones import Desks, desks

__all__ = ["desks"]


def signed_in(hub: HubThread, staff: Staff, login: str, *roles: str, agent_code: str | None = None) -> Client:
    staff.person(login, *roles, agent_code=agent_code)
    client = Client(hub.url)
    assert client.sign_in(login).ok
    return client


def test_an_agent_is_given_a_line_and_only_the_action_is_written_down(
    hub: HubThread, staff: Staff, desks: Desks
) -> None:
    given = signed_in(hub, staff, "lin", "agent", agent_code="8001").post("/api/calls/seat/phone")
    assert given.ok and given.json()["secret"] == "s3cret-of-8001" and given.json()["extension"] == "8001web"
    with hub.hub_context.database.read() as db:
        (entry,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "calls.softphone"))
        assert entry.detail["extension"] == "8001web" and "s3cret" not in str(entry.detail)
        assert not list(db.scalars(select(IdempotentAnswer)))


def test_where_there_is_none_the_answer_says_so(hub: HubThread, staff: Staff, desks: Desks) -> None:
    desks.there = False
    client = signed_in(hub, staff, "lin", "agent", agent_code="8001")
    refused = client.post("/api/calls/seat/phone")
    assert (refused.status_code, refused.json()["error"]["id"]) == (409, "no_softphone")
    hub.hub_context.exchange = None
    assert client.post("/api/calls/seat/phone").json()["error"]["id"] == "no_softphone"


def test_a_line_that_is_cut_is_opened_once_more(hub: HubThread, staff: Staff, desks: Desks) -> None:
    client = signed_in(hub, staff, "lin", "agent", agent_code="8001")
    desks.away = 1
    assert client.post("/api/calls/seat/phone").ok and desks.connected == 1
    desks.away = 2
    refused = client.post("/api/calls/seat/phone")
    assert (refused.status_code, refused.json()["error"]["id"]) == (503, "exchange_down")


def test_only_agents_are_telephones(hub: HubThread, staff: Staff, desks: Desks) -> None:
    assert signed_in(hub, staff, "qa", "reviewer").post("/api/calls/seat/phone").status_code == 403
    refused = signed_in(hub, staff, "new", "agent").post("/api/calls/seat/phone")
    assert refused.json()["error"]["id"] == "not_an_agent"


def test_a_supervisor_is_given_a_line_to_listen_with(hub: HubThread, staff: Staff, desks: Desks) -> None:
    boss = signed_in(hub, staff, "boss", "supervisor", agent_code="8006")
    assert boss.post("/api/calls/supervision/phone").json()["extension"] == "8006web"
    uncoded = signed_in(hub, staff, "other", "supervisor").post("/api/calls/supervision/phone")
    assert uncoded.json()["error"]["id"] == "not_an_agent"
    agent = signed_in(hub, staff, "lin", "agent", agent_code="8001")
    assert agent.post("/api/calls/supervision/phone").status_code == 403


def test_a_seat_with_a_desk_telephone_leaves_the_extension_of_one_without(story: Story, agent: Caller) -> None:
    story.put("8001", "signed_out")
    story.work(seats.sign_in, "8001web", caller=agent)
    assert story.agent().extension == "8001web"
    story.work(seats.sign_in, None, caller=agent)
    assert story.agent().extension == ""
    story.work(seats.sign_in, "4711", caller=agent)
    story.work(seats.sign_in, None, caller=agent)
    assert story.agent().extension == "4711", "a telephone that was chosen stays"
