"""One call from ring to wrap-up, as an agent at a seat lives it: a real hub, a real simulated exchange, HTTP."""

import uuid

from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import Change
from tests.fixtures.centre import Seat, Telephone, customer
from tests.fixtures.people import Staff
from tests.fixtures.waiting import until


def test_a_call_rings_pops_is_answered_held_wrapped_up_and_the_next_one_comes(
    hub: HubThread, telephone: Telephone, staff: Staff, database: Database
) -> None:
    wang = customer(database, "C000123", "王小明", "+8613800138000")
    seat = Seat.take(hub.url, staff, "lin", "8001")
    assert seat.view["own"]["state"] == "not_ready"
    seat.ready()
    telephone.call("account", "13800138000")
    call = seat.rings()

    pop = seat.get(f"/{call}/pop")
    assert pop["match"] == "verified"
    assert [one["number"] for one in pop["candidates"]] == ["C000123"]
    assert pop["call"]["caller"]["text"] == "138****8000"
    assert pop["call"]["customer_id"] is None, "nobody is attached by itself"

    seat.takes(call)
    seat.post(f"/{call}/customer", {"customer_id": str(wang)})
    right = [question["code"] for question in pop["verification"]["questions"]]
    checked = seat.post(f"/{call}/verification", {"customer_id": str(wang), "items": right})
    assert checked["passed"] and seat.view["call"]["verified_at"]

    seat.post(f"/{call}/hold", {"on": True})
    seat.comes_to("on_hold")
    seat.post(f"/{call}/hold", {"on": False})
    seat.comes_to("talking")
    seat.post(f"/{call}/mute", {"on": True})
    until(lambda: seat.view["call"]["muted"], "muted")

    seat.post(f"/{call}/hang-up")
    view = seat.comes_to("after_call_work")
    assert view["wrapup_call"]["id"] == call and view["own"]["limit_at"] is None
    form = {"disposition_code": "account.balance", "notes": "查询余额", "resolved": True, "version": 0}
    saved = seat.post(f"/{call}/wrap-up", form, method="PUT")
    assert saved["version"] == 1
    assert seat.state == "after_call_work", "saving the disposition does not end after-call work"

    telephone.call("account", "13900139000")
    seat.post("/seat/done")
    following = seat.rings()
    assert following != call

    story = seat.get(f"/{call}")
    assert story["call"]["outcome"] == "answered" and story["call"]["disposition_code"] == "account.balance"
    assert story["call"]["customer"]["number"] == "C000123"
    assert [leg["result"] for leg in story["legs"]] == ["answered"]
    assert story["legs"][0]["hold_ms"] > 0 and story["call"]["acw_ms"] > 0
    assert story["checks"][0]["passed"]
    assert [row["id"] for row in seat.get("", customer_id=str(wang))["items"]] == [call]
    assert seat.view["today"]["handled"] == 1


def test_after_call_work_ends_by_itself_at_its_limit_soon_after(
    hub: HubThread, telephone: Telephone, staff: Staff
) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    telephone.call("credit", talk_ms=200)
    seat.post(f"/{seat.rings()}/answer")
    view = seat.comes_to("after_call_work")
    assert view["own"]["limit_at"] is not None
    seat.comes_to("ready", within_s=2.0)


def test_a_caller_who_gives_up_while_it_rings_is_withdrawn_and_charged_to_nobody(
    hub: HubThread, telephone: Telephone, staff: Staff
) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    key = telephone.call()
    call = seat.rings()
    telephone.control.hang_up_customer(key)
    view = seat.comes_to("ready")
    assert view["own"]["misses"] == 0 and view["today"]["missed"] == 0
    assert seat.get(f"/{call}")["call"]["outcome"] == "abandoned_queue"
    telephone.call()
    seat.rings()


def test_an_order_that_the_exchange_refuses_is_told_and_moves_nothing(
    hub: HubThread, telephone: Telephone, staff: Staff
) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    telephone.call()
    call = seat.rings()
    seat.takes(call)
    staff.person("away", "agent", agent_code="8099")
    asked = seat.post(f"/{call}/transfer", {"kind": "blind_agent", "target": "8099"})
    told = until(lambda: _refusal(hub, asked["command_id"]), "the refusal")
    assert told["error"] == "no_such_target"
    assert seat.state == "talking"


def _refusal(hub: HubThread, command_id: str) -> dict[str, str] | None:
    with hub.hub_context.database.read() as db:
        return db.scalar(select(Change.hint).where(Change.entity == "command", Change.entity_id == command_id))


def test_a_transferred_customer_reaches_the_colleague_who_sees_who_sent_them(
    hub: HubThread, telephone: Telephone, staff: Staff
) -> None:
    first = Seat.take(hub.url, staff, "lin", "8001")
    first.ready()
    telephone.call()
    call = first.rings()
    first.takes(call)
    second = Seat.take(hub.url, staff, "chen", "8002")
    second.ready()
    free = until(lambda: [one for one in first.get("/targets")["agents"] if one["free"]], "a free colleague")
    assert [one["person"]["agent_code"] for one in free] == ["8002"]
    until(lambda: any(one.available for one in telephone.control.snapshot().agents), "the exchange's word for it")
    note = {"notes": "已核对卡号，请查询挂失", "version": 0}
    assert first.client.ask("PUT", f"/api/calls/{call}/wrap-up", note).ok
    first.post(f"/{call}/transfer", {"kind": "blind_agent", "target": "8002"})
    assert second.rings() == call
    (passed,) = second.get(f"/{call}/pop")["passed_notes"]
    assert (passed["notes"], passed["person"]["agent_code"]) == ("已核对卡号，请查询挂失", "8001")
    assert second.view["call"]["transferred_from"]["agent_code"] == "8001"
    second.takes(call)
    assert first.state == "after_call_work"


def test_signing_out_in_a_call_happens_after_it(hub: HubThread, telephone: Telephone, staff: Staff) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    telephone.call()
    call = seat.rings()
    seat.takes(call)
    assert seat.post("/seat/sign-out")["own"]["next_state"] == "signed_out"
    seat.post(f"/{call}/hang-up")
    seat.comes_to("after_call_work")
    seat.post("/seat/done")
    assert seat.state == "signed_out"
    until(lambda: not telephone.control.snapshot().agents, "the exchange's sign-out")


def test_a_repeat_of_a_write_is_one_write(hub: HubThread, telephone: Telephone, staff: Staff) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    telephone.call()
    call = seat.rings()
    key = uuid.uuid4().hex
    assert seat.post(f"/{call}/answer", key=key) == seat.post(f"/{call}/answer", key=key)
    seat.comes_to("talking")
