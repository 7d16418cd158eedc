"""The monthly paper and its frozen editions: counted independently, never moved, corrected by a second edition that says what differs."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import delete, text, update
from sqlalchemy.exc import ProgrammingError
from typer.testing import CliRunner

from agent_desk.cli import hub_commands
from agent_desk.hub.cases import editions
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files.errors import FileDamaged
from agent_desk.models.cases import Complaint, ComplaintEdition
from agent_desk.schemas.cases.monthly import SECTIONS
from tests.fixtures.cases import NOW, ZONE, lists_of_the_form
from tests.fixtures.counted_cases import handler, kept
from tests.fixtures.hub import AUDIT_KEY, FILE_KEY
from tests.fixtures.paper import Paper, plain
from tests.fixtures.people import Client, Staff

__all__ = ["handler", "kept", "lists_of_the_form"]
MONTH = "2026-01-01"


@pytest.fixture
def supervisor(client: Client, staff: Staff) -> Client:
    staff.person("sun", "supervisor")
    client.sign_in("sun")
    return client


def put(client: Client, **form: Any) -> Any:
    return client.post("/api/cases/editions", {"month": MONTH, **form})


def faults(answer: Any) -> Any:
    assert answer.status_code == 422, answer.text
    return answer.json()["error"]["values"]["fields"]


def paper(client: Client, **asked: Any) -> dict[str, Any]:
    answer = client.get("/api/cases/monthly", month=MONTH, **asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def in_january(one: Complaint) -> bool:
    return one.received_at.astimezone(ZONE).strftime("%Y-%m") == "2026-01"


def test_what_was_reported_stands_and_a_correction_says_cell_by_cell_and_case_by_case_what_it_changed(
    supervisor: Client, database: Database, kept: list[Complaint]
) -> None:
    mine = [one for one in kept if in_january(one)]
    first = put(supervisor)
    assert first.status_code == 200, first.text
    assert (first.json()["number"], first.json()["complaints"]) == (1, len(mine))
    reported = paper(supervisor, edition=1)
    assert [one["section"] for one in reported["sections"]] == list(SECTIONS)
    assert first.json()["digest"] in " ".join(reported["notes"])

    again = put(supervisor, reason="更正")
    assert faults(again) == {"month": "nothing_changed"}

    # Corrected later: another cause; one more is merged; one turns out to be of December.
    told, merged, moved = [one for one in mine if one.state == "closed" and one.case_class == "simple"][:3]
    with database.write() as db:
        for one, values in (
            (told, {"case_class": "complex"}),
            (merged, {"state": "merged"}),
            (moved, {"received_at": datetime(2025, 12, 30, 4, tzinfo=UTC)}),
        ):
            db.execute(update(Complaint).where(Complaint.id == one.id).values(**values))
    assert paper(supervisor, edition=1)["sections"] == reported["sections"], "what was reported never moves"
    assert faults(put(supervisor)) == {"reason": "missing"}
    since = supervisor.get("/api/cases/editions/differences", month=MONTH).json()
    second = put(supervisor, reason="业务部门更正")
    assert second.status_code == 200 and second.json()["number"] == 2
    found = supervisor.get("/api/cases/editions/differences", month=MONTH, edition=2).json()
    assert found == since
    lines = {tuple(cell["text"] for cell in row["cells"]) for row in found["cases"]["rows"]}
    assert lines == {
        (told.number, "时限类别", "事实清楚、争议简单", "情况复杂"),
        (merged.number, "状态", "已办结", "已并案"),
        *((merged.number, *rest) for rest in _of(merged)),
        (moved.number, "是否计入本月", "是", "否"),
    }
    cells = [[cell["text"] for cell in row["cells"]] for row in found["cells"]["rows"]]
    before, after = len(mine), len(mine) - 1
    assert ["逐月", "2026-01", "收到（合并前）", str(before), str(after)] in cells
    corrected = paper(supervisor, edition=2)
    for line in cells:
        assert line[3] != line[4]
    flat = [_flat(one["sections"]) for one in (reported, corrected)]
    assert len(cells) == sum(flat[0].get(place, "") != flat[1].get(place, "") for place in {**flat[0], **flat[1]})
    listed = supervisor.get("/api/cases/editions").json()
    assert [(one["number"], one["reason"]) for one in listed] == [(2, "业务部门更正"), (1, "")]


def _of(merged: Complaint) -> list[tuple[str, str, str]]:
    """What a merged complaint no longer has: its decision counts no more, nor whether it was told in time."""
    assert merged.decided_at is not None and merged.told_at is not None
    due = merged.received_at + timedelta(days=15)
    return [
        ("决定日期", merged.decided_at.astimezone(ZONE).date().isoformat(), ""),
        ("按期告知", "是" if merged.told_at < due else "否", ""),
    ]


def _flat(sections: list[dict[str, Any]]) -> dict[tuple[str, str, str], str]:
    return {
        (one["section"], row["key"], column["key"]): cell["text"]
        for one in sections
        for row in [*one["rows"], one["total"]]
        for column, cell in zip(one["columns"][1:], row["cells"][1:], strict=True)
    }


def test_tables_of_an_edition_are_a_count_over_the_facts_it_holds(
    hub_context: HubContext, database: Database, kept: list[Complaint]
) -> None:
    found = editions.content(database, date(2026, 1, 1), ZONE, NOW, lambda _language: "孙")
    cases = list(found["cases"].values())
    sections = {one["section"]: one for one in found["sections"]["zh"]}
    for section, axis in (("channel", "channel"), ("source", "source"), ("branch", "branch_code")):
        table = sections[section]
        at = {column["key"]: place for place, column in enumerate(table["columns"])}
        total = table["total"]["cells"]
        assert total[at["received"]]["value"] == len(cases)
        counted = [one for one in cases if one["state"] != "merged"]
        assert total[at["counted"]]["value"] == len(counted)
        assert total[at["withdrawn"]]["value"] == sum(one["state"] == "withdrawn" for one in cases)
        if section == "branch":
            for row in table["rows"]:
                of = [one for one in counted if one[axis] == row["key"]]
                assert row["cells"][at["counted"]]["value"] == len(of)
                took = sorted(
                    (date.fromisoformat(one["decided"]) - date.fromisoformat(one["received"])).days
                    for one in of
                    if one["decided"]
                )
                assert row["cells"][at["median"]]["value"] == took[-(-len(took) // 2) - 1]


def test_an_edition_cannot_be_changed_and_one_that_was_is_refused(
    supervisor: Client, database: Database, kept: list[Complaint]
) -> None:
    assert put(supervisor).status_code == 200
    for statement in (
        update(ComplaintEdition).values(reason="x"),
        delete(ComplaintEdition),
    ):
        with pytest.raises(ProgrammingError, match="editions are only added"), database.write() as db:
            db.execute(statement)
    with database.write() as db:
        # As somebody could who owns the database.
        db.execute(text("ALTER TABLE complaint_edition DISABLE TRIGGER complaint_edition_only_added"))
        db.execute(update(ComplaintEdition).values(digest="0" * 64))
    refused = supervisor.get("/api/cases/monthly", month=MONTH, edition=1)
    assert refused.status_code == FileDamaged.status and refused.json()["error"]["id"] == FileDamaged.id


def test_who_may_freeze_and_when(supervisor: Client, staff: Staff, kept: list[Complaint]) -> None:
    month = datetime.now(UTC).date().replace(day=1).isoformat()
    refused = supervisor.post("/api/cases/editions", {"month": month})
    assert faults(refused) == {"month": "not_over"}
    staff.person("a1", "agent", agent_code="1001")
    supervisor.sign_in("a1")
    assert put(supervisor).status_code == 403
    assert supervisor.get("/api/cases/editions").status_code == 403
    assert supervisor.get("/api/cases/monthly", month=MONTH, edition=1).status_code == 403
    assert all(not one["rows"] for one in paper(supervisor)["sections"]), "their own alone"


def test_the_workbook_has_every_table_of_the_paper_cell_by_cell(supervisor: Client, kept: list[Complaint]) -> None:
    shown = paper(supervisor, lang="en")
    answer = supervisor.get("/api/cases/monthly/export/workbook", month=MONTH, lang="en")
    book = load_workbook(io.BytesIO(answer.content))
    assert len(book.worksheets) == len(SECTIONS) + 1 and len(book["charts"]._charts) == 2
    for page, section in zip(book.worksheets, shown["sections"], strict=False):
        lines = [[cell.value for cell in line] for line in page.iter_rows()]
        head = next(at for at, line in enumerate(lines) if line[0] == section["columns"][0]["title"])
        written = [
            [cell["value"] if cell["value"] is not None else cell["text"] for cell in row["cells"]]
            for row in [*section["rows"], section["total"]]
        ]
        assert [line[: len(section["columns"])] for line in lines[head + 1 :]] == written, section["section"]


def test_the_command_gives_the_screens_paper_in_every_form_and_an_independent_count(
    supervisor: Client, database: Database, database_url: str, kept: list[Complaint], tmp_path: Path
) -> None:
    assert put(supervisor).status_code == 200
    shown = paper(supervisor, edition=1, lang="en")
    files = {kind: tmp_path / f"paper.{kind}" for kind in ("xlsx", "pdf", "docx")}
    asked = ["report", "complaints", "--month", "2026-01", "--edition", "1", "--json", "--database", database_url]
    env = {"AGENT_DESK_LANG": "en", "AGENT_DESK_AUDIT_KEY": AUDIT_KEY, "AGENT_DESK_FILE_KEY": FILE_KEY}
    options = [part for kind, file in files.items() for part in (f"--{kind}", str(file))]
    told = CliRunner().invoke(hub_commands(), [*asked, *options], env=env)
    assert told.exit_code == 0, told.output
    printed = json.loads(told.stdout)
    assert printed["sections"] == shown["sections"], "cell by cell"
    for section, table, page in zip(
        shown["sections"], Document(str(files["docx"])).tables, load_workbook(files["xlsx"]).worksheets, strict=False
    ):
        cells = [[cell["text"] for cell in row["cells"]] for row in [*section["rows"], section["total"]]]
        titles = [column["title"] for column in section["columns"]]
        assert [[cell.text for cell in row.cells] for row in table.rows] == [titles, *cells]
        assert page.cell(page.max_row, 1).value == cells[-1][0]
    said = plain(Paper(files["pdf"].read_bytes()).text())
    assert all(plain(row["cells"][0]["text"]) in said for one in shown["sections"] for row in one["rows"])

    # Over the complaints as anybody can export them: no line of the statistics' own.
    with database.read() as db:
        rows = db.execute(text("SELECT * FROM complaint")).mappings().all()
    january = [one for one in rows if f"{one['received_at'].astimezone(ZONE):%Y-%m}" == "2026-01"]
    branch = next(one for one in printed["sections"] if one["section"] == "branch")
    at = {column["key"]: place for place, column in enumerate(branch["columns"])}
    for row in branch["rows"]:
        mine = [one for one in january if (one["branch_code"] or "") == row["key"]]
        merged = [one for one in mine if one["state"] != "merged"]
        values = {key: row["cells"][place]["value"] for key, place in at.items()}
        assert (values["received"], values["counted"]) == (len(mine), len(merged))
        assert values["withdrawn"] == sum(one["state"] == "withdrawn" for one in mine)
        extended = sum(one["case_class"] == "extended" for one in merged)
        assert values["extended"] == (round(extended / len(merged), 3) if merged else None)
    missing = CliRunner().invoke(hub_commands(), [*asked[:4], "--edition", "2", *asked[-2:]], env=env)
    assert missing.exit_code == 2
