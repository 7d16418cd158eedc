"""Reports as sheets: by time, queue, team and agent; compared; narrowed; explained by their calls; out of the house."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import AgentInterval, CallLeg
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person, Team
from tests.fixtures.call_rows import agent, call, queue, target
from tests.fixtures.people import Client, Staff

NOON = datetime(2025, 11, 13, 4, tzinfo=UTC)
"""Noon of a Thursday in Shanghai."""
DAYS = {"period": "dates", "start": "2025-11-13", "end": "2025-11-14", "lang": "en"}


@pytest.fixture
def floor(database: Database, staff: Staff) -> dict[str, Any]:
    """Two queues, two agents of one team, calls on two days."""
    staff.person("li", "supervisor")
    with database.write() as db:
        cards, loans = queue(db, "cards"), queue(db, "loans", position=1)
        team = Team(code="T1", name_zh="一组", name_en="Team one")
        db.add(team)
        db.flush()
        wang, zhao = agent(db, "1001", cards), agent(db, "1002", loans)
        wang.team_id = zhao.team_id = team.id
        call(db, cards, NOON, "answered", 10, by=wang, talk_s=100, hold_s=20, acw_s=60)
        call(db, cards, NOON + timedelta(minutes=5), "abandoned_queue", 30)
        call(db, loans, NOON + timedelta(days=1), "answered", 25, by=zhao, talk_s=60)
        call(db, loans, NOON - timedelta(days=2), "answered", 5, by=zhao, talk_s=40)
        for state, minutes, reason in (("ready", 30, None), ("talking", 2, None), ("after_call_work", 8, None)):
            db.add(
                AgentInterval(
                    person_id=wang.id,
                    state=state,
                    reason=reason,
                    started_at=NOON + timedelta(hours=1),
                    ended_at=NOON + timedelta(hours=1, minutes=minutes),
                )
            )
        return {"wang": wang.id, "zhao": zhao.id, "cards": cards.id}


def sheet(client: Client, status: int = 200, path: str = "sheet", **choice: object) -> dict[str, Any]:
    answer = client.get(f"/api/reports/{path}", **{**DAYS, **choice})
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def texts(found: dict[str, Any], *keys: str) -> list[list[str]]:
    """The cells of these columns, row by row, the whole at the end."""
    places = [next(at for at, one in enumerate(found["columns"]) if one["key"] == key) for key in keys]
    rows = [*found["rows"], *([found["total"]] if found["total"] else [])]
    return [[row["cells"][at]["text"] for at in places] for row in rows]


def test_days_are_rows_with_a_whole_and_their_formula_is_printed(client: Client, floor: Any) -> None:
    client.sign_in("li")
    found = sheet(client, rows="day")
    assert texts(found, "name", "offered", "abandoned", "service_level", "asa", "aht") == [
        ["2025-11-13 Thu", "2", "1", "50.0 %", "0:10", "3:00"],
        ["2025-11-14 Fri", "1", "0", "0.0 %", "0:25", "1:00"],
        ["Total", "3", "1", "33.3 %", "0:18", "2:00"],
    ]
    notes = "\n".join(found["notes"])
    assert "2025-11-13 to 2025-11-14 (both days included), Asia/Shanghai" in notes
    assert "Service level F3: answered within T / (answered + abandoned), T = 20 s, t = 5 s, target ≥ 80%" in notes
    assert "Made " in notes and found["made_by"] in notes


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("interval", 96),
        ("week", ["2025-11-13 – 11-14", "Total"]),
        ("month", ["2025-11", "Total"]),
        ("queue", ["Cards", "Loans", "Total"]),
        ("team", ["Team one", "Total"]),
        ("agent", ["Agent 1001 (1001)", "Agent 1002 (1002)", "Total"]),
    ],
)
def test_every_table_has_its_rows(client: Client, floor: Any, rows: str, names: Any) -> None:
    client.sign_in("li")
    found = sheet(client, rows=rows)
    named = [name for (name,) in texts(found, "name")]
    assert (len(found["rows"]) if isinstance(names, int) else named) == names
    assert found["total"]["cells"][1]["text"] in ("3", "2")


def test_a_queues_own_formula_counts_in_its_row_and_is_named(client: Client, floor: Any, database: Database) -> None:
    with database.write() as db:
        db.add(target(queue_id=floor["cards"], formula="F2"))
    client.sign_in("li")
    found = sheet(client, rows="queue")
    assert texts(found, "name", "service_level")[0] == ["Cards", "100.0 %"]
    assert any("Cards" in note and "of their own" in note for note in found["notes"])
    assert sheet(client, rows="interval", minutes=15, of="queue:cards")["goal"]["formula"] == "F2"


def test_agents_have_handling_occupancy_and_missed_rings(client: Client, floor: Any, database: Database) -> None:
    with database.write() as db:
        leg = db.scalars(select(CallLeg).where(CallLeg.person_id == floor["wang"])).one()
        db.add(
            CallLeg(
                call_id=leg.call_id,
                person_id=floor["wang"],
                queue_id=leg.queue_id,
                rung_at=NOON,
                ended_at=NOON,
                result="missed",
            )
        )
    client.sign_in("li")
    found = sheet(client, rows="agent")
    assert texts(found, "answered", "aht", "talk", "hold", "acw", "occupancy", "signed_in", "missed")[0] == [
        "1",
        "3:00",
        "1:40",
        "0:20",
        "1:00",
        "25.0 %",
        "40:00",
        "1",
    ]
    card = sheet(client, rows="score_card", of="agent:1001")
    assert card["title"] == "Agent score card · Agent 1001"
    rows = {row[0]: row[1:] for row in texts(card, "name", "mine", "team", "change")}
    assert rows["AHT"] == ["3:00", "2:00", "+1:00 (+50.0 %)"]
    assert rows["Answered"] == ["1", "1", "±0 (±0.0 %)"]
    assert rows["Time: Ready"][0] == "30:00" and rows["Time: Ready"][1] == "15:00"


def test_two_periods_are_compared_by_difference_and_percent(client: Client, floor: Any) -> None:
    client.sign_in("li")
    found = sheet(client, rows="day", against="before")
    assert "compared with 2025-11-11 to 2025-11-12" in found["notes"][0]
    keys = ("offered", "offered:before", "offered:change", "service_level:change", "aht:change")
    assert texts(found, *keys) == [
        ["2", "1", "+1 (+100.0 %)", "−50.0 points", "+2:20 (+350.0 %)"],
        ["1", "0", "+1", "–", "–"],
        ["3", "1", "+2 (+200.0 %)", "−66.7 points", "+1:20 (+200.0 %)"],
    ]


def test_the_calls_behind_a_cell_are_listed_and_written_down(client: Client, floor: Any, database: Database) -> None:
    client.sign_in("li")
    found = sheet(client, rows="day")
    row = found["rows"][0]
    asked = {"of": row["of"], "start": row["start_at"], "end": row["end_at"], "zone": found["zone"]}
    calls = client.get("/api/reports/calls", **asked, figure="abandoned").json()
    assert [one["call"]["outcome"] for one in calls["items"]] == ["abandoned_queue"]
    assert client.get("/api/reports/calls", **asked, figure="service_level").json()["explanation"]["value"] == 0.5
    asked["of"] = "agent:1001"
    assert len(client.get("/api/reports/calls", **asked, figure="aht").json()["items"]) == 1
    with database.read() as db:
        entry = db.scalars(select(AuditEntry).where(AuditEntry.action == "reports.calls")).all()
    assert len(entry) == 3


def test_an_agent_sees_their_own_work_alone(client: Client, floor: Any, database: Database, staff: Staff) -> None:
    staff.person("sun", "agent")
    code = "1003"
    with database.write() as db:
        db.scalars(select(Person).where(Person.login == "sun")).one().agent_code = code
    client.sign_in("sun")
    assert [one["of"] for one in client.get("/api/reports/scopes").json()] == [f"agent:{code}"]
    sheet(client, rows="score_card", of=f"agent:{code}")
    sheet(client, 403, rows="score_card", of="agent:1001")
    sheet(client, 403, rows="day")
    row = {"start": NOON.isoformat(), "end": (NOON + timedelta(hours=1)).isoformat(), "zone": "UTC"}
    assert client.get("/api/reports/calls", of=f"agent:{code}", **row).status_code == 200
    assert client.get("/api/reports/calls", of="centre", **row).status_code == 403


def test_what_cannot_be_reported_is_said_by_id(client: Client, floor: Any) -> None:
    client.sign_in("li")
    for wrong, status, error in (
        ({"end": "2025-11-12"}, 422, "bad_days"),
        ({"start": ""}, 422, "invalid_form"),
        ({"of": "queue:none"}, 404, "not_found"),
        ({"rows": "agent", "of": "queue:cards"}, 422, "bad_choice"),
        ({"rows": "score_card"}, 422, "bad_choice"),
        ({"rows": "interval", "start": "2025-01-01"}, 422, "too_many_rows"),
        ({"against": "dates"}, 422, "bad_days"),
    ):
        assert sheet(client, status, **wrong)["error"]["id"] == error, wrong


def test_the_workbook_says_what_the_screen_says_and_holds_no_formula(
    client: Client, floor: Any, database: Database
) -> None:
    with database.write() as db:
        db.get_one(Person, floor["wang"]).name_en = '=HYPERLINK("http://x","y")'
        db.get_one(Person, floor["zhao"]).name_en = "@SUM(1)"
    client.sign_in("li")
    for choice in ({"rows": "agent"}, {"rows": "day", "against": "before"}, {"rows": "score_card", "of": "agent:1001"}):
        shown = sheet(client, **choice)
        answer = client.get("/api/reports/export/workbook", **{**DAYS, **choice})
        assert answer.status_code == 200
        page = load_workbook(io.BytesIO(answer.content)).active
        lines = [[one for one in line if one.value is not None] for line in page.iter_rows()]
        cells = [one for line in lines for one in line]
        assert not [one.value for one in cells if one.data_type == "f"]
        assert lines[0][0].value == shown["title"]
        head = next(
            at for at, line in enumerate(lines) if [one.value for one in line] == [c["title"] for c in shown["columns"]]
        )
        rows = [*shown["rows"], *([shown["total"]] if shown["total"] else [])]
        assert len(lines) == head + 1 + len(rows)
        for line, row in zip(lines[head + 1 :], rows, strict=True):
            for place, said in zip(line, row["cells"], strict=True):
                assert written(place) == said["text"]
    with database.read() as db:
        taken = select(AuditEntry.person_login, AuditEntry.detail).where(AuditEntry.action == "reports.export")
        assert {(login, detail["kind"]) for login, detail in db.execute(taken)} == {("li", "xlsx")}


WEEKDAYS = {
    "[$-804]": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "[$-809]": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
"""As a spreadsheet writes them in the language of the format."""


def test_the_workbook_holds_the_charts_of_the_screen(client: Client, floor: Any) -> None:
    client.sign_in("li")
    given = {**DAYS, "rows": "day", "against": "before"}
    book = load_workbook(io.BytesIO(client.get("/api/reports/export/workbook", **given).content))
    page = book["charts"]
    assert next(one.value for one in page[1] if one.value) == "Day"
    levels, counts = page._charts
    names = [title_of(one) for one in levels.series]
    assert names[:2] == ["Service level F3", "Service level F3 ≥ 80%"] and "Answer rate, before" in names
    assert [title_of(one) for one in counts.series] == ["Offered", "Abandoned"]
    assert [page.cell(line, 2).value for line in (2, 3)] == [0.5, 0], "the figures that are drawn, as numbers"
    plain = load_workbook(io.BytesIO(client.get("/api/reports/export/workbook", **{**DAYS, "rows": "queue"}).content))
    assert plain.sheetnames == ["report"], "a table of queues has no course of time to draw"


def title_of(series: Any) -> str:
    return str(series.tx.v or series.tx.strRef.f)


def written(place: Any) -> str:
    """A cell as a spreadsheet shows it."""
    if isinstance(place.value, str):
        assert place.quotePrefix
        return place.value
    if "yyyy" in place.number_format:
        assert isinstance(place.value, datetime), "a date that can be sorted by and reckoned with"
        weekday = WEEKDAYS[place.number_format[:7]][place.value.weekday()] if "ddd" in place.number_format else ""
        return f"{place.value:%Y-%m-%d} {weekday}".strip()
    if "%" in place.number_format:
        return f"{place.value * 100:.1f} %"
    if "mm" in place.number_format or place.number_format == "m:ss":
        value = place.value
        seconds = round(
            value.total_seconds()
            if isinstance(value, timedelta)
            else (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6)
            if hasattr(value, "hour")
            else value * 86_400
        )
        minutes, left = divmod(seconds, 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{left:02d}" if minutes >= 60 else f"{minutes}:{left:02d}"
    return f"{place.value:,.1f}" if place.number_format.endswith(".0") else f"{place.value:,.0f}"
