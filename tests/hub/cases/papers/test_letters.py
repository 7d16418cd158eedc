"""Letters over HTTP: filled from the case, approved by a second person, kept as paper with its digest, sent; templates by two persons."""

import uuid
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.cases import counters, retention
from agent_desk.hub.cases.kinds.loading import shipped as shipped_kinds
from agent_desk.hub.cases.papers import templates
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.case_files import CaseFile
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Contact
from agent_desk.models.kinds import KindCase
from agent_desk.models.kit import AuditEntry
from agent_desk.models.letters import CaseLetter
from agent_desk.models.people import Person
from agent_desk.schemas.cases.papers import filling
from agent_desk.schemas.cases.papers.records import TemplateForm
from tests.fixtures import cases
from tests.fixtures.people import Client, Staff
from tests.fixtures.properties import given, st

PDF = b"%PDF-1.7\n" + bytes(2000)


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
    """A handler, two supervisors, an agent, two administrators."""
    cases.terms(database)
    found = {}
    for login, role in (
        ("cai", "complaint_handler"),
        ("boss", "supervisor"),
        ("chief", "supervisor"),
        ("lin", "agent"),
        ("root", "system_administrator"),
        ("twin", "system_administrator"),
    ):
        staff.person(login, role, name=login)
        found[login] = Client(hub.url)
        assert found[login].sign_in(login).ok
    return found


@pytest.fixture
def complaint(desks: dict[str, Client]) -> str:
    form = cases.form(complainant="李芳").model_dump(mode="json", exclude_none=True)
    made = desks["lin"].post("/api/cases/complaints", form)
    assert made.ok, made.text
    return str(made.json()["id"])


def wanted(complaint: str, template: str, language: str = "zh") -> dict[str, str]:
    return {"owner": "complaint", "owner_id": complaint, "template": template, "language": language}


def error(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["id"]


def letters(client: Client, complaint: str) -> list[Any]:
    found: list[Any] = client.get(f"/api/letters/of/complaint/{complaint}").json()["letters"]
    return found


def moved(client: Client, complaint: str, to: str, words: str = "") -> None:
    answer = client.post(f"/api/cases/complaints/{complaint}/transition", {"to": to, "words": words})
    assert answer.ok, answer.text


def test_an_acknowledgement_is_made_painted_and_sent(
    desks: dict[str, Client], complaint: str, database: Database
) -> None:
    cai = desks["cai"]
    seen = cai.get(f"/api/letters/preview/complaint/{complaint}/acknowledgement/zh").json()
    assert seen["missing"] == [] and "李芳" in seen["body"] and "{" not in seen["body"]
    made = cai.post("/api/letters", wanted(complaint, "acknowledgement"))
    assert made.ok, made.text
    letter = made.json()
    assert letter["state"] == "made" and letter["body"] == seen["body"]
    early = cai.post(f"/api/letters/{letter['id']}/sent", {"day": letter["made_at"][:10], "way": "post", "version": 1})
    assert error(early) == (409, "letter_not_ready"), "there is no paper yet"
    wrong = cai.post(f"/api/letters/{letter['id']}/paper", {"content": b64encode(b"no paper").decode()})
    assert error(wrong) == (422, "wrong_file_type")
    kept = cai.post(f"/api/letters/{letter['id']}/paper", {"content": b64encode(PDF).decode()}).json()
    (file,) = cai.get(f"/api/case-files/of/complaint/{complaint}").json()["files"]
    assert file["id"] == kept["file_id"] and file["sha256"] == sha256(PDF).hexdigest()
    assert file["name"].startswith(letter["number"]) and file["name"].endswith(".pdf")
    future = cai.post(
        f"/api/letters/{letter['id']}/sent", {"day": "2999-01-01", "way": "post", "version": kept["version"]}
    )
    assert future.json()["error"]["values"]["fields"] == {"day": "day_of_letter"}
    with database.read() as db:
        day = db.scalars(select(CaseLetter)).one().made_at.astimezone(cases.ZONE).date().isoformat()
    sent = cai.post(
        f"/api/letters/{letter['id']}/sent", {"day": day, "way": "post", "words": "挂号信", "version": kept["version"]}
    )
    assert sent.ok, sent.text
    story = cai.get(f"/api/cases/complaints/{complaint}").json()["events"]
    assert any(letter["number"] in (one.get("words") or "") and "邮寄" in one["words"] for one in story)
    assert error(desks["lin"].post("/api/letters", wanted(complaint, "acknowledgement"))) == (403, "not_permitted")


def test_a_decision_goes_out_only_once_somebody_else_has_approved_it(desks: dict[str, Client], complaint: str) -> None:
    cai, boss = desks["cai"], desks["boss"]
    bare = cai.post("/api/letters", wanted(complaint, "decision"))
    assert bare.json()["error"]["values"]["fields"] == {"template": "missing_facts"}, "nothing is decided yet"
    moved(cai, complaint, "in_progress")
    moved(cai, complaint, "decided", "退还{complainant}多收的费用 12.50 元。")
    assert error(cai.post("/api/letters", wanted(complaint, "decision"))) == (409, "waits_for_second_person")
    (letter,) = letters(cai, complaint)
    assert letter["state"] == "asked" and "退还{complainant}多收的费用 12.50 元。" in letter["body"], (
        "what is put in is not filled again"
    )
    assert not letter["waits"]["may_decide"]
    assert error(cai.post(f"/api/letters/{letter['id']}/paper", {"content": b64encode(PDF).decode()})) == (
        409,
        "letter_not_ready",
    )
    (there,) = letters(boss, complaint)
    waits = there["waits"]
    assert waits["may_decide"]
    other = boss.post(f"/api/approvals/{waits['approval_id']}/approve", {"digest": "0" * 64})
    assert error(other) == (409, "other_content")
    assert boss.post(f"/api/approvals/{waits['approval_id']}/approve", {"digest": waits["digest"]}).ok
    (now,) = letters(cai, complaint)
    assert now["state"] == "made" and now["approved_by"]["name"] == "boss" and now["digest"] == letter["digest"]


def test_whoever_took_the_call_or_is_complained_of_makes_no_letter(
    desks: dict[str, Client], staff: Staff, database: Database
) -> None:
    with database.read() as db:
        about = db.scalars(select(Person).where(Person.login == "cai")).one().id
    form = cases.form(complainant="李芳", about_person_id=about).model_dump(mode="json", exclude_none=True)
    complaint = desks["lin"].post("/api/cases/complaints", form).json()["id"]
    assert error(desks["cai"].post("/api/letters", wanted(complaint, "acknowledgement"))) == (409, "recused")


def test_a_template_is_changed_by_two_and_letters_that_were_made_stay(desks: dict[str, Client], complaint: str) -> None:
    root, cai = desks["root"], desks["cai"]
    before = cai.post("/api/letters", wanted(complaint, "acknowledgement")).json()
    row = next(one for one in root.get("/api/letter-templates").json() if one["code"] == "acknowledgement")
    form = {name: row[name] for name in TemplateForm.model_fields}
    wrong = root.post("/api/letter-templates", form | {"body_zh": "{identity_number}", "body_en": "a { b"})
    assert wrong.json()["error"]["values"]["fields"] == {"body_zh": "unknown_place", "body_en": "stray_brace"}
    draft = root.post("/api/letter-templates", form | {"body_zh": "{complainant}：已收到。{today}"}).json()
    assert (draft["number"], draft["state"]) == (2, "draft")
    asked = root.post("/api/letter-templates/acknowledgement/2/publish", {"version": draft["version"]})
    assert error(asked) == (409, "waits_for_second_person")
    (request,) = root.get("/api/approvals", state="pending").json()["items"]
    assert error(root.post(f"/api/approvals/{request['id']}/approve", {"digest": request["digest"]})) == (
        409,
        "own_request",
    )
    assert desks["twin"].post(f"/api/approvals/{request['id']}/approve", {"digest": request["digest"]}).ok
    after = cai.post("/api/letters", wanted(complaint, "acknowledgement")).json()
    assert after["body"].startswith("李芳：已收到。")
    assert [one["body"] for one in letters(cai, complaint)] == [after["body"], before["body"]]


def test_a_request_is_answered_by_letter(desks: dict[str, Client], database: Database) -> None:
    owner = cases.customer(database)
    boss = desks["boss"]
    fields = {"subject": "补卡", "matter": "card_lost", "urgency": "ordinary", "wish": "邮寄", "customer": owner.number}
    case = boss.post("/api/registers/cases", {"kind": "work_order", "fields": fields}).json()
    path = f"/api/registers/cases/{case['id']}"
    boss.post(f"{path}/move", {"transition": "take", "version": case["version"]})
    version = boss.get(path).json()["version"]
    boss.post(f"{path}/move", {"transition": "answer", "fields": {"result": "新卡已寄出。"}, "version": version})
    made = boss.post(
        "/api/letters", {"owner": "kind_case", "owner_id": case["id"], "template": "order_answer", "language": "zh"}
    )
    assert made.ok, made.text
    assert made.json()["body"].startswith("王小明：") and "新卡已寄出。" in made.json()["body"]


def test_every_shipped_template_names_only_places_that_there_are() -> None:
    kinds = {one.code: one for one in shipped_kinds()}
    for form in templates.shipped():
        known = templates.places_of_shipped(form, kinds)
        faults = [filling.fault_in(text, known) for text in (form.title_zh, form.title_en, form.body_zh, form.body_en)]
        assert faults == [""] * 4, form.code


@given(st.dictionaries(st.sampled_from(filling.OF_COMPLAINT), st.text(max_size=30)), st.text(max_size=60))
def test_what_is_put_in_is_never_looked_at_again(values: dict[str, str], around: str) -> None:
    """A value that looks like a place, or like anything else, comes out as it went in."""
    text = f"{around.replace('{', '').replace('}', '')}{{decision}}"
    shown = filling.filled(text, values)
    assert shown.endswith(values.get("decision") or "{decision}")
    assert len(shown) == len(text) - len("{decision}") + len(values.get("decision") or "{decision}")


def test_how_the_complainant_was_told_names_the_letter_and_how_content_they_are(
    desks: dict[str, Client], complaint: str
) -> None:
    cai = desks["cai"]
    letter = cai.post("/api/letters", wanted(complaint, "acknowledgement")).json()
    for to, words in (("in_progress", ""), ("decided", "退还费用")):
        moved(cai, complaint, to, words)
    shown = cai.get(f"/api/cases/complaints/{complaint}").json()["complaint"]
    assert [one["number"] for one in shown["letters"]] == [letter["number"]]
    form = {"to": "told", "letter_id": str(uuid.uuid4()), "satisfaction": "content"}
    refused = cai.post(f"/api/cases/complaints/{complaint}/transition", form)
    assert refused.json()["error"]["values"]["fields"] == {"letter_id": "unknown"}
    told = cai.post(f"/api/cases/complaints/{complaint}/transition", form | {"letter_id": letter["id"]})
    assert told.ok and told.json()["satisfaction"] == "content" and told.json()["letters"] == []
    newest = cai.get(f"/api/cases/complaints/{complaint}").json()["events"][0]
    assert letter["number"] in newest["zh"] and "满意" in newest["zh"] and "content" in newest["en"]


def test_a_complaint_whose_time_is_over_goes_with_all_that_is_its_own(
    desks: dict[str, Client], complaint: str, database: Database, hub: HubThread, folder: Path
) -> None:
    cai, gone = desks["cai"], uuid.UUID(complaint)
    form = cases.form(complainant="王五").model_dump(mode="json", exclude_none=True)
    held, reviewed, repeat, into = (
        uuid.UUID(desks["lin"].post("/api/cases/complaints", form).json()["id"]) for _ in range(4)
    )
    for one in (gone, held):
        letter = cai.post("/api/letters", wanted(str(one), "acknowledgement")).json()
        assert cai.post(f"/api/letters/{letter['id']}/paper", {"content": b64encode(PDF).decode()}).ok
    customer = cases.customer(database)
    long_ago = hub.hub_context.now() - timedelta(days=3651)
    with database.write() as db:
        for row in db.scalars(select(Complaint)):
            row.state, row.closed_at = "closed", long_ago
        on_hold = db.get_one(Complaint, held)
        on_hold.held_at, on_hold.held_by_id, on_hold.held_reason = long_ago, on_hold.opened_by, "诉讼"
        db.get_one(Complaint, repeat).state, db.get_one(Complaint, repeat).merged_into_id = "merged", into
        who = db.get_one(Complaint, gone).opened_by
        about = {"kind": "rectification", "kind_number": 1, "state": "mending", "title": "整改", "fields": {}}
        moments = {"opened_by": who, "opened_at": long_ago, "entered_at": long_ago}
        db.add(KindCase(number="ZG1", complaint_id=reviewed, **about, **moments))
        line = {"at": long_ago, "title": "投诉", "customer_id": customer.id}
        db.add_all(Contact(kind="complaint", entity_id=one, **line) for one in (gone, held))
    assert len(files_in(folder)) == 2
    retention.prune(hub.hub_context)
    with database.read() as db:
        left = set(db.scalars(select(Complaint.id)))
        assert left == {held, reviewed, into}, (
            "what is held or has work to do stays; a repeat goes before what it was merged into"
        )
        assert list(db.scalars(select(CaseLetter.owner_id))) == [held]
        assert list(db.scalars(select(Contact.entity_id))) == [held]
        assert len(db.scalars(select(CaseFile.id)).all()) == len(files_in(folder)) == 1
        told = db.scalars(select(AuditEntry.entity_id).where(AuditEntry.action == "cases.expired"))
        assert set(told) == {str(gone), str(repeat)}
    with database.write() as db:
        done = db.scalars(select(KindCase)).one()
        done.state, done.closed_at = "effective", long_ago
    retention.prune(hub.hub_context)
    with database.read() as db:
        assert set(db.scalars(select(Complaint.id))) == {held}
        assert not db.scalars(select(KindCase.id)).all(), "what belongs to a complaint goes with it"
    assert not counters.verify(database, cases.ZONE, hub.hub_context.now()).difference


def files_in(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]
