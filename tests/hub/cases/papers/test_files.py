"""Files of cases over HTTP: kept as they came and encrypted, by what they are, for those who may; a wrong one is named in a sentence."""

import io
import socket
import uuid
import zipfile
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.cases.kinds import toml_file
from agent_desk.hub.cases.papers.files import KINDS
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.serve import HubThread
from agent_desk.models.files import StoredFile
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.cases.kinds.checking import check
from agent_desk.schemas.cases.papers.records import MOST_BYTES
from agent_desk.schemas.cases.papers.settings import FILE_LIMITS, FileLimits
from tests.fixtures import cases
from tests.fixtures.hub import UnitMaker
from tests.fixtures.kinds import publish, small_kind
from tests.fixtures.people import Client, Staff

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "case-files"
    made.mkdir(mode=0o700)
    return made


@pytest.fixture
def settings(settings: Settings, folder: Path) -> Settings:
    """The hub has a folder for files of cases."""
    return replace(settings, case_files=str(folder))


@pytest.fixture
def desks(hub: HubThread, staff: Staff, database: Database) -> dict[str, Client]:
    """A supervisor, a handler and two agents; an errand that all of them open, and the supervisor works on."""
    cases.terms(database)
    with database.write() as db:
        publish(db, small_kind("supervisor", opens=["supervisor", "agent"]))
    found = {}
    for login, role in (("boss", "supervisor"), ("cai", "complaint_handler"), ("lin", "agent"), ("wu", "agent")):
        staff.person(login, role, name=login)
        found[login] = Client(hub.url)
        assert found[login].sign_in(login).ok
    return found


def errand(client: Client) -> str:
    answer = client.post("/api/registers/cases", {"kind": "errand", "fields": {"what": "换锁"}})
    assert answer.ok, answer.text
    return str(answer.json()["id"])


def attach(
    client: Client, owner: str, owner_id: str, content: bytes, name: str = "凭证.pdf", key: str | None = None
) -> Any:
    body = {"owner": owner, "owner_id": owner_id, "name": name, "content": b64encode(content).decode()}
    return client.ask("POST", "/api/case-files", body, key)


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["id"]


def on_disk(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_a_file_is_kept_as_it_came_for_those_who_see_the_case(
    desks: dict[str, Client], database: Database, folder: Path
) -> None:
    lin, boss = desks["lin"], desks["boss"]
    case = errand(lin)
    key = str(uuid.uuid4())
    first = attach(lin, "kind_case", case, PDF, key=key)
    assert first.ok, first.text
    assert attach(lin, "kind_case", case, PDF, key=key).json() == first.json(), (
        "sent again after a torn line, it is there once"
    )
    row = first.json()
    assert (row["name"], row["media_type"], row["size_bytes"]) == ("凭证.pdf", "application/pdf", len(PDF))
    assert row["sha256"] == sha256(PDF).hexdigest()
    (stored,) = on_disk(folder)
    assert PDF[:200] not in stored.read_bytes(), "it lies encrypted"
    assert [one["id"] for one in boss.get(f"/api/case-files/of/kind_case/{case}").json()["files"]] == [row["id"]]
    assert boss.get(f"/api/case-files/{row['id']}/content").content == PDF
    assert refused(lin.get(f"/api/case-files/{row['id']}/content")) == (403, "not_permitted"), "no right to copy"
    assert refused(desks["wu"].get(f"/api/case-files/of/kind_case/{case}")) == (404, "not_found")
    assert refused(attach(desks["wu"], "kind_case", case, PDF)) == (404, "not_found")
    with database.read() as db:
        read = db.scalars(select(AuditEntry).where(AuditEntry.action == "papers.read")).all()
        assert [str(one.entity_id) for one in read] == [case]


def test_a_complaint_has_files_and_whoever_handles_it_attaches_them(
    desks: dict[str, Client], database: Database
) -> None:
    made = desks["lin"].post(
        "/api/cases/complaints", cases.form(complainant="李芳").model_dump(mode="json", exclude_none=True)
    )
    assert made.ok, made.text
    complaint = made.json()["id"]
    assert attach(desks["cai"], "complaint", complaint, PDF).ok
    listed = desks["lin"].get(f"/api/case-files/of/complaint/{complaint}").json()
    assert [one["added_by"]["name"] for one in listed["files"]] == ["cai"] and listed["may_attach"]
    assert refused(desks["wu"].get(f"/api/case-files/of/complaint/{complaint}")) == (404, "not_found")


def test_what_a_file_is_says_its_content_and_a_name_leads_nowhere(desks: dict[str, Client], folder: Path) -> None:
    boss = desks["boss"]
    case = errand(boss)
    office = io.BytesIO()
    with zipfile.ZipFile(office, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    kept = {
        name: attach(boss, "kind_case", case, content, name)
        for name, content in {
            "..\\..\\Windows\\run.exe": "说明".encode(),
            "/etc/passwd.pdf": b"\x89PNG\r\n\x1a\n" + bytes(50),
            "信\u202efdp.scr": PDF,
            "letter.docx": office.getvalue(),
            "scan.TIFF": b"II*\0" + bytes(60),
            "old.doc": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        }.items()
    }
    assert [one.json().get("name", one.text) for one in kept.values()] == [
        "run.exe.txt",
        "passwd.pdf.png",
        "信_fdp.scr.pdf",
        "letter.docx",
        "scan.tiff",
        "old.doc",
    ]
    before = len(on_disk(folder))
    for content in (
        b"MZ\x90\x00\x03" + bytes(400),
        b"\x7fELF" + bytes(100),
        b"#!/bin/sh\nrm -rf /\n",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
        b"PK\x03\x04 no archive",
    ):
        assert refused(attach(boss, "kind_case", case, content, "innocent.pdf")) == (422, "wrong_file_type")
    assert len(on_disk(folder)) == before, "nothing of a refused file stays"


def test_too_large_too_many_and_a_torn_line_leave_nothing(
    desks: dict[str, Client], hub: HubThread, folder: Path, staff: Staff, in_unit: UnitMaker
) -> None:
    boss = desks["boss"]
    case = errand(boss)
    largest = PDF + bytes(MOST_BYTES - len(PDF))
    assert attach(boss, "kind_case", case, largest).ok, "20 MB to the byte"
    assert refused(attach(boss, "kind_case", case, largest + b"1"))[0] == 422
    in_unit(
        settings_store.put, FILE_LIMITS, FileLimits(case_mb=20), caller=staff.caller("root", "system_administrator")
    )
    assert refused(attach(boss, "kind_case", case, PDF)) == (422, "case_files_full")
    before = len(on_disk(folder))
    host, port = hub.url.removeprefix("http://").split(":")
    head = (
        f"POST /api/case-files HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {boss.token}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
    )
    with socket.create_connection((host, int(port))) as line:
        line.sendall(head.encode() + b'{"owner": "kind_case", "content": "' + b"A" * 5000)
    assert boss.get(f"/api/case-files/of/kind_case/{case}").json()["used_bytes"] == MOST_BYTES
    assert len(on_disk(folder)) == before


def test_a_removed_file_leaves_who_did_it_and_why(desks: dict[str, Client], database: Database, folder: Path) -> None:
    boss, lin = desks["boss"], desks["lin"]
    case = errand(lin)
    row = attach(lin, "kind_case", case, PDF).json()
    assert refused(lin.post(f"/api/case-files/{row['id']}/remove", {"reason": "传错了"})) == (403, "not_permitted")
    gone = boss.post(f"/api/case-files/{row['id']}/remove", {"reason": "传错了"})
    assert gone.ok, gone.text
    assert gone.json()["deleted_at"] and gone.json()["deleted_by"] == "传错了" and on_disk(folder) == []
    assert refused(boss.get(f"/api/case-files/{row['id']}/content")) == (404, "file_gone")
    with database.read() as db:
        stored = db.get_one(StoredFile, uuid.UUID(row["id"]))
        assert stored.sha256 == row["sha256"], "what it was stays on record"


def test_a_field_names_a_file_of_its_own_case(desks: dict[str, Client], database: Database) -> None:
    kind = small_kind("supervisor")
    said = kind.model_dump(mode="json")
    said["fields"].append({"code": "paper", "name_zh": "合同", "name_en": "Contract", "type": "file", "required": True})
    with_file = small_kind("supervisor", code="paper_errand", prefix="PE", fields=said["fields"])
    assert [one.broken for one in check(with_file)] == ["no_file_yet"], "a case that is being opened has none"
    said["fields"][-1]["required"] = False
    said["transitions"][0]["tasks"] = []
    said["transitions"][1]["required"] = ["paper"]
    with_file = small_kind(
        "supervisor", code="paper_errand", prefix="PE", fields=said["fields"], transitions=said["transitions"]
    )
    read, _faults = toml_file.read(toml_file.text_of(with_file))
    assert read == with_file and check(with_file) == []
    with database.write() as db:
        publish(db, with_file)
    boss = desks["boss"]
    case = boss.post("/api/registers/cases", {"kind": "paper_errand", "fields": {"what": "签约"}}).json()
    path = f"/api/registers/cases/{case['id']}"
    assert boss.post(f"{path}/move", {"transition": "begin", "version": case["version"]}).ok

    def finish(**given: str) -> Any:
        version = boss.get(path).json()["version"]
        return boss.post(f"{path}/move", {"transition": "finish", "fields": given, "version": version})

    assert finish().json()["error"]["values"]["fields"] == {"paper": "missing"}
    elsewhere = attach(boss, "kind_case", errand(boss), PDF).json()["id"]
    assert finish(paper=elsewhere).json()["error"]["values"]["fields"] == {"paper": "unknown_file"}
    own = attach(boss, "kind_case", case["id"], PDF).json()["id"]
    done = finish(paper=own)
    assert done.ok, done.text
    assert done.json()["chosen"]["paper"]["zh"] == "凭证.pdf"


def test_bytes_of_work_that_did_not_come_about_go_again(
    desks: dict[str, Client], settings: Settings, folder: Path, in_unit: UnitMaker
) -> None:
    def breaks_off(unit: Unit) -> None:
        store.put(unit, settings, KINDS["complaint"], io.BytesIO(PDF), uuid.uuid4())
        assert len(on_disk(folder)) == 1
        raise ValueError("the rest of it")

    with pytest.raises(ValueError, match="the rest of it"):
        in_unit(breaks_off)
    assert on_disk(folder) == []
