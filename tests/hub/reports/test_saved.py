"""Reports kept by name and made by the clock: when, by whom, where to, how long; and why not."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files import keeping
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.reports import making
from agent_desk.hub.reports.schedule import next_due
from agent_desk.hub.serve import HubThread
from agent_desk.models.files import StoredFile
from agent_desk.models.people import PersonRole
from agent_desk.models.reports import ReportFile, SavedReport
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until

SHANGHAI = ZoneInfo("Asia/Shanghai")
FORM = {
    "name": "每日各队列",
    "choice": {"rows": "queue", "period": "yesterday", "lang": "zh"},
    "every": "daily",
    "at": 450,
    "keep_days": 30,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    return made


@pytest.fixture
def settings(settings: Settings, folder: Path) -> Settings:
    return replace(settings, reports=str(folder))


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("every", "on", "after", "due"),
    [
        ("daily", 1, "2025-11-13T07:29", "2025-11-13T07:30"),
        ("daily", 1, "2025-11-13T07:30", "2025-11-14T07:30"),
        ("weekly", 1, "2025-11-13T08:00", "2025-11-17T07:30"),
        ("weekly", 4, "2025-11-13T07:00", "2025-11-13T07:30"),
        ("monthly", 31, "2026-01-31T08:00", "2026-02-28T07:30"),
        ("monthly", 1, "2025-12-01T08:00", "2026-01-01T07:30"),
    ],
)
def test_the_next_time_is_the_first_one_after_now(every: Any, on: int, after: str, due: str) -> None:
    assert next_due(every, 450, on, at(after), SHANGHAI) == at(due)


def test_summer_time_moves_nothing_on_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    due = next_due("daily", 450, 1, at("2026-03-28T08:00", berlin), berlin)
    assert due is not None and due.astimezone(berlin).isoformat() == "2026-03-29T07:30:00+02:00"
    assert next_due("never", 450, 1, at("2026-03-28T08:00"), berlin) is None


@pytest.fixture
def saved(client: Client, staff: Staff) -> Callable[..., dict[str, Any]]:
    """Saves as supervisor li."""
    staff.person("li", "supervisor", name="李敏")
    client.sign_in("li")

    def save(status: int = 200, **form: object) -> dict[str, Any]:
        answer = client.post("/api/reports/saved", {**FORM, **form})
        assert answer.status_code == status, answer.text
        return dict(answer.json())

    return save


def due_now(database: Database, hub: HubThread) -> None:
    """As if the time had come; the duty is done here, the job by the hub."""
    with database.write() as db:
        db.execute(update(SavedReport).values(next_at=datetime.now(UTC) - timedelta(minutes=1)))
    making.ask_for_due(hub.hub_context)


def made(client: Client, report: dict[str, Any]) -> dict[str, Any]:
    def look() -> Any:
        files = client.get(f"/api/reports/saved/{report['id']}/files").json()
        return files[0] if files and files[0]["state"] != "due" else None

    return dict(until(look, "the report", within_s=15))


def test_a_report_that_is_due_is_made_once_and_can_be_fetched(
    client: Client, saved: Any, hub: HubThread, database: Database, folder: Path
) -> None:
    report = saved()
    assert report["owner"] == "李敏" and datetime.fromisoformat(report["next_at"]).astimezone(SHANGHAI).hour == 7
    due_now(database, hub)
    file = made(client, report)
    assert file["state"] == "made" and file["name"].startswith("按队列统计_全中心_") and file["size_bytes"] > 1000
    answer = client.get(f"/api/reports/files/{file['id']}")
    assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
    page = load_workbook(io.BytesIO(answer.content)).active
    assert page is not None and page["A1"].value == "按队列统计 · 全中心"
    assert any("李敏 · 每日各队列" in str(row[0].value) for row in page.iter_rows(max_row=6))
    # The job again, and the duty again before the next time: nothing.
    making.make_file(hub.hub_context, ReportFile.id.type.python_type(file["id"]))
    assert making.ask_for_due(hub.hub_context) == 0
    assert len(client.get(f"/api/reports/saved/{report['id']}/files").json()) == 1
    assert len([one for one in folder.rglob("*") if one.is_file()]) == 1


def test_a_file_goes_when_its_time_is_over(
    client: Client, saved: Any, hub: HubThread, database: Database, folder: Path
) -> None:
    report = saved(every="never")
    assert report["next_at"] is None
    client.post(f"/api/reports/saved/{report['id']}/make", {})
    file = made(client, report)
    with database.write() as db:
        db.execute(update(StoredFile).values(keep_until=datetime.now(UTC) - timedelta(days=1)))
    assert keeping.remove_expired(hub.hub_context) == 1 and not [one for one in folder.rglob("*") if one.is_file()]
    assert client.get(f"/api/reports/saved/{report['id']}/files").json()[0]["state"] == "gone"
    assert client.get(f"/api/reports/files/{file['id']}").json()["error"]["id"] == "no_report_file"


def test_a_failure_is_kept_with_its_reason(
    client: Client, saved: Any, hub: HubThread, database: Database, folder: Path
) -> None:
    report = saved()
    folder.rmdir()
    due_now(database, hub)
    assert made(client, report)["error"] == "folder_unusable"
    assert client.get("/api/reports/saved").json()[0]["last_error"] == "folder_unusable"


def test_whoever_has_lost_the_right_gets_no_more_of_them(
    client: Client, saved: Any, hub: HubThread, database: Database, staff: Staff
) -> None:
    report = saved()
    with database.write() as db:
        db.execute(update(PersonRole).values(role_code="agent"))
    staff.person("zhou", "supervisor")
    client.sign_in("zhou")
    due_now(database, hub)
    assert made(client, report)["error"] == "not_permitted"


def test_what_cannot_be_kept_is_said_and_another_persons_is_left_alone(
    client: Client, saved: Any, staff: Staff, database: Database
) -> None:
    report = saved()
    assert saved(409)["error"]["id"] == "report_name_taken"
    dates = {"rows": "day", "period": "dates", "start": "2025-11-01", "end": "2025-11-02"}
    assert saved(422, name="b", choice=dates)["error"]["id"] == "fixed_days"
    assert (
        client.ask("PUT", f"/api/reports/saved/{report['id']}", {**FORM, "version": 7}).json()["error"]["id"]
        == "stale_version"
    )
    changed = client.ask(
        "PUT", f"/api/reports/saved/{report['id']}", {**FORM, "every": "weekly", "on": 3, "version": 1}
    ).json()
    assert datetime.fromisoformat(changed["next_at"]).astimezone(SHANGHAI).isoweekday() == 3
    staff.person("zhou", "supervisor")
    client.sign_in("zhou")
    assert client.ask("DELETE", f"/api/reports/saved/{report['id']}").status_code == 403
    client.sign_in("li", takeover=True)
    assert client.ask("DELETE", f"/api/reports/saved/{report['id']}").status_code == 200
    with database.read() as db:
        assert db.scalars(select(SavedReport.active)).all() == [False]
