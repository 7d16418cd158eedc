"""The history of a record: for who keeps records of its kind and for auditors, not for the other offices."""

import pytest

from agent_desk.hub.areas import AREAS
from agent_desk.schemas.settings import declared
from tests.fixtures.people import Client, Staff

KEPT = {entity: permission for area in AREAS for entity, permission in area.histories.items()}
SETTINGS = {one.key: one.permission for one in declared()}
HOLDERS = {
    "settings.manage": ("system_administrator",),
    "kinds.manage": ("system_administrator",),
    "papers.templates": ("system_administrator",),
    "equipment.keep": ("system_administrator",),
    "quality.forms": ("reviewer", "system_administrator"),
    "campaigns.view": ("supervisor",),
    "people.manage": ("security_administrator",),
    "security.manage": ("security_administrator",),
}
OFFICES = ("system_administrator", "security_administrator", "auditor", "supervisor", "reviewer", "agent")


@pytest.fixture
def read(client: Client, staff: Staff) -> dict[str, Client]:
    """One person of each office, and of each role that works with calls."""
    found: dict[str, Client] = {}
    for role in OFFICES:
        staff.person(role.replace("_", "-"), role)
        found[role] = Client(client.url)
        found[role].sign_in(role.replace("_", "-"))
    return found


def test_each_kind_of_record_is_read_by_its_keepers_and_auditors_alone(read: dict[str, Client]) -> None:
    asked = [(f"/api/settings/history/{entity}?entity_id=x", permission) for entity, permission in KEPT.items()]
    asked += [(f"/api/settings/history/setting?entity_id={key}", permission) for key, permission in SETTINGS.items()]
    for path, permission in asked:
        for role, client in read.items():
            may = role in ("auditor", *HOLDERS[permission])
            assert client.get(path).status_code == (200 if may else 403), (path, role)


def test_a_keeper_reads_what_was_done_to_one_record_and_nothing_else(read: dict[str, Client], staff: Staff) -> None:
    lin, mo = staff.person("lin"), staff.person("mo")
    keeper = read["security_administrator"]
    for person in (lin, mo):
        row = keeper.get(f"/api/people/{person.id}").json()
        assert keeper.ask("PUT", f"/api/people/{person.id}", row | {"name": "改"}).ok
    (entry,) = keeper.get("/api/settings/history/person", entity_id=str(lin.id)).json()["items"]
    assert (entry["action"], entry["entity_id"]) == ("people.edit", str(lin.id))
    assert keeper.get("/api/settings/history/customer", entity_id="").status_code == 403, "no records of theirs"
    assert read["auditor"].get("/api/settings/history/customer", entity_id="").ok
