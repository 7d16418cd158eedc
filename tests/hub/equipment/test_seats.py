"""The register of seats: announced at sign-in, edited by version, devices given to them, bad sound and incidents until they are mended."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import CallLeg
from agent_desk.models.calls.dialling import CallQuality
from agent_desk.models.equipment import WorkSeat
from agent_desk.models.people import Person
from agent_desk.schemas.kit.edition import EDITION
from tests.fixtures.call_rows import call, queue
from tests.fixtures.people import PASSWORD, Client, Staff

ANNOUNCED = {
    "machine": "PC-0007",
    "program": "0.1.0",
    "edition": EDITION,
    "telephone": "desk",
    "clock_off_s": 0.4,
    "tests": [{"code": "disk", "good": True, "detail": "900 MiB"}],
}


@pytest.fixture
def keeper(client: Client, staff: Staff) -> Client:
    """Whoever is signed in at the client; the keeper of the register and an agent are known."""
    staff.person("keeper", "system_administrator")
    staff.person("lin", "agent", agent_code="1001", name="林静")
    return client


def seen(client: Client) -> dict[str, Any]:
    client.sign_in("keeper", takeover=True, seat="office")
    return {one["name"]: one for one in client.get("/api/equipment/seats").json()}


def test_a_seat_announces_itself_and_shows_who_sits_there_and_what_is_wrong_with_it(
    keeper: Client, hub_context: HubContext
) -> None:
    keeper.sign_in("lin", PASSWORD, seat="A-07")
    assert keeper.ask("PUT", "/api/equipment/announcement", ANNOUNCED).status_code == 200
    assert keeper.get("/api/equipment/seats").status_code == 403
    row = seen(keeper)["A-07"]
    assert (row["state"], row["sits_zh"], row["machine"], row["clock_off_s"]) == ("good", "林静", "PC-0007", 0.4)

    for told, state in (({"edition": EDITION + 1}, "too_new"), ({"edition": EDITION - 1}, "too_old")):
        keeper.sign_in("lin", takeover=True, seat="A-07")
        keeper.ask("PUT", "/api/equipment/announcement", ANNOUNCED | told)
        assert seen(keeper)["A-07"]["state"] == state
    failed = [{"code": "disk", "good": False, "detail": "3 MiB"}]
    keeper.sign_in("lin", takeover=True, seat="A-07")
    keeper.ask("PUT", "/api/equipment/announcement", ANNOUNCED | {"tests": failed})
    assert seen(keeper)["A-07"]["state"] == "failed"
    with hub_context.database.read() as db:
        kept = db.scalars(select(WorkSeat)).one()
        assert "林静" not in str(vars(kept)) and "lin" not in str(kept.tests)


def test_rooms_and_devices_go_to_seats_that_there_are(keeper: Client) -> None:
    keeper.sign_in("lin", seat="A-07")
    keeper.ask("PUT", "/api/equipment/announcement", ANNOUNCED)
    row = seen(keeper)["A-07"]
    keeper.post("/api/settings/lists/rooms", {"code": "east", "name_zh": "东区", "name_en": "East room"})
    edit = {"room_code": "east", "network": "E-07/12", "note": "靠窗", "active": True, "version": row["version"]}
    changed = keeper.ask("PUT", f"/api/equipment/seats/{row['id']}", edit).json()
    assert (changed["room_zh"], changed["network"], changed["version"]) == ("东区", "E-07/12", row["version"] + 1)
    stale = keeper.ask("PUT", f"/api/equipment/seats/{row['id']}", edit | {"note": "门口"})
    assert stale.status_code == 409 and stale.json()["error"]["values"]["current"]["note"] == "靠窗"
    wrong = keeper.ask("PUT", f"/api/equipment/seats/{row['id']}", edit | {"room_code": "x", "version": 2})
    assert wrong.json()["error"]["values"]["fields"] == {"room_code": "unknown"}

    new = {"code": "hs-0001", "name_zh": "耳机一", "name_en": "Headset 1", "kind": "headset", "serial": "SN1"}
    path = "/api/settings/lists/devices"
    refused = keeper.post(path, new | {"state": "given", "seat": "Z-99"})
    assert refused.json()["error"]["values"]["fields"] == {"seat": "unknown"}
    assert keeper.post(path, new | {"state": "given", "seat": "A-07"}).status_code == 200
    story = keeper.get(f"/api/equipment/seats/{row['id']}").json()
    assert [one["code"] for one in story["devices"]] == ["hs-0001"]
    sent = {**new, "state": "in_repair", "seat": "A-07", "active": True, "version": 1}
    del sent["code"]
    assert keeper.ask("PUT", f"{path}/hs-0001", sent).status_code == 200
    assert [one["seat"] for one in keeper.get(path).json()] == [""], "what is sent for repair is at no seat"
    assert keeper.get(f"/api/equipment/seats/{row['id']}").json()["devices"] == []


def test_bad_sound_is_noted_once_a_call_and_often_is_an_incident_until_it_is_mended(
    keeper: Client, database: Database
) -> None:
    with database.write() as db:
        lin = db.scalars(select(Person).where(Person.login == "lin")).one()
        cards = queue(db, "card")
        calls = [call(db, cards, datetime.now(UTC), "answered", by=lin, talk_s=60) for _ in range(3)]
        strange = call(db, cards, datetime.now(UTC), "answered")
        leg = db.scalars(select(CallLeg).where(CallLeg.call_id == calls[0].id)).one()
        measured = {"jitter_ms": 48.0, "loss_percent": 6.5, "round_trip_ms": 80.0, "mos": 2.4, "mos_least": 1.9}
        db.add(CallQuality(leg_id=leg.id, codec="opus", every_ms=2000, at=datetime.now(UTC), samples=[], **measured))
        ids, other = [one.id for one in calls], strange.id
    keeper.sign_in("lin", seat="A-07")
    keeper.ask("PUT", "/api/equipment/announcement", ANNOUNCED)
    assert keeper.post(f"/api/equipment/calls/{other}/bad-sound").status_code == 404
    said = [keeper.post(f"/api/equipment/calls/{one}/bad-sound").json()["again"] for one in (*ids[:2], ids[0])]
    assert said == [False, False, True]
    assert seen(keeper)["A-07"]["state"] == "good" and seen(keeper)["A-07"]["complaints"] == 2

    keeper.sign_in("lin", takeover=True, seat="A-07")
    keeper.post(f"/api/equipment/calls/{ids[2]}/bad-sound")
    row = seen(keeper)["A-07"]
    assert (row["state"], row["incidents"]) == ("incident", 1)
    inbox = [one["title_en"] for one in keeper.get("/api/work/mine").json()["items"] if one["kind"] == "seat_incident"]
    assert inbox == ["Seat A-07: bad sound said 3 times within 24 h"]
    story = keeper.get(f"/api/equipment/seats/{row['id']}").json()
    assert len(story["sounds"]) == 3 and 2.4 in [one["mos"] for one in story["sounds"]]

    reported = keeper.post(f"/api/equipment/seats/{row['id']}/incidents", {"what": "话机没有拨号音"}).json()
    for incident in (story["incidents"][0], reported):
        mended = {"solution": "更换耳机", "version": incident["version"]}
        assert keeper.post(f"/api/equipment/incidents/{incident['id']}/mended", mended).status_code == 200
    again = keeper.post(f"/api/equipment/incidents/{reported['id']}/mended", {"solution": "x", "version": 1})
    assert again.status_code == 409
    assert seen(keeper)["A-07"]["state"] == "good"
    assert not [one for one in keeper.get("/api/work/mine").json()["items"] if one["kind"] == "seat_incident"]
