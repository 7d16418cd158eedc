"""What the text of a complaint tells while it is typed: complaints of the same matter, told to who may see them, and the classes that
were learnt at night."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text

from agent_desk.hub.cases import learning, neighbours
from agent_desk.hub.cases.class_rules import LEAST_CASES, Learnt
from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.models.cases import Complaint, TextModel
from agent_desk.models.long_jobs import LongJob
from agent_desk.schemas.cases.text_told import TextAsk
from tests.fixtures.cases import call_at, customer, filled, terms
from tests.fixtures.narratives import learn, narratives, put
from tests.fixtures.people import Client, Staff

MATTER = "十月的短信服务费扣了两次，第一次三元，第二次又是三元，从来没有开通过两份。"
RETOLD = "手机银行里看到短信服务费扣了两次，都是十月的，要求退还一次。"
FEES = {"business": "debit_card", "cause": "pricing"}


@pytest.fixture(autouse=True)
def lists_are_there(database: Database) -> Iterator[None]:
    terms(database)
    yield


def told(client: Client, typed: str, **about: Any) -> dict[str, Any]:
    answer = client.ask("POST", "/api/cases/text", {"narrative": typed}, **about)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_planted_duplicates_are_found_across_customers_and_channels_and_linked(
    client: Client, database: Database, staff: Staff
) -> None:
    """The same customer's comes first though another is more alike; a card that stands in both tells; a short text tells nothing."""
    handler = staff.person("h1", "complaint_handler")
    mine, other = customer(database), customer(database, "C000124", "李芳")
    usual = [one for one in narratives(60) if "短信" not in one["narrative"]]
    put(database, handler.id, usual)
    put(
        database,
        handler.id,
        [
            {**FEES, "number": "S1", "narrative": RETOLD, "customer_id": mine.id, "state": "received"},
            {**FEES, "number": "S2", "narrative": MATTER, "customer_id": other.id, "channel": "branch"},
            {**FEES, "number": "S3", "narrative": "卡号 6222021234567890128 被锁"},
        ],
    )
    client.sign_in("h1")
    found = told(client, MATTER, customer_id=str(mine.id))["neighbours"]
    assert [one["number"] for one in found] == ["S1", "S2"]
    first, second = found
    assert first["same_customer"] and first["merges"] and not second["same_customer"] and not second["merges"]
    assert second["likeness"] == 1.0 and first["likeness"] > neighbours.LEAST_OF_THE_SAME
    assert first["words"] and all(word in MATTER and word in RETOLD for word in first["words"])
    assert [one["number"] for one in told(client, "刷卡失败，卡号 6222 0212 3456 7890 128")["neighbours"]] == ["S3"]
    assert told(client, "短信费")["neighbours"] == []
    made = client.post(
        "/api/cases/complaints", filled(customer_id=mine.id, narrative=MATTER, same_as="s2", channel="phone")
    ).json()
    near = client.get(f"/api/cases/complaints/{made['id']}/neighbours").json()
    assert [(one["number"], one["linked"]) for one in near] == [("S2", True), ("S1", False)]
    second_id = second["id"]
    beside, *_ = client.get(f"/api/cases/complaints/{second_id}/neighbours").json()
    assert beside["number"] == made["number"] and beside["linked"]
    story = client.get(f"/api/cases/complaints/{second_id}").json()["events"]
    assert story[0]["zh"] == f"标为与 {made['number']} 同一事项"
    gone = client.ask("DELETE", f"/api/cases/complaints/{made['id']}/same-matter/{second_id}")
    assert gone.status_code == 200, gone.text
    assert not any(one["linked"] for one in client.get(f"/api/cases/complaints/{made['id']}/neighbours").json())
    unknown = client.post("/api/cases/complaints", filled(customer_id=mine.id, same_as="S9"))
    assert unknown.json()["error"]["values"]["fields"] == {"same_as": "not_found"}


def test_who_may_not_see_a_complaint_is_told_nothing_of_it(client: Client, database: Database, staff: Staff) -> None:
    handler, agent = staff.person("h1", "complaint_handler"), staff.person("a1", "agent")
    mine = customer(database)
    put(
        database,
        handler.id,
        [
            {"number": "S1", "narrative": MATTER, **FEES},
            {"number": "S2", "narrative": RETOLD, "customer_id": mine.id, **FEES},
            {"number": "S3", "narrative": RETOLD, "opened_by": agent.id, **FEES},
        ],
    )
    client.sign_in("a1")
    assert [one["number"] for one in told(client, MATTER)["neighbours"]] == ["S3"]
    call_at(database, agent.id, mine.id)
    seen = told(client, MATTER, customer_id=str(mine.id))
    assert [one["number"] for one in seen["neighbours"]] == ["S2", "S3"], "whose call it is, their complaints are known"
    with database.read() as db:
        hidden, own = (db.scalars(select(Complaint.id).where(Complaint.number == one)).one() for one in ("S1", "S3"))
    assert client.get(f"/api/cases/complaints/{hidden}/neighbours").status_code == 404
    for one, two in ((own, hidden), (hidden, own)):
        answer = client.post(f"/api/cases/complaints/{one}/same-matter", {"other": str(two)})
        assert answer.status_code == 404, answer.text
    assert client.post("/api/cases/complaints", filled(complainant="李芳", same_as="S1")).status_code == 422


def test_with_too_few_cases_nothing_is_learnt_and_that_is_said(
    database: Database, staff: Staff, hub_context: HubContext, in_unit: Callable[..., Any]
) -> None:
    handler = staff.caller("h1", "complaint_handler")
    put(database, handler.person_id, narratives(40))
    learning.look(hub_context)
    assert long_jobs.take(hub_context, learning.LEARN) is None
    found = in_unit(neighbours.told, TextAsk(narrative=MATTER), caller=handler)
    assert (found.suggested, found.learnt_at, found.cases, found.needed) == ([], None, 40, LEAST_CASES)


def test_classes_are_learnt_measured_on_the_newest_cases_and_suggested_with_words_of_the_text(
    database: Database, staff: Staff, hub_context: HubContext, in_unit: Callable[..., Any]
) -> None:
    """Learnt of 900 complaints of the demonstration. Its 60 texts return, so that nearly all are known; by the three commonest causes
    alone three in four would be right."""
    handler = staff.caller("h1", "complaint_handler")
    drawn = narratives(900)
    put(database, handler.person_id, drawn)
    learn(hub_context)
    with database.read() as db:
        row = db.scalars(select(TextModel)).one()
        assert "短信".encode() not in row.content
        (job,) = db.scalars(select(LongJob)).all()
        known, ended, result = Learnt.unpacked(row.content), job.state, job.result
        first, at = row.id, row.learnt_at
    assert ended == "done" and result["cases"] == 900
    for axis in result["axes"]:
        assert axis["cases"] > 120 and axis["right"] / axis["cases"] >= 0.95, axis
    cause = next(one for one in result["axes"] if one["axis"] == "cause")
    assert cause["right"] >= cause["commonest"] * 1.15
    assert set(known.axes) == {"business", "cause"}
    took = []
    for one in narratives(12, seed=8):
        found = in_unit(neighbours.told, TextAsk(narrative=one["narrative"]), caller=handler)
        for axis in found.suggested:
            assert one[axis.axis] in [two.term.key for two in axis.terms]
            assert axis.terms[0].words and all(word in one["narrative"] for two in axis.terms for word in two.words)
        begun = time.perf_counter()
        known.suggest("business", [one["narrative"]])
        took.append(time.perf_counter() - begun)
    assert sorted(took)[len(took) // 2] < 0.02
    learning.look(hub_context)
    assert long_jobs.take(hub_context, learning.LEARN) is None, "once a night is enough"
    hub_context.clock = lambda: at + timedelta(hours=27)
    learn(hub_context)
    with database.read() as db:
        assert db.scalars(select(TextModel.id)).one() != first, "the newest alone is kept"


def test_among_many_the_index_finds_the_few_that_may_be_alike(
    database: Database, staff: Staff, hub_context: HubContext, in_unit: Callable[..., Any]
) -> None:
    handler = staff.caller("h1", "complaint_handler")
    put(database, handler.person_id, narratives(700))
    learn(hub_context)
    (planted,) = put(
        database,
        handler.person_id,
        [
            {
                "number": "S1",
                "narrative": "宠物寄养押金代收协议被单方终止，云杉里网点拒绝退款。",
                "business": "agency",
                "cause": "contract",
            }
        ],
    )
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE complaint"))
    typed = "客户称云杉里网点代收的宠物寄养押金一直不退"
    found = in_unit(neighbours.told, TextAsk(narrative=typed), caller=handler)
    assert found.neighbours[0].id == planted.id and {"宠物", "寄养"} & set(found.neighbours[0].words)
    with database.write() as db:
        db.execute(delete(Complaint).where(Complaint.id == planted.id))
        assert db.scalar(select(func.count(Complaint.id))) == 700
    assert in_unit(neighbours.told, TextAsk(narrative=typed), caller=handler).neighbours == []
