"""A call by an elderly VIP on a running hub and a simulated exchange: it reaches a person first, and the proof says why."""

from typing import Any

from agent_desk.hub.calls.voice_plan import plan
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import Setting
from agent_desk.schemas.calls.voice_plan import VoicePlan
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.customers import customer
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until

ELDERLY, NOBODY = "13800138000", "13800138009"


def test_an_elderly_vip_reaches_a_person_first_and_the_proof_says_why(
    centre: HubThread, telephone: Telephone, staff: Staff, database: Database
) -> None:
    rules = [{"who": "level:private", "queue": "credit"}, {"who": "flag:elderly", "skip_menu": True, "priority": 9}]
    with database.write() as db:
        db.add(Setting(key=plan.PLAN, value=VoicePlan.model_validate({"callers": rules}).model_dump(mode="json")))
        customer(db)
    staff.person("s2002", "supervisor", name="周明")
    boss = Client(centre.url)
    assert boss.sign_in("s2002").ok

    def proofs() -> list[dict[str, Any]]:
        answer = boss.get("/api/calls/routings")
        assert answer.ok, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found

    seat = Seat.take(centre.url, staff, "lin", "8001", ["account"])
    telephone.call("account", NOBODY)
    telephone.control.enter_menu("account", ELDERLY, menu_ms=3_600_000)
    until(lambda: [one["state"] for one in proofs()] == ["obeyed"], "the exchange has let them past the menu")
    seat.ready()
    call_id = seat.rings()
    (proof,) = proofs()
    assert proof["call_id"] == call_id, "who came later, and is elderly, is there first"
    assert (proof["answer"], proof["queue"], proof["priority"]) == ("known", "account", 9)
    assert [(one["who_en"], one["holds"]) for one in proof["steps"]] == [
        ("Priority", False),
        ("Elderly customer", True),
    ]
    assert ELDERLY not in str(proof)
    seat.takes(call_id)
    assert seat.get(f"/{call_id}")["routing"]["steps"] == proof["steps"], "the call's story says it too"
