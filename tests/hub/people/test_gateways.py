"""Gateways by requests: what each is, without its secrets; and sign-in by the directory switched off and on again."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.areas import AREAS
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.health.round import Rounds
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.health import HealthState
from agent_desk.schemas.people.settings import GATEWAYS
from tests.fixtures.people import Client, Staff

SECRET = "Nobody-Reads-This-1"
AT = f"/api/settings/values/{GATEWAYS.name}"
OF_A_BROWSER = {
    "redirect_uri": "http://127.0.0.1:1/signed-in",
    "state": "s" * 32,
    "nonce": "n" * 32,
    "challenge": "c" * 43,
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A twin of a directory, and a provider that never answers."""
    return replace(
        settings,
        directory=f"simulated://demo?password={SECRET}",
        openid="http://127.0.0.1:9/realms/bank",
        openid_secret=SECRET,
    )


@pytest.fixture
def admin(hub: HubThread, staff: Staff) -> Client:
    """Of a small house: one person for the system and for security."""
    client = Client(hub.url)
    staff.person("root", "system_administrator", "security_administrator")
    assert client.sign_in("root").ok
    people = {"value": {"make_people": True}, "version": 0}
    assert client.ask("PUT", "/api/settings/values/directory", people).ok
    group = {"source": "directory", "name": "cn=agents,ou=groups,dc=demo", "role": "agent"}
    assert client.post("/api/people/directory/groups", group).ok
    return client


def by_code(client: Client) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in client.get("/api/gateways").json()}


def switch(client: Client, **rules: bool) -> None:
    value = {"value": {"directory": True, "openid": True, **rules}, "version": client.get(AT).json()["version"]}
    answer = client.ask("PUT", AT, value)
    assert answer.ok, answer.text


def test_each_is_listed_with_its_address_and_its_last_answer_and_without_any_secret(
    admin: Client, hub: HubThread, staff: Staff
) -> None:
    declared = {gateway.term.code for area in AREAS for gateway in area.gateways}
    assert set(by_code(admin)) == declared >= {"exchange", "directory", "openid", "audit_syslog"}
    Rounds(hub.hub_context, "hub").look(at_once=True)
    rows = by_code(admin)
    directory, provider = rows["directory"], rows["openid"]
    assert (directory["address"], directory["stand"], directory["on"]) == ("simulated://demo", "simulated", True)
    assert directory["state"] == "ok" and directory["looked_at"]
    assert (provider["address"], provider["stand"]) == ("http://127.0.0.1:9/realms/bank", "real")
    assert provider["state"] == "bad" and provider["said_en"]
    assert (rows["audit_syslog"]["stand"], rows["audit_syslog"]["on"]) == ("none", None)
    assert SECRET not in admin.get("/api/gateways").text
    staff.person("agent", "agent")
    agent = Client(hub.url)
    assert agent.sign_in("agent").ok and agent.get("/api/gateways").status_code == 403


def test_nobody_signs_in_by_what_is_switched_off_and_everybody_as_soon_as_it_is_on_again(
    admin: Client, hub: HubThread, database: Database
) -> None:
    known, inside = "d.hu", Client(hub.url)
    assert inside.sign_in(known, SECRET).ok
    told = admin.post(f"{AT}/foreseen", {"directory": False, "openid": True}).json()
    assert any("1 people sign in by the directory" in one["en"] for one in told)

    switch(admin, directory=False)
    offer = Client(hub.url).get("/api/people/sign-in/offer").json()
    assert (offer["directory"], offer["off"], offer["openid"]) == (False, True, True)
    refused, unknown = (Client(hub.url).sign_in(login, SECRET) for login in (known, "nobody-at-all"))
    assert refused.json()["error"]["id"] == unknown.json()["error"]["id"] == "wrong_credentials"
    assert inside.get("/api/people/me").ok, "who is inside stays"
    unlocked = inside.post("/api/people/me/unlock", {"password": SECRET})
    assert unlocked.json()["error"]["id"] == "directory_off"
    Rounds(hub.hub_context, "hub").look(at_once=True)
    assert by_code(admin)["directory"]["on"] is False
    with database.read() as db:
        seen = db.scalars(select(HealthState).where(HealthState.subject == "directory")).one()
        assert (seen.state, seen.said_en) == ("warn", "switched off on the page Gateways")

    switch(admin, openid=False)
    assert Client(hub.url).sign_in(known, SECRET, takeover=True).ok
    assert not Client(hub.url).get("/api/people/sign-in/offer").json()["openid"]
    begun = Client(hub.url).post("/api/people/sign-in/openid", OF_A_BROWSER)
    assert begun.json()["error"]["id"] == "directory_off"
    switch(admin)
    begun = Client(hub.url).post("/api/people/sign-in/openid", OF_A_BROWSER)
    assert begun.json()["error"]["id"] == "directory_down"
