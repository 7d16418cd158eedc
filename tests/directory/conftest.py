"""Directories that run for the tests of this folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent_desk.hub.serve import HubThread
from tests.directory import openid_provider
from tests.directory import slapd as rig
from tests.directory.openid_provider import Provider
from tests.directory.slapd import GROUPS, Slapd
from tests.fixtures.people import Client, Staff


@pytest.fixture(scope="session")
def slapd_installed() -> None:
    rig.install()


@pytest.fixture
def slapd(slapd_installed: None, tmp_path: Path) -> Iterator[Slapd]:
    """A slapd with its people, for one test alone: it starts in half a second."""
    one = Slapd(tmp_path / "slapd").start()
    yield one
    one.stop()


@pytest.fixture(scope="session")
def provider_installed() -> None:
    openid_provider.install()


@pytest.fixture(scope="module")
def provider(provider_installed: None) -> Iterator[Provider]:
    """An OpenID provider, for the tests of one file."""
    one = Provider().start()
    yield one
    one.stop()


@pytest.fixture
def admin(hub: HubThread, staff: Staff) -> Client:
    """The administrator of the first day, with a password of the hub's own, signed in."""
    client = Client(hub.url)
    staff.person("root", "security_administrator")
    assert client.sign_in("root").status_code == 200
    return client


Give = Callable[[str, str], None]


@pytest.fixture
def gives(admin: Client) -> Give:
    """Let a group of the directory give a role."""

    def give(group: str, role: str) -> None:
        form = {"source": "directory", "name": f"CN={group}, {GROUPS}", "role": role}
        assert admin.post("/api/people/directory/groups", form).status_code == 200

    return give


@pytest.fixture
def people_are_made(admin: Client) -> None:
    """The administrator lets people be made at their first sign-in."""
    form = {"value": {"make_people": True, "every_min": 1}, "version": 0}
    answer = admin.ask("PUT", "/api/settings/values/directory", form)
    assert answer.status_code == 200, answer.text
