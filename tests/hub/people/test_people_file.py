"""People from a file over HTTP: columns found and chosen, each row looked at as by hand, taken together or not at all."""

import base64
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.customers import Branch
from agent_desk.models.people import Team
from agent_desk.schemas.kit.file_text import in_pieces
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until

CSV = """登录名,姓名,工号,班组,岗位,机构,联系电话
zhang,张三,2001,一组,坐席,总行,13800138000
li,李四,2002,T1,坐席、班长,,
"""


def sent(content: str | bytes, encoding: str = "utf-8", **more: Any) -> dict[str, Any]:
    data = content.encode(encoding) if isinstance(content, str) else content
    return {"name": "people.csv", "pieces": in_pieces(base64.b64encode(data).decode()), **more}


def looked(client: Client, content: str | bytes, **more: Any) -> Any:
    answer = client.post("/api/people/file/look", sent(content, **more))
    assert answer.status_code == 200, answer.text
    return answer.json()


def logins(client: Client) -> set[str]:
    return {one["login"] for one in client.get("/api/people", limit=100).json()["items"]}


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A hub that has a folder for files that are made."""
    folder = tmp_path / "made"
    folder.mkdir()
    return replace(settings, reports=str(folder))


@pytest.fixture
def keeper(hub: HubThread, staff: Staff, database: Database) -> Client:
    with database.write() as db:
        db.add(Team(code="T1", name_zh="一组", name_en="Team 1"))
        db.add(Branch(code="HO", name_zh="总行", name_en="Head office"))
    staff.person("sec1", "security_administrator")
    client = Client(hub.url)
    client.sign_in("sec1")
    return client


def test_a_file_is_looked_at_and_taken_as_if_by_hand(keeper: Client) -> None:
    view = looked(keeper, CSV, encoding="gb18030")
    assert {one["heading"]: one["column"] for one in view["heads"]}["联系电话"] == "", "left out, or chosen by hand"
    assert [(row["line"], row["change"]) for row in view["rows"]] == [(2, "new"), (3, "new")]
    assert "班组 一组" in view["rows"][0]["zh"] and "Branch HO" in view["rows"][0]["en"]
    assert logins(keeper) == {"sec1"}, "a look changes nothing"
    taken = keeper.post("/api/people/file", sent(CSV, lines=[2, 3]))
    assert taken.status_code == 200, taken.text
    people = {one["login"]: one for one in keeper.get("/api/people").json()["items"]}
    assert people["zhang"]["team"]["code"] == "T1" and people["zhang"]["branch"] == "HO"
    assert sorted(people["li"]["roles"]) == ["agent", "supervisor"] and people["li"]["password"] == "none"
    # The same again changes nothing; another team, a last day and a name are changes; what a cell leaves empty stays.
    assert [row["change"] for row in looked(keeper, CSV)["rows"]] == ["same", "same"]
    moved = "user name,name,team,leaves on\nLI,李思,,2027/3/31\n"
    (row,) = looked(keeper, moved)["rows"]
    assert row["change"] == "changed" and "李四 → 李思" in row["zh"] and "2027-03-31" in row["zh"]
    assert keeper.post("/api/people/file", sent(moved, lines=[2])).status_code == 200
    after = next(one for one in keeper.get("/api/people").json()["items"] if one["login"] == "li")
    assert after["team"]["code"] == "T1" and {one["to_on"] for one in after["held"]} == {"2027-03-31"}
    trail = keeper.get("/api/settings/history/person", entity_id=after["id"]).json()["items"]
    assert [one["action"] for one in trail] == ["people.edit", "people.add"]


def test_each_row_says_why_it_is_refused_and_nothing_of_a_bad_choice_is_taken(keeper: Client, staff: Staff) -> None:
    staff.person("taken", "agent", agent_code="9001")
    rows = [
        ("a1,甲,3001,一组,坐席", "new", ""),
        ("a1,乙,3002,,坐席", "refused", "第 2 行"),
        ("B 2,丙,,,坐席", "refused", "用户名"),
        ("c3,丁,9001,,坐席", "refused", "工号"),
        ("d4,戊,,九组,坐席", "refused", "九组"),
        ("e5,己,,,宇航员", "refused", "宇航员"),
        ("f6,,,,坐席", "refused", "姓名"),
        (",庚,,,坐席", "refused", "用户名"),
        ("sec1,辛,,,安全管理员、审计管理员", "new or changed", ""),
        ("g7,壬,,,系统管理员、审计管理员", "new", ""),
    ]
    text = "用户名,姓名,工号,班组,岗位\n" + "".join(f"{row}\n" for row, _, _ in rows)
    found = looked(keeper, text)["rows"]
    for (row, change, word), line in zip(rows, found, strict=True):
        if change in ("new", "refused"):
            assert line["change"] == change and word in line["zh"] and line["en"], f"{row}: {line}"
    assert "审计" in found[-1]["note_zh"], "who unites offices is remarked on"
    before = logins(keeper)
    refused = keeper.post("/api/people/file", sent(text, lines=[2, 3]))
    assert (refused.status_code, refused.json()["error"]["id"]) == (422, "people_file_refused")
    assert logins(keeper) == before, "the good row is not taken without the bad one"
    assert keeper.post("/api/people/file", sent(text, lines=[2])).status_code == 200
    assert logins(keeper) == before | {"a1"}


def test_files_that_cannot_be_used_say_so(keeper: Client) -> None:
    for content, word in (
        (b"PK\x03\x04broken", "压缩"),
        (bytes(range(256)) * 50, "文本"),
        ("", "没有内容"),
        ("姓名,班组\n张三,一组\n", "login"),
        ("用户名,姓名\n" + "".join(f"p{n},人{n}\n" for n in range(10_000)), "10000"),
        ("用户名,用户名\na,b\n", "多次"),
    ):
        view = looked(keeper, content)
        assert word in view["fault_zh"] and view["fault_en"] and view["rows"] == [], view
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["员工", "称呼"])
    sheet.append(["wang", "王五"])
    book.save(stream)
    view = looked(keeper, stream.getvalue())
    assert view["fault_zh"] and [one["heading"] for one in view["heads"]] == ["员工", "称呼"]
    chosen = [{"heading": "员工", "column": "login"}, {"heading": "称呼", "column": "name"}]
    (row,) = looked(keeper, stream.getvalue(), columns=chosen)["rows"]
    assert (row["change"], row["login"], row["name"]) == ("new", "wang", "王五")
    mixed = "用户名,姓名\nok,好\n".encode() + b"bad,\xc8\xfd\xce\xe5\xc1\xf9\n"
    assert [one["change"] for one in looked(keeper, mixed)["rows"]] == ["new", "refused"]


def test_rights_are_asked_for_and_confirmed_by_a_second_person(keeper: Client, hub: HubThread, staff: Staff) -> None:
    staff.person("sec2", "security_administrator")
    second = Client(hub.url)
    second.sign_in("sec2")
    asked = keeper.post("/api/people/file", sent(CSV, lines=[2, 3], reason="新员工入职"))
    assert (asked.status_code, asked.json()["error"]["id"]) == (409, "waits_for_second_person"), asked.text
    assert "zhang" not in logins(keeper)
    (waits,) = second.get("/api/approvals", state="pending").json()["items"]
    assert second.post(f"/api/approvals/{waits['id']}/approve", {"digest": waits["digest"]}).status_code == 200
    assert {"zhang", "li"} <= logins(keeper)
    staff.person("a9", "agent", agent_code="9009")
    agent = Client(hub.url)
    agent.sign_in("a9")
    assert agent.post("/api/people/file/look", sent(CSV)).status_code == 403


def test_passwords_of_new_people_are_a_file_for_who_asked(keeper: Client, hub: HubThread, staff: Staff) -> None:
    staff.person("own1", "agent")
    bare = staff.person("boss", "system_administrator")
    with staff.database.write() as db:
        person = db.merge(bare)
        person.password_hash = None
    taken = keeper.post("/api/people/file", sent(CSV, lines=[2, 3])).json()["rows"]
    everybody = [one["id"] for one in keeper.get("/api/people").json()["items"] if one["login"] in ("own1", "boss")]
    asked = keeper.post("/api/people/passwords", {"people": [*(row["id"] for row in taken), *everybody]})
    assert asked.status_code == 200, asked.text
    job = asked.json()["id"]
    until(lambda: keeper.get(f"/api/jobs/{job}").json()["ended_at"] is not None)
    answer = keeper.get(f"/api/people/passwords/{job}")
    assert answer.status_code == 200, answer.text
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    passwords = {line[1]: str(line[2]) for line in lines if line[1] in ("zhang", "li", "own1", "boss")}
    assert set(passwords) == {"zhang", "li"}, "whoever has one of their own keeps it; who administers gets it by hand"
    new = Client(hub.url)
    assert new.sign_in("zhang", passwords["zhang"]).json()["error"]["id"] == "password_change_needed"
    assert new.sign_in("zhang", passwords["zhang"], new_password="Seven-Lanterns-9").ok
    nobody = keeper.post("/api/people/passwords", {"people": everybody})
    assert nobody.json()["error"]["id"] == "nobody_without_password"
    staff.person("sec2", "security_administrator")
    other = Client(hub.url)
    other.sign_in("sec2")
    assert other.get(f"/api/people/passwords/{job}").status_code == 404, "it is for who asked"
