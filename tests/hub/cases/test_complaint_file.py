"""Lists that a source forwards, over HTTP: every line's verdict, taken once or not at all, columns remembered, files that are none."""

import base64
import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from agent_desk.hub.cases.complaint_file import HEADINGS
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.user_files import heading
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Branch
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.kit.file_text import in_pieces
from tests.fixtures.cases import terms
from tests.fixtures.people import Client
from tests.hub.cases.test_law import clients, error, fields, move, today

__all__ = ["clients"]
DEFAULTS = {"channel": "phone", "business": "debit_card", "cause": "pricing", "wish": "refund"}


@pytest.fixture(autouse=True)
def lists_are_there(database: Database) -> Iterator[None]:
    terms(database)
    with database.write() as db:
        db.add(Branch(code="001", name_zh="城东支行", name_en="East branch"))
    yield


def ago(days: int) -> date:
    return today() - timedelta(days=days)


def table() -> list[list[Any]]:
    """What a regulator sends: a title above, its own headings, good lines and each kind of bad one."""
    return [
        ["12378 投诉转办清单", "", "", "", "", ""],
        ["转办编号", "受理日期", "转办日期", "投诉人姓名", "投诉事项", "被投诉机构", "业务类别"],
        ["ZB-001", f"{ago(3)}", f"{ago(4)}", "李芳", "短信费扣了两次。", "城东支行", ""],
        ["ZB-002", f"{ago(2):%Y/%m/%d}", "", "王强", "柜面排队过长。", "", "借记卡"],
        ["", f"{ago(2)}", "", "赵敏", "没有编号。", "", ""],
        ["ZB-004", f"{today() + timedelta(days=1)}", "", "钱进", "日期在将来。", "", ""],
        ["ZB-005", f"{ago(2)}", "", "孙丽", "机构不存在。", "城西支行", ""],
        ["ZB-001", f"{ago(2)}", "", "周杰", "编号重复。", "", ""],
        ["ZB-007", "03/04/26", "", "吴京", "日期看不懂。", "", ""],
        ["ZB-008", f"{ago(2)}", f"{ago(1)}", "郑爽", "早于转办日期。", "", ""],
        ["ZB-009", f"{ago(1)}", "", "", "没有投诉人。", "", ""],
        ["6.22848E+18", f"{ago(1)}", "", "冯刚", "编号被表格软件改坏。", "", ""],
    ]


def workbook(rows: list[list[Any]]) -> bytes:
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(made)
    return made.getvalue()


def csv_of(rows: list[list[Any]]) -> bytes:
    return "\r\n".join(",".join(map(str, row)) for row in rows).encode("gb18030")


def sent(data: bytes, name: str = "12378.xlsx", source: str = "12378", **more: Any) -> dict[str, Any]:
    pieces = in_pieces(base64.b64encode(data).decode())
    return {"name": name, "pieces": pieces, "source": source, **DEFAULTS, **more}


def looked(client: Client, data: bytes, **more: Any) -> Any:
    answer = client.post("/api/cases/file/look", sent(data, **more))
    assert answer.ok, answer.text
    return answer.json()


def count(database: Database) -> int:
    with database.read() as db:
        return db.scalar(select(func.count()).select_from(Complaint)) or 0


@pytest.mark.parametrize("make", [workbook, csv_of])
def test_each_line_has_its_verdict_and_what_is_taken_is_due_from_its_own_day(
    make: Any, clients: Any, database: Database
) -> None:
    handler, data = clients("h1", "complaint_handler"), make(table())
    view = looked(handler, data)
    said = {row["line"]: (row["change"], row["zh"]) for row in view["rows"]}
    last = ago(3) + timedelta(days=15)
    assert said[3] == ("new", f"可登记，到期 {last.year}年{last.month}月{last.day}日。")
    assert {line: change for line, (change, _) in said.items()} == {
        **dict.fromkeys((3, 4, 11), "new"),
        **dict.fromkeys((5, 6, 7, 8, 9, 10, 12), "refused"),
    }
    assert said[5][1] == "缺少来源编号。"
    assert said[6][1] == "收到日期：不能晚于当前时间。"
    assert said[7][1] == "没有机构“城西支行”。"
    assert said[8][1] == "与第 3 行编号相同。"
    assert said[9][1] == "收到日期“03/04/26”不是 2026-12-01 这样的日期。"
    assert said[10][1] == "收到日期：不能早于来源凭证上的日期。"
    assert "表格软件" in said[12][1]
    assert view["rows"][8]["note_zh"] == "没有投诉人，按匿名登记。"
    assert count(database) == 0, "looking registers nothing"
    # One that is refused among the chosen ones keeps all of them back.
    mixed = handler.post("/api/cases/file", sent(data, lines=[3, 4, 5]))
    assert error(mixed) == "complaint_file_refused" and count(database) == 0
    taken = handler.post("/api/cases/file", sent(data, lines=[3, 4, 11]))
    assert taken.ok, taken.text
    rows = taken.json()["rows"]
    assert [row["due_on"] for row in rows] == [f"{ago(days) + timedelta(days=15)}" for days in (3, 2, 1)]
    first = handler.get(f"/api/cases/complaints/{rows[0]['id']}").json()["complaint"]
    assert (first["due_on"], first["source_number"], first["source_on"]) == (f"{last}", "ZB-001", f"{ago(4)}")
    assert (first["about_branch"]["code"], first["grade"], first["party"]) == ("001", "important", "self")
    third = handler.get(f"/api/cases/complaints/{rows[2]['id']}").json()["complaint"]
    assert third["party"] == "anonymous"
    # Loaded again it adds nothing, and says what is there.
    again = looked(handler, data)
    assert [(row["change"], row["number"]) for row in again["rows"] if row["change"] == "same"] == [
        ("same", row["number"]) for row in rows
    ]
    twice = handler.post("/api/cases/file", sent(data, lines=[3, 4, 11]))
    assert twice.ok and count(database) == 3
    with database.read() as db:
        (written,) = db.scalars(select(AuditEntry.detail).where(AuditEntry.action == "cases.file")).all()
    assert written["added"] == 3 and "李芳" not in str(written)


def test_columns_that_somebody_chose_are_remembered_for_their_source(clients: Any, database: Database) -> None:
    handler = clients("h1", "complaint_handler")
    data = workbook([["流水", "到件日", "反映情况", "备注"], ["A-1", f"{ago(1)}", "扣费有误。", "x"]])
    unread = looked(handler, data, name="12345.xlsx", source="12345")
    assert unread["fault_zh"] and not unread["rows"]
    chosen = [
        {"heading": head, "column": column}
        for head, column in (("流水", "source_number"), ("到件日", "received_on"), ("反映情况", "narrative"))
    ]
    assert [row["change"] for row in looked(handler, data, source="12345", columns=chosen)["rows"]] == ["new"]
    assert handler.post("/api/cases/file", sent(data, source="12345", columns=chosen, lines=[2])).ok
    later = workbook([["流水", "到件日", "反映情况"], ["A-2", f"{ago(1)}", "再次扣费。"]])
    assert [row["change"] for row in looked(handler, later, source="12345")["rows"]] == ["new"]
    assert looked(handler, later, source="12363")["fault_zh"], "of that source alone"


def test_files_that_are_none_get_a_sentence_and_change_nothing(clients: Any, database: Database) -> None:
    handler, agent = clients("h1", "complaint_handler"), clients("a1", "agent")
    customers = "客户号,姓名,手机\nC1,王强,13800138000\n"
    wrong: list[bytes] = [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04broken", b"\x00\x01\x02", customers.encode("gb18030")]
    wrong += [customers.encode() + "C2,赵敏".encode("gb18030"), workbook([["", "", ""]]), workbook(table()[:1])]
    for data in wrong:
        view = looked(handler, data)
        assert view["fault_zh"] and view["fault_en"] and not view["rows"]
    assert fields(handler.post("/api/cases/file/look", sent(b"x", source="nobody"))) == {"source": "unknown"}
    assert agent.post("/api/cases/file/look", sent(workbook(table()))).status_code == 403
    assert count(database) == 0


def test_no_heading_names_two_columns() -> None:
    named = [heading(name) for column, others in HEADINGS.items() for name in {column, *others}]
    assert sorted(named) == sorted(set(named))


def test_a_line_that_was_registered_is_handled_as_any_other(clients: Any) -> None:
    handler = clients("h1", "complaint_handler")
    taken = handler.post("/api/cases/file", sent(workbook(table()), lines=[3])).json()
    made = {"id": taken["rows"][0]["id"]}
    assert move(handler, made, "in_progress").ok and move(handler, made, "decided", words="退费").ok
