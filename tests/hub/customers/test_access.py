"""What a lookup and a reveal answer, to whom and how often: nobody reads what the mask hides, and who tries is stopped and told of."""

import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.customers.lookup import lookup
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.database import Database
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Customer
from agent_desk.models.people import Person
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.customers.settings import ACCESS
from tests.fixtures.customers import CARD, IDENTITY, MOBILE, NOW, contact, one_customer
from tests.fixtures.people import Client, Staff
from tests.hub.customers.test_endpoints import audit, in_call_with

NOTICES = select(WorkItem.id).where(WorkItem.kind == "customer_access")
DIGITS = "0123456789"
TODAY = NOW.date()
SECRETS = {"card": CARD, "identity": IDENTITY, "mobile": MOBILE[3:]}


@pytest.fixture
def owner(database: Database) -> Customer:
    """The customer whom somebody is curious about."""
    return one_customer(database, number="C777555")


def _set(database: Database, **rules: int) -> None:
    with database.write() as db:
        settings_store.seed(db, ACCESS, rules)


def signed_in(client: Client, staff: Staff, role: str) -> Person:
    """Somebody of this role."""
    person = staff.person(f"a-{role}", role, agent_code="1001" if role == "agent" else None)
    assert client.sign_in(person.login).ok
    return person


def finds(client: Client, typed: str, owner: Customer) -> bool:
    """Whether this customer is among what a lookup finds."""
    answer = client.get("/api/customers", q=typed)
    assert answer.status_code == 200, answer.text
    return any(item["number"] == owner.number for item in answer.json()["items"])


def steps(secret: str, shown: int) -> Iterator[tuple[str, str]]:
    """Each fragment of a number that holds one more digit than the mask shows, right and wrong: from the end, and from the front."""
    for length in range(shown + 1, len(secret)):
        right = secret[-length:]
        wrong = DIGITS[(DIGITS.find(right[0]) + 1) % 10] + right[1:]
        yield right, wrong
    for length in range(4, len(secret)):
        right = secret[:length]
        yield right, right[:-1] + DIGITS[(DIGITS.find(right[-1]) + 1) % 10]


@pytest.mark.parametrize("whole", [True, False], ids=["may reveal", "may not"])
@pytest.mark.parametrize("field", ["card", "identity", "mobile"])
def test_no_lookup_tells_a_right_digit_from_a_wrong_one(
    database: Database, owner: Customer, field: str, whole: bool
) -> None:
    def answers(db: Session, typed: str) -> list[str]:
        return [hit.number for hit in lookup(db, typed, TODAY, whole=whole).items]

    told = []
    with database.read() as db:
        for right, wrong in steps(SECRETS[field], 1 if field == "identity" else 4):
            for beside in ("", "王 ", f"{owner.number} "):
                if answers(db, beside + right) != answers(db, beside + wrong):
                    told.append(beside + right)
    assert not told


def test_only_who_may_see_a_number_in_clear_finds_by_the_whole_of_it(
    client: Client, staff: Staff, owner: Customer
) -> None:
    for role, found in (("agent", True), ("reviewer", False), ("supervisor", False)):
        signed_in(client, staff, role)
        assert {name: finds(client, number, owner) for name, number in SECRETS.items()} == dict.fromkeys(SECRETS, found)


def test_a_known_customers_name_is_not_tried_out(client: Client, staff: Staff, owner: Customer) -> None:
    signed_in(client, staff, "reviewer")
    for guess in ("王小明", "王大明", "wangxiao", "wangxiab", "李"):
        assert finds(client, f"{owner.number} {guess}", owner)
        assert not finds(client, f"8000 {guess}x", owner)


def test_who_tries_a_number_out_is_stopped_and_a_leader_is_told(
    client: Client, staff: Staff, owner: Customer, database: Database
) -> None:
    agent = signed_in(client, staff, "agent")
    answers = [client.get("/api/customers", q=f"1381{n:03}8000") for n in range(30)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert answers[19].status_code == 200
    assert answers[20].status_code == 429
    assert len(refused) == 10
    assert {answer.json()["error"]["id"] for answer in refused} == {"too_many_requests"}
    assert client.get("/api/customers", q=MOBILE[3:]).status_code == 429
    assert client.get("/api/customers", q="王小明").status_code == 200, "names are found as before"
    (limit,) = audit(database, "customers.limit")
    assert (limit.person_id, limit.detail["what"]) == (agent.id, "missed")
    signed_in(client, staff, "supervisor")
    (notice,) = client.get("/api/work/mine").json()["items"]
    assert notice["kind"] == "customer_access"
    assert agent.name in notice["title_zh"]
    assert client.post(f"/api/work/{notice['id']}/take", {}).status_code == 200
    assert client.get("/api/work/mine").json()["items"] == []


@pytest.mark.parametrize(
    "guesses",
    [
        [f"wangx{letter}" for letter in "abcdefghijklmnopqrst"],
        [f"{name} 8000" for name in "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"],
        [f"王小{name}" for name in "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"],
        [f"c0001{n % 10}" for n in range(20)],
    ],
    ids=["letter by letter", "names beside a tail", "given names", "customer numbers"],
)
def test_lookups_that_differ_in_one_place_only_are_stopped(
    client: Client, staff: Staff, owner: Customer, database: Database, guesses: list[str]
) -> None:
    signed_in(client, staff, "reviewer")
    codes = [client.get("/api/customers", q=guess).status_code for guess in guesses]
    assert codes == [200] * 15 + [429] * 5
    (limit,) = audit(database, "customers.limit")
    assert limit.detail["what"] == "walk"
    with database.read() as db:
        assert len(db.scalars(NOTICES).all()) == 1


def test_typing_on_is_no_walk(client: Client, staff: Staff, owner: Customer) -> None:
    signed_in(client, staff, "agent")
    for whole in ("wangxiaoming", "13800138000", CARD):
        for length in range(2, len(whole) + 1, 3):
            assert client.get("/api/customers", q=whole[:length]).status_code == 200


def test_a_reveal_without_a_call_or_a_case_needs_words_that_a_leader_reads(
    client: Client, staff: Staff, owner: Customer, database: Database
) -> None:
    agent = signed_in(client, staff, "agent")
    somebody_elses = in_call_with(database, owner.id, staff.person("a1003", "agent"))
    at = f"/api/customers/{owner.id}/reveal"
    wanted = {"field": "identity_number", "reason_code": "confirm"}
    for call_id in (None, str(somebody_elses), str(uuid.uuid4())):
        refused = client.post(at, {**wanted, "call_id": call_id})
        assert refused.json()["error"]["values"]["fields"] == {"reason_text": "no_matter"}
    reason = {"reason_text": f"客户来网点核对 {MOBILE[3:]}", "call_id": str(somebody_elses)}
    assert client.post(at, {**wanted, **reason}).json()["value"] == IDENTITY
    (entry,) = audit(database, "customers.reveal")
    assert set(entry.detail) == {"field"}, "a call of somebody else is no reason"
    signed_in(client, staff, "supervisor")
    (notice,) = client.get("/api/work/mine").json()["items"]
    for part in (agent.name, owner.number, "客户来网点核对 138****8000"):
        assert part in notice["title_zh"]


def test_a_reveal_in_the_own_call_or_case_is_told_to_nobody(
    client: Client, staff: Staff, owner: Customer, database: Database
) -> None:
    agent = signed_in(client, staff, "agent")
    call = in_call_with(database, owner.id, agent)
    at, wanted = f"/api/customers/{owner.id}/reveal", {"field": "name", "reason_code": "confirm"}
    assert client.post(at, wanted).json()["value"] == owner.name
    assert client.post(at, {**wanted, "call_id": str(call)}).json()["value"] == owner.name
    other = one_customer(database, number="C000777", identity_number=None, cards=[])
    assert client.post(f"/api/customers/{other.id}/reveal", wanted).status_code == 422
    handler = staff.person("h1", "complaint_handler")
    with database.write() as db:
        db.add(
            Complaint(
                number="TS1",
                customer_id=other.id,
                source="call",
                channel="c",
                business="b",
                cause="a",
                wish="w",
                narrative="n",
                state="assigned",
                received_at=NOW,
                due_at=NOW,
                opened_by=agent.id,
                assigned_to=handler.id,
            )
        )
    client.sign_in("h1")
    assert client.post(f"/api/customers/{other.id}/reveal", wanted).json()["value"] == other.name
    matters = [sorted(entry.detail) for entry in audit(database, "customers.reveal")]
    assert matters == [["call", "field"], ["call", "field"], ["complaint", "field"]]
    with database.read() as db:
        assert db.scalars(NOTICES).all() == []


def test_reveals_and_cards_are_counted_by_the_hour(
    client: Client, staff: Staff, owner: Customer, database: Database
) -> None:
    agent = signed_in(client, staff, "agent")
    in_call_with(database, owner.id, agent)
    _set(database, alarm_reveals=3, reveals_an_hour=5, alarm_cards=2)
    at, wanted = f"/api/customers/{owner.id}/reveal", {"field": "name", "reason_code": "confirm"}
    assert [client.post(at, wanted).status_code for _ in range(7)] == [200] * 5 + [429] * 2
    for _ in range(4):
        assert client.get(f"/api/customers/{owner.id}").status_code == 200
    with database.read() as db:
        titles = set(db.scalars(select(WorkItem.title_en).where(WorkItem.kind == "customer_access")))
    # Of one thing there is one notice an hour: it says the latest.
    assert titles == {
        f"{agent.name} opened 2 customers within an hour",
        f"{agent.name} saw 6 fields in clear within an hour",
    }


def test_who_oversees_is_overseen_by_the_auditors(
    client: Client, staff: Staff, owner: Customer, database: Database
) -> None:
    signed_in(client, staff, "supervisor")
    for n in range(20):
        client.get("/api/customers", q=f"1381{n:03}8000")
        client.get("/api/customers", q=f"王小{chr(0x5000 + n)}")
    with database.read() as db:
        permissions = set(db.scalars(select(WorkItem.permission).where(WorkItem.kind == "customer_access")))
    assert permissions == {"audit.view"}


def test_a_complaint_that_the_list_hides_is_named_nowhere_else(
    client: Client, staff: Staff, owner: Customer, database: Database
) -> None:
    opener = staff.person("a9", "agent", agent_code="1009")
    agent = signed_in(client, staff, "agent")
    with database.write() as db:
        one = Complaint(
            number="TS9",
            customer_id=owner.id,
            source="call",
            channel="c",
            business="b",
            cause="a",
            wish="w",
            narrative="n",
            state="received",
            received_at=NOW,
            due_at=NOW,
            opened_by=opener.id,
        )
        db.add(one)
        db.flush()
        line = contact(db, owner, "complaint", 1, title="TS9", open=True)
        line.entity_id = one.id

    def named() -> list[str]:
        page = client.get(f"/api/customers/{owner.id}/timeline").json()
        similar = client.get("/api/cases/similar", customer_id=owner.id, business="b", cause="a").json()
        return [item["title"] for item in [*page["items"], *page["open_matters"]]] + [one["number"] for one in similar]

    assert client.get("/api/cases/complaints").json()["items"] == []
    assert named() == []
    in_call_with(database, owner.id, agent)
    assert named() == ["TS9", "TS9"], "while the customer's call is at the seat, the agent knows"
