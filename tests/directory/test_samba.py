"""The gateway at a real Active Directory domain (Samba): nested groups, disabled and locked people, plain binds refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desk.hub.gateways.directory.connect import directory_from_url
from agent_desk.hub.gateways.directory.protocol import Directory, DirectoryAway, group_key
from tests.directory.samba import BASE, HUB, HUB_SECRET, RIGHT, Samba

pytestmark = pytest.mark.samba
USERS = f"CN=Users,{BASE}"


@pytest.fixture(scope="module")
def samba(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samba]:
    """A domain with somebody who is in a group that is in a group."""
    one = Samba(Path(tmp_path_factory.mktemp("samba")) / "domain").start()
    one.tool("domain", "passwordsettings", "set", "--account-lockout-threshold=3", "--complexity=off")
    for login, secret in ((HUB, HUB_SECRET), ("zhang", RIGHT), ("li", RIGHT), ("lock", RIGHT), ("old", RIGHT)):
        one.tool("user", "create", login, secret, f"--surname={login}")
    for group, members in (("teams", "zhang,lock"), ("hotline", "teams"), ("hotline-leaders", "li")):
        one.tool("group", "add", group)
        one.tool("group", "addmembers", group, members)
    one.tool("user", "setexpiry", "old", "--days=-1")
    yield one
    one.stop()


@pytest.fixture(scope="module")
def directory(samba: Samba) -> Directory:
    return at(samba, f"ldaps://127.0.0.1/{BASE}?kind=ad")


def at(samba: Samba, url: str) -> Directory:
    return directory_from_url(url, user=f"{HUB}@bank.test", secret=HUB_SECRET, authorities=samba.authorities)


def test_groups_in_groups_count(directory: Directory) -> None:
    person = directory.proved("zhang", RIGHT)
    assert person is not None
    assert {group_key(f"CN=teams,{USERS}"), group_key(f"CN=hotline,{USERS}")} <= set(person.groups)
    assert group_key(f"CN=hotline-leaders,{USERS}") not in person.groups
    again = directory.read_anew([person.subject])[person.subject]
    assert again == person, "found again by its GUID"
    assert directory.proved("ZHANG", RIGHT) == person


@pytest.mark.parametrize(
    "login", ["nobody", "*", "zhang)(sAMAccountName=*", "zhang\0", "zh\x1fang", "zhàng", "", "zhang@bank.test"]
)
def test_nobody_else_is_let_in(directory: Directory, login: str) -> None:
    assert directory.proved(login, RIGHT) is None


def test_wrong_empty_locked_disabled_and_run_out_are_one_answer(samba: Samba, directory: Directory) -> None:
    assert [directory.proved("zhang", word) for word in ("wrong", "")] == [None, None]
    assert [directory.proved("lock", "wrong") for _ in range(3)] == [None] * 3
    assert directory.proved("lock", RIGHT) is None
    assert directory.proved("old", RIGHT) is None
    samba.tool("user", "disable", "li")
    assert directory.proved("li", RIGHT) is None
    li = directory.found("li")
    assert li is not None and not li.active
    samba.tool("user", "enable", "li")
    assert directory.proved("li", RIGHT) is not None


def test_starttls_and_a_plain_bind(samba: Samba) -> None:
    assert at(samba, f"ldap://127.0.0.1/{BASE}?kind=ad").proved("zhang", RIGHT) is not None
    with pytest.raises(DirectoryAway, match="strongerAuthRequired"):
        at(samba, f"ldap://127.0.0.1/{BASE}?kind=ad&tls=none").proved("zhang", RIGHT)
