"""What groups of a real directory give in a running hub: tried out, read anew, taken away; and the directory away."""

from dataclasses import replace

import pytest

from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from tests.directory.conftest import Give
from tests.directory.slapd import GROUPS, HUB, HUB_SECRET, Slapd
from tests.fixtures.people import Client, Staff

pytestmark = pytest.mark.directory


@pytest.fixture
def settings(settings: Settings, slapd: Slapd) -> Settings:
    """A hub with this slapd as its directory."""
    return replace(
        settings,
        directory=slapd.url,
        directory_user=HUB,
        directory_secret=HUB_SECRET,
        directory_authorities=slapd.authorities,
    )


def tried(admin: Client, login: str) -> dict[str, object]:
    answer = admin.get(f"/api/people/directory/people/{login}")
    assert answer.status_code == 200, answer.text
    said: dict[str, object] = answer.json()
    return said


def test_the_administrator_sees_who_a_login_is_and_what_they_would_get(
    admin: Client, staff: Staff, gives: Give
) -> None:
    assert (tried(admin, "zhang")["outcome"], tried(admin, "nobody")["outcome"]) == ("no_role", "unknown")
    gives("agents", "agent")
    assert tried(admin, "zhang")["outcome"] == "not_here"
    said = tried(admin, "ZHANG")
    assert (said["login"], said["name"], said["roles"]) == ("zhang", "张三", ["agent"])
    assert said["groups"] == [{"name": f"cn=agents,{GROUPS}", "roles": ["agent"]}]
    staff.person("zhang", "agent")
    assert tried(admin, "zhang")["outcome"] == "own_password"


def test_the_directory_away_is_said_in_a_sentence_and_ends_nobodys_session(
    admin: Client, slapd: Slapd, hub: HubThread
) -> None:
    slapd.stop()
    refused = admin.get("/api/people/directory/people/zhang")
    assert (refused.status_code, refused.json()["error"]["id"]) == (503, "directory_down")
    assert admin.get("/api/people/me").status_code == 200
