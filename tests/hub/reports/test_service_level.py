"""The report over HTTP, and what it does with days, zones and formulas that cannot be."""

from datetime import UTC, datetime

from agent_desk.hub.kit.database import Database
from tests.fixtures.call_rows import call, queue, target
from tests.fixtures.people import Client, Staff

NOON = datetime(2025, 11, 13, 4, tzinfo=UTC)
"""Noon in Shanghai."""


def ask(client: Client, **params: object) -> tuple[int, dict]:  # type: ignore[type-arg]
    answer = client.get("/api/reports/service-level", **{"start": "2025-11-13", "end": "2025-11-13", **params})
    return answer.status_code, answer.json()


def test_a_supervisor_reads_the_report_and_an_agent_does_not(client: Client, staff: Staff, database: Database) -> None:
    staff.person("li", "supervisor")
    staff.person("wang", "agent")
    with database.write() as db:
        cards = queue(db, "cards")
        db.add(target(queue_id=cards.id, formula="F2", threshold_ms=10_000))
        call(db, cards, NOON, "abandoned_queue", 12)
    client.sign_in("li")
    status, report = ask(client, by="interval")
    assert status == 200 and report["zone"] == "Asia/Shanghai" and report["formula"] == "F3"
    assert report["own_targets"] == [{"queue": "cards", "threshold_ms": 10_000, "short_ms": 5_000}]
    (row,) = report["rows"]
    assert row["starts_at"] == "2025-11-13T04:00:00Z"
    assert row["figures"]["abandoned"] == 1 and row["figures"]["abandoned_within"] == 0
    client.sign_in("wang")
    assert ask(client)[0] == 403


def test_what_cannot_be_reported_is_said_by_id(client: Client, staff: Staff) -> None:
    staff.person("li", "supervisor")
    client.sign_in("li")
    for wrong, error in (
        ({"start": "soon"}, "bad_window"),
        ({"end": "2025-11-12"}, "bad_window"),
        ({"zone": "Mars"}, "unknown_zone"),
        ({"minutes": 7}, "bad_interval"),
        ({"by": "moon"}, "invalid_form"),
        ({"formula": "F7"}, "invalid_form"),
    ):
        status, answer = ask(client, **wrong)
        assert (status, answer["error"]["id"]) == (422, error), wrong


def test_a_day_without_calls_has_figures_without_a_basis_not_zero(client: Client, staff: Staff) -> None:
    staff.person("li", "supervisor")
    client.sign_in("li")
    (row,) = ask(client)[1]["rows"]
    assert row["figures"]["offered"] == 0 and row["figures"]["F3"] is None
    assert ask(client, by="queue")[1]["rows"] == []
