"""The comparison of books finds what is lost and what is doubled: else a sound demonstration would prove nothing."""

import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from agent_desk.demo.exchange.control import Totals
from agent_desk.demo.stage.checking import Verdict, compare
from agent_desk.demo.stage.headless import percentile
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call, Queue, WrapUp
from agent_desk.models.kit import IdempotentAnswer
from tests.fixtures.people import Staff

NOW = datetime.now(UTC)
SINCE = NOW - timedelta(minutes=1)


def test_what_was_told_must_be_found_as_often_as_it_was_told() -> None:
    verdict = Verdict()
    verdict.compare("thing", Counter(a=2, b=1), Counter(a=1, c=1))
    verdict.compare_number("call", 5, 3)
    assert verdict.lost == ["thing a", "thing b", "call", "call"]
    assert verdict.doubled == ["thing c"]


def wrap_up(call_id: uuid.UUID, notes: str, **more: str) -> dict[str, Any]:
    path = f"/calls/{call_id}/wrap-up"
    given = {
        "login": "robot",
        "method": "PUT",
        "path": path,
        "key": "k1",
        "status": "done",
        "error": "",
        "id": "",
        "said": notes,
    }
    return given | more


def seen(database: Database, staff: Staff, *, saved: str = "told the customer") -> uuid.UUID:
    """A call that robot answered and wrote up, in the database."""
    person = staff.person("robot", "agent", agent_code="1")
    with database.write() as db:
        queue = Queue(code="account", name_zh="账户", name_en="Accounts")
        db.add(queue)
        db.flush()
        call = Call(
            exchange="simulated",
            exchange_key="run.1",
            queue_id=queue.id,
            caller="",
            state="ended",
            outcome="answered",
            offered_at=NOW,
            answered_at=NOW,
            ended_at=NOW,
            agent_id=person.id,
        )
        db.add(call)
        db.flush()
        db.add(WrapUp(call_id=call.id, person_id=person.id, notes=saved, saved_at=NOW))
        db.add(IdempotentAnswer(person_id=person.id, key="k1", request_digest=b"", status=200, body={}))
    return call.id


def judged(database: Database, writes: list[dict[str, Any]], totals: Totals) -> Verdict:
    with database.read() as db:
        return compare(db, writes, SINCE, totals, "run")


ONE = Totals(offered=1, answered=1)


def test_books_that_agree_leave_nothing_to_say(database: Database, staff: Staff) -> None:
    call_id = seen(database, staff)
    verdict = judged(database, [wrap_up(call_id, "told the customer")], ONE)
    assert (verdict.lost, verdict.doubled) == ([], [])


def test_a_wrap_up_with_other_words_is_lost_and_the_other_is_too_much(database: Database, staff: Staff) -> None:
    call_id = seen(database, staff, saved="something else")
    verdict = judged(database, [wrap_up(call_id, "told the customer")], ONE)
    assert len(verdict.lost) == len(verdict.doubled) == 1


def test_a_write_that_never_arrived_is_lost(database: Database, staff: Staff) -> None:
    call_id = seen(database, staff)
    writes = [
        wrap_up(call_id, "told the customer"),
        {**wrap_up(call_id, ""), "path": "/cases/complaints", "key": "k2", "id": str(uuid.uuid4())},
    ]
    assert len(judged(database, writes, ONE).lost) == 2


def test_a_write_that_no_robot_knows_of_is_too_much(database: Database, staff: Staff) -> None:
    call_id = seen(database, staff)
    with database.write() as db:
        person = db.get_one(Call, call_id).agent_id
        db.add(IdempotentAnswer(person_id=person, key="k9", request_digest=b"", status=200, body={}))
    verdict = judged(database, [wrap_up(call_id, "told the customer")], ONE)
    assert verdict.doubled == ["write k9"]


def test_the_exchanges_count_is_compared_with_the_calls(database: Database, staff: Staff) -> None:
    call_id = seen(database, staff)
    verdict = judged(database, [wrap_up(call_id, "told the customer")], Totals(offered=3, answered=0, abandoned=1))
    assert sorted(verdict.lost) == ["abandoned call", "offered call", "offered call"]
    assert verdict.doubled == ["answered call"]


def test_percentiles_are_of_the_nearest_rank() -> None:
    values = [float(number) for number in range(1, 101)]
    assert [percentile(values, share) for share in (0.5, 0.95, 0.99)] == [50, 95, 99]
    assert percentile([4.0], 0.99) == 4 and percentile([], 0.5) is None
